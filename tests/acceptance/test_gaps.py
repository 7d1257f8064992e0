"""Gaps of what is shipped: each buyer and each board is asked for itself, and each answer finds its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl

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
