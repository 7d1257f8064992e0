"""An item as a document shows it: numbered, with its parameters filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Item, Library, Value
from kravgen.procurement.selection import Decision
from kravgen.procurement.values import number, shown


@dataclass(frozen=True)
class Entry:
    """One taken item of a selection. Texts are Markdown; what nobody has answered is a placeholder."""

    decision: Decision
    number: str
    library: Library
    facts: Mapping[str, Value]

    @property
    def item(self) -> Item:
        """The item, after any explicit change."""
        return self.decision.item

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

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
        """How it is rewarded."""
        return self._render(self.item.value)

    @cached_property
    def sources(self) -> str:
        """The sources with their places, as running text."""
        told = []
        for reference in self.item.sources:
            source = self.library.sources[reference.source]
            told.append(f"{source.name} {reference.at}".strip())
        return "; ".join(told)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Who answers each placeholder that the item's texts may show."""
        roles = {parameter.label: parameter.role for parameter in self.item.parameters}
        return roles | {question.label: question.role for question in self.library.questions.values()}

    def _render(self, text: str) -> str:
        return expression.render(text, self._values) if text else ""

    @cached_property
    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, question in self.library.questions.items():
            values[name] = _Answer(
                question.label, self.facts.get(name), shown_fact(self.library, name, self.facts)
            )
        for parameter in self.item.parameters:
            value = self.decision.values[parameter.name]
            if value is None:
                values[parameter.name] = placeholder(parameter.label)
            else:
                values[parameter.name] = number(value) if isinstance(value, int | float) else value
        return values


class _Answer(str):
    """A fact inside a text: prints as its words, compares as its value."""

    _value: Value

    def __new__(cls, label: str, value: Value, words: str) -> _Answer:
        answer = super().__new__(cls, words)
        answer._value = value
        return answer

    def __eq__(self, other: object) -> bool:
        return self._value == other

    def __ne__(self, other: object) -> bool:
        return self._value != other

    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        return bool(self._value)


def shown_fact(library: Library, name: str, facts: Mapping[str, Value]) -> str:
    """The fact as a reader sees it, or a placeholder."""
    question = library.questions[name]
    value = facts.get(name)
    return placeholder(question.label) if value is None else shown(question, value)


def placeholder(what: str) -> str:
    """The visible gap for something nobody has answered."""
    return f"[{_('FILL IN')}: {what.replace('[', '(').replace(']', ')')}]"
