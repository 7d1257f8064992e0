"""What is bought as goods: what it must manage is written down, and the sum of the prices counts only what costs."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ROOT, Kravgen
from tests.reading import manifest, taken, words

GOODS = ("ramavtal-mobila-enheter", "datorer", "utskrift", "bild-och-ljud", "avrop-datorer")
Make = Callable[[str], Path]
# Paid to the buyer, taken off, told in percent, or a price that another row has already.
NO_COST = re.compile(r"återköp|avdrag|rabatt|procent|livscykel|restvärde|markering|renoverad", re.IGNORECASE)


@pytest.fixture
def make(folder: Path, kravgen: Kravgen) -> Make:
    """The package of an example."""

    def made(name: str) -> Path:
        file = Path(shutil.copy(ROOT / "examples" / f"{name}.yaml", folder))
        assert kravgen("generate", file, "-o", "paket").code == 0
        return folder / "paket"

    return made


@pytest.mark.parametrize("name", GOODS)
def test_goods_have_a_sum_of_costs_and_no_word_of_a_service(make: Make, name: str) -> None:
    package = make(name)
    prices = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    (named,) = (cell for row in prices.iter_rows() for cell in row if cell.value == "Vad som prissätts")
    column = prices.iter_rows(named.row + 1, min_col=named.column, max_col=named.column, values_only=True)
    rows = [str(name) for (name,) in column if name]
    assert rows
    assert not [row for row in rows if NO_COST.search(row)]
    with (package / "internt" / "kravlista.csv").open(encoding="utf-8-sig", newline="") as file:
        asked = [*csv.DictReader(file, delimiter=";")]
    assert len(asked) > 40
    told = {row["krav_id"]: row["kravtext"] + row["bevis"] + row["acceptanskriterium"] for row in asked}
    assert not [item for item, text in told.items() if re.search(r"\bTjänst(?:en|ens)\b", text)]


def test_what_is_no_cost_is_asked_for_in_tables_of_the_tender(make: Make) -> None:
    package = make("ramavtal-mobila-enheter")
    form = words(package / "svarsbilaga.docx")
    for table in (
        "Rabatt per prisgrupp",
        "Livscykelkostnad",
        "Avdrag för leverans utan laddare",
        "Återköpspris",
    ):
        assert f"{table} (K" in form
    assert "tabellen Återköpspris i svarsbilagan för enhetens funktionsklass" in words(package / "avtal.docx")


def test_the_classes_are_an_annex_that_is_a_gap_until_it_is_filled(make: Make) -> None:
    package = make("ramavtal-mobila-enheter")
    gaps = {gap["what"]: gap for gap in manifest(package)["gaps"] if gap["document"] == "funktionsklasser"}
    assert gaps["egenskaper och lägsta värden för surfplattor"]["role"] == "verksamheten"
    assert not [what for what in gaps if "datorer" in what or "skrivare" in what]
    assert "för varje klass i bilagan om funktionsklasser" in words(package / "kravspecifikation.docx")


def test_what_the_maker_does_for_the_buyer_is_not_the_suppliers(make: Make) -> None:
    said = words(make("ramavtal-mobila-enheter") / "kravspecifikation.docx")
    assert "Kravet gäller inte det som tillverkaren behandlar enligt Beställarens egna avtal" in said
    assert "arbetsdagen efter den dag då tillverkaren gjorde uppgiften tillgänglig" in said
    assert "genom sin enhetshantering stänga av de AI-funktioner som skickar uppgifter" in said


def test_repair_and_return_are_used_while_the_contract_runs(make: Make) -> None:
    asked = taken(make("datorer"))
    assert {asked[item]["phase"] for item in ("HALL-06", "CIRK-01", "CIRK-03", "CIRK-05")} == {"drift"}
