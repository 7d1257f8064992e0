"""Answers that are a table or a number: what is sent, and what is read when it comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from tests.conftest import BLOCK, CASE, Kravgen, answer_workbook
from tests.forms.filling import controls, edited, fill
from tests.sheets.filling import columns
from tests.word.sample import W

PACKAGE = Path("output", "fall")
ASKED = """\
  - id: LOK-02
    title: Underbiträden
    kind: ska
    text: Anbudsgivaren ska i anbudet ange samtliga underbiträden.
    phase: anbud
    motive: De ska vara kända.
    evidence: Uppgifterna i [[LOK-02.tabell]].
    answer: {table: "Underbiträden: alla led", columns: [Namn, Krav, Land]}
    test: {method: granskning, accept: Varje rad är ifylld.}
    light: true
  - id: LOK-03
    title: Länder
    kind: fråga
    text: Anbudsgivaren anger land för varje slag av drift.
    phase: anbud
    motive: Landet avgör vilken lag som gäller.
    evidence: Uppgifterna i [[LOK-03.tabell|tabellen]].
    answer: {table: Länder, columns: [Land], rows: [Drift, Support], empty: 1}
    light: true
  - id: LOK-04
    title: Andel
    kind: fråga
    text: Anbudsgivaren anger underleverantörernas andel i procent.
    phase: anbud
    motive: Andelen visar hur mycket andra utför.
    evidence: Ett tal.
    answer: {unit: procent}
    light: true
