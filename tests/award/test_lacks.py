"""What is missing ranks nobody, and is told."""

from __future__ import annotations

import pytest

from kravgen.award.evaluate import Lack, evaluate
from kravgen.award.model import Evaluation, Price
from tests.award.building import D, bid, judged, met, of, ranks, results, row, whole


def test_what_the_tender_lacks_is_told_and_never_counted_as_nothing() -> None:
    rows = [row("a", 1), row("b", 1), row("rabatt", 100, measure="discount")]
    model = Evaluation("price_deduction", (met("bör", 2, deduction=10), judged("nivå", 0, 3, deduction=10)))
    full = {"a": 100, "b": 100, "rabatt": 10}
    found = whole(
        evaluate(
            model,
            rows,
            [
                bid("Hel", full, bör=2, nivå=3),
                bid("Utan pris", {**full, "b": None}, bör=2, nivå=3),
                bid("Utan rad", {"a": 1, "rabatt": 1}, bör=2, nivå=3),
                bid("Negativ", {**full, "a": -1}, bör=2, nivå=3),
                bid("Ändlös", {**full, "a": "Infinity", "b": "NaN"}, bör=2, nivå=3),
                bid("För hög rabatt", {**full, "rabatt": "100.01"}, bör=2, nivå=3),
                bid("Obedömd", full, bör=2),
                bid("Mellan nivåer", full, bör=2, nivå=2),
                bid("Halv del", full, bör="0.5", nivå=3),
                bid("För många", full, bör=3, nivå=3),
            ],
        )
    )
    assert ranks(found).pop("Hel") == 1
    assert [each.bid.name for each in found.ranked] == ["Hel"]
    assert {each.bid.name: [(lack.what, lack.key) for lack in each.lacks] for each in found.bids[1:]} == {
        "Utan pris": [("price", "b")],
        "Utan rad": [("price", "b")],
        "Negativ": [("impossible_price", "a")],
        "Ändlös": [("impossible_price", "a"), ("impossible_price", "b")],
        "För hög rabatt": [("impossible_price", "rabatt")],
        "Obedömd": [("points", "nivå")],
        "Mellan nivåer": [("impossible_points", "nivå")],
        "Halv del": [("impossible_points", "bör")],
        "För många": [("impossible_points", "bör")],
    }
    assert all(each.result is None and each.settled is None for each in found.bids[1:])
    # A sum without one of its prices is no sum; what only lacks points has one.
    assert {each.bid.name for each in found.bids if each.total is None} == {
        "Utan pris",
        "Utan rad",
        "Negativ",
        "Ändlös",
        "För hög rabatt",
    }


def test_a_sum_that_is_not_above_zero_gives_no_points() -> None:
    model = Evaluation("weighted_points", (met("bör", weight=50),), price_weight=D(50))
    rows = [row("köp", 1), row("åter", 1, sign="income")]
    bids = [
        bid("A", {"köp": 100, "åter": 0}, bör=0),
        bid("B", {"köp": 200, "åter": 0}, bör=0),
        bid("Gratis", {"köp": 100, "åter": 100}, bör=1),
        bid("Betalar", {"köp": 100, "åter": 500}, bör=1),
    ]
    found = whole(evaluate(model, rows, bids))
    # 50 × 100 / 200 = 25: the two that are not ranked are not the lowest sum either.
    assert results(found) == {"A": "50.00", "B": "25.00"}
    assert of(found, "Gratis").lacks == of(found, "Betalar").lacks == (Lack("sum"),)
    # Where kronor are compared, a sum below zero is a sum like any other.
    assert results(whole(evaluate(Evaluation("lowest_price"), rows, bids)))["Betalar"] == "-400.00"


@pytest.mark.parametrize(
    ("model", "rows", "lacks"),
    [
        (Evaluation("lowest_price"), [row("öppen", None)], [("volume", "öppen")]),
        (
            Evaluation("life_cycle_cost"),
            [row("el", 1, measure="consumption", rate=None)],
            [("volume", "el")],
        ),
        (Evaluation("price_deduction", (met("bör"),)), [row("sak", 1)], [("value", "bör")]),
        (Evaluation("weighted_points", (met("bör", weight=40),)), [row("sak", 1)], [("price_weight", "")]),
        (Evaluation("fixed_price", (met("bör", weight=100),)), [], [("fixed_price", "")]),
    ],
)
def test_what_the_buyer_has_not_settled_ranks_nobody(
    model: Evaluation, rows: list[Price], lacks: list[tuple[str, str]]
) -> None:
    found = whole(evaluate(model, rows, [bid("A", {each.key: 1 for each in rows}, bör=1)]))
    assert [(lack.what, lack.key) for lack in found.lacks] == lacks
    assert (found.ranked, ranks(found)) == ((), {"A": None})


def test_a_row_of_no_lot_counts_in_each_and_a_lot_that_only_a_row_names_is_a_lot() -> None:
    rows = [row("alla", 1), row("ett", 1, lot="1"), row("okänd", 1, lot="9")]
    outcome = evaluate(
        Evaluation("lowest_price", lots={"1": "Ett"}), rows, [bid("A", {"alla": 10, "ett": 1, "okänd": 2})]
    )
    assert {lot.lot: str(lot.bids[0].total) for lot in outcome.lots} == {"1": "11.00", "9": "12.00"}
