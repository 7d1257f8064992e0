"""A workbook that somebody has written requirements in, read into pieces: a cell with words is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kravgen.drafts import rows as columns
from kravgen.drafts.piece import DraftText, Piece
from kravgen.i18n import _
from kravgen.sheets.reading.book import BookSheet, read
from kravgen.sheets.reading.cells import FoundCell


def read_sheets(content: bytes, name: str) -> DraftText:
    """The texts of a workbook, sheet by sheet and row by row. What a formula gives is no text that anybody wrote.

    Raises:
        SheetRefused: it is no workbook, or one that is not read.
    """
    book = read(content)
    pieces = [piece for sheet in book.sheets for piece in _pieces(sheet)]
    return DraftText(name, tuple(pieces))


def _pieces(sheet: BookSheet) -> Iterator[Piece]:
    called = _("hidden sheet “{name}”") if sheet.hidden else _("sheet “{name}”")
    way = (called.format(name=sheet.name),)
    by_row: dict[int, list[FoundCell]] = defaultdict(list)
    for cell in sheet.cells:
        if cell.words.strip() and not cell.formula:
            by_row[cell.row].append(cell)
    names: dict[int, str] = {}
    for row in sorted(by_row):
        cells = sorted(by_row[row], key=lambda cell: cell.column)
        texts = [cell.words for cell in cells]
        found = columns.names(texts) if not names else []
        if found:
            names = {cell.column: told for cell, told in zip(cells, found, strict=True)}
        told = [names.get(cell.column, "") for cell in cells]
        kind, number = columns.kind(told, texts), columns.number(texts)
        for cell in cells:
            if cell.kind == "text":
                spot = _("cell {cell}").format(cell=cell.reference)
                text = " ".join(cell.words.splitlines())
                role = columns.role(names.get(cell.column, ""), bool(found))
                yield Piece(text, role, way, spot, number, kind)
