"""Answers in a procurement's file as people write them: the same package, or a message at the answer's own place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kravgen.library.load import assemble, read_files
from kravgen.library.model import Library
from kravgen.problems import Collector
from kravgen.procurement import stored
from kravgen.world import World
from kravgen.yamlfile import parse
from tests.conftest import SMALL, Kravgen

CASE = """\
profile: tjanst
title: Arkiv
date: {date}
buyers: [{{name: Lindhags kommun}}]
term: {term}
facts:
  procedure: {procedure}
  security_sensitive: {no}
  estimated_value: {value}
  personal_data: {data}
  confidentiality_level: 2
  integrity_level: 2
  availability_level: 2
  users_count: {users}
parameters:
  EXIT-08: {{retrieval_days: {days}}}
"""
CANONICAL = {
    "date": "2027-01-15",
    "term": "{years: 4, extensions: [2]}",
    "procedure": "above_threshold",
    "no": "false",
    "value": "9500000",
    "data": "sensitive",
    "users": "1200",
    "days": "90",
}
FORMS = {
    "date": ["15 jan 2027", "20270115", "den 15 januari 2027", "15/1 2027", "'2027-1-15'"],
    "term": [
        "{years: 4 år, extensions: [24 mån]}",
        "{years: fyra år, extensions: [2]}",
        "{years: 48 månader, extensions: [2.0]}",
    ],
    "procedure": ["upphandling över tröskelvärdet", "Upphandling over troskelvardet", "ABOVE-THRESHOLD"],
    "no": ["nej", "Nej", "falskt", "no", '"false"'],
    "value": [
        "9 500 000",
        "9500000 kr",
        "9,5 Mkr",
        "9,5 miljoner",
        "9 500 tkr",
        "9.500.000 exkl. moms",
        "9_500_000",
        "9500000.0",
    ],
    "data": ["ja, även känsliga", '"Ja, även känsliga"', "SENSITIVE"],
    "users": ["1 200", "1200 användare", "1 200 st", "1,2 tusen"],
    "days": ["90 dagar", "90 dagars"],
}


def manifest(folder: Path, kravgen: Kravgen, **forms: str) -> dict[str, Any]:
    (folder / "fall.yaml").write_text(CASE.format(**{**CANONICAL, **forms}), encoding="utf-8")
    told = kravgen("generate", "fall.yaml", "-o", "ut")
    assert told.code == 0, told.err
    made: dict[str, Any] = json.loads((folder / "ut" / "manifest.json").read_text(encoding="utf-8"))
    return made


def test_every_form_of_an_answer_makes_the_same_package(folder: Path, kravgen: Kravgen) -> None:
    wanted = manifest(folder, kravgen)
    assert wanted["facts"]["estimated_value"]["value"] == 9_500_000
    for number in range(max(map(len, FORMS.values()))):
        chosen = {name: forms[number % len(forms)] for name, forms in FORMS.items()}
        assert manifest(folder, kravgen, **chosen) == wanted, chosen


@pytest.fixture(scope="session")
def library() -> Library:
    problems = Collector()
    found = assemble(read_files(World((SMALL,), "2026-11-23"), problems), problems)
    problems.stop()
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries({name: st.sampled_from([CANONICAL[name], *forms]) for name, forms in FORMS.items()})
)
def test_a_file_with_any_of_the_forms_is_stored_as_one(library: Library, chosen: dict[str, str]) -> None:
    def read(forms: dict[str, str]) -> Any:
        problems = Collector()
        file = parse(CASE.format(**forms).encode(), "fall.yaml")
        found = stored.stored(file, library, library.items, problems)
        assert not [*problems], [*problems]
        assert found.value_place(["facts", "users_count"]) == file.value_place(["facts", "users_count"])
        return found.data

    assert read(chosen) == read(CANONICAL)


WRONG = [
    ({"value": "1.500"}, "fall.yaml:9:20 KG417", "9,5 Mkr"),
    ({"value": "1,500"}, "fall.yaml:9:20 KG417", "9,5 Mkr"),
    ({"value": "500 000 kr inkl. moms"}, "fall.yaml:9:20 KG418", "exkl. moms"),
    ({"value": "-1"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"value": "1e12"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"value": ".nan"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"value": "1000000000000"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"value": "=1+1"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"value": "<b>5</b>"}, "fall.yaml:9:20 KG402", "9,5 Mkr"),
    ({"date": "03/04/2027"}, "fall.yaml:3:7 KG417", "2027-01-15"),
    ({"date": "1/2"}, "fall.yaml:3:7 KG417", "2027-01-15"),
    ({"term": "{years: 90 dagar}"}, "fall.yaml:5:15 KG419", "12 år"),
    ({"days": "3 mån"}, "fall.yaml:16:29 KG419", "12 dagar"),
    ({"data": "ja"}, "fall.yaml:10:18 KG402", "nej (none)"),
    ({"no": "kanske"}, "fall.yaml:8:23 KG402", "ja eller nej"),
    ({"users": "ca 500"}, "fall.yaml:14:16 KG402", "12 användare"),
]


@pytest.mark.parametrize(("forms", "place", "advice"), WRONG, ids=[str(row[0]) for row in WRONG])
def test_what_cannot_be_read_is_told_at_its_own_place(
    folder: Path, kravgen: Kravgen, forms: dict[str, str], place: str, advice: str
) -> None:
    (folder / "fall.yaml").write_text(CASE.format(**{**CANONICAL, **forms}), encoding="utf-8")
    told = kravgen("validate", "fall.yaml")
    assert told.code == 1
    assert place in told.err
    assert advice in told.err
    assert len([line for line in told.err.splitlines() if " KG4" in line and " KG408 " not in line]) == 1


def test_all_that_cannot_be_read_is_told_at_once(folder: Path, kravgen: Kravgen) -> None:
    wrong = {"value": "1.500", "date": "1/2", "days": "3 mån", "no": "kanske", "users": "många"}
    (folder / "fall.yaml").write_text(CASE.format(**{**CANONICAL, **wrong}), encoding="utf-8")
    told = kravgen("generate", "fall.yaml").err
    assert [line.split(" ")[0] for line in told.splitlines()[:-1] if line.startswith("fall")] == [
        f"fall.yaml:{place}" for place in ("3:7", "8:23", "9:20", "14:16", "16:29")
    ]


def test_a_comment_may_stand_after_an_amount_and_a_day(folder: Path, kravgen: Kravgen) -> None:
    text = CASE.format(**CANONICAL).replace("9500000", "9 500 000 kr # enligt budget")
    (folder / "fall.yaml").write_text(text.replace("2027-01-15", "15 jan 2027  # beslutat"), encoding="utf-8")
    assert kravgen("validate", "fall.yaml").code == 0
