"""A purchase in two lots with a price row of every kind, and tenders for it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from kravgen.award.model import Price
from kravgen.record import manifest
from tests.sheets.filling import changed

ROWS = """\
prices:
  retrieval: {quantity: 12}
  licens: {name: Licens, group: running, unit: år, quantity: 4}
  timme: {name: Utveckling, group: hours, unit: timme, quantity: 0.5, adjusted: true}
  dator: {name: Dator, group: goods, unit: styck, quantity: 900}
  aterbrukad: {name: Återbrukad dator, group: goods, unit: styck, quantity: 25, sustainable: true}
  tillbehor: {name: Rabatt på tillbehör, group: goods, unit: kronor till listpris, quantity: 250000.5, measure: discount}
  rad: {name: Rådgivning, group: options, unit: timme, quantity: 40, option: true}
  aterkop: {name: Återköp, group: exit, unit: dator, quantity: 600, sign: income}
  energi: {name: "Energi under fyra år, kWh", group: other, unit: dator, quantity: 900, measure: consumption, rate: 1.85}
  oppen: {name: Larm, group: other, unit: larm}
lots:
  - {id: a, name: "Datorer: skola/förvaltning", prices: [dator, aterbrukad, tillbehor, aterkop, energi]}
  - {id: b, name: Utveckling och rådgivning, prices: [timme, rad]}
"""
OWN = "licens, timme, dator, aterbrukad, tillbehor, rad, aterkop, energi, oppen"
"""Of these, the licence, the alarm and the retrieval belong to no lot: they stand in both."""
HEADER = 4
PART_A, PART_B = "Del A Datorer skola förvaltning", "Del B Utveckling och rådgivning"


def lotted(case: str) -> str:
    """The small procurement with the rows."""
    return case.replace("  - id: EARK-01\n", f"  - id: EARK-01\n    prices: [{OWN}]\n") + ROWS


def prices_of(package: Path) -> dict[str, Price]:
    """What is priced, by key, as the record keeps it."""
    return {price.key: price for price in manifest.read(package).prices}


def places(file: Path) -> dict[str, tuple[str, int, int]]:
    """Sheet, row and column of the cell to write in, by the key of its price."""
    found = {}
    for sheet in openpyxl.load_workbook(file).worksheets:
        headers = [str(cell.value) for cell in sheet[HEADER]]
        key = headers.index("kravgen") + 1
        given = next(at for at, header in enumerate(headers, 1) if header.startswith(("Pris per", "Rabatt")))
        for row in range(HEADER + 1, sheet.max_row + 1):
            if told := sheet.cell(row, key).value:
                found[str(told).removeprefix("pris-")] = (sheet.title, row, given)
    return found


def tendered(file: Path, to: Path, given: Mapping[str, Any]) -> Path:
    """The sheet with what is given for each price, by key."""
    at = places(file)

    def fill(book: Any) -> None:
        for key, value in given.items():
            sheet, row, column = at[key]
            book[sheet].cell(row, column).value = value

    return changed(file, to, fill)


def total(prices: Mapping[str, Price], given: Mapping[str, Any], lot: str) -> Decimal:
    """The comparison sum of a lot: of the rows whose volume is known."""
    amounts = [
        price.amount(Decimal(str(given[key])))
        for key, price in prices.items()
        if price.lot == lot and key in given
    ]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
