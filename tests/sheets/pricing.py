"""A purchase in two lots with a price row of every kind, and tenders for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from kravgen.award.model import Price
from kravgen.record import manifest
from tests.conftest import Kravgen
from tests.sheets.filling import changed
from tests.sheets.reading import read_answers

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


GIVEN = {
    "a/retrieval": 1500.55,
    "a/licens": 12000,
    "a/dator": 7999.99,
    "a/aterbrukad": 0,
    "a/tillbehor": 15.25,
    "a/aterkop": 799.5,
    "a/energi": 212.375,
    "a/oppen": 10,
    "b/retrieval": 1,
    "b/licens": 0.01,
    "b/timme": 1250.01,
    "b/rad": 1100,
    "b/oppen": 20,
}
"""A tender for both lots. The volume of the alarms is open."""


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


def verified(kravgen: Kravgen, file: Path, package: Path) -> Any:
    """What is told of a file that has come back, as data."""
    return json.loads(kravgen("verify", file, "--package", package, "--format", "json").out)


def problems_in(kravgen: Kravgen, file: Path, package: Path) -> list[tuple[str, str]]:
    """The code and the words of each problem."""
    return [(one["code"], one["message"]) for one in verified(kravgen, file, package)["problems"]]


def sums_in(lots: Path, file: Path) -> dict[str, str]:
    """The comparison sums that are read, by what they are called."""
    read = read_answers(lots, file).answers
    return {one.name: str(one.value) for one in read if one.name.startswith("summa")}
