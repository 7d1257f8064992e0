"""How much each row and each criterion weighs among the tenders there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from kravgen.award.evaluate import NOTHING, counting, possible_points, worth
from kravgen.award.model import EXACT, Bid, Criterion, rounded
from kravgen.award.stage import Stage, names, share, spread
from kravgen.library.prices import Group


@dataclass(frozen=True, slots=True)
class CriterionWeight:
    """What a criterion does to the results."""

    id: str
    title: str
    worth: Decimal
    """What it gives at most: kronor in the model with deductions, else points."""
    kronor: Decimal | None
    """What full quality lets a price rise by: the deduction, or for points what the lowest sum could rise by.

    None when no price outweighs it, and where prices do not count.
    """
    of_sums: Decimal | None
    """``kronor`` beside what lies between the highest and the lowest sum: 1 is as much."""
    spread: Decimal
    """What lies between the tenders that have most and least of it."""
    share: Decimal
    """Its part of all that tells the tenders apart, from 0 to 1."""
    without: tuple[str, ...]
    """Who would win without it."""
    decides: bool
    """Whether another would win without it."""
    can_change: bool
    """Whether there are points that would make another win, with all else as it is."""


@dataclass(frozen=True, slots=True)
class RowWeight:
    """What a row does to the sums."""

    key: str
    name: str
    group: Group
    spread: Decimal
    """What lies between the highest and the lowest amount."""
    share: Decimal
    """Its part of all that tells the tenders apart, from 0 to 1."""
    least: Decimal
    """The smallest part that it has of a tender's amounts, from 0 to 1."""
    most: Decimal
    """The largest part that it has of a tender's amounts, from 0 to 1."""


def criterion_weights(stage: Stage) -> tuple[CriterionWeight, ...]:
    """The criteria that the model has a use for, in their order."""
    whole = _whole(stage)
    sums = spread([each.total for each in stage.standing if each.total is not None])
    found = []
    for criterion in counting(stage.evaluation):
        most = worth(stage.evaluation, criterion) or NOTHING
        apart = _apart(stage, criterion)
        without = names(stage.without_criterion(criterion.id))
        kronor = _in_kronor(stage, most)
        found.append(
            CriterionWeight(
                criterion.id,
                criterion.title,
                most,
                kronor,
                share(kronor, sums) if kronor is not None and sums else None,
                apart,
                share(apart, whole),
                without,
                set(without) != set(stage.winners),
                _can_change(stage, [criterion]),
            )
        )
    return tuple(found)


def row_weights(stage: Stage) -> tuple[RowWeight, ...]:
    """The rows, the heaviest first; none where prices do not count."""
    if not stage.compares_prices:
        return ()
    apart = {row.key: spread([each.amounts[row.key] for each in stage.tenders]) for row in stage.rows}
    whole, prices = _whole(stage), _of_prices(stage)
    together = sum(apart.values(), NOTHING)
    gross = [sum(map(abs, each.amounts.values()), NOTHING) for each in stage.tenders]
    found = []
    for row in stage.rows:
        parts = [
            share(abs(each.amounts[row.key]), all_) for each, all_ in zip(stage.tenders, gross, strict=True)
        ]
        part = share(prices, whole) * share(apart[row.key], together)
        found.append(RowWeight(row.key, row.name, row.group, apart[row.key], part, min(parts), max(parts)))
    return tuple(sorted(found, key=lambda each: (-each.share, -each.most, each.key)))


def least_points(criterion: Criterion) -> Decimal:
    """The fewest points that somebody can have."""
    return min(_steps(criterion), default=Decimal(0))


def most_points(criterion: Criterion) -> Decimal:
    """The most points that somebody can have."""
    return max(_steps(criterion), default=criterion.full.to_integral_value(ROUND_FLOOR))


def _steps(criterion: Criterion) -> list[Decimal]:
    return [level.points for level in criterion.levels if possible_points(criterion, level.points)]


def quality_can_change(stage: Stage) -> bool:
    """Whether any points, for all criteria together, would make another win."""
    return _can_change(stage, counting(stage.evaluation))


def _can_change(stage: Stage, criteria: Sequence[Criterion]) -> bool:
    """Whether any points for the criteria would make another win, with all else as it is.

    More quality never worsens a tender, and does nothing to the results of others. So if every winner still is one when it
    alone has the fewest points and all others have the most, nobody can pass any of them; and else there are points with
    which somebody does.
    """

    def worst(winner: Bid) -> tuple[str, ...]:
        def points(bid: Bid) -> Mapping[str, Decimal | None]:
            given = least_points if bid is winner else most_points
            return {**bid.quality, **{criterion.id: given(criterion) for criterion in criteria}}

        return names(stage.with_quality(points))

    winners = set(stage.winners)
    return any(set(worst(each.bid)) != winners for each in stage.standing if each.rank == 1)


def _apart(stage: Stage, criterion: Criterion) -> Decimal:
    return spread([{**each.deductions, **each.points}[criterion.id] for each in stage.standing])


def _of_prices(stage: Stage) -> Decimal:
    """What the prices tell the tenders apart by: kronor, or points for the price."""
    if stage.evaluation.model == "weighted_points":
        return spread([each.price_points for each in stage.standing if each.price_points is not None])
    together = (spread([each.amounts[row.key] for each in stage.tenders]) for row in stage.rows)
    return sum(together, NOTHING) if stage.compares_prices else NOTHING


def _whole(stage: Stage) -> Decimal:
    criteria = (_apart(stage, criterion) for criterion in counting(stage.evaluation))
    return sum(criteria, _of_prices(stage))


def _in_kronor(stage: Stage, most: Decimal) -> Decimal | None:
    """What the price may rise by for the worth. Of points: what the lowest sum may rise by before it has lost as many."""
    weight = stage.evaluation.price_weight
    if stage.evaluation.model == "price_deduction":
        return most
    if stage.evaluation.model != "weighted_points" or weight is None or most >= weight:
        return None
    lowest = min(each.total for each in stage.standing if each.total is not None)
    return rounded(EXACT.divide(EXACT.multiply(lowest, most), weight - most))
