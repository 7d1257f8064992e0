"""A workbook as .xlsx. Every text is written as text: nothing in it can become a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kravgen.archive import repacked
from kravgen.documents.plain_lines import PLACEHOLDER
from kravgen.i18n import _
from kravgen.library.prices import Measure
from kravgen.problems import KravgenError, Place, shortened
from kravgen.sheets.footer import footer
from kravgen.sheets.formulas import Factors, allowed, left_out, row_sum, total
from kravgen.sheets.names import KEY_HEADER, mark
from kravgen.sheets.table import FACTORS, Cell, SheetColumn, SheetRow, SheetTable, Workbook

LONGEST = 32_767
"""The most characters a cell can hold in the file format."""

_A4 = 9
_LONGEST_LIST, _LONGEST_MESSAGE = 255, 250
"""So many characters a list of choices and the message at a cell have room for in the file format."""
_TITLE, _LINE, _TALLEST = 24.0, 15.0, 409.0
"""The height of the title, of a line and of the tallest row that the program shows, in points."""
_MARGIN = 0.5
"""At the sides of a printed page, in inches."""
_WIDEST_PRINT = 200
"""In characters: a wider table than this would be too small to read on one page's width."""


def to_xlsx(workbook: Workbook) -> bytes:
    """The workbook. The same input gives the same bytes.

    Raises:
        KravgenError: a text is longer than a cell can hold.
    """
    book, buffer = new_book(workbook.title, workbook.date, workbook.subject)
    for name, value in workbook.properties:
        book.set_custom_property(name, value, "text")
    looks = _Looks(book)
    for table in workbook.tables:
        _sheet(book, table, workbook, looks)
    return finished(book, buffer)


def new_book(title: str, day: str, subject: str = "") -> tuple[Any, io.BytesIO]:
    """A workbook to write in, and what it is written to. ``day`` (ISO 8601) is the only time that reaches the file.

    No text in it becomes a formula, a link or a number.
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
        {"title": title, "subject": subject, "author": "kravgen", "created": datetime.fromisoformat(day)}
    )
    return book, buffer


def finished(book: Any, buffer: io.BytesIO) -> bytes:
    """The bytes of a workbook that has been written."""
    book.close()
    # The library puts the clock in the zip file's directory; packed anew the bytes are the same each time.
    return repacked(buffer.getvalue())


@dataclass(frozen=True, slots=True)
class _Ruled:
    """The formats of the cells in a row."""

    text: Any
    gap: Any
    input: Any
    given: Mapping[Measure, Any]
    """The cell that a bidder writes in, by what is given."""
    sum: Any


class _Looks:
    """The formats of the cells. Yellow is for what is missing, white for what is to be filled in."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
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
        self.gap_line = book.add_format({**base, **_MARKED, "text_wrap": False})
        self.count = book.add_format({**base, "num_format": "0"})
        self.total = book.add_format({**base, "bold": True, "num_format": "#,##0.00", "top": 2})
        self._book = book
        self._ruled_base = {**base, "bottom": 1, "bottom_color": "#B8C4D0"}
        self._numbers: dict[tuple[int, bool], Any] = {}
        self._rows: dict[bool, _Ruled] = {}

    def row(self, begins: bool) -> _Ruled:
        """The formats of a row; where a group ``begins``, with a line above."""
        if begins not in self._rows:
            ruled = self._ruled(begins)
            edges = {"left": 1, "right": 1, "left_color": "#B8C4D0", "right_color": "#B8C4D0"}
            open_to = {**ruled, **edges, "locked": False, "bg_color": "#FFFDF3"}
            add = self._book.add_format
            self._rows[begins] = _Ruled(
                add({**ruled, "num_format": "@"}),
                add({**ruled, **_MARKED}),
                add({**open_to, "num_format": "@"}),
                {measure: add({**open_to, "num_format": code}) for measure, code in _GIVEN.items()},
                add({**ruled, "num_format": "#,##0.00"}),
            )
        return self._rows[begins]

    def number(self, value: int | float, begins: bool) -> Any:
        """The format of a number: with as many decimals as it has, since a rounded one would say something else."""
        decimals = 0 if isinstance(value, int) else max(-_exponent(value), 0)
        known = decimals, begins
        if known not in self._numbers:
            code = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
            ruled = {**self._ruled(begins), "num_format": code, "align": "right", "indent": 1}
            self._numbers[known] = self._book.add_format(ruled)
        return self._numbers[known]

    def _ruled(self, begins: bool) -> dict[str, Any]:
        return self._ruled_base | ({"top": 1, "top_color": "#1B3A5C"} if begins else {})


