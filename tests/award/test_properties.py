"""What holds for every comparison, whatever the model, the rows and the tenders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, event, given
from hypothesis import strategies as st

from kravgen.award.evaluate import LotOutcome, evaluate
from kravgen.award.model import Bid, Evaluation, Price
from tests.award.building import D, judged, met, ranks, row, whole

_TIES = st.sampled_from([("draw",), ("lowest_sum", "draw"), ("most_quality", "lowest_sum", "draw")])
_ROWS = (
    row("drift", 3),
    row("start", 1, group="introduction"),
    row("tim", "12.5", group="hours"),
    row("sortiment", 1000, measure="discount", group="goods"),
    row("el", 7, measure="consumption", rate=D("0.37")),
    row("åter", 2, sign="income", group="goods"),
)
_CRITERIA = (
    met("delar", 3, deduction=200, weight=15),
    judged("nivå", 0, 1, 4, deduction="99.99", weight="25.5"),
    met("ja", deduction=1000, weight="9.5"),
)
_EVALUATIONS = st.builds(
    Evaluation,
    st.sampled_from(["lowest_price", "price_deduction", "weighted_points", "fixed_price", "life_cycle_cost"]),
    st.just(_CRITERIA),
    price_weight=st.just(D(50)),
    ties=_TIES,
    fixed_price=st.just(D(5000)),
)
# Few and small numbers, so that equal results and results below zero come about.
_KRONOR = st.sampled_from([D(each) for each in ("0", "0.01", "1", "33.335", "100", "101", "250", "999.99")])
_PERCENT = st.sampled_from([D(each) for each in ("0", "12.5", "33.333", "100")])
_POINTS = {"delar": [D(each) for each in range(4)], "nivå": [D(0), D(1), D(4)], "ja": [D(0), D(1)]}
_GIVEN = st.fixed_dictionaries(
    {each.key: _PERCENT if each.measure == "discount" else _KRONOR for each in _ROWS}
)
_QUALITY = st.fixed_dictionaries({name: st.sampled_from(points) for name, points in _POINTS.items()})
_BIDS = st.lists(st.tuples(_GIVEN, _QUALITY), min_size=2, max_size=6).map(
    lambda told: [Bid(f"Anbud {at}", *each) for at, each in enumerate(told)]
)


def _compared(evaluation: Evaluation, bids: list[Bid], rows: tuple[Price, ...] = _ROWS) -> LotOutcome:
    return whole(evaluate(evaluation, rows, bids))


def _no_worse(evaluation: Evaluation, before: list[Bid], after: list[Bid]) -> None:
    """The first tender, which alone has changed, stands no worse; among those it has passed nobody has passed it."""
    old, new = _compared(evaluation, before), _compared(evaluation, after)
    name = before[0].name
    # Points cannot be worked out from a sum that is not above zero, and that is told.
    assume(ranks(new)[name] is not None and ranks(old)[name] is not None)
    was, becomes = ranks(old)[name], ranks(new)[name]
    assert was is not None and becomes is not None
    event("better" if becomes < was else "as before")
    assert becomes <= was
    ahead = {each.bid.name for each in old.ranked if (each.rank or 0) > was}
    assert all((each.rank or 0) > becomes for each in new.ranked if each.bid.name in ahead)


def _changed(bids: list[Bid], given: Mapping[str, Decimal]) -> list[Bid]:
    return [replace(bids[0], given={**bids[0].given, **given}), *bids[1:]]


@given(
    _EVALUATIONS,
    _BIDS,
    st.sampled_from(["drift", "start", "tim", "el"]),
    st.sampled_from([D(0), D("0.5"), D("0.99")]),
)
def test_a_cheaper_tender_never_ranks_lower(
    evaluation: Evaluation, bids: list[Bid], key: str, factor: Decimal
) -> None:
    price = bids[0].given[key]
    assert price is not None
    _no_worse(evaluation, bids, _changed(bids, {key: price * factor}))


@given(_EVALUATIONS, _BIDS, st.sampled_from([D(1), D(20), D(67)]))
def test_a_higher_discount_never_ranks_lower(evaluation: Evaluation, bids: list[Bid], more: Decimal) -> None:
    discount = bids[0].given["sortiment"]
    assert discount is not None
    _no_worse(evaluation, bids, _changed(bids, {"sortiment": min(discount + more, D(100))}))


@given(_EVALUATIONS, _BIDS, st.sampled_from([D("0.01"), D(50), D(5000)]))
def test_paying_more_for_what_is_bought_back_never_ranks_lower(
    evaluation: Evaluation, bids: list[Bid], more: Decimal
) -> None:
    price = bids[0].given["åter"]
    assert price is not None
    _no_worse(evaluation, bids, _changed(bids, {"åter": price + more}))


@given(_EVALUATIONS, _BIDS, st.sampled_from(sorted(_POINTS)), st.data())
def test_more_quality_never_ranks_lower(
    evaluation: Evaluation, bids: list[Bid], name: str, data: st.DataObject
) -> None:
    had = bids[0].quality[name]
    assert had is not None
    points = data.draw(st.sampled_from([each for each in _POINTS[name] if each >= had]))
    better = replace(bids[0], quality={**bids[0].quality, name: points})
    _no_worse(evaluation, bids, [better, *bids[1:]])


@given(
    _EVALUATIONS, _BIDS, st.permutations(_ROWS), st.randoms(use_true_random=False), st.permutations(_CRITERIA)
)
def test_neither_the_order_of_rows_nor_of_criteria_nor_of_tenders_matters(
    evaluation: Evaluation, bids: list[Bid], rows: list[Price], shuffle: object, criteria: list
) -> None:
    mixed = list(bids)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    other = replace(evaluation, criteria=tuple(criteria))
    assert _compared(other, mixed, tuple(rows)) == _compared(evaluation, bids)


@given(_EVALUATIONS, _BIDS, _GIVEN, st.sampled_from([each.key for each in _ROWS]))
def test_a_tender_that_lacks_something_changes_nothing_for_others(
    evaluation: Evaluation, bids: list[Bid], prices: dict[str, Decimal], left_out: str
) -> None:
    alone = _compared(evaluation, bids)
    without_price = Bid("Brist 1", {**prices, left_out: None}, bids[0].quality)
    without_points = Bid("Brist 2", prices, {"delar": D(3), "ja": D(1)})
    compares_quality = evaluation.model not in ("lowest_price", "life_cycle_cost")
    lacking = [without_points] * compares_quality + [without_price] * (evaluation.model != "fixed_price")
    together = _compared(evaluation, [*lacking, *bids])
    assert together.ranked == alone.ranked
    assert [each.rank for each in together.bids[-len(lacking) :]] == [None] * len(lacking)


@given(_EVALUATIONS, _BIDS)
def test_equal_tenders_are_equal_and_no_order_decides(evaluation: Evaluation, bids: list[Bid]) -> None:
    twins = [replace(bids[0], name=name) for name in ("Ö", "A")]
    found = {each.bid.name: each for each in _compared(evaluation, [twins[0], *bids[1:], twins[1]]).bids}
    assert found["Ö"].rank == found["A"].rank
    if found["A"].rank is not None:
        assert found["A"].settled == found["Ö"].settled == "draw"


@given(_EVALUATIONS, _BIDS)
def test_ranks_follow_results_and_count_everybody_ahead(evaluation: Evaluation, bids: list[Bid]) -> None:
    ranked = _compared(evaluation, bids).ranked
    sign = -1 if evaluation.model in ("weighted_points", "fixed_price") else 1
    for each in ranked:
        better = [other for other in ranked if (other.rank or 0) < (each.rank or 0)]
        assert each.rank == len(better) + 1
        assert all(sign * (other.result or 0) <= sign * (each.result or 0) for other in better)
        equal = [other for other in ranked if other.result == each.result]
        assert (each.settled is None) == (len(equal) == 1)
