"""Procurements with answers drawn from a fixed seed, for what must hold whatever somebody answers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kravgen.content import Content
from kravgen.library import expression
from kravgen.library.given import given
from kravgen.library.model import Answer, Question
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.asking import asked_now, scope
from kravgen.procurement.case import Case

LAWFUL = {
    "security_sensitive": False,
    "framework_available": False,
    "estimated_value": 180_000,
    "framework_left": 5_000_000,
}
"""The answers without which no documents are made, whatever else is answered."""


def case_of(folder: Path, content: Content, profile: str, facts: Mapping[str, Any]) -> Case:
    file = folder / "kop.yaml"
    head = {
        "profile": profile,
        "title": "Prov",
        "date": "2026-11-23",
        "buyers": [{"name": "Lindhags kommun"}],
        "term": {"years": 3},
    }
    said = {name: [*value] if isinstance(value, tuple) else value for name, value in facts.items()}
    file.write_text(json.dumps(head | {"facts": said}, ensure_ascii=False), encoding="utf-8")
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    assert case is not None, [problem.message for problem in problems]
    return case


def answer(question: Question, draw: random.Random) -> Answer:
    if question.type == "choices":
        least = int(question.minimum or 0)
        return tuple(
            sorted(draw.sample([*question.choices], draw.randint(least, min(3, len(question.choices)))))
        )
    if question.type == "choice":
        return draw.choice([*question.choices])
    if question.type == "boolean":
        return draw.random() < 0.5
    if question.type == "date":
        return f"20{draw.randint(27, 40)}-06-30"
    if question.type == "text":
        return f"svar {draw.randint(1, 999)}"
    if question.floors:
        return draw.choice([2, 3])
    return int(draw.choice([question.minimum or 0, 2, question.maximum or 700]))


def alternatives(question: Question, value: Answer, draw: random.Random) -> list[Answer]:
    """Other answers than ``value``: all where they are few, and else some that are drawn."""
    every: list[Answer]
    if question.id in LAWFUL:
        every = [{"estimated_value": 9_500_000, "framework_left": 1}.get(question.id, True)]
    elif question.type == "boolean":
        every = [True, False]
    elif question.type == "choice":
        every = [*question.choices]
    elif question.levels:
        every = [*range(int(question.minimum or 0), int(question.minimum or 0) + len(question.levels))]
    else:
        every = []
        while len(every) < 3:
            every += [other for other in [answer(question, draw)] if other != value]
    return [other for other in dict.fromkeys(every) if other != value]


def answers(content: Content, profile: str, draw: random.Random, skips: float = 0) -> dict[str, Answer]:
    """Answers to the questions that are asked for the profile, one by one, that do not contradict each other.

    None is the answer of one who does not know: ``skips`` is how often.
    """
    of = scope(content.library, content.papers, content.profiles[profile])
    facts: dict[str, Answer] = {}
    while now := asked_now(of, facts):
        question = now[0].question
        if skips and draw.random() < skips:
            facts[question.id] = None
            continue
        facts[question.id] = LAWFUL.get(question.id, answer(question, draw))
        while question.id not in LAWFUL and contradicted(content, profile, facts):
            facts[question.id] = answer(question, draw)
    return facts


def contradicted(content: Content, profile: str, facts: Mapping[str, Answer]) -> bool:
    """Whether the library says that some of the answers do not go together."""
    said = {**content.profiles[profile].facts, **facts}
    known = {**given(content.library, said), **said}
    rows = content.library.contradictions.values()
    return any(expression.settled(row.when, known, unknown=False) for row in rows)


def fact_sets(content: Content, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Answers to every question, asked for or not, drawn from a fixed seed. What the profile says stands."""
    draw = random.Random(12)
    for name, profile in sorted(content.profiles.items()):
        for _ in () if profile.abstract else range(count):
            facts = {q.id: answer(q, draw) for q in content.library.questions.values() if q.type != "text"}
            facts |= {**profile.facts, "security_sensitive": False}
            if not facts["goods_included"]:
                facts["goods_classes"] = ()
            elif not facts["goods_classes"]:
                facts["goods_classes"] = ("other",)
            # One who answers with another form than the profile's own has other goods and services.
            if facts["delivery_model"] != "telecom":
                facts["telecom_services"] = ()
            yield name, {fact: [*said] if isinstance(said, tuple) else said for fact, said in facts.items()}
