"""Numbers in Swedish texts, in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
_TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_BELOW = rf"(?:(?:{_TEN})(?:\s?(?:{_ONE}))?|(?:{_ONE}))"
WORDS = rf"(?:(?:(?:{_ONE})\s?)?hundra(?:\s?(?:och\s)?{_BELOW})?|{_BELOW})"
"""A number below a thousand in words, also as several words: "ett hundra trettio"."""
_PARTS = re.compile(rf"hundra|{_TEN}|{_ONE}")
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<number>\d+(?:[ \u00a0.]\d{{3}})*(?:[.,]\d+)?|{WORDS})[ \u00a0-]*(?:%|procent(?:ig\w*|s|en)?\b)",
    re.IGNORECASE,
)


class Share(NamedTuple):
    """A number of percent in a text, and where it begins and ends."""

    value: float
    start: int
    end: int


def shares(text: str) -> Iterator[Share]:
    """The shares in a text, in the order that they stand."""
    for found in _SHARE.finditer(text):
        yield Share(value(found["number"]), found.start(), found.end())


def value(text: str) -> float:
    """The number that a text is, in figures or in words."""
    if text[0].isdigit():
        # Several points stand between thousands.
        plain = re.sub(r"\s", "", text).replace(".", "" if text.count(".") > 1 else ".")
        return float(plain.replace(",", "."))
    total = 0
    for part in _PARTS.findall(text.lower()):
        total = max(total, 1) * 100 if part == "hundra" else total + (_TENS.get(part) or _ONES[part])
    return total
