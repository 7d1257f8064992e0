"""``kravgen check`` on what ordinary documents hold: nothing in order is told, nothing out of order is passed by."""

from __future__ import annotations

import pytest

from kravgen.word.inspection import inspect
from tests.word.handmade import OFFICE, SWEDISH, handmade, said
from tests.word.test_examined import GROUND, LONG, codes, english, part

BOLD = "<w:b/>"
HEADER = "<w:trPr><w:tblHeader/></w:trPr>"
REPEATING = (
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow">'
    f"{HEADER}</w:tblStylePr></w:style>"
)
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def heading(level: int) -> str:
    return f'<w:style w:type="paragraph" w:styleId="R{level}"><w:name w:val="heading {level}"/></w:style>'


def styled(level: int) -> str:
    return f'<w:pStyle w:val="R{level}"/>'


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: tuple[str, str], columns: int = 2, look: str = "0020", style: str = "") -> str:
    inside = "".join(f"<w:tr>{properties}{cells}</w:tr>" for properties, cells in rows)
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:tbl><w:tblPr>{named}<w:tblLook w:val="{look}"/><w:tblCaption w:val="Tabell"/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{inside}</w:tbl>{said('Slut.')}"
    )


TWO = cell(said("A")) + cell(said("B"))
GRID, GOES_ON, BEGINS = '<w:gridSpan w:val="{}"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def picture(attributes: str = "", inner: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild"{attributes}/>{inner}</wp:inline></w:drawing></w:r>'


BOX = "<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"


def field(code: str, words: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return paragraph(f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{run(words)}{end}")


def old_field(help_text: str) -> str:
    return paragraph(
        f'{run("Namn ")}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/>{help_text}</w:ffData>'
        f'</w:fldChar></w:r>{run("x")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(properties: str) -> str:
    return paragraph(
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('svar')}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ('<w:sz w:val="36"/><w:color w:val="7F7F7F"/>', []),
        ('<w:b/><w:sz w:val="28"/><w:color w:val="4F81BD"/>', []),
        ('<w:b/><w:sz w:val="26"/><w:color w:val="4F81BD"/>', ["KG864"]),
        ('<w:sz w:val="36"/><w:color w:val="AAAAAA"/>', ["KG864"]),
    ],
)
def test_large_letters_need_less_contrast(properties: str, found: list[str]) -> None:
    assert codes(said("Stor rubrik.", properties)) == found


def test_small_letters_are_judged_where_large_ones_of_the_colour_are_in_order() -> None:
    grey = '<w:color w:val="7F7F7F"/>'
    assert codes(said("Stor.", f'<w:sz w:val="36"/>{grey}') + said("Liten.", grey)) == ["KG864"]


def test_figures_and_signs_have_no_language() -> None:
    marked = said("Ord.", '<w:lang w:val="sv-SE"/>')
    assert codes(marked + said("12 – 14"), defaults="") == []
    assert codes(marked + said("Fler ord."), defaults="") == ["KG832"]


@pytest.mark.parametrize(
    ("language", "found"), [("x-none", ["KG832"]), ("041D", []), ("SV", []), ("0409", ["KG832"])]
)
def test_older_and_empty_names_of_languages(language: str, found: list[str]) -> None:
    assert codes(said(LONG) * 6, defaults=english(language)) == found


def test_english_that_is_marked_as_swedish() -> None:
    words = "The supplier shall describe the service and all that is included in it to the buyer, and this is short. "
    assert codes(said(words) * 6) == ["KG832"]


def test_justified_by_a_list_and_in_a_note() -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:pPr><w:jc w:val="both"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    style = (
        f'<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr>{{}}{listed}</w:pPr></w:style>'
    )
    related = {"word/n.xml": ("numbering", numbering)}
    left = '<w:jc w:val="left"/>'
    assert codes(said(LONG, paragraph=listed), related=related) == ["KG840"]
    assert codes(said(LONG, paragraph=listed + left), related=related) == []
    named = said(LONG, paragraph='<w:pStyle w:val="L"/>')
    assert codes(named, style.format(""), related=related) == ["KG840"]
    assert codes(named, style.format(left), related=related) == []
    justified = said(LONG, paragraph='<w:jc w:val="both"/>')
    note = part("footnotes", f'<w:footnote w:id="2">{justified}</w:footnote>')
    assert codes(said("a"), related={"word/f.xml": ("footnotes", note)}) == ["KG840"]


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (picture(' hidden="1"'), []),
        (picture(inner=BOX.format(said("Ord."))), ["KG863"]),
        (picture(inner=BOX.format("<w:p/>")), ["KG861", "KG863"]),
        (picture(' descr="x"', BOX.format(said("Blekt.", '<w:color w:val="CCCCCC"/>'))), ["KG863", "KG864"]),
        ('<w:r><w:pict><v:shape id="WordPictureWatermark1"><v:imagedata/></v:shape></w:pict></w:r>', []),
    ],
)
def test_pictures_that_need_no_words(inner: str, found: list[str]) -> None:
    assert sorted(codes(paragraph(inner) + said("a"))) == found


