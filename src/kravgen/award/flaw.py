"""One thing that is wrong with how tenders are compared."""

from __future__ import annotations

from dataclasses import dataclass

from kravgen.problems import Level, Place, Problem

Path = tuple[str | int, ...]
"""What a flaw is about, such as ``("evaluation", "criteria", 0, "weight")`` or ``("prices", 3, "quantity")``."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, where in the evaluation or among the prices, and what to do about it."""

    path: Path
    code: str
    message: str
    hint: str
    level: Level = "error"

    def problem(self, place: Place) -> Problem:
        """The flaw as a problem at the place that its path stands for."""
        return place.problem(self.code, self.message, self.hint, self.level)
