"""What a user is told of a procurement, and whether another answer changes it: looked for in the cheapest place first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from kravgen.award.purchase import purchase
from kravgen.content import Content
from kravgen.documents.catalogue import Template
from kravgen.documents.copies import copies
from kravgen.documents.entry import entries
from kravgen.documents.needed import needed
from kravgen.documents.presence import Presence
from kravgen.documents.render import Renderer
from kravgen.library.model import Answer
from kravgen.package.outline import choose, outline
from kravgen.package.present import expected
from kravgen.problems import Collector, KravgenError
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection
from kravgen.record import numbering

PLACES = ("choice", "prices", "items", "documents", "everything")
"""Where something may be told, from what is quickly made to what is not."""


class Told:
    """What a user is told of a procurement."""

    def __init__(self, content: Content, case: Case) -> None:
        self._content, self.case = content, case

    @cached_property
    def selection(self) -> Selection:
        return choose(self._content, self.case, Collector())

    @cached_property
    def choice(self) -> str:
        """What is in with which values, how the gates stand, what is left to answer, and what is wrong."""
        problems = Collector()
        chosen = choose(self._content, self.case, problems)
        taken = [(decision.item.id, decision.values) for decision in chosen.taken()]
        gates = [(gate.gate.id, gate.state) for gate in chosen.gates]
        told = sorted(problem.message for problem in problems)
        return repr((taken, gates, sorted(chosen.open_questions), told))

    @cached_property
    def everything(self) -> str:
        """Every word of every document, sheet and warning."""
        try:
            made = outline(self._content, self.case, {})
        except KravgenError as error:
            return repr([problem.message for problem in error.problems])
        documents = [
            (rendered.template.title, rendered.document.blocks) for rendered, _reason in made.documents
        ]
        sheets = [built.workbook for _sheet, built, _reason in made.sheets]
        # The checksum of the package is over the answers too, and tells nobody anything.
        return repr((documents, sheets, [each.message for each in made.warnings])).replace(
            made.fingerprint, ""
        )


class Procurement:
    """A procurement in which one answer at a time is changed. What it was is kept, so only what may differ is made."""

    def __init__(
        self, content: Content, facts: Mapping[str, Answer], made: Callable[[Mapping[str, Answer]], Case]
    ) -> None:
        """``made`` is the procurement of some answers, of which it has ``facts``."""
        self._content, self._facts = content, facts
        self._made = made
        self._before = Told(content, made(facts))

    def tells(self, question: str, others: Sequence[Answer], places: Sequence[str]) -> str:
        """The first of the places where one of the ``others`` in the place of the answer gives something else.

        Empty when none does.
        """
        made = cache(lambda other: self._made({**self._facts, question: other}))
        told: dict[str, Callable[[Case], object]] = {
            "choice": lambda case: Told(self._content, case).choice,
            "prices": lambda case: purchase(replace(self._before.selection, case=case)),
            "items": lambda case: self._items(case, question),
            "documents": lambda case: self._documents(case, question),
            "everything": lambda case: Told(self._content, case).everything,
        }
        for place in places:
            before = self._kept(place, question, told[place])
            if any(told[place](made(other)) != before for other in others):
                return place
        return ""

    def _kept(self, place: str, question: str, told: Callable[[Case], object]) -> object:
        if place in ("choice", "everything"):
            return getattr(self._before, place)
        return told(self._before.case)

    @cached_property
    def _presence(self) -> Presence:
        chosen = self._before.selection
        taken = [decision.item for decision in chosen.taken()]
        numbers = numbering.shown(chosen, numbering.assign(taken, {}))
        present = expected(self._content, chosen.case, taken)
        return Presence(self._content.library, numbers, present, frozenset(), ())

    def _items(self, case: Case, question: str) -> list[str]:
        """The texts of the items that name the question."""
        chosen = self._before.selection
        naming = {name: each for name, each in chosen.decisions.items() if names(each.item.text, question)}
        some = replace(chosen, case=case, decisions=naming)
        return [entry.text for entry in entries(some, self._presence, purchase(some), True)]

    def _documents(self, case: Case, question: str) -> list[str]:
        """The documents that name the question, with the items as they were."""
        chosen = replace(self._before.selection, case=case)
        asked = [
            (template, is_in)
            for template, is_in, _reason in needed(self._content.templates, case)
            if names(template.asking, question)
        ]
        renderer = Renderer(chosen, (), self._presence, purchase(chosen), chosen.day, "")
        return [page for template, is_in in asked if is_in for page in self._pages(renderer, template, case)]

    def _pages(self, renderer: Renderer, template: Template, case: Case) -> Iterator[str]:
        ids = {*self._content.templates, *self._content.sheets}
        for copy in copies(template.id, template.for_each, case.buyers, ids):
            try:
                yield repr(renderer.render(template.titled(case.facts), copy).document.blocks)
            except KravgenError as error:
                yield repr([problem.message for problem in error.problems])


@cache
def names(text: str, question: str) -> bool:
    """Whether the text names the question."""
    return re.search(rf"\b{question}\b", text) is not None
