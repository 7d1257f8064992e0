"""What each tender comes to, lot by lot: the sum, what quality does to it, the result and the rank.

Nothing that is missing counts as nothing: a tender that lacks a price or points is not ranked, and what it lacks is told.
Neither the order of the rows nor that of the tenders matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from itertools import groupby
from typing import Literal

from kravgen.award.model import EXACT, Bid, Criterion, Evaluation, Price, Tie, rounded

NOTHING = Decimal("0.00")
_HIGHEST = Decimal(10) ** 15
"""Nothing that a tender gives is as high: a slip of the hand, not a price."""

Lacking = Literal[
    "rows",
    "volume",
    "value",
    "price_weight",
    "fixed_price",
    "price",
    "impossible_price",
    "points",
    "impossible_points",
    "sum",
]
"""What is missing.

There is no row to compare. The buyer has not settled a row's volume, a criterion's value, the weight of the price or the
fixed price. The tender has no price in a row, or one that can be none. Nobody has given points, or not such as there are.
The sum is not above zero, so that no points can be worked out from it.
"""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why something is not ranked. ``key`` is that of the row or the criterion."""

    what: Lacking
    key: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """A tender in a lot with its amounts by row, and the comparison sum; None when something is missing."""

    bid: Bid
    amounts: Mapping[str, Decimal]
    total: Decimal | None
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a tender comes to in a lot."""

    bid: Bid
    amounts: Mapping[str, Decimal]
    """What each row adds to the comparison sum, by key."""
    total: Decimal | None
    """The comparison sum, or the fixed price."""
    deductions: Mapping[str, Decimal] = field(default_factory=dict)
    """Kronor off the sum, by criterion, in the model with deductions."""
    price_points: Decimal | None = None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    """Points for quality, by criterion, in the models with points."""
    result: Decimal | None = None
    rank: int | None = None
    """1 is the best. Tenders that only drawing lots can tell apart have the same."""
    settled: Tie | None = None
    """What decided between it and the nearest tender with the same result; None when no other has that result."""
    lacks: tuple[Lack, ...] = ()
    """Why it is not ranked."""

    @property
    def quality(self) -> Decimal:
        """All its quality in one number: kronor in the model with deductions, else points."""
        return sum((*self.deductions.values(), *self.points.values()), NOTHING)


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """How the tenders stand in a lot, the best first; those that are not ranked come last."""

    lot: str
    name: str
    bids: tuple[Assessment, ...]
    absent: tuple[str, ...] = ()
    """The tenders that have left out the whole lot."""
    lacks: tuple[Lack, ...] = ()
    """What the buyer has not settled; nothing is ranked then."""

    @property
    def ranked(self) -> tuple[Assessment, ...]:
        """The tenders that are ranked."""
        return tuple(bid for bid in self.bids if bid.rank is not None)

    @property
    def first(self) -> tuple[Assessment, ...]:
        """The best tender; several when lots must be drawn, none when nothing is ranked."""
        return tuple(bid for bid in self.bids if bid.rank == 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the tenders stand in each lot; a purchase that is not divided is one lot without id."""

    lots: tuple[LotOutcome, ...]


def evaluate(evaluation: Evaluation, prices: Sequence[Price], bids: Sequence[Bid]) -> Outcome:
    """Compare the tenders, once for each lot."""
    with localcontext(EXACT):
        return Outcome(
            tuple(
                _lot(evaluation, lot, name, rows_of(prices, lot), bids)
                for lot, name in lots_of(evaluation, prices).items()
            )
        )


def lots_of(evaluation: Evaluation, prices: Sequence[Price]) -> dict[str, str]:
    """The names of the lots by id. A lot that only rows name is one too: no row is ever left out in silence."""
    named = {price.lot: price.lot for price in prices if price.lot}
    return {**named, **evaluation.lots} or {"": ""}


def rows_of(prices: Sequence[Price], lot: str) -> list[Price]:
    """The rows that a lot is compared by: its own, and those that belong to no lot."""
    return [price for price in prices if price.lot in ("", lot)]


