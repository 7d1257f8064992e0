"""What a model would do: who wins, what decides, how little it takes to change that, and which cheap tricks win.

Everything is worked out by comparing the tenders anew with something changed: nothing here knows a formula of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import localcontext

from kravgen.award import cautions as warned
from kravgen.award.cautions import Caution
from kravgen.award.evaluate import LotOutcome, Priced, counting, evaluate, rows_of, settled
from kravgen.award.made_up import three
from kravgen.award.model import EXACT, Bid, Evaluation, Price
from kravgen.award.sensitivity import GroupChange, Margin, Reversal, group_changes, margin, reversals
from kravgen.award.stage import Stage
from kravgen.award.tricks import Trick, tricks
from kravgen.award.weighing import CriterionWeight, RowWeight, criterion_weights, row_weights


@dataclass(frozen=True, slots=True)
class LotSimulation:
    """What the model does in one lot."""

    outcome: LotOutcome
    criteria: tuple[CriterionWeight, ...] = ()
    rows: tuple[RowWeight, ...] = ()
    """The rows, the heaviest first."""
    margin: Margin | None = None
    groups: tuple[GroupChange, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    tricks: tuple[Trick, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """What the model does, lot by lot."""

    evaluation: Evaluation
    prices: tuple[Price, ...]
    made_up: bool
    """Whether the tenders are made up, because none were given."""
    lots: tuple[LotSimulation, ...]
    left_out: tuple[str, ...] = ()
    """The names of rows and criteria that are not settled, and that made-up tenders were compared without."""


def simulate(evaluation: Evaluation, prices: Sequence[Price], bids: Sequence[Bid] = ()) -> Simulation:
    """Try the model with the tenders, or with three made-up ones when there are none.

    Made-up tenders are compared by what is settled. For given ones all of it must be, or they are not ranked.
    """
    left_out: tuple[str, ...] = ()
    rows = tuple(prices)
    tried = tuple(bids)
    if not bids:
        evaluation, rows, left_out = settled(evaluation, prices)
        tried = three(rows, counting(evaluation))
    outcome = evaluate(evaluation, rows, tried)
    with localcontext(EXACT):
        lots = tuple(_lot(evaluation, rows_of(rows, lot.lot), lot, made_up=not bids) for lot in outcome.lots)
    return Simulation(evaluation, rows, not bids, lots, left_out)


def _lot(evaluation: Evaluation, rows: Sequence[Price], outcome: LotOutcome, made_up: bool) -> LotSimulation:
    if not outcome.ranked:
        return LotSimulation(outcome)
    tenders = tuple(Priced(each.bid, each.amounts, each.total) for each in outcome.ranked)
    stage = Stage(evaluation, tuple(rows), tenders, outcome.ranked)
    criteria = criterion_weights(stage)
    heavy = row_weights(stage)
    turned = reversals(stage)
    tried = tricks(stage)
    return LotSimulation(
        outcome,
        criteria,
        heavy,
        margin(stage),
        group_changes(stage),
        turned,
        tried,
        tuple(warned.cautions(stage, criteria, heavy, turned, tried, made_up=made_up)),
    )
