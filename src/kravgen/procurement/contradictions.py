"""Answers that do not go together: those that the library says so of, and those to questions that others leave no use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.given import given, is_needless
from kravgen.library.model import Answer, Library, Question
from kravgen.problems import Place, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.values import shown


def contradictions(case: Case, library: Library) -> Iterator[Problem]:
    """What does not go together, each at the answer that stands last. What nobody has answered contradicts nothing."""
    for row in library.contradictions.values():
        if expression.settled(row.when, case.facts, unknown=False):
            named = [name for name in expression.names(row.when) if case.facts.get(name) is not None]
            yield _problem("KG411", row.says.strip(), named, case, library, row.severity)
    for question in library.questions.values():
        yield from _without_use(question, case, library)


def _without_use(question: Question, case: Case, library: Library) -> Iterator[Problem]:
    """An answer of the file to a question that its other answers say nobody needs to ask."""
    answer = case.facts.get(question.id)
    # "No" and "none of them" say nothing that could be wrong.
    if question.id not in case.own_facts or answer in (None, False, ()) or answer == question.otherwise:
        return
    others = {
        name: said
        for name, said in case.facts.items()
        if name in case.own_facts or name in case.profile.facts
    }
    others.pop(question.id)
    others = {**given(library, others), **others}
    if not is_needless(question, others):
        return
    named = [
        question.id,
        *(name for name in expression.names(question.asked_when) if others.get(name) is not None),
    ]
    if question.otherwise is None:
        says = _("The answer is not used.")
        yield _problem("KG412", says, named, case, library, "warning")
    else:
        says = _("The answers do not go together.")
        yield _problem("KG411", says, named, case, library, "error")


def _problem(
    code: str,
    says: str,
    named: Iterable[str],
    case: Case,
    library: Library,
    level: Literal["error", "warning"],
) -> Problem:
    """The problem at the last of the answers, with the others and their lines."""
    names = sorted(dict.fromkeys(named), key=lambda name: _line(name, case))
    *others, last = names
    told = _(" and ").join(answer_told(name, case, library) for name in others)
    return case.fact_places.get(last, case.place).problem(
        code,
        _('{says} Here "{label}" is {answer}, and {others}.').format(
            says=says,
            label=library.questions[last].label,
            answer=_words(last, case.facts[last], library),
            others=told,
        ),
        _("Change the answer that is not right."),
        level,
    )


def answer_told(name: str, case: Case, library: Library) -> str:
    """An answer with where it comes from, for the middle of a sentence: ``"sekretess" är ja (rad 12)``."""
    if place := place_of(name, case):
        where = _("line {line}").format(line=place.line)
    elif name in case.profile.facts and case.facts[name] == case.profile.facts[name]:
        where = _("the profile says so")
    else:
        where = _("it follows from other answers")
    return _('"{label}" is {answer} ({where})').format(
        label=library.questions[name].label, answer=_words(name, case.facts[name], library), where=where
    )


def place_of(name: str, case: Case) -> Place | None:
    """Where the file gives the answer; None where it does not."""
    return case.fact_places.get(name) if name in case.own_facts else None


def _line(name: str, case: Case) -> int:
    place = place_of(name, case)
    return place.line if place else 0


def _words(name: str, answer: Answer, library: Library) -> str:
    return shown(library.questions[name], answer)
