"""How reviews are told, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kravgen.i18n import _, ngettext
from kravgen.library.model import Item, Library
from kravgen.review.state import ReviewStanding, State, demanded, standings, tallies


def standing_told(standing: ReviewStanding, library: Library) -> str:
    """How an item stands with a role, as a sentence."""
    review = standing.review
    if review is None:
        return _("Not reviewed by {role}.").format(role=standing.role)
    if standing.state == "earlier":
        told = _("Reviewed by {role} on {date} in an earlier wording.")
    elif standing.state == "suspect":
        told = ngettext(
            "Reviewed by {role} on {date}, but the source {sources} has changed since.",
            "Reviewed by {role} on {date}, but the sources {sources} have changed since.",
            len(standing.sources),
        )
    else:
        told = _("Reviewed by {role} on {date}.")
    names = [library.sources[name].name for name in standing.sources]
    return told.format(role=standing.role, date=review.date, sources=_(" and ").join(names))


def item_told(item: Item, library: Library) -> list[str]:
    """How an item stands with each role: a sentence for each, with what the reviewer noted."""
    return [
        f"{standing_told(each, library)} {each.review.note if each.review else ''}".strip()
        for each in standings(item, library)
    ]


def item_state(item: Item, library: Library) -> str:
    """How an item stands with all that are to review it, in a few words: the worst that holds for any of them."""
    wanted = demanded(item, library)
    states = {each.state for each in standings(item, library) if each.role in wanted}
    if "missing" in states and states != {"missing"}:
        return _("partly reviewed")
    return next((state_word(state) for state in _WORST_FIRST if state in states), "")


def state_word(state: State) -> str:
    """A state in a few words."""
    return {
        "missing": _("not reviewed"),
        "earlier": _("reviewed in an earlier wording"),
        "suspect": _("source changed since the review"),
        "reviewed": _("reviewed"),
    }[state]


def in_short(items: Iterable[Item], library: Library) -> str:
    """How many of the items all who are to review them have reviewed as they stand, in a sentence; empty without items.

    Only items of the library are counted: what a procurement adds has nobody who is to review it.
    """
    listed = _of_library(items, library)
    if not listed:
        return ""
    if not any(item.id in library.reviews_of for item in listed):
        return ngettext(
            "The {count} item from the library has not been reviewed.",
            "None of the {count} items from the library has been reviewed.",
            len(listed),
        ).format(count=len(listed))
    whole = sum(_is_reviewed(item, library) for item in listed)
    return ngettext(
        "{reviewed} of {count} item from the library has been reviewed by all who are to review it.",
        "{reviewed} of {count} items from the library have been reviewed by all who are to review them.",
        len(listed),
    ).format(reviewed=whole, count=len(listed))


def summary(items: Iterable[Item], library: Library) -> Iterator[str]:
    """The same, and then how many of the items each role has reviewed of those that it is to review, in sentences."""
    listed = _of_library(items, library)
    if listed:
        yield in_short(listed, library)
    if not any(item.id in library.reviews_of for item in listed):
        return
    nothing: list[str] = []
    for tally in tallies(listed, library):
        if tally.states.get("missing") == tally.items:
            nothing.append(tally.role)
            continue
        told = ngettext(
            "{reviewed} of {count} item has been reviewed by {role}",
            "{reviewed} of {count} items have been reviewed by {role}",
            tally.items,
        ).format(reviewed=tally.reviewed, count=tally.items, role=tally.role)
        for state in ("earlier", "suspect"):
            if number := tally.states.get(state, 0):
                told += ", " + _STATES[state]().format(number=number)
        yield f"{told}."
    if nothing:
        yield _("Not yet reviewed by: {roles}.").format(roles=", ".join(nothing))


def _of_library(items: Iterable[Item], library: Library) -> list[Item]:
    return [item for item in items if item.block in library.blocks]


def _is_reviewed(item: Item, library: Library) -> bool:
    wanted = demanded(item, library)
    return all(each.state == "reviewed" for each in standings(item, library) if each.role in wanted)


_WORST_FIRST: tuple[State, ...] = ("missing", "earlier", "suspect", "reviewed")
_STATES = {
    "earlier": lambda: _("{number} more in an earlier wording"),
    "suspect": lambda: _("{number} more before a source changed"),
}
