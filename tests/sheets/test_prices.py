"""The price sheet: every kind of row works out what the model says, in the file, in office programs and when read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kravgen.record import manifest
from kravgen.sheets.reading.formats import plain
from tests.conftest import Kravgen
from tests.sheets.filling import changed
from tests.sheets.pricing import HEADER, PART_A, PART_B, places, prices_of, tendered, total
from tests.sheets.programs import PROGRAMS
from tests.sheets.reading import read_answers

GIVEN = {
    "a/retrieval": 1500.55,
    "a/licens": 12000,
    "a/dator": 7999.99,
    "a/aterbrukad": 0,
    "a/tillbehor": 15.25,
    "a/aterkop": 799.5,
    "a/energi": 212.375,
    "a/oppen": 10,
    "b/retrieval": 1,
    "b/licens": 0.01,
    "b/timme": 1250.01,
    "b/rad": 1100,
    "b/oppen": 20,
}
"""A tender for both lots. The volume of the alarms is open."""


@pytest.fixture(scope="session")
def tender(lots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tender. Nobody writes in it."""
    return tendered(lots / "prisbilaga.xlsx", tmp_path_factory.mktemp("anbud") / "prisbilaga.xlsx", GIVEN)


def _told(kravgen: Kravgen, file: Path, package: Path) -> Any:
    return json.loads(kravgen("verify", file, "--package", package, "--format", "json").out)


def _problems(kravgen: Kravgen, file: Path, package: Path) -> list[tuple[str, str]]:
    return [(one["code"], one["message"]) for one in _told(kravgen, file, package)["problems"]]


def _sums(lots: Path, file: Path) -> dict[str, str]:
    read = read_answers(lots, file).answers
    return {one.name: str(one.value) for one in read if one.name.startswith("summa")}


# --- what is sent -----------------------------------------------------------------------------------


def test_each_lot_has_a_sheet_with_the_columns_that_its_rows_need(lots: Path) -> None:
    book = openpyxl.load_workbook(lots / "prisbilaga.xlsx")
    assert book.sheetnames == [PART_A, PART_B]
    headers = [[cell.value for cell in sheet[HEADER] if cell.value] for sheet in book.worksheets]
    common = ["Rad", "Grupp", "Krav", "Vad som prissätts"]
    assert headers == [
        [
            *common,
            *("Hållbart alternativ", "Räknas som", "Enhet", "Antal", "Kronor per förbrukad enhet", "Anges i"),
            *("Pris per enhet, rabatt eller förbrukning", "Summa, kronor", "kravgen"),
        ],
        [
            *common,
            *(
                "Option",
                "Prisändring",
                "Enhet",
                "Antal",
                "Pris per enhet, kronor",
                "Summa, kronor",
                "kravgen",
            ),
        ],
    ]
    first, second = (
        [row[1].value for row in sheet.iter_rows(min_row=5) if row[1].value] for sheet in book.worksheets
    )
    assert first == [
        "Löpande",
        "Utrustning",
        "Utrustning",
        "Utrustning",
        "Avslut",
        "Avslut",
        "Övrigt",
        "Övrigt",
    ]
    assert second == ["Löpande", "Timpriser", "Optioner", "Avslut", "Övrigt"]
    assert [sheet["A1"].value for sheet in book.worksheets] == [
        "Prisbilaga – E-arkiv som tjänst – Del A Datorer: skola/förvaltning",
        "Prisbilaga – E-arkiv som tjänst – Del B Utveckling och rådgivning",
    ]


def test_each_cell_to_write_in_says_what_is_wanted_and_takes_nothing_else(lots: Path) -> None:
    file = lots / "prisbilaga.xlsx"
    book = openpyxl.load_workbook(file)
    for key, (name, row, column) in places(file).items():
        sheet = book[name]
        open_to = {cell.column for cell in sheet[row] if not cell.protection.locked}
        assert open_to == {column, column + 2}
        cell = sheet.cell(row, column).coordinate
        rule = next(rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) == cell)
        price = prices_of(lots)[key]
        wanted = {
            "price": f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<=1000000000,ROUND({cell},2)={cell})",
            "discount": f"AND(ISNUMBER({cell}),OR({cell}=0,AND({cell}>=1,{cell}<=100)),ROUND({cell},2)={cell})",
            "consumption": f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<=1000000000)",
        }
        assert (rule.type, rule.formula1) == ("custom", wanted[price.measure])
        assert price.unit in rule.prompt or price.measure == "discount"
        assert ("utan moms" in rule.prompt) == (price.measure == "price")
        assert len(rule.prompt) <= 255 and rule.error


def test_a_viewer_that_works_nothing_out_shows_what_holds_for_an_empty_sheet(lots: Path) -> None:
    for sheet in openpyxl.load_workbook(lots / "prisbilaga.xlsx", data_only=True).worksheets:
        header = [cell.value for cell in sheet[HEADER]]
        at = header.index("Summa, kronor") + 1
        *sums, sum_of_all, left_out = [
            sheet.cell(row, at).value for row in range(HEADER + 1, sheet.max_row + 1)
        ]
        assert set(sums) <= {None, ""} and (sum_of_all, left_out) == (0, len(sums))


