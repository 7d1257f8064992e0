"""Spreadsheets of a package, read by another library than the one that writes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl

from tests.conftest import ROOT, Kravgen
from tests.reading import manifest, taken

COLUMNS = [
    *(
        "krav_nr",
        "krav_id",
        "version",
        "dokument",
        "kapitel",
        "rubrik",
        "kravtext",
        "typ",
        "fas",
        "motiv",
        "bevis",
    ),
    *(
        "svarstyp",
        "mervarde_kr",
        "poang",
        "testmetod",
        "acceptanskriterium",
        "lagrum",
        "ansvarig_roll",
        "vite",
    ),
    *("taggar", "sekretess", "i_avtal"),
]


def _rows(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_list_has_the_columns_that_procurement_systems_take(package: Path) -> None:
    raw = (package / "internt" / "kravlista.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfkrav_nr;krav_id;")
    assert b"\r\n" in raw
    rows = _rows(package / "internt" / "kravlista.csv")
    assert list(rows[0]) == COLUMNS
    items = taken(package)
    asked = {name for name, item in items.items() if item["kind"] in ("ska", "bör", "villkor", "fråga")}
    assert {row["krav_id"] for row in rows} == asked
    for row in rows:
        item = items[row["krav_id"]]
        assert (row["krav_nr"], row["typ"].lower()) == (item["number"], item["kind"])
        assert row["rubrik"] == item["title"]
        assert "{{" not in row["kravtext"] and "**" not in row["kravtext"] and "](#" not in row["kravtext"]


def test_the_list_is_the_same_in_both_forms(package: Path) -> None:
    sheet = openpyxl.load_workbook(package / "internt" / "kravlista.xlsx").worksheets[0]
    header, *found = sheet.iter_rows(min_row=4, values_only=True)
    assert list(header) == COLUMNS
    told = [[str(cell) if cell is not None else "" for cell in row] for row in found]
    assert told == [list(row.values()) for row in _rows(package / "internt" / "kravlista.csv")]


def test_the_answer_form_can_be_answered_and_nothing_else(package: Path) -> None:
    book = openpyxl.load_workbook(package / "svarsbilaga-excel.xlsx")
    parts, tables = book.worksheets[:4], book.worksheets[4:]
    assert [sheet.title for sheet in parts] == [
        "Del A Ska-krav",
        "Del B Bör-krav",
        "Del C Frågor",
        "Del D Villkor",
    ]
    numbers = {item["number"] for item in taken(package).values()}
    assert tables
    assert {sheet.title.split(" ")[0] for sheet in tables} <= numbers
    for sheet in tables:
        header = [cell.value for cell in sheet[4]]
        assert sheet.protection.sheet
        locked = {h for h, cell in zip(header, sheet[5], strict=True) if cell.protection.locked}
        assert locked in ({"Rad"}, {"Rad", "Vad"})
        assert sheet.column_dimensions[sheet.cell(4, header.index("kravgen") + 1).column_letter].hidden
    for sheet in parts:
        assert sheet.protection.sheet
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert not sheet.merged_cells.ranges
        header = [cell.value for cell in sheet[4]]
        open_to = {h for h, cell in zip(header, sheet[5], strict=True) if not cell.protection.locked}
        assert open_to == {"Svar", "Kommentar eller hänvisning till bevis", "kravgen"} & set(header)
        key = header.index("kravgen")
        assert sheet.column_dimensions[sheet.cell(4, key + 1).column_letter].hidden
        assert all(row[key] == row[1] for row in sheet.iter_rows(min_row=5, values_only=True))
        assert {row[0] for row in sheet.iter_rows(min_row=5, values_only=True)} <= numbers
    first = book.worksheets[0]
    lists = {str(rule.sqref): rule for rule in first.data_validations.dataValidation if rule.type == "list"}
    assert list(lists) == [f"D{number}" for number in range(5, first.max_row + 1)]
    assert {rule.formula1 for rule in lists.values()} == {'"Ja,Nej"'}
    assert [rule.errorTitle for rule in lists.values()] == [
        first[f"B{n}"].value for n in range(5, first.max_row + 1)
    ]


def test_a_price_of_an_option_is_marked_as_one(package: Path) -> None:
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    rows = {row[2]: row[3] for row in sheet.iter_rows(min_row=5, values_only=True) if row[2]}
    assert rows["Servicetid dygnet runt"] == "Ja"
    assert not rows["Tjänsten"]


def test_prices_add_up_and_gaps_are_counted(package: Path) -> None:
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    header = [cell.value for cell in sheet[4]]
    assert header == [
        "Rad",
        "Krav",
        "Vad som prissätts",
        "Option",
        "Enhet",
        "Antal",
        "Pris per enhet, kronor",
        "Summa, kronor",
        "kravgen",
    ]
    rows = list(sheet.iter_rows(min_row=5))
    assert rows[0][7].value == "=IF(AND(ISNUMBER(F5),ISNUMBER(G5)),F5*G5,0)"
    priced = len(rows) - 2
    assert [rows[-2][6].value, rows[-2][7].value] == ["Jämförelsesumma, kronor", f"=SUM(H5:H{4 + priced})"]
    assert rows[-1][6].value == "Rader utan pris eller antal"
    assert f"ISNUMBER(G5:G{4 + priced})" in rows[-1][7].value
    assert [cell.protection.locked for cell in rows[0]] == [*[True] * 6, False, True, False]
    assert not [gap for gap in manifest(package)["gaps"] if gap["document"] == "prisbilaga"]


def test_a_volume_that_nobody_has_set_is_a_gap(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "e-arkiv.yaml").read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(text.replace("  training: {quantity: 12}\n", ""), encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "paket").code == 0
    gaps = [gap for gap in manifest(folder / "paket")["gaps"] if gap["document"] == "prisbilaga"]
    assert [gap["role"] for gap in gaps] == ["upphandlare"]
