"""How cells look, as far as it decides whether a reader sees what they hold."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kravgen.colour import contrast
from kravgen.sheets.reading.formats import BUILT_IN, GENERAL
from kravgen.sheets.reading.relations import Element, child, decimal, is_on, named, whole

T = TypeVar("T")
WHITE, BLACK = "FFFFFF", "000000"
SMALLEST = 4.0
"""In points: nobody reads smaller letters."""
_LEAST_CONTRAST = 1.5
"""Below it letters are not told apart from their ground. The faintest grey that people use has 1.8."""
_SYMBOLS = re.compile(
    r"(?:wingdings|webdings|symbol\b|marlett|zapf ?dingbats|mt extra|opensymbol|bookshelf symbol|segoe (?:mdl2|fluent)"
    r"|holomdl2|material (?:icons|symbols)|font ?awesome|adobe ?blank|redacted|\w* ?bar ?code|code ?(?:39|128)"
    r"|free 3 of 9|ms (?:outlook|reference specialty))",
    re.IGNORECASE,
)
_SIX = re.compile("[0-9A-Fa-f]{6}")
_INDEXED = (
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
"""The colours that old programs name by number."""
_OF_FORMATS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_COVERED = {
    "solid": 1.0,
    **dict.fromkeys(("darkGray", "darkTrellis"), 0.75),
    **dict.fromkeys(("mediumGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp", "darkGrid"), 0.5),
    **dict.fromkeys(
        ("lightGray", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid"), 0.25
    ),
    "lightTrellis": 0.35,
    "gray125": 0.125,
    "gray0625": 0.0625,
}
"""How much of the ground the marks of a pattern cover."""
_RAISED = 0.65
"""How large raised and lowered letters are beside others."""
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


@dataclass(frozen=True, slots=True)
class FontLook:
    """The letters of a cell or of a run in it."""

    colour: str = BLACK
    size: float = 11.0
    struck: bool = False
    symbols: bool = False
    """Whether the font draws other signs than the letters that are stored."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell format: the number format's code, the letters and the ground."""

    code: str = GENERAL
    font: FontLook = FontLook()
    ground: str = WHITE
    indent: int = 0
    """In steps of about a digit and a half."""
    turned: bool = False
    """Whether the letters stand otherwise than in a line from the left."""
    wrapped: bool = False
    shrunk: bool = False
    """Whether letters that have no room are made smaller until they have."""


_ORDINARY = CellLook()