def test_a_single_sheet_has_no_lots_and_a_rate_that_is_open_is_a_gap(
    workspace: Path, kravgen: Kravgen
) -> None:
    case = workspace / "fall.yaml"
    case.write_text(
        case.read_text(encoding="utf-8")
        + "requirements:\n  - {id: EGEN-01, title: El, kind: ska, text: Servern ska dra lite el., phase: leverans,"
        " motive: Det kostar., evidence: Intyg., test: {method: granskning, accept: Intyget finns.}, prices: [el]}\n"
        "prices:\n  el: {name: El, group: other, unit: server, quantity: 3, measure: consumption}\n",
        encoding="utf-8",
    )
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "documents: [prisbilaga]\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    package = workspace / "output" / "fall"
    assert openpyxl.load_workbook(package / "prisbilaga.xlsx").sheetnames == ["Priser"]
    assert "kronor per förbrukad enhet för el" in [gap.what for gap in manifest.read(package).gaps]
    price = prices_of(package)["el"]
    assert (price.measure, price.quantity, price.rate, price.lot) == ("consumption", Decimal(3), None, "")


# --- the same sum everywhere ------------------------------------------------------------------------


def test_what_is_read_back_is_the_sum_of_the_amounts(lots: Path, tender: Path, kravgen: Kravgen) -> None:
    prices = prices_of(lots)
    assert _sums(lots, tender) == {f"summa-{lot}": plain(total(prices, GIVEN, lot)) for lot in "ab"}
    # The first by hand: 12 × 1500,55 + 4 × 12000 + 900 × 7999,99 + 211875,42 − 600 × 799,50 + 900 × 1,85 × 212,375.
    assert total(prices, GIVEN, "a") == Decimal("7351777.40")
    told = _told(kravgen, tender, lots)
    assert told["problems"] == []
    (file,) = told["files"]
    assert [note.split(":")[1].split(".")[0].strip() for note in file["notes"]] == [
        "1 rad har ett pris men inget antal",
        "priset är 0",
        "1 rad har ett pris men inget antal",
    ]


@pytest.mark.parametrize("program", ["libreoffice", "gnumeric"])
def test_an_office_program_works_out_the_same_sum(
    program: str, lots: Path, tender: Path, folder: Path
) -> None:
    prices, at = prices_of(lots), places(tender)
    (folder / program).mkdir()
    PROGRAMS[program]([tender], folder / program)
    book = openpyxl.load_workbook(folder / program / tender.name, data_only=True)
    for key, (name, row, column) in at.items():
        shown, amount = book[name].cell(row, column + 1).value, prices[key].amount(Decimal(str(GIVEN[key])))
        assert (
            shown in (None, "")
            if amount is None
            else Decimal(repr(shown)).quantize(Decimal("0.01")) == amount
        )
    for lot, name in (("a", PART_A), ("b", PART_B)):
        sheet = book[name]
        column = next(where[2] for where in at.values() if where[0] == name) + 1
        last = max(where[1] for where in at.values() if where[0] == name)
        shown = sheet.cell(last + 1, column).value
        assert Decimal(repr(shown)).quantize(Decimal("0.01")) == total(prices, GIVEN, lot)
        assert sheet.cell(last + 2, column).value == 1


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_that_saves_it_changes_nothing_that_is_read(
    program: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / program).mkdir()
    PROGRAMS[program]([tender], folder / program)
    saved = folder / program / tender.name
    assert _problems(kravgen, saved, lots) == []
    assert read_answers(lots, saved).answers == read_answers(lots, tender).answers


