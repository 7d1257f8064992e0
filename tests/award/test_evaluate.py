"""Evaluations worked out by hand, to the öre. The arithmetic stands beside each."""

from __future__ import annotations

import pytest

from kravgen.award.evaluate import Lack, evaluate
from kravgen.award.model import Evaluation
from tests.award.building import D, bid, judged, met, of, ranks, results, row, whole


def test_the_lowest_price_wins_by_four_öre() -> None:
    rows = [
        row("licens", 4, unit="år"),
        row("start", 1, group="introduction"),
        row("konsult", 200, group="hours", unit="timme"),
    ]
    found = whole(
        evaluate(
            Evaluation("lowest_price"),
            rows,
            [
                # 4 × 125 000 = 500 000, + 79 900, + 200 × 1 150,50 = 230 100 → 810 000,00
                bid("A", {"licens": 125000, "start": 79900, "konsult": "1150.50"}),
                # 4 × 119 999,99 = 479 999,96, + 95 000, + 200 × 1 175 = 235 000 → 809 999,96
                bid("B", {"licens": "119999.99", "start": 95000, "konsult": 1175}),
            ],
        )
    )
    assert results(found) == {"B": "809999.96", "A": "810000.00"}
    assert ranks(found) == {"B": 1, "A": 2}
    assert of(found, "B").amounts == {"licens": D("479999.96"), "start": 95000, "konsult": 235000}
    assert of(found, "A").settled is None


def test_deductions_by_parts_and_by_levels_make_the_dearer_win() -> None:
    model = Evaluation(
        "price_deduction",
        (
            met("wcag", 3, deduction=100000),
            judged("intervju", 0, 2, 5, deduction=90000),
            met("kod", deduction=45000),
        ),
    )
    found = whole(
        evaluate(
            model,
            [row("licens", 5)],
            [
                # 5 × 200 000 = 1 000 000; wcag 1/3 av 100 000 = 33 333,33; intervju 0; kod 0 → 966 666,67
                bid("A", {"licens": 200000}, wcag=1, intervju=0, kod=0),
                # 5 × 222 000 = 1 110 000; wcag 2/3 = 66 666,67; intervju 2/5 av 90 000 = 36 000; kod 45 000
                # 1 110 000 − 147 666,67 = 962 333,33
                bid("B", {"licens": 222000}, wcag=2, intervju=2, kod=1),
            ],
        )
    )
    assert results(found) == {"B": "962333.33", "A": "966666.67"}
    assert of(found, "B").deductions == {"wcag": D("66666.67"), "intervju": 36000, "kod": 45000}
    assert (of(found, "B").total, of(found, "B").rank, of(found, "A").rank) == (1110000, 1, 2)


def test_a_result_is_never_below_zero_and_the_lowest_sum_decides_there() -> None:
    model = Evaluation("price_deduction", (met("bör", deduction=150000),), ties=("lowest_sum", "draw"))
    found = whole(
        evaluate(
            model,
            [row("sak", 1)],
            [
                # 140 000 − 150 000 = −10 000 → 0
                bid("A", {"sak": 140000}, bör=1),
                # 90 000 − 150 000 = −60 000 → 0
                bid("B", {"sak": 90000}, bör=1),
                # 1 − 0 = 1
                bid("C", {"sak": 1}, bör=0),
            ],
        )
    )
    assert results(found) == {"B": "0.00", "A": "0.00", "C": "1.00"}
    assert ranks(found) == {"B": 1, "A": 2, "C": 3}
    assert [of(found, name).settled for name in "ABC"] == ["lowest_sum", "lowest_sum", None]


