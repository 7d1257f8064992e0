"""``kravgen check``: what it sees in Word files that are unsound or shut somebody out, and what it lets be."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from kravgen.archive import pack
from kravgen.codes import CODES
from kravgen.word.inspection import inspect
from kravgen.word.inspection.appearance import contrast
from kravgen.word.inspection.rule import RULES
from kravgen.word.refusal import Refused
from kravgen.word.writing.writer import write
from tests.conftest import Kravgen
from tests.word.mutants import mutants, sound
from tests.word.sample import DOCUMENT, SHIPPED, parts


def _codes(content: bytes) -> set[str]:
    return {problem.code for problem in inspect(content, "fil.docx")}


# --- our own documents ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [False, True])
def test_what_kravgen_writes_has_no_findings(form: bool) -> None:
    assert inspect(write(replace(DOCUMENT, form=form), SHIPPED), "krav.docx") == []


def test_packages_have_no_findings(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    result = kravgen("check", "output/e-arkiv")
    assert result.code == 0
    assert re.fullmatch(r"Inga brister i \d+ filer\.\n", result.out)
    # The rest of the package is named, and no finding.
    assert result.err.startswith("output/e-arkiv KG821 (varning) Inte kontrollerade")
    assert result.err.endswith("\n1 varning.\n")


# --- planted defects --------------------------------------------------------------------------------


def test_the_defects_that_others_pass_by_are_all_seen() -> None:
    assert _codes(pack(sound())) == set()
    planted = list(mutants())
    assert len(planted) == 31
    ours = [(name, content) for name, content, alone in planted if alone]
    assert len(ours) == 7
    for name, content in ours:
        assert _codes(content) & {f"KG80{digit}" for digit in range(1, 8)}, name


# --- one file for each rule -------------------------------------------------------------------------


def _word(*change: Callable[[docx.document.Document], object]) -> bytes:
    """A plain document by another program, made accessible, and then changed."""
    document = docx.Document()
    document.core_properties.title = "Titel"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    document.add_heading("Rubrik", 1)
    for one in change:
        one(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: docx.document.Document, header: bool = True, words: bool = True) -> docx.table.Table:
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Namn", "Svar"), strict=True):
        cell.text = text
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if words:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), "Svar")
        table._tbl.tblPr.append(caption)
    return table


def _run(text: str, color: str) -> Callable[[docx.document.Document], object]:
    def add(document: docx.document.Document) -> None:
        document.add_paragraph().add_run(text).font.color.rgb = RGBColor.from_string(color)

    return add


def _link(words: str) -> Callable[[docx.document.Document], object]:
    def add(document: docx.document.Document) -> None:
        link = OxmlElement("w:hyperlink")
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)._r
        paragraph._p.append(link)
        link.append(run)

    return add


def _justify(document: docx.document.Document) -> None:
    document.add_paragraph("ord " * 40).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _picture(document: docx.document.Document) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff"
        "3f0005fe02fe0def46b80000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(png))


def _bold(document: docx.document.Document) -> None:
    document.add_paragraph().add_run("Krav på leverantören").bold = True


def _control(document: docx.document.Document) -> None:
    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    paragraph = document.add_paragraph("Namn ")
    content.append(paragraph.add_run("Skriv")._r)
    control.extend((properties, content))
    paragraph._p.append(control)


def _box(document: docx.document.Document) -> None:
    box, paragraph, run, text = (OxmlElement(f"w:{name}") for name in ("txbxContent", "p", "r", "t"))
    text.text = "I rutan"
    run.append(text)
    paragraph.append(run)
    box.append(paragraph)
    holder = OxmlElement("w:pict")
    holder.append(box)
    document.add_paragraph("Text").runs[0]._r.append(holder)


SEEN: dict[str, tuple[Callable[[docx.document.Document], object], ...]] = {
    "KG831": (lambda d: setattr(d.core_properties, "title", ""),),
    "KG834": (lambda d: d.add_heading("Djupt", 3),),
    "KG835": (lambda d: d.add_heading("", 1),),
    "KG836": (_bold,),
    "KG837": (lambda d: d.add_paragraph("- ett"), lambda d: d.add_paragraph("- två")),
    "KG838": (lambda d: d.add_paragraph(), lambda d: d.add_paragraph(), lambda d: d.add_paragraph("text")),
    "KG839": (_link("Klicka här"),),
    "KG840": (_justify,),
    "KG851": (lambda d: _table(d, header=False),),
    "KG853": (lambda d: _table(d, words=False),),
    "KG854": (lambda d: (t := _table(d)).cell(1, 0).merge(t.cell(1, 1)),),
    "KG855": (lambda d: _table(d).cell(1, 0).add_table(1, 1),),
    "KG856": (lambda d: setattr(_table(d).cell(0, 1), "text", ""),),
    "KG861": (_picture,),
    "KG862": (_control,),
    "KG863": (_box,),
    "KG864": (_run("Ljust", "AAAAAA"),),
}
LET_BE: tuple[Callable[[docx.document.Document], object], ...] = (
    # The program's own colour for this level has the contrast 3.9:1.
    lambda d: setattr(d.styles["Heading 2"].font.color, "rgb", RGBColor.from_string("1B3A5C")),
    lambda d: d.add_heading("Nästa", 2),
    lambda d: d.add_heading("Åter", 1),
    lambda d: d.add_paragraph("1. Ett ensamt stycke som börjar med en siffra."),
    lambda d: d.add_paragraph("Punkt", style="List Bullet"),
    lambda d: d.add_paragraph(),
    lambda d: d.add_paragraph("Text efter en tom rad."),
    lambda d: d.add_paragraph().add_run("Viktigt:").__setattr__("bold", True),
    _link("Digitaliseringsmyndighetens vägledning"),
    lambda d: _table(d),
    _run("Mörkt", "595959"),
)


@pytest.mark.parametrize("code", SEEN)
def test_each_rule_sees_its_fault(code: str) -> None:
    assert code in _codes(_word(*SEEN[code]))


def test_a_plain_document_that_is_in_order_has_no_accessibility_findings() -> None:
    assert {code for code in _codes(_word(*LET_BE)) if code >= "KG83"} == set()


def test_language_that_does_not_fit_the_text() -> None:
    swedish = "Leverantören ska lämna ut data och det är inte för mycket att begära som stöd till alla. " * 8

    def english(document: docx.document.Document) -> None:
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-US")
        document.add_paragraph(swedish)

    assert "KG832" in _codes(_word(english))
    assert "KG832" not in _codes(_word(lambda d: d.add_paragraph(swedish)))


def test_a_long_text_without_headings() -> None:
    document = docx.Document()
    document.add_paragraph("ord " * 600)
    buffer = io.BytesIO()
    document.save(buffer)
    assert "KG833" in _codes(buffer.getvalue())


def test_header_row_that_the_table_does_not_show_as_one() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    wanted, other = rb'<w:tblLook w:val="...." w:firstRow="1"', b'<w:tblLook w:val="0600" w:firstRow="0"'
    found["word/document.xml"] = re.sub(wanted, other, found["word/document.xml"])
    assert "KG852" in _codes(pack(found))


def test_every_rule_has_a_sentence_and_a_test() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(CODES)
    tested = set(SEEN) | {"KG832", "KG833", "KG852"} | {f"KG8{number:02}" for number in range(1, 15)}
    assert set(codes) <= tested


def test_the_place_is_told_in_words() -> None:
    (problem,) = [p for p in inspect(_word(*SEEN["KG853"]), "fil.docx") if p.code == "KG853"]
    assert problem.message == "Tabell 1 under rubriken ”Rubrik”: Tabellen saknar alternativtext."
    assert problem.hint.startswith("Högerklicka")


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_is_a_ratio_that_does_not_mind_the_order(one: int, other: int) -> None:
    first, second = f"{one:06X}", f"{other:06X}"
    assert 1 <= contrast(first, second) <= 21
    assert contrast(first, second) == contrast(second, first)


def test_contrast_of_black_on_white() -> None:
    assert round(contrast("000000", "FFFFFF"), 2) == 21
    assert round(contrast("767676", "FFFFFF"), 2) == 4.54


# --- strange files ----------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(content: bytes) -> None:
    with pytest.raises(Refused):
        inspect(content, "fil.docx")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"hej", "inget Word-dokument"),
        ("b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "skyddad med lösenord"),
        ("c.docx", b"", "inget Word-dokument"),
    ],
)
def test_a_file_that_cannot_be_checked(
    folder: Path, kravgen: Kravgen, name: str, content: bytes, told: str
) -> None:
    (folder / name).write_bytes(content)
    result = kravgen("check", name)
    assert f"{name} KG800" in result.err
    assert told in result.err
    assert result.code == 2


def test_a_missing_file(kravgen: Kravgen) -> None:
    result = kravgen("check", "finns-inte.docx")
    assert "finns-inte.docx KG101 Filen finns inte." in result.err
    assert result.code == 2


def test_formats(folder: Path, kravgen: Kravgen) -> None:
    (folder / "a.docx").write_bytes(_word(*SEEN["KG853"]))
    told = json.loads(kravgen("check", "a.docx", "--format", "json").out)
    assert "KG853" in [problem["code"] for problem in told]
    lines = kravgen("check", "a.docx", "--format", "github").out.splitlines()
    assert any(line.startswith("::error file=a.docx,title=KG853::Tabell 1") for line in lines)
    result = kravgen("check", "a.docx")
    assert result.code == 1
    assert "a.docx KG853 Tabell 1 under rubriken ”Rubrik”" in result.err