_MARKED = {"num_format": "@", "bg_color": "#FFE94D", "font_color": "#332B00"}
_GIVEN: Mapping[Measure, str] = {"price": "#,##0.00", "discount": "0.00", "consumption": "General"}


def _exponent(value: float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _sheet(book: Any, table: SheetTable, workbook: Workbook, looks: _Looks) -> None:
    sheet = book.add_worksheet(table.name)
    instruction = workbook.instruction.splitlines()
    header = len(instruction) + 2
    sheet.write_string(0, 0, table.heading or workbook.title, looks.title)
    sheet.set_row(0, _TITLE)
    for number, line in enumerate(instruction, 1):
        sheet.write_string(number, 0, line, looks.note)
    missing = PLACEHOLDER.search(workbook.reference)
    sheet.write_string(header - 1, 0, workbook.reference, looks.gap_line if missing else looks.note)
    places, _key = _places(table)
    for at, column in zip(places, table.columns, strict=True):
        sheet.set_column(at, at, column.width)
        sheet.write_string(header, at, column.header, looks.header)
    # A width counts digits; the letters of a text are narrower.
    fits = [int(column.width * 1.1) for column in table.columns]
    sheet.set_row(header, _height(fits, [column.header for column in table.columns]))
    for number, row in enumerate(table.rows, header + 1):
        sheet.set_row(number, _height(fits, row.cells))
        for at, column, cell in zip(places, table.columns, row.cells, strict=True):
            if column.kind == "sum" and row.price is not None:
                formula = f"={row_sum(row.price, _factors(table, places, number))}"
                sheet.write_formula(number, at, formula, looks.row(row.begins).sum, "")
            else:
                _cell(sheet, number, at, column, cell, row, looks)
    last = header + len(table.rows)
    if table.form:
        _tie(sheet, table, header, looks)
    if table.footed is not None:
        _foot(sheet, header, last, table.footed, places, workbook, looks)
    sheet.freeze_panes(header + 1, 0)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    if sum(column.width for column in table.columns) <= _WIDEST_PRINT:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer(workbook))
    if workbook.form:
        sheet.protect("", {"format_columns": True, "format_rows": True})
    elif table.rows:
        sheet.autofilter(header, 0, last, len(table.columns) - 1)


def _places(table: SheetTable) -> tuple[list[int], int]:
    """Where in the sheet each column stands, and the column with keys.

    That stands between the first two columns to write in, where who selects both selects it; else after the last.
    """
    opened = [at for at, column in enumerate(table.columns) if column.open]
    key = opened[0] + 1 if len(opened) > 1 else len(table.columns)
    return [at + (at >= key) for at in range(len(table.columns))], key


