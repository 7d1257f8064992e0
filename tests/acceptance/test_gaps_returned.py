"""Files of gaps as they come back: saved by other programs, sorted, moved, copied and written over by people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import ROOT, Kravgen
from tests.engine.test_gaps import answered, data, written
from tests.forms import programs as word_programs
from tests.sheets import programs

HEADER = 5
ROLE = "Kommunjurist"
ANSWERS = {"liability_floor": "1,5 Mkr", "insurance_amount": "10 000 000 kr"}


@pytest.fixture
def case(folder: Path, kravgen: Kravgen) -> Path:
    """A purchase whose gaps have been sent as a workbook and as pages, and answered in ``svar.xlsx``."""
    file = folder / "kop.yaml"
    shutil.copy(ROOT / "examples" / "e-arkiv.yaml", file)
    assert kravgen("gaps", file, "-o", folder / "luckor.xlsx").code == 0
    assert kravgen("gaps", file, "--format", "docx", "-o", folder / "sidor").code == 0
    answered(folder / "luckor.xlsx", folder / "svar.xlsx", dict(ANSWERS))
    return file


WORD = {**word_programs.SAVED, "pandoc": word_programs.pandoc}
"""pandoc drops fields and bookmarks: what is left is the question in its row."""


def facts(case: Path) -> dict[str, object]:
    found = data(case)["facts"]
    assert isinstance(found, dict)
    return {key: found.get(key) for key in ANSWERS}


STORED = {"liability_floor": 1_500_000, "insurance_amount": 10_000_000}


@pytest.mark.parametrize("program", programs.PROGRAMS)
def test_answers_are_read_whatever_program_saved_the_workbook(
    program: str, case: Path, folder: Path, tmp_path: Path, kravgen: Kravgen
) -> None:
    (tmp_path / "to").mkdir()
    programs.PROGRAMS[program]([folder / "svar.xlsx"], tmp_path / "to")
    result = kravgen("fill", case, tmp_path / "to" / "svar.xlsx")
    assert result.code == 0, result.err
    assert facts(case) == STORED


@pytest.mark.parametrize("program", WORD)
def test_answers_are_read_whatever_program_saved_the_page(
    program: str, case: Path, folder: Path, tmp_path: Path, kravgen: Kravgen
) -> None:
    page = written(folder / "sidor" / "luckor-kommunjurist.docx", tmp_path / "sida.docx", ANSWERS)
    result = kravgen("fill", case, WORD[program](page))
    assert result.code == 0, result.err
    assert facts(case) == STORED


def at(sheet: Worksheet, key: str) -> int:
    return next(row[4].row for row in sheet.iter_rows(min_row=HEADER) if row[4].value == key)


def numbers(sheet: Worksheet) -> None:
    sheet.cell(at(sheet, "liability_floor"), 2).value = 1_500_000.0
    sheet.cell(at(sheet, "liability_floor"), 2).number_format = '#,##0.00 "kr"'
    sheet.cell(at(sheet, "insurance_amount"), 2).value = 10_000_000


def rows_put_in(sheet: Worksheet) -> None:
    sheet.insert_rows(HEADER + 2, 2)
    sheet.insert_rows(1, 3)


def a_column_put_in(sheet: Worksheet) -> None:
    sheet.insert_cols(1)


def whole_rows_moved(sheet: Worksheet) -> None:
    """As by a program without validation lists: each answer goes with its question and its key."""
    sheet.data_validations.dataValidation.clear()
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
    for number, row in enumerate(reversed(rows), HEADER + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


HONEST: dict[str, Callable[[Worksheet], None]] = {
    "numbers with formats": numbers,
    "rows put in": rows_put_in,
    "a column put in": a_column_put_in,
    "whole rows moved": whole_rows_moved,
}


def changed(folder: Path, change: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(folder / "svar.xlsx")
    change(book[ROLE])
    book.save(folder / "andrad.xlsx")
    return folder / "andrad.xlsx"


@pytest.mark.parametrize("name", HONEST)
def test_what_changes_no_answer_is_read(name: str, case: Path, folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("fill", case, changed(folder, HONEST[name]))
    assert result.code == 0, result.err
    assert facts(case) == STORED


def keys_and_answers_sorted(sheet: Worksheet) -> None:
    """As LibreOffice sorts the open cells of a locked sheet: questions stay, keys and answers go."""
    one, other = at(sheet, "liability_floor"), at(sheet, "insurance_amount")
    for column in (2, 5):
        values = sheet.cell(one, column).value, sheet.cell(other, column).value
        sheet.cell(other, column).value, sheet.cell(one, column).value = values


def lists_sorted(sheet: Worksheet) -> None:
    """As when only the answers are sorted: a cell takes the title of its list along."""
    one, other = (f"B{at(sheet, key)}" for key in ("liability_floor", "insurance_amount"))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    rules[one].sqref, rules[other].sqref = rules[other].sqref, rules[one].sqref


def rounded(sheet: Worksheet) -> None:
    cell = sheet.cell(at(sheet, "insurance_amount"), 2)
    cell.value, cell.number_format = 1_500_000.7, "0"


def struck(sheet: Worksheet) -> None:
    sheet.cell(at(sheet, "insurance_amount"), 2).font = Font(strike=True)


def another_header(sheet: Worksheet) -> None:
    sheet.cell(HEADER, 2).value = "Vårt svar"


def keys_gone(sheet: Worksheet) -> None:
    sheet.delete_cols(5)


def the_same_question_twice(sheet: Worksheet) -> None:
    last, row = sheet.max_row + 1, at(sheet, "insurance_amount")
    for column in range(1, 6):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    sheet.cell(last, 2).value = "9 Mkr"


def a_row_of_their_own(sheet: Worksheet) -> None:
    last = sheet.max_row + 1
    sheet.cell(last, 1).value, sheet.cell(last, 2).value = "Finns budget?", "Ja, 2 Mkr"


def keys_of_no_gap(sheet: Worksheet) -> None:
    sheet.cell(at(sheet, "insurance_amount"), 5).value = "buyers.x.name"
    sheet.cell(at(sheet, "liability_floor"), 5).value = "attachments.x"


TOLD: dict[str, tuple[Callable[[Worksheet], None], str, set[str]]] = {
    "keys and answers sorted": (keys_and_answers_sorted, "KG644", set()),
    "answers sorted": (lists_sorted, "KG644", set()),
    "a number that is shown rounded": (rounded, "KG645", {"liability_floor"}),
    "an answer that is struck": (struck, "KG645", {"liability_floor"}),
    "another header": (another_header, "KG641", set()),
    "keys gone": (keys_gone, "KG641", set()),
    "two answers": (the_same_question_twice, "KG637", {"liability_floor"}),
    "a row of their own": (a_row_of_their_own, "KG632", {*ANSWERS}),
    "keys of no gap": (keys_of_no_gap, "KG632", set()),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_may_be_another_answer_is_told_and_the_rest_is_read(
    name: str, case: Path, folder: Path, kravgen: Kravgen
) -> None:
    change, code, kept = TOLD[name]
    result = kravgen("fill", case, changed(folder, change))
    assert result.code == 1, result.out
    assert f" {code} " in result.err and "andrad.xlsx, Kommunjurist" in result.err
    assert {key for key, value in facts(case).items() if value is not None} == kept


def an_answer_in_another_column(sheet: Worksheet) -> None:
    row = at(sheet, "insurance_amount")
    sheet.cell(row, 2).value, sheet.cell(row, 3).value = None, "ungefär 12 Mkr"


def words_beside(sheet: Worksheet) -> None:
    sheet.cell(at(sheet, "insurance_amount"), 7).value = "ungefär 12 Mkr"


def a_comment(sheet: Worksheet) -> None:
    sheet.cell(at(sheet, "insurance_amount"), 2).comment = Comment("ungefär 12 Mkr", "N")


@pytest.mark.parametrize("change", [an_answer_in_another_column, words_beside, a_comment])
def test_words_beside_the_answers_are_told(
    change: Callable[[Worksheet], None], case: Path, folder: Path, kravgen: Kravgen
) -> None:
    result = kravgen("fill", case, changed(folder, change))
    assert result.code == 0
    assert "(varning)" in result.err and "ungefär 12 Mkr" in result.err
    assert facts(case)["liability_floor"] == 1_500_000


def test_two_who_write_the_same_answer_in_two_ways_agree(case: Path, folder: Path, kravgen: Kravgen) -> None:
    other = answered(folder / "luckor.xlsx", folder / "annat.xlsx", {"liability_floor": "1 500 000 kr"})
    result = kravgen("fill", case, folder / "svar.xlsx", other)
    assert result.code == 0, result.err
    assert facts(case) == STORED


def test_a_sheet_of_another_procurement_is_told(case: Path, folder: Path, kravgen: Kravgen) -> None:
    def from_another(sheet: Worksheet) -> None:
        line = next(cell for row in sheet.iter_rows(max_row=4) for cell in row if "kop" in str(cell.value))
        line.value = str(line.value).replace("kop", "annat")

    result = kravgen("fill", case, changed(folder, from_another))
    assert result.code == 1 and "andrad.xlsx, Kommunjurist KG639" in result.err and "annat" in result.err
    assert facts(case) == {"liability_floor": None, "insurance_amount": None}


def test_who_writes_no_digit_where_a_number_is_asked_is_asked_again(case: Path, folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "luckor.xlsx")[ROLE]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    rule = rules[f"B{at(sheet, 'insurance_amount')}"]
    assert rule.type == "custom" and rule.errorStyle == "warning"
    assert "heltal" in str(rule.prompt) and "heltal" in str(rule.error)
