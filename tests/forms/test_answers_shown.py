"""What bidders have answered: on a page, as data and in a workbook; and the buyer's own forms."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kravgen.record import manifest
from kravgen.returned.reservations import may_reserve
from tests.conftest import Kravgen
from tests.forms.filling import controls, edited, fill
from tests.forms.returning import FORM, numbers_of, returned_form


@pytest.fixture
def package(package_with_protocol: Path) -> Path:
    """What the forms were sent in."""
    return package_with_protocol


def _json(kravgen: Kravgen, *arguments: str | Path) -> Any:
    return json.loads(kravgen("verify", *arguments, "--format", "json").out)


# --- what bidders have answered ---------------------------------------------------------------------


def test_a_no_to_a_mandatory_requirement_is_named_first(
    package: Path, folder: Path, kravgen: Kravgen
) -> None:
    answers = {
        "svar.EARK-02": "Nej",
        "kommentar.EARK-02": "Kommer i version 4.",
        "kommentar.EARK-01": "Under förutsättning att tilläggsavtal tecknas.",
        "kommentar.EARK-03": "Se bilaga 3, sida 4.",
    }
    returned_form(package, folder / "in" / "Alfa AB.docx", answers)
    result = kravgen("verify", "in", "--package", package)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    numbers = numbers_of(package)
    section = lines[lines.index("Alfa AB") :]
    assert section[1].startswith("  Nej på 1 ska-krav.")
    assert any(line.startswith(f"    {numbers['EARK-02']} (EARK-02) ") for line in section[2:4])
    assert "        kommentar: ”Kommer i version 4.”" in section
    assert any(f"{numbers['EARK-01']} (EARK-01) Ja: ”Under förutsättning" in line for line in section)
    told = " ".join(result.out.split())
    assert "2 kommentarer till ska-krav och villkor. 1 har ord som kan vara en reservation:" in told
    assert "bilaga 3" not in result.out
    assert all(len(line) <= 80 for line in lines)


def test_what_a_no_means_is_quoted_and_never_decided(package: Path, folder: Path, kravgen: Kravgen) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM, {"svar.EARK-02": "Nej"})
    out = " ".join(kravgen("verify", "in", "--package", package).out.split())
    told = [
        text
        for document in manifest.read(package).documents
        for text in (document.wording.rest if document.wording else ())
        if "förkast" in text
    ]
    expected = f"”{told[0]}”" if told else "Vad det innebär för anbudet står i upphandlingsdokumenten."
    assert expected in out


def test_every_answer_is_data_with_what_it_answers(package: Path, folder: Path, kravgen: Kravgen) -> None:
    returned_form(package, folder / "in" / "Alfa AB" / FORM, blank=frozenset({"svar.EARK-01"}))
    found = _json(kravgen, "in", "--package", package)
    (answer,) = [answer for answer in found["answers"] if answer["id"] == "EARK-01"]
    assert (answer["answer"], answer["verdict"], answer["kind"]) == ("", "unanswered", "ska")
    assert answer["number"] == numbers_of(package)["EARK-01"]
    assert answer["question"].startswith("Tjänsten ska ta emot arkivpaket")


def test_a_form_that_nobody_has_filled_in_is_said(package: Path, folder: Path, kravgen: Kravgen) -> None:
    (folder / "in" / "Alfa AB").mkdir(parents=True)
    shutil.copy(package / FORM, folder / "in" / "Alfa AB")
    edited(package / FORM, lambda root: root.set("changed", "1"), folder / "in" / "Beta.docx")
    result = kravgen("verify", "in", "--package", package)
    assert result.code == 1
    for file in ("in/Alfa AB/svarsbilaga.docx", "in/Beta.docx"):
        assert f"{file} KG925 Ingen har fyllt i formuläret: Svarsbilaga." in result.err
    assert "Ingen har fyllt i svarsbilaga.docx." in result.out
    assert "KG904" not in result.err


def test_two_copies_are_told_whether_they_are_equal(package: Path, folder: Path, kravgen: Kravgen) -> None:
    place = folder / "in" / "Alfa AB"
    returned_form(package, place / FORM)
    shutil.copy(place / FORM, place / "svarsbilaga (2).docx")
    returned_form(package, place / "svarsbilaga - kopia.docx", {"svar.EARK-01": "Nej"})
    result = kravgen("verify", "in", "--package", package)
    number = numbers_of(package)["EARK-01"]
    assert (
        "svarsbilaga (2).docx KG922 Svarsbilaga har kommit flera gånger. svarsbilaga (2).docx säger samma"
        in result.err
    )
    assert (
        "svarsbilaga - kopia.docx KG922 svarsbilaga - kopia.docx har ett annat svar än svarsbilaga.docx på 1 fråga:"
        f" {number} (Nej, inte Ja)." in result.err
    )
    assert "kravgen vet inte vilken som gäller." in result.err
    assert "Nej på 1 ska-krav" in result.out
    assert result.code == 1


def test_a_form_in_another_format_is_missed(package: Path, folder: Path, kravgen: Kravgen) -> None:
    (folder / "in" / "Alfa AB").mkdir(parents=True)
    (folder / "in" / "Alfa AB" / "svarsbilaga.pdf").write_bytes(b"%PDF-1.7")
    shutil.copy(package / "kravspecifikation.docx", folder / "in" / "Alfa AB")
    result = kravgen("verify", "in", "--package", package)
    assert "in/Alfa AB KG923 Svarsbilaga har inte kommit i en form som går att jämföra" in result.err
    assert "kravspecifikation.docx  som den skickades" in result.out


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("Se bilaga 3, sida 4.", False),
        ("Beskrivs i avsnitt 2.1 i anbudet.", False),
        ("Vi reserverar oss mot viten.", True),
        ("Ja, med reservation för bilaga 3", True),
        ("Uppfylls delvis", True),
        ("Ingår INTE i priset", True),
        ("Enligt våra allmänna villkor", True),
        ("Menyn visas i bild 2", False),
    ],
)
def test_words_that_may_be_a_reservation(text: str, suspect: bool) -> None:
    assert may_reserve(text) is suspect


# --- forms of the buyer's own -----------------------------------------------------------------------


def test_a_protocol_speaks_of_rows_and_of_no_bidder(package: Path, folder: Path, kravgen: Kravgen) -> None:
    name = "acceptanstestprotokoll.docx"

    def change(root: etree._Element) -> None:
        found = {name: control for name, control in controls(root).items() if name.startswith("utfall.")}
        first, _empty, third, *rest = found
        for outcome in rest:
            fill(found[outcome], "Godkänt")
        fill(found[first], "Fel A")
        fill(controls(root)[first.replace("utfall", "bevis")], "Logg 12")
        fill(found[third], "Ej provat")

    (folder / "in").mkdir()
    edited(package / "internt" / name, change, folder / "in" / name)
    result = kravgen("verify", "in", "--package", package)
    assert "KG904 1 rad är inte ifylld" in result.err
    assert "KG923" not in result.err
    assert "nbudsgivar" not in result.out + result.err
    lines = result.out.splitlines()
    outcome = next(at for at, line in enumerate(lines) if line.startswith("    Fel A: "))
    assert lines[outcome + 1] == "        bevis: ”Logg 12”"
    assert lines[outcome + 2].startswith("    Ej provat: ")
    assert any(line.startswith("  Rader utan utfall: ") for line in lines)


# --- as a workbook ----------------------------------------------------------------------------------


def test_the_workbook_holds_every_answer_as_text(package: Path, folder: Path, kravgen: Kravgen) -> None:
    formula = '=HYPERLINK("http://a.example";"x")'
    returned_form(package, folder / "in" / "=1+1.docx", {"kommentar.EARK-01": formula, "svar.EARK-02": "Nej"})
    result = kravgen("verify", "in", "--package", package, "-o", "svar.xlsx")
    assert (result.code, result.err) == (0, "")
    assert "Resultatet finns i svar.xlsx" in result.out
    with zipfile.ZipFile("svar.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = archive.read("xl/sharedStrings.xml").decode()
        names = archive.read("xl/workbook.xml").decode()
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert "=HYPERLINK(" in texts and ">=1+1<" in texts
    assert [name in names for name in ("Översikt", "Läs först", "Svar", "Filer", "Fynd")] == [True] * 5
    again = kravgen("verify", "in", "--package", package, "-o", "svar.xlsx")
    assert again.code == 2 and "KG602 Filen finns redan" in again.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "xlsx"), "En arbetsbok behöver ett namn"),
        (("--format", "github", "-o", "a"), "ta bort -o"),
    ],
)
def test_a_format_that_has_nowhere_to_go(
    package: Path, folder: Path, kravgen: Kravgen, arguments: tuple[str, ...], told: str
) -> None:
    result = kravgen("verify", package, *arguments)
    assert result.code == 2
    assert told in " ".join(result.err.split())


def test_the_page_can_be_saved(package: Path, folder: Path, kravgen: Kravgen) -> None:
    returned_form(package, folder / "in" / "Alfa AB.docx")
    assert kravgen("verify", "in", "--package", package, "-o", "oppning.txt").code == 0
    shown = kravgen("verify", "in", "--package", package).out
    assert (folder / "oppning.txt").read_text(encoding="utf-8") == shown
