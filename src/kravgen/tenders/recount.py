"""The comparison sum a second time, out of the cells that have come back.

On purpose nothing is shared with how :mod:`kravgen.award` works a sum out: volumes, rates and prices are those in the
cells and not those of the record, the numbers are fractions and whole öre, and the rows are taken from the last to the
first. What the two ways disagree about is then seen, whichever of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

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
        return _whole(volume * (100 - given))
    if price.measure == "consumption":
        rate = _number(row.rate)
        if rate is None:
            return None
        volume *= rate
    cents = _whole(100 * volume * given)
    return -cents if price.sign == "income" else cents


def _whole(cents: Fraction) -> int:
    """The nearest whole number, the greater of two: none of the amounts is below zero here."""
    return (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)


def _number(words: str) -> Fraction | None:
    """The number that a cell stores, as a program writes it or as somebody has."""
    try:
        return Fraction(f"{float(words):.{_DIGITS}g}")
    except (ValueError, OverflowError):
        pass
    found = _WRITTEN.fullmatch(_AROUND.sub("", words[:100]))
    return Fraction(f"{found[1]}.{found[2] or 0}") if found else None
