"""How little it takes to change who wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kravgen.award.evaluate import NOTHING, Assessment, Priced
from kravgen.award.model import CENT, rounded
from kravgen.award.stage import Stage, names, share
from kravgen.library.prices import Group

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Margin:
    """By how much the second must lower its comparison sum to win alone."""

    second: str
    first: tuple[str, ...]
    kronor: Decimal | None
    """None when no price would do."""
    share: Decimal | None
    """The same as a part of its sum, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Who would win if a part of the price sheet came to a tenth more, or less, for everybody."""

    group: Group
    more: tuple[str, ...]
    less: tuple[str, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two tenders that change places when a third has not come."""

    without: str
    ahead: str
    """Who is ahead when all three are there."""
    behind: str


def margin(stage: Stage) -> Margin | None:
    """What the second lacks; None when there is no second, or prices do not count."""
    others = [each for each in stage.standing if each.rank != 1]
    if not others or not stage.compares_prices:
        return None
    second = others[0]
    tender = stage.tender(second.bid)
    assert tender.total is not None
    most = int((tender.total - _lowest(stage)) / CENT)

    def wins(cents: int) -> bool:
        lower = rounded(tender.total - cents * CENT) if tender.total is not None else NOTHING
        standing = stage.with_totals(lambda each: lower if each is tender else each.total or NOTHING)
        return names(standing) == (second.bid.name,)

    cents = smallest(most, wins)
    kronor = None if cents is None else rounded(cents * CENT)
    part = share(kronor, tender.total) if kronor is not None and tender.total > 0 else None
    return Margin(second.bid.name, stage.winners, kronor, part)


def _lowest(stage: Stage) -> Decimal:
    """The lowest sum that a tender can have: below zero only where the buyer is paid for something."""
    if stage.evaluation.model == "weighted_points":
        return CENT
    if all(row.sign == "cost" for row in stage.rows):
        return NOTHING
    return -sum((abs(each.total or NOTHING) + each.quality for each in stage.standing), CENT)


def smallest(most: int, holds: Callable[[int], bool]) -> int | None:
    """The smallest number from 1 to ``most`` for which it holds, when it holds for all above too; None when for none."""
    if most < 1 or not holds(most):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def group_changes(stage: Stage) -> tuple[GroupChange, ...]:
    """What a tenth more or less of each part of the price sheet would mean, where there are several parts."""
    groups = dict.fromkeys(row.group for row in stage.rows)
    if not stage.compares_prices or len(groups) < 2:
        return ()
    return tuple(_group_change(stage, group) for group in sorted(groups))


def _group_change(stage: Stage, group: Group) -> GroupChange:
    keys = [row.key for row in stage.rows if row.group == group]

    def winners(factor: Decimal) -> tuple[str, ...]:
        def changed(each: Priced) -> Decimal:
            part = sum((each.amounts[key] for key in keys), NOTHING)
            return rounded((each.total or NOTHING) + factor * part)

        return names(stage.with_totals(changed))

    more, less = winners(_TENTH), winners(-_TENTH)
    same = set(stage.winners) == set(more) == set(less)
    return GroupChange(group, more, less, not same)


def reversals(stage: Stage) -> tuple[Reversal, ...]:
    """The pairs that change places when a third tender is taken away; only points that depend on others do that."""
    if stage.evaluation.model != "weighted_points":
        return ()
    lowest = min(each.total for each in stage.tenders if each.total is not None)
    # Points for the price depend on others by the lowest sum alone: without any other tender nothing changes.
    return tuple(found for left in stage.tenders if left.total == lowest for found in _without(stage, left))


def _without(stage: Stage, left: Priced) -> Iterator[Reversal]:
    after = {id(each.bid): _rank(each) for each in stage.without_tender(left)}
    others = [each for each in stage.standing if each.bid is not left.bid]
    for ahead, behind in combinations(others, 2):
        if _rank(ahead) < _rank(behind) and after[id(ahead.bid)] > after[id(behind.bid)]:
            yield Reversal(left.bid.name, ahead.bid.name, behind.bid.name)


def _rank(each: Assessment) -> int:
    assert each.rank is not None
    return each.rank
