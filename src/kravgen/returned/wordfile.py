"""A Word file that has come back, compared with the document that was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kravgen.documents.alignment import steps
from kravgen.documents.answers import Answer
from kravgen.documents.letters import odd_signs
from kravgen.documents.wording import Wording, comparable
from kravgen.i18n import _
from kravgen.library.fingerprint import fingerprint
from kravgen.problems import Place, Problem, at_most
from kravgen.record.model import KeptDocument
from kravgen.returned.outcome import Compared
from kravgen.returned.remains import has_lost_marks, lost_marks, missing_texts
from kravgen.returned.sent import Sent, short
from kravgen.word.reading.answers import answers
from kravgen.word.reading.file import Inspected, read
from kravgen.word.reading.kinship import best_match
from kravgen.word.reading.remark import Remark
from kravgen.word.reading.returned import Returned, properties
from kravgen.word.reading.unseen import quiet, unseen


def compare(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    """What differs from the document, and what has been answered. ``name`` is the file's own.

    Without a ``document`` the file is one of those that were sent, if it can be told which: None when it cannot.

    Raises:
        Refused: it is no Word file that can be read.
    """
    file = read(content)
    document = document or identify(sent, file, name)
    if document is None or document.wording is None:
        return None
    return _compare(sent, document, document.wording, file, place)


def identify(sent: Sent, file: Inspected, name: str) -> KeptDocument | None:
    """The document that the file is a copy of: by what the file says of itself, by its name or by what it holds."""
    by_name = sent.of_name(name)
    return (
        sent.of_id(properties(file).get("kravgen-document", ""))
        or (by_name if by_name and by_name.wording else None)
        or best_match(file, ((kept, kept.wording) for kept in sent.record.documents if kept.wording))
    )


def _compare(sent: Sent, document: KeptDocument, wording: Wording, file: Inspected, place: Place) -> Compared:
    form = Returned(file, wording)
    problems = [*_foreign(sent, place, properties(file)), *_revised(place, form.revised)]
    found = answers(form, place, wording, sent.numbers)
    said = form.said(found.taken)
    if found.lost or has_lost_marks(wording, said):
        problems += [] if found.lost else [lost_marks(place)]
        problems += missing_texts(sent, place, wording, form, said)
    else:
        problems += _texts(sent, place, wording, said)
    original = _original(sent, document)
    problems += _remarks(sent, place, unseen(form, original, found.taken.holds))
    notes = tuple(quiet(form, original))
    if not wording.fields:
        return Compared(document, tuple(at_most(problems)), notes)
    problems += [*found.problems, *_odd_answers(sent, place, found.answers)]
    unanswered = _unanswered(wording, found.answers)
    return Compared(document, tuple(at_most(problems)), notes, found.answers, unanswered)


def _original(sent: Sent, document: KeptDocument) -> Inspected | None:
    """The file as it was sent, without its body; None when the package does not have it any more."""
    content = sent.original(document)
    return read(content, body=False) if content is not None else None


def _remarks(sent: Sent, place: Place, remarks: Iterable[Remark]) -> Iterator[Problem]:
    for remark in remarks:
        where = sent.told(remark.item) if remark.item else remark.near
        message = f"{where}: {remark.message}" if where else remark.message
        yield place.problem(remark.code, message, remark.hint)


def _foreign(sent: Sent, place: Place, told: Mapping[str, str]) -> Iterator[Problem]:
    made_from = told.get("kravgen-package", "")
    if made_from and made_from != sent.record.fingerprint:
        yield place.problem(
            "KG918",
            _("The file belongs to another version of the package ({theirs}, not {ours}).").format(
                theirs=made_from, ours=sent.record.fingerprint
            ),
            _("Compare it with the package that it was sent with."),
        )


def _revised(place: Place, revised: bool) -> Iterator[Problem]:
    if revised:
        yield place.problem(
            "KG917",
            _(
                "The file has changes that nobody has accepted or rejected. It is read as if they were accepted."
            ),
            _("Open it in Word, Review, and look at the changes."),
        )


def _texts(sent: Sent, place: Place, before: Wording, found: Wording) -> Iterator[Problem]:
    for item, mark in before.items.items():
        told = sent.told(item)
        if item not in found.items:
            hint = _("It read: {text}").format(text=short(sent.text(item)))
            yield place.problem(
                "KG912", _("{item}: the requirement has been taken away.").format(item=told), hint
            )
        elif fingerprint(comparable(found.items[item])) != mark:
            message = _("{item}: the text has been changed. It was: {before} It is: {now}").format(
                item=told, before=short(sent.text(item)), now=short(found.items[item])
            )
            yield place.problem("KG911", message, _("What was sent applies."))
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


def _odd_answers(sent: Sent, place: Place, found: Iterable[Answer]) -> Iterator[Problem]:
    for answer in found:
        if isinstance(answer.value, str):
            yield from _odd(place, sent.told(answer.item) if answer.item else answer.name, answer.value)


def _unanswered(wording: Wording, found: tuple[Answer, ...]) -> tuple[str, ...]:
    given = {answer.name for answer in found if answer.value not in (None, False)}
    readable = {answer.name for answer in found}
    return tuple(
        field.name
        for field in wording.fields
        if field.asked and field.name in readable and field.name not in given
    )
