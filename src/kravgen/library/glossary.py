"""The words that the library explains, and where functional requirements may begin, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kravgen.law.sources import Source
from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary. ``also`` are the other forms that it stands in."""

    id: str
    term: str
    meaning: str
    place: Place
    also: tuple[str, ...] = ()
    source: str = ""
    at: str = ""

    def told_source(self, sources: Mapping[str, Source]) -> str:
        """Where the meaning comes from, as running text; empty when it is the library's own."""
        return f"{sources[self.source].name} {self.at}".strip() if self.source else ""


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """Questions to the department about one kind of system: what functional requirements may begin from."""

    id: str
    title: str
    when: str
    questions: tuple[str, ...]
    place: Place
