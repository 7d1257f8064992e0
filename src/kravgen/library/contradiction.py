"""Answers that do not go together, as the library says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that do not go together when the condition holds, and why. An error stops the package."""

    id: str
    when: str
    says: str
    severity: Literal["error", "warning"]
    place: Place