_KRONOR = st.decimals(min_value=0, max_value=10**6, places=2)
_PERCENT = st.just(Decimal(0)) | st.decimals(min_value=1, max_value=100, places=2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_given_is_summed_to_the_ore(data: st.DataObject, lots: Path, folder: Path) -> None:
    prices = prices_of(lots)
    kinds = {key: _PERCENT if price.measure == "discount" else _KRONOR for key, price in prices.items()}
    told = {key: data.draw(kind) for key, kind in kinds.items()}
    written = {
        key: data.draw(st.sampled_from([value, float(value), plain(value)])) for key, value in told.items()
    }
    file = tendered(lots / "prisbilaga.xlsx", folder / "anbud.xlsx", written)
    found = read_answers(lots, file)
    assert _sums(lots, file) == {f"summa-{lot}": plain(total(prices, told, lot)) for lot in "ab"}
    assert {p.message for p in found.problems} == set()


# --- what may be wrong ------------------------------------------------------------------------------

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
    problems = _problems(kravgen, file, lots)
    assert any(message.startswith(place) and words in message for _code, message in problems), problems
    assert any(code == "KG942" and prices_of(lots)[key].name in message for code, message in problems), (
        problems
    )
    left = {name: amount for name, amount in GIVEN.items() if name != key}
    assert _sums(lots, file)["summa-a"] == plain(total(prices_of(lots), left, "a"))


@pytest.mark.parametrize("value", [0.15, 15])
def test_a_discount_that_is_shown_as_another_number_of_percent_is_told(
    value: float, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    sheet, row, column = places(tender)["a/tillbehor"]

    def fill(book: Any) -> None:
        book[sheet].cell(row, column).value = value
        book[sheet].cell(row, column).number_format = "0%"

    file = changed(tender, folder / "anbud.xlsx", fill)
    told = [message for code, message in _problems(kravgen, file, lots) if code == "KG941"]
    assert len(told) == 1 and "som andel" in told[0]


def test_a_discount_with_its_sign_is_read(lots: Path, tender: Path, folder: Path) -> None:
    for written in ("15,25 %", "15,25%", "15,25 procent"):
        file = tendered(tender, folder / "anbud.xlsx", {"a/tillbehor": written})
        assert _sums(lots, file) == _sums(lots, tender)


def test_more_decimals_than_two_are_told_and_counted(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    sheet, row, column = places(tender)["b/licens"]

    def fill(book: Any) -> None:
        book[sheet].cell(row, column).value = 0.045
        book[sheet].cell(row, column).number_format = "General"

    file = changed(tender, folder / "anbud.xlsx", fill)
    assert any("fler än två decimaler: 0,045" in message for _code, message in _problems(kravgen, file, lots))
    assert _sums(lots, file)["summa-b"] == plain(total(prices_of(lots), {**GIVEN, "b/licens": "0.045"}, "b"))


def test_a_changed_volume_changes_no_sum(lots: Path, tender: Path, folder: Path, kravgen: Kravgen) -> None:
    sheet, row, _column = places(tender)["a/dator"]
    headers = [cell.value for cell in openpyxl.load_workbook(tender)[sheet][HEADER]]

    def fill(book: Any) -> None:
        book[sheet].cell(row, headers.index("Antal") + 1).value = 1

    file = changed(tender, folder / "anbud.xlsx", fill)
    assert ("KG914", "Text är ändrad. Var: 900 Är: 1") in _problems(kravgen, file, lots)
    assert _sums(lots, file) == _sums(lots, tender)


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
    told = [message for code, message in _problems(kravgen, file, lots) if code == "KG944"]
    assert len(told) == 1 and f"{sheet}, cell {cell}, " in told[0]
    assert _sums(lots, file) == _sums(lots, tender)


@pytest.mark.parametrize("formula", ["MIN", "MAX"])
def test_a_total_that_is_no_sum_is_told(
    formula: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    def fill(book: Any) -> None:
        cell = next(c for row in book[PART_B] for c in row if str(c.value).startswith("=SUM("))
        cell.value = cell.value.replace("SUM", formula)

    assert [code for code, _m in _problems(kravgen, changed(tender, folder / "a.xlsx", fill), lots)] == [
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

    problems = _problems(kravgen, changed(tender, folder / "anbud.xlsx", fill), lots)
    assert ("KG945", f"{PART_B}: här står rader från en annan del: rad 20 Dator") in problems
    assert _sums(lots, folder / "anbud.xlsx") == _sums(lots, tender)


def test_a_lot_that_nobody_bids_on_has_no_sum(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = changed(tender, folder / "anbud.xlsx", lambda book: book.remove(book[PART_A]))
    assert _sums(lots, file) == {"summa-b": _sums(lots, tender)["summa-b"]}


def test_sheets_with_other_names_are_known_by_their_rows(lots: Path, tender: Path, folder: Path) -> None:
    def rename(book: Any) -> None:
        book[PART_A].title, book[PART_B].title = "Blad 2", "Blad 1"
        book.move_sheet("Blad 1", -1)

    assert _sums(lots, changed(tender, folder / "anbud.xlsx", rename)) == _sums(lots, tender)


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
    problems = _problems(kravgen, changed(tender, folder / "anbud.xlsx", change), lots)
    assert any(told == code and words in message for told, message in problems), problems


def test_two_price_sheets_from_one_bidder_are_told(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    for name, other in (("prisbilaga.xlsx", {}), ("prisbilaga (2).xlsx", {"a/dator": 7500})):
        (folder / "in" / "Alfa AB").mkdir(parents=True, exist_ok=True)
        tendered(tender, folder / "in" / "Alfa AB" / name, other)
    (message,) = [message for code, message in _problems(kravgen, folder / "in", lots) if code == "KG922"]
    assert "prisbilaga (2).xlsx har ett annat svar" in message or "har andra svar" in message
    assert "7500, inte 7999,99" in message


def test_prices_as_text_are_counted_and_told_with_their_cells(
    lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = tendered(tender, folder / "anbud.xlsx", {"a/dator": "7\u00a0999,99 kr", "a/licens": "12 000:-"})
    told = _told(kravgen, file, lots)
    assert told["problems"] == []
    assert (
        f"{PART_A}: priser är skrivna som text och läses som tal: K5 Licens “12 000:-” = 12000, K6 Dator"
        " “7 999,99 kr” = 7999,99"
    ) in told["files"][0]["notes"]
    assert _sums(lots, file) == _sums(lots, tender)
