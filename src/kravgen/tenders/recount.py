"""The comparison sum a second time, out of the cells that have come back.

On purpose nothing is shared with how :mod:`kravgen.award` works a sum out: volumes, rates and prices are those in the
cells and not those of the record, the numbers are whole ones with a count of decimals, and the rows are taken from the
last to the first. What the two ways disagree about is then seen, whichever of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kravgen.award.model import Price
from kravgen.sheets.reading.priced import PricedRow

_DIGITS = 15
"""So many figures has a number in a spreadsheet: those after it are what the program lost when it counted."""
_AROUND = re.compile(r"(?i)\s|kronor|kr\.?|sek|procent|%|:-|,-$")
_WRITTEN = re.compile(r"(\d{1,15})(?:[.,](\d{1,10}))?")


def recounted(prices: Sequence[Price], rows: Mapping[str, PricedRow]) -> Mapping[str, int | None]:
    """What each price adds to the sum, in öre, by key; None where the cells do not tell."""
    return {
        price.key: _cents(price, rows[price.key]) if price.key in rows else None for price in reversed(prices)
    }


def _cents(price: Price, row: PricedRow) -> int | None:
    volume, given = _number(row.quantity), _number(row.given)
    if volume is None or given is None:
        return None
    if price.measure == "discount":
        # A percent of a krona is an öre.
        figures, decimals = given
        left = 100 * 10**decimals - figures
        return _whole(volume[0] * left, volume[1] + decimals)
    rate = _number(row.rate) if price.measure == "consumption" else (1, 0)
    if rate is None:
        return None
    cents = _whole(100 * volume[0] * given[0] * rate[0], volume[1] + given[1] + rate[1])
    return -cents if price.sign == "income" else cents


def _whole(figures: int, decimals: int) -> int:
    """The number without its decimals, half of one up: none of the amounts is below zero here."""
    one = int(10**decimals)
    return (2 * figures + one) // (2 * one)


def _number(words: str) -> tuple[int, int] | None:
    """The number that a cell stores, as a program writes it or as somebody has: its figures, and how many are decimals."""
    try:
        told = f"{float(words):.{_DIGITS}g}"
    except ValueError:
        found = _WRITTEN.fullmatch(_AROUND.sub("", words[:100]))
        return (int(found[1] + (found[2] or "")), len(found[2] or "")) if found else None
    figures, _e, power = told.partition("e")
    whole, _point, part = figures.partition(".")
    if not (whole + part).isdigit():
        return None
    moved = len(part) - int(power or 0)
    found_figures = int(whole + part)
    return (found_figures, moved) if moved >= 0 else (int(f"{found_figures}{'0' * -moved}"), 0)
