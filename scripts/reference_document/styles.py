"""The styles, in the order a person meets them."""

from __future__ import annotations

from kravgen.word.look.reference import BULLET_NUMBER, HEADING_NUMBER
from kravgen.word.markup import NAMESPACES
from reference_document.look import (
    ACCENT,
    BOLD,
    CODE_FONT,
    FACT_INDENT,
    FONT,
    GREY,
    LINE_LENGTH_INDENT,
    LIST_STEP,
    NOTICE,
    NOTICE_RULE,
    NOTICE_SHADE,
    RULE,
    SHADE,
    color,
    fonts,
    size,
    spacing,
)


def styles() -> str:
    """The style sheet."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FONT)}{size(10.5)}"
        '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    groups = (_text(), _cover(), _headings(), _edges(), _lists(), _in_tables(), _characters(), _tables())
    every = "".join(style for group in groups for style in group)
    return f"<w:styles {NAMESPACES}>{defaults}{every}</w:styles>"


def _text() -> list[str]:
    right = f'<w:ind w:right="{LINE_LENGTH_INDENT}"/>'
    rule = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    note = f'<w:keepLines/>{rule}{spacing(3, 9, 276)}<w:ind w:left="227" w:right="{LINE_LENGTH_INDENT}"/>'
    number = f"<w:suppressAutoHyphens/>{spacing(0, 0, 259)}"
    return [
        _style("paragraph", "Normal", "Normal", paragraph="<w:widowControl/>", default=True, priority=0),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True, quick=False),
        _paragraph("Body Text", "Normal", right),
        _paragraph("Lead", "BodyText", spacing(0, 9, 288), size(12), then="BodyText", own=True),
        _paragraph("Small", "BodyText", spacing(0, 4, 264), f"{color(GREY)}{size(9)}", own=True),
        _paragraph("Remark", "BodyText", note, own=True),
        _paragraph("Label", "Normal", spacing(0, 2, 259), BOLD, own=True),
        _paragraph("Requirement Number", "Normal", number, BOLD, own=True),
    ]


def _cover() -> list[str]:
    kind = f'{BOLD}<w:caps/>{color(GREY)}<w:spacing w:val="24"/>{size(9.5)}'
    title = f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{spacing(0, 4, 228)}"
    notice = (
        # The borders above and below have the colour of the ground: they are its padding.
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="{NOTICE_SHADE}"/>'
        f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{NOTICE_RULE}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="3" w:color="{NOTICE_SHADE}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{NOTICE_SHADE}"/>{spacing(0, 10, 252)}<w:ind w:left="227"/>'
    )
    fact = (
        f'<w:tabs><w:tab w:val="left" w:pos="{FACT_INDENT}"/></w:tabs>{spacing(0, 1, 252)}'
        f'<w:ind w:left="{FACT_INDENT}" w:hanging="{FACT_INDENT}"/>'
    )
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="12" w:color="{ACCENT}"/></w:pBdr>'
    return [
        _paragraph(
            "Cover Kind",
            "Normal",
            f"<w:keepNext/>{spacing(0, 4, 240)}",
            kind,
            then="Title",
            own=True,
            priority=10,
        ),
        _paragraph(
            "Title", "Normal", title, f"{BOLD}{color(ACCENT)}{size(26)}", then="Subtitle", priority=10
        ),
        _paragraph("Subtitle", "Normal", spacing(0, 10, 264), size(13), then="CoverFact", priority=11),
        _paragraph(
            "Cover Notice",
            "Normal",
            notice,
            f"{BOLD}{color(NOTICE)}",
            then="CoverFact",
            own=True,
            priority=12,
        ),
        _paragraph("Cover Fact", "Normal", fact, own=True, priority=12),
        _paragraph(
            "Cover Instruction",
            "Normal",
            f"{rule}<w:suppressAutoHyphens/>{spacing(8, 8, 276)}",
            then="BodyText",
            own=True,
            priority=12,
        ),
    ]


def _headings() -> list[str]:
    contents = f"<w:keepNext/><w:keepLines/>{spacing(4, 3, 252)}"
    look = f"{BOLD}{color(ACCENT)}{size(13)}"
    return [
        _heading(1, 17, 16, 5, color(ACCENT)),
        _heading(2, 13, 12, 4, color(ACCENT)),
        _heading(3, 11.5, 12, 3, color(ACCENT)),
        _heading(4, 10.5, 12, 3, ""),
        _paragraph("TOC Heading", "Normal", contents, look, then="Normal", priority=39),
        _contents_entry(1, 0, 454, 1),
        _contents_entry(2, 454, 1021, 0),
        _contents_entry(3, 1021, 1701, 0),
    ]


def _edges() -> list[str]:
    rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    look = f"{color(GREY)}{size(8.5)}"
    return [
        _paragraph("header", "Normal", spacing(0, 0, 240), look, priority=99, quick=False),
        _paragraph("footer", "Normal", f"{rule}{spacing(0, 0, 240)}", look, priority=99, quick=False),
    ]


def _lists() -> list[str]:
    bullet = f'<w:numPr><w:numId w:val="{BULLET_NUMBER}"/></w:numPr>'
    indent = f'<w:ind w:left="{LIST_STEP}" w:right="{LINE_LENGTH_INDENT}"/>'
    return [
        _paragraph("List Bullet", "BodyText", f"{bullet}{spacing(0, 2, 276)}", priority=5),
        _paragraph("List Number", "BodyText", spacing(0, 2, 276), priority=5),
        _paragraph("List Continue", "BodyText", f"{spacing(0, 2, 276)}{indent}", priority=5),
    ]


def _in_tables() -> list[str]:
    caption = f"<w:keepNext/>{spacing(8, 4, 252)}"
    heading = "<w:keepNext/><w:suppressAutoHyphens/>"
    return [
        _paragraph("caption", "Normal", caption, f"{BOLD}{size(9.5)}", then="BodyText", priority=35),
        _paragraph("Table Text", "Normal", spacing(0, 1, 240), own=True),
        _paragraph("Table Heading", "TableText", heading, f"{BOLD}{color(ACCENT)}{size(9.5)}", own=True),
        _paragraph("Table Small", "Small", f'{spacing(0, 1, 240)}<w:ind w:right="0"/>', own=True),
    ]


def _characters() -> list[str]:
    link = f'{color("0B4F8A")}<w:u w:val="single"/>'
    # Shading, not highlighting: highlighting has no colour this light.
    placeholder = f'{color("332B00")}<w:shd w:val="clear" w:color="auto" w:fill="FFE94D"/>'
    prompt = color(GREY)
    code = f"{fonts(CODE_FONT)}<w:noProof/>{size(9.5)}"
    return [
        _style("character", "Hyperlink", "Hyperlink", character=link, priority=99, quick=False),
        _style("character", "Placeholder", "Placeholder", character=placeholder, own=True),
        _style(
            "character", "PlaceholderText", "Placeholder Text", character=prompt, priority=99, quick=False
        ),
        _style("character", "CodeText", "Code Text", character=code, own=True),
        _style(
            "paragraph",
            "CommentText",
            "annotation text",
            "Normal",
            paragraph=spacing(0, 0, 240),
            character=size(10),
            priority=99,
            quick=False,
        ),
        _style(
            "character",
            "CommentReference",
            "annotation reference",
            character=size(8),
            priority=99,
            quick=False,
        ),
    ]


def _tables() -> list[str]:
    normal = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_padding(0, 108, 0, 108)}</w:tblPr>'
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    ours = (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/>'
        f"</w:tblBorders>{_padding(34, 91, 20, 91)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:rPr>{BOLD}</w:rPr></w:tblStylePr>'
    )
    return [
        _style("table", "TableNormal", "Normal Table", table=normal, default=True, priority=99, quick=False),
        _style("table", "KravgenTable", "Kravgen Table", "TableNormal", table=ours, own=True, priority=40),
        _style("numbering", "NoList", "No List", default=True, priority=99, quick=False),
    ]


def _padding(top: int, left: int, bottom: int, right: int) -> str:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _heading(level: int, points: float, before: float, after: float, look: str) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADING_NUMBER}"/></w:numPr>'
    layout = (
        f"<w:keepNext/><w:keepLines/>{numbering}<w:suppressAutoHyphens/>{spacing(before, after, 252)}"
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    return _paragraph(
        f"heading {level}", "Normal", layout, f"{BOLD}{look}{size(points)}", then="BodyText", priority=9
    )


def _contents_entry(level: int, left: int, tab: int, before: float) -> str:
    layout = (
        f'<w:tabs><w:tab w:val="left" w:pos="{tab}"/></w:tabs><w:suppressAutoHyphens/>{spacing(before, 0, 245)}'
        f'<w:ind w:left="{tab}" w:hanging="{tab - left}"/>'
    )
    return _paragraph(f"toc {level}", "Normal", layout, then="Normal", priority=39, quick=False)


def _paragraph(
    name: str,
    based_on: str,
    layout: str,
    look: str = "",
    *,
    then: str = "",
    own: bool = False,
    priority: int = 1,
    quick: bool = True,
) -> str:
    """A paragraph style. Its id is its name as Word would write it: ``heading 1`` is ``Heading1``."""
    words = ("TOC" if word == "toc" else word[:1].upper() + word[1:] for word in name.split())
    return _style(
        "paragraph",
        "".join(words),
        name,
        based_on,
        then,
        paragraph=layout,
        character=look,
        own=own,
        priority=priority,
        quick=quick,
    )


def _style(
    kind: str,
    style_id: str,
    name: str,
    based_on: str = "",
    then: str = "",
    *,
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
        + (f'<w:next w:val="{then}"/>' if then else "")
        + f'<w:uiPriority w:val="{priority}"/>'
        + ("<w:qFormat/>" if quick else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{character}</w:rPr>" if character else "")
        + table
        + "</w:style>"
    )
