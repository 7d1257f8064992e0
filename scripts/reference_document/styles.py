"""The styles, in the order a person meets them."""

from __future__ import annotations

from kravgen.word.markup import NAMESPACES
from kravgen.word.reference import BULLET_NUMBER, HEADING_NUMBER
from reference_document.look import (
    ACCENT,
    BOLD,
    CODE_FONT,
    FONT,
    GREY,
    LINE_LENGTH_INDENT,
    LIST_STEP,
    RULE,
    SHADE,
    color,
    fonts,
    size,
    spacing,
)

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
                # The borders above and below have the colour of the ground: they are its padding.
                '<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="FDF3E1"/>'
                '<w:left w:val="single" w:sz="24" w:space="8" w:color="9A5B00"/>'
                '<w:bottom w:val="single" w:sz="4" w:space="3" w:color="FDF3E1"/></w:pBdr>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="FDF3E1"/>{spacing(0, 16, 252)}<w:ind w:left="227"/>'
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
