"""What a municipality's own Word template gives its documents, and what is left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kravgen.i18n import _n
from kravgen.word.look.adopted_styles import StyleSheet, kind, tag, value, whole
from kravgen.word.look.adoption import adopt, fits, read_page, styles_of
from kravgen.word.look.reference import Page, Reference
from kravgen.word.reading.intake import TakenIn, parse, take_in

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile("[0-9A-Fa-f]{6}")
_WHITE, _BLACK = "FFFFFF", "000000"
_DEFAULT_SIZE = 10.0
_LARGEST_SIZE = 3276  # in half points, as Word allows
_WRAPPED = 0.94
"""How much of a line words fill: the last one that does not fit moves down."""
_WIDTHS = {
    "calibri": 0.402,
    "arial": 0.436,
    "helvetica": 0.436,
    "times new roman": 0.396,
    "courier new": 0.6,
    "arial narrow": 0.358,
    "verdana": 0.501,
}
"""The width of an average character of Swedish text, in parts of the size, measured on fonts of the same widths."""
_ORDINARY_WIDTH = 0.43
_THEME_COLORS = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}

LEFT_OUT: Mapping[str, str] = {
    "text": _n("the template's own text"),
    "edges": _n("headers and footers (kravgen writes its own)"),
    "pictures": _n("pictures"),
    "fonts": _n("embedded fonts"),
    "objects": _n("embedded objects"),
    "blocks": _n("building blocks"),
    "data": _n("data for content controls"),
    "comments": _n("comments"),
    "template": _n("the connection to another template"),
    "protection": _n("the protection of the document"),
    "tracking": _n("the tracking of changes"),
    "merge": _n("the mail merge"),
}
"""What a template may hold that no document takes over."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text: its font, the size in points, its width in millimetres and about how many characters."""

    font: str
    size: float
    width: float
    characters: int


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of text and ground of some styles, as six hexadecimal digits."""

    text: str
    ground: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a template gives. Styles have the names that Word stores, whatever language it speaks."""

    own: tuple[str, ...]
    """The styles kravgen uses that the template has."""
    lacking: tuple[str, ...]
    """Those that are taken from the shipped document instead."""
    own_headings: bool
    """Whether its numbering of headings is used."""
    own_bullets: bool
    """Whether its bullets are used."""
    left_out: tuple[str, ...]
    """What it holds that is not used: words of :data:`LEFT_OUT`."""
    page: Page
    page_used: bool
    language: str
    line: Line
    colours: tuple[Colours, ...]
    fonts: Mapping[str, tuple[str, ...]]
    """The styles that use each font."""


def survey(content: bytes, base: Reference) -> Survey:
    """Look through a template that nobody vouches for. ``base`` is the shipped reference document.

    Raises:
        Refused: the template cannot be used.
    """
    taken = take_in(content)
    reference = adopt(taken, base)
    theirs = styles_of(taken)
    lacking = theirs.lacking(parse("word/styles.xml", base.parts["word/styles.xml"]), base.styles)
    look, left_out = _Look(reference), set(_left_out(taken))
    page = read_page(taken)
    offset = reference.plain - base.plain
    return Survey(
        own=tuple(name for name in base.styles if name not in lacking),
        lacking=lacking,
        own_headings=not look.is_numbered_by("heading 1", offset + 1),
        own_bullets=reference.bullets != base.bullets + offset,
        left_out=tuple(name for name in LEFT_OUT if name in left_out),
        page=page,
        page_used=fits(page),
        language=_language(theirs.root),
        line=look.line(),
        colours=look.colours(),
        fonts=look.fonts(),
    )