def _tie(sheet: Any, table: SheetTable, header: int, looks: _Looks) -> None:
    """Tie each answer to its row: what is sorted or pasted elsewhere then says where it comes from.

    Some programs sort the open cells of a locked sheet. Measured with LibreOffice 7.4: whatever range is sorted, a cell
    takes its list with it, so the list's title names the row; no program shows the title until a wrong answer is
    typed. Programs that move values only, or drop lists, take the key that stands unlocked and hidden among the open
    cells of the row. A cell that is copied has its list, or key, in two places: then nothing has been moved.
    """
    places, at_key = _places(table)
    sheet.set_column(at_key, at_key, None, None, {"hidden": True})
    sheet.write_string(header, at_key, KEY_HEADER, looks.header)
    for number, row in enumerate(table.rows, header + 1):
        sheet.write_string(number, at_key, row.key, looks.row(row.begins).input)
        for at, column in zip(places, table.columns, strict=True):
            if column.open:
                rule = _rule(column, row, _at(number, at))
                sheet.data_validation(number, at, number, at, {**rule, "error_title": mark(row.key)})


def _rule(column: SheetColumn, row: SheetRow, cell: str) -> dict[str, Any]:
    """What may be written in a cell of the column."""
    choices = row.choices or column.choices
    listed = ",".join(choices)
    # A list in the rule itself has commas between, so a choice can have none.
    if choices and listed.count(",") == len(choices) - 1 and len(listed) <= _LONGEST_LIST:
        return {"validate": "list", "source": list(choices)}
    if row.price is not None:
        words = {"input_message": row.prompt, "error_message": row.refusal}
        return {"validate": "custom", "value": f"={allowed(row.price, cell)}", **words}
    if row.digits:
        told = shortened(row.prompt, _LONGEST_MESSAGE)
        found = ",".join(f'FIND("{digit}",{cell})' for digit in range(10))
        warned = {"error_type": "warning", "input_message": told, "error_message": told}
        return {"validate": "custom", "value": f"=COUNT({found})>0", **warned}
    rule = {"validate": "length", "criteria": "<=", "value": LONGEST}
    return {**rule, "input_message": shortened(row.prompt, _LONGEST_MESSAGE)} if row.prompt else rule


def _factors(table: SheetTable, places: Sequence[int], row: int) -> Factors:
    """The cells that the sum of a row is worked out of."""
    cells = {kind: "" if (at := table.at(kind)) is None else _at(row, places[at]) for kind in FACTORS}
    return Factors(cells["quantity"], cells["price"], cells["rate"])


def _foot(
    sheet: Any, header: int, last: int, summed: int, places: Sequence[int], workbook: Workbook, looks: _Looks
) -> None:
    """Below the rows: their sum, and how many are not in it since no price or quantity is a number."""
    at, before = places[summed], places[summed - 1]
    sums = f"{_at(header + 1, at)}:{_at(last, at)}"
    sheet.write_string(last + 1, before, workbook.labels.total, looks.total)
    sheet.write_formula(last + 1, at, f"={total(sums)}", looks.total, 0)
    sheet.write_string(last + 2, before, workbook.labels.unpriced, looks.words)
    for row in (last + 1, last + 2):
        sheet.set_row(row, 2 * _LINE + 4)
    sheet.write_formula(last + 2, at, f"={left_out(sums)}", looks.count, last - header)


def _cell(
    sheet: Any, row: int, at: int, column: SheetColumn, cell: Cell, line: SheetRow, looks: _Looks
) -> None:
    if column.kind == "input":
        sheet.write_blank(row, at, None, looks.row(line.begins).input)
    elif column.kind == "price":
        measure = line.price.measure if line.price else "price"
        sheet.write_blank(row, at, None, looks.row(line.begins).given[measure])
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell, looks.number(cell, line.begins))
    elif not cell:
        sheet.write_blank(row, at, None, looks.row(line.begins).text)
    else:
        if len(cell) > LONGEST:
            raise KravgenError(
                Place(column.header).problem(
                    "KG606",
                    _("A text is longer than a cell can hold ({limit} characters): {text}").format(
                        limit=LONGEST, text=cell[:60] + "…"
                    ),
                    _("Divide it into several requirements."),
                )
            )
        ruled = looks.row(line.begins)
        sheet.write_string(row, at, cell, ruled.gap if PLACEHOLDER.search(cell) else ruled.text)


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
