"""What an evaluation says in words, and its calculation step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kravgen.award.evaluate import Assessment, Lack, Lacking, LotOutcome, counting, worth
from kravgen.award.figures import kronor, plain
from kravgen.award.model import Evaluation, Model, Price, Tie
from kravgen.i18n import _, _n
from kravgen.library.prices import Group

MODELS: Mapping[Model, str] = {
    "lowest_price": _n("the lowest price"),
    "price_deduction": _n("price with deductions for quality"),
    "weighted_points": _n("points for price and quality"),
    "fixed_price": _n("fixed price, points for quality"),
    "life_cycle_cost": _n("the lowest life-cycle cost"),
}
GROUPS: Mapping[Group, str] = {
    "introduction": _n("introduction"),
    "running": _n("running costs"),
    "hours": _n("hours"),
    "goods": _n("goods"),
    "options": _n("options"),
    "exit": _n("the end of the contract"),
    "other": _n("other"),
}
TIES: Mapping[Tie, str] = {
    "lowest_sum": _n("equal result, the lowest comparison sum goes first"),
    "most_quality": _n("equal result, the most quality goes first"),
    "draw": _n("equal result, lots are drawn"),
}
_LACKS: Mapping[Lacking, str] = {
    "rows": _n("There is no row with a price to compare."),
    "volume": _n("The volume is not settled in the row {name}."),
    "value": _n("The value is not settled for {name}."),
    "price_weight": _n("The weight of the price is not settled."),
    "fixed_price": _n("The fixed price is not settled."),
    "price": _n("There is no price in the row {name}."),
    "impossible_price": _n(
        "What is given in the row {name} is no price: it is below zero, a discount over 100 percent or no sensible number."
    ),
    "points": _n("Nobody has given points for {name}."),
    "impossible_points": _n("The points for {name} are not on the scale."),
    "sum": _n("The comparison sum is zero or lower, and no points can be worked out from it."),
}


def lot_name(lot: str, name: str) -> str:
    """What a lot is called: "A. Servers"; its id alone when it has no other name, nothing for a purchase without lots."""
    return f"{lot.upper()}. {name}" if name != lot else lot.upper()


def lack_told(lack: Lack, evaluation: Evaluation, prices: Sequence[Price]) -> str:
    """Why something is not ranked, as a sentence."""
    names = {price.key: price.name for price in prices} | {
        each.id: each.title for each in evaluation.criteria
    }
    return _(_LACKS[lack.what]).format(name=names.get(lack.key, lack.key))


def steps(
    evaluation: Evaluation, prices: Sequence[Price], lot: LotOutcome, bid: Assessment
) -> tuple[str, ...]:
    """How the tender's result is worked out, a line a step; for one that is not ranked what it lacks."""
    if bid.result is None:
        return tuple(lack_told(lack, evaluation, prices) for lack in (*lot.lacks, *bid.lacks))
    return (*_sum(evaluation, prices, bid), *_quality(evaluation, bid), *_result(evaluation, lot, bid))


def _sum(evaluation: Evaluation, prices: Sequence[Price], bid: Assessment) -> Iterator[str]:
    """The comparison sum from what each part of the price sheet comes to."""
    parts: dict[Group, Decimal] = {}
    for price in prices:
        if price.key in bid.amounts:
            parts[price.group] = parts.get(price.group, Decimal(0)) + bid.amounts[price.key]
    if bid.total is None or len(parts) < 2:
        return
    told = ""
    for group in GROUPS:
        if group not in parts:
            continue
        amount = parts[group]
        sign = ("" if amount >= 0 else "\u2212") if not told else (" + " if amount >= 0 else " \u2212 ")
        told += f"{sign}{_(GROUPS[group])} {kronor(abs(amount))}"
    yield _("{name}: {parts} = {sum}").format(name=_sum_name(evaluation), parts=told, sum=kronor(bid.total))


def _quality(evaluation: Evaluation, bid: Assessment) -> Iterator[str]:
    word = _("Deduction") if evaluation.model == "price_deduction" else _("Points")
    for criterion in counting(evaluation):
        most, given = worth(evaluation, criterion), bid.bid.quality.get(criterion.id)
        got = {**bid.deductions, **bid.points}.get(criterion.id)
        if most is None or given is None or got is None:
            continue
        shown = kronor(most) if evaluation.model == "price_deduction" else plain(most)
        yield _("{word}, {title}: {most} × {given} / {full} = {got}").format(
            word=word,
            title=criterion.title,
            most=shown,
            given=plain(given),
            full=plain(criterion.full),
            got=kronor(got),
        )


def _result(evaluation: Evaluation, lot: LotOutcome, bid: Assessment) -> Iterator[str]:
    assert bid.total is not None and bid.result is not None
    total, result = kronor(bid.total), kronor(bid.result)
    match evaluation.model:
        case "price_deduction":
            difference = kronor(bid.total - bid.quality)
            told = _("Comparison sum {sum} − deductions {quality} = {result}").format(
                sum=total, quality=kronor(bid.quality), result=difference
            )
            yield (
                told
                if difference == result
                else _("{told}, which counts as {result}").format(told=told, result=result)
            )
        case "weighted_points":
            lowest = min(each.total for each in lot.ranked if each.total is not None)
            assert bid.price_points is not None and evaluation.price_weight is not None
            yield _("Points for the price: {weight} × {lowest} / {sum} = {points}").format(
                weight=plain(evaluation.price_weight),
                lowest=kronor(lowest),
                sum=total,
                points=kronor(bid.price_points),
            )
            yield _("Result: {price} for the price + {quality} for quality = {result}").format(
                price=kronor(bid.price_points), quality=kronor(bid.quality), result=result
            )
        case "fixed_price":
            yield _("Result: {result} points at the price {sum}").format(result=result, sum=total)
        case _:
            yield _("Result: {result}").format(result=result)


def _sum_name(evaluation: Evaluation) -> str:
    return _("Life-cycle cost") if evaluation.model == "life_cycle_cost" else _("Comparison sum")
