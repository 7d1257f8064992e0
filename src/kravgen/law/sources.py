"""The register of laws and standards, and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class Scope:
    """What places in a source that end with some words say of when they apply: a condition over the questions."""

    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Part:
    """PlaceList in a source that apply from a later day than the rest: ``at`` as a citation, ``since`` ISO 8601."""

    at: str
    since: str


@dataclass(frozen=True, slots=True)
class Source:
    """A law or a standard. Dates are ISO 8601; empty when not known.

    ``places`` are all the places of some sort that it has, written as citations: "1–22 kap.", "5 kap. 1–18 §§". Of what
    is not listed, nothing is known. ``parts`` apply later than the rest.
    """

    id: str
    name: str
    number: str
    title: str
    review_by: str
    confidence: str
    checked: str
    place: Place
    in_force: str = ""
    repealed: str = ""
    replaced_by: str = ""
    scopes: tuple[Scope, ...] = ()
    places: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def standing(self, day: str) -> Standing:
        """How it stands on a day: it holds from the day it comes into force, up to but not on the day it is repealed."""
        if self.repealed and self.repealed <= day:
            return "repealed"
        return "coming" if self.in_force > day else "in_force"


Standing = Literal["in_force", "coming", "repealed"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source. ``at`` is in the one spelling that :mod:`kravgen.law.place` writes, when it can be read."""

    source: str
    at: str = ""
