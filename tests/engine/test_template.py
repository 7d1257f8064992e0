"""The municipality's own Word template: what it gives, what is wrong with it, and nothing that falls over."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kravgen import i18n
from kravgen.cli import run
from kravgen.word.look.load import load
from kravgen.word.refusal import REASONS
from kravgen.word.writing.writer import write
from tests.conftest import Kravgen
from tests.word.sample import DOCUMENT, W, parts
from tests.word.test_reference import BAD, packed, plain_word

LIBREOFFICE = Path(__file__).parents[1] / "word" / "files" / "libreoffice.docx"
TEMPLATE_TYPE = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


@pytest.fixture
def template(folder: Path) -> Path:
    """A good template: A4, one font, dark headings, lines that are easy to read."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(38)
    for style in made.styles:
        color = getattr(getattr(style, "font", None), "color", None)
        if color is not None and color.rgb is not None:
            color.rgb = RGBColor(0, 64, 64)
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(11)
    made.save(str(folder / "mall.docx"))
    return folder / "mall.docx"


def edited(file: Path, part: str, old: bytes, new: bytes) -> None:
    found = parts(file.read_bytes())
    assert re.search(old, found[part])
    file.write_bytes(packed({**found, part: re.sub(old, new, found[part])}))


def test_a_good_template(template: Path, kravgen: Kravgen) -> None:
    result = kravgen("template", "check", template)
    assert result.code == 0, result.err
    lines = result.out.splitlines()
    assert lines[0] == "mall.docx går att använda som referensdokument."
    assert lines[2].startswith("Sida: 210 × 297 mm; marginaler 25,4 uppe, 25,4 nere, 38 till vänster")
    assert lines[3] == "Rad: 134 mm, ungefär 74 tecken i Arial 11 punkter"
    assert lines[4] == "Språk: en-US i mallen; dokumenten är på svenska"
    assert "Rubrik 1" in lines[6] and lines[6].startswith("Formatmallar ur mallen (18)")
    assert "Kravgen Table" in lines[7] and lines[7].startswith("Formatmallar ur kravgens eget dokument (22)")
    assert lines[8] == "Rubriknummer: kravgens egna; punkter i listor: kravgens egna"


def test_what_is_wrong_with_a_template_is_told_all_at_once(template: Path, kravgen: Kravgen) -> None:
    made = docx.Document(str(template))
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x77, 0x99, 0xBB)
    made.styles["Normal"].font.name = "Segoe UI"
    made.styles["Normal"].font.size = Pt(8)
    made.save(str(template))
    content = template.read_bytes()
    result = kravgen("template", "check", template)
    assert result.code == 1
    told = result.err.splitlines()
    assert [line.split()[1] for line in told[:-1]] == ["KG607", "KG608", "KG609", "KG614"]
    assert "7799BB på FFFFFF har kontrasten 2,9:1 (Rubrik 1, " in told[0]
    assert '"Segoe UI"' in told[2] and "Brödtext" in told[2]
    assert template.read_bytes() == content


def test_colours_and_fonts_of_the_theme_count(template: Path, kravgen: Kravgen) -> None:
    edited(
        template,
        "word/styles.xml",
        rb'(w:styleId="Heading2".*?)<w:color [^>]*/>',
        rb'\1<w:color w:val="auto" w:themeColor="accent2"/>',
    )
    edited(template, "word/styles.xml", rb'w:ascii="Arial"', rb'w:asciiTheme="minorHAnsi"')
    edited(template, "word/theme/theme1.xml", rb'(<a:accent2>\s*<a:srgbClr val=)"[^"]*"', rb'\1"EEEEEE"')
    edited(template, "word/theme/theme1.xml", rb'(<a:minorFont>\s*<a:latin typeface=)"[^"]*"', rb'\1"Menlo"')
    told = kravgen("template", "check", template).err
    assert "EEEEEE på FFFFFF har kontrasten 1,1:1 (Rubrik 2)" in told
    assert '"Menlo"' in told


