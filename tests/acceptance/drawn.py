"""Procurements with answers drawn from a fixed seed, for what must hold whatever somebody answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kravgen.content import Content
from kravgen.library.model import Question
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case


def case_of(folder: Path, content: Content, profile: str, facts: Mapping[str, Any]) -> Case:
    file = folder / "kop.yaml"
    head = {
        "profile": profile,
        "title": "Prov",
        "date": "2026-11-23",
        "buyers": [{"name": "Lindhags kommun"}],
    }
    file.write_text(yaml.safe_dump(head | {"facts": dict(facts)}, allow_unicode=True), encoding="utf-8")
    problems = Collector()
    case = cases.load(file, content.library, content.profiles, problems)
    assert case is not None, [problem.message for problem in problems]
    return case


def answer(question: Question, draw: random.Random) -> Any:
    if question.type == "choices":
        least = int(question.minimum or 0)
        return draw.sample([*question.choices], draw.randint(least, min(3, len(question.choices))))
    if question.type == "choice":
        return draw.choice([*question.choices])
    if question.type == "boolean":
        return draw.random() < 0.5
    return draw.choice([question.minimum or 0, 2, question.maximum or 700])


def fact_sets(content: Content, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Answers to every question, drawn from a fixed seed. What the profile says stands."""
    draw = random.Random(12)
    for name, profile in sorted(content.profiles.items()):
        if profile.abstract:
            continue
        for _ in range(count):
            facts = {q.id: answer(q, draw) for q in content.library.questions.values() if q.type != "text"}
            given = {
                fact: [*value] if isinstance(value, tuple) else value for fact, value in profile.facts.items()
            }
            facts |= given | {"security_sensitive": False}
            if not facts["goods_included"]:
                facts["goods_classes"] = []
            elif not facts["goods_classes"]:
                facts["goods_classes"] = ["other"]
            # One who answers with another form than the profile's own has other goods and services.
            if facts["delivery_model"] != "telecom":
                facts["telecom_services"] = []
            yield name, facts
