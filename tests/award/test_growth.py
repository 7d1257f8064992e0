"""Four times as many rows or tenders take about four times the work: calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from kravgen.award.model import Evaluation
from kravgen.award.simulate import simulate
from tests.award.building import D, bid, met, row


def _calls(work: Callable[[], object]) -> int:
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def _lots(count: int) -> Callable[[], object]:
    rows = [row(f"{lot}/{at}", at + 1, lot=str(lot)) for lot in range(count) for at in range(25)]
    return lambda: simulate(Evaluation("lowest_price"), rows)


def _tenders(count: int) -> Callable[[], object]:
    model = Evaluation("weighted_points", (met("bör", 9, weight=50),), price_weight=D(50))
    bids = [bid(f"Anbud {at}", {"sak": 1000 + at * 7 % 501}, bör=at % 10) for at in range(count)]
    return lambda: simulate(model, [row("sak", 3)], bids)


def test_the_work_follows_the_number_of_lots() -> None:
    assert _calls(_lots(40)) < 6 * _calls(_lots(10))


def test_the_work_follows_the_number_of_tenders() -> None:
    assert _calls(_tenders(160)) < 6 * _calls(_tenders(40))
