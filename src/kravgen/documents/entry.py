"""An item as a document shows it: numbered, with its parameters filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kravgen.award.purchase import Award
from kravgen.documents.facts import told_fact
from kravgen.documents.presence import Presence
from kravgen.documents.worth import told_worth
from kravgen.i18n import _, placeholder, speaking
from kravgen.law.register import by_day
from kravgen.law.sources import Citation
from kravgen.library import expression
from kravgen.library.model import Answer, Item, Library
from kravgen.procurement.case import Case
from kravgen.procurement.explanation import Names, explained, names
from kravgen.procurement.selection import Decision, Selection
from kravgen.procurement.values import number, one_of

Outside = frozenset[tuple[str, str]]
"""Places in sources that do not apply: the id of the source, and the words that the place ends with."""

LANGUAGE = "sv"
"""The language that the templates and the library are written in, and so the language of every document."""


@dataclass(frozen=True)
class Entry:
    """One taken item of a selection. Texts are Markdown; what nobody has answered is a placeholder."""

    decision: Decision
    presence: Presence
    """What is in the package; the entries of a package share it."""
    library: Library
    answers: Mapping[str, str]
    """The facts as a text says them, by name; the entries of a package share them."""
    among: Names
    """What questions and blocks are called where reasons are told; the entries of a package share them."""
    award: Award
    """What is priced and how tenders are compared; the entries of a package share it."""
    guided: bool = False
    """Whether there are notes to the one who writes the document."""
    outside: Outside = frozenset()
    """The places in sources that do not apply; the entries of a package share it."""
    day: str = ""
    """The day (ISO 8601) that the law is judged on."""

    @property
    def item(self) -> Item:
        """The item, after any explicit change."""
        return self.decision.item

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def number(self) -> str:
        """The item's number."""
        return self.presence.numbers[self.id]

    @cached_property
    def text(self) -> str:
        """The item's text."""
        return self._render(self.item.text)

    @cached_property
    def motive(self) -> str:
        """Why it is asked."""
        return self._render(self.item.motive)

    @cached_property
    def evidence(self) -> str:
        """What the bidder shows."""
        return self._render(self.item.evidence)

    @cached_property
    def accept(self) -> str:
        """What must hold for it to be approved."""
        return self._render(self.item.accept)

    @cached_property
    def value(self) -> str:
        """What it is worth when tenders are compared, or how the answer to a question is used."""
        criterion = self.award.criteria.get(self.id)
        if self.item.kind != "bör" or criterion is None:
            return self._render(self.item.value)
        evaluation = self.award.evaluation
        with speaking(LANGUAGE):
            return told_worth(self.item, criterion, evaluation.model if evaluation else None)

    @cached_property
    def prices(self) -> tuple[str, ...]:
        """The rows of the price sheet that it asks for, by name."""
        return tuple(price.name for price in self.award.prices if self.id in price.items)

    @cached_property
    def guidance(self) -> str:
        """What the one who writes the document should check, as plain text; empty without notes."""
        note = self.item.lawyer_note.strip() if self.guided else ""
        with speaking(LANGUAGE):
            return self.presence.plain(expression.render(note, self._values) if "{" in note else note)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The places in sources that it rests on in this procurement, each with the day when that is yet to come."""
        return tuple(
            dated
            for cited in self.item.sources
            if not any(cited.source == source and cited.at.endswith(words) for source, words in self.outside)
            for dated in self._dated(cited)
        )

    def _dated(self, cited: Citation) -> Iterator[Citation]:
        with speaking(LANGUAGE):
            for at, day in by_day(self.library.sources[cited.source], cited.at, self.day):
                told = _("{place}, applies from {day}").format(place=at, day=day) if day else at
                yield replace(cited, at=told)

    @cached_property
    def sources(self) -> str:
        """The sources with their places, as running text."""
        return self._told_sources({})

    @cached_property
    def sources_with_doubt(self) -> str:
        """The sources as running text; what nobody has read in the law itself is said to be so."""
        with speaking(LANGUAGE):
            return self._told_sources(
                {"secondary": _(" (from a secondary source)"), "unsure": _(" (not verified)")}
            )

    def _told_sources(self, doubt: Mapping[str, str]) -> str:
        """The sources as running text, each with what its confidence adds."""
        cited = ((place, self.library.sources[place.source]) for place in self.citations)
        told = (
            f"{source.name} {place.at}".strip() + doubt.get(source.confidence, "") for place, source in cited
        )
        return "; ".join(told)

    def spoken(self, column: str) -> str:
        """What a screen reader says at a field in a column: the number first, so that nobody answers the wrong one."""
        return f"{self.item.label or self.number} {column.split()[0]}: {self.item.title}"

    @cached_property
    def reason(self) -> str:
        """Why it is in, as a sentence without its subject."""
        with speaking(LANGUAGE):
            return explained(self.decision.reason, self.among)

    @cached_property
    def consequence(self) -> tuple[str, str] | None:
        """The clause that gives the item its consequence, when it is in: its id, and its number and title."""
        clause = self.presence.taken(self.item.consequence)
        if clause is None:
            return None
        return clause.id, f"{self.presence.numbers[clause.id]} {clause.group_title or clause.title}"

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Who answers each placeholder that is the item's own, not a question's."""
        return {parameter.label: parameter.role for parameter in self.item.parameters}

    def _render(self, text: str) -> str:
        rendered = one_of(expression.render(text, self._values)) if "{" in text else text
        if "[[" not in rendered:
            return rendered
        with speaking(LANGUAGE):
            return self.presence.shown(rendered)

    @cached_property
    def _values(self) -> dict[str, Any]:
        with speaking(LANGUAGE):
            return self._spoken_values()

    def _spoken_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {**self.answers, **self.presence.asked}
        for parameter in self.item.parameters:
            value = self.decision.values[parameter.name]
            if value is None:
                values[parameter.name] = placeholder(parameter.label)
            else:
                values[parameter.name] = number(value) if isinstance(value, int | float) else value
        return values


def entries(selection: Selection, presence: Presence, award: Award, guidance: bool) -> tuple[Entry, ...]:
    """The items that are in, in reading order. ``presence`` has their numbers."""
    with speaking(LANGUAGE):
        answers = dict(_answers(selection.library, selection.case))
        among = names(selection.case, selection.library)
    outside = frozenset(_outside(selection.library, selection.case.facts))
    return tuple(
        Entry(decision, presence, selection.library, answers, among, award, guidance, outside, selection.day)
        for decision in selection.taken()
    )


def _outside(library: Library, facts: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    """The source and the last words of places that do not apply. What nobody has answered takes nothing away."""
    for source in library.sources.values():
        for scope in source.scopes:
            if not expression.settled(scope.when, facts, unknown=True):
                yield source.id, scope.words


def _answers(library: Library, case: Case) -> Iterator[tuple[str, _Answer]]:
    for name in library.questions:
        yield name, _Answer(case.facts.get(name), told_fact(case, library, name).text)


class _Answer(str):
    """A fact inside a text: prints as its words, compares as its value."""

    _value: Answer

    def __new__(cls, value: Answer, words: str) -> _Answer:
        answer = super().__new__(cls, words)
        answer._value = value
        return answer

    def __eq__(self, other: object) -> bool:
        return self._value == other

    def __ne__(self, other: object) -> bool:
        return self._value != other

    def __contains__(self, word: object) -> bool:
        # Of several choices. Until somebody has answered, each may be one of them.
        return word in self._value if isinstance(self._value, tuple) else self._value is None

    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        return bool(self._value)
