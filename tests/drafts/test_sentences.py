"""How often the rules are right about sentences of drafts; ``benchmarks/lint_sentences.py`` prints the whole table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kravgen.lint.table import RULES
from tests.drafts.score import FILES, PRECISION, RECALL, codes, judged_texts, labelled
from tests.lint.score import score


def test_there_are_enough_sentences_to_judge_by() -> None:
    every = [one for path in FILES for one in labelled(path)]
    assert len(every) >= 400 and len({one.text for one in every}) == len(every)
    assert sum(not one.rules for one in every) >= len(every) // 2
    assert {rule for one in every for rule in one.rules} <= {rule.code for rule in RULES if rule.drafts}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_precision_and_recall(path: Path) -> None:
    sentences = judged_texts(path)
    found = score(sentences)
    wrong = [(s.line, sorted(s.expected), sorted(s.found)) for s in sentences if s.expected != s.found]
    assert found.precision >= PRECISION, wrong
    assert found.recall >= RECALL, wrong


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_space_that_does_not_break_is_a_space(path: Path) -> None:
    kept = [
        (one.text, re.sub(r"(?<=[\d§.]) (?=\w)", "\u00a0", one.text), one.contract) for one in labelled(path)
    ]
    differ = [
        text
        for text, other, contract in kept
        if text != other and codes(text, contract=contract) != codes(other, contract=contract)
    ]
    assert differ == []
