"""Signs that nobody sees, and letters that look like others."""

from __future__ import annotations

import re
from unicodedata import category, name

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?<=[^\w\s])\u200d(?=[^\w\s])")
"""What makes one picture of several."""
_LOOK_ALIKE = ("CYRILLIC", "GREEK")
_ALLOWED = "\u00ad\t\n\r\ufe0e\ufe0f"
"""A soft hyphen, blanks, and what chooses how an emoji is drawn: they change no word."""


def strange_signs(text: str) -> list[str]:
    """The numbers of such signs: those without width, and foreign letters in a word of Latin ones."""
    if text.isascii():
        return []
    used = set(text)
    if "\u200d" in used:
        text = _JOINED.sub("", text)
        used = set(text)
    found = {sign for sign in used if category(sign) in ("Cf", "Cc", "Co") and sign not in _ALLOWED}
    alike = {sign for sign in used if name(sign, "").startswith(_LOOK_ALIKE)}
    for word in _WORD.findall(text) if alike else ():
        if not alike.isdisjoint(word) and any(name(letter, "").startswith("LATIN") for letter in word):
            found.update(alike.intersection(word))
    return sorted(f"U+{ord(sign):04X}" for sign in found)
