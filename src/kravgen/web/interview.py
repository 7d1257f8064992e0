"""Which question comes next, and what a posted form answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.library import written
from kravgen.library.model import Answer, Library, Question
from kravgen.library.unread import Unread
from kravgen.procurement.asking import AskingScope, asked_now
from kravgen.procurement.case import Case
from kravgen.yamlfile import Key

ABOUT = "about"
"""The first step: what the purchase is called, who buys, and why."""
NONE_OF_THEM = "-"
"""What is posted for "none of them", where several may be chosen."""


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """A question to a visitor: where its answer stands in the file, and the answer so far."""

    key: str
    question: Question
    path: tuple[Key, ...]
    answer: Answer

    @property
    def answered(self) -> bool:
        """Whether somebody has answered."""
        return self.answer is not None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a form answers: a value to set, or why it cannot be set."""

    value: object = None
    wrong: str = ""


def steps(scope: AskingScope, case: Case, skipped: frozenset[str] = frozenset()) -> tuple[InterviewStep, ...]:
    """The questions that are answered in the file or matter now, in the order of the bank.

    ``skipped`` are the keys of those that the visitor does not know the answer to: what comes after them is asked.
    """
    unknown = {key.rpartition(".")[2] for key in skipped} - case.facts.keys()
    now = {each.question.id for each in asked_now(scope, {**case.facts, **dict.fromkeys(unknown)})} | unknown
    return tuple(_steps(scope.library, case, now))


def _steps(library: Library, case: Case, now: set[str]) -> Iterator[InterviewStep]:
    for question in library.questions.values():
        if question.only_told:
            continue
        if question.per_buyer:
            for number, buyer in enumerate(case.buyers):
                answer = buyer.facts.get(question.id)
                if question.id in now or answer is not None:
                    key = f"{number}.{question.id}"
                    yield InterviewStep(key, question, ("buyers", number, "facts", question.id), answer)
        elif question.id in case.own_facts or question.id in now:
            answer = case.facts.get(question.id) if question.id in case.own_facts else None
            yield InterviewStep(question.id, question, ("facts", question.id), answer)


def after(every: Sequence[InterviewStep], key: str, skipped: frozenset[str]) -> InterviewStep | None:
    """The next step that nobody has answered: first those after ``key``, then those before. None when all is asked."""
    keys = [step.key for step in every]
    start = keys.index(key) + 1 if key in keys else 0
    for step in (*every[start:], *every[:start]):
        if not step.answered and step.key not in skipped and step.key != key:
            return step
    return None


def before(every: Sequence[InterviewStep], key: str) -> InterviewStep | None:
    """The step before, answered or not. None when it is the first."""
    keys = [step.key for step in every]
    start = keys.index(key) if key in keys else len(keys)
    return every[start - 1] if start else None


def reply(question: Question, posted: Sequence[str]) -> GivenAnswer:
    """What the posted words answer. Nothing posted is no answer."""
    words = [word.strip() for word in posted if word.strip()]
    if not words:
        return GivenAnswer(wrong=_("Answer the question, or skip it."))
    if question.type == "choices":
        if NONE_OF_THEM in words:
            if len(words) > 1:
                return GivenAnswer(wrong=_('Choose either "none of them" or the others.'))
            return GivenAnswer([])
        return _checked(question, words)
    return _checked(question, words[0])


def _checked(question: Question, words: str | list[str]) -> GivenAnswer:
    value = written.answer(question, words)
    if isinstance(value, Unread):
        return GivenAnswer(wrong=f"{value.reason} {value.advice}")
    return GivenAnswer(list(value) if isinstance(value, tuple) else value)


def shown(question: Question, answer: Answer) -> str:
    """The answer as a field shows it."""
    return "" if answer is None else str(answer)
