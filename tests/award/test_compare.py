"""``kravgen award compare``: tenders in folders, compared as the package says, and nothing that is missing counted."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.award.tendering import (
    BETTER,
    GIVEN,
    HEADER,
    TOTAL,
    A,
    B,
    altered,
    column,
    compared,
    in_excel,
    in_word,
    made,
    places,
    points,
    tender,
)
from tests.conftest import Kravgen
from tests.forms.filling import controls, edited, fill
from tests.sheets.pricing import places as cells_of
from tests.sheets.programs import PROGRAMS


def test_tenders_are_ranked_by_the_model_of_the_package(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    alfa = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Alfa AB")
    beta = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Beta AB")
    assert (alfa["sum"], alfa["deductions"], alfa["result"]) == (
        TOTAL,
        {"visning": "10000.00", "AVT-KVAL": "0.00"},
        "1044819.91",
    )
    # 4 000 dearer, and 25 000 more in deductions.
    assert (beta["sum"], beta["result"]) == ("1058819.91", "1023819.91")
    assert places(found) == {"Beta AB": 1, "Alfa AB": 2}
    assert found["lots"][0]["whole"] and found["problems"] == []


def test_every_figure_leads_to_its_cell(whole: Path, two: Path, kravgen: Kravgen) -> None:
    alfa = compared(kravgen, whole, two)["tenders"][0]
    at = cells_of(two / "Alfa AB" / "prisbilaga.xlsx")
    assert {*alfa["prices"]} == {*GIVEN}
    for key, price in alfa["prices"].items():
        sheet, row, column_ = at[key]
        assert (price["sheet"], price["cell"]) == (sheet, f"{get_column_letter(column_)}{row}")
        assert float(price["given"]) == GIVEN[key]


def test_criteria_that_people_judge_are_open_until_somebody_has(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    found = compared(kravgen, whole, two)
    assert places(found) == {"Alfa AB": None, "Beta AB": None}
    assert found["lots"][0]["bids"][0]["lacks"] == [{"what": "points", "key": "visning"}]
    # Where only one has points, nothing is said of the other.
    points(folder / "betyg.yaml", {"Alfa AB": 1})
    result = kravgen("award", "compare", whole, two, "--quality", "betyg.yaml")
    assert result.code == 1
    assert "Alla anbud är inte rangordnade, så ordningen kan ändras." in " ".join(result.out.split())
    assert "Poäng saknas för Visning." in result.out


def test_points_come_with_who_gave_them_and_why(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / "betyg.yaml").write_text(
        "bids:\n"
        "  - name: Alfa AB\n    by: utvärderingsgruppen\n"
        "    quality: {visning: {points: 3, because: Visade alla moment.}, AVT-KVAL: {points: 1, by: jurist}}\n"
        "  - {name: Beta AB, quality: {visning: 0}}\n",
        encoding="utf-8",
    )
    page = " ".join(kravgen("award", "compare", whole, two, "--quality", "betyg.yaml").out.split())
    assert "Alfa AB: 3 av 3. Satt av utvärderingsgruppen. Visade alla moment." in page
    # What people say goes before what the tender says, and both are shown.
    assert "Alfa AB: 1 av 1. Satt av jurist. Anbudet svarar: Nej." in page
    assert "Beta AB: 1 av 1. Anbudet svarar: Ja." in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{name: Alfa AB, quality: {visning: 2}}", "KG010 2 finns inte på skalan för Visning."),
        ("{name: Alfa AB, quality: {visnign: 1}}", 'KG201 Okänd nyckel "visnign". Menade du "visning"?'),
        ("{name: Alfa AB, quality: {visning: {because: bra}}}", "KG202"),
        ("{name: Alfa AB, quality: {visning: bra}}", "KG203"),
    ],
)
def test_points_that_cannot_be_used_stop_the_comparison(
    given: str, told: str, whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / "betyg.yaml").write_text(f"bids:\n  - {given}\n", encoding="utf-8")
    result = kravgen("award", "compare", whole, two, "--quality", "betyg.yaml")
    assert (result.code, result.out) == (1, "")
    assert "betyg.yaml:2:" in result.err and told in result.err


def test_points_for_somebody_who_has_not_come_are_told(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    points(folder / "betyg.yaml", {"Alfa AB": 1, "Beta AB": 3, "Gama AB": 3})
    found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
    assert [one["message"] for one in found["problems"]] == [
        'Det finns ingen anbudsgivare "Gama AB" i mappen.'
    ]


def test_the_answers_may_come_in_word_or_in_excel(whole: Path, folder: Path, kravgen: Kravgen) -> None:
    for name, answer in (("Alfa AB", "Ja"), ("Beta AB", "Nej")):
        tender(whole, folder / "anbud" / name, GIVEN, None)
        in_excel(whole, folder / "anbud" / name, answer)
    tender(whole, folder / "anbud" / "Gamma AB", GIVEN, "Ja")
    # In both, and not the same.
    tender(whole, folder / "anbud" / "Delta AB", GIVEN, "Ja")
    in_excel(whole, folder / "anbud" / "Delta AB", "Nej")
    found = compared(kravgen, whole, folder / "anbud")
    given = {each["name"]: each["quality"]["AVT-KVAL"]["points"] for each in found["tenders"]}
    assert given == {"Alfa AB": "1", "Beta AB": "0", "Delta AB": None, "Gamma AB": "1"}


def test_a_bör_that_nobody_has_answered_gives_no_points_and_no_zero(
    whole: Path, folder: Path, kravgen: Kravgen
) -> None:
    tender(whole, folder / "anbud" / "Alfa AB", GIVEN, None)
    shutil.copy(whole / "svarsbilaga.docx", folder / "anbud" / "Alfa AB")
    (alfa,) = compared(kravgen, whole, folder / "anbud")["tenders"]
    assert alfa["quality"]["AVT-KVAL"]["points"] is None
    page = " ".join(kravgen("award", "compare", whole, folder / "anbud").out.split())
    assert "Alfa AB: Ingen har fyllt i formuläret: Svarsbilaga." in page


def test_equal_tenders_are_settled_as_the_package_says(whole: Path, folder: Path, kravgen: Kravgen) -> None:
    # 5 000 kronor dearer, and 5 000 more in deductions: the lowest sum goes first.
    tender(whole, folder / "anbud" / "Alfa AB", {**GIVEN, "licens": 13250}, "Ja")
    tender(whole, folder / "anbud" / "Beta AB", GIVEN, "Nej")
    tender(whole, folder / "anbud" / "Gamma AB", GIVEN, "Nej")
    points(folder / "betyg.yaml", {"Alfa AB": 0, "Beta AB": 0, "Gamma AB": 0})
    found = compared(kravgen, whole, folder / "anbud", "--quality", "betyg.yaml")
    assert {bid["name"]: (bid["rank"], bid["settled"]) for bid in found["lots"][0]["bids"]} == {
        "Beta AB": (1, "draw"),
        "Gamma AB": (1, "draw"),
        "Alfa AB": (3, "lowest_sum"),
    }
    page = kravgen("award", "compare", whole, folder / "anbud", "--quality", "betyg.yaml").out
    assert "Beta AB, Gamma AB är lika i jämförelsen, och lotten avgör." in " ".join(page.split())


def test_each_lot_is_compared_by_itself(divided: Path, folder: Path, kravgen: Kravgen) -> None:
    tender(divided, folder / "anbud" / "Alfa AB", {**A, **B}, "Ja")
    tender(divided, folder / "anbud" / "Beta AB", {**A, "a/dator": 7000}, "Nej")
    points(folder / "betyg.yaml", {"Alfa AB": 0, "Beta AB": 0})
    found = compared(kravgen, divided, folder / "anbud", "--quality", "betyg.yaml")
    assert [lot["id"] for lot in found["lots"]] == ["a", "b"]
    assert places(found, 0) == {"Beta AB": 1, "Alfa AB": 2}
    assert (places(found, 1), found["lots"][1]["absent"]) == ({"Alfa AB": 1}, ["Beta AB"])
    assert [lot["bids"][0]["sum"] for lot in found["lots"]] == ["903194.80", "51626.11"]


def test_the_order_and_the_names_of_folders_do_not_matter(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    def results(names: dict[str, str]) -> dict[str, tuple[str, int]]:
        points(folder / "betyg.yaml", {names["Alfa AB"]: 1, names["Beta AB"]: 3})
        found = compared(kravgen, whole, two, "--quality", "betyg.yaml")
        back = {new: old for old, new in names.items()}
        return {back[bid["name"]]: (bid["result"], bid["rank"]) for bid in found["lots"][0]["bids"]}

    before = results({"Alfa AB": "Alfa AB", "Beta AB": "Beta AB"})
    (two / "Alfa AB").rename(two / "Ö 10")
    (two / "Beta AB").rename(two / "2 å")
    assert results({"Alfa AB": "Ö 10", "Beta AB": "2 å"}) == before


def test_a_low_sum_is_shown_and_judged_by_nobody(whole: Path, folder: Path, kravgen: Kravgen) -> None:
    for name, licence in (("Alfa", 12000), ("Beta", 400000), ("Gamma", 410000), ("Delta", 420000)):
        tender(whole, folder / "anbud" / name, {**GIVEN, "licens": licence}, "Nej")
    page = " ".join(kravgen("award", "compare", whole, folder / "anbud").out.split())
    assert "Alfa: jämförelsesumman är 40 procent av medianen för de andra." in page
    assert "avgör en person" in page and "(LOU 16 kap. 7 §" in page
    assert page.count("av medianen") == 1


def test_nobody_has_won(whole: Path, two: Path, folder: Path, kravgen: Kravgen) -> None:
    page = kravgen("award", "compare", whole, two, "--quality", "betyg.yaml").out
    assert "Beta AB kommer först i jämförelsen." in page
    assert "vinn" not in page.lower()
    assert "19 kap. 3 § offentlighets- och" in page


def test_the_report_is_written_once_and_opens(whole: Path, two: Path, folder: Path, kravgen: Kravgen) -> None:
    options = ("award", "compare", whole, two, "--quality", "betyg.yaml", "-o", "protokoll")
    assert kravgen(*options).code == 0
    checked = kravgen("check", "protokoll.docx")
    assert checked.code == 0, checked.out + checked.err
    before = (folder / "protokoll.docx").read_bytes()
    (folder / "protokoll.docx").unlink()
    # The workbook is there, so neither is written.
    again = kravgen(*options)
    assert again.code == 2 and "KG602" in again.err
    assert not (folder / "protokoll.docx").exists()
    (folder / "protokoll.xlsx").unlink()
    assert kravgen(*options[:-1], "protokoll.docx").code == 0
    assert (folder / "protokoll.docx").read_bytes() == before


def test_the_workbook_leads_to_every_cell(whole: Path, two: Path, folder: Path, kravgen: Kravgen) -> None:
    kravgen("award", "compare", whole, two, "--quality", "betyg.yaml", "-o", "protokoll")
    live = openpyxl.load_workbook("protokoll.xlsx")
    shown = openpyxl.load_workbook("protokoll.xlsx", data_only=True)
    figures = shown["Belopp"]
    rows = [[cell.value for cell in row] for row in figures.iter_rows(min_row=6)]
    assert len(rows) == 2 * len(GIVEN)
    for bidder, _lot, _name, key, given, file, sheet, cell, *_rest in rows:
        source = openpyxl.load_workbook(two / bidder / "prisbilaga.xlsx")
        assert (Path(file).name, source[sheet][cell].value) == ("prisbilaga.xlsx", given)
        assert given == {**GIVEN, "licens": 13000 if bidder == "Beta AB" else 12000}[key]
    first = {row[1].value: row for row in shown["Jämförelse"].iter_rows(min_row=6)}
    assert first["Alfa AB"][2].value == float(TOTAL)
    # The sum is a formula over the figures, and so is each figure's.
    assert str(live["Jämförelse"]["C6"].value).startswith("=SUM('Belopp'!K")
    assert all(str(row[10].value).startswith("=IF(") for row in live["Belopp"].iter_rows(min_row=6))


def test_what_a_bidder_calls_itself_is_no_formula(whole: Path, folder: Path, kravgen: Kravgen) -> None:
    tender(whole, folder / "anbud" / "=1+1", GIVEN, "Nej")
    kravgen("award", "compare", whole, folder / "anbud", "-o", "protokoll")
    book = openpyxl.load_workbook("protokoll.xlsx")
    named = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert named and all(cell.data_type == "s" for cell in named)


def test_a_package_that_says_nothing_of_evaluation_compares_nothing(folder: Path, kravgen: Kravgen) -> None:
    package = made(folder, evaluation="")
    (folder / "anbud").mkdir()
    result = kravgen("award", "compare", package, "anbud")
    assert (result.code, result.out) == (1, "") and "KG011" in result.err


def test_a_folder_without_tenders_is_told(whole: Path, folder: Path, kravgen: Kravgen) -> None:
    (folder / "tom").mkdir()
    result = kravgen("award", "compare", whole, "tom")
    assert result.code == 1 and "KG924" in result.out
    result = kravgen("award", "compare", whole, "finns-inte")
    assert (result.code, "KG101" in result.err) == (2, True)


def test_the_data_is_what_the_page_is_made_of(whole: Path, two: Path, kravgen: Kravgen) -> None:
    found = json.loads(kravgen("award", "compare", whole, two, "--format", "json").out)
    assert found["format"] == 1 and found["model"] == "price_deduction"
    assert {each["name"] for each in found["tenders"]} == {"Alfa AB", "Beta AB"}


def test_a_no_to_a_mandatory_requirement_is_for_a_person(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    in_word(whole, two / "Alfa AB", "Ja")
    shutil.rmtree(two / "Beta AB")
    tender(whole, two / "Beta AB", GIVEN, None)
    in_excel(whole, two / "Beta AB", "Ja")

    def refuse(book: Any) -> None:
        sheet = book["Del A Ska-krav"]
        sheet.cell(HEADER + 1, column(sheet, "Svar")).value = "Nej"

    altered(two / "Beta AB", refuse, "svarsbilaga-excel.xlsx")
    result = kravgen("award", "compare", whole, two, "--quality", "betyg.yaml")
    assert "Beta AB svarar Nej på ska-krav: K1." in " ".join(result.out.split())


def test_many_bidders_are_read_as_each_alone(whole: Path, two: Path, folder: Path, kravgen: Kravgen) -> None:
    many = folder / "många"
    for number in range(9):
        shutil.copytree(two / "Alfa AB", many / f"Alfa {number}")
        shutil.copytree(two / "Beta AB", many / f"Beta {number}")
    shutil.copy(two / "Alfa AB" / "prisbilaga.xlsx", many / "prisbilaga Gamma.xlsx")
    alone = {bid["name"]: bid["sum"] for bid in compared(kravgen, whole, two)["lots"][0]["bids"]}
    together = compared(kravgen, whole, many)
    assert {bid["name"]: bid["sum"] for bid in together["lots"][0]["bids"]} == {
        **{f"{name} {number}": alone[f"{name} AB"] for name in ("Alfa", "Beta") for number in range(9)},
        "Gamma": alone["Alfa AB"],
    }


def test_an_office_program_works_out_the_same_sums(
    whole: Path, two: Path, folder: Path, kravgen: Kravgen
) -> None:
    kravgen("award", "compare", whole, two, "--quality", "betyg.yaml", "-o", "protokoll")
    book = openpyxl.load_workbook("protokoll.xlsx")
    given = next(row[4] for row in book["Belopp"].iter_rows(min_row=6) if row[3].value == "licens")
    # What a program has worked out and not only kept follows the figure.
    given.value += 1000
    book.save("ändrad.xlsx")
    (folder / "ut").mkdir()
    PROGRAMS["libreoffice"]([folder / "protokoll.xlsx", folder / "ändrad.xlsx"], folder / "ut")

    def worked_out(name: str) -> dict[str, tuple[float, float]]:
        sheet = openpyxl.load_workbook(folder / "ut" / name, data_only=True)["Jämförelse"]
        rows = list(sheet.iter_rows(min_row=6, max_row=7, values_only=True))
        return {str(row[1]): (round(row[2], 2), round(row[5], 2)) for row in rows}

    right = {"Alfa AB": (1054819.91, 1044819.91), "Beta AB": (1058819.91, 1023819.91)}
    assert worked_out("protokoll.xlsx") == right
    assert worked_out("ändrad.xlsx") == {**right, "Alfa AB": (1058819.91, 1048819.91)}


def test_a_price_for_what_need_not_be_met_is_left_out_by_who_does_not_meet_it(
    folder: Path, kravgen: Kravgen
) -> None:
    package = made(folder, evaluation="evaluation: {model: price_deduction}\n", better="english")
    tender(package, folder / "anbud" / "Alfa AB", GIVEN, better="Nej")
    tender(package, folder / "anbud" / "Beta AB", {**GIVEN, "english": 1000}, better="Ja")
    # Who meets it and gives no price has forgotten one.
    tender(package, folder / "anbud" / "Gamma AB", GIVEN, better="Ja")
    found = compared(kravgen, package, folder / "anbud")
    bids = {bid["name"]: (bid["sum"], bid["result"]) for bid in found["lots"][0]["bids"] if bid["rank"]}
    assert bids == {"Alfa AB": (TOTAL, TOTAL), "Beta AB": ("1058819.91", "1053819.91")}
    gamma = next(bid for bid in found["lots"][0]["bids"] if bid["name"] == "Gamma AB")
    assert gamma["lacks"] == [{"what": "price", "key": "english"}]


@pytest.mark.parametrize(
    ("answer", "filled", "off"),
    [
        ("Ja", {"1-1": "engelska", "2-1": "finska"}, 10000),
        # A row counts once, whichever of its cells is filled in.
        ("Ja", {"1-1": "engelska", "1-2": "dygnet runt", "3-2": "vardagar"}, 10000),
        # More than there are parts.
        ("Ja", {f"{row}-1": f"språk {row}" for row in range(1, 6)}, 20000),
        ("Nej", {"1-1": "engelska"}, 0),
    ],
)
def test_what_is_met_in_parts_is_counted_by_the_rows_of_its_table(
    folder: Path, kravgen: Kravgen, answer: str, filled: dict[str, str], off: int
) -> None:
    model = "evaluation: {model: price_deduction}\n"
    package = made(folder, evaluation=model, parts="{table: Språk, columns: [Språk, Tider], empty: 5}")
    tender(package, folder / "anbud" / "Alfa AB", GIVEN, better=answer)

    def fill_in(root: Any) -> None:
        for cell, words in filled.items():
            fill(controls(root)[f"tabell-avt-kval-{cell}"], words)

    form = folder / "anbud" / "Alfa AB" / "svarsbilaga.docx"
    edited(form, fill_in, form)
    (bid,) = compared(kravgen, package, folder / "anbud")["lots"][0]["bids"]
    assert Decimal(bid["result"]) == Decimal(TOTAL) - off


def test_how_many_parts_are_met_is_asked_of_a_person_when_the_table_is_empty(
    folder: Path, kravgen: Kravgen
) -> None:
    model = "evaluation: {model: price_deduction}\n"
    package = made(folder, evaluation=model, parts="{table: Språk, columns: [Språk, Tider], empty: 5}")
    tender(package, folder / "anbud" / "Alfa AB", GIVEN, better="Ja")
    (bid,) = compared(kravgen, package, folder / "anbud")["lots"][0]["bids"]
    assert bid["rank"] is None and bid["lacks"] == [{"what": "points", "key": BETTER}]
