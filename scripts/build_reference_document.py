"""Write ``templates/styles/kravgen.docx``: the reference document with every style kravgen uses.

Run it after a change here: ``python scripts/build_reference_document.py``. The same script gives the same
bytes. The parts are written by hand, not taken from a program's own template, so that nothing comes along
that nobody asked for: no foreign language, no unused styles, no thumbnails.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kravgen.word.archive import pack  # noqa: E402
from kravgen.word.markup import DECLARATION, NAMESPACES, escape, field, run  # noqa: E402
from kravgen.word.reference import (  # noqa: E402
    BULLET_NUMBER,
    HEADING_NUMBER,
    HEADING_PATTERNS,
    NEXT_NUMBER,
    ORDERED_ABSTRACT,
    PLAIN_NUMBER,
)

TARGET = ROOT / "templates" / "styles" / "kravgen.docx"

FONT = "Calibri"
CODE_FONT = "Courier New"
ACCENT = "1B3A5C"  # 11.5:1 on white, 9.7:1 on the header row
GREY = "595959"  # 7:1 on white
RULE = "B8C4D0"
SHADE = "E9EEF4"
LINE_LENGTH_INDENT = 2098
"""37 mm: what running text leaves free to the right, so that a line has at most 60–78 characters."""

HEADING_INDENTS = (680, 680, 850, 1021)
LIST_STEP = 340


# --- styles ----------------------------------------------------------------------------------------


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


BOLD = "<w:b/><w:bCs/>"


def spacing(before: float = 0, after: float = 0, line: int = 0) -> str:
    """Space above and below in points; the line height in 240ths of a line."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'


