"""The price sheet of a purchase that is not divided, with rows of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kravgen.record import manifest
from kravgen.sheets.names import tabs
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
    told = {answer.name: answer.value for answer in found.answers}
    assert (told["pris-ett"], told["pris-tva"], told["summa"]) == ("10", "100", "530")
    assert found.problems == ()


@given(
    st.dictionaries(st.text("abc0", min_size=1, max_size=60), st.text(max_size=40), min_size=2, max_size=12)
)
@example({"a" * 60: "???", "a" * 59 + "b": "*"})
@example({"a": "😀" * 16, "b": "😀" * 16})
def test_every_lot_has_a_sheet_that_excel_takes(called: dict[str, str]) -> None:
    found = list(tabs(called).values())
    assert len(found) == len(called) == len({name.lower() for name in found})
    for name in found:
        # Excel counts a sign outside the usual ones as two.
        assert 0 < len(name.encode("utf-16-le")) / 2 <= 31
        assert name == name.strip() and name.lower() != "history"
        assert not set(name) & set("[]:*?/\\'\n")


@pytest.mark.parametrize("words", ["history", "HISTORY", "'", "x" * 40])
def test_lots_that_are_called_the_same_have_sheets_of_their_own(words: str) -> None:
    first, second = tabs({"a": words, "b": words}).values()
    assert first.lower() != second.lower() != "history" != first.lower()
