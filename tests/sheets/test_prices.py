"""The price sheet: every kind of row works out what the model says, in the file, in office programs and when read back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kravgen.award.example import example
from kravgen.award.model import Evaluation, Price
from kravgen.library.prices import Measure, Sign
from kravgen.sheets.names import price_key
from kravgen.sheets.reading.formats import plain
from kravgen.sheets.table import SheetColumn, SheetLabels, SheetRow, SheetTable, Workbook
from kravgen.sheets.xlsxfile import to_xlsx
from tests.conftest import Kravgen
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
from tests.sheets.programs import PROGRAMS
from tests.sheets.reading import read_answers

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


# --- the same sum everywhere ------------------------------------------------------------------------


def test_what_is_read_back_is_the_sum_of_the_amounts(lots: Path, tender: Path, kravgen: Kravgen) -> None:
    prices = prices_of(lots)
    assert sums_in(lots, tender) == {f"summa-{lot}": plain(total(prices, GIVEN, lot)) for lot in "ab"}
    # The first by hand: 12 × 1500,55 + 4 × 12000 + 900 × 7999,99 + 211875,42 − 600 × 799,50 + 900 × 1,85 × 212,375.
    assert total(prices, GIVEN, "a") == Decimal("7351777.40")
    told = verified(kravgen, tender, lots)
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


@pytest.mark.parametrize("program", ["libreoffice", "gnumeric"])
def test_the_sheet_works_out_the_printed_example_to_the_ore(program: str, lots: Path, folder: Path) -> None:
    """The example of the documents, written in the sheet that bidders get, gives the sums that it is printed with."""
    made = example(Evaluation("lowest_price"), tuple(prices_of(lots).values()))
    assert made is not None
    files = []
    for bid in made.bids:
        (folder / bid.name).mkdir()
        given = {key: float(value) for key, value in bid.given.items() if value is not None}
        files.append(tendered(lots / "prisbilaga.xlsx", folder / bid.name / f"{bid.name}.xlsx", given))
    (folder / program).mkdir()
    PROGRAMS[program](files, folder / program)
    printed = {
        (lot.lot, each.bid.name): each.total for lot in made.outcome.lots for each in lot.bids if each.total
    }
    assert len(printed) == 6
    shown = {}
    for bid, file in zip(made.bids, files, strict=True):
        at, book = places(file), openpyxl.load_workbook(folder / program / file.name, data_only=True)
        for lot, name in (("a", PART_A), ("b", PART_B)):
            column = next(where[2] for where in at.values() if where[0] == name) + 1
            last = max(where[1] for where in at.values() if where[0] == name)
            cell = book[name].cell(last + 1, column).value
            shown[lot, bid.name] = Decimal(repr(cell)).quantize(Decimal("0.01"))
    assert shown == printed


def _ending_on_half_an_ore(count: int) -> Iterator[tuple[Price, Decimal]]:
    """Prices and what is given for each: 0,1 × 0,05 and so on, where binary products may be a little less."""
    kinds: tuple[tuple[Measure, Sign], ...] = (
        *(("price", "cost"), ("price", "income"), ("discount", "cost"), ("consumption", "cost")),
        ("consumption", "income"),
    )
    for at in range(count):
        measure, sign = kinds[at % len(kinds)]
        rate = Decimal("0.2") if measure == "consumption" else Decimal(1)
        volume = Decimal(2 * at + 1) / 10
        yield (
            Price(str(at), "A", "other", "st", volume, measure, rate, sign),
            Decimal(10 * (at % 9) + 5) / 100,
        )


@pytest.mark.parametrize("program", ["libreoffice", "gnumeric"])
def test_half_an_ore_is_rounded_up_in_an_office_program(program: str, folder: Path) -> None:
    given = {price.key: (price, value) for price, value in _ending_on_half_an_ore(900)}
    columns = (
        SheetColumn("Antal", 9, "quantity"),
        SheetColumn("Värde", 9, "rate"),
        SheetColumn("Pris per enhet", 9, "price", part="a_pris"),
        SheetColumn("Summa", 9, "sum"),
    )
    rows = tuple(
        SheetRow((float(price.quantity or 0), 0.2, "", ""), price_key(key), label="A", price=price)
        for key, (price, _value) in given.items()
    )
    labels = SheetLabels("Sida", "av", "Summa", "Rader utan pris")
    book = Workbook("T", "Ä", "D", "L", "F", labels, (SheetTable("Priser", columns, rows),), "2026-11-23")
    (folder / "tom.xlsx").write_bytes(to_xlsx(book))
    file = tendered(
        folder / "tom.xlsx", folder / "anbud.xlsx", {key: value for key, (_p, value) in given.items()}
    )
    (folder / program).mkdir()
    PROGRAMS[program]([file], folder / program)
    sheet = openpyxl.load_workbook(folder / program / file.name, data_only=True).worksheets[0]
    at = [str(cell.value) for cell in sheet[HEADER]].index("Summa") + 1
    shown = [Decimal(repr(sheet.cell(HEADER + 1 + row, at).value)) for row in range(len(given))]
    assert shown == [price.amount(value) for price, value in given.values()]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_that_saves_it_changes_nothing_that_is_read(
    program: str, lots: Path, tender: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / program).mkdir()
    PROGRAMS[program]([tender], folder / program)
    saved = folder / program / tender.name
    assert problems_in(kravgen, saved, lots) == []
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
    assert sums_in(lots, file) == {f"summa-{lot}": plain(total(prices, told, lot)) for lot in "ab"}
    assert {p.message for p in found.problems} == set()
