"""A workbook as data: tables of cells, with nothing about how a file stores them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellKind = Literal["text", "number", "input", "price", "sum"]
"""What a cell is: text or a number to read, an empty cell to write in, a price to write, or a sum of the row."""

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its header, its width in characters and what its cells are. ``choices`` are the allowed answers."""

    header: str
    width: int
    kind: CellKind = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a workbook. Every row has as many cells as there are columns; a cell to write in is empty."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook, ready to be written. ``date`` (ISO 8601) is the only time that reaches the file."""

    title: str
    subject: str
    reference: str
    """The line with the procurement's reference number, or the placeholder for it."""
    instruction: str
    footer: str
    labels: tuple[str, str, str]
    """The words "Sida", "av" and "Summa" in the language of the workbook."""
    tables: tuple[SheetTable, ...]
    date: str

    @property
    def form(self) -> bool:
        """Whether somebody is to write in it: then everything else is locked."""
        return any(column.kind in ("input", "price") for table in self.tables for column in table.columns)
