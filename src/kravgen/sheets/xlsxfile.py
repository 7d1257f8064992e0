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
from kravgen.sheets.table import SheetColumn, SheetTable, Workbook

LONGEST = 32_767
"""The most characters a cell can hold in the file format."""

_TITLE_ROW, _INSTRUCTION_ROW, _REFERENCE_ROW, _HEADER_ROW = 0, 1, 2, 3
_A4 = 9
_LONGEST_FOOTER = 255
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
        self.total = book.add_format({**base, "bold": True, "num_format": "#,##0.00", "top": 2})


def _sheet(book: Any, table: SheetTable, workbook: Workbook, looks: _Looks) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.write_string(_TITLE_ROW, 0, workbook.title, looks.title)
    sheet.write_string(_INSTRUCTION_ROW, 0, workbook.instruction, looks.note)
    missing = PLACEHOLDER.search(workbook.reference)
    sheet.write_string(_REFERENCE_ROW, 0, workbook.reference, looks.gap_line if missing else looks.note)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEADER_ROW, at, column.header, looks.header)
    sheet.set_row(_HEADER_ROW, _height(table.columns, [column.header for column in table.columns]))
    for number, row in enumerate(table.rows):
        sheet.set_row(_HEADER_ROW + 1 + number, _height(table.columns, row))
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, _HEADER_ROW + 1 + number, at, column, cell, table.columns, looks)
    last = _HEADER_ROW + len(table.rows)
    for at, column in enumerate(table.columns):
        if column.choices:
            allowed = {"validate": "list", "source": list(column.choices), "error_title": column.header}
            sheet.data_validation(_HEADER_ROW + 1, at, last, at, allowed)
        elif column.kind == "price":
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": column.header}
            sheet.data_validation(_HEADER_ROW + 1, at, last, at, rule)
        elif column.kind == "sum":
            sheet.write_string(last + 1, at - 1, workbook.labels[2], looks.total)
            first_cell, last_cell = _at(_HEADER_ROW + 1, at), _at(last, at)
            sheet.write_formula(last + 1, at, f"=SUM({first_cell}:{last_cell})", looks.total, 0)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if sum(column.width for column in table.columns) <= _WIDEST_PRINT:
        sheet.fit_to_pages(1, 0)
    page, of, _sum = workbook.labels
    sheet.set_footer(_footer(workbook.footer, f"&R{page} &P {of} &N"))
    if workbook.form:
        sheet.protect("", {"format_columns": True, "format_rows": True})
    elif table.rows:
        sheet.autofilter(_HEADER_ROW, 0, last, len(table.columns) - 1)


def _footer(text: str, right: str) -> str:
    """The footer with the text to the left, as many words of it as the file format has room for."""
    room = _LONGEST_FOOTER - len("&L") - len(right)
    words = text[:_LONGEST_FOOTER].split()
    left = _told_in_footer(text)
    while words and _length(left) > room:
        words.pop()
        left = _told_in_footer(" ".join(words).rstrip(",") + " …")
    return f"&L{left}{right}"


def _told_in_footer(text: str) -> str:
    # The ampersand begins a command in a page footer.
    return text.replace("&", "&&")


def _length(text: str) -> int:
    """The length as the file format counts it."""
    return len(text.encode("utf-16-le")) // 2


def _cell(
    sheet: Any,
    row: int,
    at: int,
    column: SheetColumn,
    cell: object,
    columns: Sequence[SheetColumn],
    looks: _Looks,
) -> None:
    if column.kind == "input":
        sheet.write_blank(row, at, None, looks.input)
    elif column.kind == "price":
        sheet.write_blank(row, at, None, looks.price)
    elif column.kind == "sum":
        quantity, price = at - 2, at - 1
        factors = _at(row, quantity), _at(row, price)
        known = ",".join(f"ISNUMBER({factor})" for factor in factors)
        formula = f"=IF(AND({known}),{'*'.join(factors)},0)"
        assert columns[price].kind == "price"
        sheet.write_formula(row, at, formula, looks.sum, 0)
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


def _height(columns: Sequence[SheetColumn], row: Sequence[object]) -> float:
    """Room for the longest cell: not every program makes room by itself."""
    lines = 1
    for column, cell in zip(columns, row, strict=True):
        # A width counts digits; the letters of a text are narrower.
        fits = int(column.width * 1.1)
        wanted = sum(-(-max(len(line), 1) // fits) for line in str(cell).split("\n"))
        lines = max(lines, wanted)
    return min(_LINE * lines + 4, _TALLEST)


def _at(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
