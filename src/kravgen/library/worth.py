"""What a requirement that may be met is worth when tenders are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Per = Literal["requirement", "part", "points"]
"""What the deduction is for: the requirement when it is met, each part of it that is met, or full points."""


@dataclass(frozen=True, slots=True)
class Step:
    """A level of what is judged: its points, and what a tender must show to get them."""

    points: float
    means: str


@dataclass(frozen=True, slots=True)
class Worth:
    """A deduction in kronor: the name of the parameter that holds it, or the number itself.

    ``parts`` is how many parts the requirement has, and ``steps`` are the levels of what is judged with points, from
    nothing to full.
    """

    deduction: str | int
    per: Per = "requirement"
    parts: int = 1
    steps: tuple[Step, ...] = ()


def worth(data: Mapping[str, Any] | None) -> Worth | None:
    """What an item says under ``worth``."""
    if data is None:
        return None
    steps = tuple(Step(**step) for step in data.get("steps", ()))
    return Worth(data["deduction"], data.get("per", "requirement"), data.get("parts", 1), steps)
