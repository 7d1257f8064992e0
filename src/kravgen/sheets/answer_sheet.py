"""The table that answers a requirement, as a sheet of its own with room for more rows than on paper."""

from __future__ import annotations

from kravgen.documents.answer_form import form_rows, is_asked, key
from kravgen.documents.entry import Entry
from kravgen.i18n import _
from kravgen.sheets.names import FIRST, OTHER, sheet_name
from kravgen.sheets.table import SheetColumn, SheetRow, SheetTable

_ROOM = 15


def answer_sheet(entry: Entry) -> SheetTable:
    """The sheet of an entry that a table answers."""
    form = entry.item.answer
    wide = 120 // len(form.columns)
    columns = (
        SheetColumn(_("Row"), 12),
        *((SheetColumn(_("What"), 36),) if form.rows else ()),
        *(
            SheetColumn(column, max(wide, 16), "input", part=OTHER if at else FIRST)
            for at, column in enumerate(form.columns)
        ),
    )
    rows = tuple(
        SheetRow(
            (number, *((label,) if form.rows else ()), *("" for _column in form.columns)),
            key(entry, row),
            label=number,
            asked=is_asked(entry, row),
        )
        for row, (number, label) in enumerate(form_rows(entry, _ROOM), 1)
    )
    return SheetTable(sheet_name(f"{entry.number} {form.table}"), columns, rows)
