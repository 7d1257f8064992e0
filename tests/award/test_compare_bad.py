"""Tenders that somebody must look into first: told with file and cell, not ranked, and never counted as nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from tests.award.tendering import (
    GIVEN,
    HEADER,
    TOTAL,
    A,
    B,
    altered,
    column,
    compared,
    made,
    places,
    points,
    tender,
    waiting,
)
from tests.conftest import Kravgen
from tests.sheets.pricing import places as cells_of


def _cell(key: str, value: Any, header: str = "") -> Callable[[Any], None]:
    """A change of the cell of a price, or of another cell in its row."""

    def change(book: Any) -> None:
        sheet = book.worksheets[0]
        at = next(row for row in range(HEADER + 1, sheet.max_row + 1) if _key(sheet, row) == f"pris-{key}")
        given = next(c.column for c in sheet[HEADER] if str(c.value).startswith(("Pris per", "Rabatt")))
        sheet.cell(at, column(sheet, header) if header else given).value = value

    return change


def _key(sheet: Any, row: int) -> Any:
    return sheet.cell(row, column(sheet, "kravgen")).value


def _hide(book: Any) -> None:
    book.worksheets[0].row_dimensions[HEADER + 2].hidden = True


def _insert(book: Any) -> None:
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row + 2, 1).value = "Tillkommande avgift"
    sheet.cell(sheet.max_row, 2).value = 50000


def _formula(book: Any) -> None:
    sheet = book.worksheets[0]
    cell = sheet.cell(HEADER + 1, column(sheet, "Summa, kronor"))
    cell.value = cell.value.replace("ROUND(", "ROUND(0.5*")


MISSING = (
    ("licens", None, ""),
    ("licens", "12000 EUR", "KG941"),
    ("licens", "12000 kr inkl. moms", "KG941"),
    ("licens", "12.000", "KG941"),
    ("licens", -12000, "KG941"),
    ("licens", 10**12, "KG941"),
    ("tillbehor", 0.15, "KG941"),
)


@pytest.mark.parametrize(("key", "value", "code"), MISSING)
def test_a_price_that_does_not_count_is_missing_and_never_nothing(
    key: str, value: Any, code: str, whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    altered(two / "Alfa AB", _cell(key, value))
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {"Beta AB": 1, "Alfa AB": None}
    alfa = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Alfa AB")
    assert (alfa["sum"], alfa["lacks"]) == (None, [{"what": "price", "key": key}])
    if code:
        sheet, row, at = cells_of(two / "Alfa AB" / "prisbilaga.xlsx")[key]
        page = " ".join(kravgen("award", "compare", whole, two, "--quality", "betyg.yaml").out.split())
        assert f"Alfa AB/prisbilaga.xlsx: {sheet}, cell {get_column_letter(at)}{row}, " in page


HINDERED = (
    (_cell("licens", "=6000*2"), "KG933"),
    (_hide, "KG952"),
    (_insert, "KG914"),
    (_formula, "KG944"),
    (_cell("dator", 1, "Antal"), "KG946"),
    (_cell("energi", 0.01, "Kronor per förbrukad enhet"), "KG946"),
    (_cell("licens", None, "kravgen"), "KG946"),
)


@pytest.mark.parametrize(("change", "code"), HINDERED)
def test_a_sheet_that_somebody_has_worked_on_waits_for_a_person(
    change: Callable[[Any], None], code: str, whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    altered(two / "Alfa AB", change)
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {"Beta AB": 1}
    told = waiting(found, "Alfa AB")
    assert code in [each for _file, each, _words in told], told
    assert {file for file, _code, _words in told} == {"prisbilaga.xlsx"}


def test_two_ways_to_work_a_sum_out_must_agree(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    altered(two / "Alfa AB", _cell("dator", 1, "Antal"))
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    (words,) = (words for _file, code, words in waiting(found, "Alfa AB") if code == "KG946")
    told = " ".join(words.split())
    # 99 computers less at 7 999,99.
    assert "1 054 819,91 kronor efter paketets mängder" in told
    assert "262 820,90 kronor efter bladets celler" in told
    assert "mängd 1 i G" in told and "100 i paketet" in told


def test_a_text_that_is_a_number_is_counted_and_told(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    altered(two / "Alfa AB", _cell("licens", "12 000,00 kr"))
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    alfa = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Alfa AB")
    assert alfa["sum"] == TOTAL
    assert any("12 000,00 kr" in note for note in found["tenders"][0]["notes"])


def test_what_is_given_for_nothing_counts_as_it_stands(whole: Path, two: Path, kravgen: Kravgen) -> None:
    altered(two / "Alfa AB", _cell("licens", 0))
    found = compared(kravgen, whole, two)
    alfa = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Alfa AB")
    assert alfa["sum"] == "1006819.91"


def test_a_missing_file_waits_for_a_person(whole: Path, two: Path, folder: Path, kravgen: Kravgen) -> None:
    (two / "Alfa AB" / "prisbilaga.xlsx").unlink()
    (two / "Beta AB" / "svarsbilaga.docx").unlink()
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {}
    for name in ("Alfa AB", "Beta AB"):
        assert [code for _file, code, _words in waiting(found, name)] == ["KG923"]


def test_two_price_sheets_of_one_bidder_wait_for_a_person(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    alfa = two / "Alfa AB"
    shutil.copy(alfa / "prisbilaga.xlsx", alfa / "prisbilaga (2).xlsx")
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {"Beta AB": 1, "Alfa AB": 2}
    altered(alfa, _cell("licens", 1), "prisbilaga (2).xlsx")
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {"Beta AB": 1}
    assert "KG922" in [code for _file, code, _words in waiting(found, "Alfa AB")]


def test_a_price_sheet_of_another_package_waits_for_a_person(
    whole: Path, divided: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    other = made(folder / "annan", evaluation="evaluation: {model: price_deduction}\n")
    tender(other, folder / "tillfällig", GIVEN, None)
    shutil.copy(folder / "tillfällig" / "prisbilaga.xlsx", two / "Alfa AB" / "prisbilaga.xlsx")
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert places(found) == {"Beta AB": 1}
    assert "KG918" in [code for _file, code, _words in waiting(found, "Alfa AB")]


def test_prices_for_a_lot_that_do_not_count_are_no_absence(
    divided: Path, folder: Path, kravgen: Kravgen
) -> None:
    euros = {key: f"{value} EUR" for key, value in B.items()}
    tender(divided, folder / "anbud" / "Alfa AB", {**A, **euros}, "Ja")
    points(folder / "betyg.yaml", {"Alfa AB": 0})
    found = compared(kravgen, divided, folder / "anbud", "--quality", "betyg.yaml")
    assert (places(found, 0), places(found, 1), found["lots"][1]["absent"]) == ({"Alfa AB": 1}, {}, [])
    assert [code for _file, code, _words in waiting(found, "Alfa AB", 1)] == ["KG941"]


def test_a_row_of_another_lot_waits_for_a_person(divided: Path, folder: Path, kravgen: Kravgen) -> None:
    alfa = tender(divided, folder / "anbud" / "Alfa AB", {**A, **B}, "Ja")
    at = cells_of(alfa / "prisbilaga.xlsx")
    (there, row, _column), (here, _row, _own) = at["a/dator"], at["b/timme"]

    def move(book: Any) -> None:
        below = book[here].max_row + 1
        for number, cell in enumerate(book[there][row], 1):
            book[here].cell(below, number).value = cell.value

    altered(alfa, move)
    found = compared(kravgen, divided, folder / "anbud")
    assert "KG945" in [code for _file, code, _words in waiting(found, "Alfa AB", 1)]
