"""What a buyer is warned of before the documents are published: when it should be, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kravgen.award.evaluate import evaluate
from kravgen.award.model import Evaluation, Price
from kravgen.award.simulate import LotSimulation
from tests.award.building import D, bid, judged, met, ranks, row, whole
from tests.award.trying import GIVEN, ROWS, deductions, tried


def _kinds(lot: LotSimulation) -> list[str]:
    return [caution.kind for caution in lot.cautions]


def test_an_idle_criterion_is_warned_of_and_one_that_could_change_the_winner_is_not() -> None:
    # A leads by 30 000. Of 29 999 nobody wins; of 30 001 B would.
    bids = [bid("A", GIVEN, bör1=1, bör2=0), bid("B", {**GIVEN, "start": 230000}, bör1=1, bör2=0)]

    def told(*amounts: int) -> list[str]:
        cautions = tried(deductions(*amounts), ROWS, bids).cautions
        return [caution.message for caution in cautions if caution.kind == "criterion"]

    assert [each.can_change for each in tried(deductions(29999, 30001), ROWS, bids).criteria] == [
        False,
        True,
    ]
    assert told(29999, 30001) == [
        "Bör1 kan inte ändra vem som vinner bland de här anbuden, inte ens om vinnaren får 0 och alla andra får full poäng."
    ]
    assert told(30001, 30001) == []
    # Neither alone, but both together could: then each is warned of.
    (both,) = told(20000, 20000)
    assert both.startswith("Var för sig kan inget av Bör1, Bör2 ändra vem som vinner")
    (all_,) = told(10000, 10000)
    assert all_.startswith("All kvalitet tillsammans kan inte ändra vem som vinner bland de här anbuden")


def test_a_buy_back_counts_where_most_is_to_be_had() -> None:
    # Ten times A's 900 × 1 wins; B's own 50 × 10 is more than its own 1 × 1, but ten times 50 × 10 is not enough.
    rows = [row("hyra", 1), row("få", 1, sign="income"), row("många", 10, sign="income")]
    given = {"hyra": 20000, "få": 900, "många": 50}
    lot = tried(
        Evaluation("lowest_price"), rows, [bid("A", given), bid("B", {**given, "hyra": 26000, "få": 1})]
    )
    (trick,) = lot.tricks
    assert (trick.wins, [each.key for each in trick.rows]) == (True, ["få"])


@pytest.mark.parametrize(
    ("extra", "prices", "kind", "rows"),
    [
        # B is 60 000 dearer. Nothing for what may never be ordered wins, when it is more than that.
        (row("modul", 10, group="options", option=True), 7000, "zero", ["modul"]),
        (row("modul", 10, group="options", option=True), 5000, "zero", None),
        # What is most of the purchase is no guess that anybody would give away.
        (row("modul", 10, group="goods"), 26001, "zero", None),
        # Paid as it is priced: then it is had for nothing, and that is no trick.
        (row("avgift", 10), 7000, "zero", None),
        (row("tim", 100, group="hours", unit="timme"), 700, "hours", ["tim"]),
        (row("tim", 100, group="hours", unit="timme"), 500, "hours", None),
        (row("el", 1000, measure="consumption", rate=D(2)), 40, "consumption", ["el"]),
        (row("el", 1000, measure="consumption", rate=D(2)), 20, "consumption", None),
        (row("sortiment", 80000, measure="discount"), 20, "discount", ["sortiment"]),
        (row("sortiment", 70000, measure="discount"), 20, "discount", None),
        # Ten times 1 000 × 10 is 90 000 more; ten times 500 × 10 is 45 000 more.
        (row("åter", 10, sign="income", group="goods"), 1000, "buyback", ["åter"]),
        (row("åter", 10, sign="income", group="goods"), 500, "buyback", None),
    ],
)
def test_a_trick_that_wins_is_warned_of_and_one_that_does_not_is_not(
    extra: Price, prices: int, kind: str, rows: list[str] | None
) -> None:
    bids = [
        bid("A", {"drift": 200000, extra.key: prices}),
        bid("B", {"drift": 260000, extra.key: prices}),
    ]
    lot = tried(Evaluation("lowest_price"), [row("drift", 1), extra], bids)
    played = {trick.kind: trick for trick in lot.tricks}
    warned = [caution for caution in lot.cautions if caution.kind == "trick"]
    if rows is None:
        assert kind not in played or not played[kind].wins
        assert warned == []
        return
    trick = played[kind]
    assert (trick.like, trick.wins, [each.key for each in trick.rows]) == ("B", True, rows)
    assert len(warned) == 1 and extra.name in warned[0].message
    # The trickster really wins among the others, and with as much more for the rest as is told, but not with more.
    evaluation = Evaluation("lowest_price")
    for percent, won in ((0, True), (trick.room or 0, True), ((trick.room or 0) + 1, False)):
        raised = {"drift": D(260000) * (100 + percent) / 100}
        other = replace(trick.bid, given={**trick.bid.given, **raised})
        found = whole(evaluate(evaluation, [row("drift", 1), extra], [*bids, other]))
        assert (ranks(found)[trick.bid.name] == 1) == won


def test_no_trick_is_tried_where_the_price_is_fixed_or_nobody_is_last() -> None:
    rows = [*ROWS, row("modul", 100, group="options")]
    fixed = Evaluation("fixed_price", (met("bör", weight=100),), fixed_price=D(1))
    assert tried(fixed, rows, [bid("A", {}, bör=1), bid("B", {}, bör=0)]).tricks == ()
    given = {**GIVEN, "modul": 1}
    assert tried(Evaluation("lowest_price"), rows, [bid("A", given), bid("B", given)]).tricks == ()


def test_deductions_above_the_lowest_sum_are_warned_of() -> None:
    bids = [bid("A", {"sak": 100000}, bör1=0), bid("B", {"sak": 130000}, bör1=1)]
    assert "floor" in _kinds(tried(deductions(100000), [row("sak", 1)], bids))
    assert "floor" not in _kinds(tried(deductions(99999), [row("sak", 1)], bids))


def test_quality_that_no_price_can_outweigh_is_warned_of() -> None:
    model = Evaluation("weighted_points", (judged("plan", 0, 5, 10, weight=70),), price_weight=D(30))
    rows = [row("sak", 1)]
    ahead = [
        bid("A", {"sak": 900000}, plan=10),
        bid("B", {"sak": 1000}, plan=5),
        bid("C", {"sak": 1001}, plan=0),
    ]
    # 70 − 35 = 35 points, and the price gives at most 30.
    assert "price" in _kinds(tried(model, rows, ahead))
    even = replace(model, price_weight=D(35), criteria=(judged("plan", 0, 5, 10, weight=65),))
    assert "price" not in _kinds(tried(even, rows, ahead))


def test_lots_to_be_drawn_are_warned_of() -> None:
    twins = [bid("A", GIVEN), bid("B", GIVEN)]
    (caution,) = tried(Evaluation("lowest_price"), ROWS, twins).cautions
    assert (caution.kind, caution.message) == ("draw", "Lottning måste avgöra mellan A, B.")
    assert caution.hint == "De är lika i allt som jämförs."
    # 100 − 0 and 130 − 30: equal results of unlike sums.
    model = Evaluation("price_deduction", (met("bör", deduction=30),))
    unlike = [bid("A", {"sak": 100}, bör=0), bid("B", {"sak": 130}, bör=1)]
    (other,) = [each for each in tried(model, [row("sak", 1)], unlike).cautions if each.kind == "draw"]
    assert other.hint == "Låt lägst jämförelsesumma avgöra före lottningen: deras summor skiljer sig."


def test_a_winner_by_odd_prices_is_told() -> None:
    # B's hour costs 5 kronor and others ask 1 000: with their price B would have 1 070 000 and lose.
    low = bid("B", {**GIVEN, "start": 210000, "konsult": 5})
    lot = tried(
        Evaluation("lowest_price"), ROWS, [bid("A", GIVEN), low, bid("C", {**GIVEN, "drift": 120000})]
    )
    (caution,) = [each for each in lot.cautions if each.kind == "odd"]
    assert caution.message.startswith("B vinner genom priser som avviker starkt: Konsult.")
    assert "vinner i stället A." in caution.message
    # Where it would win all the same, or a price is only low, there is nothing to say.
    for harmless in ({**GIVEN, "start": 100000, "konsult": 5}, {**GIVEN, "start": 199000, "konsult": 900}):
        tame = tried(Evaluation("lowest_price"), ROWS, [bid("A", GIVEN), bid("B", harmless)])
        assert "odd" not in _kinds(tame)


def test_a_winner_by_an_odd_buy_back_is_told() -> None:
    rows = [row("hyra", 1), row("åter", 10, sign="income")]
    others = [bid("A", {"hyra": 50000, "åter": 100}), bid("C", {"hyra": 50100, "åter": 100})]
    # 51 000 − 5 010 wins over 50 000 − 1 000, and 51 000 − 1 000 does not. Five times as much is not odd yet.
    high = tried(Evaluation("lowest_price"), rows, [*others, bid("B", {"hyra": 51000, "åter": 501})])
    assert "odd" in _kinds(high)
    fair = tried(Evaluation("lowest_price"), rows, [*others, bid("B", {"hyra": 51000, "åter": 500})])
    assert "odd" not in _kinds(fair)


def test_rows_that_weigh_nothing_or_nearly_all_are_told() -> None:
    rows = [row("stor", 1), row("mellan", 1), row("liten", 1), row("åter", 1, sign="income")]
    given = {"stor": 51000, "mellan": 48950, "liten": 50, "åter": 1}
    lot = tried(Evaluation("lowest_price"), rows, [bid("A", given), bid("B", {**given, "stor": 54000})])
    told = {caution.kind: caution.message for caution in lot.cautions}
    assert told["free_rows"].startswith("1 rad av 4 är mindre än en tusendel av varje anbud: Liten.")
    assert told["heavy_row"] == "Stor är 51–52 procent av varje anbud och avgör nästan allt."
    # A tender where the row is not more than half, or is a thousandth, and there is nothing to say.
    even = tried(
        Evaluation("lowest_price"), rows, [bid("A", given), bid("B", {**given, "stor": 48000, "liten": 200})]
    )
    assert not {"free_rows", "heavy_row"} & {*_kinds(even)}
