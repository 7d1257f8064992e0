"""A Word file that has come back, compared with the document that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kravgen.documents.alignment import steps
from kravgen.documents.answers import Answer
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
from kravgen.word.reading.returned import Returned, properties


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
    marks_lost = has_lost_marks(wording, form.wording)
    if marks_lost and not found.lost:
        problems.append(lost_marks(place))
    problems += found.problems
    if marks_lost or found.lost:
        problems += missing_texts(sent, place, wording, form)
    else:
        problems += _texts(sent, place, wording, form.wording)
    return Compared(
        document, tuple(at_most(problems)), (), found.answers, _unanswered(wording, found.answers)
    )


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


def _unanswered(wording: Wording, found: tuple[Answer, ...]) -> tuple[str, ...]:
    given = {answer.name for answer in found if answer.value not in (None, False)}
    readable = {answer.name for answer in found}
    return tuple(
        field.name
        for field in wording.fields
        if field.asked and field.name in readable and field.name not in given
    )
