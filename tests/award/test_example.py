"""The worked example: plausible, the same every time, and right when it is worked out anew from what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from kravgen.award.example import Example, example, worked
from kravgen.award.model import Evaluation, Price
from tests.award.building import D, judged, met, row

_ROWS = (
    row("drift", 5, unit="år"),
    row("start", 1, group="introduction"),
    row("konsult", 300, group="hours", unit="timme"),
    row("sortiment", 400000, group="goods", measure="discount", unit="procent"),
    row("el", 700, group="goods", measure="consumption", rate=D("1.5"), unit="kWh"),
    row("åter", 40, group="goods", sign="income"),
    row("exit", 10, group="exit", unit="timme", option=True),
)
_CRITERIA = (
    met("bör", 4, deduction=30000, weight=15),
    judged("intervju", 0, 3, 5, deduction=120000, weight=25),
)
_DEDUCTIONS = Evaluation("price_deduction", _CRITERIA, ties=("lowest_sum", "draw"))
_POINTS = Evaluation("weighted_points", _CRITERIA, price_weight=D(60))
_FIXED = Evaluation("fixed_price", _CRITERIA, fixed_price=D(900000))


def _made(evaluation: Evaluation, rows: tuple[Price, ...] = _ROWS) -> Example:
    found = example(evaluation, rows)
    assert found is not None
    return found


def _number(text: str) -> Decimal:
    return D(text.replace("\u00a0", "").replace(",", ".").replace("\u2212", "-"))


@pytest.mark.parametrize("evaluation", [_DEDUCTIONS, _POINTS])
def test_not_the_cheapest_wins_but_the_one_with_all_quality(evaluation: Evaluation) -> None:
    lot = _made(evaluation).outcome.lots[0]
    totals = [each.total for each in lot.ranked if each.total is not None]
    assert len(set(totals)) == len({each.result for each in lot.ranked}) == 3
    assert lot.first[0].total != min(totals)
    assert lot.first[0].bid.quality == {"bör": 4, "intervju": 5}


def test_it_does_so_even_when_quality_is_worth_little() -> None:
    little = replace(_DEDUCTIONS, criteria=(met("bör", deduction=500),))
    lot = _made(little).outcome.lots[0]
    cheapest = min(each.total for each in lot.ranked if each.total is not None)
    assert lot.first[0].bid.name == "Anbud C"
    total = lot.first[0].total
    assert total is not None and cheapest < total < cheapest + 500


def test_without_quality_the_cheapest_wins() -> None:
    lot = _made(Evaluation("lowest_price")).outcome.lots[0]
    assert [each.bid.name for each in lot.ranked] == ["Anbud A", "Anbud B", "Anbud C"]


def test_the_steps_give_the_results_when_they_are_worked_out_anew() -> None:
    made = _made(_DEDUCTIONS)
    for told, bid in zip(worked(made), made.outcome.lots[0].bids, strict=True):
        parts, *deductions, result = told.steps
        terms = re.fullmatch(r"Jämförelsesumma: (.+) = (.+)", parts)
        assert terms
        amounts = re.findall(r"(− |^|\+ )[^\d−+]*([\d\u00a0]+,\d\d)", terms[1])
        total = sum((_number(f"{'-' if sign == '− ' else ''}{amount}") for sign, amount in amounts), D(0))
        assert total == _number(terms[2]) == bid.total
        off = D(0)
        for line in deductions:
            most, given, full, got = map(_number, re.findall(r"[\d\u00a0]+(?:,\d+)?", line))
            assert (most * given / full).quantize(D("0.01")) == got
            off += got
        last = re.fullmatch(r"Jämförelsesumma (.+) − prisavdrag (.+) = (.+)", result)
        assert last and [*map(_number, last.groups())] == [total, off, total - off]
        assert total - off == bid.result


def test_the_steps_read_as_a_buyer_writes_them() -> None:
    rows = (row("drift", 5, unit="år"),)
    told = worked(_made(replace(_DEDUCTIONS, criteria=(met("bör", deduction=200000),)), rows))
    assert told[0].steps == (
        "Prisavdrag, Bör: 200\u00a0000,00 × 1 / 1 = 200\u00a0000,00",
        "Jämförelsesumma 1\u00a0260\u00a0000,00 − prisavdrag 200\u00a0000,00 = 1\u00a0060\u00a0000,00",
    )
    points = worked(_made(replace(_POINTS, criteria=(judged("plan", 0, 3, 5, weight=40),)), rows))
    assert points[0].steps == (
        "Poäng, Plan: 40 × 5 / 5 = 40,00",
        "Prispoäng: 60 × 1\u00a0105\u00a0000,00 / 1\u00a0440\u00a0000,00 = 46,04",
        "Resultat: prispoäng 46,04 + kvalitetspoäng 40,00 = 86,04",
    )


@pytest.mark.parametrize("evaluation", [_DEDUCTIONS, _POINTS, _FIXED, Evaluation("life_cycle_cost")])
def test_it_is_the_same_every_time_and_its_prices_are_round(evaluation: Evaluation) -> None:
    made = _made(evaluation)
    assert made == _made(evaluation)
    assert worked(made) == worked(_made(evaluation))
    for bid in made.bids:
        for key, price in bid.given.items():
            assert price is not None
            assert price > 0 and len(f"{price.normalize():f}".strip("0").replace(".", "")) <= 3, (key, price)


def test_what_is_open_is_left_out_and_told() -> None:
    rows = (*_ROWS, row("öppen", None))
    criteria = (*_CRITERIA, met("utan värde"))
    made = _made(replace(_DEDUCTIONS, criteria=criteria), rows)
    assert made.left_out == ("Öppen", "Utan värde")
    assert made.prices == _ROWS
    assert made.outcome == _made(_DEDUCTIONS).outcome
    assert _made(_DEDUCTIONS).left_out == ()


@pytest.mark.parametrize(
    ("evaluation", "rows"),
    [
        (_DEDUCTIONS, ()),
        (_DEDUCTIONS, (row("öppen", None),)),
        (replace(_POINTS, price_weight=None), _ROWS),
        (replace(_POINTS, criteria=(met("bör"),)), _ROWS),
        (replace(_FIXED, fixed_price=None), _ROWS),
    ],
)
def test_there_is_none_while_nothing_can_be_compared(evaluation: Evaluation, rows: tuple[Price, ...]) -> None:
    assert example(evaluation, rows) is None


def test_each_lot_has_its_own_steps() -> None:
    rows = (row("a", 1, lot="1"), row("b", 2, lot="2"))
    told = worked(_made(Evaluation("lowest_price", lots={"1": "Ett", "2": "Två"}), rows))
    assert [(each.lot, each.rank) for each in told] == [
        (lot, rank) for lot in ("Ett", "Två") for rank in (1, 2, 3)
    ]
