"""Words that have no room to be read where they stand: pushed away, shrunk, or in a row that is too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kravgen.i18n import _
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.layout import FormSheet
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.sizes import Sizes
from kravgen.sheets.reading.styles import SMALLEST

_PUSHED = re.compile(r"(?:\n[^\S\n]*){4}\S|[^\S\n]{25}\S")
"""Words after three empty lines or more blanks than anybody writes: they stand outside the cell."""
_SHORT = 5
"""Nothing is pushed away in so few signs."""
_INDENT, _MOST_INDENT = 1.5, 0.5
"""How many characters a step of indentation takes, and how much of the width may be indented."""
_LINE, _PER_CHARACTER = 1.36, 1.1
"""The height of a line beside the size of its letters; how many letters stand on the width of a digit."""
_ORDINARY = 11
"""The size of letters that widths are told in."""
_TOLERANCE = 1.5
"""So much more room than there is may an estimate ask for before anything is said."""


def crowded(book: Book, cell: FoundCell, sizes: Sizes) -> str:
    """Why the words of a cell are not seen where they stand: "pushed" or "size"; empty when they are."""
    if cell.kind != "text":
        return ""
    look = book.styles[cell.style]
    width = sizes.width(cell.column)
    if look.indent * _INDENT > max(width * _MOST_INDENT, 20):
        return "pushed"
    if (
        len(cell.words) > _SHORT
        and _PUSHED.search(cell.words)
        and (not look.wrapped or _is_cut_off(book, cell, sizes))
    ):
        return "pushed"
    if look.shrunk and width:
        wanted = max(len(line) for line in cell.words.split("\n")) / _PER_CHARACTER
        if look.font.size * min(1.0, width / max(wanted, 1.0)) < SMALLEST:
            return "size"
    return ""


def cut_off(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[str]:
    """A quiet line for each sheet with cells whose words have more lines than their rows have room for.

    The rows of the form do not grow by themselves, so this is what happens to anybody who writes much.
    """
    for form in forms:
        if form.sheet.root is None or not form.header:
            continue
        sizes = form.sizes
        found = [
            (row, cell)
            for row in form.rows
            for cell in row.cells.values()
            if row.about and cell.column != form.key and _is_cut_off(book, cell, sizes)
        ]
        if found:
            cells = naming.several(f"{cell.reference} {naming.row(row)}" for row, cell in found)
            message = _("{sheet}: all words do not show in the cell: {cells}. Make the row higher in Excel.")
            yield message.format(sheet=quoted(form.name), cells=cells)


def _is_cut_off(book: Book, cell: FoundCell, sizes: Sizes) -> bool:
    height = sizes.fixed.get(cell.row)
    if height is None or cell.kind != "text":
        return False
    look, width = book.styles[cell.style], sizes.width(cell.column)
    # What is hidden altogether is told as that.
    if not look.wrapped or width < 1:
        return False
    fits = max(int(width * _PER_CHARACTER * _ORDINARY / max(look.font.size, 1)), 1)
    if len(cell.words) <= fits and "\n" not in cell.words:
        return False
    lines = sum(max(1, -(-len(line) // fits)) for line in cell.words.split("\n"))
    return lines > _TOLERANCE * height / (look.font.size * _LINE) + 1
