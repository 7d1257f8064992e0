"""A table as .csv: UTF-8 with a byte order mark and semicolons, as Swedish Excel opens it.

A text that a spreadsheet would take for a formula gets an apostrophe before it. Nothing else is changed.
"""

from __future__ import annotations

import csv
import io
import re

from kravgen.sheets.table import Cell, SheetTable

_BOM = "\ufeff"
_FORMULA = re.compile(r"\s*[=+\-@\t\r|%]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?$")


def to_csv(table: SheetTable) -> bytes:
    """The table with its header."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([column.header for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in row.cells])
    return (_BOM + stream.getvalue()).encode()


def harmless(cell: Cell) -> Cell:
    """The cell as it may stand in a .csv: a text that begins like a formula begins with an apostrophe instead."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.match(cell):
        return f"'{cell}"
    return cell
