"""What formatting says about characters and paragraphs, as values that can be laid on one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from kravgen.word.markup import W14
from kravgen.word.reading.file import Element, is_on, value, w
from kravgen.word.reading.palette import NONE, Colour, Shading


class Fill(NamedTuple):
    """The newer way to colour text: with digits or the name of a theme colour."""

    digits: str | None
    name: str | None
    through: float = 0.0
    """How much of the ground shines through, up to 1."""
    lightness: tuple[float, float] = (1.0, 0.0)
    """What the lightness of the colour is multiplied by, and what is added to it."""


Layer = Mapping[str, Any]
"""Properties by name. A layer on another one hides what the lower says about the same."""
NOTHING: Layer = {}

TOGGLES = frozenset(
    ("b", "i", "caps", "smallCaps", "strike", "vanish", "emboss", "imprint", "outline", "bCs", "iCs")
)
"""What two kinds of styles turn on and off again between them."""
_SWITCHES = frozenset((*TOGGLES, "dstrike", "specVanish", "rtl", "cs"))
_PLAIN = frozenset(("sz", "szCs", "position", "spacing", "w", "vertAlign", "highlight", "fitText"))
_NAMES = {w(name): name for name in (*_SWITCHES, *_PLAIN, "color", "shd", "rFonts", "lang")}
_THEME = tuple(map(w, ("themeColor", "themeTint", "themeShade")))
_SHADING = tuple(map(w, ("val", "color", "themeColor", "themeTint", "themeShade"))) + tuple(
    map(w, ("fill", "themeFill", "themeFillTint", "themeFillShade"))
)
_FONTS = tuple((slot, w(slot), w(f"{slot}Theme")) for slot in ("ascii", "hAnsi", "eastAsia"))
_COMPLEX = ("csFont", w("cs"), w("cstheme"))
_STYLE, _JC, _SHD, _LISTED = w("pStyle"), w("jc"), w("shd"), w("numPr")
OF_PARAGRAPHS = frozenset((_STYLE, _JC, _SHD))
"""The names of the properties of a paragraph that count here."""
_FILL, _OUTLINE = f"{{{W14}}}textFill", f"{{{W14}}}textOutline"
_THICK = 25_400
"""In English metric units: so thick an outline covers the letters."""
_HEX = re.compile("[0-9A-Fa-f]{6}")
STRETCHED = ("both", "distribute", "lowKashida", "mediumKashida", "highKashida", "thaiDistribute")
"""How paragraphs are set whose lines go from margin to margin."""
_MEASURE = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,20})?)(pt|mm|cm|in|pc|pi|%)?")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "pi": 12.0}


def characters(properties: Element | None) -> Layer:
    """What ``w:rPr`` says."""
    if properties is None:
        return NOTHING
    found: dict[str, Any] = {}
    for child in properties:
        name = _NAMES.get(str(child.tag))
        if name in _SWITCHES:
            found[name] = is_on(child)
        elif name in _PLAIN:
            found[name] = value(child)
        elif name == "color":
            found["color"] = colour(child, "val")
            # The newer element is written beside the older one; alone, the older one is what counts.
            found.setdefault("fill", None)
        elif name == "shd":
            found["shd"] = shading(child)
        elif name == "rFonts":
            for slot, key, theme in (*_FONTS, _COMPLEX):
                if child.get(theme) or child.get(key):
                    found[slot] = (child.get(theme), child.get(key))
            if child.get(w("hint")):
                found["hint"] = child.get(w("hint"))
        elif name == "lang":
            found |= {
                key: child.get(w(attribute))
                for key, attribute in (("lang", "val"), ("langBidi", "bidi"))
                if child.get(w(attribute))
            }
        elif child.tag == _FILL:
            found["fill"] = _filled(child)
        elif child.tag == _OUTLINE:
            thick = measure(str(child.get(f"{{{W14}}}w", "")), 1, 0) >= _THICK
            rim = _filled(child) if thick else None
            if rim is not None and rim.digits:
                found["rim"] = rim
    return found


def paragraphs(properties: Element | None) -> Layer:
    """What ``w:pPr`` says about how the paragraph is set, and which style it names."""
    if properties is None:
        return NOTHING
    found: dict[str, Any] = {}
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            found["style"] = value(child)
        elif tag == _JC:
            found["jc"] = value(child)
        elif tag == _SHD:
            found["shd"] = shading(child)
        elif tag == _LISTED:
            for key in ("numId", "ilvl"):
                if text := value(child.find(w(key))):
                    found[key] = text
    return found


def colour(element: Element, digits: str) -> Colour:
    """A colour as it is written; ``digits`` is the attribute that holds its digits."""
    return (element.get(w(digits)), *(element.get(key) for key in _THEME))


def shading(element: Element | None) -> Shading:
    """A ground as it is written."""
    return tuple(element.get(key) for key in _SHADING) if element is not None else NONE


def measure(text: str | None, unit: float, otherwise: float) -> float:
    """A size in a unit of so many points, from a number of such units or from one with a unit of its own."""
    found = _MEASURE.fullmatch(text or "")
    if not found:
        return otherwise
    return float(found[1]) * _POINTS[found[2]] / unit if found[2] in _POINTS else float(found[1])


def _filled(fill: Element) -> Fill | None:
    kind = fill[0] if len(fill) else None
    if kind is None:
        return None
    if kind.tag == f"{{{W14}}}noFill":
        return Fill(None, None, 1.0)
    if kind.tag == f"{{{W14}}}gradFill":
        stops = [_coloured(stop[0]) for stop in kind.iter(f"{{{W14}}}gs") if len(stop)]
        # The letters can be read where they are darkest; with colours of the theme none can be told.
        dark = [(_light(stop.digits), stop) for stop in stops if stop.digits and _HEX.fullmatch(stop.digits)]
        return min(dark, key=lambda each: each[0])[1] if dark and len(dark) == len(stops) else Fill("", None)
    colour = kind[0] if kind.tag == f"{{{W14}}}solidFill" and len(kind) else None
    return Fill("", None) if colour is None else _coloured(colour)


def _light(digits: str) -> int:
    return sum(bytes.fromhex(digits))


def _coloured(colour: Element) -> Fill:
    told = {str(change.tag).rsplit("}", 1)[-1]: measure(_of_w14(change), 1, 0) / 100_000 for change in colour}
    through = min(max(told.pop("alpha", 0.0), 0.0), 1.0)
    if told.keys() - {"lumMod", "lumOff"}:
        return Fill("", None, through)
    text, lightness = _of_w14(colour), (told.get("lumMod", 1.0), told.get("lumOff", 0.0))
    if colour.tag == f"{{{W14}}}schemeClr":
        return Fill(None, text, through, lightness)
    return Fill(text, None, through, lightness)


def _of_w14(element: Element) -> str:
    return str(element.get(f"{{{W14}}}val") or element.get("val") or "")
