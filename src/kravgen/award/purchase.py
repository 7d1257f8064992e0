"""From a selection to the rows of its price sheet and to how tenders for it are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from itertools import product
from math import prod
from typing import Any, get_args

from kravgen.award.model import Criterion, Evaluation, Grade, Model, Price, Tie
from kravgen.i18n import placeholder
from kravgen.library import expression
from kravgen.library.model import Item, Library
from kravgen.library.prices import Group, PriceRow
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Decision, Selection

_GROUPS: tuple[Group, ...] = get_args(Group)
_DRAW: tuple[Tie, ...] = ("draw",)
_TIES: Mapping[Model, tuple[Tie, ...]] = {
    "lowest_price": _DRAW,
    "life_cycle_cost": _DRAW,
    "price_deduction": ("lowest_sum", "draw"),
    "weighted_points": ("lowest_sum", "draw"),
    "fixed_price": _DRAW,
}
"""What decides between equal results when the procurement does not say."""


@dataclass(frozen=True, slots=True)
class Award:
    """What is priced, in the order of the price sheet, and how tenders are compared.

    ``evaluation`` is None when the procurement does not say how.
    """

    prices: tuple[Price, ...]
    evaluation: Evaluation | None
    criteria: Mapping[str, Criterion]
    """The criterion that each item is judged by, by the item's id."""


def purchase(selection: Selection) -> Award:
    """The prices and the evaluation of a purchase, as far as the procurement has settled them."""
    case, library = selection.case, selection.library
    taken = {decision.item.id: decision for decision in selection.taken()}
    valued = {item for item, decision in taken.items() if decision.item.kind == "bör"}
    prices = tuple(_in_lots(_prices(taken.values(), valued, case, library), case))
    said = case.pricing.evaluation
    model: Model | None = said.get("model")
    criteria = tuple(_criteria(taken, said, model))
    judged = {item: criterion for criterion in criteria for item in criterion.items}
    if model is None:
        return Award(prices, None, judged)
    evaluation = Evaluation(
        model,
        criteria,
        _decimal(said.get("price_weight")),
        tuple(said.get("ties", ())) or (_TIES[model] if criteria else _DRAW),
        _decimal(said.get("fixed_price")),
        {lot.id: lot.name for lot in case.pricing.lots},
    )
    return Award(prices, evaluation, judged)


def _prices(taken: Iterable[Decision], valued: Set[str], case: Case, library: Library) -> list[Price]:
    """The rows that the items ask for: group by group, the library's in its order and then the procurement's own.

    ``valued`` are the requirements that need not be met.
    """
    asked: dict[str, list[str]] = {}
    for decision in taken:
        for row in decision.item.prices:
            asked.setdefault(row, []).append(decision.item.id)
    described = {**library.prices, **case.pricing.own}
    rows = [
        price
        for row in described.values()
        if row.id in asked and expression.settled(row.when, case.facts, unknown=True)
        for price in _of(row, tuple(asked[row.id]), valued, case, library)
    ]
    return sorted(rows, key=lambda price: _GROUPS.index(price.group))


def _of(
    row: PriceRow, items: tuple[str, ...], valued: Set[str], case: Case, library: Library
) -> Iterator[Price]:
    """The row, once for each combination of what it stands for each of."""
    combinations = list(product(*(_values(name, case, library) for name in row.each)))
    quantity = _evaluated(row, case, len(combinations))
    for values in combinations:
        key = ".".join((row.id, *(value for value, _words in values)))
        words = {name: words for name, (_value, words) in zip(row.each, values, strict=True)}
        name = row.called(words)
        volume = case.pricing.volumes.get(key)
        given = volume.quantity if volume else None
        if given == 0 or (row.shared and quantity == 0 and given is None):
            # Nothing of it is bought.
            continue
        rate = volume.rate if volume and volume.rate is not None else row.rate
        yield Price(
            key=key,
            name=name[:1].upper() + name[1:],
            group=row.group,
            unit=row.unit,
            quantity=quantity if given is None else _decimal(given),
            measure=row.measure,
            rate=_decimal(rate) if row.measure == "consumption" else Decimal(1),
            sign=row.sign,
            option=row.option,
            adjusted=row.adjusted,
            sustainable=row.sustainable,
            items=items,
            role=row.role,
            waits_for=_unanswered(row, case) if volume is None and quantity is None else (),
            # An alternative has a price in every tender, be it that of what it would stand in for.
            only_with=items if valued >= set(items) and not row.sustainable else (),
        )


def _values(name: str, case: Case, library: Library) -> list[tuple[str, str]]:
    """The values of a dimension, or what is chosen of a question's answers, each with what it is called."""
    if name in library.dimensions:
        return list(library.dimensions[name].values.items())
    question, chosen = library.questions[name], case.facts.get(name)
    if not isinstance(chosen, tuple):
        return [("", placeholder(question.label))]
    return [(value, words) for value, words in question.choices.items() if value in chosen]