"""


@pytest.fixture
def package(workspace: Path, kravgen: Kravgen) -> Path:
    """A package that asks for two tables and a number, in Word and in Excel."""
    answer_workbook(workspace / "templates")
    profile = workspace / "profiles" / "lokal.yaml"
    profile.write_text(
        f"{profile.read_text(encoding='utf-8')}documents: [svarsbilaga, svarsbilaga-excel]\n",
        encoding="utf-8",
    )
    (workspace / "requirements_library" / "lokalt.yaml").write_text(BLOCK + ASKED, encoding="utf-8")
    case = CASE.replace("direktupphandling-light", "lokal")
    (workspace / "fall.yaml").write_text(case, encoding="utf-8")
    told = kravgen("validate", "fall.yaml")
    assert (told.code, told.err) == (0, "")
    assert kravgen("generate", "fall.yaml").code == 0
    return workspace / PACKAGE


def numbers(package: Path) -> dict[str, str]:
    manifest: Any = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    return {item["id"]: item["number"] for item in manifest["items"] if item.get("number")}


def answers(workspace: Path, kravgen: Kravgen, file: Path) -> dict[tuple[str, str], str]:
    """What verify reads, by the row and the column, or by the id and the part."""
    told = kravgen("verify", file, "--package", PACKAGE, "--format", "json")
    found: Any = json.loads(told.out)
    return {
        (row["id"] or row["title"], row["part"] if row["id"] else row["question"]): row["answer"]
        for row in found["answers"]
    }


def test_a_table_stands_in_the_form_and_is_referred_to(package: Path, kravgen: Kravgen) -> None:
    number = numbers(package)
    form = docx.Document(str(package / "svarsbilaga.docx"))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in form.tables]
    first = next(table for table in tables if table[0] == ["Rad", "Namn", "Krav", "Land"])
    assert [row[0] for row in first[1:]] == [f"{number['LOK-02']}:{row}" for row in (1, 2, 3)]
    second = next(table for table in tables if table[0] == ["Rad", "Land"])
    named = [f"{number['LOK-03']}:{row}" for row in ("1 Drift", "2 Support", "3")]
    assert [row[0] for row in second[1:]] == named
    asked = next(table for table in tables if "Fråga" in table[0])
    told = {row[0].split("\n")[-1]: row[2] for row in asked[1:]}
    assert told["LOK-03"] == f"Svara i tabellen Länder ({number['LOK-03']})."
    assert told["LOK-04"].endswith("procent")
    light = docx.Document(str(package / "kravspecifikation-light.docx"))
    cells = "\n".join(cell.text for table in light.tables for row in table.rows for cell in row.cells)
    assert "Uppgifterna i tabellen Underbiträden: alla led." in cells
    assert kravgen("check", package).code == 0


def test_a_number_has_one_line(package: Path) -> None:
    found: dict[str, etree._Element] = {}
    edited(package / "svarsbilaga.docx", lambda root: found.update(controls(root)), package / "samma.docx")
    one_line = [name for name, control in found.items() if control.find(f"{W}sdtPr/{W}text") is not None]
    assert one_line == ["svar.LOK-04"]
    assert found["svar.LOK-04"].find(f"{W}sdtPr/{W}text").get(f"{W}multiLine") is None  # type: ignore[union-attr]


def filled(root: etree._Element, answered: dict[str, str]) -> None:
    found = controls(root)
    for name, control in found.items():
        if control.find(f"{W}sdtPr/{W}dropDownList") is not None:
            fill(control, "Ja")
        elif name in answered:
            fill(control, answered[name])


IN_WORD = {
    "tabell-lok-02-1-1": "Drift AB",
    "tabell-lok-02-1-3": "Sverige",
    "tabell-lok-03-1-1": "Sverige",
    "tabell-lok-03-2-1": "Finland",
    "svar.LOK-04": "12,5",
}


def test_a_form_that_comes_back_is_read(package: Path, folder: Path, kravgen: Kravgen) -> None:
    number = numbers(package)
    file = edited(package / "svarsbilaga.docx", lambda root: filled(root, IN_WORD), folder / "svar.docx")
    read = answers(folder, kravgen, file)
    assert read[f"{number['LOK-02']}:1", "Namn"] == "Drift AB"
    assert read[f"{number['LOK-02']}:1", "Land"] == "Sverige"
    assert read[f"{number['LOK-03']}:2 Support", "Land"] == "Finland"
    assert read["LOK-04", "svar"] == "12,5"
    assert ("LOK-03", "svar") not in read
    told = kravgen("verify", file, "--package", PACKAGE)
    assert "KG904" not in told.err


@pytest.mark.parametrize(
    ("name", "row"), [("tabell-lok-02-1-1", "LOK-02:1"), ("tabell-lok-03-2-1", "LOK-03:2 Support")]
)
def test_a_table_that_nobody_fills_in_is_told(
    package: Path, folder: Path, kravgen: Kravgen, name: str, row: str
) -> None:
    given = {key: value for key, value in IN_WORD.items() if key != name}
    file = edited(package / "svarsbilaga.docx", lambda root: filled(root, given), folder / "svar.docx")
    told = kravgen("verify", file, "--package", PACKAGE).err
    item, _colon, rest = row.partition(":")
    assert "KG904" in told
    assert f"{numbers(package)[item]}:{rest}" in told


def test_words_are_no_number(package: Path, folder: Path, kravgen: Kravgen) -> None:
    given = {**IN_WORD, "svar.LOK-04": "liten del"}
    file = edited(package / "svarsbilaga.docx", lambda root: filled(root, given), folder / "svar.docx")
    told = kravgen("verify", file, "--package", PACKAGE).err
    assert "KG906" in told
    assert "”liten del” är inget tal. Det räknas inte." in told


def test_a_workbook_that_comes_back_is_read(package: Path, folder: Path, kravgen: Kravgen) -> None:
    number = numbers(package)
    book = openpyxl.load_workbook(package / "svarsbilaga-excel.xlsx")
    names = {sheet.title.split(" ")[0]: sheet for sheet in book.worksheets}
    table, countries = names[number["LOK-02"]], names[number["LOK-03"]]
    assert table.title == f"{number['LOK-02']} Underbiträden alla led"
    at = columns(table)
    assert [header for header in at if header != "kravgen"] == ["Rad", "Namn", "Krav", "Land"]
    assert [table.cell(row, 1).value for row in (5, 6, 19)] == [
        f"{number['LOK-02']}:{row}" for row in (1, 2, 15)
    ]
    for row, column, value in ((5, "Namn", "Drift AB"), (5, "Krav", "alla"), (19, "Land", "Norge")):
        table.cell(row, at[column]).value = value
    for row, value in ((5, "Sverige"), (6, "Finland")):
        countries.cell(row, columns(countries)["Land"]).value = value
    asked = book["Del C Frågor"]
    for row in range(5, asked.max_row + 1):
        if asked.cell(row, 2).value == "LOK-04":
            assert "Svara med ett tal: procent." in asked.cell(row, 3).value
            asked.cell(row, columns(asked)["Svar"]).value = "12"
    mandatory = book["Del A Ska-krav"]
    for row in range(5, mandatory.max_row + 1):
        mandatory.cell(row, columns(mandatory)["Svar"]).value = "Ja"
    book.save(folder / "svar.xlsx")
    read = answers(folder, kravgen, folder / "svar.xlsx")
    assert read[f"{number['LOK-02']}:1", "Namn"] == "Drift AB"
    assert read[f"{number['LOK-02']}:1", "Krav"] == "alla"
    assert read[f"{number['LOK-02']}:15", "Land"] == "Norge"
    assert read[f"{number['LOK-03']}:2", "Land"] == "Finland"
    assert read["LOK-04", "svar"] == "12"
    told = kravgen("verify", folder / "svar.xlsx", "--package", PACKAGE)
    assert "ändrad" not in told.err
    assert "KG904" not in told.err


WRONG = [
    ("[[LOK-02.tabell]]", "[[LOK-01.tabell]]", "KG320 Ingen tabell besvarar LOK-01."),
    ("columns: [Namn, Krav, Land]", "unit: styck", "KG20"),
    ("answer: {unit: procent}", "answer: {}", "KG20"),
]


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_an_answer_that_is_wrong(workspace: Path, kravgen: Kravgen, old: str, new: str, told: str) -> None:
    assert old in ASKED
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(BLOCK + ASKED.replace(old, new), encoding="utf-8")
    result = kravgen("validate")
    assert (result.code, told in result.err) == (1, True), result.err
