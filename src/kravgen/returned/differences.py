"""The words and answers of a returned file against those of the document that was sent, whatever program it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kravgen.documents.alignment import common, steps
from kravgen.documents.answers import Answer
from kravgen.documents.letters import odd_signs
from kravgen.documents.plaintext import plain_text
from kravgen.documents.wording import Wording, comparable
from kravgen.i18n import _
from kravgen.library.fingerprint import fingerprint
from kravgen.problems import Place, Problem
from kravgen.returned.sent import Sent, short

_AROUND = 6
"""So many words that do not differ are quoted on each side of those that do."""


def foreign(sent: Sent, place: Place, told: Mapping[str, str]) -> Iterator[Problem]:
    """That a file belongs to another package, by what it tells of itself."""
    made_from = told.get("kravgen-package", "")
    if made_from and made_from != sent.record.fingerprint:
        yield place.problem(
            "KG918",
            _("The file belongs to another version of the package ({theirs}, not {ours}).").format(
                theirs=made_from, ours=sent.record.fingerprint
            ),
            _("Compare it with the package that it was sent with."),
        )


def texts(sent: Sent, place: Place, before: Wording, found: Wording) -> Iterator[Problem]:
    """What differs between the words that were sent and those that have come back."""
    for item, mark in before.items.items():
        told = sent.told(item)
        if item not in found.items:
            hint = _("It read: {text}").format(text=short(sent.text(item)))
            yield place.problem(
                "KG912", _("{item}: the requirement has been taken away.").format(item=told), hint
            )
        elif fingerprint(comparable(found.items[item])) != mark:
            yield altered(sent, place, item, found.items[item])
            yield from _odd(place, told, found.items[item])
    yield from _order(sent, place, before, found)
    for item, text in found.items.items():
        if item not in before.items:
            yield place.problem(
                "KG913",
                _("{item}: the row has been added by hand: {text}").format(
                    item=short(item), text=short(text)
                ),
                _("What was sent applies."),
            )
    yield from _paragraphs(place, before.rest, found.rest)


def altered(sent: Sent, place: Place, item: str, now: str) -> Problem:
    """That an item does not say what it said: what differs, with a few words on each side."""
    text, shown = comparable(plain_text(sent.text(item))), comparable(now)
    head, kind = _around(sent, item)
    was, became = text, _between(shown, head, kind)
    if was == became:
        # What differs stands around the text: its number, its title or its kind.
        was, became = " ".join((*head, text, kind)), shown
    was, became = _narrowed(was.split(), became.split())
    message = _("{item}: the text has been changed. It was: {before} It is: {now}").format(
        item=sent.told(item), before=short(was), now=short(became)
    )
    return place.problem("KG911", message, _("What was sent applies."))


def _around(sent: Sent, item: str) -> tuple[tuple[str, ...], str]:
    """What stands around the text of an item in a row: number, id and title before it, and its kind after it."""
    known = sent.item(item)
    if known is None:
        return (), ""
    head = (known.number, known.id, comparable(known.title))
    return tuple(filter(None, head)), known.kind.capitalize()


def _between(shown: str, head: Sequence[str], kind: str) -> str:
    for words in head:
        shown = shown.removeprefix(words).removeprefix(" ")
    return shown.removesuffix(kind).rstrip(" ")


def _narrowed(before: Sequence[str], now: Sequence[str]) -> tuple[str, str]:
    """The words that differ, from the first to the last, with some that do not on each side."""
    start, end = common(before, now)
    first = max(start - _AROUND, 0)
    last = max(end - _AROUND, 0)
    was, became = (
        ("… " if first else "") + " ".join(words[first : len(words) - last]) + (" …" if last else "")
        for words in (before, now)
    )
    return was, became


def changed_items(before: Wording, found: Wording) -> frozenset[str]:
    """The items whose text is there and is another."""
    return frozenset(
        item
        for item, mark in before.items.items()
        if item in found.items and fingerprint(comparable(found.items[item])) != mark
    )


def _paragraphs(place: Place, before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Problem]:
    for kind, old, new in steps(tuple(map(comparable, before)), tuple(map(comparable, now))):
        if kind == "equal":
            continue
        gone, come = " ".join(old), " ".join(new)
        if gone and come:
            message = _("Text has been changed. It was: {before} It is: {now}").format(
                before=short(gone), now=short(come)
            )
        elif gone:
            message = _("Text has been taken away: {before}").format(before=short(gone))
        else:
            message = _("Text has been added: {now}").format(now=short(come))
        yield place.problem("KG914", message, _("What was sent applies."))
        yield from _odd(place, "", come)


def _odd(place: Place, where: str, text: str) -> Iterator[Problem]:
    """The signs that look like others or cannot be seen: two texts that differ in them look the same."""
    signs = odd_signs(text)
    if signs:
        told = _("The words have {signs}.").format(signs=short(", ".join(signs)))
        message = f"{where}: {told}" if where else told
        yield place.problem("KG954", message, _("Ask for the words in ordinary letters."))


def _order(sent: Sent, place: Place, before: Wording, found: Wording) -> Iterator[Problem]:
    """That requirements stand in another order than they were sent in."""
    expected = [item for item in before.items if item in found.items]
    met = [item for item in found.items if item in before.items]
    moved = [new for old, new in zip(expected, met, strict=True) if old != new]
    if moved:
        message = _("The requirements stand in another order, from {item} on.").format(
            item=sent.told(moved[0])
        )
        yield place.problem("KG956", message, _("What was sent applies."))


def odd_answers(sent: Sent, place: Place, found: Iterable[Answer]) -> Iterator[Problem]:
    """The answers with signs that look like others or cannot be seen."""
    for answer in found:
        if isinstance(answer.value, str):
            yield from _odd(place, sent.told(answer.item) if answer.item else answer.name, answer.value)


def unanswered(wording: Wording, found: tuple[Answer, ...]) -> tuple[str, ...]:
    """The fields that must be answered and hold nothing, by name."""
    given = {answer.name for answer in found if answer.value not in (None, False)}
    readable = {answer.name for answer in found}
    return tuple(
        field.name
        for field in wording.fields
        if field.asked and field.name in readable and field.name not in given
    )
