"""Numbering, settings, fonts and theme."""

from __future__ import annotations

from kravgen.word.look.reference import (
    BULLET_NUMBER,
    HEADING_NUMBER,
    HEADING_PATTERNS,
    ORDERED_ABSTRACT,
    PLAIN_NUMBER,
)
from kravgen.word.markup import NAMESPACES
from reference_document.look import ACCENT, CODE_FONT, FONT, GREY, HEADING_INDENTS, LIST_STEP, SHADE, fonts


def _level(
    index: int, form: str, pattern: str, left: int, hanging: int, *, linked: str = "", look: str = ""
) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{linked}"/>' if linked else "")
        + f'<w:suff w:val="tab"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
        + f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        + f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        + (f"<w:rPr>{look}</w:rPr>" if look else "")
        + "</w:lvl>"
    )


def numbering() -> str:
    """Headings, bullets, numbered lists and headings without a number."""
    headings = "".join(
        _level(
            index,
            "decimal",
            pattern,
            HEADING_INDENTS[index],
            HEADING_INDENTS[index],
            linked=f"Heading{index + 1}",
        )
        for index, pattern in enumerate(HEADING_PATTERNS)
    )
    signs = "•–•–•–•–•"
    bullets = "".join(
        _level(
            index,
            "bullet",
            sign,
            LIST_STEP * (index + 1),
            LIST_STEP,
            look=fonts(FONT),
            linked="ListBullet" if index == 0 else "",
        )
        for index, sign in enumerate(signs)
    )
    forms = ("decimal", "lowerLetter", "lowerRoman") * 3
    ordered = "".join(
        _level(index, form, f"%{index + 1}.", LIST_STEP * (index + 1), LIST_STEP)
        for index, form in enumerate(forms)
    )
    plain = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for index in range(len(HEADING_PATTERNS))
    )
    definitions = (
        (1, "1A2B0001", "multilevel", headings),
        (2, "1A2B0002", "hybridMultilevel", bullets),
        (ORDERED_ABSTRACT, "1A2B0003", "multilevel", ordered),
        (4, "1A2B0004", "multilevel", plain),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="{kind}"/>'
        f"{levels}</w:abstractNum>"
        for number, nsid, kind, levels in definitions
    )
    return (
        f"<w:numbering {NAMESPACES}>{abstract}"
        f'<w:num w:numId="{HEADING_NUMBER}"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="{BULLET_NUMBER}"><w:abstractNumId w:val="2"/></w:num>'
        f'<w:num w:numId="{PLAIN_NUMBER}"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )


def settings() -> str:
    """How text is set: hyphenated, as today's Word lays it out."""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/>'
        '<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        f'<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="{uri}" w:val="1"/>'
        '</w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table() -> str:
    """The fonts that are used."""

    def font(name: str, family: str, pitch: str) -> str:
        return f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'

    listed = (
        font(FONT, "swiss", "variable")
        + font(CODE_FONT, "modern", "fixed")
        + font("MS Gothic", "modern", "fixed")
    )
    return f"<w:fonts {NAMESPACES}>{listed}</w:fonts>"


def theme() -> str:
    """The smallest theme Word accepts. No style points into it; it serves what a person adds in Word."""
    colors = (
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", ACCENT),
        ("lt2", SHADE),
        ("accent1", ACCENT),
        ("accent2", "2F6B4F"),
        ("accent3", "9A5B00"),
        ("accent4", "7A2E4D"),
        ("accent5", "3D5A80"),
        ("accent6", GREY),
        ("hlink", "0B4F8A"),
        ("folHlink", "5B3A7A"),
    )
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors)
    family = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="kravgen"><a:themeElements>'
        f'<a:clrScheme name="kravgen">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="kravgen"><a:majorFont>{family}</a:majorFont><a:minorFont>{family}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="kravgen"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
