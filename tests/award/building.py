"""Rows, criteria and tenders in few words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kravgen.award.evaluate import Assessment, LotOutcome, Outcome
from kravgen.award.model import Bid, Criterion, Grade, Price

D = Decimal

Number = int | str
"""A number as it is written: a text where it has decimals."""


def row(key: str, quantity: Number | None, **other: Any) -> Price:
    """A row of the price sheet: a running cost in pieces, unless something else is said."""
    kept = {"name": key.capitalize(), "group": "running", "unit": "styck", **other}
    return Price(key=key, quantity=None if quantity is None else D(quantity), **kept)


def met(name: str, full: Number = 1, **value: Any) -> Criterion:
    """A criterion that is met or not, or in ``full`` parts."""
    return Criterion(name, name.capitalize(), D(full), (name,), **_numbers(value))


def judged(name: str, *points: Number, **value: Any) -> Criterion:
    """A criterion whose levels give ``points``."""
    levels = tuple(Grade(D(each), f"Visar {each}.") for each in points)
    return Criterion(name, name.capitalize(), D(points[-1]), (), levels, **_numbers(value))


def bid(name: str, given: Mapping[str, Number | None], **quality: Number | None) -> Bid:
    """A tender."""
    return Bid(name, _prices(given), _prices(quality))


def whole(outcome: Outcome) -> LotOutcome:
    """The only lot."""
    assert [lot.lot for lot in outcome.lots] == [""]
    return outcome.lots[0]


def of(lot: LotOutcome, name: str) -> Assessment:
    """What a tender came to."""
    return next(each for each in lot.bids if each.bid.name == name)


def ranks(lot: LotOutcome) -> dict[str, int | None]:
    """The ranks by name."""
    return {each.bid.name: each.rank for each in lot.bids}


def results(lot: LotOutcome) -> dict[str, str]:
    """The results of those that are ranked, as written."""
    return {each.bid.name: str(each.result) for each in lot.ranked}


def _prices(given: Mapping[str, Number | None]) -> dict[str, Decimal | None]:
    return {key: None if value is None else D(value) for key, value in given.items()}


def _numbers(value: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: D(number) for key, number in value.items()}
