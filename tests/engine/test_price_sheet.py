"""The price sheet of a purchase that is not divided, with rows of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

from kravgen.record import manifest
from tests.conftest import Kravgen
from tests.sheets.pricing import prices_of, tendered
from tests.sheets.reading import read_answers


def test_a_single_sheet_has_no_lots_and_a_rate_that_is_open_is_a_gap(
    workspace: Path, kravgen: Kravgen
) -> None:
    case = workspace / "fall.yaml"
    case.write_text(
        case.read_text(encoding="utf-8")
        + "requirements:\n  - {id: EGEN-01, title: El, kind: ska, text: Servern ska dra lite el., phase: leverans,"
        " motive: Det kostar., evidence: Intyg., test: {method: granskning, accept: Intyget finns.}, prices: [el]}\n"
        "prices:\n  el: {name: El, group: other, unit: server, quantity: 3, measure: consumption}\n"
        "filled:\n  kronor per förbrukad enhet för el: 2\n",
        encoding="utf-8",
    )
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "documents: [prisbilaga]\n", encoding="utf-8")
    made = kravgen("generate", "fall.yaml")
    assert made.code == 0
    assert "KG316" in made.err and "Ange det under prices: el: rate." in made.err
    package = workspace / "output" / "fall"
    assert openpyxl.load_workbook(package / "prisbilaga.xlsx").sheetnames == ["Priser"]
    assert "kronor per förbrukad enhet för el" in [gap.what for gap in manifest.read(package).gaps]
    price = prices_of(package)["el"]
    assert (price.measure, price.quantity, price.rate, price.lot) == ("consumption", Decimal(3), None, "")


def test_rows_that_are_called_the_same_are_told_apart_by_their_keys(
    workspace: Path, kravgen: Kravgen
) -> None:
    case = workspace / "fall.yaml"
    case.write_text(
        case.read_text(encoding="utf-8")
        + "requirements:\n  - {id: EGEN-01, title: Tid, kind: ska, text: Arbete ska utföras., phase: leverans,"
        " motive: Det behövs., evidence: Plan., test: {method: granskning, accept: Planen finns.}, prices: [ett, tva]}\n"
        "prices:\n  ett: {name: Timme, group: hours, unit: timme, quantity: 3}\n"
        "  tva: {name: Timme, group: hours, unit: timme, quantity: 5}\n",
        encoding="utf-8",
    )
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "documents: [prisbilaga]\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    package = workspace / "output" / "fall"
    file = tendered(
        package / "prisbilaga.xlsx", workspace / "anbud.xlsx", {"retrieval": 0, "ett": 10, "tva": 100}
    )
    found = read_answers(package, file)
    given = {answer.name: answer.value for answer in found.answers}
    assert (given["pris-ett"], given["pris-tva"], given["summa"]) == ("10", "100", "530")
    assert found.problems == ()
