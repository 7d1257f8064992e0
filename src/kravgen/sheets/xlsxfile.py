"""A workbook as .xlsx. Every text is written as text: nothing in it can become a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kravgen.archive import repacked
from kravgen.documents.plain_lines import PLACEHOLDER
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place
from kravgen.sheets.footer import footer
from kravgen.sheets.names import KEY_HEADER, mark
from kravgen.sheets.table import Cell, SheetColumn, SheetTable, Workbook

LONGEST = 32_767
"""The most characters a cell can hold in the file format."""

_TITLE_ROW, _INSTRUCTION_ROW, _REFERENCE_ROW, _HEADER_ROW = 0, 1, 2, 3
_A4 = 9
_LINE, _TALLEST = 15.0, 409.0
"""The height of a line and of the tallest row that the program shows, in points."""
_WIDEST_PRINT = 200
"""In characters: a wider table than this would be too small to read on one page's width."""


def to_xlsx(workbook: Workbook) -> bytes:
    """The workbook. The same input gives the same bytes.

    Raises:
        KravgenError: a text is longer than a cell can hold.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": workbook.title,
            "subject": workbook.subject,
            "author": "kravgen",
            "created": datetime.fromisoformat(workbook.date),
        }
    )
    for name, value in workbook.properties:
        book.set_custom_property(name, value, "text")
    looks = _Looks(book)
    for table in workbook.tables:
        _sheet(book, table, workbook, looks)
    book.close()
    # The library puts the clock in the zip file's directory; packed anew the bytes are the same each time.
    return repacked(buffer.getvalue())


class _Looks:
    """The formats of the cells. Yellow is for what is missing, white for what is to be filled in."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
        ruled = {**base, "bottom": 1, "bottom_color": "#B8C4D0"}
        self.title = book.add_format(
            {**base, "bold": True, "font_size": 16, "font_color": "#1B3A5C", "text_wrap": False}
        )
        self.words = book.add_format(base)
        self.note = book.add_format({**base, "text_wrap": False})
        head = {
            "bold": True,
            "bg_color": "#E9EEF4",
            "font_color": "#1B3A5C",
            "bottom": 2,
            "bottom_color": "#1B3A5C",
        }
        self.header = book.add_format({**base, **head})
        self.text = book.add_format({**ruled, "num_format": "@"})
        self.number = book.add_format({**ruled, "num_format": "0"})
        marked = {"num_format": "@", "bg_color": "#FFE94D", "font_color": "#332B00"}
        self.gap = book.add_format({**ruled, **marked})
        self.gap_line = book.add_format({**base, **marked, "text_wrap": False})
        open_to = {
            **ruled,
            "locked": False,
            "bg_color": "#FFFDF3",
            "left": 1,
            "right": 1,
            "left_color": "#B8C4D0",
        }
        self.input = book.add_format({**open_to, "num_format": "@", "right_color": "#B8C4D0"})
        self.price = book.add_format({**open_to, "num_format": "#,##0.00", "right_color": "#B8C4D0"})
        self.sum = book.add_format({**ruled, "num_format": "#,##0.00"})
        self.count = book.add_format({**base, "num_format": "0"})
        self.total = book.add_format({**base, "bold": True, "num_format": "#,##0.00", "top": 2})


def _sheet(book: Any, table: SheetTable, workbook: Workbook, looks: _Looks) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.write_string(_TITLE_ROW, 0, workbook.title, looks.title)
    sheet.write_string(_INSTRUCTION_ROW, 0, workbook.instruction, looks.note)
    missing = PLACEHOLDER.search(workbook.reference)
    sheet.write_string(_REFERENCE_ROW, 0, workbook.reference, looks.gap_line if missing else looks.note)
    places, _key = _places(table)
    for at, column in zip(places, table.columns, strict=True):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEADER_ROW, at, column.header, looks.header)
    # A width counts digits; the letters of a text are narrower.
    fits = [int(column.width * 1.1) for column in table.columns]
    sheet.set_row(_HEADER_ROW, _height(fits, [column.header for column in table.columns]))
    for number, row in enumerate(table.rows, _HEADER_ROW + 1):
        sheet.set_row(number, _height(fits, row.cells))
        for at, column, cell in zip(places, table.columns, row.cells, strict=True):
            if column.kind == "sum":
                _product(sheet, number, at, places, table, looks)
            else:
                _cell(sheet, number, at, column, cell, looks)
    last = _HEADER_ROW + len(table.rows)
    if table.form:
        _tie(sheet, table, looks)
    if table.footed is not None:
        _foot(sheet, last, table.footed, places, workbook, looks)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if sum(column.width for column in table.columns) <= _WIDEST_PRINT:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer(workbook))
    if workbook.form:
        sheet.protect("", {"format_columns": True, "format_rows": True})
    elif table.rows:
        sheet.autofilter(_HEADER_ROW, 0, last, len(table.columns) - 1)


