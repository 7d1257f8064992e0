"""What a workbook that is to be filled in says, cell by cell, so that a returned copy can be compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kravgen.documents.wording import SentField, SentSheet, Wording, one_line, told_apart
from kravgen.sheets.footer import footer, footer_words
from kravgen.sheets.names import COMMENT, OTHER, TOTAL, total_key
from kravgen.sheets.reading.formats import plain
from kravgen.sheets.table import FACTORS, SheetRow, SheetTable, Workbook


def wording(workbook: Workbook) -> Wording:
    """The words of the workbook: of each item those of its row, and every other cell in order, sheet by sheet."""
    items: dict[str, list[str]] = {}
    rest: list[str] = []
    beside = [words for table in workbook.tables for row in table.rows for words in (row.prompt, row.refusal)]
    for table in workbook.tables:
        rest += (
            table.name,
            table.heading or workbook.title,
            *workbook.instruction.splitlines(),
            workbook.reference,
        )
        rest += (column.header for column in table.columns)
        for row in table.rows:
            (items.setdefault(row.item, []) if row.item else rest).extend(texts(table, row))
        if table.footed is not None:
            rest += (workbook.labels.total, workbook.labels.unpriced)
    return Wording(
        {item: one_line(" ".join(words)) for item, words in items.items()},
        tuple(text for text in map(one_line, rest) if text),
        tuple(told_apart(field for table in workbook.tables for field in _fields(table, workbook))),
        tuple(dict.fromkeys(one_line(words) for words in beside if words)),
        sheets=tuple(_sheet(table, workbook) for table in workbook.tables),
    )


def texts(table: SheetTable, row: SheetRow) -> Iterator[str]:
    """The words of a row: what stands in its cells before anybody has filled them in."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if not column.open and column.kind != "sum":
            yield cell if isinstance(cell, str) else plain(Decimal(str(cell)))


def _sheet(table: SheetTable, workbook: Workbook) -> SentSheet:
    headers = tuple(one_line(column.header) for column in table.columns)
    factors: dict[str, str] = {kind: headers[at] for kind in FACTORS if (at := table.at(kind)) is not None}
    return SentSheet(table.name, headers, footer_words(footer(workbook)), table.lot, factors)


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
        label = one_line(workbook.labels.total)
        yield SentField(total_key(table.lot), "text", TOTAL, row=label, column=header)
