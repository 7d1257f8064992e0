"""Two conditions → whether the one lets in more than the other, by trying every answer that they tell apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations, product
from typing import Any, Literal

from kravgen.library import condition as conditions
from kravgen.library.condition import Part
from kravgen.library.expression import tree_of
from kravgen.library.model import Answer

Reach = Literal["wider", "narrower", "same", "unknown"]
_MOST = 20_000
"""So many sets of answers are tried; with more facts than that nobody sees through the conditions either."""
_MOST_CHOSEN = 6
_OTHER = "\0"
"""An answer that neither condition names."""


def reach(before: str, after: str) -> Reach:
    """Whether the condition ``after`` holds for more answers than ``before``, or for fewer. An empty one always holds.

    "unknown" where some answers are let in and others kept out, or a condition cannot be gone through.
    """
    old, new = (tree_of(condition or "true") for condition in (before, after))
    if old is None or new is None:
        return "unknown"
    domains = _domains(old, new)
    if domains is None:
        return "unknown"
    more = fewer = False
    for answers in product(*domains.values()):
        facts: dict[str, Answer] = dict(zip(domains, answers, strict=True))
        was, now = conditions.value(old, facts), conditions.value(new, facts)
        more, fewer = more or (now is True and was is not True), fewer or (was is True and now is not True)
    if more and fewer:
        return "unknown"
    return "wider" if more else "narrower" if fewer else "same"


def _domains(*trees: Part) -> dict[str, list[Any]] | None:
    """The answers to try for each fact; None when they are too many."""
    named: dict[str, list[Any]] = defaultdict(list)
    chosen: set[str] = set()
    for part in chain.from_iterable(map(conditions.comparisons, trees)):
        named[part.name].extend(part.values if part.operator else (True, False))
        if part.operator in ("contains", "lacks"):
            chosen.add(part.name)
    domains: dict[str, list[Any]] = {}
    count = 1
    for name, values in named.items():
        domains[name] = _subsets(values) if name in chosen else _answers(values)
        count *= len(domains[name])
        if count > _MOST:
            return None
    return domains


def _subsets(values: list[Any]) -> list[Any]:
    known = sorted({str(value) for value in values})[:_MOST_CHOSEN]
    return [tuple(some) for size in range(len(known) + 1) for some in combinations(known, size)]


def _answers(values: list[Any]) -> list[Any]:
    if all(isinstance(value, bool) for value in values):
        return [False, True]
    if all(isinstance(value, int | float) for value in values):
        return sorted({near for value in values for near in (value - 1, value, value + 1)})
    return [*dict.fromkeys(values), _OTHER]
