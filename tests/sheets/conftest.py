"""A package with both workbooks that bidders fill in, and copies that somebody has filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import ROOT, SMALL, answer_workbook
from tests.sheets.filling import filled_form, filled_prices
from tests.sheets.pricing import GIVEN, lotted, tendered

PRICED = ("EARK-01", "EARK-02")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small library's procurement with the answer form as a workbook and three prices."""
    folder = tmp_path_factory.mktemp("kalkyl")
    shipped = Path(shutil.copytree(SMALL, folder / "shipped"))
    shutil.copytree(ROOT / "templates" / "styles", shipped / "templates" / "styles")
    answer_workbook(shipped / "templates")
    profile = shipped / "profiles" / "tjanst.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("svarsbilaga]", "svarsbilaga, svarsbilaga-excel]"), encoding="utf-8")
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
def lots(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a purchase in two lots, with a price row of every kind. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("delar")
    source = folder / "e-arkiv.yaml"
    source.write_text(lotted((SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    assert (
        run(["generate", str(source), "-o", str(folder / "paket")], shipped=_with_all_columns(small, folder))
        == 0
    )
    return folder / "paket"


@pytest.fixture(scope="session")
def tender(lots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tender. Nobody writes in it."""
    return tendered(lots / "prisbilaga.xlsx", tmp_path_factory.mktemp("anbud") / "prisbilaga.xlsx", GIVEN)


def _with_all_columns(small: Path, folder: Path) -> Path:
    """The small library with the columns of the shipped price sheet."""
    shipped = Path(shutil.copytree(small, folder / "shipped"))
    sheet = "templates/sheets/prisbilaga.yaml"
    columns = next(
        line for line in (ROOT / sheet).read_text(encoding="utf-8").splitlines() if "columns:" in line
    )
    own = (shipped / sheet).read_text(encoding="utf-8").partition("tables:")[0]
    table = f"tables:\n  - name: Priser\n    rows: prices\n{columns}\n"
    (shipped / sheet).write_text(own + table, encoding="utf-8")
    return shipped
