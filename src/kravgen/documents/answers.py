"""What somebody has answered in a form that has come back, whatever program the form was made in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kravgen.documents.tree import FieldKind
from kravgen.problems import Problem

Anchor = Literal["tag", "bookmark", "row"]
AnswerValue = str | bool | None

_COUNTED = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one field holds. ``value`` is None when nobody has answered; a box is True or False.

    ``name`` is ``svar.EXIT-08`` for a field of an item, or the field's own name; ``anchor`` is the mark it was
    known by.
    """

    name: str
    kind: FieldKind
    value: AnswerValue
    anchor: Anchor

    @property
    def item(self) -> str:
        """The id of the item; empty for a field that belongs to none."""
        return _COUNTED.sub("", self.name.partition(".")[2])

    @property
    def part(self) -> str:
        """Which answer about the item it is: "svar", "kommentar"."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in a form, in order, and what could not be read with certainty."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    lost: bool = False
    """Whether the form has lost most of its fields: a program has dropped what they were made of."""
