"""The municipality fills in the gaps of a price sheet after it was made: that is nobody's change, unless one differs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Kravgen
from tests.sheets.filling import PRICES, changed, columns


def _cell(column: str, value: Any, row: int = 5) -> Any:
    def change(book: Any) -> None:
        sheet = book[PRICES]
        sheet.cell(row, columns(sheet)[column]).value = value

    return change


@pytest.fixture
def tenders(package: Path, form: Path, prices: Path, folder: Path) -> Path:
    """Three bidders with all that was asked for."""
    for name in ("Alfa AB", "Björk AB", "Cirkel AB"):
        place = folder / "in" / name
        place.mkdir(parents=True)
        shutil.copy(form, place / "svarsbilaga-excel.xlsx")
        shutil.copy(prices, place / "prisbilaga.xlsx")
    return folder / "in"


def test_gaps_filled_in_alike_are_one_quiet_line(package: Path, tenders: Path, kravgen: Kravgen) -> None:
    result = kravgen("verify", tenders, "--package", package)
    assert (result.code, result.err) == (0, "")
    assert "Alla filer är jämförda." in result.out
    told = " ".join(result.out.split())
    assert told.count("Luckor i Prisbilaga är ifyllda: 10 i 3 luckor.") == 1


def test_nothing_is_said_when_the_package_has_what_was_sent(
    package: Path, prices: Path, tenders: Path, folder: Path, kravgen: Kravgen
) -> None:
    sent = Path(shutil.copytree(package, folder / "paket"))
    changed(prices, sent / "prisbilaga.xlsx", lambda book: None)
    result = kravgen("verify", tenders, "--package", sent)
    assert (result.code, result.err) == (0, "")
    assert "Luckor" not in result.out


@pytest.mark.parametrize("filled", [1, "10 (minst 500 kr)", None])
def test_a_bidder_who_differs_is_named(
    filled: Any, package: Path, prices: Path, tenders: Path, folder: Path, kravgen: Kravgen
) -> None:
    gap = "[FYLL I: antal för pris för EARK-01]" if filled is None else filled
    changed(prices, tenders / "Björk AB" / "prisbilaga.xlsx", _cell("Antal", gap))
    sent = Path(shutil.copytree(package, folder / "paket"))
    for measure, words in ((package, "i andra anbud"), (sent, "i paketet")):
        if measure is sent:
            changed(prices, sent / "prisbilaga.xlsx", lambda book: None)
        result = kravgen("verify", tenders, "--package", measure)
        assert result.code == 1
        (line,) = [line for line in result.err.splitlines() if "KG943" in line]
        shown = "ingenting" if filled is None else filled
        assert "Björk AB/prisbilaga.xlsx" in line
        assert f"Luckor är inte ifyllda som {words}: antal för pris för EARK-01: {shown}, inte 10." in line


def test_where_no_most_agree_each_is_named(
    package: Path, prices: Path, tenders: Path, kravgen: Kravgen
) -> None:
    for name, count in (("Björk AB", 1), ("Cirkel AB", 2)):
        changed(prices, tenders / name / "prisbilaga.xlsx", _cell("Antal", count))
    err = kravgen("verify", tenders, "--package", package).err
    assert err.count("KG943") == 3


def test_a_text_beside_a_filled_gap_that_is_changed_too_is_told(
    package: Path, prices: Path, tenders: Path, kravgen: Kravgen
) -> None:
    changed(
        prices,
        tenders / "Björk AB" / "prisbilaga.xlsx",
        _cell("Vad som prissätts", "Pris för EARK-01 per år"),
    )
    err = kravgen("verify", tenders, "--package", package).err
    assert "KG914" in err and "KG943" not in err


def test_rows_that_were_sent_without_a_quantity_are_no_fault_of_a_bidder(
    package: Path, prices: Path, tenders: Path, kravgen: Kravgen
) -> None:
    for name in ("Alfa AB", "Björk AB", "Cirkel AB"):
        changed(
            prices,
            tenders / name / "prisbilaga.xlsx",
            _cell("Antal", "[FYLL I: antal för pris för EARK-01]"),
        )
    result = kravgen("verify", tenders, "--package", package)
    assert (result.code, result.err) == (0, "")
    assert "1 rad har ett pris men inget antal." in " ".join(result.out.split())


def test_a_text_that_the_municipality_has_changed_in_the_package_accuses_nobody(
    package: Path, form: Path, tenders: Path, folder: Path, kravgen: Kravgen
) -> None:
    def change(book: Any) -> None:
        book.worksheets[0]["A1"] = "Svarsbilaga, rättad den 3 maj"

    sent = Path(shutil.copytree(package, folder / "paket"))
    changed(sent / "svarsbilaga-excel.xlsx", sent / "svarsbilaga-excel.xlsx", change)
    changed(form, tenders / "Alfa AB" / "svarsbilaga-excel.xlsx", change)
    result = kravgen("verify", tenders / "Alfa AB" / "svarsbilaga-excel.xlsx", "--package", sent)
    assert (result.code, result.err) == (0, "")
    assert "Det som ni själva har ändrat i paketet nämns inte här." in " ".join(result.out.split())