def test_a_shaded_heading_is_compared_with_its_ground(template: Path, kravgen: Kravgen) -> None:
    edited(
        template,
        "word/styles.xml",
        rb'(w:styleId="Heading1".*?<w:pPr>)',
        rb'\1<w:shd w:val="clear" w:color="auto" w:fill="004040"/>',
    )
    assert "004040 på 004040 har kontrasten 1:1 (Rubrik 1, " in kravgen("template", "check", template).err


def test_a_label_is_no_page_for_documents(template: Path, kravgen: Kravgen) -> None:
    made = docx.Document(str(template))
    made.sections[0].left_margin = Mm(150)
    made.save(str(template))
    result = kravgen("template", "check", template)
    assert result.code == 1 and "KG610" in result.err
    assert "150 till vänster" in result.out


def test_what_does_not_come_along_is_told(template: Path, kravgen: Kravgen) -> None:
    made = docx.Document(str(template))
    made.add_paragraph("Kommunens text.")
    made.sections[0].header.paragraphs[0].text = "Granviks kommun"
    made.add_comment(made.paragraphs[0].runs, "hej")
    made.save(str(template))
    found = parts(template.read_bytes())
    found["word/settings.xml"] = re.sub(
        rb"(<w:settings[^>]*>)", rb"\1<w:trackRevisions/><w:documentProtection/>", found["word/settings.xml"]
    )
    found |= {"word/media/vapen.png": b"x", "word/fonts/font1.odttf": b"x", "word/embeddings/a.xlsx": b"x"}
    template.write_bytes(packed(found))
    (line,) = (
        line for line in kravgen("template", "check", template).out.splitlines() if line.startswith("Följer")
    )
    for word in ("text", "sidhuvud", "bilder", "typsnitt", "objekt", "kommentarer", "skyddet", "spårningen"):
        assert word in line
    assert "utskick" not in line


def test_template_from_libreoffice(kravgen: Kravgen) -> None:
    result = kravgen("template", "check", LIBREOFFICE)
    assert "KG603" not in result.err and result.code in (0, 1)
    assert "Rubrik 1" in next(line for line in result.out.splitlines() if "ur mallen" in line)


def test_word_template_is_a_reference_document(workspace: Path, kravgen: Kravgen) -> None:
    content = plain_word().replace(*TEMPLATE_TYPE)
    found = {name: part.replace(*TEMPLATE_TYPE) for name, part in parts(content).items()}
    assert TEMPLATE_TYPE[1] in found["[Content_Types].xml"]
    (workspace / "mall.dotx").write_bytes(packed(found))
    assert "går att använda" in kravgen("template", "check", "mall.dotx").out
    (workspace / "kravgen.yaml").write_text("reference_document: mall.dotx\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    made = (workspace / "output" / "fall" / "kravspecifikation-light.docx").read_bytes()
    assert TEMPLATE_TYPE[0] in parts(made)["[Content_Types].xml"]
    docx.Document(io.BytesIO(made))


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused_is_told_with_what_to_do(folder: Path, kravgen: Kravgen, name: str) -> None:
    file = folder / "mall.docx"
    file.write_bytes(BAD[name][1]())
    result = kravgen("template", "check", file)
    assert result.code == 2
    (told, _count) = result.err.splitlines()
    for english in REASONS[BAD[name][0]]:
        swedish = i18n._(english)
        assert swedish != english
        assert swedish.rstrip(".") in told


@pytest.mark.parametrize("name", ["macro type", "old word", "linked picture", "strict"])
def test_generate_tells_the_same(workspace: Path, kravgen: Kravgen, name: str) -> None:
    (workspace / "mall.docx").write_bytes(BAD[name][1]())
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    generated, checked = kravgen("generate", "fall.yaml"), kravgen("template", "check", "mall.docx")
    assert generated.code == 1
    assert generated.err.startswith("kravgen.yaml:1:21 KG603 ")
    assert generated.err.split(" ", 2)[2] == checked.err.split(" ", 2)[2]
    assert not (workspace / "output").exists()


def test_files_that_cannot_be_read(folder: Path, kravgen: Kravgen) -> None:
    for name in ("borta.docx", "."):
        result = kravgen("template", "check", name)
        assert (result.code, "KG101" in result.err) == (2, True)


_QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
_ODD = ("9" * 5000, "-1", "", "x", "²", "٣", "1e9", "99999999999", "true", "�")
_PARTS = ("word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/document.xml")


@_QUIET
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda raw: b"PK\x03\x04" + raw))
def test_no_bytes_make_it_fall_over(folder: Path, raw: bytes) -> None:
    (folder / "mall.docx").write_bytes(raw)
    assert run(["template", "check", "mall.docx"]) == 2


