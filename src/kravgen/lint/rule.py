"""What a row in the table of rules holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding
from kravgen.problems import Level

Check = Callable[[Collection], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its function and all that is told about it.

    ``sentence`` says what is wrong, in the language of the messages. ``bad`` and ``good`` are examples that
    the rule does and does not find: the text of a mandatory requirement, or keys to lay over one, or the
    lists of a file. They are shown in the reference, and a test runs the rule on both.
    """

    code: str
    name: str
    level: Level
    sentence: str
    check: Check
    bad: str
    good: str
    drafts: bool = True
    """Whether a text can break it that stands in no library: without parameters, motive, sources and all that."""
