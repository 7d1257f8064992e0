"""The schema for editors knows each fact, profile, item and parameter, and needs no other file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kravgen import yamlfile
from kravgen.content import Content
from tests.conftest import ROOT, Kravgen

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.yaml"))


@pytest.fixture
def judged(folder: Path, kravgen: Kravgen) -> Draft202012Validator:
    assert kravgen("schema").code == 0
    made: Any = json.loads((folder / "kravgen.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(made)
    # Without a registry nothing can be fetched: what it needs stands in it.
    return Draft202012Validator(made)


def test_every_example_follows_it(judged: Draft202012Validator) -> None:
    assert len(EXAMPLES) >= 10
    for path in EXAMPLES:
        errors = [
            f"{path.name} {error.json_path}: {error.message[:200]}"
            for error in judged.iter_errors(yamlfile.read(path).data)
        ]
        assert errors == []


def case(**more: Any) -> dict[str, Any]:
    return {"profile": "e-arkiv", "title": "Arkiv", "buyers": [{"name": "Sundlinge kommun"}], **more}


GOOD = [
    case(
        facts={
            "secrecy": "ja",
            "personal_data": "ja, bara vanliga",
            "goods_classes": ["computer"],
            "users_count": "1 200",
        }
    ),
    case(
        facts={
            "secrecy": None,
            "personal_data": "none",
            "goods_classes": "datorer",
            "estimated_value": "9,5 Mkr",
        }
    ),
    case(
        parameters={"EXIT-08": {"retrieval_days": "90 dagar"}}, term={"years": "48 mån"}, date="15 jan 2027"
    ),
    case(decisions=[{"item": "EGET-01", "decision": "drop"}]),
]
BAD = {
    "$.facts": case(facts={"secrecyy": True}),
    "$.facts.secrecy": case(facts={"secrecy": "kanske"}),
    "$.facts.personal_data": case(facts={"personal_data": "ja"}),
    "$.facts.goods_classes[0]": case(facts={"goods_classes": ["bilar"]}),
    "$.facts.users_count": case(facts={"users_count": -1}),
    "$.profile": case(profile="e-arkivet"),
    "$.parameters['EXIT-08']": case(parameters={"EXIT-08": {"dagar": 90}}),
    "$.buyers[0].facts": case(buyers=[{"name": "Sundlinge kommun", "facts": {"secrecy": True}}]),
    "$": case(fakta={}),
}


@pytest.mark.parametrize("data", GOOD)
def test_forms_that_people_write_follow_it(judged: Draft202012Validator, data: dict[str, Any]) -> None:
    assert [error.message for error in judged.iter_errors(data)] == []


@pytest.mark.parametrize(("place", "data"), BAD.items())
def test_what_is_unknown_is_found_at_its_place(
    judged: Draft202012Validator, place: str, data: dict[str, Any]
) -> None:
    assert [error.json_path for error in judged.iter_errors(data)] == [place]


def test_each_fact_has_its_words(judged: Draft202012Validator, content: Content) -> None:
    facts = judged.schema["properties"]["facts"]["properties"]  # type: ignore[index]
    asked = {name: question for name, question in content.library.questions.items() if not question.only_told}
    assert facts.keys() == asked.keys()
    for name, question in asked.items():
        assert facts[name]["title"] == question.label
        assert question.text in facts[name]["description"]
        if question.type == "choice":
            told = dict(zip(facts[name]["enum"], facts[name]["enumDescriptions"], strict=True))
            assert question.choices.items() <= told.items()
    usable = {profile.id for profile in content.profiles.values() if not profile.abstract}
    assert set(judged.schema["properties"]["profile"]["enum"]) == usable  # type: ignore[index]


def test_a_file_of_somebody_elses_is_left(folder: Path, kravgen: Kravgen) -> None:
    (folder / "kravgen.schema.json").write_text('{"mitt": 1}', encoding="utf-8")
    told = kravgen("schema")
    assert (told.code, "KG602" in told.err) == (2, True)
    assert (folder / "kravgen.schema.json").read_text(encoding="utf-8") == '{"mitt": 1}'


def test_the_plain_questions_lead_to_every_profile(content: Content) -> None:
    said = [
        profile.id
        for profile in content.profiles.values()
        if not profile.abstract and not profile.suggested_when
    ]
    assert said == []
