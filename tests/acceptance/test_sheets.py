"""Spreadsheets of a package, read by another library than the one that writes them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.sheets.csvfile import harmless, to_csv
from kravgen.sheets.table import SheetColumn, SheetTable, Workbook
from kravgen.sheets.xlsxfile import to_xlsx
from tests.conftest import Kravgen

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


@pytest.fixture
def package(example: Path, kravgen: Kravgen) -> Path:
    result = kravgen("generate", example)
    assert result.code == 0, result.err
    return example.parent / "output" / "e-arkiv"


def _items(package: Path) -> dict[str, Any]:
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    return {item["id"]: item for item in manifest["items"] if item["decision"] != "dropped"}


def _rows(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_list_has_the_columns_that_procurement_systems_take(package: Path) -> None:
    raw = (package / "kravlista.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfkrav_nr;krav_id;")
    assert b"\r\n" in raw
    rows = _rows(package / "kravlista.csv")
    assert list(rows[0]) == COLUMNS
    items = _items(package)
    asked = {name for name, item in items.items() if item["kind"] in ("ska", "bör", "villkor", "fråga")}
    assert {row["krav_id"] for row in rows} == asked
    for row in rows:
        item = items[row["krav_id"]]
        assert (row["krav_nr"], row["typ"].lower()) == (item["number"], item["kind"])
        assert row["rubrik"] == item["title"]
        assert "{{" not in row["kravtext"] and "**" not in row["kravtext"] and "](#" not in row["kravtext"]


def test_the_list_is_the_same_in_both_forms(package: Path) -> None:
    sheet = openpyxl.load_workbook(package / "kravlista.xlsx").worksheets[0]
    header, *found = sheet.iter_rows(min_row=4, values_only=True)
    assert list(header) == COLUMNS
    told = [[str(cell) if cell is not None else "" for cell in row] for row in found]
    assert told == [list(row.values()) for row in _rows(package / "kravlista.csv")]


def test_each_sheet_shows_the_reference_number_or_that_it_is_missing(
    package: Path, example: Path, kravgen: Kravgen
) -> None:
    def shown() -> set[str]:
        books = (openpyxl.load_workbook(file) for file in package.glob("*.xlsx"))
        return {str(sheet["A3"].value) for book in books for sheet in book.worksheets}

    assert shown() == {"Diarienummer: KS 2026/0412"}
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("reference_number: KS 2026/0412\n", ""), encoding="utf-8")
    assert kravgen("generate", example).code == 0
    assert shown() == {"Diarienummer: [FYLL I: diarienummer]"}


def test_the_answer_form_can_be_answered_and_nothing_else(package: Path) -> None:
    book = openpyxl.load_workbook(package / "svarsbilaga-excel.xlsx")
    assert book.sheetnames == ["Del A Ska-krav", "Del B Bör-krav", "Del C Frågor", "Del D Villkor"]
    numbers = {item["number"] for item in _items(package).values()}
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert not sheet.merged_cells.ranges
        header = [cell.value for cell in sheet[4]]
        open_to = {h for h, cell in zip(header, sheet[5], strict=True) if not cell.protection.locked}
        assert open_to == {"Svar", "Kommentar eller hänvisning till bevis"} & set(header)
        assert {row[0] for row in sheet.iter_rows(min_row=5, values_only=True)} <= numbers
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.formula1 == '"Ja,Nej"'
    assert str(rule.sqref) == f"D5:D{book.worksheets[0].max_row}"


def test_prices_add_up_and_gaps_are_counted(package: Path, kravgen: Kravgen) -> None:
    sheet = openpyxl.load_workbook(package / "prisbilaga.xlsx").worksheets[0]
    header = [cell.value for cell in sheet[4]]
    assert header == [
        "Rad",
        "Krav",
        "Vad som prissätts",
        "Enhet",
        "Antal",
        "Pris per enhet, kronor",
        "Summa, kronor",
    ]
    rows = list(sheet.iter_rows(min_row=5))
    assert rows[0][6].value == "=IF(AND(ISNUMBER(E5),ISNUMBER(F5)),E5*F5,0)"
    assert rows[-1][6].value == f"=SUM(G5:G{4 + len(rows) - 1})"
    assert [cell.protection.locked for cell in rows[0]] == [True, True, True, True, True, False, True]
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    gaps = [gap for gap in manifest["gaps"] if gap["document"] == "prisbilaga"]
    assert {gap["role"] for gap in gaps} == {"upphandlare"}
    assert len(gaps) == 2 * (len(rows) - 1)


def test_a_sheet_is_one_file_in_the_workspace(workspace: Path, kravgen: Kravgen) -> None:
    folder = workspace / "templates" / "sheets"
    folder.mkdir(parents=True)
    own = (
        "sheet: egen\ntitle: Egen lista\ninstruction: Läs.\naudience: internal\norder: 95\nformats: [csv]\n"
        "tables:\n  - {name: Egen, rows: requirements, kinds: [ska], columns: [nr, krav]}\n"
    )
    (folder / "egen.yaml").write_text(own, encoding="utf-8")
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "documents: [egen]\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    rows = _rows(workspace / "output" / "fall" / "egen.csv")
    assert "Svensk text\nTjänsten ska visa text på svenska." in [row["Krav"] for row in rows]
    assert "Egen lista" in kravgen("list", "documents").out
    assert "Dokumentet egen ingår" in kravgen("explain", "fall.yaml", "egen").out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "columns: [nr, krav]",
            "columns: [nr, kraf]",
            'egen.yaml:8:66 KG310 Okänd kolumn "kraf". Menade du "krav"?',
        ),
        ("columns: [nr, krav]", "columns: [nr, a_pris, rad]", "egen.yaml:8:74 KG310"),
        ("formats: [csv]", "formats: [ods]", "egen.yaml:6:11 KG203"),
        ("order: 95\n", "", "KG202"),
    ],
)
def test_a_sheet_that_is_wrong(workspace: Path, kravgen: Kravgen, old: str, new: str, told: str) -> None:
    folder = workspace / "templates" / "sheets"
    folder.mkdir(parents=True)
    text = (
        "sheet: egen\ntitle: Egen lista\ninstruction: Läs.\naudience: internal\norder: 95\nformats: [csv]\n"
        "tables:\n  - {name: Egen, rows: requirements, kinds: [ska], columns: [nr, krav]}\n"
    )
    assert old in text
    (folder / "egen.yaml").write_text(text.replace(old, new), encoding="utf-8")
    result = kravgen("validate")
    assert told in result.err
    assert result.code == 1


# --- no text is a formula ---------------------------------------------------------------------------

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.sampled_from(
    [
        "=1+1",
        "+46 8",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "=cmd|' /C calc'!A0",
        "-5,5",
        "- punkt",
        'a;b"c\nd',
        "https://x.se",
        "'",
    ]
)


@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_a_csv_holds_the_same_texts_and_no_formula(texts: list[str]) -> None:
    raw = to_csv(SheetTable("T", (SheetColumn("a", 10),), tuple((text,) for text in texts)))
    _header, *found = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    told = [row[0] if row else "" for row in found]
    assert told == [str(harmless(text)) for text in texts]
    for text, cell in zip(texts, told, strict=True):
        assert cell in (text, f"'{text}")
        assert not cell.lstrip().startswith(("=", "+", "@")) or cell.lstrip()[1:].replace(",", "").isdigit()


@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_a_workbook_holds_the_same_texts_as_texts(texts: list[str]) -> None:
    table = SheetTable("T", (SheetColumn("a", 10),), tuple((text,) for text in texts))
    book = Workbook(
        "Titel",
        "Ämne",
        "Diarienummer: 1",
        "Läs.",
        "Fot & mer",
        ("Sida", "av", "Summa"),
        (table,),
        "2026-11-23",
    )
    content = to_xlsx(book)
    assert content == to_xlsx(book)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [sheet.cell(5 + number, 1) for number in range(len(texts))]
    assert [cell.value or "" for cell in cells] == texts
    assert {cell.data_type for cell in cells if cell.value} <= {"s"}
    assert not sheet._hyperlinks


def test_a_text_that_no_cell_can_hold_is_told(workspace: Path, kravgen: Kravgen) -> None:
    file = workspace / "requirements_library" / "lokalt.yaml"
    # The schema limits what is written; a placeholder with a long label that stands many times makes more of it.
    text = file.read_text(encoding="utf-8").replace("på svenska", "{{ x }}" * 300)
    label = "mycket " * 25
    file.write_text(
        f"{text}    parameters: {{x: {{type: text, label: {label.strip()}}}}}\n", encoding="utf-8"
    )
    result = kravgen("generate", "fall.yaml")
    assert "KG606" in result.err
    assert result.code == 1
    assert not (workspace / "output").exists()
