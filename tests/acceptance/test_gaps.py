"""Gaps of what is shipped: each buyer and each board is asked for itself, and each answer finds its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kravgen import yamlfile
from tests.conftest import Kravgen

CASE = """\
profile: verksamhetssystem-som-tjanst
title: Ärendesystem
date: 2026-11-23
buyers:
  - name: Lindhags kommun
    controllers: [Kommunstyrelsen, Socialnämnden]
  - name: Norrby kommun
    # Bara en nämnd.
    controllers: [Kommunstyrelsen]
facts:
  procedure: above_threshold
  security_sensitive: false
  delivery_model: saas
  personal_data: ordinary
  framework_available: false
  estimated_value: 9000000
"""


def test_what_buyers_and_boards_answer_for_themselves_stands_with_them(
    folder: Path, kravgen: Kravgen
) -> None:
    case = folder / "kop.yaml"
    case.write_text(CASE, encoding="utf-8")
    assert kravgen("gaps", case, "-o", folder / "luckor.xlsx").code == 0
    book, asked = openpyxl.load_workbook(folder / "luckor.xlsx"), set()
    for sheet in book:
        for row in sheet.iter_rows(min_row=5):
            if "@" in str(row[4].value):
                asked.add(row[4].value)
                row[1].value = f"Svar {row[4].value}"
    book.save(folder / "svar.xlsx")
    result = kravgen("fill", case, folder / "svar.xlsx")
    assert result.code == 0, result.err
    assert f"{len(asked)} svar sparades." in result.out
    data = yamlfile.read(case).data
    first, second = data["buyers"]
    assert first["facts"]["incident_contact"] == "Svar incident_contact@lindhags-kommun"
    assert second["facts"]["incident_contact"] == "Svar incident_contact@norrby-kommun"
    boards = {board["name"]: board["facts"] for board in first["controllers"]}
    assert boards["Socialnämnden"]["data_subjects"] == "Svar data_subjects@socialnamnden-lindhags-kommun"
    assert "    # Bara en nämnd.\n" in case.read_text(encoding="utf-8")
    assert kravgen("validate", case).code == 0
    assert not [key for key in asked if key in kravgen("gaps", case).out]


def test_a_value_that_a_table_shows_too_is_one_gap(folder: Path, kravgen: Kravgen) -> None:
    """How tenders are compared lists the deductions of several requirements by their words alone."""
    case = folder / "kop.yaml"
    case.write_text(CASE + "evaluation: {model: price_deduction}\n", encoding="utf-8")
    told = " ".join(kravgen("gaps", case).out.split())
    assert told.count("prisavdrag för redovisad elanvändning") == 1
    assert "HALL-03.deduction" in told
    assert "prisavdrag-for-redovisad-elanvandning" not in told


def test_an_amount_that_is_filled_in_a_list_of_the_contract_is_read_back(
    example: Path, kravgen: Kravgen
) -> None:
    import docx
    from docx.oxml.ns import qn

    assert kravgen("generate", example).code == 0
    contract = example.parent / "output" / "e-arkiv" / "avtal.docx"
    document = docx.Document(str(contract))
    gap = "[FYLL I: lägsta tak för ersättning per avtalsår]"
    texts = [text for text in document.element.body.iter(qn("w:t")) if gap in (text.text or "")]
    assert len(texts) == 1
    texts[0].text = texts[0].text.replace(gap, "5 000 000")
    document.save(str(contract))
    result = kravgen("fill", example, contract)
    assert result.code == 0, result.err
    assert yamlfile.read(example).data["facts"]["liability_floor"] == 5_000_000


SURVEY = """\
profile: direktupphandling-light
title: Enkätverktyg
reference_number: SN 2026/1
date: 2026-11-23
term:
  years:  # hur många år
  extensions:
buyers:
  - name: Lindhags kommun
    controllers: []  # nämnder
facts:
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
  delivery_model: saas
  processing_kind: booking
  supplier_access: technical
  functions: [survey]
  ai_use: prohibited
  child_users: false
  users_count: 15
"""
ASKED = {
    "contract_years": "2+1+1",
    "evaluation_model": "lägsta pris",
    "personuppgiftsansvarig-namnd-eller-bolag": "Barn- och utbildningsnämnden; Socialnämnden",
}


def test_what_the_file_has_a_place_of_its_own_for_is_put_there(folder: Path, kravgen: Kravgen) -> None:
    case = folder / "enkat.yaml"
    case.write_text(SURVEY, encoding="utf-8")
    before = kravgen("gaps", case).out
    # The quantity of each row follows from the term, so the term is asked for and not the quantities.
    assert "prices." not in before
    assert all(f"  {key}\n" in before for key in ASKED)
    assert kravgen("gaps", case, "-o", folder / "luckor.xlsx").code == 0
    book = openpyxl.load_workbook(folder / "luckor.xlsx")
    for sheet in book:
        for row in sheet.iter_rows(min_row=5):
            if row[4].value in ASKED:
                row[1].value = ASKED[row[4].value]
    book.save(folder / "svar.xlsx")
    result = kravgen("fill", case, folder / "svar.xlsx")
    assert result.code == 0, result.err
    data = yamlfile.read(case).data
    assert data["term"] == {"years": 2, "extensions": [1, 1]}
    assert data["evaluation"] == {"model": "lowest_price"}
    assert data["buyers"][0]["controllers"] == ["Barn- och utbildningsnämnden", "Socialnämnden"]
    assert "filled" not in data
    written = case.read_text(encoding="utf-8")
    assert "  # hur många år\n" in written and "  # nämnder\n" in written
    after = kravgen("gaps", case).out
    assert not any(key in after for key in ASKED)
    assert kravgen("generate", case).code == 0
    prices = openpyxl.load_workbook(folder / "output" / "enkat" / "prisbilaga.xlsx")
    cells = [cell.value for sheet in prices for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if "[FYLL I" in str(cell)]
    assert cells.count(4) >= 2, "four years of the service and of its support"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("3 år + ett", '"ett" är inte ett tal'),
        ("0", "saknar längd"),
        ("3 ++ 1", "saknar längd"),
        ("31", "30"),
    ],
)
def test_a_term_that_cannot_be_read_is_told_and_not_kept(
    words: str, why: str, folder: Path, kravgen: Kravgen
) -> None:
    case = folder / "enkat.yaml"
    case.write_text(SURVEY, encoding="utf-8")
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    book = openpyxl.load_workbook(folder / "luckor.xlsx")
    for sheet in book:
        for row in sheet.iter_rows(min_row=5):
            if row[4].value == "contract_years":
                row[1].value = words
    book.save(folder / "svar.xlsx")
    result = kravgen("fill", case, folder / "svar.xlsx")
    assert "KG634" in result.err and why in result.err and "3 år + 1 år" in result.err
    assert case.read_text(encoding="utf-8") == SURVEY
