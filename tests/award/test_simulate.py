"""What a model would do: told rightly, and warned of when it should be and only then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from kravgen.award.data import data
from kravgen.award.evaluate import evaluate
from kravgen.award.model import Evaluation
from kravgen.award.report import report
from kravgen.award.simulate import simulate
from tests.award.building import D, bid, judged, met, row, whole
from tests.award.trying import GIVEN, ROWS, deductions, tried


def test_the_weights_of_rows_and_criteria_are_shares_of_what_tells_tenders_apart() -> None:
    # Sums differ by 4 × 5 000 = 20 000 in drift and by 10 000 in start; the criterion gives 30 000.
    lot = tried(
        deductions(30000),
        ROWS,
        [bid("A", GIVEN, bör1=0), bid("B", {**GIVEN, "drift": 105000, "start": 210000}, bör1=1)],
    )
    (criterion,) = lot.criteria
    assert (criterion.worth, criterion.kronor, criterion.spread) == (30000, 30000, 30000)
    assert criterion.share == D("0.5")
    # The sums differ by as much as it is worth.
    assert criterion.of_sums == 1
    weights = {each.key: (each.spread, round(each.share, 4)) for each in lot.rows}
    assert weights == {
        "drift": (20000, D("0.3333")),
        "start": (10000, D("0.1667")),
        "moduler": (0, 0),
        "konsult": (0, 0),
    }
    assert [each.key for each in lot.rows][:2] == ["drift", "start"]
    assert lot.rows[0].least == D("0.377358")


def test_a_criterion_decides_when_another_would_win_without_it() -> None:
    bids = [bid("A", GIVEN, bör1=0, bör2=1), bid("B", {**GIVEN, "start": 220000}, bör1=1, bör2=1)]
    lot = tried(deductions(25000, 25000), ROWS, bids)
    assert lot.outcome.first[0].bid.name == "B"
    assert [(each.decides, each.without) for each in lot.criteria] == [(True, ("A",)), (False, ("B",))]


def test_points_are_worth_what_the_lowest_sum_may_rise_by() -> None:
    model = Evaluation("weighted_points", (met("bör", weight=20), met("stor", weight=30)), price_weight=D(30))
    lot = tried(
        model,
        [row("sak", 1)],
        [bid("A", {"sak": 100000}, bör=0, stor=0), bid("B", {"sak": 150000}, bör=1, stor=0)],
    )
    # 30 × 100 000 / 300 000 = 10, which is 20 less. No price takes away 30 of 30 points.
    assert [each.kronor for each in lot.criteria] == [200000, None]


_SMALL = st.lists(
    st.tuples(st.sampled_from([90, 100, 101, 110, 130]), st.integers(0, 2), st.sampled_from([0, 1, 3])),
    min_size=2,
    max_size=4,
)


@given(
    _SMALL,
    st.sampled_from(["price_deduction", "weighted_points", "fixed_price"]),
    st.sampled_from([("draw",), ("lowest_sum", "draw"), ("most_quality", "draw")]),
    st.sampled_from([1, 10, 40]),
)
@example([(90, 2, 0), (90, 1, 3)], "price_deduction", ("draw",), 40)
def test_what_can_change_the_winner_is_what_some_points_change(
    told: list[tuple[int, int, int]], model: str, ties: tuple, worth: int
) -> None:
    criteria = (
        met("delar", 2, deduction=worth, weight=worth),
        judged("nivå", 0, 1, 3, deduction=20, weight=20),
    )
    evaluation = Evaluation(model, criteria, D(60), ties, D(1))  # type: ignore[arg-type]
    bids = [bid(f"B{at}", {"sak": sak}, delar=d, nivå=n) for at, (sak, d, n) in enumerate(told)]
    lot = tried(evaluation, [row("sak", 1)], bids)
    usual = {each.bid.name for each in lot.outcome.first}

    def winners(points: Sequence[dict[str, int]]) -> set[str]:
        given = [
            replace(each, quality={**each.quality, **{key: D(value) for key, value in mine.items()}})
            for each, mine in zip(bids, points, strict=True)
        ]
        return {each.bid.name for each in whole(evaluate(evaluation, [row("sak", 1)], given)).first}

    for criterion, scale in zip(lot.criteria, ((0, 1, 2), (0, 1, 3)), strict=True):
        others = (
            winners([{criterion.id: points} for points in some]) for some in product(scale, repeat=len(bids))
        )
        assert criterion.can_change == any(found != usual for found in others)


def test_the_second_needs_just_so_much_to_win_alone() -> None:
    bids = [bid("A", GIVEN), bid("B", {**GIVEN, "start": 230000})]
    lot = tried(Evaluation("lowest_price"), ROWS, bids)
    assert lot.margin is not None
    assert (lot.margin.second, lot.margin.first, lot.margin.kronor) == ("B", ("A",), D("30000.01"))
    # With lots to be settled by the lowest sum, an equal result is enough.
    tied = tried(
        deductions(50000), ROWS, [bid("A", GIVEN, bör1=1), bid("B", {**GIVEN, "start": 230000}, bör1=0)]
    )
    assert tied.margin is not None and tied.margin.kronor == 80000


def test_the_second_may_need_to_go_below_zero_where_it_can() -> None:
    rows = [row("hyra", 1), row("åter", 1, sign="income")]
    bids = [bid("A", {"hyra": 100, "åter": 150}), bid("B", {"hyra": 100, "åter": 90})]
    # −50 and 10: B must come to −50,01.
    paid = tried(Evaluation("lowest_price"), rows, bids).margin
    assert paid is not None and (paid.second, paid.kronor) == ("B", D("60.01"))
    # A's result is 0, and where nobody is paid no sum is lower: nobody can pass it.
    floor = Evaluation("price_deduction", (met("bör", deduction=500),))
    unpaid = tried(floor, rows[:1], [bid("A", {"hyra": 100}, bör=1), bid("B", {"hyra": 90}, bör=0)]).margin
    assert unpaid is not None and (unpaid.second, unpaid.kronor) == ("B", None)


@given(st.integers(101, 300), st.integers(0, 3), st.integers(0, 3))
def test_the_margin_of_points_is_the_smallest_that_wins(sum_: int, first: int, second: int) -> None:
    model = Evaluation(
        "weighted_points", (met("bör", 3, weight=40),), price_weight=D(60), ties=("lowest_sum", "draw")
    )
    rows = [row("sak", 1)]
    bids = [bid("A", {"sak": 100}, bör=first), bid("B", {"sak": sum_}, bör=second)]
    margin = tried(model, rows, bids).margin
    assert margin is not None
    if margin.kronor is None:
        return
    for lower, won in ((margin.kronor, True), (margin.kronor - D("0.01"), False)):
        changed = [
            replace(each, given={"sak": each.given["sak"] - lower}) if each.name == margin.second else each  # type: ignore[operator]
            for each in bids
        ]
        found = whole(evaluate(model, rows, changed)).first
        assert ([each.bid.name for each in found] == [margin.second]) == won


def test_a_tenth_more_of_a_part_of_the_sheet_may_change_the_winner() -> None:
    # B has 15 999 less in drift and 16 000 more in start: 1 krona more than A. A tenth more drift, or less start, is
    # 1 600 kronor to its gain.
    bids = [bid("A", GIVEN), bid("B", {**GIVEN, "drift": "96000.25", "start": 216000})]
    found = tried(Evaluation("lowest_price"), ROWS, bids).groups
    assert {each.group: (each.more, each.less, each.changes) for each in found} == {
        "introduction": (("A",), ("B",), True),
        "running": (("B",), ("A",), True),
        "hours": (("A",), ("A",), False),
    }
    far = [bid("A", GIVEN), bid("B", {**GIVEN, "drift": "96000.25", "start": 300000})]
    assert not any(each.changes for each in tried(Evaluation("lowest_price"), ROWS, far).groups)


def test_relative_points_let_a_third_tender_change_the_order_of_two() -> None:
    model = Evaluation("weighted_points", (met("bör", 100, weight=50),), price_weight=D(50))
    # With C at 50: A 50 × 50/100 = 25 + 0; B 50 × 50/200 = 12,5 + 15. B is ahead.
    # Without C: A 50 + 0; B 25 + 15 = 40. A is ahead.
    bids = [bid("A", {"sak": 100}, bör=0), bid("B", {"sak": 200}, bör=30), bid("C", {"sak": 50}, bör=0)]
    lot = tried(model, [row("sak", 1)], bids)
    assert [(each.without, each.ahead, each.behind) for each in lot.reversals] == [("C", "B", "A")]
    (caution,) = [each for each in lot.cautions if each.kind == "reversal"]
    assert caution.message == (
        "B går före A, men efter om C inte hade lämnat anbud. Prispoängen beror på vilka andra som lämnar anbud."
    )
    # Deductions judge each tender by itself.
    other = replace(
        model, model="price_deduction", criteria=(met("bör", 100, deduction=500),), price_weight=None
    )
    assert tried(other, [row("sak", 1)], bids).reversals == ()


def test_made_up_tenders_are_the_same_every_time_and_said_to_be_made_up() -> None:
    model = deductions(30000, 60000)
    first, second = simulate(model, ROWS), simulate(model, ROWS)
    assert first == second and first.made_up
    assert [each.bid.name for each in first.lots[0].outcome.ranked] == ["Anbud A", "Anbud B", "Anbud C"]
    assert "Anbuden är påhittade." in report(first)
    assert "påhittade" not in report(simulate(model, ROWS, [bid("A", GIVEN, bör1=0, bör2=0)]))


def test_the_page_tells_all_of_it_to_the_one_who_buys() -> None:
    bids = [
        bid("Anbud Väst", GIVEN, bör1=0),
        bid("Anbud Öst", {**GIVEN, "start": 230000}, bör1=1),
        bid("Anbud Syd", {**GIVEN, "start": None}, bör1=1),
    ]
    page = report(simulate(deductions(25000), ROWS, bids))
    lines = page.replace("\u00a0", " ").splitlines()
    assert max(map(len, lines)) <= 79
    for told in (
        "    1  Anbud Väst  1 060 000,00        0,00  1 060 000,00",
        "    2  Anbud Öst   1 090 000,00   25 000,00  1 065 000,00",
        "  - Anbud Syd: Pris saknas på raden Start.",
        "  Jämförelsesumma 1 060 000,00 − prisavdrag 0,00 = 1 060 000,00",
        "Bör1       25 000,00  25 000,00        83 %            45 %  samma",
    ):
        assert told in lines, page


def test_given_tenders_are_not_ranked_while_something_is_open() -> None:
    rows = [*ROWS, row("öppen", None)]
    page = report(simulate(Evaluation("lowest_price"), rows, [bid("A", {**GIVEN, "öppen": 1})]))
    assert "Inget anbud kan rangordnas\n  - Mängden är inte bestämd på raden Öppen.\n" in page
    assert "Rangordning" not in page and "tänka på" not in page


def test_made_up_tenders_are_compared_by_what_is_settled_and_the_rest_is_told() -> None:
    model = deductions(25000)
    open_too = replace(model, criteria=(*model.criteria, met("utan värde")))
    found = simulate(open_too, [*ROWS, row("öppen", None)])
    assert found.left_out == ("Öppen", "Utan värde")
    assert found.lots == simulate(model, ROWS).lots
    assert "Inte bestämt, och därför inte med här\n  - Öppen\n  - Utan värde\n" in report(found)
    nothing = simulate(Evaluation("lowest_price"), [row("öppen", None)])
    assert "Det finns ingen rad med pris att jämföra." in report(nothing)
    points = simulate(Evaluation("weighted_points", (met("utan vikt"),), D(60)), ROWS)
    assert "Värdet är inte bestämt för Utan vikt." in report(points)


def test_what_is_open_in_every_lot_is_told_once() -> None:
    rows = [
        each
        for lot in "12"
        for each in (row(f"{lot}/a", 1, lot=lot), row(f"{lot}/b", None, name="B", lot=lot))
    ]
    assert simulate(Evaluation("lowest_price", lots={"1": "Ett", "2": "Två"}), rows).left_out == ("B",)


def test_a_lot_without_rows_is_not_won_by_all() -> None:
    found = simulate(Evaluation("lowest_price", lots={"1": "Ett", "2": "Två"}), [row("a", 1, lot="1")])
    assert [len(lot.outcome.ranked) for lot in found.lots] == [3, 0]


def test_lots_are_told_one_by_one_with_those_that_left_them_out() -> None:
    model = Evaluation("lowest_price", lots={"1": "Datorer", "2": "Skärmar"})
    rows = [row("dator", 1, lot="1"), row("skärm", 1, lot="2")]
    found = simulate(model, rows, [bid("A", {"dator": 5}), bid("B", {"dator": 6, "skärm": 7})])
    page = report(found)
    assert (
        page.index("1. Datorer")
        < page.index("2. Skärmar")
        < page.index("Har inte lämnat anbud på den här delen: A.")
    )
    assert [lot["absent"] for lot in data(found)["lots"]] == [[], ["A"]]


def test_the_data_is_json_and_holds_every_amount_as_text() -> None:
    found = simulate(deductions(25000), ROWS)
    again = json.loads(json.dumps(data(found)))
    lot = again["lots"][0]
    assert (again["format"], again["model"], again["made_up"]) == (1, "price_deduction", True)
    total = sum(D(amount) for amount in lot["bids"][0]["amounts"].values())
    assert D(lot["bids"][0]["sum"]) == total
    assert {"criteria", "rows", "margin", "groups", "reversals", "tricks", "cautions"} <= lot.keys()
