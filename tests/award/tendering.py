"""A package with prices of every kind and two criteria, and tenders for it in folders, as bidders send them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kravgen.cli import run
from tests.conftest import SMALL, Kravgen, answered_in_excel, priced_in_full, small_library
from tests.forms.filling import controls, edited, fill
from tests.sheets.filling import changed
from tests.sheets.pricing import HEADER, tendered

ROWS = """\
prices:
  retrieval: {quantity: 2}
  licens: {name: Licens, group: running, unit: år, quantity: 4}
  timme: {name: Utveckling, group: hours, unit: timme, quantity: 0.5}
  dator: {name: Dator, group: goods, unit: styck, quantity: 100}
  tillbehor: {name: Rabatt på tillbehör, group: goods, unit: kronor till listpris, quantity: 250000.5, measure: discount}
  aterkop: {name: Återköp, group: exit, unit: dator, quantity: 60, sign: income}
  energi: {name: "Energi under fyra år, kWh", group: other, unit: dator, quantity: 100, measure: consumption, rate: 1.85}
"""
OWN = "licens, timme, dator, tillbehor, aterkop, energi"
LOTS = """\
lots:
  - {id: a, name: Datorer, prices: [dator, tillbehor, aterkop, energi]}
  - {id: b, name: Utveckling, prices: [timme, licens, retrieval]}
"""
EVALUATION = """\
evaluation:
  model: price_deduction
  criteria:
    - id: visning
      title: Visning
      deduction: 30000
      steps:
        - {points: 0, means: Visar inget av momenten.}
        - {points: 1, means: Visar hälften av momenten.}
        - {points: 3, means: Visar alla moment.}
"""
GIVEN = {
    "retrieval": 1500.55,
    "licens": 12000,
    "timme": 1250.01,
    "dator": 7999.99,
    "tillbehor": 15.25,
    "aterkop": 799.5,
    "energi": 212.375,
}
A = {f"a/{key}": GIVEN[key] for key in ("dator", "tillbehor", "aterkop", "energi")}
B = {f"b/{key}": GIVEN[key] for key in ("timme", "licens", "retrieval")}
"""The same in the two lots."""
TOTAL = "1054819.91"
"""3 001,10 + 48 000 + 625,01 (625,005) + 799 999 + 211 875,42 (84,75 % of 250 000,5) − 47 970 + 39 289,38 (39 289,375)."""
BETTER = "AVT-KVAL"
"""The requirement that gives a deduction of 5 000 kronor to whoever meets it."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(
    folder: Path, *, lots: str = "", evaluation: str = EVALUATION, better: str = "", parts: str = ""
) -> Path:
    """The package, with the answer form in Word and in Excel, on the small library.

    ``better`` is a price row that only :data:`BETTER` asks for. With ``parts`` that requirement is met in up to four parts,
    and ``parts`` is how it is answered.
    """
    shipped = priced_in_full(answered_in_excel(small_library(folder)))
    library = shipped / "requirements_library"
    if parts:
        asked = (library / "avtal.yaml").read_text(encoding="utf-8")
        in_parts = f"worth: {{deduction: 5000, per: part, parts: 4}}\n    answer: {parts}\n"
        asked = asked.replace("worth: {deduction: 5000}\n", in_parts)
        (library / "avtal.yaml").write_text(asked, encoding="utf-8")
    if better:
        asked = (library / "avtal.yaml").read_text(encoding="utf-8")
        own = "worth: {deduction: 5000}\n"
        (library / "avtal.yaml").write_text(
            asked.replace(own, f"{own}    prices: [{better}]\n"), encoding="utf-8"
        )
        with (library / "prices.yaml").open("a", encoding="utf-8") as rows:
            rows.write(f"  - {{id: {better}, name: Fler språk, group: running, unit: år, quantity: [4]}}\n")
    case = (SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")
    case = case.replace("  - id: EARK-01\n", f"  - id: EARK-01\n    prices: [{OWN}]\n")
    case = case.replace("evaluation: {model: price_deduction}\n", evaluation) + ROWS + lots
    (folder / "e-arkiv.yaml").write_text(case, encoding="utf-8")
    assert run(["generate", str(folder / "e-arkiv.yaml"), "-o", str(folder / "paket")], shipped=shipped) == 0
    return folder / "paket"


def tender(package: Path, folder: Path, given: Mapping[str, Any], better: str | None = "Ja") -> Path:
    """A bidder's folder: prices by key, and the answer form in Word with a Yes to everything but the bör-krav."""
    folder.mkdir(parents=True)
    tendered(package / "prisbilaga.xlsx", folder / "prisbilaga.xlsx", given)
    if better is not None:
        in_word(package, folder, better)
    return folder


def in_word(package: Path, folder: Path, better: str) -> None:
    """The answer form in Word."""

    def answer(root: Any) -> None:
        for name, control in controls(root).items():
            if name.startswith("svar."):
                fill(control, better if name == f"svar.{BETTER}" else _first(control))

    edited(package / "svarsbilaga.docx", answer, folder / "svarsbilaga.docx")


def _first(control: Any) -> str:
    choices = [str(item.get(f"{W}value")) for item in control.iter(f"{W}listItem")]
    return choices[0] if choices else "Så här gör vi."


def in_excel(package: Path, folder: Path, better: str) -> None:
    """The answer form in Excel."""

    def answer(book: Any) -> None:
        for sheet in book.worksheets:
            at = {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}
            for row in range(HEADER + 1, sheet.max_row + 1):
                if key := sheet.cell(row, at["Id"]).value:
                    said = {"Del C Frågor": "Så här gör vi.", "Del D Villkor": "Godtas"}.get(
                        sheet.title, "Ja"
                    )
                    sheet.cell(row, at["Svar"]).value = better if key == BETTER else said

    changed(package / "svarsbilaga-excel.xlsx", folder / "svarsbilaga-excel.xlsx", answer)


def altered(folder: Path, change: Callable[[Any], None], name: str = "prisbilaga.xlsx") -> None:
    """Change a bidder's workbook where it lies."""
    changed(folder / name, folder / name, change)


def compared(kravgen: Kravgen, package: Path, folder: Path, *options: Any) -> Any:
    """What the comparison tells, as data."""
    return json.loads(kravgen("award", "compare", package, folder, *options, "--format", "json").out)


def places(found: Any, lot: int = 0) -> dict[str, int | None]:
    """The place of each tender that is compared in a lot, by name."""
    return {bid["name"]: bid["rank"] for bid in found["lots"][lot]["bids"]}


def waiting(found: Any, name: str, lot: int = 0) -> list[tuple[str, str, str]]:
    """File, code and words of what somebody must look into before a tender can be ranked in a lot."""
    return [
        (Path(why["file"]).name, why["code"], why["message"])
        for each in found["lots"][lot]["waiting"]
        if each["name"] == name
        for why in each["why"]
    ]


def points(file: Path, given: Mapping[str, Any]) -> Path:
    """A file with what people have given for the demonstration, by bidder."""
    lines = [f"  - {{name: {name}, quality: {{visning: {each}}}}}" for name, each in given.items()]
    file.write_text("bids:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def column(sheet: Any, header: str) -> int:
    """The number of the column of a sheet that has the header."""
    return next(cell.column for cell in sheet[HEADER] if str(cell.value) == header)
