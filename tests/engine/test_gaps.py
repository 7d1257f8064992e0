"""Gaps have keys: they are listed by role, sent to those who can fill them, and read back into the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from kravgen import yamlfile
from tests.conftest import Kravgen
from tests.reading import manifest

OPEN = """\
# Köpet av ett enkätverktyg.
profile: direktupphandling-light
# byts ut
title: Upphandlingens namn
date: 2026-11-23
buyers:
  - name: Lindhags kommun
facts:
  procedure: direct
  delivery_model: saas
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
  # Frågas av dataskyddsombudet.
  personal_data: ordinary
  secrecy: true
  several_buyers: false
  users_count:  # fråga verksamheten
prices:
  retrieval: {quantity: 2}
"""


@pytest.fixture
def case(folder: Path) -> Path:
    """A small purchase with gaps."""
    file = folder / "kop.yaml"
    file.write_text(OPEN, encoding="utf-8")
    return file


def data(case: Path) -> dict[str, object]:
    read = yamlfile.read(case).data
    assert isinstance(read, dict)
    return read


def keys(result: str) -> list[str]:
    return [
        line.strip() for line in result.splitlines() if line.startswith("  ") and not line.startswith("   ")
    ]


def answered(sent: Path, target: Path, answers: dict[str, object]) -> Path:
    """The workbook with answers in the cells of their keys, as somebody types them."""
    book = openpyxl.load_workbook(sent)
    left = dict(answers)
    for sheet in book:
        for row in sheet.iter_rows():
            found = [cell for cell in row if cell.value in left and cell.column == 5]
            for cell in found:
                sheet.cell(cell.row, 2).value = left.pop(str(cell.value))  # type: ignore[assignment]
    assert not left, left
    book.save(target)
    return target


def written(sent: Path, target: Path, answers: dict[str, str]) -> Path:
    """The page with answers in the fields of their keys, as Word saves them."""
    document = docx.Document(str(sent))
    left = dict(answers)
    for control in document.element.body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        tag = properties.find(qn("w:tag"))
        name = tag.get(qn("w:val")) if tag is not None else ""
        if name not in left:
            continue
        for prompt in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(prompt)
        texts = list(control.find(qn("w:sdtContent")).iter(qn("w:t")))
        texts[0].text = left.pop(name)
        for style in list(control.iter(qn("w:rStyle"))):
            style.getparent().remove(style)
    assert not left, left
    document.save(str(target))
    return target


def test_each_gap_has_a_key_a_question_a_role_and_its_places(case: Path, kravgen: Kravgen) -> None:
    result = kravgen("gaps", case)
    assert result.code == 0
    found = keys(result.out)
    assert len(found) == len(set(found))
    assert {"title", "personuppgiftsansvarig-namnd", "processing_purpose"} <= set(found)
    assert "Står i: " in result.out
    assert result.out.startswith(f"{len(found)} luckor:")


def test_scaffold_words_are_a_gap_that_is_counted(case: Path, kravgen: Kravgen) -> None:
    assert "upphandlingens namn" in kravgen("generate", case).out
    case.write_text(OPEN.replace("Upphandlingens namn", "Enkätverktyg"), encoding="utf-8")
    assert "upphandlingens namn" not in kravgen("generate", case).out
    assert "title" not in keys(kravgen("gaps", case).out)


def test_only_one_role_is_listed_and_an_unknown_one_is_told(case: Path, kravgen: Kravgen) -> None:
    one = kravgen("gaps", case, "--role", "dataskyddsombud")
    assert "personuppgiftsansvarig-namnd" in one.out and "title" not in keys(one.out)
    wrong = kravgen("gaps", case, "--role", "dataskyddsombudet")
    assert wrong.code == 2 and 'Menade du "dataskyddsombud"?' in wrong.err


def test_a_workbook_is_read_back_and_comments_stay(case: Path, folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("gaps", case, "-o", folder / "luckor.xlsx").code == 0
    answers: dict[str, object] = {
        "title": "Enkätverktyg",
        "personuppgiftsansvarig-namnd": "Kommunstyrelsen: socialt",
    }
    result = kravgen("fill", case, answered(folder / "luckor.xlsx", folder / "svar.xlsx", answers))
    assert result.code == 0, result.err
    assert "2 svar sparades." in result.out
    assert "personuppgiftsansvarig-namnd: Kommunstyrelsen: socialt  (svar.xlsx, " in result.out
    text = case.read_text(encoding="utf-8")
    assert "# byts ut\ntitle: Enkätverktyg\n" in text
    old = OPEN.splitlines()
    assert [line for line in old if line not in text.splitlines()] == ["title: Upphandlingens namn"]
    assert data(case)["filled"] == {"personuppgiftsansvarig-namnd": "Kommunstyrelsen: socialt"}
    again = kravgen("fill", case, folder / "svar.xlsx")
    assert again.code == 0 and "2 stod redan i filen." in again.out
    assert case.read_text(encoding="utf-8") == text


def test_the_answer_is_the_only_cell_that_is_open_and_lists_its_choices(
    case: Path, folder: Path, kravgen: Kravgen
) -> None:
    case.write_text(OPEN.replace("  secrecy: true\n", ""), encoding="utf-8")
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    rules = set()
    for sheet in openpyxl.load_workbook(folder / "luckor.xlsx"):
        assert sheet.protection.sheet
        assert sheet.column_dimensions["E"].hidden
        rules |= {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
        assert sheet["A6"].protection.locked and not sheet["B6"].protection.locked
    assert '"Ja,Nej"' in rules


BAD_CELLS: dict[str, tuple[dict[str, object], str]] = {
    "a formula": ({"title": '="Enkät"'}, "KG933"),
    "neither yes nor no": ({"secrecy": "kanske"}, "KG634"),
    "a gap that is still one": ({"title": "[FYLL I: namn]"}, "KG634"),
    "a reference to nothing": ({"title": "Enkät [[FINNS-INTE]]"}, "KG634"),
    "longer than a title may be": ({"title": "Enkät " * 50}, "KG634"),
    "a sign that turns the text": ({"title": "Enkät\u202everktyg"}, "KG634"),
}


@pytest.mark.parametrize("case_name", BAD_CELLS)
def test_a_cell_that_is_no_answer_is_told_with_its_place(
    case_name: str, case: Path, folder: Path, kravgen: Kravgen
) -> None:
    answers, code = BAD_CELLS[case_name]
    case.write_text(OPEN.replace("  secrecy: true\n", ""), encoding="utf-8")
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    before = case.read_text(encoding="utf-8")
    result = kravgen("fill", case, answered(folder / "luckor.xlsx", folder / "svar.xlsx", answers))
    assert result.code == 1
    assert f" {code} " in result.err and "svar.xlsx, " in result.err and "!B" in result.err
    assert case.read_text(encoding="utf-8") == before


def test_two_different_answers_are_told_and_none_is_stored(
    case: Path, folder: Path, kravgen: Kravgen
) -> None:
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    one = answered(folder / "luckor.xlsx", folder / "ett.xlsx", {"title": "Enkät"})
    two = answered(folder / "luckor.xlsx", folder / "tva.xlsx", {"title": "Undersökning"})
    result = kravgen("fill", case, one, two)
    assert result.code == 1
    assert "KG637" in result.err and "Enkät" in result.err and "Undersökning" in result.err
    assert case.read_text(encoding="utf-8") == OPEN


def test_an_answer_that_the_file_has_otherwise_is_told_and_stays(
    case: Path, folder: Path, kravgen: Kravgen
) -> None:
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    svar = answered(folder / "luckor.xlsx", folder / "svar.xlsx", {"personuppgiftsansvarig-namnd": "Nämnden"})
    case.write_text(OPEN + "filled: {personuppgiftsansvarig-namnd: Styrelsen}\n", encoding="utf-8")
    result = kravgen("fill", case, svar)
    assert result.code == 1
    assert "KG635" in result.err and "Styrelsen" in result.err and "Nämnden" in result.err
    assert "Styrelsen" in case.read_text(encoding="utf-8")


def test_an_unknown_key_and_a_changed_question_are_told(case: Path, folder: Path, kravgen: Kravgen) -> None:
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    book = openpyxl.load_workbook(folder / "luckor.xlsx")
    for sheet in book:
        for row in sheet.iter_rows(min_row=5):
            if row[4].value == "title":
                row[1].value, row[4].value = "Ett svar", "titel"
            elif row[4].value == "personuppgiftsansvarig-namnd":
                row[0].value, row[1].value = "Vad heter du?", "Ett annat svar"
    book.save(folder / "svar.xlsx")
    result = kravgen("fill", case, folder / "svar.xlsx")
    assert result.code == 1
    assert "KG632" in result.err and "Svaret var: Ett svar" in result.err
    assert "KG643" in result.err and "Svaret sparades inte: Ett annat svar" in result.err
    assert case.read_text(encoding="utf-8") == OPEN


def test_a_file_of_another_procurement_is_not_read(case: Path, folder: Path, kravgen: Kravgen) -> None:
    kravgen("gaps", case, "-o", folder / "luckor.xlsx")
    svar = answered(folder / "luckor.xlsx", folder / "svar.xlsx", {"title": "Enkät"})
    other = folder / "annat.yaml"
    other.write_text(OPEN, encoding="utf-8")
    result = kravgen("fill", other, svar)
    assert result.code == 1 and "KG639" in result.err and "kop" in result.err
    assert other.read_text(encoding="utf-8") == OPEN


def other_workbook() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "title"  # type: ignore[index]
    book.save(stream)
    return stream.getvalue()


FOREIGN: dict[str, Callable[[], bytes]] = {
    "svar.xlsx": other_workbook,
    "trasig.xlsx": lambda: other_workbook()[:500],
    "svar.docx": lambda: b"PK\x03\x04 no zip",
    "svar.pdf": lambda: b"%PDF-1.7",
    "tom.xlsx": lambda: b"",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_told_and_nothing_is_stored(
    name: str, case: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / name).write_bytes(FOREIGN[name]())
    result = kravgen("fill", case, folder / name, folder / "finns-inte.xlsx")
    assert result.code == 1
    assert f"{name} KG638" in result.err
    assert "finns-inte.xlsx KG101" in result.err
    assert case.read_text(encoding="utf-8") == OPEN


def test_a_page_with_tracked_changes_is_read_as_accepted_and_told(
    case: Path, folder: Path, kravgen: Kravgen
) -> None:
    assert kravgen("gaps", case, "--format", "docx", "-o", folder / "sidor").code == 0
    page = written(folder / "sidor" / "luckor-upphandlare.docx", folder / "a.docx", {"title": "Enkätverktyg"})
    document = docx.Document(str(page))
    track(next(text for text in document.element.body.iter(qn("w:t")) if text.text == "Enkätverktyg"))
    document.add_comment(document.paragraphs[-1].add_run(" "), "Vi är 40 användare.", "A")
    document.save(str(page))
    result = kravgen("fill", case, page)
    assert result.code == 1
    assert data(case)["title"] == "Enkätverktyg"
    assert "KG917" in result.err
    assert "KG645" in result.err and "Vi är 40 användare." in result.err


def track(text: Any) -> None:
    """Make the words an insertion that comes after other words that somebody has taken out."""
    run = text.getparent()
    inserted, deleted = (
        run.makeelement(qn(name), {qn("w:id"): "9", qn("w:author"): "A"}) for name in ("w:ins", "w:del")
    )
    gone, words = run.makeelement(qn("w:r"), {}), run.makeelement(qn("w:delText"), {})
    words.text = "Fel namn "
    gone.append(words)
    deleted.append(gone)
    run.addprevious(deleted)
    deleted.addnext(inserted)
    inserted.append(run)


def test_a_page_for_each_role_is_accessible_and_read_back(case: Path, folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("gaps", case, "--format", "docx", "-o", folder / "sidor").code == 0
    pages = sorted(path.name for path in (folder / "sidor").iterdir())
    assert "luckor-upphandlare.docx" in pages and "luckor-dataskyddsombud.docx" in pages
    assert kravgen("check", folder / "sidor").code == 0
    mine = written(folder / "sidor" / "luckor-upphandlare.docx", folder / "a.docx", {"title": "Enkätverktyg"})
    theirs = written(
        folder / "sidor" / "luckor-dataskyddsombud.docx",
        folder / "b.docx",
        {"personuppgiftsansvarig-namnd": "Kommunstyrelsen"},
    )
    result = kravgen("fill", case, mine, theirs)
    assert result.code == 0, result.err
    assert data(case)["title"] == "Enkätverktyg"
    assert data(case)["filled"] == {"personuppgiftsansvarig-namnd": "Kommunstyrelsen"}
    with zipfile.ZipFile(folder / "sidor" / "luckor-upphandlare.docx") as parts:
        assert b"documentProtection" in parts.read("word/settings.xml")


@pytest.mark.parametrize("tracked", [False, True])
def test_a_gap_that_is_filled_in_the_package_is_read_back(
    tracked: bool, case: Path, folder: Path, kravgen: Kravgen
) -> None:
    case.write_text(OPEN.replace("Upphandlingens namn", "Enkätverktyg"), encoding="utf-8")
    assert kravgen("generate", case).code == 0
    package = folder / "output" / "kop"
    gap = next(gap for gap in manifest(package)["gaps"] if gap["what"] == "personuppgiftsansvarig nämnd")
    edited = next(path for path in package.rglob(f"{gap['document']}.docx"))
    document = docx.Document(str(edited))
    texts = [
        text
        for text in document.element.body.iter(qn("w:t"))
        if "personuppgiftsansvarig nämnd]" in (text.text or "")
    ]
    for text in texts:
        text.text = "Kommunstyrelsen"
        for control in text.iterancestors(qn("w:sdt")):
            for prompt in list(control.iter(qn("w:showingPlcHdr"))):
                prompt.getparent().remove(prompt)
        if tracked:
            track(text)
    assert texts
    document.save(str(edited))
    result = kravgen("fill", case, edited)
    assert data(case).get("filled") == {"personuppgiftsansvarig-namnd": "Kommunstyrelsen"}, result.err
    assert result.code == (1 if tracked else 0), result.err
    assert ("KG917" in result.err) == tracked


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_gaps_are_asked_and_each_answer_is_saved(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = keys(kravgen("gaps", case, "--role", "upphandlare").out)
    assert asked[0] == "title"
    typed(monkeypatch, "Enkat", "<", "Enkätverktyg", ".")
    result = kravgen("fill", case, "--role", "upphandlare")
    assert result.code == 0
    assert data(case)["title"] == "Enkätverktyg"
    assert "1 svar sparades." in result.out
    # The end of what is typed is an end too.
    typed(monkeypatch, "")
    assert kravgen("fill", case).code == 0


def test_an_answer_that_is_none_is_asked_again(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(OPEN.replace("  secrecy: true\n", ""), encoding="utf-8")
    role = "verksamheten"
    before = keys(kravgen("gaps", case, "--role", role).out)
    typed(monkeypatch, *([""] * before.index("secrecy")), "kanske", "JA")
    result = kravgen("fill", case, "--role", role)
    assert '"kanske" är varken ja eller nej.' in result.err
    assert data(case)["facts"]["secrecy"] is True  # type: ignore[index]


def test_a_key_of_words_is_told_by_its_key(case: Path, kravgen: Kravgen) -> None:
    case.write_text(OPEN + "filled:\n  personuppgiftsansvarig nämnd: X\n", encoding="utf-8")
    result = kravgen("validate", case)
    assert (
        "KG316" in result.err
        and "Skriv luckans nyckel i stället: personuppgiftsansvarig-namnd." in result.err
    )


def test_explain_and_list_take_numbers_and_show_ranges(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    numbers = manifest(example.parent / "output" / "e-arkiv")["items"]
    first = next(item for item in numbers if item["id"] == "EXIT-08")
    by_number, by_id = (
        kravgen("explain", example, first["number"].lower()),
        kravgen("explain", example, "EXIT-08"),
    )
    assert by_number.code == 0 and by_number.out == by_id.out
    assert "EXIT-08.retrieval_days: " in by_id.out and "tillåtet minst 30" in by_id.out
    listed = kravgen("list", "parameters", first["number"], "--numbers", example)
    assert listed.code == 0 and "EXIT-08.retrieval_days" in listed.out
    assert all("EXIT-08" in line for line in listed.out.splitlines()[2:])
    assert kravgen("list", "items", "EXIT-0").code == 2