def test_weighted_points_for_price_and_quality() -> None:
    model = Evaluation(
        "weighted_points",
        (judged("metod", 0, 1, 3, 5, weight=30), met("test", 4, weight=10)),
        price_weight=D(60),
    )
    found = whole(
        evaluate(
            model,
            [row("drift", 12, unit="månad")],
            [
                # 12 × 83 333,33 = 999 999,96, lägst: 60,00. metod 1/5 av 30 = 6,00; test 0 → 66,00
                bid("A", {"drift": "83333.33"}, metod=1, test=0),
                # 12 × 100 000 = 1 200 000: 60 × 999 999,96 / 1 200 000 = 49,999998 → 50,00. 30 × 3/5 = 18; 10 × 3/4 = 7,50
                # → 75,50
                bid("B", {"drift": 100000}, metod=3, test=3),
                # 12 × 150 000 = 1 800 000: 60 × 999 999,96 / 1 800 000 = 33,333332 → 33,33. 30 + 10 → 73,33
                bid("C", {"drift": 150000}, metod=5, test=4),
            ],
        )
    )
    assert results(found) == {"B": "75.50", "C": "73.33", "A": "66.00"}
    assert [of(found, name).price_points for name in "ABC"] == [60, 50, D("33.33")]
    assert of(found, "B").points == {"metod": 18, "test": D("7.50")}


def test_at_a_fixed_price_only_quality_counts() -> None:
    model = Evaluation(
        "fixed_price",
        (judged("plan", 0, 4, 10, weight=70), judged("team", 0, 1, 3, weight=30)),
        fixed_price=D(750000),
    )
    found = whole(
        evaluate(
            model,
            [],
            [
                # 70 × 4/10 = 28; 30 × 3/3 = 30 → 58
                bid("A", {}, plan=4, team=3),
                # 70 × 10/10 = 70; 30 × 1/3 = 10 → 80
                bid("B", {}, plan=10, team=1),
            ],
        )
    )
    assert results(found) == {"B": "80.00", "A": "58.00"}
    assert of(found, "A").total == 750000


def test_over_its_life_the_cheaper_computer_is_the_dearer() -> None:
    rows = [
        row("dator", 100, group="goods"),
        # Hundra datorer i fem år, en kilowattimme kostar 1,85.
        row("el", 500, measure="consumption", rate=D("1.85"), unit="kWh per dator och år"),
    ]
    found = whole(
        evaluate(
            Evaluation("life_cycle_cost"),
            rows,
            [
                # 100 × 8 900 = 890 000; 500 × 1,85 × 120 = 111 000 → 1 001 000
                bid("A", {"dator": 8900, "el": 120}),
                # 100 × 9 500 = 950 000; 500 × 1,85 × 45,5 = 42 087,50 → 992 087,50
                bid("B", {"dator": 9500, "el": "45.5"}),
            ],
        )
    )
    assert results(found) == {"B": "992087.50", "A": "1001000.00"}


def test_a_discount_comes_off_a_volume_in_kronor() -> None:
    rows = [
        row("sortiment", 2000000, measure="discount", group="goods", unit="procent"),
        row("frakt", 40, group="other"),
    ]
    found = whole(
        evaluate(
            Evaluation("lowest_price"),
            rows,
            [
                # 2 000 000 × 87,5 % = 1 750 000; 40 × 495 = 19 800 → 1 769 800
                bid("A", {"sortiment": "12.5", "frakt": 495}),
                # 2 000 000 × 88 % = 1 760 000; 0 → 1 760 000
                bid("B", {"sortiment": 12, "frakt": 0}),
                # 2 000 000 × 66,667 % = 1 333 340; 40 × 20 000 = 800 000 → 2 133 340
                bid("C", {"sortiment": "33.333", "frakt": 20000}),
            ],
        )
    )
    assert results(found) == {"B": "1760000.00", "A": "1769800.00", "C": "2133340.00"}


def test_what_is_bought_back_lowers_the_sum() -> None:
    rows = [
        row("hyra", 300, group="goods"),
        row("hel", 250, group="goods", sign="income"),
        row("sprucken", 50, group="goods", sign="income"),
    ]
    found = whole(
        evaluate(
            Evaluation("lowest_price"),
            rows,
            [
                # 300 × 1 000 = 300 000 − 250 × 400 − 50 × 100 = 195 000
                bid("A", {"hyra": 1000, "hel": 400, "sprucken": 100}),
                # 300 × 1 050 = 315 000 − 250 × 480,10 = 120 025 − 0 = 194 975
                bid("B", {"hyra": 1050, "hel": "480.10", "sprucken": 0}),
            ],
        )
    )
    assert results(found) == {"B": "194975.00", "A": "195000.00"}
    assert of(found, "A").amounts["hel"] == -100000


