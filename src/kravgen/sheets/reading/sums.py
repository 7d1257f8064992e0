"""The sum of a price sheet, worked out from quantities and prices: no sum that a program has stored is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from kravgen.documents.wording import comparable
from kravgen.i18n import _, ngettext
from kravgen.problems import Problem
from kravgen.sheets.reading.amounts import amount
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell, letters
from kravgen.sheets.reading.formats import DisplayedValue, plain
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.looks import is_plain
from kravgen.sheets.reading.naming import Naming, quoted

_IN_FORMULA = re.compile(r"(?:'[^']*'|\w+)!|\s+")
"""The names of sheets, which some programs put before every cell."""
_ASKED = re.compile(r"[A-Z]{1,3}[1-9]\d*(?::[A-Z]{1,3}[1-9]\d*)?")
_AMOUNTS = re.compile(r"\d+(?:\.\d+)?%?")
_KRONOR = re.compile(r"(?:kr|sek|kronor)?[\s.,:-]*", re.IGNORECASE)


class Sums:
    """The sums of one sheet, which has a column of them."""

    def __init__(self, book: Book, form: FormSheet) -> None:
        self._book = book
        self._form = form
        self._rows = [row for row in form.rows if row.about and row.number > form.header]

    @property
    def total(self) -> Decimal | None:
        """The sum of all rows; None when no row has a sum."""
        counted = [product for product in self._products.values() if product is not None]
        return sum(counted, Decimal(0)) if counted else None

    @property
    def left_out(self) -> int:
        """How many rows are not in the sum."""
        return sum(product is None for product in self._products.values())

    def without_price(self, naming: Naming) -> Iterator[Problem]:
        """The rows that are not in the sum since the bidder has given no price; nothing when no row has one."""
        form = self._form
        left = [row for row in self._rows if self._number(row, self._price) is None]
        if left and any(column in row.cells for row in self._rows for column in form.open):
            message = _("{sheet}: rows without a price are not in the sum: {rows}").format(
                sheet=quoted(form.name), rows=naming.several(map(naming.row, left))
            )
            hint = _("Do not compare the sum with others before you know what they cost.")
            yield naming.problem("KG942", message, hint)

    def without_quantity(self) -> Iterator[str]:
        """A quiet line about rows that are not in the sum since they were sent without a quantity."""
        left = [
            row
            for row in self._rows
            if self._number(row, self._price) is not None and self._products[row.about] is None
        ]
        if left:
            message = ngettext(
                "{sheet}: {count} row has a price and no quantity, so it is not in the sum.",
                "{sheet}: {count} rows have a price and no quantity, so they are not in the sum.",
                len(left),
            )
            yield message.format(sheet=quoted(self._form.name), count=len(left))

    def otherwise_shown(self, label: str, naming: Naming) -> Iterator[Problem]:
        """Sums that the file shows otherwise than they are. Many programs leave a zero where they work nothing out.

        ``label`` are the words beside the sum of all rows.
        """
        form = self._form
        for row in form.rows:
            cell = row.cells.get(form.total)
            if cell is None or row.number <= form.header:
                continue
            is_total = any(comparable(c.words) == comparable(label) for c in row.cells.values())
            if (row.about or is_total) and self._is_worked_out_otherwise(cell, row):
                message = _(
                    "{place}: the sum is worked out otherwise than in the form that was sent: {formula}"
                )
                told = message.format(
                    place=naming.cell(form.name, cell.reference, row), formula=quoted(cell.worked_out)
                )
                yield naming.problem("KG944", told, _("The sum that the prices give applies here."))
                continue
            if cell.number is None:
                continue
            total = self.total or Decimal(0)
            right = self._products.get(row.about) if row.about else total if is_total else None
            right = Decimal(0) if row.about and right is None else right
            if right is not None and cell.number and abs(cell.number - right) > Decimal("0.01"):
                message = _("{place}: the file shows the sum {shown}, and the prices give {right}.").format(
                    place=naming.cell(form.name, cell.reference, row),
                    shown=plain(cell.number),
                    right=plain(right),
                )
                yield naming.problem("KG944", message, _("The sum that the prices give applies here."))

    def _is_worked_out_otherwise(self, cell: FoundCell, row: FormRow) -> bool:
        """Whether a sum asks other cells than it did, or holds amounts of its own. Programs write the rest as they like."""
        formula = _IN_FORMULA.sub("", cell.worked_out.replace("$", ""))
        if not formula:
            return False
        if row.about:
            wanted = {f"{letters(column)}{row.number}" for column in self._factors}
        else:
            column, lines = letters(cell.column), [line.number for line in self._rows]
            wanted = {f"{column}{min(lines)}:{column}{max(lines)}"} if lines else set()
        asked = set(_ASKED.findall(formula))
        return asked != wanted or not set(_AMOUNTS.findall(_ASKED.sub("", formula))) <= {"0", "1"}

    @cached_property
    def _products(self) -> Mapping[str, Decimal | None]:
        """The quantity times the price of each row, by what it is about; None where one of them is no number."""
        found = {}
        for row in self._rows:
            quantity, price = self._number(row, self._quantity), self._number(row, self._price)
            found[row.about] = quantity * price if quantity is not None and price is not None else None
        return found

    @cached_property
    def _price(self) -> int:
        return self._factors[1]

    @cached_property
    def _quantity(self) -> int:
        return self._factors[0]

    @property
    def _factors(self) -> tuple[int, int]:
        """The columns of the quantity and the price: the quantity stands before the price."""
        headers = [comparable(header) for header in self._form.sent.headers] if self._form.sent else []
        at = next((i for i, header in enumerate(headers) if header in self._form.open.values()), 0)
        return (self._form.column(headers[at - 1]), self._form.column(headers[at])) if at else (0, 0)

    def _number(self, row: FormRow, column: int) -> Decimal | None:
        cell = row.cells.get(column)
        if cell is None or not is_plain(self._book, cell):
            return None
        return price_in(cell, self._book.shown(cell)) if column == self._price else number_in(cell)


def price_in(cell: FoundCell, shown: DisplayedValue) -> Decimal | None:
    """The price in a cell, in kronor; None when it is none, such as a share or a day."""
    return None if cell.number is not None and not _KRONOR.fullmatch(shown.unit) else number_in(cell)


def number_in(cell: FoundCell) -> Decimal | None:
    """The number in a cell, also written as text; None when it is none."""
    return cell.number if cell.number is not None else amount(cell.words) if cell.kind == "text" else None


def unquantified(book: Book, forms: Sequence[FormSheet]) -> Iterator[str]:
    """Quiet lines about rows that were sent without a quantity, sheet by sheet."""
    for form in forms:
        if form.total and form.sent is not None:
            yield from Sums(book, form).without_quantity()
