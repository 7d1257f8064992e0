"""A workbook as data: tables of cells, with nothing about how a file stores them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.award.model import Price

CellKind = Literal["text", "number", "quantity", "rate", "input", "price", "sum"]
"""What a cell is: text or a number to read, an empty cell to write in, a price to write, or a sum of the row.

Of the numbers, the evaluated volume and what a unit of a consumption costs are told apart: sums are worked out of them.
"""

FACTORS: tuple[CellKind, ...] = ("quantity", "rate", "price")
"""The kinds of what sums are worked out of."""

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its header, its width in characters and what its cells are. ``choices`` are the allowed answers.

    ``part`` says which answer of a row its cells hold: "svar", "kommentar", "a_pris"; empty where nobody writes.
    """

    header: str
    width: int
    kind: CellKind = "text"
    choices: tuple[str, ...] = ()
    part: str = ""

    @property
    def open(self) -> bool:
        """Whether somebody is to write in its cells."""
        return self.kind in ("input", "price")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with as many cells as there are columns; a cell to write in is empty.

    ``key`` tells what it is about: the id of its item, or ``pris-service`` for the price with the key "service".
    """

    cells: tuple[Cell, ...]
    key: str = ""
    item: str = ""
    """The id of its item; empty for a price, which several may ask for."""
    label: str = ""
    """What is priced, or the number of a row in a table that answers; empty for the row of an item."""
    asked: bool = True
    """Whether something must be written in it."""
    price: Price | None = None
    """What is priced: how its sum is worked out, and what may be written."""
    prompt: str = ""
    """What whoever chooses the cell of its price is told."""
    refusal: str = ""
    """What whoever writes something else there is told."""
    begins: bool = False
    """Whether a group of rows begins here."""
    choices: tuple[str, ...] = ()
    """The allowed answers of this row, where they are not those of the column."""
    digits: bool = False
    """Whether an answer is a number or a day: whoever writes one without a digit is asked whether that is right."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a workbook."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    lot: str = ""
    """The lot whose prices it asks for; empty when there are none."""
    heading: str = ""
    """What stands above it; empty for the title of the workbook."""

    @property
    def form(self) -> bool:
        """Whether somebody is to write in it."""
        return any(column.open for column in self.columns)

    @property
    def footed(self) -> int | None:
        """The number of the column whose sum stands below the rows; None when there is none."""
        return self.at("sum")

    def at(self, kind: CellKind) -> int | None:
        """The number of the first column of a kind; None when there is none."""
        return next((at for at, column in enumerate(self.columns) if column.kind == kind), None)


@dataclass(frozen=True, slots=True)
class SheetLabels:
    """Words that stand in every workbook, in its language."""

    page: str
    of: str
    total: str
    unpriced: str
    """What stands before the number of rows that are not in the sum."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook, ready to be written. ``date`` (ISO 8601) is the only time that reaches the file."""

    title: str
    subject: str
    reference: str
    """The line with the procurement's reference number, or the placeholder for it."""
    instruction: str
    """What the reader is to do, in one line or several."""
    footer: str
    labels: SheetLabels
    tables: tuple[SheetTable, ...]
    date: str
    properties: tuple[tuple[str, str], ...] = ()
    """What the file tells programs about itself: its document and its package."""

    @property
    def form(self) -> bool:
        """Whether somebody is to write in it: then everything else is locked."""
        return any(table.form for table in self.tables)