def _evaluated(row: PriceRow, case: Case, rows: int) -> Decimal | None:
    """The evaluated volume of each of the row's ``rows``. What is estimated or divided is rounded up to whole units."""
    whole = _product(row, case)
    if whole is None or not (row.shared or row.suggested):
        return whole
    return (whole / max(rows, 1) if row.shared else whole).to_integral_value(ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row whose volume nobody has chosen. Its ``rows`` have the volume ``each``, of ``whole`` before that was rounded."""

    row: str
    each: Decimal
    rows: int
    whole: Decimal

    @property
    def rounded(self) -> bool:
        """Whether the rows come to more than what was answered."""
        return self.each * self.rows != self.whole


def suggestions(prices: Iterable[Price], case: Case, library: Library) -> Iterator[Suggestion]:
    """The rows whose volume nobody has chosen: the library suggests it, or has divided or rounded what was answered."""
    every = list(prices)
    times = Counter((price.lot, _row_of(price)) for price in every)
    told: set[str] = set()
    for price in every:
        row = library.prices.get(_row_of(price))
        if row is None or row.id in told or price.quantity is None or _chosen(_key_of(price), case):
            continue
        rows, whole = times[price.lot, row.id], _product(row, case)
        if whole is None or not (row.suggested or row.shared):
            continue
        found = Suggestion(row.id, price.quantity, rows if row.shared else 1, whole)
        if row.suggested or found.rows > 1 or found.rounded:
            told.add(row.id)
            yield found


def _chosen(key: str, case: Case) -> bool:
    volume = case.pricing.volumes.get(key)
    return volume is not None and (volume.quantity is not None or volume.by_lot is not None)


def _key_of(price: Price) -> str:
    return price.key.removeprefix(f"{price.lot}/")


def _row_of(price: Price) -> str:
    return _key_of(price).split(".")[0]


def _product(row: PriceRow, case: Case) -> Decimal | None:
    """The product of the factors; None where one has no answer, and where the library leaves it to the buyer."""
    factors = [case.facts.get(factor) if isinstance(factor, str) else factor for factor in row.quantity]
    known = [_known(factor) for factor in factors if isinstance(factor, int | float)]
    return prod(known, start=Decimal(1)) if factors and len(known) == len(factors) else None


def _unanswered(row: PriceRow, case: Case) -> tuple[str, ...]:
    """The factors of the volume that are questions without an answer."""
    return tuple(name for name in row.quantity if isinstance(name, str) and case.facts.get(name) is None)


def _in_lots(prices: Sequence[Price], case: Case) -> Iterator[Price]:
    """The rows lot by lot. A row that no lot names stands in every lot."""
    lots = case.pricing.lots
    if not lots:
        yield from prices
        return
    named = {name for lot in lots for name in lot.prices}
    for lot in lots:
        for price in prices:
            own = {price.key, price.key.split(".")[0]}
            if own & set(lot.prices) or not own & named:
                in_lot = _volume(price, lot.id, case)
                # Nothing of it is bought there.
                if in_lot.quantity != 0:
                    yield replace(in_lot, lot=lot.id, key=f"{lot.id}/{price.key}")


def _volume(price: Price, lot: str, case: Case) -> Price:
    """The price with the volume that the procurement sets for the lot, where it sets one for each."""
    set_for = case.pricing.volumes.get(price.key)
    if set_for is None or set_for.by_lot is None:
        return price
    return replace(price, quantity=_decimal(set_for.by_lot.get(lot)))


def _criteria(
    taken: Mapping[str, Decision], said: Mapping[str, Any], model: Model | None
) -> Iterator[Criterion]:
    """The criteria that the procurement names, and then each requirement with a worth of its own."""
    spoken_for: set[str] = set()
    for data in said.get("criteria", ()):
        levels = tuple(Grade(_known(step["points"]), step["means"]) for step in data.get("steps", ()))
        items = tuple(item for item in data.get("items", ()) if item in taken)
        spoken_for.update(items)
        full = max((level.points for level in levels), default=Decimal(1))
        yield Criterion(
            data["id"],
            data["title"],
            full,
            items,
            levels,
            _decimal(data.get("deduction")),
            _decimal(data.get("weight")),
        )
    for decision in taken.values():
        item = decision.item
        if item.kind == "bör" and item.id not in spoken_for:
            yield _of_item(item, decision)


def _of_item(item: Item, decision: Decision) -> Criterion:
    """What a requirement that may be met is worth by itself."""
    if item.worth is None:
        return Criterion(item.id, item.title, Decimal(1), (item.id,))
    amount = item.worth.deduction
    value = decision.values.get(amount) if isinstance(amount, str) else amount
    deduction = _decimal(value) if isinstance(value, int | float) else None
    levels = tuple(Grade(_known(step.points), step.means) for step in item.worth.steps)
    full = max((level.points for level in levels), default=Decimal(1))
    if item.worth.per == "part":
        full = Decimal(item.worth.parts)
        deduction = None if deduction is None else deduction * full
    return Criterion(item.id, item.title, full, (item.id,), levels, deduction)


def _known(number: float) -> Decimal:
    return Decimal(str(number))


def _decimal(number: float | None) -> Decimal | None:
    """The number as it is written: a float has no more digits than somebody wrote."""
    return None if number is None else Decimal(str(number))
