"""A package with both workbooks that bidders fill in, and copies that somebody has filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import SMALL, answered_in_excel, priced_in_full, small_library
from tests.sheets.filling import filled_form, filled_prices
from tests.sheets.pricing import GIVEN, lotted, tendered

PRICED = ("EARK-01", "EARK-02")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small library's procurement with the answer form as a workbook and three prices."""
    folder = tmp_path_factory.mktemp("kalkyl")
    shipped = answered_in_excel(small_library(folder))
    case = (SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")
    for item in PRICED:
        case = case.replace(f"  - id: {item}\n", f"  - id: {item}\n    prices: [{item.lower()}]\n")
    rows = [f"  {item.lower()}: {{name: Pris för {item}, group: running, unit: år}}\n" for item in PRICED]
    case += "prices:\n" + "".join(rows)
    source = folder / "e-arkiv.yaml"
    source.write_text(case, encoding="utf-8")
    assert run(["generate", str(source), "-o", str(folder / "e-arkiv")], shipped=shipped) == 0
    return folder / "e-arkiv"


@pytest.fixture(scope="session")
def form(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer form, filled in. Nobody writes in it."""
    return filled_form(package / "svarsbilaga-excel.xlsx", tmp_path_factory.mktemp("svar"))


@pytest.fixture(scope="session")
def prices(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The price sheet, filled in by the municipality and by a bidder. Nobody writes in it."""
    return filled_prices(package / "prisbilaga.xlsx", tmp_path_factory.mktemp("pris"))


@pytest.fixture(scope="session")
def lots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a purchase in two lots, with a price row of every kind. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("delar")
    source = folder / "e-arkiv.yaml"
    source.write_text(lotted((SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    shipped = priced_in_full(small_library(folder))
    assert run(["generate", str(source), "-o", str(folder / "paket")], shipped=shipped) == 0
    return folder / "paket"


@pytest.fixture(scope="session")
def tender(lots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tender. Nobody writes in it."""
    return tendered(lots / "prisbilaga.xlsx", tmp_path_factory.mktemp("anbud") / "prisbilaga.xlsx", GIVEN)
