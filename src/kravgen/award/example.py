"""A worked example: three made-up tenders for the real rows, compared as the real ones will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kravgen.award.evaluate import LotOutcome, Outcome, counting, evaluate, open_points, settled
from kravgen.award.made_up import barely_dearer, three
from kravgen.award.model import Bid, Criterion, Evaluation, Price
from kravgen.award.wording import steps

_DEARER = tuple(map(Decimal, ("1.20", "1.15", "1.10", "1.05", "1.02", "1.00", "0.97", "0.95")))
"""How dear the tender with all quality may be: the first at which it wins without being the cheapest is taken."""


@dataclass(frozen=True, slots=True)
class Example:
    """Three made-up tenders and what they come to, by the rows and criteria that are settled."""

    evaluation: Evaluation
    prices: tuple[Price, ...]
    bids: tuple[Bid, ...]
    outcome: Outcome
    left_out: tuple[str, ...] = ()
    """The names of rows and criteria that are not settled and are not in the example."""


@dataclass(frozen=True, slots=True)
class Worked:
    """How one tender's result is worked out in one lot, a line a step, and its rank."""

    lot: str
    """The name of the lot; empty when the purchase is not divided."""
    name: str
    rank: int
    steps: tuple[str, ...]


def example(evaluation: Evaluation, prices: Sequence[Price]) -> Example | None:
    """The example; None when so much is open that nothing can be compared."""
    whole, rows, left_out = settled(evaluation, prices)
    if open_points(whole, rows):
        return None
    bids, outcome = _told_apart(whole, rows)
    if not any(lot.ranked for lot in outcome.lots):
        return None
    return Example(whole, rows, bids, outcome, left_out)


def worked(example: Example) -> tuple[Worked, ...]:
    """The example step by step in the language in use: lot by lot, each tender in the order of its rank."""
    return tuple(
        Worked(
            lot.name,
            bid.bid.name,
            bid.rank,
            steps(example.evaluation, example.prices, lot, bid),
        )
        for lot in example.outcome.lots
        for bid in lot.bids
        if bid.rank is not None
    )


def _told_apart(evaluation: Evaluation, rows: Sequence[Price]) -> tuple[tuple[Bid, ...], Outcome]:
    """Tenders of which the dear one wins by its quality in the first lot, when quality is worth that much."""
    criteria = counting(evaluation)
    usual = three(rows, criteria)
    for bids in _tried(rows, criteria) if criteria else ():
        outcome = evaluate(evaluation, rows, bids)
        if _won_by_quality(outcome.lots[0]):
            return bids, outcome
    return usual, evaluate(evaluation, rows, usual)


def _tried(rows: Sequence[Price], criteria: Sequence[Criterion]) -> Iterator[tuple[Bid, ...]]:
    for dearer in _DEARER:
        yield three(rows, criteria, dearer)
    cheap, middle, dear = three(rows, criteria)
    yield cheap, middle, barely_dearer(rows, cheap, dear)


def _won_by_quality(lot: LotOutcome) -> bool:
    totals = [each.total for each in lot.ranked if each.total is not None]
    return len(lot.first) == 1 and lot.first[0].total != min(totals)