def _places(table: SheetTable) -> tuple[list[int], int]:
    """Where in the sheet each column stands, and the column with keys.

    That stands between the first two columns to write in, where who selects both selects it; else after the last.
    """
    opened = [at for at, column in enumerate(table.columns) if column.open]
    key = opened[0] + 1 if len(opened) > 1 else len(table.columns)
    return [at + (at >= key) for at in range(len(table.columns))], key


def _tie(sheet: Any, table: SheetTable, looks: _Looks) -> None:
    """Tie each answer to its row: what is sorted or pasted elsewhere then says where it comes from.

    Some programs sort the open cells of a locked sheet. Measured with LibreOffice 7.4: whatever range is sorted, a cell
    takes its list with it, so the list's title names the row; no program shows the title until a wrong answer is
    typed. Programs that move values only, or drop lists, take the key that stands unlocked and hidden among the open
    cells of the row. A cell that is copied has its list, or key, in two places: then nothing has been moved.
    """
    places, at_key = _places(table)
    sheet.set_column(at_key, at_key, None, None, {"hidden": True})
    sheet.write_string(_HEADER_ROW, at_key, KEY_HEADER, looks.header)
    for number, row in enumerate(table.rows, _HEADER_ROW + 1):
        sheet.write_string(number, at_key, row.key, looks.input)
        for at, column in zip(places, table.columns, strict=True):
            if column.open:
                sheet.data_validation(number, at, number, at, {**_rule(column), "error_title": mark(row.key)})


def _rule(column: SheetColumn) -> dict[str, Any]:
    """What may be written in a cell of the column."""
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    if column.kind == "price":
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    return {"validate": "length", "criteria": "<=", "value": LONGEST}


def _product(sheet: Any, row: int, at: int, places: Sequence[int], table: SheetTable, looks: _Looks) -> None:
    """The sum of a row: the quantity times the price, which stand in the two columns before it."""
    summed = places.index(at)
    assert table.columns[summed - 1].kind == "price"
    factors = _at(row, places[summed - 2]), _at(row, places[summed - 1])
    known = ",".join(f"ISNUMBER({factor})" for factor in factors)
    sheet.write_formula(row, at, f"=IF(AND({known}),{'*'.join(factors)},0)", looks.sum, 0)


def _foot(
    sheet: Any, last: int, summed: int, places: Sequence[int], workbook: Workbook, looks: _Looks
) -> None:
    """Below the rows: their sum, and how many are not in it since no price or quantity is a number."""

    def of(column: int) -> str:
        return f"{_at(_HEADER_ROW + 1, places[column])}:{_at(last, places[column])}"

    at, before = places[summed], places[summed - 1]
    sheet.write_string(last + 1, before, workbook.labels.total, looks.total)
    sheet.write_formula(last + 1, at, f"=SUM({of(summed)})", looks.total, 0)
    sheet.write_string(last + 2, before, workbook.labels.unpriced, looks.words)
    for number in (last + 1, last + 2):
        sheet.set_row(number, 2 * _LINE + 4)
    count = f"=SUMPRODUCT(1-ISNUMBER({of(summed - 2)})*ISNUMBER({of(summed - 1)}))"
    sheet.write_formula(last + 2, at, count, looks.count, last - _HEADER_ROW)


def _cell(sheet: Any, row: int, at: int, column: SheetColumn, cell: Cell, looks: _Looks) -> None:
    if column.kind == "input":
        sheet.write_blank(row, at, None, looks.input)
    elif column.kind == "price":
        sheet.write_blank(row, at, None, looks.price)
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell, looks.number)
    else:
        text = str(cell)
        if len(text) > LONGEST:
            raise KravgenError(
                Place(column.header).problem(
                    "KG606",
                    _("A text is longer than a cell can hold ({limit} characters): {text}").format(
                        limit=LONGEST, text=text[:60] + "…"
                    ),
                    _("Divide it into several requirements."),
                )
            )
        sheet.write_string(row, at, text, looks.gap if PLACEHOLDER.search(text) else looks.text)


def _height(fits: Sequence[int], row: Sequence[object]) -> float:
    """Room for the longest cell, where ``fits`` are the letters on a line of each: not every program makes room itself."""
    lines = 1
    for letters, cell in zip(fits, row, strict=True):
        text = str(cell)
        # A short text of one line is most of them.
        if len(text) > letters * lines or "\n" in text:
            lines = max(lines, sum(-(-max(len(line), 1) // letters) for line in text.split("\n")))
    return min(_LINE * lines + 4, _TALLEST)


def _at(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
