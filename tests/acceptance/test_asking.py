"""What is asked: everything that the package needs, nothing without effect, and few questions for a small purchase."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kravgen import yamledit, yamlfile
from kravgen.content import Content
from kravgen.library.model import Answer
from kravgen.package.outline import Outline, outline
from kravgen.procurement.asking import asked, asked_now, scope
from kravgen.procurement.questionnaire import to_fill_in
from tests.acceptance.drawn import LAWFUL, alternatives, answers, case_of
from tests.acceptance.telling import PLACES, Procurement

SURVEY: Mapping[str, Answer] = {
    "delivery_model": "saas",
    "processing_kind": "booking",
    "supplier_access": "technical",
    "functions": ("survey",),
    "ai_use": "prohibited",
    "child_users": True,
    "users_count": 15,
}
SCREENS: Mapping[str, Answer] = {
    "processing_kind": "none",
    "secrecy": False,
    "supplier_access": "none",
    "goods_classes": ("screen",),
    "ai_use": "approved",
    "users_count": 15,
    "acquisition": "purchase",
}
CONSULTANTS: Mapping[str, Answer] = {
    "processing_kind": "none",
    "secrecy": False,
    "supplier_access": "none",
    "builds_interfaces": False,
    "ai_use": "approved",
    "users_count": 1,
    "consultant_roles": ("developer",),
    "consultant_levels": ("l3",),
}
SMALL = [
    ("direktupphandling-light", SURVEY),
    ("direktupphandling-varor", SCREENS),
    ("direktupphandling-konsulter", CONSULTANTS),
]


def walked(content: Content, profile: str, said: Mapping[str, Answer]) -> dict[str, Answer]:
    """Exactly the answers that are asked for, one question at a time."""
    of = scope(content.library, content.papers, content.profiles[profile])
    facts: dict[str, Answer] = {}
    while now := asked_now(of, facts):
        question = now[0].question
        facts[question.id] = (
            "funktion@lindhag.example" if question.per_buyer else {**LAWFUL, **said}[question.id]
        )
    return facts


@pytest.mark.parametrize(("profile", "said"), SMALL, ids=[name for name, _said in SMALL])
def test_a_small_purchase_is_asked_at_most_twelve_questions_and_needs_no_more(
    folder: Path, content: Content, profile: str, said: Mapping[str, Answer]
) -> None:
    facts = walked(content, profile, said)
    assert len(facts) <= 12
    left = unsettled(outline(content, case_of(folder, content, profile, facts), {}), content)
    assert left <= content.profiles[profile].left_to_roles.keys()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(profile=st.sampled_from([name for name, _said in SMALL]), seed=st.integers(0, 2**32))
def test_no_answers_of_a_small_purchase_ask_for_more_than_twelve(
    content: Content, profile: str, seed: int
) -> None:
    """Whatever a department answers or does not know: what others know is left to them as gaps."""
    draw = random.Random(seed)
    assert len(answers(content, profile, draw, skips=draw.choice([0, 0, 0.2]))) <= 12


def test_what_is_not_asked_in_a_small_purchase_is_a_gap_to_its_role(folder: Path, content: Content) -> None:
    said = {**SURVEY, "processing_kind": "social_care", "interface_users": "internal", "child_users": False}
    facts = walked(content, "direktupphandling-light", said)
    case = case_of(folder, content, "direktupphandling-light", facts)
    made = outline(content, case, {})
    gaps = {
        gap.key.partition("@")[0]: gap.role for rendered, _reason in made.documents for gap in rendered.gaps
    }
    for name in ("confidentiality_level", "secret_release", "retention", "incident_contact"):
        assert gaps[name] == content.library.questions[name].role, gaps
    assert unsettled(made, content) <= content.profiles["direktupphandling-light"].left_to_roles.keys()


def unsettled(made: Outline, content: Content) -> set[str]:
    """What is still assumed or left open that a question could have settled."""
    label = {question.label: name for name, question in content.library.questions.items()}
    told = (*made.documents, *((sheet, reason) for sheet, _built, reason in made.sheets))
    found = {*made.selection.open_questions}
    found.update(fact for _made, reason in told if reason.kind == "unanswered_in" for fact in reason.facts)
    found.update(
        gate.facts[0] for gate in made.selection.gates if gate.state == "asked" and not gate.unverified
    )
    for rendered, _reason in made.documents:
        found.update(label[gap.what] for gap in rendered.gaps if gap.of_buyer and gap.what in label)
    # How long the contract lasts and how tenders are compared stand in parts of the file of their own.
    return {name for name in found if not content.library.questions[name].told_by}


def usable(content: Content) -> list[str]:
    return sorted(name for name, profile in content.profiles.items() if not profile.abstract)


def test_who_answers_what_is_asked_has_nothing_left_to_answer(folder: Path, content: Content) -> None:
    """For every profile: nothing waits for an answer that nobody was asked for, but what is left to its role."""
    for name in usable(content):
        case = case_of(folder, content, name, answers(content, name, random.Random(name)))
        left = unsettled(outline(content, case, {}), content) - content.profiles[name].left_to_roles.keys()
        assert not left, (name, left)


def test_another_answer_changes_something_that_is_told(folder: Path, content: Content) -> None:
    """For every question of every profile: another answer gives other items, texts, gates, prices or problems."""
    seen: dict[str, str] = {}
    silent = []
    for name in usable(content):
        draw = random.Random(f"change {name}")
        facts = answers(content, name, draw)
        procurement = Procurement(content, facts, partial(case_of, folder, content, name))
        for question in sorted(facts):
            others = alternatives(content.library.questions[question], facts[question], draw)
            # Where it was told in an earlier profile it is looked for first.
            first = seen.get(question, PLACES[0])
            place = procurement.tells(question, others[:1], [first]) or procurement.tells(
                question, others, PLACES
            )
            if place and place != PLACES[-1]:
                seen[question] = place
            rest = {fact: said for fact, said in facts.items() if fact != question}
            if not place and is_asked(content, name, rest, question):
                silent.append((name, question))
    assert silent == []


def is_asked(content: Content, name: str, others: Mapping[str, Answer], question: str) -> bool:
    """Whether the question still matters: what was asked early may have lost its meaning to a later answer."""
    of = scope(content.library, content.papers, content.profiles[name])
    return question in {each.question.id for each in asked(of, others)}


def test_who_knows_nothing_is_asked_each_question_once_and_then_no_more(content: Content) -> None:
    for name in ("direktupphandling-light", "verksamhetssystem-som-tjanst", "konsulter"):
        of = scope(content.library, content.papers, content.profiles[name])
        facts: dict[str, Answer] = {}
        while now := asked_now(of, facts):
            assert now[0].question.id not in facts
            facts[now[0].question.id] = None
        assert asked(of, facts) == ()


def test_a_long_text_can_be_written_under_every_key_of_a_new_file(content: Content) -> None:
    """The web form and the terminal write answers into this file, and the first is why something is bought."""
    long = ("Vi frågar dem som får hjälp av oss vad de tycker, och följer upp svaren. " * 3).strip()
    for profile in (known.id for known in content.profiles.values() if not known.abstract):
        new = to_fill_in(
            content.profiles, profile, content.library, content.papers, (), content.organisations
        )
        raw = new.encode()
        facts = yamlfile.parse(raw, "new").data.get("facts") or {}
        for path in [
            ("purpose",),
            ("reference_number",),
            ("facts", "more"),
            *(("facts", fact) for fact in facts),
        ]:
            written = yamlfile.parse(yamledit.set_values(raw, "new", {path: long}), "new").data
            assert (written if len(path) == 1 else written["facts"])[path[-1]] == long, (profile, path)
