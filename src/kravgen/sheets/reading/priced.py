"""The rows of a price sheet as their cells hold them, found by the hidden keys alone.

Nothing here knows what :mod:`kravgen.sheets.reading.sums` makes of the same sheet: whoever works a sum out a second time
starts from these cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kravgen.award.model import Price
from kravgen.documents.wording import SentSheet, comparable
from kravgen.sheets.names import KEY_HEADER
from kravgen.sheets.reading.book import Book, BookSheet
from kravgen.sheets.reading.cells import FoundCell, letters


@dataclass(frozen=True, slots=True)
class PricedRow:
    """A row: the key of its price, where it stands, and what its cells store, before anything is made of it.

    A cell that is empty or not there stores nothing.
    """

    key: str
    sheet: str
    cell: str
    """The cell that the bidder writes in, such as ``M7``; empty when the sheet has lost its column."""
    given: str = ""
    quantity: str = ""
    quantity_cell: str = ""
    rate: str = ""


def priced_rows(book: Book, sent: Sequence[SentSheet], prices: Mapping[str, Price]) -> Iterator[PricedRow]:
    """The rows of every price sheet. ``prices`` are what is priced, by what each row is called."""
    headers = {
        factor: {comparable(sheet.factors[factor]) for sheet in sent if factor in sheet.factors}
        for factor in ("price", "quantity", "rate")
    }
    if headers["price"]:
        for sheet in book.sheets:
            yield from _rows(sheet, headers, prices)


def _rows(
    sheet: BookSheet, headers: Mapping[str, set[str]], prices: Mapping[str, Price]
) -> Iterator[PricedRow]:
    top = next((cell for cell in sheet.cells if cell.words == KEY_HEADER), None)
    if top is None:
        return
    line = [cell for cell in sheet.cells if cell.row == top.row]
    at = {
        factor: next((cell.column for cell in line if comparable(cell.words) in told), 0)
        for factor, told in headers.items()
    }
    held = sheet.by_place
    for cell in sheet.cells:
        if cell.column != top.column or cell.row <= top.row:
            continue
        price = prices.get(cell.words.strip())
        if price is not None:
            yield PricedRow(
                price.key,
                sheet.name,
                _reference(cell.row, at["price"]),
                _stored(held.get((cell.row, at["price"]))),
                _stored(held.get((cell.row, at["quantity"]))),
                _reference(cell.row, at["quantity"]),
                _stored(held.get((cell.row, at["rate"]))),
            )


def once(rows: Sequence[PricedRow]) -> Mapping[str, PricedRow]:
    """The rows by key, without those that stand several times."""
    count = Counter(row.key for row in rows)
    return {row.key: row for row in rows if count[row.key] == 1}


def _stored(cell: FoundCell | None) -> str:
    return cell.words.strip() if cell is not None else ""


def _reference(row: int, column: int) -> str:
    return f"{letters(column)}{row}" if column else ""