class _Look:
    """The styles of the documents that would be made, with what they inherit."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._sheet = StyleSheet(parse("word/styles.xml", reference.parts["word/styles.xml"]))
        self._theme = parse("word/theme/theme1.xml", reference.parts["word/theme/theme1.xml"])
        # Tables and lists have no letters of their own.
        self._named = {
            name: style_id
            for name, style_id in reference.styles.items()
            if kind(self._sheet.style(style_id)) == "paragraph"
        }

    def is_numbered_by(self, name: str, number: int) -> bool:
        """Whether the style has the number id."""
        numbers = self._sheet.properties(self._reference.styles[name], "pPr", "numPr")
        return any(value(numbering, "numId") == str(number) for numbering in numbers)

    def line(self) -> Line:
        """The line of running text."""
        style = self._reference.styles["Body Text"]
        page = self._reference.page
        points = (page.width - page.left - page.right - self._reference.right_indent) / 20
        font, size = self._font(style), self._size(style)
        letter = size * _WIDTHS.get(font.lower(), _ORDINARY_WIDTH)
        return Line(font, size, points / 72 * 25.4, round(points / letter * _WRAPPED))

    def colours(self) -> tuple[Colours, ...]:
        """Every pair of text and ground, with the styles that have it."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, style in self._named.items():
            text = self._color(style, "rPr", "color", "val") or _BLACK
            ground = self._color(style, "pPr", "shd", "fill") or _WHITE
            found.setdefault((text, ground), []).append(name)
        return tuple(Colours(text, ground, tuple(names)) for (text, ground), names in found.items())

    def fonts(self) -> Mapping[str, tuple[str, ...]]:
        """Every font, with the styles that use it."""
        found: dict[str, list[str]] = {}
        for name, style in self._named.items():
            found.setdefault(self._font(style), []).append(name)
        return {font: tuple(names) for font, names in found.items()}

    def _font(self, style: str) -> str:
        for fonts in self._sheet.properties(style, "rPr", "rFonts"):
            theme = str(fonts.get(tag("asciiTheme"), ""))
            if theme:
                group = "majorFont" if theme.startswith("major") else "minorFont"
                latin = next(self._theme.iter(f"{_DRAWING}{group}"), None)
                face = latin.find(f"{_DRAWING}latin") if latin is not None else None
                if face is not None and face.get("typeface"):
                    return str(face.get("typeface"))
            if name := str(fonts.get(tag("ascii"), "")):
                return name
        return "Times New Roman"  # what Word uses when nobody says anything

    def _size(self, style: str) -> float:
        for size in self._sheet.properties(style, "rPr", "sz"):
            halves = whole(str(size.get(tag("val"), "")))
            if halves is not None and 0 < halves <= _LARGEST_SIZE:
                return halves / 2
        return _DEFAULT_SIZE

    def _color(self, style: str, group: str, name: str, attribute: str) -> str:
        for color in self._sheet.properties(style, group, name):
            text = str(color.get(tag(attribute), ""))
            if _HEX.fullmatch(text):
                return text.upper()
            theme = str(color.get(tag("themeFill" if group == "pPr" else "themeColor"), ""))
            if theme:
                return self._of_theme(theme)
            if text == "auto":
                return ""
        return ""

    def _of_theme(self, name: str) -> str:
        scheme = next(self._theme.iter(f"{_DRAWING}clrScheme"), None)
        slot = scheme.find(f"{_DRAWING}{_THEME_COLORS.get(name, name)}") if scheme is not None else None
        for color in slot if slot is not None else ():
            text = str(color.get("lastClr") or color.get("val") or "")
            if _HEX.fullmatch(text):
                return text.upper()
        return ""


def _language(styles: etree._Element) -> str:
    for language in styles.iterfind(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}/{tag('lang')}"):
        return str(language.get(tag("val"), ""))
    return ""


def _left_out(taken: TakenIn) -> Iterator[str]:
    folders = {
        "word/media/": "pictures",
        "word/fonts/": "fonts",
        "word/embeddings/": "objects",
        "word/activex/": "objects",
        "customxml/": "data",
    }
    kinds = {"glossaryDocument": "blocks", "header": "edges", "footer": "edges", "comments": "comments"}
    for part in taken.parts:
        yield from (what for folder, what in folders.items() if part.lower().startswith(folder))
    yield from (what for kind, what in kinds.items() if kind in taken.kinds)
    body = parse(taken.main, taken.parts[taken.main])
    if any((text.text or "").strip() for text in body.iter(tag("t"))):
        yield "text"
    if settings := taken.one("settings"):
        root = parse(*settings)
        for name, what in (
            ("attachedTemplate", "template"),
            ("documentProtection", "protection"),
            ("trackRevisions", "tracking"),
            ("mailMerge", "merge"),
        ):
            if root.find(tag(name)) is not None:
                yield what
