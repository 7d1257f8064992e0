"""Many problems of one kind told as a few and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kravgen.codes import CODES
from kravgen.i18n import _
from kravgen.problems import Problem

MOST_TOLD = 200
"""So many problems of one kind are told about a file that somebody else has made; the rest are counted."""


def at_most(problems: Iterable[Problem], most: int = MOST_TOLD) -> Iterator[Problem]:
    """The problems; of those with one code in one file the first ``most``, and then how many more there are."""
    count: Counter[tuple[str, str]] = Counter()
    more: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        kind = problem.file, problem.code
        count[kind] += 1
        if count[kind] <= most:
            yield problem
        else:
            more.setdefault(kind, problem)
    yield from (and_more(problem, count[kind] - most) for kind, problem in more.items())


def and_more(problem: Problem, count: int) -> Problem:
    """What is said in place of ``count`` problems of the same kind as this one."""
    told = _("And {count} more of the same kind: {what}")
    return replace(problem, message=told.format(count=count, what=_(CODES[problem.code])), proposal="")
