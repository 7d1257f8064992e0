"""A rule about Word files: a code, what is wrong, how to mend it in Word, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kravgen.word.inspection.examined import Examined

Finder = Callable[[Examined], Iterator[str]]
"""Yields, for each finding, where it is, in words that somebody with the file open in Word can follow."""


@dataclass(frozen=True, slots=True)
class WordRule:
    """``mend`` is an English source string, translated where it is shown; what is wrong stands in ``CODES``."""

    code: str
    mend: str
    find: Finder


RULES: list[WordRule] = []
"""Every rule, in the order of the codes. The reference in ``docs/`` is made from this list."""


def rule(code: str, mend: str) -> Callable[[Finder], Finder]:
    """Make a rule of the function below."""

    def register(find: Finder) -> Finder:
        RULES.append(WordRule(code, mend, find))
        return find

    return register
