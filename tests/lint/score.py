"""How often the rules are right about the labelled sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kravgen import yamlfile
from tests.lint.sample import codes

FILE = Path(__file__).parent / "meningar.yaml"
PRECISION, RECALL = 0.99, 0.99
"""What the engine really reaches."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the rules that a reader says it breaks, and those that the engine says it breaks."""

    line: int
    text: str
    expected: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Right findings, findings that should not be, and findings that are missing."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def judged() -> list[Sentence]:
    """Every sentence with both verdicts."""
    file = yamlfile.read(FILE)
    return [
        Sentence(
            file.value_place(["sentences", number]).line,
            entry["text"],
            frozenset(entry["rules"]),
            frozenset(codes(entry["text"], entry["kind"])),
        )
        for number, entry in enumerate(file.data["sentences"])
    ]


def score(sentences: Sequence[Sentence], rule: str = "") -> Score:
    """The score over all rules, or over one."""
    pairs = [
        (
            sentence.expected & {rule} if rule else sentence.expected,
            sentence.found & {rule} if rule else sentence.found,
        )
        for sentence in sentences
    ]
    return Score(
        sum(len(expected & found) for expected, found in pairs),
        sum(len(found - expected) for expected, found in pairs),
        sum(len(expected - found) for expected, found in pairs),
    )