def open_points(evaluation: Evaluation, rows: Sequence[Price]) -> tuple[Lack, ...]:
    """What the buyer has not settled and no tender can be compared without."""
    found = []
    if evaluation.model == "weighted_points" and evaluation.price_weight is None:
        found.append(Lack("price_weight"))
    if evaluation.model == "fixed_price":
        if evaluation.fixed_price is None:
            found.append(Lack("fixed_price"))
    else:
        found += [] if rows else [Lack("rows")]
        found += [Lack("volume", row.key) for row in rows if row.amount(NOTHING) is None]
    found += [
        Lack("value", criterion.id)
        for criterion in counting(evaluation)
        if worth(evaluation, criterion) is None or criterion.full <= 0
    ]
    return tuple(found)


def settled(
    evaluation: Evaluation, prices: Sequence[Price]
) -> tuple[Evaluation, tuple[Price, ...], tuple[str, ...]]:
    """The evaluation and the rows without what is still open, and the names of what was left out.

    Only made-up tenders may be compared so. Of points nothing is left out, since the weights are of a whole.
    """
    open_ = [price for price in prices if price.amount(NOTHING) is None]
    rows = tuple(price for price in prices if price.amount(NOTHING) is not None)
    kept = evaluation.criteria
    if evaluation.model == "price_deduction":
        kept = tuple(each for each in kept if each.deduction is not None and each.full > 0)
    left_out = [price.name for price in open_]
    left_out += [each.title for each in evaluation.criteria if each not in kept]
    # A row stands once in each lot.
    return replace(evaluation, criteria=kept), rows, tuple(dict.fromkeys(left_out))


def counting(evaluation: Evaluation) -> tuple[Criterion, ...]:
    """The criteria that the model has a use for."""
    return () if evaluation.model in ("lowest_price", "life_cycle_cost") else evaluation.criteria


def worth(evaluation: Evaluation, criterion: Criterion) -> Decimal | None:
    """What the criterion gives at most: kronor in the model with deductions, else points."""
    return criterion.deduction if evaluation.model == "price_deduction" else criterion.weight


def in_kronor(evaluation: Evaluation) -> bool:
    """Whether the result is kronor, where the lowest is best; else points, where the highest is."""
    return evaluation.model not in ("weighted_points", "fixed_price")


def priced(evaluation: Evaluation, rows: Sequence[Price], bid: Bid) -> Priced:
    """The tender's amounts and its comparison sum. What the buyer has not settled is no lack of the tender's."""
    if evaluation.model == "fixed_price":
        return Priced(bid, {}, evaluation.fixed_price)
    amounts: dict[str, Decimal] = {}
    lacks = []
    total: Decimal | None = NOTHING
    for row in rows:
        if not offered(evaluation, row, bid):
            amounts[row.key] = NOTHING
            continue
        given = bid.given.get(row.key)
        amount = None
        if given is None:
            lacks.append(Lack("price", row.key))
        elif not possible_price(row, given):
            lacks.append(Lack("impossible_price", row.key))
        else:
            amount = row.amount(given)
        if amount is not None:
            amounts[row.key] = amount
        total = None if total is None or amount is None else total + amount
    return Priced(bid, amounts, total, tuple(lacks))


def offered(evaluation: Evaluation, row: Price, bid: Bid) -> bool:
    """Whether the row counts for the tender: what only a requirement asks for that it does not meet is not offered."""
    if not row.only_with:
        return True
    met = [
        bid.quality.get(criterion.id) != 0
        for criterion in counting(evaluation)
        if not set(row.only_with).isdisjoint(criterion.items)
    ]
    return any(met) or not met


def possible_price(row: Price, given: Decimal) -> bool:
    """Whether it is a price: neither negative nor endless, and a discount is at most all of it."""
    return given.is_finite() and 0 <= given <= (100 if row.measure == "discount" else _HIGHEST)


def possible_points(criterion: Criterion, given: Decimal) -> bool:
    """Whether somebody can have given the points: those of a level, or a whole number of parts."""
    if not given.is_finite() or not 0 <= given <= criterion.full:
        return False
    if criterion.levels:
        return any(given == level.points for level in criterion.levels)
    return given == given.to_integral_value()


def ranked(evaluation: Evaluation, tenders: Sequence[Priced]) -> tuple[Assessment, ...]:
    """The tenders with results and ranks, the best first. What the buyer settles must be settled."""
    judged = [_judged(evaluation, tender) for tender in tenders]
    if evaluation.model == "weighted_points":
        judged = list(_with_price_points(evaluation, judged))
    whole = [_with_result(evaluation, each) for each in judged if not each.lacks]
    rest = [each for each in judged if each.lacks]
    return (*_in_order(evaluation, whole), *sorted(rest, key=lambda each: each.bid.name))


