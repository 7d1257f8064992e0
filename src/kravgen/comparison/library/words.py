"""What a change of the library is called, in the sentences that every form of it shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kravgen.comparison.library.difference import LibraryDifference, LibraryItemChange, RowChange
from kravgen.comparison.library.entries import TEMPLATE
from kravgen.comparison.library.reach import Purchases
from kravgen.i18n import _, ngettext
from kravgen.problems import shortened
from kravgen.strictness.items import Shift, Verdict, filled

_MOST_NAMES = 60
_LONGEST_FIELD = 160
_LONGEST_TEXT = 900


class ToldLine(NamedTuple):
    """A line under a change: what it is about, and what is said of it."""

    name: str
    text: str


def verdict_word(verdict: Verdict) -> str:
    """Whether it asks for more or for less, in a word."""
    return {
        "stricter": _("stricter"),
        "weaker": _("weaker"),
        "unknown": _("cannot be decided"),
        "same": _("the same in substance"),
    }[verdict]


def headline(change: LibraryItemChange) -> str:
    """The change in one sentence."""
    item = change.item
    about = f"{item.id} {item.title}"
    if change.kind == "new":
        return _("{about} is new ({kind}): {verdict}.").format(
            about=about, kind=item.kind, verdict=verdict_word(change.verdict)
        )
    if change.kind == "gone":
        return _("{about} is removed ({kind}): {verdict}.").format(
            about=about, kind=item.kind, verdict=verdict_word(change.verdict)
        )
    return _("{about}: {verdict}. {why}.").format(
        about=about, verdict=verdict_word(change.verdict), why=shift_told(_foremost(change))
    )


def _foremost(change: LibraryItemChange) -> Shift:
    """The shift that says most about the whole: the first of those that go its way, what binds before the rest."""
    order = {"kind": 0, "text": 1, "parameters": 2, "when": 3}
    return min(
        change.shifts,
        key=lambda shift: (shift.direction != change.verdict, order.get(shift.part, len(order))),
    )


def shifts_told(change: LibraryItemChange) -> Iterator[str]:
    """All that has changed about an item, each with its direction."""
    for shift in change.shifts:
        if shift.part != "item":
            yield f"{shift_told(shift)} – {verdict_word(shift.direction)}"


def shift_told(shift: Shift) -> str:
    """What has changed, without its direction."""
    part = part_name(shift.part)
    before, after = (shortened(text, _LONGEST_FIELD) for text in (shift.before, shift.after))
    if shift.part == "item":
        return _("The item")
    if shift.part == "light":
        if shift.direction == "stricter":
            return _("It applies to small purchases too")
        return _("It does not apply to small purchases any more")
    if shift.part == "parameters":
        part = _("The range of {name}") if shift.cause == "range" else _("The value of {name}")
        part = part.format(name=shift.name)
    told = _exchanged(part, before, after)
    if shift.cause == "condition":
        ways = {
            "stricter": _("it applies in more procurements"),
            "weaker": _("it applies in fewer procurements"),
            "same": _("it applies in the same procurements"),
        }
        return f"{told}: {ways[shift.direction]}" if shift.direction in ways else told
    return told


def _exchanged(part: str, before: str, after: str) -> str:
    if not before and not after:
        return _("{part} is changed").format(part=part)
    if not before:
        return _('{part}: "{text}" is added').format(part=part, text=after)
    if not after:
        return _('{part}: "{text}" is removed').format(part=part, text=before)
    return _('{part}: "{before}" becomes "{after}"').format(part=part, before=before, after=after)


def part_name(part: str) -> str:
    """What a part of an item is called at the beginning of a sentence."""
    names: Mapping[str, str] = {
        "title": _("The title"),
        "kind": _("The kind"),
        "text": _("The text"),
        "when": _("The condition"),
        "phase": _("The phase"),
        "motive": _("The reason for it"),
        "evidence": _("The evidence"),
        "method": _("The way to test"),
        "accept": _("The test"),
        "value": _("The added value"),
        "consequence": _("The consequence"),
        "role": _("The role"),
        "level": _("The level"),
        "lawyer_note": _("The note to the lawyer"),
        "confidential": _("The secrecy of the text"),
        "tags": _("The tags"),
        "replaces": _("What it replaces"),
        "prices": _("The price rows"),
        "worth": _("What it is worth"),
        "answer": _("The form of the answer"),
        "sources": _("The sources"),
        "block": _("The block"),
        "because": _("The explanation"),
        "since": _("The first day"),
        "until": _("The last day"),
        "later": _("The later wording"),
    }
    return names.get(part) or _("The field {name}").format(name=part)


def sides_told(change: LibraryItemChange) -> Iterator[ToldLine]:
    """The old and the new wording, with the values that parameters have when nobody gives others."""
    before, after = (filled(item) if item else "" for item in (change.before, change.after))
    if before and before == after:
        yield ToldLine(_("Reads"), shortened(after, _LONGEST_TEXT))
        return
    if before:
        yield ToldLine(_("Before"), shortened(before, _LONGEST_TEXT))
    if after:
        yield ToldLine(_("Now"), shortened(after, _LONGEST_TEXT))


def resting_told(change: LibraryItemChange, difference: LibraryDifference) -> Iterator[ToldLine]:
    """What rests on the item: profiles, procurements, packages and reviews. What nothing was found in is said too."""
    yield ToldLine(_("Profiles"), _named(change.profiles))
    yield ToldLine(_("Procurements among the examples"), _named(change.procurements))
    if difference.packages:
        yield ToldLine(_("Packages"), _listed(change.packages) or _("none"))
    if change.reviews:
        yield ToldLine(
            _("Reviews that do not hold any more"),
            _listed([f"{review.role} {review.date}".strip() for review in change.reviews]),
        )


def _named(found: Iterable[Purchases]) -> str:
    return _listed([each.name for each in found]) or _("none")


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(every[:_MOST_NAMES])
    if len(every) > _MOST_NAMES:
        shown = _("{names} and {count} more").format(names=shown, count=len(every) - _MOST_NAMES)
    return shown


def row_told(change: RowChange) -> str:
    """What has happened to a row that is no item, in one sentence."""
    about = _("{kind} {name}").format(kind=row_kind(change.row.kind), name=change.row.id)
    if change.row.label not in (change.row.id, "") and change.row.kind != TEMPLATE:
        about = f"{about} ({change.row.label})"
    told = {
        "new": _("{about} is new."),
        "gone": _("{about} is removed."),
        "changed": _("{about} is changed."),
    }
    return shortened(told[change.kind].format(about=about))


def row_fields_told(change: RowChange) -> Iterator[str]:
    """What the row says otherwise, and which items use it."""
    if change.row.kind != TEMPLATE:
        for name, before, after in change.fields[:_MOST_NAMES]:
            yield _exchanged(name, *(shortened(text, _LONGEST_FIELD) for text in (before, after)))
        if len(change.fields) > _MOST_NAMES:
            yield _("and {count} more").format(count=len(change.fields) - _MOST_NAMES)
    if change.used_by:
        yield _("Used by {items}").format(items=_listed(change.used_by))


def row_kind(kind: str) -> str:
    """What a row is called at the beginning of a sentence."""
    names: Mapping[str, str] = {
        "sources": _("The source"),
        "questions": _("The question"),
        "dated": _("The dated value"),
        "gates": _("The gate"),
        "contradictions": _("The contradiction"),
        "glossary": _("The term"),
        "starting_points": _("The starting point"),
        "papers": _("The paper"),
        "price_rows": _("The price row"),
        "price_dimensions": _("The dimension of prices"),
        "changes": _("The local change of"),
        "words": _("The word list"),
        "reviews": _("The review of"),
        "profile": _("The profile"),
        "sheet": _("The sheet"),
        TEMPLATE: _("The template"),
    }
    return names.get(kind, kind)


def counts_told(difference: LibraryDifference) -> str:
    """How many items there are of each sort, in one line."""
    counts = difference.counts
    told = [
        ngettext("{count} weaker", "{count} weaker", counts["weaker"]).format(count=counts["weaker"]),
        _("{count} cannot be decided").format(count=counts["unknown"]),
        ngettext("{count} stricter", "{count} stricter", counts["stricter"]).format(count=counts["stricter"]),
        _("{count} the same in substance").format(count=counts["same"]),
    ]
    items = ngettext("{count} item differs", "{count} items differ", len(difference.items)).format(
        count=len(difference.items)
    )
    rows = ngettext("{count} other row", "{count} other rows", len(difference.rows)).format(
        count=len(difference.rows)
    )
    return _("{items}: {told}. {rows}.").format(items=items, told=", ".join(told), rows=rows)


def sides(difference: LibraryDifference) -> str:
    """Which two states are compared, in one line."""
    return _("The library from {before} to {after}").format(
        before=difference.before.name, after=difference.after.name
    )
