"""Which sent workbook a returned one is, by the keys and ids in it."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.documents.wording import Wording
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.layout import known

_LEAST = 1 / 2
"""So many of the rows must be there."""


def matched(book: Book, sent: Mapping[str, Wording]) -> str:
    """The name of the one whose rows it holds most of; empty when it holds half of none."""
    held = {cell.words.strip() for sheet in book.sheets for cell in sheet.cells}
    best, most = "", 0.0
    for name, wording in sent.items():
        fields = known(wording)
        rows = {about for about, _column in fields.fields} - set(fields.totals.values())
        labels = {key: label for label, keys in fields.labels.items() for key in keys}
        there = sum(1 for row in rows if row in held or labels.get(row, row) in held)
        if rows and there / len(rows) > most:
            best, most = name, there / len(rows)
    return best if most >= _LEAST else ""
