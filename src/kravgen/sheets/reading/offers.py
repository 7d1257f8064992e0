"""What a bidder has given in a price sheet: a price, a discount or a consumption. What may mean two things is nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from kravgen.award.model import CENT, Price
from kravgen.i18n import _, _n
from kravgen.library.prices import Measure
from kravgen.sheets.formulas import LEAST_DISCOUNT, MOST, WHOLE
from kravgen.sheets.reading.amounts import amount
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.formats import DisplayedValue

_KRONOR = re.compile(r"(?:kr|sek|kronor)?[\s.,:-]*", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|procent)\s*$", re.IGNORECASE)
_MONEY = re.compile(r"kr|sek|[:,]-", re.IGNORECASE)
_CURRENCY = re.compile(r"[€$£]|\b(?:eur|euro|usd|dollar|gbp|pund|nok|dkk|chf)\b", re.IGNORECASE)
_VAT = re.compile(r"\b(?:moms|vat|mervärdesskatt)", re.IGNORECASE)
_NOISE = Decimal("1e-12")
"""What programs lose when they count, as a part of the number."""
_EXACT = Context(prec=60)
_NOT_COUNTED = _n("It is not counted. Ask the bidder what applies, if the rules allow it.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What is given, as far as it counts. ``wrong`` is what is told of it, with the cell as ``place`` and its ``words``."""

    value: Decimal | None
    wrong: str = ""
    hint: str = ""


def offer(cell: FoundCell, shown: DisplayedValue, price: Price) -> Offer:
    """What a cell gives for a price. The cell shows what it holds."""
    value = _number(cell, shown, price.measure)
    if value is None:
        return _refused(_unread(shown.words))
    if value < 0:
        return _refused(_n("{place}: the number is negative: {words}"))
    if price.measure == "discount":
        if value > WHOLE:
            return _refused(_n("{place}: the discount is larger than 100 percent: {words}"))
        if _is_share(value, cell, shown):
            return _refused(_n("{place}: the discount may be a share, as 0.15 is of 15 percent: {words}"))
    if value > MOST:
        return _refused(_n("{place}: the number is unreasonably large: {words}"))
    if price.measure != "consumption" and value != value.quantize(CENT, ROUND_HALF_UP, _EXACT):
        hint = _("It is counted as it stands. Ask the bidder what applies, if the rules allow it.")
        return Offer(value, _n("{place}: the number has more than two decimals: {words}"), hint)
    return Offer(value)


def number_in(cell: FoundCell) -> Decimal | None:
    """The number in a cell, also written as text; None when it is none."""
    return cell.number if cell.number is not None else amount(cell.words) if cell.kind == "text" else None


def _refused(why: str) -> Offer:
    return Offer(None, why, _(_NOT_COUNTED))


def _unread(words: str) -> str:
    if _VAT.search(words):
        return _n("{place}: the price speaks of VAT, and prices are without: {words}")
    if _CURRENCY.search(words):
        return _n("{place}: the price is in another currency: {words}")
    return _n("{place}: this cannot be read as a number: {words}")


def _number(cell: FoundCell, shown: DisplayedValue, measure: Measure) -> Decimal | None:
    """The number that is meant; None for a number of something else, such as a price in another currency or a day."""
    if cell.number is not None:
        unit = shown.unit.strip()
        fits = unit in ("", "%") if measure == "discount" else _KRONOR.fullmatch(unit) is not None
        if measure == "consumption":
            fits = not unit
        return _without_noise(cell.number) if fits else None
    if cell.kind != "text":
        return None
    words = _PERCENT.sub("", cell.words) if measure == "discount" else cell.words
    return amount(words) if measure == "price" or not _MONEY.search(words) else None


def _is_share(value: Decimal, cell: FoundCell, shown: DisplayedValue) -> bool:
    """Whether a discount is less than one percent, or is shown as another number of percent than the cell holds."""
    if 0 < value < LEAST_DISCOUNT:
        return True
    told = amount(_PERCENT.sub("", shown.words)) if cell.number is not None and shown.unit == "%" else value
    return told != value


def _without_noise(number: Decimal) -> Decimal:
    near = number.quantize(CENT, ROUND_HALF_UP, _EXACT)
    return near if abs(number - near) <= abs(number) * _NOISE else number
