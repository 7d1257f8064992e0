"""What a workbook that is to be filled in says, cell by cell, so that a returned copy can be compared with it."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.wording import SentField, SentSheet, Wording, one_line, told_apart
from kravgen.sheets.footer import footer, footer_words
from kravgen.sheets.names import COMMENT, OTHER, TOTAL
from kravgen.sheets.table import SheetRow, SheetTable, Workbook


def wording(workbook: Workbook) -> Wording:
    """The words of the workbook: of each item those of its row, and every other cell in order, sheet by sheet."""
    items: dict[str, list[str]] = {}
    rest: list[str] = []
    for table in workbook.tables:
        rest += (table.name, workbook.title, workbook.instruction, workbook.reference)
        rest += (column.header for column in table.columns)
        for row in table.rows:
            (items.setdefault(row.item, []) if row.item else rest).extend(texts(table, row))
        if table.footed is not None:
            rest += (workbook.labels.total, workbook.labels.unpriced)
    return Wording(
        {item: one_line(" ".join(words)) for item, words in items.items()},
        tuple(text for text in map(one_line, rest) if text),
        tuple(told_apart(field for table in workbook.tables for field in _fields(table, workbook))),
        sheets=tuple(_sheet(table, workbook) for table in workbook.tables),
    )


def texts(table: SheetTable, row: SheetRow) -> Iterator[str]:
    """The words of a row: what stands in its cells before anybody has filled them in."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if not column.open and column.kind != "sum":
            yield str(cell)


def _sheet(table: SheetTable, workbook: Workbook) -> SentSheet:
    headers = tuple(one_line(column.header) for column in table.columns)
    return SentSheet(table.name, headers, footer_words(footer(workbook)))


def _fields(table: SheetTable, workbook: Workbook) -> Iterator[SentField]:
    for row in table.rows:
        for column in table.columns:
            if column.open:
                yield SentField(
                    f"{column.part}.{row.item}" if row.item else row.key,
                    "choice" if column.choices else "text",
                    column.part,
                    row.item,
                    column.choices,
                    row.asked and column.part not in (COMMENT, OTHER),
                    one_line(row.label),
                    one_line(column.header),
                )
    if table.footed is not None:
        header = one_line(table.columns[table.footed].header)
        yield SentField(TOTAL, "text", TOTAL, row=one_line(workbook.labels.total), column=header)
