"""Every rule finds its own bad example and nothing in its good one, so the reference cannot lie."""

from __future__ import annotations

import re

import pytest

from kravgen.lint.rule import Rule
from kravgen.lint.table import RULES
from tests.lint.sample import codes, problems


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_examples(rule: Rule) -> None:
    bad = [problem for problem in problems(rule.bad) if problem.code == rule.code]
    assert bad
    assert all(problem.level == rule.level and problem.line for problem in bad)
    assert rule.code not in [problem.code for problem in problems(rule.good)]


def test_rules_have_codes_and_names_of_their_own() -> None:
    assert all(re.fullmatch(r"KL[0-9]{3}", rule.code) for rule in RULES)
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_a_figure_with_several_points_can_be_read() -> None:
    text = "Tjänsten ska ha en tillgänglighet på {} procent per månad."
    assert "KL303" in codes(text.format("1.000.000"), "ska")
    assert "KL303" not in codes(text.format("99,9"), "ska")
