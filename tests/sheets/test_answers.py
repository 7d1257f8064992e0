"""What honest bidders write, whatever way they write it, and what is told of it."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kravgen.sheets.reading.amounts import amount
from kravgen.sheets.reading.formats import number_shown, plain
from tests.conftest import Kravgen
from tests.sheets.filling import PRICES, SHEET, Parts, changed, columns, edited
from tests.sheets.reading import answers_in, read_answers

PRICE = "Pris per enhet, kronor"


def _priced(prices: Path, folder: Path, *written: Any) -> Path:
    def fill(book: Any) -> None:
        sheet = book[PRICES]
        for row, price in enumerate(written, 5):
            sheet.cell(row, columns(sheet)[PRICE]).value = price

    return changed(prices, folder / "priser.xlsx", fill)


def test_a_filled_form_is_in_order(package: Path, form: Path, kravgen: Kravgen) -> None:
    result = kravgen("verify", form, "--package", package)
    assert (result.code, result.err) == (0, "")
    assert "9 av 9" in result.out
    found = answers_in(package, form)
    assert found["svar.EARK-01"] == "Ja" and found["svar.EARK-02"] == "Nej"
    assert found["kommentar.EARK-01"] == "Bevis för EARK-01"
    assert [value for name, value in found.items() if str(value).startswith("Svar om")]


def test_prices_are_read_and_summed_whatever_the_file_has_stored(
    package: Path, prices: Path, folder: Path
) -> None:
    file = _priced(prices, folder, "1 200,50 kr", "1\u00a0200", 99.5)
    found = read_answers(package, file)
    assert {answer.name: answer.value for answer in found.answers} == {
        "pris-eark-01": "1200,5",
        "pris-eark-02": "1200",
        "pris-retrieval": "99,5",
        "summa": "25000",
    }
    assert found.problems == ()


def test_a_sheet_without_prices_is_not_answered(package: Path, prices: Path, folder: Path) -> None:
    found = read_answers(package, _priced(prices, folder, None, None, None))
    assert {answer.value for answer in found.answers} == {None}
    assert found.problems == ()


def test_a_form_is_known_by_its_keys_when_name_and_properties_are_gone(
    package: Path, form: Path, prices: Path, folder: Path, kravgen: Kravgen
) -> None:
    def strip(parts: Parts) -> None:
        del parts["docProps/custom.xml"]
        rels = etree.fromstring(parts["_rels/.rels"])
        for relation in list(rels):
            if str(relation.get("Type")).endswith("custom-properties"):
                rels.remove(relation)
        parts["_rels/.rels"] = etree.tostring(rels)

    for at, source in enumerate((form, prices)):
        file = edited(source, folder / f"Anbud {at}.xlsx", strip)
        told = json.loads(kravgen("verify", file, "--package", package, "--format", "json").out)["problems"]
        assert told == []


def test_a_file_of_another_package_is_told(package: Path, form: Path, folder: Path, kravgen: Kravgen) -> None:
    def other(parts: Parts) -> None:
        held = json.loads((package / "manifest.json").read_text(encoding="utf-8"))["fingerprint"]
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(held.encode(), b"0" * len(held))

    file = edited(form, folder / "anbud.xlsx", other)
    assert "KG918" in kravgen("verify", file, "--package", package).err


def test_a_column_filled_by_copying_is_no_sorting(package: Path, form: Path, folder: Path) -> None:
    """Who copies a cell down a column takes its list and the hidden key along."""

    def copied(book: Any) -> None:
        sheet = book[SHEET]
        at = columns(sheet)
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        for row in range(6, 9):
            for name in ("Svar", "kravgen"):
                sheet.cell(row, at[name]).value = sheet.cell(5, at[name]).value
            rules[f"D{row}"].errorTitle = rules["D5"].errorTitle

    found = read_answers(package, changed(form, folder / "anbud.xlsx", copied))
    assert found.problems == ()
    assert {answer.value for answer in found.answers if answer.name.startswith("svar.EARK")} == {"Ja"}


def test_lists_that_are_gone_accuse_nobody(package: Path, form: Path, folder: Path, kravgen: Kravgen) -> None:
    def drop(book: Any) -> None:
        for sheet in book.worksheets:
            sheet.data_validations.dataValidation = []
            sheet.print_title_rows = None
            sheet.freeze_panes = None
            sheet.oddFooter.left.text = sheet.oddFooter.right.text = None

    result = kravgen("verify", changed(form, folder / "anbud.xlsx", drop), "--package", package)
    assert (result.code, result.err) == (0, "")


def test_a_row_twice_with_other_answers_is_no_answer(package: Path, form: Path, folder: Path) -> None:
    def twice(book: Any) -> None:
        sheet = book[SHEET]
        for column in range(1, 7):
            sheet.cell(12, column).value = sheet.cell(6, column).value
        sheet.cell(12, columns(sheet)["Svar"]).value = "Ja"

    found = read_answers(package, changed(form, folder / "anbud.xlsx", twice))
    assert "svar.EARK-02" not in {answer.name for answer in found.answers}
    assert [problem.code for problem in found.problems] == ["KG902"]


@pytest.mark.parametrize("name, words", [("old.xls", "KG921"), ("anbud.xlsm", "makron")])
def test_other_forms_are_named(
    name: str, words: str, package: Path, form: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = folder / name
    if name.endswith(".xls"):
        file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    else:
        edited(form, file, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))
    result = kravgen("verify", file, "--package", package)
    assert result.code in (1, 2)
    assert "KG92" in result.err
    assert words in result.err


def test_a_package_of_workbooks_is_untouched(package: Path, folder: Path, kravgen: Kravgen) -> None:
    copy = Path(shutil.copytree(package, folder / "paket"))
    assert kravgen("verify", copy).code == 0
    assert kravgen("verify", copy / "prisbilaga.xlsx", "--package", package).code in (0, 1)


# --- amounts ----------------------------------------------------------------------------------------

_MONEY = st.decimals(min_value=0, max_value=10**9, places=2)


@given(
    _MONEY, st.sampled_from(("", " ", "\u00a0", "\u202f")), st.sampled_from(("", " kr", " SEK", " kronor"))
)
def test_an_amount_is_read_as_swedes_write_it(price: Decimal, apart: str, unit: str) -> None:
    whole, _point, part = f"{price:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", apart)
    assert amount(f"{grouped},{part}{unit}") == price
    assert amount(f"-{grouped},{part}{unit}") == -price


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_what_may_be_two_amounts_is_none(whole: int, part: int, point: str) -> None:
    assert amount(f"{whole}{point}{part:03}") is None


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    read = amount(text)
    assert read is None or any(sign.isdigit() for sign in text)


@given(_MONEY, st.sampled_from(("#,##0.00", "0.00", "General", '#,##0.00 "kr"', "#,##0.00;[Red]-#,##0.00")))
def test_an_ordinary_format_shows_what_is_held(price: Decimal, code: str) -> None:
    shown = number_shown(price, code)
    assert shown.honest
    assert shown.words.removesuffix(" kr") == plain(price)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14),
    st.text(max_size=80),
)
def test_any_format_is_read(value: Decimal, code: str) -> None:
    assert isinstance(number_shown(value, code).words, str)