def test_a_picture_is_told_with_its_place() -> None:
    (told,) = inspect(
        handmade(said("Karta", paragraph=styled(1)) + paragraph(picture()), heading(1)), "a.docx"
    )
    assert told.message.startswith("Bild, efter rubriken ”Karta”: ")


@pytest.mark.parametrize(
    ("code", "words", "found"),
    [
        (' HYPERLINK "https://x.se" ', "klicka här", ["KG839"]),
        (' HYPERLINK "https://x.se" ', "https://x.se/a", ["KG839"]),
        (' HYPERLINK "https://x.se" ', "Villkoren", []),
        (" QUOTE här ", "här", []),
    ],
)
def test_a_link_may_be_a_field(code: str, words: str, found: list[str]) -> None:
    assert codes(field(code, words)) == found
    simple = f'<w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}">{run(words)}</w:fldSimple>'
    assert codes(paragraph(simple)) == found


def test_relationships_that_need_no_part() -> None:
    link = f'<Relationship Id="rL" Type="{OFFICE}/hyperlink" Target="#avsnitt"/>'
    assert codes(paragraph(f'<w:hyperlink r:id="rL">{run("Till avsnittet")}</w:hyperlink>'), links=link) == []
    merge = (
        f'<Relationship Id="rM" Type="{OFFICE}/mailMergeSource" Target="file:///x" TargetMode="External"/>'
    )
    assert codes(said("a"), links=merge) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (table(("", TWO), ("", TWO), style="T"), []),
        (table(("", TWO), ("", TWO), style="T", look="0000"), ["KG851", "KG852"]),
        (table(("", cell(said("En ruta.")), ), columns=1, look="0000").replace('<w:tblCaption w:val="Tabell"/>', ""), []),
        (table((HEADER, cell(said("A"), GRID.format(1)) + cell(said("B"))), ("", TWO)), []),
        # No other row has an edge there.
        (table(*[(row, cell(said("A"), GRID.format(2)) + cell(said("B"))) for row in (HEADER, "")], columns=3), []),
        (table((HEADER, TWO), ("", cell(said("b"), GRID.format(2)))), ["KG854"]),
        (table((HEADER, cell(said("A"), BEGINS) + cell(said("B"))), ("", TWO)), []),
        (table((HEADER, TWO), ("", cell(said("b"), BEGINS)), ("", cell("<w:p/>", GOES_ON)), columns=1), ["KG809", "KG854"]),
        (table((HEADER, cell(paragraph(picture(' descr="Sol"'))) + cell(said("B"))), ("", TWO)), []),
    ],
)  # fmt: skip
def test_tables(body: str, found: list[str]) -> None:
    assert codes(body, REPEATING) == found


def test_what_ends_a_cell() -> None:
    marked = '<w:p><w:commentRangeStart w:id="1"/></w:p><w:commentRangeEnd w:id="1"/>'
    inner = "<w:p/>"
    for _depth in range(2):
        inner = f'<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    for content in (marked, inner):
        assert codes(table((HEADER, TWO), ("", cell(content) + cell(said("b"))))) == []
    within = table((HEADER, TWO)).removesuffix(said("Slut."))
    assert "KG806" in codes(table((HEADER, TWO), ("", cell(said("b")) + cell(within))))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (said("Rubrik ett", BOLD, '<w:outlineLvl w:val="0"/>') + said(LONG) * 20, []),
        (said("Rubrik ett", "", '<w:outlineLvl w:val="9"/>') + said(LONG) * 20, ["KG833"]),
        (said("A", paragraph=styled(1)) + table((HEADER, cell(said("B", paragraph=styled(2)))), columns=1)
         + said("C", paragraph=styled(3)), []),
        (paragraph(picture(' descr="Logga"'), styled(1)), []),
        (paragraph(f"<m:oMath {MATH}><m:r><m:t>x</m:t></m:r></m:oMath>", styled(1)), []),
        (paragraph('<w:r><w:br w:type="page"/></w:r>', styled(1)), ["KG835"]),
        (paragraph("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", f"{styled(1)}<w:rPr><w:del/></w:rPr>"), []),
    ],
)  # fmt: skip
def test_headings(body: str, found: list[str]) -> None:
    assert codes(body, "".join(map(heading, (1, 2, 3)))) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (said("Krav på tjänsten", BOLD) + said(LONG), ["KG836"]),
        (said("Bakgrund", BOLD) + said(LONG), ["KG836"]),
        (said("Viktigt", BOLD) + said("Kort."), []),
        (said("Namn på anbudsgivare ______", BOLD) + said(LONG), []),
        (paragraph(run("Namn på den", BOLD) + f'<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>{run("x", BOLD)}'
                   "</w:sdtContent></w:sdt>") + said(LONG), []),
        (said("- en punkt", BOLD) + said(LONG), []),
        # Of a block only the last line can be a heading.
        (said("Anna Ek på kommunen", BOLD) + said("Telefon 08 12", BOLD), ["KG836"]),
    ],
)  # fmt: skip
def test_bold_lines(body: str, found: list[str]) -> None:
    assert codes(body) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1. ett", "2. två", "3. tre"), ["KG837"]),
        (("(a) ett", "(b) två"), ["KG837"]),
        (("A) ett", "B) två"), ["KG837"]),
        (("▪ ett", "▪ två"), ["KG837"]),
        (("– Ja, sa hon.", "– Nej, svarade han."), []),
        (("1. januari är först", "2. februari är sedan"), []),
        (("12. Text.", "47. Mer."), []),
        (("A. Andersson", "B. Bengtsson"), []),
    ],
)
def test_typed_lists(lines: tuple[str, ...], found: list[str]) -> None:
    assert codes("".join(map(said, lines))) == found


