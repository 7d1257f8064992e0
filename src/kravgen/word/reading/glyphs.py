"""Fonts that show another sign than the character that is held: Wingdings and its likes.

A box to tick may be such a sign, and so may a whole answer. Only signs that are known for certain are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kravgen.word.reading.file import Element, value, w

FONTS = frozenset(
    (
        "wingdings",
        "wingdings 2",
        "wingdings 3",
        "webdings",
        "symbol",
        "zapfdingbats",
        "monotype sorts",
        "marlett",
    )
)
"""The fonts that show signs in the place of letters, in lower case."""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands for a sign that is not known."""

_EMPTY = frozenset("\u2610\u25a1\u25a2\u25fb\u2751\u2752\u2750\u274f\u2b1c")
_TICKED = frozenset("\u2611\u2612\u2327\U0001f5f5\U0001f5f7\U0001f5f9")
# A sign may be followed by one that only chooses between a coloured and a plain look.
_LOOKS = "\ufe0e\ufe0f"
_OWN, _LAST_OWN = 0xF000, 0xF0FF
_SURROGATES, _LAST = range(0xD800, 0xE000), 0x10FFFF
_EXTENDED = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
SYMBOL_EX = f"{_EXTENDED}symEx"
_CODE = re.compile("[0-9A-Fa-f]{1,6}")

_SIGNS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        0x4A: "\u263a",
        0x4C: "\u2639",
        0x6C: "\u25cf",
        0x6F: "\u25a1",
        0x70: "\u2750",
        0x71: "\u2751",
        0x72: "\u2752",
        0x78: "\u2327",
        0xA7: "\u25aa",
        0xA8: "\u25fb",
        0xD8: "\u27a2",
        0xDF: "\u2190",
        0xE0: "\u2192",
        0xE8: "\u2794",
        0xF3: "\u2b04",
        0xFB: "\u2717",
        0xFC: "\u2713",
        0xFD: "\u2612",
        0xFE: "\u2611",
    },
    "wingdings 2": {
        0x4F: "\u2717",
        0x50: "\u2713",
        0x51: "\u2612",
        0x52: "\u2611",
        0x53: "\u2612",
        0x54: "\u2612",
        0xA3: "\u25a1",
    },
    "webdings": {0x61: "\u2713", 0x63: "\u25a1", 0x72: "\u2717"},
    "symbol": {
        0xA3: "\u2264",
        0xAC: "\u2190",
        0xAE: "\u2192",
        0xB0: "\u00b0",
        0xB1: "\u00b1",
        0xB3: "\u2265",
        0xB4: "\u00d7",
        0xB7: "\u2022",
        0xB9: "\u2260",
        0xBB: "\u2248",
        0xD6: "\u221a",
        0xDE: "\u21d2",
    },
}


def sign(font: str, code: int) -> str:
    """The sign that a font shows for a character; :data:`UNKNOWN` when that is not known."""
    name = font.lower()
    if _OWN <= code <= _LAST_OWN:
        return _SIGNS.get(name, {}).get(code - _OWN, UNKNOWN)
    if name in FONTS and code <= 0xFF:
        return _SIGNS.get(name, {}).get(code, UNKNOWN)
    # What the font does not have is shown in another, as it is.
    return UNKNOWN if code in _SURROGATES or code > _LAST else chr(code)


def signs(font: str, text: str) -> str:
    """The signs that a font shows for a text. Blanks are blanks in every font."""
    return "".join(letter if letter.isspace() else sign(font, ord(letter)) for letter in text)


def sign_of(font: str, code: str) -> str:
    """The sign that a font shows for a character whose number (hexadecimal) somebody else has written."""
    return sign(font, int(code, 16)) if _CODE.fullmatch(code) else UNKNOWN


def symbol(element: Element) -> str:
    """The sign that a ``w:sym`` shows."""
    return sign_of(value(element, "font"), value(element, "char"))


def extended_symbol(element: Element) -> str:
    """The sign that a newer Word writes by its number, as it does with emoji."""
    code = str(element.get(f"{_EXTENDED}char", ""))
    return sign("", int(code, 16)) if _CODE.fullmatch(code) else UNKNOWN


def glyph_font(properties: Element | None) -> str | None:
    """The font of signs that a ``w:rPr`` sets; empty when it sets another font, None when it sets none."""
    fonts = properties.find(w("rFonts")) if properties is not None else None
    if fonts is None:
        return None
    names = [str(fonts.get(w(slot), "")) for slot in ("ascii", "hAnsi")]
    told = [name for name in names if name]
    if not told:
        return None
    return next((name for name in told if name.lower() in FONTS), "")


def ticked(text: str) -> bool | None:
    """Whether a box that shows the text is ticked; None when it shows anything else than one box."""
    shown = text.strip().rstrip(_LOOKS)
    if shown in _TICKED:
        return True
    return False if shown in _EMPTY else None
