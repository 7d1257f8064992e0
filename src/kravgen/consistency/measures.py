"""Amounts in a text: how long, how much money, how large a share, and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMBER = rf"\d{{1,3}}(?: \d{{3}})+|\d+(?:,\d+)?|en|{'|'.join(_WORDS[1:])}"
_UNITS = (
    r"minut(?:en|er|erna|ers)?|timm(?:e|ar|ars|en|arna)|dygn(?:et|s)?|(?:arbets|var|bank|kalender)?dag(?:en|ar|ars|arna)?"
    r"|veck(?:a|or|ors|an|orna)|månad(?:en|er|ers|erna)?|år(?:en|et|s)?|miljoner kronor|kronor|kr|tkr|mkr|procent|%"
)
_AMOUNT = re.compile(
    rf"(?<![\w§.,:/-])(?=[\detfsån])(?P<number>{_NUMBER}) +(?P<unit>{_UNITS})(?!\w)"
    r"|(?<![\w-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
    rf"|(?<!\w)(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})",
)
_SIGNS = (
    *(
        " minut",
        " timm",
        " dygn",
        " dag",
        " arbetsdag",
        " vardag",
        " bankdag",
        " kalenderdag",
        " veck",
        " månad",
    ),
    *(" år", " kr", " tkr", " mkr", " milj", " procent", "%", "20", "19"),
)
"""A text without any of these has no amount, and most have none."""
_HOURS = (
    *(("minut", 1 / 60), ("timm", 1), ("dygn", 24), ("veck", 168), ("månad", 730), ("år", 8760)),
    *(("arbetsdag", 24.001), ("vardag", 24.001), ("bankdag", 24.001), ("kalenderdag", 24), ("dag", 24)),
)
"""Hours of each unit. Working days are nearly days: ten of them are not ten days, and more than nine."""
_KRONOR = {"kronor": 1, "kr": 1, "tkr": 1_000, "mkr": 1_000_000, "miljoner kronor": 1_000_000}


class Amount(NamedTuple):
    """An amount: what sort it is, how much in the sort's own unit, and as it stands."""

    sort: str
    value: float | str
    text: str


Found = Sequence[tuple[Amount, int, int]]


def amounts(text: str) -> Found:
    """The amounts in a text in small letters, each with where it begins and ends."""
    for sign in _SIGNS:
        if sign in text:
            break
    else:
        return ()
    return [(_amount(found), found.start(), found.end()) for found in _AMOUNT.finditer(text)]


def masked(text: str, found: Found) -> str:
    """The text with a sign for each amount, so that texts that differ in them alone are equal."""
    pieces: list[str] = []
    at = 0
    for amount, start, end in found:
        pieces += (text[at:start], f"#{amount.sort}#")
        at = end
    return "".join((*pieces, text[at:]))


def _amount(found: re.Match[str]) -> Amount:
    if found["iso"]:
        return Amount("date", found["iso"], found[0])
    if found["day"]:
        month = _MONTHS.index(found["month"]) + 1
        return Amount("date", f"{found['year']}-{month:02}-{int(found['day']):02}", found[0])
    number, unit = _number(found["number"]), found["unit"]
    if unit in ("procent", "%"):
        return Amount("share", number, found[0])
    if unit in _KRONOR:
        return Amount("money", number * _KRONOR[unit], found[0])
    hours = next(hours for stem, hours in _HOURS if unit.startswith(stem))
    return Amount("time", round(number * hours, 3), found[0])


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(re.sub(r"\s", "", text).replace(",", "."))
    return 1 if text == "en" else _WORDS.index(text)