def test_options_count_with_their_volumes() -> None:
    rows = [
        row("bas", 3, unit="år"),
        row("modul", 2, unit="år", group="options", option=True),
        row("timme", 80, unit="timme", group="options", option=True),
    ]
    found = whole(
        evaluate(
            Evaluation("lowest_price"),
            rows,
            [
                # 3 × 100 000 + 2 × 60 000 + 80 × 1 200 = 300 000 + 120 000 + 96 000 = 516 000
                bid("A", {"bas": 100000, "modul": 60000, "timme": 1200}),
                # 3 × 110 000 + 2 × 45 000 + 80 × 1 187,50 = 330 000 + 90 000 + 95 000 = 515 000
                bid("B", {"bas": 110000, "modul": 45000, "timme": "1187.50"}),
            ],
        )
    )
    assert results(found) == {"B": "515000.00", "A": "516000.00"}


def test_each_way_of_settling_a_tie() -> None:
    model = Evaluation(
        "weighted_points",
        (met("a", weight=20), met("b", 2, weight=40)),
        price_weight=D(40),
        ties=("most_quality", "lowest_sum", "draw"),
    )
    found = whole(
        evaluate(
            model,
            [row("sak", 1)],
            [
                # Lägst: 40,00 + 0 + 0 = 40,00
                bid("Ensam", {"sak": 100}, a=0, b=0),
                # 40 × 100 / 200 = 20,00 + 20 + 20 = 60,00, kvalitet 40
                bid("Mindre", {"sak": 200}, a=1, b=1),
                # 40 × 100 / 400 = 10,00. + 20 + 40 = 70,00
                bid("Bäst", {"sak": 400}, a=1, b=2),
                # 20,00 + 0 + 40 = 60,00, kvalitet 40: som Mindre i allt
                bid("Lika", {"sak": 200}, a=0, b=2),
                # 40 × 100 / 200,02 = 19,998 → 20,00 + 0 + 40 = 60,00: samma poäng, men summan är 2 öre högre
                bid("Dyrare", {"sak": "200.02"}, a=0, b=2),
                # 40 × 100 / 100 000 = 0,04 + 20 + 40 = 60,04
                bid("Dyrast", {"sak": 100000}, a=1, b=2),
            ],
        )
    )
    assert ranks(found) == {"Bäst": 1, "Dyrast": 2, "Lika": 3, "Mindre": 3, "Dyrare": 5, "Ensam": 6}
    assert [of(found, name).settled for name in ("Lika", "Mindre", "Dyrare", "Dyrast", "Ensam")] == [
        "draw",
        "draw",
        "lowest_sum",
        None,
        None,
    ]


def test_most_quality_goes_before_a_lower_sum_when_the_buyer_says_so() -> None:
    # A: 100 − 0 = 100. B: 130 − 30 = 100.
    bids = [bid("A", {"sak": 100}, bör=0), bid("B", {"sak": 130}, bör=1)]
    criteria = (met("bör", deduction=30),)
    quality = Evaluation("price_deduction", criteria, ties=("most_quality", "draw"))
    price = Evaluation("price_deduction", criteria, ties=("lowest_sum", "draw"))
    lots = Evaluation("price_deduction", criteria)
    rows = [row("sak", 1)]
    assert ranks(whole(evaluate(quality, rows, bids))) == {"B": 1, "A": 2}
    assert ranks(whole(evaluate(price, rows, bids))) == {"A": 1, "B": 2}
    drawn = whole(evaluate(lots, rows, bids))
    assert ranks(drawn) == {"A": 1, "B": 1}
    assert [each.settled for each in drawn.bids] == ["draw", "draw"]
    assert of(whole(evaluate(quality, rows, bids)), "A").settled == "most_quality"


