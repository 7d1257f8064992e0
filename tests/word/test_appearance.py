"""How letters look in the end: what defaults, styles, tables, themes and the run itself say, as Word works it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.word.reading.appearance import Appearance, Appearances
from kravgen.word.reading.file import P, R, read
from tests.word.handmade import NAMESPACES, SWEDISH, handmade, said

WORD_14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme>'
    '<a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
RELATED = {"word/theme/theme1.xml": ("theme", THEME)}


def looks(body: str, styles: str = "", defaults: str = SWEDISH, settings: str = "") -> list[Appearance]:
    related = RELATED | (
        {"word/settings.xml": ("settings", f"<w:settings {NAMESPACES}>{settings}</w:settings>")}
        if settings
        else {}
    )
    file = read(handmade(body, styles, defaults, related=related))
    found = Appearances(file)
    return [found.of(run) for run in file.document.iter(R)]


def look(run: str = "", paragraph: str = "", styles: str = "", defaults: str = SWEDISH) -> Appearance:
    (found,) = looks(said("ord", run, paragraph), styles, defaults)
    return found


def style(kind: str, name: str, inner: str, based: str = "", default: bool = False) -> str:
    chosen = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{chosen}><w:name w:val="{name}"/>{on}{inner}</w:style>'
    )


def run(inner: str) -> str:
    return f"<w:rPr>{inner}</w:rPr>"


def test_what_nobody_says_anything_about() -> None:
    assert look(styles="", defaults="") == Appearance(
        colour="000000",
        automatic=True,
        ground="FFFFFF",
        hidden=False,
        struck=False,
        size=20,
        raised=False,
        lowered=False,
        position=0,
        scale=100,
        spacing=0,
        caps=False,
        small_caps=False,
        bold=False,
        italic=False,
        relief=False,
        fitted=False,
        fonts=("Times New Roman",),
        language="",
        right_to_left=False,
    )


SIZE = '<w:sz w:val="{}"/>'
LAYERS = {
    "defaults": f"<w:rPrDefault>{run(SIZE.format(2))}</w:rPrDefault>",
    "default style": style("paragraph", "Normal", run(SIZE.format(4)), default=True),
    "based on": style("paragraph", "Under", run(SIZE.format(6)), "Normal"),
    "paragraph style": style("paragraph", "Stycke", run(SIZE.format(8)), "Under"),
    "character style": style("character", "Tecken", run(SIZE.format(10))),
}


@pytest.mark.parametrize(("count", "size"), [(1, 2), (2, 4), (3, 6), (4, 8), (5, 10), (6, 12)])
def test_the_nearest_that_says_something_counts(count: int, size: int) -> None:
    names = list(LAYERS)[:count]
    sheet = "".join(LAYERS[name] for name in names if name != "defaults")
    # Without the later layers the paragraph names styles that say nothing about the size.
    sheet += "" if "based on" in names else style("paragraph", "Under", "", "Normal")
    sheet += "" if "paragraph style" in names else style("paragraph", "Stycke", "", "Under")
    own = '<w:rStyle w:val="Tecken"/>' + (SIZE.format(12) if count == 6 else "")
    assert look(own, '<w:pStyle w:val="Stycke"/>', sheet, LAYERS["defaults"]).size == size


@given(st.tuples(*[st.booleans()] * 4), st.sampled_from(("b", "i", "caps", "smallCaps", "strike", "vanish")))
def test_what_one_kind_of_style_turns_on_another_turns_off(on: tuple[bool, ...], name: str) -> None:
    default, paragraph, character, table = on
    toggles = [run(f"<w:{name}/>") if one else "" for one in on]
    sheet = (
        style("paragraph", "Stycke", toggles[1])
        + style("character", "Tecken", toggles[2])
        + style("table", "Tabell", toggles[3])
    )
    cell = said("ord", '<w:rStyle w:val="Tecken"/>', '<w:pStyle w:val="Stycke"/>')
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabell"/></w:tblPr><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>'
    (found,) = looks(body, sheet, f"<w:rPrDefault>{toggles[0]}</w:rPrDefault>")
    shown = {
        "b": found.bold,
        "i": found.italic,
        "caps": found.caps,
        "smallCaps": found.small_caps,
        "strike": found.struck,
        "vanish": found.hidden,
    }
    assert shown[name] == (default or (paragraph + character + table) % 2 == 1)


def test_what_the_run_itself_says_of_a_switch_counts() -> None:
    hidden = style("character", "Dold", run("<w:vanish/>"))
    assert look('<w:rStyle w:val="Dold"/>', styles=hidden).hidden
    assert not look('<w:rStyle w:val="Dold"/><w:vanish w:val="0"/>', styles=hidden).hidden


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ('<w:color w:val="c00000"/>', "C00000"),
        ('<w:color w:val="000000" w:themeColor="background1"/>', "FFFFFF"),
        ('<w:color w:val="000000" w:themeColor="accent1" w:themeTint="99"/>', "95B3D7"),
        ('<w:color w:val="000000" w:themeColor="accent1" w:themeShade="BF"/>', "376092"),
        ('<w:color w:val="123456" w:themeColor="accent6"/>', "123456"),
        ('<w:color w:val="red"/>', ""),
        ('<w:shd w:val="clear" w:fill="000000"/>', "FFFFFF"),
        ('<w:shd w:val="solid" w:color="auto" w:fill="FFFFFF"/>', "FFFFFF"),
        ('<w:shd w:val="pct10" w:color="auto" w:fill="FFFFFF"/>', "000000"),
        ('<w:highlight w:val="darkBlue"/>', "FFFFFF"),
        ('<w:highlight w:val="yellow"/>', "000000"),
        ('<w:shd w:val="diagStripe" w:color="000000" w:fill="FFFFFF"/>', ""),
        (f"<w14:textFill {WORD_14}><w14:noFill/></w14:textFill>", "FFFFFF"),
        (
            f'<w14:textFill {WORD_14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
            "FFFFFF",
        ),
        (
            f'<w:color w:val="C00000"/><w14:textFill {WORD_14}><w14:solidFill><w14:srgbClr w14:val="000000">'
            '<w14:alpha w14:val="90000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
            "E6E6E6",
        ),
    ],
)
def test_colours(written: str, colour: str) -> None:
    assert look(written).colour == colour


def test_a_document_may_exchange_text_and_ground() -> None:
    settings = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'
    (found,) = looks(said("ord", '<w:color w:val="000000" w:themeColor="text1"/>'), settings=settings)
    assert found.colour == "FFFFFF"


def test_the_page_may_have_a_colour() -> None:
    page = '</w:body><w:background w:color="000000"/><w:body>'
    shown = looks(page + said("ord"), settings="<w:displayBackgroundShape/>")
    # Of two bodies the first is the empty one; the run is found all the same.
    assert [(one.colour, one.ground) for one in shown] == [("FFFFFF", "000000")]
    assert [one.ground for one in looks(page + said("ord"))] == ["FFFFFF"]


def fill(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


PARTS = {
    "band1Vert": "000011",
    "band2Vert": "000022",
    "band1Horz": "000033",
    "band2Horz": "000044",
    "firstRow": "000055",
    "lastRow": "000066",
    "firstCol": "000077",
    "lastCol": "000088",
    "nwCell": "000099",
}


def table(bits: str, own: str = "", parts: tuple[str, ...] = tuple(PARTS)) -> list[str]:
    """The grounds of a table of four rows and three columns."""
    sheet = style(
        "table",
        "T",
        f"<w:tcPr>{fill('0000FF')}</w:tcPr>"
        + "".join(
            f'<w:tblStylePr w:type="{part}"><w:tcPr>{fill(PARTS[part])}</w:tcPr></w:tblStylePr>'
            for part in parts
        ),
    )
    cell = f"<w:tc><w:tcPr>{own}</w:tcPr>{said('x')}</w:tc>"
    rows = f"<w:tr>{cell * 3}</w:tr>" * 4
    properties = f'<w:tblPr><w:tblStyle w:val="T2"/><w:tblLook w:val="{bits}"/></w:tblPr>'
    found = looks(f"<w:tbl>{properties}{rows}</w:tbl>", sheet + style("table", "T2", "", "T"))
    return [one.ground[4:] for one in found]


def test_the_parts_of_a_table_style() -> None:
    assert table("0600") == ["FF"] * 12
    assert table("01E0") == ["99", "55", "88", *("77", "33", "88"), *("77", "44", "88"), "77", "66", "88"]
    assert table("0600", fill("123456"))[0] == "56"
    assert table("0600", fill("auto")) == ["FF"] * 12  # the paper
    assert table("0200", parts=("band1Vert", "band2Vert")) == ["11", "22", "11"] * 4


def test_a_table_in_a_table_lies_on_its_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{said('x')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:tcPr>{fill('000000')}</w:tcPr>{inner}{said('y')}</w:tc></w:tr></w:tbl>"
    assert [(one.colour, one.ground) for one in looks(body)] == [("FFFFFF", "000000")] * 2


def test_a_box_has_a_ground_of_its_own() -> None:
    shape = (
        "<w:p><w:r><w:drawing><wps:wsp><wps:spPr>{}</wps:spPr>{}<wps:txbx><w:txbxContent>"
        + said("ord")
        + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r></w:p>"
    )
    dark = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    light = '<wps:style><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'
    assert [(one.colour, one.ground) for one in looks(shape.format(dark, ""))][1] == ("FFFFFF", "000000")
    assert [(one.colour, one.ground) for one in looks(shape.format("", light))][1] == ("FFFFFF", "")
    assert [(one.colour, one.ground) for one in looks(shape.format("<a:noFill/>", ""))][1] == (
        "000000",
        "FFFFFF",
    )


def test_other_letters_follow_other_properties() -> None:
    assert look('<w:sz w:val="24"/><w:szCs w:val="1"/><w:cs/>').size == 1
    assert look('<w:rtl/><w:lang w:val="sv-SE" w:bidi="ar-SA"/>').language == "ar-SA"


def test_sizes_may_have_units_and_decimals() -> None:
    assert look(
        '<w:sz w:val="5.5pt"/><w:w w:val="40%"/><w:spacing w:val="-1pt"/><w:position w:val="-12.5"/>'
    ) == look('<w:sz w:val="11"/><w:w w:val="40"/><w:spacing w:val="-20"/><w:position w:val="-12.5"/>')


def test_fonts_of_the_theme() -> None:
    assert look('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsi="Wingdings"/>').fonts == ("Cambria", "Wingdings")


def test_styles_that_are_a_circle_end() -> None:
    circle = style("paragraph", "A", run("<w:b/>"), "B") + style("paragraph", "B", run("<w:i/>"), "A")
    found = look(paragraph='<w:pStyle w:val="A"/>', styles=circle)
    assert (found.bold, found.italic) == (True, True)


@pytest.mark.parametrize(
    ("own", "styles", "defaults", "alignment"),
    [
        ("", "", '<w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault>', "both"),
        (
            '<w:jc w:val="left"/>',
            "",
            '<w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault>',
            "left",
        ),
        ("", style("paragraph", "N", '<w:pPr><w:jc w:val="both"/></w:pPr>', default=True), "", "both"),
    ],
)
def test_how_a_paragraph_is_set(own: str, styles: str, defaults: str, alignment: str) -> None:
    file = read(handmade(said("ord", "", own), styles, defaults))
    (paragraph,) = file.document.iter(P)
    assert Appearances(file).setting(paragraph).alignment == alignment


def test_runs_that_have_all_in_common_are_one() -> None:
    body = said("a", '<w:color w:val="FF0000"/>') + said("b", '<w:color w:val="FF0000"/>')
    one, two = looks(body)
    assert one is two
    assert (
        looks(said("a", '<w:color w:val="FF0000"/>') + said("b", '<w:color w:themeColor="FF0000"/>'))[
            1
        ].colour
        == "000000"
    )
