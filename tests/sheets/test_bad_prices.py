"""What may be wrong with a price sheet that has come back: told with its cell, and never silently counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kravgen.sheets.reading.formats import plain
from tests.conftest import Kravgen
from tests.sheets.filling import changed
from tests.sheets.pricing import (
    GIVEN,
    HEADER,
    PART_A,
    PART_B,
    places,
    prices_of,
    problems_in,
    sums_in,
    tendered,
    total,
    verified,
)

WRONG = (
    ("a/dator", -5, "talet är negativt: -5"),
    ("a/dator", 10**12, "talet är orimligt stort: 1000000000000"),
    ("a/dator", 7999.999, "visar 8000 men innehåller 7999,999"),
    ("a/dator", "1.200", "cellen går inte att läsa som ett tal: 1.200"),
    ("a/dator", "1200 inkl. moms", "priset nämner moms, och priser anges utan moms: 1200 inkl. moms"),
    ("a/dator", "€ 1200", "priset är i en annan valuta: € 1200"),
    ("a/dator", "1200 EUR", "priset är i en annan valuta: 1200 EUR"),
    ("a/dator", "=1200*1", "har en formel"),
    ("a/tillbehor", 0.15, "rabatten kan vara skriven som andel, som 0,15 för 15 procent: 0,15"),
    ("a/tillbehor", 150, "rabatten är större än 100 procent: 150"),
    ("a/tillbehor", -5, "talet är negativt: -5"),
    ("a/tillbehor", "15 kr", "cellen går inte att läsa som ett tal: 15 kr"),
    ("a/energi", -1, "talet är negativt: -1"),
    ("a/energi", "200 kr", "cellen går inte att läsa som ett tal: 200 kr"),
    ("a/energi", "200 kWh", "cellen går inte att läsa som ett tal: 200 kWh"),
    ("a/aterkop", -799.5, "talet är negativt: -799,5"),
)


@pytest.mark.parametrize(("key", "value", "words"), WRONG)
def test_what_does_not_count_is_told_with_its_cell_and_never_counted(
    key: str, value: Any, words: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = tendered(tender, folder / "anbud.xlsx", {key: value})
    sheet, row, column = places(tender)[key]
    place = f"{sheet}, cell {openpyxl.utils.get_column_letter(column)}{row}, {prices_of(lots)[key].name}: "
    problems = problems_in(kravgen, file, lots)
    assert any(message.startswith(place) and words in message for _code, message in problems), problems
    assert any(code == "KG942" and prices_of(lots)[key].name in message for code, message in problems), (
        problems
    )
    left = {name: amount for name, amount in GIVEN.items() if name != key}
    assert sums_in(lots, file)["summa-a"] == plain(total(prices_of(lots), left, "a"))


@pytest.mark.parametrize("value", [0.15, 15])
def test_a_discount_that_is_shown_as_another_number_of_percent_is_told(
    value: float, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    sheet, row, column = places(tender)["a/tillbehor"]

    def fill(book: Any) -> None:
        book[sheet].cell(row, column).value = value
        book[sheet].cell(row, column).number_format = "0%"

    file = changed(tender, folder / "anbud.xlsx", fill)
    told = [message for code, message in problems_in(kravgen, file, lots) if code == "KG941"]
    assert len(told) == 1 and "som andel" in told[0]


def test_a_discount_with_its_sign_is_read(lots: Path, tender: Path, folder: Path) -> None:
    for written in ("15,25 %", "15,25%", "15,25 procent"):
        file = tendered(tender, folder / "anbud.xlsx", {"a/tillbehor": written})
        assert sums_in(lots, file) == sums_in(lots, tender)


def test_more_decimals_than_two_are_told_and_counted(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    sheet, row, column = places(tender)["b/licens"]

    def fill(book: Any) -> None:
        book[sheet].cell(row, column).value = 0.045
        book[sheet].cell(row, column).number_format = "General"

    file = changed(tender, folder / "anbud.xlsx", fill)
    assert any(
        "fler än två decimaler: 0,045" in message for _code, message in problems_in(kravgen, file, lots)
    )
    assert sums_in(lots, file)["summa-b"] == plain(
        total(prices_of(lots), {**GIVEN, "b/licens": "0.045"}, "b")
    )


def test_a_changed_volume_changes_no_sum(lots: Path, tender: Path, folder: Path, kravgen: Kravgen) -> None:
    sheet, row, _column = places(tender)["a/dator"]
    headers = [cell.value for cell in openpyxl.load_workbook(tender)[sheet][HEADER]]

    def fill(book: Any) -> None:
        book[sheet].cell(row, headers.index("Antal") + 1).value = 1

    file = changed(tender, folder / "anbud.xlsx", fill)
    assert ("KG914", "Text är ändrad. Var: 900 Är: 1") in problems_in(kravgen, file, lots)
    assert sums_in(lots, file) == sums_in(lots, tender)


FORMULAS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("a/dator", lambda formula: formula.replace("*", "+")),
    ("a/dator", lambda formula: formula.replace("ROUND(", "ROUNDDOWN(")),
    ("a/dator", lambda formula: formula.replace(",2)", ",0)")),
    ("a/dator", lambda formula: formula.replace("ROUND(", "ROUND(0.9*")),
    ("a/aterkop", lambda formula: formula.replace("-ROUND", "ROUND")),
    ("a/aterkop", lambda formula: formula.replace("-ROUND", "-2*ROUND")),
    ("a/tillbehor", lambda formula: formula.replace("100-", "100+")),
    ("a/tillbehor", lambda formula: formula.replace("/100", "/1000")),
    ("a/energi", lambda formula: formula.replace("*I", "*G")),
    ("b/timme", lambda formula: formula.replace("ROUND(", "-ROUND(")),
)


@pytest.mark.parametrize(("key", "change"), FORMULAS)
def test_a_formula_that_works_out_something_else_is_told_with_its_cell(
    key: str, change: Callable[[str], str], lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    sheet, row, column = places(tender)[key]
    cell = f"{openpyxl.utils.get_column_letter(column + 1)}{row}"

    def fill(book: Any) -> None:
        before = book[sheet][cell].value
        book[sheet][cell].value = change(before)
        assert book[sheet][cell].value != before

    file = changed(tender, folder / "anbud.xlsx", fill)
    told = [message for code, message in problems_in(kravgen, file, lots) if code == "KG944"]
    assert len(told) == 1 and f"{sheet}, cell {cell}, " in told[0]
    assert sums_in(lots, file) == sums_in(lots, tender)


@pytest.mark.parametrize("formula", ["MIN", "MAX"])
def test_a_total_that_is_no_sum_is_told(
    formula: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    def fill(book: Any) -> None:
        cell = next(c for row in book[PART_B] for c in row if str(c.value).startswith("=SUM("))
        cell.value = cell.value.replace("SUM", formula)

    assert [code for code, _m in problems_in(kravgen, changed(tender, folder / "a.xlsx", fill), lots)] == [
        "KG944"
    ]


def test_a_row_of_another_lot_is_told_and_not_counted(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    at = places(tender)
    (there, row, column), (here, _row, own) = at["a/dator"], at["b/rad"]

    def fill(book: Any) -> None:
        for number, cell in enumerate(book[there][row], 1):
            book[here].cell(20, number).value = cell.value
        book[here].cell(20, own).value = book[there].cell(row, column).value
        book[here].cell(20, own + 2).value = "pris-a/dator"

    problems = problems_in(kravgen, changed(tender, folder / "anbud.xlsx", fill), lots)
    assert ("KG945", f"{PART_B}: här står rader från en annan del: rad 20 Dator") in problems
    assert sums_in(lots, folder / "anbud.xlsx") == sums_in(lots, tender)


def test_a_lot_that_nobody_bids_on_has_no_sum(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = changed(tender, folder / "anbud.xlsx", lambda book: book.remove(book[PART_A]))
    assert sums_in(lots, file) == {"summa-b": sums_in(lots, tender)["summa-b"]}


def test_sheets_with_other_names_are_known_by_their_rows(lots: Path, tender: Path, folder: Path) -> None:
    def rename(book: Any) -> None:
        book[PART_A].title, book[PART_B].title = "Blad 2", "Blad 1"
        book.move_sheet("Blad 1", -1)

    assert sums_in(lots, changed(tender, folder / "anbud.xlsx", rename)) == sums_in(lots, tender)


def _hidden(book: Any) -> None:
    book[PART_A].row_dimensions[6].hidden = True


def _inserted(book: Any) -> None:
    book[PART_A].insert_rows(7)
    book[PART_A]["D7"] = "Startavgift"


def _prompted(book: Any) -> None:
    book[PART_A].data_validations.dataValidation[0].prompt = "Priset gäller bara under 2027"


def _in_euro(book: Any) -> None:
    book[PART_A].cell(*_DATOR).number_format = '#,##0.00 "EUR"'


def _with_vat(book: Any) -> None:
    book[PART_A].cell(*_DATOR).number_format = '#,##0.00 "inkl. moms"'


_DATOR = 6, 11
"""Row and column of the computer's price in the first sheet."""


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (_hidden, "KG952", "rader är dolda eller för låga för att läsas: Dator"),
        (_inserted, "KG914", "Startavgift"),
        (_prompted, "KG955", "Priset gäller bara under 2027"),
        (_in_euro, "KG941", "cell K6, Dator: priset är i en annan valuta: 7999,99 EUR"),
        (_with_vat, "KG953", "cell K6, Dator: cellen visar 7999,99 inkl. moms"),
    ],
)
def test_what_is_done_to_the_sheet_is_told(
    change: Any, code: str, words: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    assert places(tender)["a/dator"] == (PART_A, *_DATOR)
    problems = problems_in(kravgen, changed(tender, folder / "anbud.xlsx", change), lots)
    assert any(told == code and words in message for told, message in problems), problems


def test_two_price_sheets_from_one_bidder_are_told(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    for name, other in (("prisbilaga.xlsx", {}), ("prisbilaga (2).xlsx", {"a/dator": 7500})):
        (folder / "in" / "Alfa AB").mkdir(parents=True, exist_ok=True)
        tendered(tender, folder / "in" / "Alfa AB" / name, other)
    (message,) = [message for code, message in problems_in(kravgen, folder / "in", lots) if code == "KG922"]
    assert "prisbilaga (2).xlsx har ett annat svar" in message or "har andra svar" in message
    assert "7500, inte 7999,99" in message


def test_prices_as_text_are_counted_and_told_with_their_cells(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = tendered(tender, folder / "anbud.xlsx", {"a/dator": "7\u00a0999,99 kr", "a/licens": "12 000:-"})
    told = verified(kravgen, file, lots)
    assert told["problems"] == []
    assert (
        f"{PART_A}: priser är skrivna som text och läses som tal: K5 Licens “12 000:-” = 12000, K6 Dator"
        " “7 999,99 kr” = 7999,99"
    ) in told["files"][0]["notes"]
    assert sums_in(lots, file) == sums_in(lots, tender)


def test_nobody_needs_to_bid_for_every_lot(lots: Path, folder: Path, kravgen: Kravgen) -> None:
    given = {key: value for key, value in GIVEN.items() if key.startswith("a/")}
    file = tendered(lots / "prisbilaga.xlsx", folder / "anbud.xlsx", given)
    told = verified(kravgen, file, lots)
    assert told["problems"] == []
    assert f"{PART_B}: inget pris är angivet." in told["files"][0]["notes"]
    titles = [row["title"] for row in told["answers"] if row["part"] == "summa"]
    assert titles == [f"{PART_A}: Jämförelsesumma, kronor"]
    begun = problems_in(kravgen, tendered(file, folder / "b.xlsx", {"b/rad": 1}), lots)
    assert {code for code, _message in begun} == {"KG904", "KG942"}
    assert any("4 frågor är inte besvarade: Licens, Utveckling" in message for _code, message in begun), begun
