"""The register of laws and standards, and places in them."""

from __future__ import annotations

from dataclasses import dataclass

from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class Source:
    """A law or a standard. Dates are ISO 8601; empty when not known."""

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


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source."""

    source: str
    at: str = ""
