"""Answers that follow from others: the usual content of a kind of processing, no classes where there is no equipment."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.library import expression
from kravgen.library.model import Answer, Library, Question


def given(library: Library, facts: Mapping[str, Answer]) -> dict[str, Answer]:
    """What the answers give besides themselves. What is given may give more; no answer of ``facts`` is changed."""
    known: dict[str, Answer] = {name: answer for name, answer in facts.items() if answer is not None}
    found: dict[str, Answer] = {}
    # Each round but the last gives at least one answer, so there are no more rounds than questions.
    for _round in library.questions:
        # What a chosen answer gives goes before what follows from nobody being asked.
        more = _by_answers(library, known) or _by_needlessness(library, known)
        if not more:
            break
        found |= more
        known |= more
    return found


def is_needless(question: Question, facts: Mapping[str, Answer]) -> bool:
    """Whether nobody needs the answer to the question, whatever else is answered."""
    return not expression.settled(question.asked_when, facts, unknown=True)


def _by_answers(library: Library, known: Mapping[str, Answer]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for question in library.giving:
        answer = known.get(question.id)
        for chosen in answer if isinstance(answer, tuple) else (_word(answer),):
            for name, value in question.gives.get(chosen, {}).items():
                if name not in known:
                    found[name] = value
    return found


def _by_needlessness(library: Library, known: Mapping[str, Answer]) -> dict[str, Answer]:
    return {
        question.id: question.otherwise
        for question in library.giving
        if question.otherwise is not None and question.id not in known and is_needless(question, known)
    }


def _word(answer: Answer) -> str:
    """An answer as it is named under ``gives``: yes and no as YAML writes them."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)
