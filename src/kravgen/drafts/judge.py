"""The rules of the lint over one draft, with each finding at its place in the draft's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kravgen.drafts.piece import DraftText, Piece
from kravgen.drafts.stated import Stated, stated
from kravgen.lint.collection import Collection
from kravgen.lint.judge import as_problem
from kravgen.lint.passage import Finding, Written
from kravgen.lint.table import RULES
from kravgen.lint.words import Words
from kravgen.problems import Problem

_NOT_IN_CONTRACTS = frozenset(("KL101", "KL105", "KL106", "KL108"))
"""What is asked of a requirement, which is one sentence, and not of a paragraph of a contract."""
_IN_CONTRACTS = frozenset(("KL510",))
"""What is asked of a contract's text alone."""
_PARAMETER = re.compile(r"\{\{.*?\}\}")
_COMPARED = 8
"""Fewer words that stand twice are the beginning of a list or a cell, and no requirement that stands twice."""
_UNSURE = frozenset(("KL402", "KL405"))
"""That the register of kravgen does not hold a law is no fault of the draft."""


@dataclass(frozen=True, slots=True)
class DraftRemark:
    """A problem in a draft, and what it is about: the piece and the place in it."""

    piece: int
    offset: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class LintGround:
    """What drafts are judged on: the register's sources, the word lists and the day (ISO 8601)."""

    register: Sequence[Written]
    words: Words
    day: str


def judged(draft: DraftText, ground: LintGround) -> list[DraftRemark]:
    """What the rules that a text alone can break find in the draft, in reading order."""
    entries = tuple(stated(draft))
    collection = Collection((*ground.register, *entries), ground.words, ground.day, {})
    rules = [replace(rule, good=_as_text(rule.good)) for rule in RULES if rule.drafts]
    found = {
        (rule.code, finding.place.line, finding.place.column, finding.message): as_remark(
            draft, as_problem(rule, finding), finding.place.line - 1, finding.place.column - 1
        )
        for rule in rules
        for finding in rule.check(collection)
        if isinstance(finding.entry, Stated) and _applies(rule.code, finding)
    }
    return in_order(found.values())


def as_remark(draft: DraftText, problem: Problem, number: int, offset: int) -> DraftRemark:
    """The problem with its place as the draft's reader knows it."""
    piece: Piece = draft.pieces[number]
    line, column = piece.place(offset)
    level = "warning" if problem.code in _UNSURE else problem.level
    problem = replace(problem, file=draft.name, line=line, column=column, where=piece.where, level=level)
    return DraftRemark(number, offset, problem)


def in_order(remarks: Iterable[DraftRemark]) -> list[DraftRemark]:
    """In reading order."""
    return sorted(remarks, key=lambda one: (one.piece, one.offset, one.problem))


def _as_text(good: str) -> str:
    """A rule's example as a text: whoever has written a draft knows nothing of the files of a library."""
    return _PARAMETER.sub("…", good.rpartition("text: ")[2].rstrip("}]"))


def _applies(code: str, finding: Finding) -> bool:
    if code == "KL601" and len(str(finding.entry.data["text"]).split()) < _COMPARED:
        return False
    return code not in (_NOT_IN_CONTRACTS if finding.entry.kind == "avtal" else _IN_CONTRACTS)
