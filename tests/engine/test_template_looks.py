"""Small templates written by hand: all that documents will show is judged, and nothing is replaced in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Kravgen
from tests.word.handmade import NAMESPACES, Related, handmade, said
from tests.word.sample import W, parts

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{".".join(f"%{number}" for number in range(1, level + 2))}"/></w:lvl>'
    for level in range(4)
)


LINKED = re.sub(r'(\d)">(?=<w:start)', lambda m: f'{m[1]}"><w:pStyle w:val="R{int(m[1]) + 1}"/>', LEVELS)


def numbering(
    *definitions: str, numbers: str = '<w:num w:numId="12"><w:abstractNumId w:val="5"/></w:num>'
) -> Related:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{5 + at}">{one}</w:abstractNum>'
        for at, one in enumerate(definitions)
    )
    return {"word/numbering.xml": ("numbering", f"<w:numbering {NAMESPACES}>{made}{numbers}</w:numbering>")}


def headings(first: str, rest: str) -> str:
    """Styles of headings: the first with a list, the others based on it with ``rest``, which may name their level."""
    styles = [f"<w:pPr><w:numPr>{first}</w:numPr></w:pPr>"]
    styles += [f'<w:basedOn w:val="R1"/><w:pPr>{rest.format(level)}</w:pPr>' for level in (1, 2, 3)]
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="R{number}"><w:name w:val="heading {number}"/>{inner}</w:style>'
        for number, inner in enumerate(styles, 1)
    )


def character(name: str, run: str) -> str:
    return f'<w:style w:type="character" w:styleId="{name[:3]}"><w:name w:val="{name}"/><w:rPr>{run}</w:rPr></w:style>'


def paragraph(name: str, properties: str, run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name[:3]}"><w:name w:val="{name}"/><w:pPr>{properties}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


INHERITED = '<w:numPr><w:ilvl w:val="{}"/></w:numPr>'
TWELVE = '<w:numId w:val="12"/>'


@pytest.mark.parametrize(
    ("styles", "related", "kept"),
    [
        (headings(TWELVE, INHERITED), numbering(LEVELS), True),
        # Without a level of their own the headings stand on the level that says so, else on the first.
        (headings(TWELVE, ""), numbering(LINKED), True),
        (headings(TWELVE, ""), numbering(LEVELS), False),
        # The definition stands in a list style.
        (
            headings(TWELVE, INHERITED)
            + '<w:style w:type="numbering" w:styleId="L"><w:name w:val="Lista"/><w:pPr><w:numPr><w:numId w:val="13"/>'
            "</w:numPr></w:pPr></w:style>",
            numbering(
                '<w:numStyleLink w:val="L"/>',
                f'<w:styleLink w:val="L"/>{LEVELS}',
                numbers='<w:num w:numId="12"><w:abstractNumId w:val="5"/></w:num>'
                '<w:num w:numId="13"><w:abstractNumId w:val="6"/></w:num>',
            ),
            True,
        ),
        (headings(TWELVE, INHERITED), numbering(LEVELS.replace("decimal", "upperRoman")), False),
    ],
)
def test_numbers_of_headings_are_kept_or_told(
    workspace: Path, kravgen: Kravgen, styles: str, related: Related, kept: bool
) -> None:
    (workspace / "mall.docx").write_bytes(handmade(said("Mall."), styles, related=related))
    result = kravgen("template", "check", "mall.docx")
    assert ("Rubriknummer: mallens" in result.out) == kept
    assert ("KG614 (varning) Mallens nummer eller punkter i formatmallen Rubrik 1" in result.err) != kept
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    made = (workspace / "output" / "fall" / "kravspecifikation-light.docx").read_bytes()
    sheet = etree.fromstring(parts(made)["word/styles.xml"])
    second = next(style for style in sheet.iter(f"{W}style") if style.get(f"{W}styleId") == "R2")
    levels = [level.get(f"{W}val") for level in second.iter(f"{W}ilvl")]
    # What stands on its level by the list alone needs to say nothing.
    assert levels == ([] if related == numbering(LINKED) else ["1"])


def told(
    folder: Path, kravgen: Kravgen, styles: str = "", body: str = "", **more: object
) -> tuple[str, list[str]]:
    """What ``template check`` says of a template, and the codes of what is wrong."""
    (folder / "mall.docx").write_bytes(handmade(body or said("Mall."), styles, **more))  # type: ignore[arg-type]
    result = kravgen("template", "check", "mall.docx")
    lines = [line for line in result.err.splitlines() if " KG" in line]
    codes = [line.split()[1] for line in lines]
    assert result.code == int(any("(varning)" not in line for line in lines))
    return result.out + result.err, codes


@pytest.mark.parametrize(
    ("styles", "code", "words"),
    [
        (
            character("Hyperlink", '<w:color w:val="7DBEBA"/>'),
            "KG607",
            "7DBEBA på FFFFFF har kontrasten 2,1:1 (Hyperlänk)",
        ),
        (character("Placeholder Text", '<w:color w:val="808080"/>'), "KG607", "(Platshållartext)"),
        (
            paragraph("Table Text", '<w:shd w:val="clear" w:fill="223344"/>', '<w:color w:val="000000"/>'),
            "KG607",
            "000000 på 223344",
        ),
        (paragraph("Body Text", '<w:jc w:val="both"/>'), "KG615", "(Brödtext"),
        (paragraph("List Bullet", '<w:jc w:val="distribute"/>'), "KG615", "(Punktlista)"),
        (character("Placeholder Text", "<w:vanish/>"), "KG616", "(Platshållartext)"),
    ],
)
def test_all_that_documents_show_is_judged(
    folder: Path, kravgen: Kravgen, styles: str, code: str, words: str
) -> None:
    text, codes = told(folder, kravgen, styles)
    assert code in codes and words in text


def test_justified_by_default(folder: Path, kravgen: Kravgen) -> None:
    both = '<w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault>'
    assert "KG615" in told(folder, kravgen, defaults=both)[1]


def section(inner: str) -> str:
    return said("Mall.") + f"<w:sectPr>{inner}</w:sectPr>"


def test_measures_with_decimals_and_units(folder: Path, kravgen: Kravgen) -> None:
    size = '<w:pgSz w:w="11905.511" w:h="297mm"/>'
    margins = f'{size}<w:pgMar w:left="2267.7165" w:right="4cm" w:top="1700.787" w:bottom="30mm"/>'
    text, codes = told(folder, kravgen, body=section(margins))
    assert "Sida: 210 × 297 mm; marginaler 30 uppe, 30 nere, 40 till vänster, 40 till höger" in text
    assert "KG610" not in codes


def test_a_measure_that_cannot_be_used_is_told(folder: Path, kravgen: Kravgen) -> None:
    text, codes = told(
        folder, kravgen, body=section('<w:pgMar w:left="bred" w:right="999999" w:header="30000"/>')
    )
    assert "KG610" in codes
    assert "vänstermarginal" in text and "högermarginal" in text and "sidhuvudets avstånd" in text


def test_what_else_of_a_page_does_not_come_along(folder: Path, kravgen: Kravgen) -> None:
    page = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:gutter="567"/><w:pgBorders/>'
        '<w:lnNumType w:countBy="1"/><w:cols w:num="2"/>'
    )
    settings = (
        '<w:mirrorMargins/><w:compat><w:compatSetting w:name="compatibilityMode" w:val="12"/></w:compat>'
    )
    related = {"word/settings.xml": ("settings", f"<w:settings {NAMESPACES}>{settings}</w:settings>")}
    text, _codes = told(folder, kravgen, body=section(page), related=related)
    (line,) = (line for line in text.splitlines() if line.startswith("Följer inte med"))
    for words in ("liggande", "bindning", "byter sida", "spalter", "ramen", "radnummer", "äldre Word"):
        assert words in line


def test_a_template_without_styles(folder: Path, kravgen: Kravgen) -> None:
    text, codes = told(folder, kravgen, styles=None)  # type: ignore[arg-type]
    assert "Formatmallar ur mallen (0)" in text and codes == []


def test_large_letters_of_a_template_need_less_contrast(folder: Path, kravgen: Kravgen) -> None:
    grey = '<w:sz w:val="{}"/><w:color w:val="7F7F7F"/>'
    for size, told in ((40, False), (24, True)):
        (folder / "mall.docx").write_bytes(handmade(said(""), paragraph("heading 2", "", grey.format(size))))
        assert ("KG607" in kravgen("template", "check", "mall.docx").err) == told


def test_text_that_can_hardly_be_read(folder: Path, kravgen: Kravgen) -> None:
    styles = paragraph("Body Text", "", "<w:strike/>") + paragraph("Small", "", '<w:sz w:val="8"/>')
    (folder / "mall.docx").write_bytes(handmade(said(""), styles))
    told = kravgen("template", "check", "mall.docx").err
    assert "KG617 Text i några formatmallar är överstruken, som om den inte gällde (Brödtext" in told
    assert "KG617 Text i några formatmallar är mindre än 6 punkter, och få kan läsa den (Small" in told


def test_lists_are_kept_or_told(folder: Path, kravgen: Kravgen) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr>'
        f"{TWELVE}</w:numPr></w:pPr></w:style>"
    )
    for levels, told in (
        (LEVELS, False),
        (LEVELS.split("<w:lvl ")[0] + "<w:lvl " + LEVELS.split("<w:lvl ")[1], True),
    ):
        (folder / "mall.docx").write_bytes(handmade(said(""), style, related=numbering(levels)))
        assert (
            "formatmallen Numrerad lista kan inte" in kravgen("template", "check", "mall.docx").err
        ) == told


def test_a_list_that_justifies_is_told(folder: Path, kravgen: Kravgen) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
        f"{TWELVE}</w:numPr></w:pPr></w:style>"
    )
    level = '<w:lvl w:ilvl="{}"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:jc w:val="both"/></w:pPr></w:lvl>'
    bullets = numbering("".join(map(level.format, range(3))))
    (folder / "mall.docx").write_bytes(handmade(said(""), style, related=bullets))
    assert "KG615" in kravgen("template", "check", "mall.docx").err


def test_styles_that_are_only_called_as_those_of_word(folder: Path, kravgen: Kravgen) -> None:
    (folder / "mall.docx").write_bytes(
        handmade(said(""), paragraph("Rubrik 1", "") + paragraph("Brödtext", ""))
    )
    assert (
        "KG618 (varning) Några formatmallar heter som Words egna utan att vara det, och används inte (Brödtext, Rubrik 1)."
        in (kravgen("template", "check", "mall.docx").err)
    )


def test_what_is_turned_off_is_not_told(folder: Path, kravgen: Kravgen) -> None:
    off = "".join(f'<w:{name} w:val="0"/>' for name in ("mirrorMargins", "trackRevisions"))
    settings = {"word/settings.xml": ("settings", f"<w:settings {NAMESPACES}>{off}</w:settings>")}
    columns = '<w:sectPr><w:cols w:equalWidth="0"><w:col w:w="3000"/><w:col w:w="5000"/></w:cols></w:sectPr>'
    (folder / "mall.docx").write_bytes(handmade(said("") + columns, related=settings))
    told = kravgen("template", "check", "mall.docx").out
    assert "Följer inte med: spalter\n" in told
