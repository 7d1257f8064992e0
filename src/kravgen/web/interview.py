"""Which question comes next, and what a posted form answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kravgen.content import Content
from kravgen.i18n import _
from kravgen.library.check import wrong_answer
from kravgen.library.model import Answer, Question
from kravgen.procurement import questionnaire
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


def steps(content: Content, case: Case) -> tuple[InterviewStep, ...]:
    """The questions that are answered in the file or matter now, in the order of the bank."""
    return tuple(_steps(case, set(_matters(content, case)), content))


def _steps(case: Case, now: set[str], content: Content) -> Iterator[InterviewStep]:
    for question in content.library.questions.values():
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


def _matters(content: Content, case: Case) -> Iterator[str]:
    """The questions that matter now and that neither the file nor the profile answers."""
    profile = case.profile
    documents = {document: template.asking for document, template in content.templates.items()}
    needed = questionnaire._needed(profile, content.library, documents, case.facts)
    for question in content.library.questions.values():
        light = not profile.light or question.light
        if question.id in needed and light and question.id not in case.facts:
            yield question.id


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
    return _checked(question, _value(question, words[0]))


def _value(question: Question, word: str) -> object:
    if question.type == "boolean":
        return {"true": True, "false": False}.get(word, word)
    if question.type == "integer":
        digits = "".join(word.split()).replace("\u00a0", "")
        return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 16 else word
    return word


def _checked(question: Question, value: object) -> GivenAnswer:
    if wrong := wrong_answer(question, value):
        return GivenAnswer(wrong=wrong)
    return GivenAnswer(value)


def shown(question: Question, answer: Answer) -> str:
    """The answer as a field shows it."""
    return "" if answer is None else str(answer)
