"""A workbook that has come back, compared with the document that was sent."""

from __future__ import annotations

from kravgen.problems import Place, at_most
from kravgen.record.model import KeptDocument
from kravgen.returned.differences import foreign, texts, unanswered
from kravgen.returned.outcome import Compared
from kravgen.returned.sent import Sent
from kravgen.sheets.reading.book import Book, read
from kravgen.sheets.reading.matching import matched
from kravgen.sheets.reading.returned import ReturnedBook


def compare(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    """What differs from the document, and what has been answered. ``name`` is the file's own.

    Without a ``document`` the file is one of those that were sent, if it can be told which: None when it cannot.

    Raises:
        SheetRefused: it is no workbook that can be read.
    """
    book = read(content)
    document = document or _identify(sent, book, name)
    if document is None or document.wording is None:
        return None
    wording = document.wording
    numbers = {item: sent.told(item) for item in sent.numbers}
    form = ReturnedBook(book, wording, place, numbers)
    problems = [
        *foreign(sent, place, book.properties),
        *texts(sent, place, wording, form.wording),
        *form.problems,
        *form.answers.problems,
    ]
    found = form.answers.answers
    return Compared(document, tuple(at_most(problems)), (), found, unanswered(wording, found))


def _identify(sent: Sent, book: Book, name: str) -> KeptDocument | None:
    """The document that the workbook is a copy of: by what it says of itself, by its name or by the ids in it."""
    by_name = sent.of_name(name)
    kept = {one.id: one for one in sent.record.documents if one.wording and one.wording.sheets}
    return (
        kept.get(book.properties.get("kravgen-document", ""))
        or (by_name if by_name and by_name.id in kept and by_name.wording else None)
        or kept.get(
            matched(book, {one: document.wording for one, document in kept.items() if document.wording})
        )
    )
