"""A small purchase to try models on."""

from __future__ import annotations

from collections.abc import Sequence

from kravgen.award.model import Bid, Evaluation, Price
from kravgen.award.simulate import LotSimulation, simulate
from tests.award.building import met, row

ROWS = (
    row("drift", 4, unit="år"),
    row("moduler", 4, unit="år"),
    row("start", 1, group="introduction"),
    row("konsult", 100, group="hours", unit="timme"),
)
GIVEN = {"drift": 100000, "moduler": 90000, "start": 200000, "konsult": 1000}
"""400 000 + 360 000 + 200 000 + 100 000 = 1 060 000."""


def tried(evaluation: Evaluation, rows: Sequence[Price], bids: Sequence[Bid] = ()) -> LotSimulation:
    """What is told of the only lot."""
    (lot,) = simulate(evaluation, rows, bids).lots
    return lot


def deductions(*amounts: int) -> Evaluation:
    """A model with a requirement for each amount: bör1, bör2 and so on."""
    criteria = tuple(met(f"bör{at}", deduction=amount) for at, amount in enumerate(amounts, 1))
    return Evaluation("price_deduction", criteria, ties=("lowest_sum", "draw"))
