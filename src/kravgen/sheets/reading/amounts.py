"""Amounts that somebody has written as text: "1 200,50 kr". What could be two amounts is none."""

from __future__ import annotations

import re
from decimal import Decimal

_BLANK = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
_AMOUNT = re.compile(
    r"(?:(?:kr\.?|sek)\s?)?"
    r"(?P<sign>[-\u2212\u2013]?)\s?"
    r"(?P<whole>\d{1,3}(?P<apart>[ .,'])\d{3}(?:(?P=apart)\d{3})*|\d{1,15})"
    r"(?:(?P<point>[.,])(?P<part>\d{1,10}))?"
    r"(?:\s?(?:kr|sek|kronor)\.?|:-|,-|\s?:-)?",
    re.IGNORECASE | re.ASCII,
)


def amount(text: str) -> Decimal | None:
    """The amount that a text is, in kronor; None when it is no amount, or may be read as two.

    "1.200" and "1,200" may be twelve hundred or a little more than one.
    """
    found = _AMOUNT.fullmatch(_BLANK.sub(" ", text[:100]).strip()) if len(text) <= 100 else None
    if not found:
        return None
    apart, point, part = found["apart"], found["point"], found["part"] or ""
    whole = found["whole"]
    if apart in (".", ",") and (apart == point or (not part and whole.count(apart) == 1)):
        return None
    if point and len(part) == 3 and not apart and len(whole) <= 3 and whole != "0":
        return None
    digits = re.sub("[^0-9]", "", whole)
    return Decimal(f"{'-' if found['sign'] else ''}{digits}.{part or '0'}")