def style(
    kind: str,
    style_id: str,
    name: str,
    *,
    based_on: str = "",
    next_style: str = "",
    paragraph: str = "",
    character: str = "",
    table: str = "",
    default: bool = False,
    own: bool = False,
    priority: int = 1,
    quick: bool = True,
) -> str:
    """One style. ``own`` marks a style Word has no built-in counterpart of."""
    marks = (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    return (
        f'<w:style w:type="{kind}"{marks} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f'<w:next w:val="{next_style}"/>' if next_style else "")
        + f'<w:uiPriority w:val="{priority}"/>'
        + ("<w:qFormat/>" if quick else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{character}</w:rPr>" if character else "")
        + table
        + "</w:style>"
    )


def heading(level: int, points: float, before: float, after: float, look: str) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADING_NUMBER}"/></w:numPr>'
    return style(
        "paragraph",
        f"Heading{level}",
        f"heading {level}",
        based_on="Normal",
        next_style="BodyText",
        paragraph=(
            f"<w:keepNext/><w:keepLines/>{numbering}<w:suppressAutoHyphens/>{spacing(before, after, 252)}"
            f'<w:outlineLvl w:val="{level - 1}"/>'
        ),
        character=f"{BOLD}{look}{size(points)}",
        priority=9,
    )


def contents_entry(level: int, left: int, tab: int, before: float) -> str:
    return style(
        "paragraph",
        f"TOC{level}",
        f"toc {level}",
        based_on="Normal",
        next_style="Normal",
        paragraph=(
            f'<w:tabs><w:tab w:val="left" w:pos="{tab}"/></w:tabs>{spacing(before, 0, 252)}'
            f'<w:ind w:left="{left}" w:right="{LINE_LENGTH_INDENT}"/>'
        ),
        priority=39,
        quick=False,
    )


def styles() -> str:
    hanging_fact = 2268
    right = f'<w:ind w:right="{LINE_LENGTH_INDENT}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FONT)}{size(10.5)}"
        '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    text = [
        style("paragraph", "Normal", "Normal", default=True, priority=0, paragraph="<w:widowControl/>"),
        style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True, quick=False),
        style("paragraph", "BodyText", "Body Text", based_on="Normal", paragraph=right, priority=1),
        style(
            "paragraph",
            "Lead",
            "Lead",
            based_on="BodyText",
            next_style="BodyText",
            own=True,
            paragraph=spacing(0, 9, 288),
            character=size(12),
        ),
        style(
            "paragraph",
            "Small",
            "Small",
            based_on="BodyText",
            own=True,
            paragraph=spacing(0, 4, 264),
            character=f"{color(GREY)}{size(9)}",
        ),
        style(
            "paragraph",
            "Note",
            "Note",
            based_on="BodyText",
            own=True,
            paragraph=(
                f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
                f'{spacing(3, 9, 276)}<w:ind w:left="227" w:right="{LINE_LENGTH_INDENT}"/>'
            ),
        ),
        style(
            "paragraph",
            "Label",
            "Label",
            based_on="Normal",
            own=True,
            paragraph=spacing(0, 2, 259),
            character=BOLD,
        ),
        style(
            "paragraph",
            "RequirementNumber",
            "Requirement Number",
            based_on="Normal",
            own=True,
            paragraph=f"<w:suppressAutoHyphens/>{spacing(0, 0, 259)}",
            character=BOLD,
        ),
    ]
    cover = [
        style(
            "paragraph",
            "CoverKind",
            "Cover Kind",
            based_on="Normal",
            next_style="Title",
            own=True,
            paragraph=f"<w:keepNext/>{spacing(0, 4, 240)}",
            character=f'{BOLD}<w:caps/>{color(GREY)}<w:spacing w:val="24"/>{size(9.5)}',
            priority=10,
        ),
        style(
            "paragraph",
            "Title",
            "Title",
            based_on="Normal",
            next_style="Subtitle",
            paragraph=f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{spacing(0, 4, 228)}",
            character=f"{BOLD}{color(ACCENT)}{size(26)}",
            priority=10,
        ),
        style(
            "paragraph",
            "Subtitle",
            "Subtitle",
            based_on="Normal",
            next_style="CoverFact",
            paragraph=spacing(0, 14, 264),
            character=size(13),
            priority=11,
        ),
        style(
            "paragraph",
            "CoverNotice",
            "Cover Notice",
            based_on="Normal",
            next_style="CoverFact",
            own=True,
            paragraph=(
                '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="9A5B00"/></w:pBdr>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="FDF3E1"/>{spacing(0, 14, 276)}<w:ind w:left="227"/>'
            ),
            character=f"{BOLD}{color('6B3E00')}",
            priority=12,
        ),
        style(
            "paragraph",
            "CoverFact",
            "Cover Fact",
            based_on="Normal",
            own=True,
            paragraph=(
                f'<w:tabs><w:tab w:val="left" w:pos="{hanging_fact}"/></w:tabs>{spacing(0, 2, 264)}'
                f'<w:ind w:left="{hanging_fact}" w:hanging="{hanging_fact}"/>'
            ),
            priority=12,
        ),
        style(
            "paragraph",
            "CoverInstruction",
            "Cover Instruction",
            based_on="Normal",
            next_style="BodyText",
            own=True,
            paragraph=(
                f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="12" w:color="{ACCENT}"/></w:pBdr>'
                f"{spacing(12, 14, 276)}"
            ),
            priority=12,
        ),
    ]
    headings = [
        heading(1, 17, 26, 8, color(ACCENT)),
        heading(2, 13, 18, 5, color(ACCENT)),
        heading(3, 11.5, 14, 4, color(ACCENT)),
        heading(4, 10.5, 12, 3, ""),
        style(
            "paragraph",
            "TOCHeading",
            "TOC Heading",
            based_on="Normal",
            next_style="Normal",
            priority=39,
            paragraph=f"<w:keepNext/><w:keepLines/>{spacing(6, 4, 252)}",
            character=f"{BOLD}{color(ACCENT)}{size(13)}",
        ),
        contents_entry(1, 0, 454, 3),
        contents_entry(2, 454, 1021, 0),
        contents_entry(3, 1021, 1701, 0),
    ]
    edges = [
        style(
            "paragraph",
            "Header",
            "header",
            based_on="Normal",
            priority=99,
            quick=False,
            paragraph=spacing(0, 0, 240),
            character=f"{color(GREY)}{size(8.5)}",
        ),
        style(
            "paragraph",
            "Footer",
            "footer",
            based_on="Normal",
            priority=99,
            quick=False,
            paragraph=(
                f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>{spacing(0, 0, 240)}'
            ),
            character=f"{color(GREY)}{size(8.5)}",
        ),
    ]
    lists = [
        style(
            "paragraph",
            style_id,
            name,
            based_on="BodyText",
            paragraph=f"{number}{spacing(0, 3, 276)}",
            priority=5,
        )
        for style_id, name, number in (
            ("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="{BULLET_NUMBER}"/></w:numPr>'),
            ("ListNumber", "List Number", ""),
        )
    ] + [
        style(
            "paragraph",
            "ListContinue",
            "List Continue",
            based_on="BodyText",
            priority=5,
            paragraph=f'{spacing(0, 3, 276)}<w:ind w:left="{LIST_STEP}" w:right="{LINE_LENGTH_INDENT}"/>',
        )
    ]
    tables = [
        style(
            "paragraph",
            "Caption",
            "caption",
            based_on="Normal",
            next_style="BodyText",
            priority=35,
            paragraph=f"<w:keepNext/>{spacing(8, 4, 252)}",
            character=f"{BOLD}{size(9.5)}",
        ),
        style(
            "paragraph", "TableText", "Table Text", based_on="Normal", own=True, paragraph=spacing(0, 2, 259)
        ),
        style(
            "paragraph",
            "TableHeading",
            "Table Heading",
            based_on="TableText",
            own=True,
            paragraph="<w:keepNext/><w:suppressAutoHyphens/>",
            character=f"{BOLD}{color(ACCENT)}{size(9.5)}",
        ),
        style(
            "paragraph",
            "TableSmall",
            "Table Small",
            based_on="Small",
            own=True,
            paragraph=f'{spacing(1, 2, 252)}<w:ind w:right="0"/>',
        ),
    ]
    characters = [
        style(
            "character",
            "Hyperlink",
            "Hyperlink",
            priority=99,
            quick=False,
            character=f'{color("0B4F8A")}<w:u w:val="single"/>',
        ),
        style(
            "character",
            "Placeholder",
            "Placeholder",
            own=True,
            character=f'{color("332B00")}<w:shd w:val="clear" w:color="auto" w:fill="FFE94D"/>',
        ),
        style("character", "Code", "Code", own=True, character=f"{fonts(CODE_FONT)}<w:noProof/>{size(9.5)}"),
    ]
    no_padding = '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>' + (
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    padding = '<w:tblCellMar><w:top w:w="62" w:type="dxa"/><w:left w:w="91" w:type="dxa"/>' + (
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="91" w:type="dxa"/></w:tblCellMar>'
    )
    table_styles = [
        style(
            "table",
            "TableNormal",
            "Normal Table",
            default=True,
            priority=99,
            quick=False,
            table=f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{no_padding}</w:tblPr>',
        ),
        style(
            "table",
            "KravgenTable",
            "Kravgen Table",
            based_on="TableNormal",
            own=True,
            priority=40,
            table=(
                '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
                f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
                f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
                f"</w:tblBorders>{padding}</w:tblPr>"
                f'<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>'
                f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
                f'<w:tblStylePr w:type="firstCol"><w:rPr>{BOLD}</w:rPr></w:tblStylePr>'
            ),
        ),
        style("numbering", "NoList", "No List", default=True, priority=99, quick=False),
    ]
    everything = text + cover + headings + edges + lists + tables + characters + table_styles
    return f"<w:styles {NAMESPACES}>{defaults}{''.join(everything)}</w:styles>"


# --- numbering and settings ------------------------------------------------------------------------


def level(
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
    headings = "".join(
        level(
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
        level(
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
        level(index, form, f"%{index + 1}.", LIST_STEP * (index + 1), LIST_STEP)
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


# --- the sample page -------------------------------------------------------------------------------


def paragraph(style_id: str, text: str, *, more: str = "", before: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{before}</w:pPr>{run(text) if text else ""}{more}</w:p>'
    )


def character(style_id: str, text: str) -> str:
    return run(text, f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>')


def sample() -> str:
    ordered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % NEXT_NUMBER
    lines = [
        paragraph("CoverKind", "Cover Kind: dokumentets slag"),
        paragraph("Title", "Title: dokumentets titel"),
        paragraph("Subtitle", "Subtitle: beställaren"),
        paragraph("CoverNotice", "Cover Notice: dokumentets status"),
        paragraph("CoverFact", "Cover Fact", more=f"<w:r><w:tab/></w:r>{run('Uppgift och värde på en rad')}"),
        paragraph(
            "CoverInstruction", "Cover Instruction: vad läsaren ska göra, och en linje i accentfärgen."
        ),
        paragraph("TOCHeading", "TOC Heading: rubrik över innehållsförteckningen"),
        paragraph("TOC1", "1", more=f"<w:r><w:tab/></w:r>{run('toc 1: kapitel')}"),
        paragraph("TOC2", "1.1", more=f"<w:r><w:tab/></w:r>{run('toc 2: avsnitt')}"),
        paragraph("TOC3", "1.1.1", more=f"<w:r><w:tab/></w:r>{run('toc 3: underavsnitt')}"),
        paragraph("Heading1", "Heading 1: kapitel"),
        paragraph("Lead", "Lead: ingressen säger på en eller två rader vad kapitlet handlar om."),
        paragraph(
            "BodyText",
            "Body Text: löpande text. Ändra formatmallarna i det här dokumentet, så får alla dokument som kravgen "
            "skriver det nya utseendet. Texten här används inte. ",
            more=f"{character('Placeholder', '[Placeholder: något som ska fyllas i]')}{run(' ')}"
            f"{character('Code', 'Code')}{run(' ')}{character('Hyperlink', 'Hyperlink')}{run('.')}",
        ),
        paragraph("Heading2", "Heading 2: avsnitt"),
        paragraph("ListBullet", "List Bullet: punktlista."),
        paragraph("ListBullet", "List Bullet: ännu en punkt."),
        paragraph("ListNumber", "List Number: numrerad lista.", before=ordered),
        paragraph("ListContinue", "List Continue: ett stycke till i samma punkt."),
        paragraph("Heading3", "Heading 3: underavsnitt"),
        paragraph("Note", "Note: en anmärkning som ska synas bredvid texten."),
        paragraph("Small", "Small: en mindre rad, till exempel en källa."),
        paragraph("Heading4", "Heading 4: den minsta rubriken"),
        paragraph("Normal", "Normal: grunden som de andra formatmallarna bygger på."),
        paragraph("Caption", "caption: rubrik över en tabell"),
        sample_table(),
        paragraph("BodyText", "Sidhuvud och sidfot visar formatmallarna header och footer."),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
        ' w:header="680" w:footer="624" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>',
    ]
    return f"<w:document {NAMESPACES}><w:body>{''.join(lines)}</w:body></w:document>"


def sample_table() -> str:
    widths = (1600, 7472)
    cells = (
        (
            paragraph("TableHeading", "Table Heading"),
            paragraph("TableHeading", "Kravgen Table: tabellens format"),
        ),
        (
            paragraph("RequirementNumber", "1.1") + paragraph("TableSmall", "NR-01"),
            paragraph("TableText", "Table Text: text i en tabell.")
            + paragraph("TableSmall", "Table Small: en mindre rad under texten."),
        ),
        (
            paragraph("Label", "Label"),
            paragraph("TableText", "Requirement Number och Label står i första kolumnen."),
        ),
    )
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/>"
        + ("<w:tblHeader/>" if index == 0 else "")
        + "</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for index, row in enumerate(cells)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="KravgenTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="Tabellens format"/></w:tblPr>'
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>{rows}"
        "</w:tbl>"
    )


# --- the package -----------------------------------------------------------------------------------


def build() -> bytes:
    """The reference document."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office_type = "application/vnd.openxmlformats-officedocument"
    word = f"{office_type}.wordprocessingml"
    tab = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    known = ("styles", "numbering", "settings", "header", "footer", "fontTable", "theme")
    files = (
        *(f"{name}.xml" for name in ("styles", "numbering", "settings", "header1", "footer1", "fontTable")),
        "theme/theme1.xml",
    )
    header = paragraph(
        "Header", "header: dokumentets titel", more=f"<w:r><w:tab/></w:r>{run('diarienummer')}", before=tab
    )
    pages = f"<w:r><w:tab/></w:r>{run('Sida ')}{field('PAGE', '1')}{run(' av ')}{field('NUMPAGES', '1')}"
    footer = paragraph("Footer", "footer: kravgens referensdokument", more=pages, before=tab)
    texts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{name}" ContentType="{office_type if kind == "theme" else word}.{kind}+xml"/>'
                for name, kind in zip(files, known, strict=True)
            )
            + '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape('Referensdokument för kravgen')}</dc:title><dc:creator>kravgen</dc:creator>"
            "<dc:language>sv-SE</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            + "".join(
                f'<Relationship Id="rId{index}" Type="{office}/{kind}" Target="{name}"/>'
                for index, (name, kind) in enumerate(zip(files, known, strict=True), 1)
            )
            + "</Relationships>"
        ),
        "word/document.xml": sample(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering().replace(
            "</w:numbering>",
            # The list on the sample page; documents make one of these for each numbered list.
            f'<w:num w:numId="{NEXT_NUMBER}"><w:abstractNumId w:val="{ORDERED_ABSTRACT}"/></w:num></w:numbering>',
        ),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{footer}</w:ftr>",
    }
    return pack({name: (DECLARATION + text).encode() for name, text in texts.items()})


def main() -> None:
    """Write the reference document."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build())
    print(TARGET.relative_to(ROOT))


if __name__ == "__main__":
    main()
