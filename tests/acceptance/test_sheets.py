"""Spreadsheets of a package, read by another library than the one that writes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

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


def _price_rows(package: Path) -> tuple[list[str], list[dict[str, Any]]]:
    """The headers of the price sheet, and its cells by header, row by row: those below the prices too."""
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Rad")
    names = [str(cell.value) for cell in header]
    rows = sheet.iter_rows(min_row=header[0].row + 1)
    return names, [dict(zip(names, row, strict=True)) for row in rows]


def test_a_price_of_an_option_is_marked_as_one(package: Path) -> None:
    _names, rows = _price_rows(package)
    options = {
        row["Vad som prissätts"].value: row["Option"].value
        for row in rows
        if row["Grupp"].value == "Optioner"
    }
    assert options and set(options.values()) == {"Ja"}
    assert {row["Option"].value for row in rows if row["Grupp"].value == "Löpande"} == {None}


def test_prices_add_up_and_gaps_are_counted(package: Path) -> None:
    names, rows = _price_rows(package)
    assert names == [
        *("Rad", "Grupp", "Krav", "Vad som prissätts", "Option", "Prisändring", "Enhet", "Antal"),
        *("Pris per enhet, kronor", "Summa, kronor", "kravgen"),
    ]
    *prices, total, left_out = rows
    first, last = prices[0]["Summa, kronor"].row, prices[-1]["Summa, kronor"].row
    given = f"ISNUMBER(H{first}),ISNUMBER(I{first})"
    assert prices[0]["Summa, kronor"].value == f'=IF(AND({given}),ROUND(ROUND(H{first}*I{first},6),2),"")'
    assert total["Pris per enhet, kronor"].value == "Jämförelsesumma, kronor"
    assert total["Summa, kronor"].value == f"=SUM(J{first}:J{last})"
    assert left_out["Pris per enhet, kronor"].value == "Rader utan pris eller antal"
    assert left_out["Summa, kronor"].value == f"=ROWS(J{first}:J{last})-COUNT(J{first}:J{last})"
    open_to = {name for name, cell in prices[0].items() if not cell.protection.locked}
    assert open_to == {"Pris per enhet, kronor", "kravgen"}
    groups = [row["Grupp"].value for row in prices]
    assert list(dict.fromkeys(groups)) == sorted(set(groups), key=groups.index)
    gaps = [gap["what"] for gap in manifest(package)["gaps"] if gap["document"] == "prisbilaga"]
    unset = [row for row in prices if str(row["Antal"].value).startswith("[FYLL I: antal för ")]
    assert {f"[FYLL I: {what}]" for what in gaps} == {row["Antal"].value for row in unset}
    kept = {f"pris-{price['key']}": price for price in manifest(package)["prices"]}
    assert [row["kravgen"].value for row in prices] == list(kept)
    assert [row["Antal"].value for row in prices if row not in unset] == [
        float(price["quantity"]) for price in kept.values() if price["quantity"] is not None
    ]


def test_the_price_sheet_says_what_a_price_is(package: Path) -> None:
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    said = " ".join(str(sheet.cell(row, 1).value) for row in range(2, 5))
    for words in (
        "utan moms",
        "(SEK)",
        "hela ören",
        "Ingen rad får lämnas tom",
        "0 bara för det som inte kostar",
    ):
        assert words in said


def test_a_volume_that_nobody_has_set_is_a_gap(folder: Path, kravgen: Kravgen) -> None:
    text = (ROOT / "examples" / "e-arkiv.yaml").read_text(encoding="utf-8")
    (folder / "kop.yaml").write_text(text.replace("  training: {quantity: 12}\n", ""), encoding="utf-8")
    assert kravgen("generate", "kop.yaml", "-o", "paket").code == 0
    gaps = [gap for gap in manifest(folder / "paket")["gaps"] if gap["document"] == "prisbilaga"]
    assert [gap["role"] for gap in gaps] == ["upphandlare"]


def test_the_answer_form_in_excel_is_enough(package: Path, folder: Path, kravgen: Kravgen) -> None:
    """The form in Word has a place to sign too, and nobody is asked for both."""
    tender = folder / "anbud" / "Alfa AB"
    tender.mkdir(parents=True)
    book = openpyxl.load_workbook(package / "svarsbilaga-excel.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(5, next(cell.column for cell in sheet[4] if cell.value == "Svar")).value = "Ja"
    book.save(tender / "svarsbilaga-excel.xlsx")
    err = kravgen("verify", folder / "anbud", "--package", package).err
    assert "KG904" in err
    assert "svarsbilaga.docx" not in err
