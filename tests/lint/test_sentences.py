"""How often the rules are right about the labelled sentences, with floors that the engine really reaches.

The whole table is printed by ``benchmarks/lint_sentences.py``.
"""

from __future__ import annotations

import pytest

from kravgen.lint.table import RULES
from tests.lint.score import PRECISION, RECALL, Sentence, judged, score


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return judged()


def test_there_are_enough_sentences_to_judge_by(sentences: list[Sentence]) -> None:
    assert len(sentences) >= 250
    assert sum(not sentence.expected for sentence in sentences) >= 100
    assert {rule for sentence in sentences for rule in sentence.expected} <= {rule.code for rule in RULES}


def test_precision_and_recall(sentences: list[Sentence]) -> None:
    found = score(sentences)
    wrong = [(s.line, sorted(s.expected), sorted(s.found)) for s in sentences if s.expected != s.found]
    assert found.precision >= PRECISION, wrong
    assert found.recall >= RECALL, wrong
