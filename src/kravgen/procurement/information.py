"""The kinds of information that a purchase is about, each with the levels that it has been classified on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kravgen.library.model import Answer, Library


@dataclass(frozen=True, slots=True)
class Information:
    """A kind of information and its levels, None where nobody has set one."""

    name: str
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    traceability: int | None = None


def read_information(data: Mapping[str, Any]) -> tuple[Information, ...]:
    """What a procurement's file lists. It follows the schema."""
    return tuple(Information(**row) for row in data.get("information", ()))


def highest(rows: tuple[Information, ...], library: Library) -> dict[str, Answer]:
    """The answers that follow from the rows: each level is the highest that any kind of information has."""
    found: dict[str, Answer] = {}
    for question in library.questions.values():
        levels = [
            level for row in rows if question.highest_of for level in [getattr(row, question.highest_of)]
        ]
        set_ = [level for level in levels if level is not None]
        if set_:
            found[question.id] = max(set_)
    return found
