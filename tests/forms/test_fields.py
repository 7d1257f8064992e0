"""What one field answers: what a reader sees counts, and what the file holds besides is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Kravgen
from tests.forms.changes import (
    SYM,
    Change,
    both,
    dated,
    has,
    held,
    holds,
    items,
    last,
    made,
    part,
    plain,
    prompting,
    says,
    without,
    wrapped,
)
from tests.forms.filling import answered, controls, edited, fill_all, parts_of, zipped
from tests.reading import file_of
from tests.word.sample import W

CHOICE, TEXT, BOX = "svar.EARK-01", "kommentar.EARK-01", "svar.AVT-UPP"
DONE, DAY = "klart.AVT-GRANS", "datum.AVT-GRANS"


@dataclass(frozen=True)
class Told:
    """What a field is read as, and what is told of it: pieces of the messages, each with its code first."""

    value: str | bool | None
    messages: tuple[str, ...] = ()
    counted: bool = True


def read(package: Path, folder: Path, field: str, change: Change, form: str = "svarsbilaga") -> Told:
    def alter(root: etree._Element) -> None:
        fill_all(root)
        change(controls(root)[field])

    file = edited(file_of(package, f"{form}.docx"), alter, folder / "svar.docx")
    found = answered(package, file, form)
    values = {answer.name: answer.value for answer in found.answers}
    told = tuple(f"{problem.code} {problem.message}" for problem in found.problems)
    return Told(values.get(field), told, field in values)


def check(found: Told, value: str | bool | None, *messages: str, counted: bool = True) -> None:
    assert len(found.messages) == len(messages), found.messages
    for message, piece in zip(found.messages, messages, strict=True):
        code, _space, words = piece.partition(" ")
        assert message.startswith(f"{code} ") and words in message, message
    assert (found.value, found.counted) == (value, counted)


# --- choices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "value", "told"),
    [
        (says("Nej"), "Nej", []),
        (says("Ja\u00ad"), "Ja", []),
        (both(items(("Ja", "Nej"), ("Nej", "Ja")), says("Nej")), "Nej", ["KG907 ”Ja” sparas som ”Nej”"]),
        (
            both(items(("Ja", "Ja"), ("Nej", "Nej"), ("Delvis", "Delvis")), says("Ja")),
            "Ja",
            ["KG907 ”Delvis”"],
        ),
        (
            both(items(("Nej", "Nej"), ("Ja", "Ja")), says("Ja")),
            "Ja",
            ["KG907 listan att välja från är ändrad"],
        ),
        (both(says("Ja"), last("Ja")), "Ja", []),
        (both(says("Ja"), last("Nej")), "Ja", ["KG907 visar ”Ja”, men i filen står ”Nej”"]),
        (both(says("Välj"), last("Ja")), None, ["KG907 visar ”Välj”, men i filen står ”Ja”"]),
        (both(without("sdtPr/dropDownList"), says("Ja")), "Ja", ["KG907 ett annat slags fält"]),
        (
            both(without("sdtPr/dropDownList"), has("<w:text/>"), says("Ja")),
            "Ja",
            ["KG907 ett annat slags fält"],
        ),
        (wrapped("J", "a"), "Ja", []),
        (prompting("Ja"), "Ja", ["KG907 fältet visar ”Ja”, men är märkt som tomt"]),
        (prompting("Välj ett objekt."), None, []),
        (prompting("Prenez une valeur"), None, ["KG907 märkt som tomt och visar ”Prenez une valeur”"]),
        (plain("<w:r><w:t>Nej</w:t></w:r>"), "Nej", []),
    ],
)
def test_the_choice_that_is_seen_counts(
    small_package: Path, folder: Path, change: Change, value: str | None, told: list[str]
) -> None:
    check(read(small_package, folder, CHOICE, change), value, *told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (says("Ja, med reservation för bilaga 3"), ["KG906 ”Ja, med reservation för bilaga 3” finns inte"]),
        (
            plain("<w:r><w:t>Jasses</w:t></w:r>"),
            ["KG906 ”Jasses” finns inte bland alternativen (”Ja”, ”Nej”)"],
        ),
        (
            both(without("sdtPr/dropDownList"), says("Enligt bilaga")),
            ["KG907 ett annat slags fält", "KG906 ”Enligt bilaga”"],
        ),
        (both(items(("Delvis", "Ja")), says("Delvis")), ["KG907 innehåller: ”Delvis”", "KG906 ”Delvis”"]),
        (
            both(says("Ja"), has('<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>')),
            ["KG907 dolda data"],
        ),
        (holds(SYM.format("Wingdings", "F0FC")), ["KG906 ”✓”"]),
        (holds(SYM.format("Wingdings", "F021")), ["KG908 en symbol"]),
    ],
)
def test_what_is_no_choice_is_told_and_not_counted(
    small_package: Path, folder: Path, change: Change, told: list[str]
) -> None:
    check(read(small_package, folder, CHOICE, change), None, *told, counted=False)


# --- texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (says("Se bilaga 2"), "Se bilaga 2"),
        (says("Klicka eller tryck här för att ange text."), None),
        (prompting("Klicka eller tryck här för att ange text."), None),
        (prompting("Click or tap here to enter text."), None),
        (prompting("Klicken oder tippen Sie hier, um Text einzugeben."), None),
        (says("Skriv här"), None),
        (prompting("Skriv\u00a0här"), None),
        (says("[FYLL I: ombud]"), None),
        (says("  "), None),
        (holds(SYM.format("Wingdings", "F0FC")), "✓"),
        (holds(SYM.format("Symbol", "F0B3"), "<w:r><w:t> 99 %</w:t></w:r>"), "≥ 99 %"),
        (says("\u00fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        (wrapped("En ", "text"), "En text"),
        (has("<w:text/>"), "Svar 1: å & <ä>"),
        (has('<w:text w:multiLine="1"/>'), "Svar 1: å & <ä>"),
        (holds("<w:r><w:t>Ett</w:t><w:br/><w:t>Två</w:t></w:r>"), "Ett\nTvå"),
        (holds("<w:p><w:r><w:t>Ett</w:t></w:r></w:p>", "<w:p><w:r><w:t>Två</w:t></w:r></w:p>"), "Ett\nTvå"),
        (holds("<w:r><w:t>Av</w:t><w:noBreakHyphen/><w:t>tal</w:t></w:r>"), "Av-tal"),
        (holds("<w:smartTag><w:r><w:t>Ort</w:t></w:r></w:smartTag>"), "Ort"),
        (holds("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>I</w:t></w:r></w:sdtContent></w:sdt>"), "I"),
    ],
)
def test_a_text_is_what_is_seen(small_package: Path, folder: Path, change: Change, value: str | None) -> None:
    check(read(small_package, folder, TEXT, change), value)


@pytest.mark.parametrize(
    ("change", "value", "told"),
    [
        (holds("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), None, "KG908 en formel"),
        (holds("<w:r><w:drawing/></w:r>"), None, "KG908 en bild"),
        (holds("<w:r><w:t>Ja</w:t></w:r>", "<w:r><w:pict/></w:r>"), "Ja", "KG908 en bild"),
        (holds(SYM.format("Wingdings 3", "F07F")), None, "KG908 en symbol"),
        (holds('<w:r><w:sym w:font="Wingdings"/></w:r>'), None, "KG908 en symbol"),
        (holds(SYM.format("Arial", "-1")), None, "KG908 en symbol"),
        (holds(SYM.format("Arial", "D800")), None, "KG908 en symbol"),
        (says("abc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), None, "KG908 en symbol"),
        (says("Ja", "<w:vanish/>"), None, "KG908 överstrukna eller dolda"),
        (says("Ja", "<w:strike/>"), None, "KG908 överstrukna eller dolda"),
        (prompting("Vi avstår."), "Vi avstår.", "KG907 fältet visar ”Vi avstår.”, men är märkt som tomt"),
        (holds('<w:r><w:footnoteReference w:id="2"/></w:r>'), None, "KG908 en not"),
        (both(has("<w:date/>"), says("Ja")), "Ja", "KG907 ett annat slags fält"),
    ],
)
def test_what_is_more_than_a_text_is_told(
    small_package: Path, folder: Path, change: Change, value: str | None, told: str
) -> None:
    found = read(small_package, folder, TEXT, change)
    check(found, value, told, counted=value is not None)
    assert "EARK-01 (kommentar)" in found.messages[0]


def test_words_in_the_place_of_words_own_prompt_are_told(small_package: Path, folder: Path) -> None:
    prompt = has('<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>')
    found = read(small_package, folder, TEXT, both(prompting("Vi avstår."), prompt))
    check(found, None, "KG907 märkt som tomt och visar ”Vi avstår.”. Det räknas inte")


def test_a_style_that_makes_other_signs_of_letters_is_seen_through(small_package: Path, folder: Path) -> None:
    def alter(root: etree._Element) -> None:
        fill_all(root)
        says("abc", '<w:rStyle w:val="Tecken"/>')(controls(root)[TEXT])

    file = edited(small_package / "svarsbilaga.docx", alter, folder / "svar.docx")
    found = parts_of(file)
    style = (
        b'<w:style w:type="character" w:styleId="Tecken"><w:name w:val="Tecken"/>'
        b'<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:style></w:styles>'
    )
    found["word/styles.xml"] = found["word/styles.xml"].replace(b"</w:styles>", style)
    file.write_bytes(zipped(found))
    (problem,) = answered(small_package, file).problems
    assert (problem.code, "en symbol" in problem.message) == ("KG908", True)


# --- boxes and dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "value", "told"),
    [
        (both(says("☐"), held("checked", "0")), False, []),
        (says("☑"), True, []),
        (says("☒\ufe0f"), True, []),
        (holds(SYM.format("Wingdings", "F0FE")), True, []),
        (holds(SYM.format("Wingdings", "F0FD")), True, []),
        (holds(SYM.format("Wingdings 2", "F052")), True, []),
        (both(holds(SYM.format("Wingdings", "F0A8")), held("checked", "0")), False, []),
        (plain("<w:r><w:t>☒</w:t></w:r>"), True, []),
        (plain("<w:r><w:t>☐</w:t></w:r>"), False, []),
        (plain(SYM.format("Wingdings", "F0A8")), False, []),
        (says("☐"), False, ["KG907 rutan visas tom, men enligt filen är den ikryssad"]),
        (held("checked", "0"), True, ["KG907 rutan visas ikryssad, men enligt filen är den tom"]),
        (held("checkedState", "2610"), True, ["KG907 rutans tecken är utbytta"]),
        (held("uncheckedState", "2612"), True, ["KG907 rutans tecken är utbytta"]),
        (held("checkedState", "2611"), True, []),
    ],
)
def test_the_sign_in_a_box_counts(
    small_package: Path, folder: Path, change: Change, value: bool, told: list[str]
) -> None:
    check(read(small_package, folder, BOX, change), value, *told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (says("X"), "KG908 rutan visar ”X”"),
        (says("✓"), "KG908 rutan visar ”✓”"),
        (says("☒☐"), "KG908 rutan visar ”☒☐”"),
        (holds(), "KG908 rutan visar ingenting"),
        (plain("<w:r><w:t>Nej</w:t></w:r>"), "KG908 rutan visar ”Nej”"),
        (holds(SYM.format("Wingdings", "F021")), "KG908 en symbol"),
    ],
)
def test_a_box_with_something_else_in_it_is_told(
    small_package: Path, folder: Path, change: Change, told: str
) -> None:
    check(read(small_package, folder, BOX, change), None, told, counted=False)


@pytest.mark.parametrize(
    ("change", "value", "told"),
    [
        (dated("2027-01-15", "2027-01-15T00:00:00Z"), "2027-01-15", []),
        (dated("2027\u201101\u201115", "2027-01-15T00:00:00Z"), "2027-01-15", []),
        (dated("15 januari 2027", "2027-01-15T00:00:00Z"), "2027-01-15", []),
        (dated("15.1.2027", "2027-01-15T00:00:00Z"), "2027-01-15", []),
        (
            dated("2027-02-15", "2027-01-15T00:00:00Z"),
            "2027-02-15",
            ["KG907 visar ”2027-02-15”, men i filen står"],
        ),
        (
            dated("15 mars 2027", "2027-01-15T00:00:00Z"),
            "15 mars 2027",
            ["KG907 men i filen står ”2027-01-15”"],
        ),
        (dated("Vid avrop", "2027-01-15T00:00:00Z"), "Vid avrop", ["KG907 visar ”Vid avrop”"]),
        (plain("<w:r><w:t>15 januari 2027</w:t></w:r>"), "15 januari 2027", []),
        (prompting("Klicka eller tryck här för att ange datum."), None, []),
    ],
)
def test_the_day_that_is_seen_counts(
    small_package: Path, folder: Path, change: Change, value: str, told: list[str]
) -> None:
    check(read(small_package, folder, DAY, change, "checklista"), value, *told)


# --- what the officer reads -------------------------------------------------------------------------


def test_a_choice_outside_the_list_is_named_by_number_and_not_counted(
    small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    def change(root: etree._Element) -> None:
        fill_all(root)
        says("Ja, med reservation för bilaga 3")(controls(root)[CHOICE])

    file = edited(small_package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    result = kravgen("verify", file, "--package", small_package)
    assert (
        "KG906 K1 EARK-01 (svar): ”Ja, med reservation för bilaga 3” finns inte bland alternativen"
        in result.err
    )
    assert "8 av 9 frågor besvarade" in result.out
    assert result.code == 1


def test_libreoffice_moves_the_line_ends_of_plain_texts_and_every_answer_is_read(
    small_package: Path, folder: Path
) -> None:
    """Forms that were sent with plain text controls, as LibreOffice 7.4 saves them."""
    given: dict[str, str | bool] = {}

    def change(root: etree._Element) -> None:
        given.update(fill_all(root))
        for name, control in controls(root).items():
            properties, content = part(control, "sdtPr"), part(control, "sdtContent")
            tag, start = properties.find(f"{W}tag"), control.getprevious()
            assert tag is not None and start is not None
            properties.remove(tag)
            if "\n" in str(given[name]):
                properties.append(made('<w:text w:multiLine="1"/>'))
                glued = str(given[name]).replace("\n", "")
                content[:] = [made("<w:r><w:t/></w:r>")]
                content[0][0].text = glued
                control.addprevious(made("<w:r><w:br/></w:r>"))
                given[name] = glued

    read = answered(small_package, edited(small_package / "svarsbilaga.docx", change, folder / "svar.docx"))
    assert read.problems == ()
    assert {answer.name: answer.value for answer in read.answers} == given


def test_paragraphs_in_a_field_are_no_text_of_the_form(
    small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    """Word makes the control one around paragraphs, when somebody begins a new one in it."""
    given: dict[str, str | bool] = {}

    def change(root: etree._Element) -> None:
        given.update(fill_all(root))
        for name in (TEXT, "svar.EXIT-03", "ort-och-datum-anbudsgivare"):
            control = controls(root)[name]
            paragraph, start = control.getparent(), control.getprevious()
            assert paragraph is not None and start is not None
            holds("<w:p><w:r><w:t>Ett</w:t></w:r></w:p>", "<w:p><w:r><w:t>Två</w:t></w:r></w:p>")(control)
            paragraph.addprevious(control)
            control.addprevious(start)
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)
            given[name] = "Ett\nTvå"

    file = edited(small_package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    read = answered(small_package, file)
    assert {answer.name: answer.value for answer in read.answers} == given
    result = kravgen("verify", file, "--package", small_package)
    assert (result.code, result.err) == (0, "")


def test_controls_around_every_run_are_plain_text(
    small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    """Google Docs drops the controls of a form and puts its own around the runs of all text."""
    given: dict[str, str | bool] = {}

    def change(root: etree._Element) -> None:
        given.update(fill_all(root))
        for control in list(root.iter(f"{W}sdt")):
            content, parent = control.find(f"{W}sdtContent"), control.getparent()
            if content is not None and parent is not None and control.find(f"{W}sdtPr/{W}tag") is not None:
                at = parent.index(control)
                parent[at : at + 1] = list(content)
        for number, run in enumerate(list(root.iter(f"{W}r"))):
            wrapper = made(
                f'<w:sdt><w:sdtPr><w:id w:val="{number + 9000}"/><w:tag w:val="goog_rdk_{number}"/></w:sdtPr>'
                "<w:sdtContent/></w:sdt>"
            )
            run.addprevious(wrapper)
            part(wrapper, "sdtContent").append(run)

    file = edited(small_package / "svarsbilaga.docx", change, folder / "svarsbilaga.docx")
    read = answered(small_package, file)
    assert {answer.name: answer.value for answer in read.answers} == given
    result = kravgen("verify", file, "--package", small_package)
    assert (result.code, result.err) == (0, "")