class Styles:
    """The formats of a workbook by number. A number that has none is the format of an untouched cell."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._theme = _theme(theme)
        self._unseen: dict[int, str] = {}
        told = (
            [str(e.get("rgb", ""))[-6:].upper() for e in named(root, "rgbColor")] if root is not None else []
        )
        self._indexed = (*(one if _SIX.fullmatch(one) else BLACK for one in told), *_INDEXED[len(told) :])
        codes = dict(BUILT_IN)
        for element in named(root, "numFmt") if root is not None else ():
            codes[whole(element.get("numFmtId"), -1)] = str(element.get("formatCode", GENERAL))
        fonts = [self.font(element) for element in _children(root, "fonts")]
        grounds = [self._ground(element) for element in _children(root, "fills")]
        self._looks = [
            CellLook(
                codes.get(whole(element.get("numFmtId")), GENERAL),
                _at(fonts, whole(element.get("fontId")), FontLook()),
                _at(grounds, whole(element.get("fillId")), WHITE),
                **_alignment(element),
            )
            for element in _children(root, "cellXfs")
        ]

    def __getitem__(self, number: int) -> CellLook:
        return self._looks[number] if 0 <= number < len(self._looks) else _ORDINARY

    def unseen(self, number: int) -> str:
        """Why letters in a format are not read as they stand: see :func:`unseen`."""
        if number not in self._unseen:
            look = self[number]
            self._unseen[number] = unseen(look.font, look.ground)
        return self._unseen[number]

    def of_format(self, name: str) -> str:
        """The colour that a number format calls by name, or by its number: ``color 9``."""
        number = whole(name.removeprefix("color").strip(), 0)
        return _OF_FORMATS.get(name) or _at(self._indexed, number + 7, BLACK)

    def font(self, element: Element, over: FontLook | None = None) -> FontLook:
        """The letters that a font, or a run's own look over its cell's, gives."""
        base = over or FontLook()
        size, struck, colour = (child(element, name) for name in ("sz", "strike", "color"))
        named_font = next(
            (e for e in (child(element, "name"), child(element, "rFont")) if e is not None), None
        )
        raised = child(element, "vertAlign")
        smaller = _RAISED if raised is not None and raised.get("val") in ("superscript", "subscript") else 1.0
        return FontLook(
            self._colour(colour, base.colour) if colour is not None else base.colour,
            smaller * (decimal(size.get("val"), base.size) if size is not None else base.size),
            is_on(struck.get("val"), True) if struck is not None else base.struck,
            _SYMBOLS.match(str(named_font.get("val", ""))) is not None
            if named_font is not None
            else base.symbols,
        )

    def _ground(self, element: Element) -> str:
        stops = [self._colour(e, WHITE) for e in named(element, "color")]
        if stops and child(element, "gradientFill") is not None:
            return stops[0] if len(set(stops)) == 1 else _mixed(stops[0], stops[-1], 0.5)
        pattern = child(element, "patternFill")
        kind = str(pattern.get("patternType", "none")) if pattern is not None else "none"
        front, back = child(pattern, "fgColor"), child(pattern, "bgColor")
        if kind not in _COVERED or pattern is None:
            return WHITE
        fore = self._colour(front, BLACK if kind != "solid" else WHITE) if front is not None else BLACK
        if kind == "solid":
            return fore if front is not None else WHITE
        return _mixed(fore, self._colour(back, WHITE) if back is not None else WHITE, _COVERED[kind])

    def _colour(self, element: Element, otherwise: str) -> str:
        rgb = str(element.get("rgb", ""))[-6:]
        if _SIX.fullmatch(rgb):
            return _tinted(rgb.upper(), decimal(element.get("tint"), 0.0))
        if element.get("indexed") is not None:
            # 64 and 65 are what the computer has for letters and for the ground.
            return _at(self._indexed, whole(element.get("indexed"), 64), otherwise)
        if element.get("theme") is not None:
            number = whole(element.get("theme"), len(_THEME))
            name = _THEME[number] if number < len(_THEME) else ""
            return _tinted(self._theme.get(name, otherwise), decimal(element.get("tint"), 0.0))
        return otherwise


def unseen(font: FontLook, ground: str) -> str:
    """Why letters are not read as they stand: "colour", "size", "symbols" or "struck"; empty when they are."""
    if contrast(font.colour, ground) < _LEAST_CONTRAST:
        return "colour"
    if font.size < SMALLEST:
        return "size"
    if font.symbols:
        return "symbols"
    return "struck" if font.struck else ""


def _alignment(element: Element) -> dict[str, Any]:
    told = child(element, "alignment")
    if told is None:
        return {}
    return {
        "indent": whole(told.get("indent")),
        "turned": whole(told.get("textRotation")) != 0,
        "wrapped": is_on(told.get("wrapText")),
        "shrunk": is_on(told.get("shrinkToFit")) and not is_on(told.get("wrapText")),
    }


def _mixed(front: str, back: str, share: float) -> str:
    """The colour that an eye sees of two, of which the first covers a share of the ground."""
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _theme(root: Element | None) -> Mapping[str, str]:
    found = {"lt1": WHITE, "dk1": BLACK}
    scheme = next(iter(named(root, "clrScheme")), None) if root is not None else None
    for element in scheme if scheme is not None else ():
        name = str(element.tag).rpartition("}")[2]
        for colour in element:
            told = str(colour.get("lastClr") or colour.get("val", ""))
            if _SIX.fullmatch(told):
                found[name] = told.upper()
    return found


def _tinted(colour: str, tint: float) -> str:
    if not tint or not -1 <= tint <= 1:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, min(light, 1), saturation))


def _children(root: Element | None, name: str) -> list[Element]:
    parent = child(root, name)
    return [element for element in parent if isinstance(element.tag, str)] if parent is not None else []


def _at(found: Sequence[T], number: int, otherwise: T) -> T:
    return found[number] if 0 <= number < len(found) else otherwise
