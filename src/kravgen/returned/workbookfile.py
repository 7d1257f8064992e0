"""A workbook that has come back, compared with the one that was sent."""

from __future__ import annotations

from itertools import chain

from kravgen.many import at_most
from kravgen.problems import Place
from kravgen.record.model import KeptDocument
from kravgen.returned.differences import foreign, texts, unanswered
from kravgen.returned.gaps import restored
from kravgen.returned.outcome import Compared
from kravgen.returned.sent import Sent
from kravgen.sheets.reading.book import Book, read
from kravgen.sheets.reading.layout import about
from kravgen.sheets.reading.matching import matched
from kravgen.sheets.reading.priced import priced_rows
from kravgen.sheets.reading.returned import ReturnedBook


def compare(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    """What differs from the document, and what has been answered. See :func:`kravgen.returned.wordfile.compare`.

    Raises:
        SheetRefused: it is no workbook that can be read.
    """
    book = read(content)
    document = document or identify(sent, book, name)
    wording = document.wording if document else None
    if document is None or wording is None:
        return None
    named = {about(field): field.row for field in wording.fields if field.row and not field.item}
    numbers = named | {item: sent.told(item) for item in wording.items}
    form = ReturnedBook(book, wording, sent.prices, place, numbers)
    said, filled = restored(sent, wording, form.wording)
    problems = chain(
        foreign(sent, place, book.properties),
        texts(sent, place, wording, said),
        form.problems(),
        form.answers.problems,
    )
    found = form.answers.answers
    missing = unanswered(wording, found)
    priced = tuple(priced_rows(book, wording.sheets, sent.prices))
    return Compared(document, tuple(at_most(problems)), form.notes, found, missing, filled, priced)


def identify(sent: Sent, book: Book, name: str) -> KeptDocument | None:
    """The document that the file is a copy of: by what the file says of itself, by its name or by what it holds."""
    kept = {one.id: one for one in sent.record.documents if one.wording and one.wording.sheets}
    by_name = sent.of_name(name)
    return (
        kept.get(book.properties.get("kravgen-document", ""))
        or (by_name if by_name and by_name.id in kept else None)
        or kept.get(matched(book, {one: found.wording for one, found in kept.items() if found.wording}))
    )
