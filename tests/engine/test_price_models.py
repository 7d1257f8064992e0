"""How tenders are compared, as a procurement says it: what the documents tell, and what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.engine.priced import changed, priced
from tests.reading import words


@pytest.fixture
def case(example: Path) -> Path:
    """The small procurement with rows of each kind."""
    return priced(example)


@pytest.mark.parametrize(
    ("evaluation", "told"),
    [
        ("{model: price_deduction}", "Uppfyllt krav ger prisavdrag med 5000 kronor vid utvärderingen."),
        (
            "{model: weighted_points, price_weight: 90, criteria: [{id: s, title: Språk, items: [AVT-KVAL], weight: 10}]}",
            "Svaret bedöms i kriteriet ”Språk”.",
        ),
    ],
)
def test_what_meeting_a_requirement_gives_follows_the_model(
    case: Path, kravgen: Kravgen, evaluation: str, told: str
) -> None:
    changed(case, "evaluation: {model: price_deduction}\n", f"evaluation: {evaluation}\n")
    assert kravgen("generate", case, "-o", "ut").code == 0
    assert told in words(case.parent / "ut" / "kravspecifikation.docx")


def test_a_model_that_nobody_has_chosen_is_a_gap(case: Path, kravgen: Kravgen) -> None:
    changed(case, "evaluation: {model: price_deduction}\n", "")
    assert kravgen("generate", case, "-o", "ut").code == 0
    assert "[FYLL I: utvärderingsmodell]" in words(case.parent / "ut" / "kravspecifikation.docx")


@pytest.mark.parametrize(
    ("evaluation", "place", "told"),
    [
        (
            "  model: weighted_points\n  price_weight: 70\n  criteria:\n"
            "    - {id: s, title: Språk, items: [AVT-KVAL], weight: 10}\n",
            ":12:5 KG007",
            "Vikterna är tillsammans 80 procent.",
        ),
        (
            "  model: lowest_price\n  criteria:\n    - {id: s, title: Språk, items: [AVT-KVAL]}\n",
            ":11:5 KG004",
            "",
        ),
        ("  model: price_deduction\n  ties: [lowest_sum]\n", ":10:9 KG008", "lottning"),
        ("  model:\n", ":9:9 KG203", "Något måste stå här. Tillåtna värden: lowest_price,"),
        (
            "  model: price_deduction\n  criteria:\n    - id: s\n      title: Språk\n      deduction: 100\n"
            "      steps: [{points: 1, means: Ett.}, {points: 2, means: Två.}]\n",
            ":14:14 KG006",
            "",
        ),
    ],
)
def test_an_evaluation_that_cannot_be_used_is_told_where_it_stands(
    case: Path, kravgen: Kravgen, evaluation: str, place: str, told: str
) -> None:
    changed(case, "evaluation: {model: price_deduction}\n", f"evaluation:\n{evaluation}")
    result = kravgen("validate", case)
    assert result.code == 1
    assert place in result.err and told in result.err


@pytest.mark.parametrize(
    "lots",
    ["", "lots:\n  - {id: a, name: Drift, prices: [licence]}\n  - {id: b, name: Varor, prices: [device]}\n"],
)
def test_a_difference_names_the_row_that_has_changed(case: Path, kravgen: Kravgen, lots: str) -> None:
    changed(case, "requirements:\n", f"prices:\n  device.computer: {{quantity: 300}}\n{lots}requirements:\n")
    assert kravgen("generate", case, "-o", "ut").code == 0
    changed(case, "device.computer: {quantity: 300}", "device.computer: {quantity: 450}")
    told = [line.strip() for line in kravgen("diff", "ut", case).out.splitlines() if "Prisbilaga" in line]
    before = "B, " if lots else ""
    assert told == [f'Prisbilaga: "{before}Enhet, dator: 300 enhet" blir "{before}Enhet, dator: 450 enhet"']
