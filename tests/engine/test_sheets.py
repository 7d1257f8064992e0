"""Spreadsheets of a package, read by another library than the one that writes them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kravgen.sheets.csvfile import harmless, to_csv
from kravgen.sheets.table import SheetColumn, SheetLabels, SheetRow, SheetTable, Workbook
from kravgen.sheets.xlsxfile import to_xlsx
from tests.conftest import Kravgen


def _rows(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_each_sheet_shows_the_reference_number_or_that_it_is_missing(example: Path, kravgen: Kravgen) -> None:
    def shown() -> set[str]:
        assert kravgen("generate", example).code == 0
        package = example.parent / "output" / "e-arkiv"
        books = (openpyxl.load_workbook(file) for file in package.rglob("*.xlsx"))
        return {str(sheet["A3"].value) for book in books for sheet in book.worksheets}

    assert shown() == {"Diarienummer: KS 2026/0412"}
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("reference_number: KS 2026/0412\n", ""), encoding="utf-8")
    assert shown() == {"Diarienummer: [FYLL I: diarienummer]"}


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
    rows = _rows(workspace / "output" / "fall" / "internt" / "egen.csv")
    assert "Svensk text\nTjänsten ska visa text på svenska." in [row["Krav"] for row in rows]
    assert "Egen lista" in kravgen("list", "documents").out
    assert "Dokumentet egen ingår" in kravgen("explain", "fall.yaml", "egen").out


@pytest.mark.parametrize(
    ("condition", "columns"),
    [
        ('procedure == "direct"', {"Nr", "Krav"}),
        ('procedure != "direct"', {"Nr"}),
        # What nobody has answered is not said of anything.
        ("secrecy", {"Nr"}),
    ],
)
def test_a_column_stands_when_its_condition_holds(
    workspace: Path, kravgen: Kravgen, condition: str, columns: set[str]
) -> None:
    folder = workspace / "templates" / "sheets"
    folder.mkdir(parents=True)
    (folder / "egen.yaml").write_text(
        "sheet: egen\ntitle: Egen lista\ninstruction: Läs.\naudience: internal\norder: 95\nformats: [csv]\n"
        "tables:\n  - name: Egen\n    rows: requirements\n    columns: [nr, krav]\n"
        f"    columns_when: {{krav: '{condition}'}}\n",
        encoding="utf-8",
    )
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "documents: [egen]\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    rows = _rows(workspace / "output" / "fall" / "internt" / "egen.csv")
    assert set(rows[0]) == columns


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "columns: [nr, krav]}",
            "columns: [nr, krav], columns_when: {kraf: secrecy}}",
            'KG310 Tabellen har ingen kolumn "kraf". Menade du "krav"?',
        ),
        (
            "columns: [nr, krav]}",
            "columns: [nr, krav], columns_when: {krav: secrcy}}",
            'egen.yaml:8:94 KG302 Okänd uppgift "secrcy". Menade du "secrecy"?',
        ),
        (
            "columns: [nr, krav]",
            "columns: [nr, kraf]",
            'egen.yaml:8:66 KG310 Okänd kolumn "kraf". Menade du "krav"?',
        ),
        ("columns: [nr, krav]", "columns: [nr, a_pris, rad]", "egen.yaml:8:74 KG310"),
        ("formats: [csv]", "formats: [ods]", "egen.yaml:6:11 KG203"),
        (
            "rows: requirements, kinds: [ska], columns: [nr, krav]",
            "rows: prices, columns: [benamning]",
            "egen.yaml:6:10 KG203 En .csv-fil kan bara ha en tabell.",
        ),
        (
            "rows: requirements, kinds: [ska], columns: [nr, krav]",
            "rows: prices, columns: [benamning, antal, a_pris, summa]",
            'KG310 Före kolumnen "summa" måste a_pris, antal, varderas_med stå.',
        ),
        ("instruction: Läs.", 'instruction: "1\\n2\\n3\\n4\\n5\\n6\\n7"', "egen.yaml:3:14 KG203"),
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
    raw = to_csv(SheetTable("T", (SheetColumn("a", 10),), tuple(SheetRow((text,)) for text in texts)))
    _header, *found = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    told = [row[0] if row else "" for row in found]
    assert told == [str(harmless(text)) for text in texts]
    for text, cell in zip(texts, told, strict=True):
        assert cell in (text, f"'{text}")
        assert (
            not cell.lstrip().startswith(("=", "+", "@"))
            or cell.lstrip()[1:].replace(",", "").replace(".", "").isdigit()
        )


@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_a_workbook_holds_the_same_texts_as_texts(texts: list[str]) -> None:
    table = SheetTable("T", (SheetColumn("a", 10),), tuple(SheetRow((text,)) for text in texts))
    book = Workbook(
        "Titel",
        "Ämne",
        "Diarienummer: 1",
        "Läs.",
        "Fot & mer",
        SheetLabels("Sida", "av", "Summa", "Rader utan pris"),
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


@pytest.mark.parametrize(
    "buyers", [["Lindhags kommun & bolag"] * 60, ["x" * 400], ["\N{GRINNING FACE}" * 10] * 30, ["Ab"]]
)
def test_a_footer_of_many_buyers_is_as_long_as_it_may_be(buyers: list[str]) -> None:
    table = SheetTable("T", (SheetColumn("a", 10),), (SheetRow(("b",)),))
    labels = SheetLabels("Sida", "av", "Summa", "Rader utan pris")
    content = to_xlsx(Workbook("T", "Ä", "D", "L", ", ".join(buyers), labels, (table,), "2026-11-23"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    footer = sheet.findtext(".//{*}oddFooter") or ""
    assert len(footer.encode("utf-16-le")) // 2 <= 255
    assert footer.startswith("&L") and footer.endswith("&RSida &P av &N")
    left = footer.removeprefix("&L").removesuffix("&RSida &P av &N")
    whole = ", ".join(buyers).replace("&", "&&")
    assert left == whole if len(whole) < 100 else left.endswith(" …") and whole.startswith(left[:-2])
