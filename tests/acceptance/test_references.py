"""What the documents refer to is in the package, whatever is bought and whatever has been answered."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kravgen.content import Content
from kravgen.library.model import Answer, Question
from kravgen.package.outline import outline
from kravgen.problems import Collector, KravgenError
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.profile import Profile
from tests.acceptance.drawn import contradicted

HEAD = "profile: {profile}\ntitle: Prov\ndate: 2026-11-23\nbuyers: [{{name: Lindhags kommun}}]\n"
STOPS = {"security_sensitive": False, "framework_available": False, "framework_end": "2027-12-31"}
"""What stops a package when it is answered otherwise."""
SETS = 200


def usable(content: Content) -> list[Profile]:
    return [profile for profile in content.profiles.values() if not profile.abstract]


def purchase(content: Content, profile: Profile, folder: Path, facts: Mapping[str, Answer]) -> Case:
    """A procurement that has attached all that a buyer attaches."""
    file = folder / "fall.yaml"
    file.write_text(HEAD.format(profile=profile.id), encoding="utf-8")
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    problems.stop()
    assert case
    attached = {paper.id: paper.id for paper in content.library.papers.values() if paper.attached}
    answered = {**facts, **profile.facts, **STOPS}
    narrowings = content.library.narrowings(answered)
    return replace(case, facts=answered, narrowings=narrowings, attachments=attached)


def answer(question: Question, draw: random.Random) -> Answer:
    if question.type == "boolean":
        return draw.random() < 0.5
    if question.type == "choice":
        return draw.choice(list(question.choices))
    if question.type == "choices":
        return tuple(choice for choice in question.choices if draw.random() < 0.5)
    if question.type == "integer":
        return draw.randint(int(question.minimum or 0), int(question.maximum or 1_000_000))
    return "Enligt beslut."


def missing(content: Content, case: Case) -> set[str]:
    """What the documents of a procurement refer to and the package does not hold."""
    return set(outline(content, case, {}).presence.missing)


def fact_sets(content: Content, folder: Path) -> Iterator[Case]:
    """Procurements with facts drawn at random that do not contradict each other; every fifth question is unanswered."""
    draw = random.Random(12)
    while True:
        profile = draw.choice(usable(content))
        facts = {
            question.id: answer(question, draw)
            for question in content.library.questions.values()
            if not question.per_buyer and (question.required_when or draw.random() < 0.8)
        }
        if not contradicted(content, profile.id, {**facts, **profile.facts, **STOPS}):
            yield purchase(content, profile, folder, facts)


def test_every_profile_refers_to_what_it_has(content: Content, tmp_path: Path) -> None:
    plain = {"procedure": "above_threshold", "personal_data": "sensitive", "secrecy": True}
    found = {
        profile.id: missing(
            content, purchase(content, profile, tmp_path, {**plain, "estimated_value": value})
        )
        for profile in usable(content)
        for value in (180_000 if profile.light else 6_400_000,)
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_no_set_of_facts_leaves_a_reference_open(content: Content, tmp_path: Path) -> None:
    made = 0
    found: dict[str, tuple[str, int]] = {}
    for number, case in enumerate(fact_sets(content, tmp_path)):
        assert number < 5 * SETS, "too few sets of facts make a package"
        try:
            names = missing(content, case)
        except KravgenError as error:
            # A combination that no package is made of says nothing about its texts.
            assert {problem.code for problem in error.problems} <= {"KG501", "KG503", "KG507"}, error.problems
            continue
        for name in names:
            found.setdefault(name, (case.profile.id, number))
        made += 1
        if made == SETS:
            break
    assert found == {}
