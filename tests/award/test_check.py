"""What is wrong with a model is told, with the place of it; a sound model has no flaw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kravgen.award.check import check
from kravgen.award.model import Evaluation, Grade, Price
from kravgen.problems import Place
from tests.award.building import D, judged, met, row

_ROWS = (row("drift", 4), row("åter", 10, sign="income", group="goods"))
_DEDUCTIONS = Evaluation(
    "price_deduction",
    (met("bör", 3, deduction=50000), judged("intervju", 0, 3, 5, deduction=100000)),
    ties=("lowest_sum", "draw"),
)
_POINTS = Evaluation(
    "weighted_points",
    (met("bör", weight="12.5"), judged("intervju", 0, 3, 5, weight="27.5")),
    price_weight=D(60),
    ties=("most_quality", "lowest_sum", "draw"),
)
_FIXED = Evaluation(
    "fixed_price", (judged("plan", 0, 4, weight=40), met("bör", weight=60)), fixed_price=D(500000)
)
_LOWEST = Evaluation("lowest_price")
_LOTS = Evaluation("lowest_price", lots={"1": "Ett", "2": "Två"})


def _codes(evaluation: Evaluation, rows: Sequence[Price] = _ROWS) -> list[tuple[tuple[str | int, ...], str]]:
    return [(flaw.path, flaw.code) for flaw in check(evaluation, rows)]


@pytest.mark.parametrize(
    ("evaluation", "rows"),
    [
        (_DEDUCTIONS, _ROWS),
        (_POINTS, _ROWS),
        (_FIXED, ()),
        (_LOWEST, _ROWS),
        (
            Evaluation("life_cycle_cost"),
            (row("el", 10, measure="consumption", rate=D("1.85")), row("dator", 1)),
        ),
        (_DEDUCTIONS, (row("sortiment", "150000.01", measure="discount"),)),
        (_LOTS, (row("a", 1, lot="1"), row("b", 1, lot="2"))),
        # The same name, but what is priced can be told apart.
        (_LOTS, (row("1/a", 1, name="A", lot="1"), row("2/a", 1, name="A", lot="2"))),
        (_LOWEST, (row("a", 1), row("b", 1, name="A", sustainable=True), row("c", 1, name="A", unit="år"))),
    ],
)
def test_a_sound_model_has_no_flaw(evaluation: Evaluation, rows: Sequence[Price]) -> None:
    assert _codes(evaluation, rows) == []


def _with(evaluation: Evaluation, at: int, **changed: object) -> Evaluation:
    criteria = list(evaluation.criteria)
    criteria[at] = replace(criteria[at], **changed)  # type: ignore[arg-type]
    return replace(evaluation, criteria=tuple(criteria))


_CRITERIA = ("evaluation", "criteria")


@pytest.mark.parametrize(
    ("evaluation", "path", "code"),
    [
        # Values
        (_with(_DEDUCTIONS, 0, deduction=None), (*_CRITERIA, 0, "deduction"), "KG005"),
        (_with(_DEDUCTIONS, 1, deduction=D(0)), (*_CRITERIA, 1, "deduction"), "KG005"),
        (_with(_POINTS, 1, weight=None), (*_CRITERIA, 1, "weight"), "KG005"),
        (replace(_POINTS, price_weight=None), ("evaluation", "price_weight"), "KG005"),
        (replace(_FIXED, fixed_price=None), ("evaluation", "fixed_price"), "KG005"),
        (replace(_FIXED, fixed_price=D(0)), ("evaluation", "fixed_price"), "KG005"),
        # Weights
        (_with(_POINTS, 0, weight=D("12.4")), _CRITERIA, "KG007"),
        (replace(_POINTS, price_weight=D(61)), _CRITERIA, "KG007"),
        (_with(_FIXED, 0, weight=D(41)), _CRITERIA, "KG007"),
        # Levels
        (_with(_DEDUCTIONS, 0, items=()), (*_CRITERIA, 0, "levels"), "KG006"),
        (_with(_DEDUCTIONS, 0, full=D("2.5")), (*_CRITERIA, 0, "full"), "KG006"),
        (_with(_DEDUCTIONS, 0, full=D(0)), (*_CRITERIA, 0, "full"), "KG006"),
        (_with(_DEDUCTIONS, 1, full=D(6)), (*_CRITERIA, 1, "levels"), "KG006"),
        (_with(_DEDUCTIONS, 1, levels=judged("x", 1, 3, 5).levels), (*_CRITERIA, 1, "levels"), "KG006"),
        (_with(_DEDUCTIONS, 1, levels=judged("x", 0, 3, 3, 5).levels), (*_CRITERIA, 1, "levels"), "KG006"),
        (_with(_DEDUCTIONS, 1, levels=judged("x", 0, 4, 3, 5).levels), (*_CRITERIA, 1, "levels"), "KG006"),
        (
            _with(_DEDUCTIONS, 1, levels=(Grade(D(0), "Inget."), Grade(D(5), "  "))),
            (*_CRITERIA, 1, "levels", 1),
            "KG006",
        ),
        # What the model has no use for
        (replace(_LOWEST, criteria=(met("bör"),)), _CRITERIA, "KG004"),
        (Evaluation("life_cycle_cost", (met("bör"),)), _CRITERIA, "KG004"),
        (_with(_DEDUCTIONS, 0, weight=D(10)), (*_CRITERIA, 0, "weight"), "KG004"),
        (_with(_POINTS, 0, deduction=D(10)), (*_CRITERIA, 0, "deduction"), "KG004"),
        (replace(_DEDUCTIONS, price_weight=D(10)), ("evaluation", "price_weight"), "KG004"),
        (replace(_LOWEST, fixed_price=D(10)), ("evaluation", "fixed_price"), "KG004"),
        # Ties
        (replace(_DEDUCTIONS, ties=("lowest_sum",)), ("evaluation", "ties"), "KG008"),
        (replace(_DEDUCTIONS, ties=()), ("evaluation", "ties"), "KG008"),
        (replace(_DEDUCTIONS, ties=("draw", "lowest_sum")), ("evaluation", "ties"), "KG008"),
        (replace(_DEDUCTIONS, ties=("lowest_sum", "lowest_sum", "draw")), ("evaluation", "ties", 1), "KG008"),
        (replace(_DEDUCTIONS, ties=("lowest_summ", "draw")), ("evaluation", "ties", 0), "KG008"),
        (replace(_LOWEST, ties=("lowest_sum", "draw")), ("evaluation", "ties", 0), "KG008"),
        (replace(_FIXED, ties=("most_quality", "draw")), ("evaluation", "ties", 0), "KG008"),
        # Ids
        (
            replace(_DEDUCTIONS, criteria=(*_DEDUCTIONS.criteria, met("bör", deduction=1))),
            (*_CRITERIA, 2),
            "KG204",
        ),
        # What nobody can tell apart, and what would count twice
        (_with(_DEDUCTIONS, 1, title="Bör"), (*_CRITERIA, 1, "title"), "KG012"),
        (_with(_DEDUCTIONS, 1, items=("bör",)), (*_CRITERIA, 1, "items"), "KG012"),
        # Nothing to compare
        (Evaluation("fixed_price", fixed_price=D(1)), _CRITERIA, "KG003"),
    ],
)
def test_each_flaw_of_a_model_is_told_at_its_place(
    evaluation: Evaluation, path: tuple[str | int, ...], code: str
) -> None:
    assert _codes(evaluation) == [(path, code)]


@pytest.mark.parametrize(
    ("evaluation", "rows", "path", "code"),
    [
        (_LOWEST, (row("a", None),), ("prices", 0, "quantity"), "KG001"),
        (_LOWEST, (row("a", 1), row("r", None, measure="discount")), ("prices", 1, "quantity"), "KG001"),
        (_LOWEST, (row("el", 1, measure="consumption", rate=None),), ("prices", 0, "rate"), "KG001"),
        (_LOWEST, (row("el", 1, measure="consumption", rate=D(0)),), ("prices", 0, "rate"), "KG002"),
        (_LOWEST, (row("a", 0),), ("prices", 0, "quantity"), "KG002"),
        (_LOWEST, (row("a", 1), row("b", -1)), ("prices", 1, "quantity"), "KG002"),
        (
            _LOWEST,
            (row("a", 1), row("r", 9, measure="discount", sign="income")),
            ("prices", 1, "sign"),
            "KG002",
        ),
        (_LOWEST, (row("a", 1), row("a", 2)), ("prices", 1), "KG204"),
        (_LOWEST, (row("a", 1), row("b", 2, name="A")), ("prices", 1), "KG002"),
        (_LOWEST, (), ("prices",), "KG003"),
        (_LOWEST, (row("åter", 1, sign="income"),), ("prices",), "KG003"),
        (_LOTS, (row("a", 1, lot="1"),), ("evaluation", "lots", "2"), "KG003"),
        (
            _LOTS,
            (row("a", 1, lot="1"), row("b", 1, lot="2"), row("c", 1, lot="3")),
            ("prices", 2, "lot"),
            "KG003",
        ),
        (_DEDUCTIONS, (row("sortiment", 150000, measure="discount"),), _CRITERIA, "KG009"),
    ],
)
def test_each_flaw_of_a_row_is_told_at_its_place(
    evaluation: Evaluation, rows: Sequence[Price], path: tuple[str | int, ...], code: str
) -> None:
    assert _codes(evaluation, rows) == [(path, code)]


def test_what_is_open_is_a_warning_and_what_is_wrong_an_error() -> None:
    flaws = list(check(replace(_LOWEST, ties=()), [row("öppen", None)]))
    assert {flaw.code: flaw.level for flaw in flaws} == {"KG001": "warning", "KG008": "error"}


def test_a_flaw_is_told_in_swedish_at_the_place_it_is_given() -> None:
    (flaw,) = check(replace(_POINTS, price_weight=D("61.5")), _ROWS)
    problem = flaw.problem(Place("fall.yaml", 12, 3))
    assert str(problem) == (
        "fall.yaml:12:3 KG007 Vikterna är tillsammans 101,5 procent. Ändra dem så att summan är 100 procent."
    )


def test_the_deduction_that_a_requirement_brings_along_is_no_flaw_among_points() -> None:
    brought = _with(_POINTS, 0, weight=None, deduction=D(40000))
    assert [code for _path, code in _codes(brought)] == ["KG005"]


def test_nothing_is_left_for_an_open_weight() -> None:
    full = _with(replace(_POINTS, price_weight=D("72.5")), 0, weight=None)
    (told,) = [flaw for flaw in check(full, _ROWS) if flaw.code == "KG007"]
    assert (told.path, told.level) == (_CRITERIA, "error") and "Inget är kvar till Bör." in told.hint
    full = _with(_with(replace(_POINTS, price_weight=None), 0, weight=D(50)), 1, weight=D(50))
    (told,) = [flaw for flaw in check(full, _ROWS) if flaw.code == "KG007"]
    assert "Inget är kvar till priset." in told.hint


def test_an_open_weight_says_nothing_of_the_sum() -> None:
    assert [code for _path, code in _codes(_with(_POINTS, 0, weight=None))] == ["KG005"]
