"""What is left for a buyer to fill in when every question of a large purchase is answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.content import Content
from kravgen.library import expression
from kravgen.package.outline import Outline, outline
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.questionnaire import to_fill_in

PURCHASES = Path(__file__).parent / "purchases"
MOST = {"case-management": 23, "phones": 23, "consultants": 15, "print": 21, "school": 26}
"""A third of what was left before the questions asked for it."""


@pytest.fixture(scope="module")
def known() -> Content:
    """The shipped content in a workspace that tells what always holds for the municipality."""
    problems = Collector()
    content = contents.read(worlds.find(PURCHASES, "2026-11-23"), problems)
    assert not list(problems)
    return content


def read(name: str, content: Content) -> Case:
    problems = Collector()
    file = PURCHASES / f"{name}.yaml"
    case = cases.load(file, content.library, content.profiles, problems, content.organisations)
    assert case and not list(problems), list(problems)
    return case


def left(planned: Outline) -> set[tuple[str, str]]:
    """What is the buyer's to fill in of what bidders get: the role, and what the gap asks for."""
    public = [
        rendered.gaps for rendered, _why in planned.documents if rendered.template.audience != "internal"
    ]
    public += [built.gaps for sheet, built, _why in planned.sheets if sheet.audience != "internal"]
    return {(gap.role, gap.what) for gaps in public for gap in gaps if gap.of_buyer}


@pytest.mark.parametrize("name", MOST)
def test_few_gaps_are_left_when_the_questions_are_answered(name: str, known: Content) -> None:
    found = left(outline(known, read(name, known), {}))
    print(f"{name}: {len(found)} gaps left, at most {MOST[name]}")
    assert len(found) <= MOST[name], sorted(found)


@pytest.mark.parametrize("name", MOST)
def test_the_purchases_answer_each_question_that_is_asked(name: str, known: Content) -> None:
    """Nothing is left out of the count by leaving a question out of the file, and nothing is answered unasked."""
    case = read(name, known)
    profile = case.profile.id
    asked = re.findall(
        r"(?m)^ +([a-z_]+):$",
        to_fill_in(known.profiles, profile, known.library, known.papers, (), known.organisations),
    )
    questions = [known.library.questions[fact] for fact in asked if fact in known.library.questions]
    wanted = {
        question.id
        for question in questions
        if expression.settled(question.asked_when, case.facts, unknown=False)
    }
    conditional = {
        question.id
        for question in questions
        if question.required_when
        and not expression.settled(question.required_when, case.facts, unknown=False)
    }
    print(f"{name}: {len(wanted)} questions")
    assert wanted - conditional - case.facts.keys() == set()
    assert case.own_facts <= {question.id for question in questions}
