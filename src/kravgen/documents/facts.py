"""How a fact reads in a document: one answer for all, or each buyer's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.i18n import _, placeholder
from kravgen.library.model import Answer, Library
from kravgen.procurement.case import Case
from kravgen.procurement.values import shown


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a reader sees it, and what the gaps in it are called: all that somebody may have to fill in."""

    text: str
    gaps: tuple[str, ...]


def told_fact(case: Case, library: Library, name: str, buyer: str = "", controller: str = "") -> Told:
    """The answer to a question. For one that buyers or boards answer for themselves: that of a buyer or a board.

    With several buyers, nobody is told the answer of another: one that has none has a gap with its name. When no
    ``buyer`` is named, the answers of all of them stand with their names. Who is no buyer has no answer.
    """
    question = library.questions[name]
    if not question.own:
        return Told(_shown_fact(library, name, case.facts), (question.label,))
    if buyer:
        return _told(case, library, name, buyer, controller)
    found = dict(_parties(case, library, name))
    if len({each.text for each in found.values()}) == 1:
        return next(iter(found.values()))
    text = "; ".join(f"{party}: {each.text}" for party, each in found.items())
    return Told(text, tuple(gap for each in found.values() for gap in each.gaps))


def _parties(case: Case, library: Library, name: str) -> Iterator[tuple[str, Told]]:
    """The answer of each buyer, and of each board that has one of its own or must have."""
    every = library.questions[name].per_controller
    for buyer in case.buyers:
        if not (every and buyer.controllers):
            yield buyer.name, _told(case, library, name, buyer.name, "")
        for controller in buyer.controllers:
            if every or name in buyer.controller_facts.get(controller, {}):
                yield f"{controller} ({buyer.name})", _told(case, library, name, buyer.name, controller)


def _told(case: Case, library: Library, name: str, buyer: str, controller: str) -> Told:
    question = library.questions[name]
    who = next((other for other in case.buyers if other.name == buyer), None)
    boards = sum(len(other.controllers) or 1 for other in case.buyers)
    own: Answer = None
    if who:
        own = who.own_answer(name, controller) if question.per_controller else who.answer(name, controller)
    # What was answered for all is nobody's own answer when several boards must have one each.
    common = None if question.per_controller and boards > 1 else case.facts.get(name)
    value: Answer = common if own is None else own
    several, party = len(case.buyers) > 1, buyer
    if question.per_controller and controller and boards > 1:
        # Boards of several buyers may have one name.
        party = f"{controller}, {buyer}" if several and controller != buyer else controller
        several = True
    gap = _("{label} for {buyer}").format(label=question.label, buyer=party) if several else question.label
    return Told(placeholder(gap) if value is None else shown(question, value), (gap,))


def _shown_fact(library: Library, name: str, facts: Mapping[str, Answer]) -> str:
    """The fact as a reader sees it, or a placeholder."""
    question = library.questions[name]
    value = facts.get(name)
    return placeholder(question.label) if value is None else shown(question, value)