@_QUIET
@given(st.sampled_from(_PARTS), st.binary(max_size=20), st.integers(0, 20_000))
def test_no_damage_makes_it_fall_over(folder: Path, part: str, raw: bytes, at: int) -> None:
    found = parts(LIBREOFFICE.read_bytes())
    content = found[part]
    at %= len(content)
    (folder / "mall.docx").write_bytes(packed({**found, part: content[:at] + raw + content[at + len(raw) :]}))
    assert run(["template", "check", "mall.docx"]) in (0, 1, 2)


@pytest.mark.parametrize(
    ("part", "attribute"),
    [
        ("word/numbering.xml", rb'w:abstractNumId w:val="'),
        ("word/numbering.xml", rb'<w:num w:numId="'),
        ("word/numbering.xml", rb'<w:abstractNum w:abstractNumId="'),
        ("word/styles.xml", rb'<w:sz w:val="'),
        ("word/styles.xml", rb'w:pos="'),
        ("word/document.xml", rb'w:left="'),
    ],
)
@pytest.mark.parametrize("digits", [5000, 11])
def test_numbers_larger_than_word_can_write(
    folder: Path, kravgen: Kravgen, part: str, attribute: bytes, digits: int
) -> None:
    file = folder / "mall.docx"
    file.write_bytes(LIBREOFFICE.read_bytes())
    edited(file, part, attribute + b'[^"]*"', attribute + b"9" * digits + b'"')
    assert kravgen("template", "check", file).code in (0, 1)
    numbering = parts(write(DOCUMENT, load(file)))["word/numbering.xml"]
    assert max(len(number) for number in re.findall(rb'numId="(\d+)"', numbering, re.IGNORECASE)) < 11


_SOURCES = {"LibreOffice": parts(LIBREOFFICE.read_bytes()), "python-docx": parts(plain_word())}
_VALUE = re.compile(rb'(?<==")(?!http)[^"<>]*(?=")')
_PLACES = [
    (source, part, value.span())
    for source, found in _SOURCES.items()
    for part in (*_PARTS, "word/theme/theme1.xml", "word/fontTable.xml")
    for value in _VALUE.finditer(found.get(part, b""))
]


@settings(_QUIET, max_examples=30)
@given(st.sampled_from(_PLACES), st.sampled_from(_ODD))
def test_no_odd_value_makes_a_document_that_cannot_be_opened(
    folder: Path, place: tuple[str, str, tuple[int, int]], odd: str
) -> None:
    source, part, (start, end) = place
    found = _SOURCES[source]
    content = found[part][:start] + odd.encode() + found[part][end:]
    (folder / "mall.docx").write_bytes(packed({**found, part: content}))
    code = run(["template", "check", "mall.docx"])
    if code == 2:
        return
    assert code in (0, 1)
    reference = load(folder / "mall.docx")
    made = parts(write(DOCUMENT, reference))
    for name in made:
        etree.fromstring(made[name])
    styles = etree.fromstring(made["word/styles.xml"])
    assert {str(s.get(f"{W}styleId")) for s in styles.iter(f"{W}style")} >= set(reference.styles.values())