def test_lots_are_compared_one_by_one() -> None:
    model = Evaluation(
        "price_deduction",
        (met("bör", deduction=1000),),
        lots={"1": "Datorer", "2": "Skärmar", "3": "Service"},
    )
    rows = [
        row("dator", 10, lot="1"),
        row("skärm", 20, lot="2"),
        row("kabel", 5, lot="2"),
        row("tim", 8, lot="3"),
    ]
    outcome = evaluate(
        model,
        rows,
        [
            # Del 1: 10 × 9 000 − 1 000 = 89 000. Del 2: 20 × 1 500 + 5 × 99 − 1 000 = 29 495.
            bid("A", {"dator": 9000, "skärm": 1500, "kabel": 99}, bör=1),
            # Del 1: lämnar inget anbud. Del 2: 20 × 1 480 + 5 × 0 = 29 600.
            bid("B", {"skärm": 1480, "kabel": 0}, bör=0),
            # Del 1: 10 × 8 899 = 88 990. Del 2: pris på kabel saknas.
            bid("C", {"dator": 8899, "skärm": 1}, bör=0),
        ],
    )
    first, second, third = outcome.lots
    assert [lot.name for lot in outcome.lots] == ["Datorer", "Skärmar", "Service"]
    assert results(first) == {"C": "88990.00", "A": "89000.00"}
    assert (first.absent, second.absent, third.absent) == (("B",), (), ("A", "B", "C"))
    assert results(second) == {"A": "29495.00", "B": "29600.00"}
    assert of(second, "C").lacks == (Lack("price", "kabel"),)
    assert third.bids == ()


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    # Half an öre goes away from zero; a program that goes to the even öre, or counts in binary, gives another.
    [("3", "0.335", "1.01"), ("1", "0.125", "0.13"), ("1", "1.005", "1.01"), ("7", "0.145", "1.02")],
)
def test_half_an_öre_is_rounded_away_from_zero(quantity: str, price: str, amount: str) -> None:
    rows = [row("in", quantity), row("ut", quantity, sign="income")]
    found = whole(evaluate(Evaluation("lowest_price"), rows, [bid("A", {"in": price, "ut": price})]))
    assert of(found, "A").amounts == {"in": D(amount), "ut": -D(amount)}


def test_nothing_is_rounded_on_the_way_to_the_öre() -> None:
    # With twenty-eight digits the price becomes …,005 and then an öre too much.
    price = "123456789012.00499999999999999999"
    found = whole(evaluate(Evaluation("lowest_price"), [row("lång", 1)], [bid("A", {"lång": price})]))
    assert of(found, "A").total == D("123456789012.00")
    # 999 999 999 999,99 × 10^15 and an öre more: thirty digits.
    rows = [row("många", 10**15), row("en", 1)]
    found = whole(
        evaluate(Evaluation("lowest_price"), rows, [bid("A", {"många": "999999999999.99", "en": "0.01"})])
    )
    assert of(found, "A").total == D("999999999999990000000000000.01")


def test_a_row_for_what_need_not_be_met_counts_for_who_meets_it() -> None:
    model = Evaluation("price_deduction", (met("nycklar", deduction=100000),))
    rows = [row("licens", 5), row("nyckel", 5, only_with=("nycklar",))]
    found = whole(
        evaluate(
            model,
            rows,
            [
                # 5 × 200 000 = 1 000 000, and no keys: the empty row is no lack → 1 000 000,00
                bid("A", {"licens": 200000}, nycklar=0),
                # 1 000 000 + 5 × 15 000 = 1 075 000, − 100 000 → 975 000,00
                bid("B", {"licens": 200000, "nyckel": 15000}, nycklar=1),
                # What is not offered is not counted, though it has a price: 5 × 199 000 → 995 000,00
                bid("C", {"licens": 199000, "nyckel": 15000}, nycklar=0),
            ],
        )
    )
    assert results(found) == {"B": "975000.00", "C": "995000.00", "A": "1000000.00"}
    assert of(found, "C").amounts["nyckel"] == 0


def test_who_meets_what_may_be_met_gives_its_price() -> None:
    model = Evaluation("price_deduction", (met("nycklar", deduction=100000),))
    rows = [row("licens", 5), row("nyckel", 5, only_with=("nycklar",))]
    found = evaluate(model, rows, [bid("A", {"licens": 200000}, nycklar=1)])
    assert found.lots[0].bids[0].lacks == (Lack("price", "nyckel"),)
