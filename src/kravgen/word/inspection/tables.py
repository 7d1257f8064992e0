"""Rules about tables: a screen reader can only tell a cell's header when the table is plain and says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import cells, is_on, text_of, value, w

_HEX = re.compile("[0-9A-Fa-f]{1,8}")


@rule(
    "KG851",
    _n("Mark the first row, then Layout, Repeat Header Rows."),
)
def _header_row(file: Examined) -> Iterator[str]:
    for table in file.tables:
        if table.rows and not is_on(table.rows[0].find(f"{w('trPr')}/{w('tblHeader')}")):
            yield table.place


@rule(
    "KG852",
    _n("Table Design: tick Header Row."),
)
def _header_look(file: Examined) -> Iterator[str]:
    for table in file.tables:
        look = table.element.find(f"{w('tblPr')}/{w('tblLook')}")
        bits = value(look)
        first = value(look, "firstRow")
        marked = first in ("1", "true") if first else bool(_HEX.fullmatch(bits)) and int(bits, 16) & 0x20
        if look is not None and not marked:
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
        if not any(text.strip() for text in texts):
            yield table.place


@rule(
    "KG854",
    _n("Split the cells, or make several tables."),
)
def _merged(file: Examined) -> Iterator[str]:
    for table in file.tables:
        if next(table.element.iter(w("vMerge"), w("hMerge"), w("gridSpan")), None) is not None:
            yield table.place


@rule("KG855", _n("Move the inner table out."))
def _nested(file: Examined) -> Iterator[str]:
    yield from (table.place for table in file.tables if table.nested)


@rule("KG856", _n("Write what the column holds."))
def _empty_header(file: Examined) -> Iterator[str]:
    for table in file.tables:
        if table.rows and is_on(table.rows[0].find(f"{w('trPr')}/{w('tblHeader')}")):
            for number, cell in enumerate(cells(table.rows[0]), 1):
                if not text_of(cell).strip():
                    yield _("{table}, column {number}").format(table=table.place, number=number)
