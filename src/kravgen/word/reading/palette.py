"""Colours as Word shows them: of the theme, with tint and shade, of patterns, and the automatic one."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

WHITE, BLACK = "FFFFFF", "000000"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX, _PART = re.compile("[0-9A-Fa-f]{6}"), re.compile("[0-9A-Fa-f]{1,2}")
_DARK = 62
"""On a ground whose luminance (of 255) is at most this, Word writes automatic text in white."""
_SLOTS = {
    "text1": "dk1",
    "dark1": "dk1",
    "tx1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "bg1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
# What a document may give another meaning: the name in its text, and the attribute of w:clrSchemeMapping.
_MAPPED = {
    "background1": "bg1",
    "text1": "t1",
    "background2": "bg2",
    "text2": "t2",
    "bg1": "bg1",
    "tx1": "t1",
    "bg2": "bg2",
    "tx2": "t2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}
_SYSTEM = {"windowText": BLACK, "window": WHITE}
_HIGHLIGHTS = {
    "black": BLACK,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": WHITE,
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_MOST_KNOWN = 2000
_PERCENT = re.compile(r"pct(\d{1,2})")

Colour = tuple[str | None, ...]
"""A colour as it is written: digits or ``auto``, the name of a theme colour, its tint and its shade."""
Shading = tuple[str | None, ...]
"""A ground as it is written: the pattern, the colour of its marks and that of what is between them."""
NONE: Shading = (None,) * 9
"""A ground that nobody has chosen."""


class Palette:
    """The colours of a document. ``mapping`` is ``w:clrSchemeMapping``, without namespace."""

    def __init__(self, theme: etree._Element | None, mapping: Mapping[str, str]) -> None:
        scheme = next(theme.iter(f"{_DRAWING}clrScheme"), None) if theme is not None else None
        self._theme = {
            str(slot.tag).rsplit("}", 1)[-1]: _of_slot(slot)
            for slot in (scheme if scheme is not None else ())
        }
        self._mapping = mapping
        self.colour = lru_cache(_MOST_KNOWN)(self._colour)
        self.ground = lru_cache(_MOST_KNOWN)(self._ground)

    def named(self, name: str) -> str:
        """The colour of the theme with the name; empty when it is not known."""
        slot = self._mapping.get(_MAPPED.get(name, ""), name)
        return self._theme.get(_SLOTS.get(slot, slot), "")

    def _colour(self, written: Colour) -> str:
        """The colour as digits, ``auto``, or empty when it is not known."""
        digits, name, tint, shade = written
        if name and name != "none" and (found := self.named(name)):
            return _toned(found, tint, shade)
        if digits and _HEX.fullmatch(digits):
            return digits.upper()
        return "auto" if digits in (None, "", "auto") else ""

    def _ground(self, shading: Shading, below: str) -> str:
        """The colour of a ground that lies on another; empty when it is not one colour, or not known."""
        pattern = shading[0]
        if pattern in (None, "nil"):
            return below
        marks, between = self.colour(shading[1:5]), self.colour(shading[5:9])
        between = below if between == "auto" else between
        marks = BLACK if marks == "auto" else marks
        percent = _PERCENT.fullmatch(pattern or "")
        if pattern == "clear":
            return between
        if pattern == "solid":
            return marks
        return mixed(marks, between, int(percent[1]) / 100) if percent and marks and between else ""


def highlight(name: str) -> str:
    """The colour of a marker pen; empty when there is none of that name."""
    return _HIGHLIGHTS.get(name, "")


def automatic(ground: str) -> str:
    """The colour that Word gives text on a ground when nobody has chosen one; empty when the ground is not known."""
    if not ground:
        return ""
    red, green, blue = _channels(ground)
    return WHITE if (blue * 29 + green * 151 + red * 76) >> 8 <= _DARK else BLACK


def mixed(one: str, other: str, part: float) -> str:
    """So large a part of one colour and the rest of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def _of_slot(slot: etree._Element) -> str:
    for colour in slot:
        text = str(colour.get("lastClr") or colour.get("val") or "")
        text = _SYSTEM.get(text, text)
        if _HEX.fullmatch(text):
            return text.upper()
    return ""


def _toned(colour: str, tint: str | None, shade: str | None) -> str:
    """The colour lighter by a tint or darker by a shade: hexadecimal parts of 255 of its lightness that are kept."""
    told = shade or tint or ""
    kept = int(told, 16) / 255 if _PART.fullmatch(told) else 1
    return relit(colour, kept, 0 if shade else 1 - kept) if kept < 1 else colour


def relit(colour: str, part: float, more: float) -> str:
    """The colour with its lightness multiplied, and then with something added to it."""
    if (part, more) == (1, 0):
        return colour
    red, green, blue = (channel / 255 for channel in _channels(colour))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = min(max(light * part + more, 0.0), 1.0)
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, light, strength))