def test_a_list_is_typed_in_one_place() -> None:
    one, two = (cell(said(f"{number}. sak")) for number in (1, 2))
    assert codes(table((HEADER, TWO), ("", one + two))) == []
    assert codes(table((HEADER, TWO), ("", cell(said("- a") + said("- b")) + two))) == ["KG837"]
    broken = "<w:r><w:t>Följande:</w:t><w:br/><w:t>- ett</w:t><w:br/><w:t>- två</w:t></w:r>"
    assert codes(paragraph(broken)) == ["KG837"]
    assert codes(paragraph(broken.replace("- två", "två"))) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<w:p/>", ["KG838"]),
        (paragraph("<w:r><w:br/></w:r>"), ["KG838"]),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'), []),
        (paragraph(f"<m:oMath {MATH}><m:r><m:t>x</m:t></m:r></m:oMath>"), []),
        (paragraph("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'), []),
        (paragraph("", "<w:pageBreakBefore/>"), []),
        (paragraph("", '<w:pageBreakBefore w:val="0"/>'), ["KG838"]),
        (paragraph("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>"), []),
    ],
)
def test_empty_lines(line: str, found: list[str]) -> None:
    assert codes(said("a") + line * 2 + said("b")) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (control('<w:id w:val="1"/>'), ["KG862"]),
        (control('<w:tag w:val="goog_rdk_0"/>'), []),
        (control('<w:lock w:val="contentLocked"/><w:group/>'), []),
        (control("<w:citation/>"), []),
        (old_field(""), ["KG862"]),
        (old_field('<w:statusText w:val="Namn"/>'), []),
    ],
)
def test_names_of_fields(body: str, found: list[str]) -> None:
    assert codes(body) == found


def test_a_place_beside_the_body_is_told() -> None:
    pale = part("hdr", said("Kommunen", '<w:color w:val="BBBBBB"/>'))
    (told,) = inspect(handmade(said("a"), related={"word/h.xml": ("header", pale)}), "a.docx")
    assert told.message.startswith("”Kommunen” i sidhuvudet: ")
    half = part("hdr", '<w:p><w:bookmarkStart w:id="7" w:name="a"/></w:p>')
    (told,) = inspect(handmade(said("a"), related={"word/h.xml": ("header", half)}), "a.docx")
    assert told.message.startswith("Sidhuvudet, nummer 7: ")


def test_a_grid_without_columns_is_for_word_to_work_out() -> None:
    assert codes(table((HEADER, TWO), ("", TWO), columns=0)) == []


def test_pale_words_of_a_character_style_on_a_shaded_cell() -> None:
    style = '<w:style w:type="character" w:styleId="S"><w:name w:val="S"/><w:rPr><w:color w:val="0070C0"/></w:rPr></w:style>'
    words = paragraph(run("länk", '<w:rStyle w:val="S"/>'))
    shaded = cell(words, GROUND.format("D9D9D9")) + cell(said("b"))
    assert codes(words + table((HEADER, TWO), ("", shaded)), style) == ["KG864"]


def test_blanks_around_an_address_are_no_part_of_it() -> None:
    sheet = part("styles", f"<w:docDefaults>{SWEDISH}</w:docDefaults>").encode()
    link = f'<Relationship Id="rS" Type="{OFFICE}/styles" Target=" mina.xml "/>'
    assert codes(said("a"), None, links=link, loose={"word/mina.xml": sheet}) == []  # type: ignore[arg-type]


def test_what_has_been_changed_or_moved_away_counts_no_more() -> None:
    change = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Borta"/></w:pPr></w:pPrChange>'
    assert codes(said("a", paragraph=change)) == []
    assert codes(said("a", paragraph=f'<w:pStyle w:val="Borta"/>{change}')) == ["KG808"]
    pale = run("flyttad", '<w:color w:val="EEEEEE"/>')
    assert codes(paragraph(f'<w:moveFrom w:id="1">{pale}</w:moveFrom>') + said("a")) == []
    assert codes(paragraph(f'<w:moveTo w:id="1">{pale}</w:moveTo>') + said("a")) == ["KG864"]
