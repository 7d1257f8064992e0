"""A Word file that has come back, compared with the document that was sent."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.wording import Wording
from kravgen.i18n import _
from kravgen.problems import Place, Problem, at_most
from kravgen.record.model import KeptDocument
from kravgen.returned.differences import foreign, texts, unanswered
from kravgen.returned.outcome import Compared
from kravgen.returned.remains import has_lost_marks, lost_marks, missing_texts
from kravgen.returned.sent import Sent
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
    problems = [*foreign(sent, place, properties(file)), *_revised(place, form.revised)]
    found = answers(form, place, wording, sent.numbers)
    if found.lost or has_lost_marks(wording, form.wording):
        problems += [] if found.lost else [lost_marks(place)]
        problems += missing_texts(sent, place, wording, form)
    else:
        problems += texts(sent, place, wording, form.wording)
    if not wording.fields:
        return Compared(document, tuple(at_most(problems)))
    problems += found.problems
    return Compared(document, tuple(at_most(problems)), (), found.answers, unanswered(wording, found.answers))


def _revised(place: Place, revised: bool) -> Iterator[Problem]:
    if revised:
        yield place.problem(
            "KG917",
            _(
                "The file has changes that nobody has accepted or rejected. It is read as if they were accepted."
            ),
            _("Open it in Word, Review, and look at the changes."),
        )
