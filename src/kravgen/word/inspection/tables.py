"""Rules about tables: a screen reader can only tell a cell's header when the table is plain and says what it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from math import inf

from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import Element, FoundTable, cells, is_on, text_of, value, w, whole

_HEX = re.compile("[0-9A-Fa-f]{1,8}")
_HEADER = f"{w('trPr')}/{w('tblHeader')}"
_STYLE, _LOOK = (f"{w('tblPr')}/{w(name)}" for name in ("tblStyle", "tblLook"))
_SPAN, _SKIPPED = f"{w('tcPr')}/{w('gridSpan')}", f"{w('trPr')}/{w('gridBefore')}"
_MERGED = tuple(f"{w('tcPr')}/{w(name)}" for name in ("vMerge", "hMerge"))
_MERGES = tuple(map(w, ("vMerge", "hMerge", "gridSpan")))
_SHOWN = tuple(map(w, ("drawing", "pict", "object", "sym", "sdt")))


@rule(
    "KG851",
    _n("Mark the first row, then Layout, Repeat Header Rows."),
)
def _header_row(file: Examined) -> Iterator[str]:
    for table in file.tables:
        if table.rows and not _is_frame(table) and not _has_header(file, table):
            yield table.place


@rule(
    "KG852",
    _n("Table Design: tick Header Row."),
)
def _header_look(file: Examined) -> Iterator[str]:
    for table in file.tables:
        look = table.element.find(_LOOK)
        if look is not None and not _is_marked(look) and not _is_frame(table):
            yield table.place


@rule(
    "KG853",
    _n("Right-click, Table Properties, Alt Text: write what the table shows."),
)
def _alternative_text(file: Examined) -> Iterator[str]:
    for table in file.tables:
        properties = table.element.find(w("tblPr"))
        texts = (
            [value(properties.find(w(n))) for n in ("tblCaption", "tblDescription")]
            if properties is not None
            else []
        )
        if not any(text.strip() for text in texts) and not _is_frame(table):
            yield table.place


@rule(
    "KG854",
    _n("Split the cells, or make several tables."),
)
def _merged(file: Examined) -> Iterator[str]:
    for table in file.tables:
        # Most tables are plain.
        if next(table.element.iter(*_MERGES), None) is not None and (number := _merged_row(table)):
            yield _("{table}, row {number}").format(table=table.place, number=number)


@rule("KG855", _n("Move the inner table out."))
def _nested(file: Examined) -> Iterator[str]:
    yield from (table.place for table in file.tables if table.nested)


@rule("KG856", _n("Write what the column holds."))
def _empty_header(file: Examined) -> Iterator[str]:
    for table in file.tables:
        if table.rows and not _is_frame(table) and _has_header(file, table):
            for number, cell in enumerate(cells(table.rows[0]), 1):
                # A picture has words of its own, or is told as one without.
                if not text_of(cell).strip() and next(cell.iter(*_SHOWN), None) is None:
                    yield _("{table}, column {number}").format(table=table.place, number=number)


def _is_frame(table: FoundTable) -> bool:
    """Whether a table is one cell: a frame around a text, and no table to find one's way in."""
    return len(table.rows) == 1 and sum(1 for _cell in cells(table.rows[0])) == 1


def _has_header(file: Examined, table: FoundTable) -> bool:
    """Whether the first row is repeated, because it says so or because the style of the table does."""
    own = table.rows[0].find(_HEADER)
    if own is not None:
        return is_on(own)
    style = value(table.element.find(_STYLE))
    return bool(style and file.repeating.get(style)) and _is_marked(table.element.find(_LOOK))


def _is_marked(look: Element | None) -> bool:
    """Whether the table wants to have the look of a header row."""
    bits = value(look)
    first = value(look, "firstRow")
    return first in ("1", "true", "on") if first else bool(_HEX.fullmatch(bits) and int(bits, 16) & 0x20)


def _merged_row(table: FoundTable) -> int:
    """The first row with a cell that goes on from another, or past an edge that cells of other rows have; 0 for none.

    A cell over two columns of the grid is merged only where somebody has parted them.
    """
    edges: set[int] = set()
    wide: list[tuple[int, int, int]] = []
    for number, row in enumerate(table.rows, 1):
        at = whole(value(row.find(_SKIPPED)))
        for cell in cells(row):
            if any(value(found) != "restart" for path in _MERGED if (found := cell.find(path)) is not None):
                return number
            edges.add(at)
            span = whole(value(cell.find(_SPAN)), 1)
            if span > 1:
                wide.append((number, at, at + span))
            at += span
    parted = [*sorted(edges), inf]
    return next((number for number, start, end in wide if parted[bisect_right(parted, start)] < end), 0)