def _lot(
    evaluation: Evaluation, lot: str, name: str, rows: Sequence[Price], bids: Sequence[Bid]
) -> LotOutcome:
    own = [row.key for row in rows if row.lot] if lot else []
    absent = [bid for bid in bids if own and all(bid.given.get(key) is None for key in own)]
    tenders = [priced(evaluation, rows, bid) for bid in bids if not any(bid is left for left in absent)]
    if lacks := open_points(evaluation, rows):
        found = sorted(tenders, key=lambda tender: tender.bid.name)
        left = tuple(Assessment(one.bid, one.amounts, one.total, lacks=one.lacks) for one in found)
    else:
        left = ranked(evaluation, tenders)
    return LotOutcome(lot, name, left, tuple(sorted(bid.name for bid in absent)), lacks)


def _judged(evaluation: Evaluation, tender: Priced) -> Assessment:
    """What the tender gets for quality, criterion by criterion."""
    got: dict[str, Decimal] = {}
    lacks = list(tender.lacks)
    for criterion in counting(evaluation):
        given = tender.bid.quality.get(criterion.id)
        most = worth(evaluation, criterion)
        if given is None:
            lacks.append(Lack("points", criterion.id))
        elif not possible_points(criterion, given):
            lacks.append(Lack("impossible_points", criterion.id))
        elif most is not None:
            got[criterion.id] = rounded(EXACT.divide(EXACT.multiply(most, given), criterion.full))
    judged = Assessment(tender.bid, tender.amounts, tender.total, lacks=tuple(lacks))
    return (
        replace(judged, deductions=got)
        if evaluation.model == "price_deduction"
        else replace(judged, points=got)
    )


def _with_price_points(evaluation: Evaluation, judged: Sequence[Assessment]) -> Iterator[Assessment]:
    """Points for the price, in proportion to the lowest sum among the tenders that lack nothing."""
    told = [
        replace(each, lacks=(*each.lacks, Lack("sum")))
        if each.total is not None and each.total <= 0
        else each
        for each in judged
    ]
    lowest = min((each.total for each in told if each.total is not None and not each.lacks), default=NOTHING)
    for each in told:
        if each.lacks or each.total is None or evaluation.price_weight is None:
            yield each
        else:
            share = EXACT.divide(EXACT.multiply(evaluation.price_weight, lowest), each.total)
            yield replace(each, price_points=rounded(share))


def _with_result(evaluation: Evaluation, judged: Assessment) -> Assessment:
    if in_kronor(evaluation):
        assert judged.total is not None
        result = judged.total - judged.quality
        if evaluation.model == "price_deduction":
            result = max(NOTHING, result)
    else:
        result = judged.quality + (judged.price_points or NOTHING)
    return replace(judged, result=result)


def _in_order(evaluation: Evaluation, whole: Sequence[Assessment]) -> Iterator[Assessment]:
    """The tenders by rank, each with what decided between it and its nearest equal."""
    ties = [tie for tie in evaluation.ties if tie != "draw"]
    keyed = sorted(
        ((_standing(evaluation, ties, each), each) for each in whole),
        key=lambda pair: (pair[0], pair[1].bid.name),
    )
    before = 0
    for standing, group in groupby(keyed, key=lambda pair: pair[0]):
        drawn = [each for _standing, each in group]
        neighbours = [keyed[at][0] for at in (before - 1, before + len(drawn)) if 0 <= at < len(keyed)]
        alike = max((_shared(standing, other) for other in neighbours), default=0)
        settled: Tie | None = "draw" if len(drawn) > 1 else ties[alike - 1] if alike else None
        yield from (replace(each, rank=before + 1, settled=settled) for each in drawn)
        before += len(drawn)


def _standing(evaluation: Evaluation, ties: Sequence[Tie], each: Assessment) -> tuple[Decimal, ...]:
    """What the tender is placed by, each part lower for the better: the result, and then what decides between equals."""
    assert each.result is not None and each.total is not None
    result = each.result if in_kronor(evaluation) else -each.result
    return (result, *(each.total if tie == "lowest_sum" else -each.quality for tie in ties))


def _shared(one: Sequence[Decimal], other: Sequence[Decimal]) -> int:
    """How many of their first parts are equal."""
    pairs = enumerate(zip(one, other, strict=True))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), len(one))
