"""What is bought as goods: what it must manage is written down, and the sum of the prices counts only what costs."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kravgen.award.purchase import purchase
from kravgen.content import Content
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from tests.conftest import ROOT, Kravgen
from tests.reading import manifest, taken, words

GOODS = ("ramavtal-mobila-enheter", "datorer", "utskrift", "bild-och-ljud", "avrop-datorer")
Make = Callable[[str], Path]
# What is no price per unit that the buyer pays, by the word that its row begins with.
NO_COST = {
    "Återköp": ("price", "income"),
    "Avdrag": ("price", "income"),
    "Rabatt": ("discount", "cost"),
    "Elanvändning": ("consumption", "cost"),
}


@pytest.fixture
def make(folder: Path, kravgen: Kravgen) -> Make:
    """The package of an example."""

    def made(name: str) -> Path:
        file = Path(shutil.copy(ROOT / "examples" / f"{name}.yaml", folder))
        assert kravgen("generate", file, "-o", "paket").code == 0
        return folder / "paket"

    return made


@pytest.mark.parametrize("name", GOODS)
def test_goods_have_a_price_sheet_and_no_word_of_a_service(make: Make, name: str) -> None:
    package = make(name)
    prices = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    (named,) = (cell for row in prices.iter_rows() for cell in row if cell.value == "Vad som prissätts")
    column = prices.iter_rows(named.row + 1, min_col=named.column, max_col=named.column, values_only=True)
    assert [name for (name,) in column if name]
    with (package / "internt" / "kravlista.csv").open(encoding="utf-8-sig", newline="") as file:
        asked = [*csv.DictReader(file, delimiter=";")]
    assert len(asked) > 40
    told = {row["krav_id"]: row["kravtext"] + row["bevis"] + row["acceptanskriterium"] for row in asked}
    assert not [item for item, text in told.items() if re.search(r"\bTjänst(?:en|ens)\b", text)]


def test_a_row_that_is_no_cost_counts_as_what_it_is(content: Content) -> None:
    """A higher buy-back and a higher discount are better for the buyer."""
    found = set()
    for name in GOODS:
        problems = Collector()
        case = cases.load(ROOT / "examples" / f"{name}.yaml", content.library, content.profiles, problems)
        assert case is not None, list(problems)
        for price in purchase(choose(content, case, problems)).prices:
            word = re.split(r"[ ,]", price.name)[0]
            assert (price.measure, price.sign) == NO_COST.get(word, ("price", "cost")), price.name
            found.add(word)
    assert NO_COST.keys() <= found


def test_the_contract_points_at_the_row_of_a_buy_back(make: Make) -> None:
    package = make("ramavtal-mobila-enheter")
    assert "återköpspriset i prisbilagan för enhetens funktionsklass" in words(package / "avtal.docx")
    assert "Prislista per prisgrupp (K" in words(package / "svarsbilaga.docx")


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
