"""The sum of a price sheet, worked out from volumes and prices: no sum that a program has stored is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cached_property

from kravgen.award.model import Price
from kravgen.documents.wording import comparable, one_line
from kravgen.i18n import _, ngettext
from kravgen.problems import Problem
from kravgen.sheets.formulas import Factors, row_sum, total
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell, letters
from kravgen.sheets.reading.formats import plain
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.looks import is_plain
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.offers import number_in, offer
from kravgen.sheets.reading.worked_out import differs
from kravgen.sheets.table import FACTORS

Prices = Mapping[str, Price]
"""What is priced, by what its row is called."""

_DIGITS = 1000
"""Room for the product of the largest numbers that are read, from the sheet and from the record."""
_SAME = Decimal("0.01")
"""So much may a sum differ that a program has worked out with fewer digits."""


class Sums:
    """The sums of one sheet, which has a column of them."""

    def __init__(self, book: Book, form: FormSheet, prices: Prices) -> None:
        self._book = book
        self._form = form
        self._prices = prices
        self._rows = [row for row in form.rows if row.about and row.number > form.header]

    @cached_property
    def total(self) -> Decimal | None:
        """The sum of all rows; None when no row has a sum."""
        counted = [product for product in self._products.values() if product is not None]
        with localcontext(prec=_DIGITS):
            return sum(counted, Decimal(0)) if counted else None

    @property
    def left_out(self) -> int:
        """How many rows are not in the sum."""
        return sum(product is None for product in self._products.values())

    def without_price(self, naming: Naming) -> Iterator[Problem]:
        """The rows that are not in the sum since the bidder has given no price; nothing when no row has one."""
        form = self._form
        left = [row for row in self._rows if self._given[row.number] is None]
        if left and not self._nothing_given:
            message = _("{sheet}: rows without a price are not in the sum: {rows}").format(
                sheet=quoted(form.name), rows=naming.several(map(naming.row, left))
            )
            hint = _("Do not compare the sum with others before you know what they cost.")
            yield naming.problem("KG942", message, hint)

    @cached_property
    def _nothing_given(self) -> bool:
        """Whether nobody has written in any of the rows."""
        return not any(column in row.cells for row in self._rows for column in self._form.open)

    def _without_quantity(self) -> Iterator[str]:
        """A quiet line about rows that are not in the sum since they were sent without a quantity."""
        left = [
            row
            for row in self._rows
            if self._given[row.number] is not None and self._products[row.about] is None
        ]
        if left:
            message = ngettext(
                "{sheet}: {count} row has a price and no quantity, so it is not in the sum.",
                "{sheet}: {count} rows have a price and no quantity, so they are not in the sum.",
                len(left),
            )
            yield message.format(sheet=quoted(self._form.name), count=len(left))

    def notes(self, naming: Naming) -> Iterator[str]:
        """Quiet lines about rows without a quantity, prices that are written as text, and what is given for nothing."""
        if self._form.sent and self._form.sent.lot and self._nothing_given:
            yield _("{sheet}: no price is given.").format(sheet=quoted(self._form.name))
        yield from self._without_quantity()
        yield from self._as_text(naming)
        yield from self._for_nothing(naming)

    def _as_text(self, naming: Naming) -> Iterator[str]:
        """A quiet line about prices that are written as text: a spreadsheet does not count them."""
        told = []
        for row, cell, given in self._all_given:
            if cell.number is None:
                words = quoted(one_line(cell.words))
                told.append(f"{cell.reference} {naming.row(row)} “{words}” = {plain(given)}")
        if told:
            message = _("{sheet}: prices are written as text and are read as numbers: {cells}")
            yield message.format(sheet=quoted(self._form.name), cells=naming.several(told))

    def _for_nothing(self, naming: Naming) -> Iterator[str]:
        """A quiet line about what is given for nothing."""
        told = [
            f"{cell.reference} {naming.row(row)}"
            for row, cell, given in self._all_given
            if given == 0 and self._prices[row.about].measure == "price"
        ]
        if told:
            message = _("{sheet}: the price is 0: {cells}")
            yield message.format(sheet=quoted(self._form.name), cells=naming.several(told))

    @property
    def _all_given(self) -> Iterator[tuple[FormRow, FoundCell, Decimal]]:
        """Every price that counts, with its row and its cell."""
        for row in self._rows:
            given = self._given[row.number]
            if given is not None:
                yield row, row.cells[self._columns["price"]], given

    def otherwise_shown(self, label: str, naming: Naming) -> Iterator[Problem]:
        """Sums that the file shows otherwise than they are. Many programs leave a zero where they work nothing out.

        ``label`` are the words beside the sum of all rows.
        """
        form, told_as = self._form, comparable(label)
        for row in form.rows:
            cell = row.cells.get(form.total)
            if cell is None or row.number <= form.header:
                continue
            is_total = not row.about and any(comparable(c.words) == told_as for c in row.cells.values())
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
            if right is not None and cell.number and abs(cell.number - right) > _SAME:
                message = _("{place}: the file shows the sum {shown}, and the prices give {right}.").format(
                    place=naming.cell(form.name, cell.reference, row),
                    shown=plain(cell.number),
                    right=plain(right),
                )
                yield naming.problem("KG944", message, _("The sum that the prices give applies here."))

    def _is_worked_out_otherwise(self, cell: FoundCell, row: FormRow) -> bool:
        """Whether a sum is worked out otherwise than the one that was sent."""
        if not cell.worked_out:
            return False
        if row.about:
            price = self._prices.get(row.about)
            return price is not None and differs(cell.worked_out, row_sum(price, self._factors(row)))
        column, lines = letters(cell.column), [line.number for line in self._rows]
        return bool(lines) and differs(cell.worked_out, total(f"{column}{min(lines)}:{column}{max(lines)}"))

    def _factors(self, row: FormRow) -> Factors:
        cells = {
            factor: f"{letters(column)}{row.number}" if column else ""
            for factor, column in self._columns.items()
        }
        return Factors(cells["quantity"], cells["price"], cells["rate"])

    @cached_property
    def _products(self) -> Mapping[str, Decimal | None]:
        """The sum of each row, by what it is about; None where a number is missing."""
        with localcontext(prec=_DIGITS):
            return {row.about: self._product(row) for row in self._rows}

    def _product(self, row: FormRow) -> Decimal | None:
        given, price = self._given[row.number], self._prices.get(row.about)
        if given is None or price is None:
            return None
        # What was open when the sheet was made has been filled in since.
        if price.quantity is None:
            price = replace(price, quantity=self._read(row, "quantity"))
        if price.rate is None:
            price = replace(price, rate=self._read(row, "rate"))
        return price.amount(given)

    @cached_property
    def _given(self) -> Mapping[int, Decimal | None]:
        """What the bidder has given, by the number of the row; None where it does not count."""
        return {row.number: self._offered(row) for row in self._rows}

    def _offered(self, row: FormRow) -> Decimal | None:
        cell, price = row.cells.get(self._columns["price"]), self._prices.get(row.about)
        if cell is None or price is None or not is_plain(self._book, cell):
            return None
        return offer(cell, self._book.shown(cell), price).value

    def _read(self, row: FormRow, column: str) -> Decimal | None:
        cell = row.cells.get(self._columns[column])
        return number_in(cell) if cell is not None and is_plain(self._book, cell) else None

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        """The columns that sums are worked out of, by what they hold; 0 for one that is not there."""
        told = self._form.sent.factors if self._form.sent else {}
        return {
            factor: self._form.column(comparable(told[factor])) if factor in told else 0 for factor in FACTORS
        }
