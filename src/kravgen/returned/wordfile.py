"""A Word file that has come back, compared with the document that was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kravgen.documents.wording import Wording
from kravgen.i18n import _
from kravgen.problems import Place, Problem, at_most
from kravgen.record.model import KeptDocument
from kravgen.returned.differences import foreign, odd_answers, texts, unanswered
from kravgen.returned.gaps import restored
from kravgen.returned.outcome import Compared, FilledGap
from kravgen.returned.remains import has_lost_marks, lost_marks, missing_texts
from kravgen.returned.sent import Sent
from kravgen.word.reading.answers import answers
from kravgen.word.reading.file import Inspected, read, read_beside
from kravgen.word.reading.kinship import best_match
from kravgen.word.reading.remark import Remark
from kravgen.word.reading.returned import Returned, properties
from kravgen.word.reading.unseen import unseen


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
    found = answers(form, place, wording, sent.numbers)
    said = form.said(found.taken)
    marks_lost = has_lost_marks(wording, said, form)
    beside = unseen(form, _original(sent, document), found.taken.holds)
    filled: tuple[FilledGap, ...] = ()
    if not (marks_lost or found.lost):
        said, filled = restored(sent, wording, said)
    # Of hundreds of thousands only the first are told, so they are not made before they are asked for.
    problems = chain(
        foreign(sent, place, properties(file)),
        _revised(place, form.revised),
        (lost_marks(place),) if marks_lost and not found.lost else (),
        found.problems,
        odd_answers(sent, place, found.answers),
        missing_texts(sent, place, wording, form, said)
        if marks_lost or found.lost
        else texts(sent, place, wording, said),
        _remarks(sent, place, beside.remarks),
    )
    missing = unanswered(wording, found.answers)
    return Compared(document, tuple(at_most(problems)), beside.notes, found.answers, missing, filled)


def _original(sent: Sent, document: KeptDocument) -> Inspected | None:
    """The file as it was sent, without its body; None when the package does not have it any more."""
    content = sent.original(document)
    return read_beside(content) if content is not None else None


def _remarks(sent: Sent, place: Place, remarks: Iterable[Remark]) -> Iterator[Problem]:
    for remark in remarks:
        where = sent.told(remark.item) if remark.item else remark.near
        message = f"{where}: {remark.message}" if where else remark.message
        yield place.problem(remark.code, message, remark.hint)


def _revised(place: Place, revised: bool) -> Iterator[Problem]:
    if revised:
        yield place.problem(
            "KG917",
            _(
                "The file has changes that nobody has accepted or rejected. It is read as if they were accepted."
            ),
            _("Open it in Word, Review, and look at the changes."),
        )
