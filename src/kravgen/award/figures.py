"""Kronor, points and shares as they are written in Swedish."""

from __future__ import annotations

from decimal import Decimal

from kravgen.award.model import EXACT, rounded

_LEAST = Decimal("0.05")


def kronor(amount: Decimal) -> str:
    """Kronor and öre, with thin groups of three: 1 250 000,00."""
    return _swedish(f"{rounded(amount):,.2f}")


def plain(value: Decimal) -> str:
    """A number with no more decimals than it has: 12,5 or 3."""
    text = f"{value:,f}"
    return _swedish(text.rstrip("0").rstrip(".") if "." in text else text)


def percent(share: Decimal) -> str:
    """A share of one as a percentage without decimals, or with one when it is small. What is less still is no nothing."""
    hundred = EXACT.multiply(share, Decimal(100))
    if abs(hundred) < _LEAST:
        return "<\u00a00,1" if hundred else "0"
    return _swedish(f"{hundred:,.0f}" if abs(hundred) >= 10 else f"{hundred:.1f}")


def span(least: Decimal, most: Decimal) -> str:
    """Two shares of one as percentages, once when they look alike: 12–15."""
    low, high = percent(least), percent(most)
    return low if low == high else f"{low}\u2013{high}"


def _swedish(text: str) -> str:
    return text.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
