"""Questions that others make needless, answers that follow, and answers that do not go together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Kravgen

ROW = """\
contradictions:
  - id: MOT-BARN
    when: children and personal_data == "none"
    says: Uppgifter om barn är personuppgifter.
    severity: {severity}
"""
QUESTIONS = """\
questions:
  - id: pupils
    type: boolean
    label: elever
    text: Är barnen elever?
    help: Räkna dem som går i skolan.
    decides: Krav för elever.
    role: rektor
    asked_when: children
    otherwise: false
  - id: pupils_count
    type: integer
    label: antal elever
    text: Hur många elever?
    help: Ungefär räcker.
    decides: Mängden.
    role: rektor
    asked_when: pupils
"""
ITEM = """\
block: elever
title: Elever
covers: Elever.
does_not_cover: Annat.
owner: rektor
review_by: "2027-06-30"
requirements:
  - id: ELEV-01
    title: Elever
    kind: ska
    when: pupils
    phase: leverans
    text: Tjänsten ska vara anpassad för ungefär {{ pupils_count }} elever.
    motive: Elever är unga.
    evidence: Beskrivning.
    test: {method: granskning, accept: Beskrivningen finns.}
    light: true
"""
PROFILE = """\
profile: skolan
title: Skolan
describes: Prov.
extends: [direktupphandling-light]
blocks: [elever]
"""


@pytest.fixture
def case(workspace: Path) -> Path:
    library = workspace / "requirements_library"
    (library / "elever.yaml").write_text(ITEM, encoding="utf-8")
    (library / "fragor-elever.yaml").write_text(QUESTIONS, encoding="utf-8")
    profiles = workspace / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "skolan.yaml").write_text(PROFILE, encoding="utf-8")
    file = workspace / "fall.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^profile: .*", "profile: skolan", text), encoding="utf-8")
    return file


def answered(case: Path, *facts: str) -> int:
    """Add answers to the procurement; the line of the first."""
    text = case.read_text(encoding="utf-8")
    case.write_text(text + "".join(f"  {fact}\n" for fact in facts), encoding="utf-8")
    return len(text.splitlines()) + 1


def test_what_nobody_needs_to_ask_is_answered_and_its_item_is_out(case: Path, kravgen: Kravgen) -> None:
    answered(case, "children: false")
    assert kravgen("generate", case, "-o", "ut").code == 0
    told = kravgen("explain", case, "ELEV-01")
    assert "ingår inte" in told.out
    assert 'uppgiften "elever" är "nej"' in told.out


def test_the_file_to_fill_in_asks_only_what_is_left(case: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "ny", "-p", "skolan").code == 0
    assert "  # pupils_count:" in Path("ny.yaml").read_text(encoding="utf-8")
    assert kravgen("new", "utan", "-p", "skolan", "--fact", "children=false").code == 0
    assert "# pupils" not in Path("utan.yaml").read_text(encoding="utf-8")


def test_what_the_profile_leaves_to_a_role_is_not_asked_and_is_a_gap(case: Path, kravgen: Kravgen) -> None:
    profile = case.parent / "profiles" / "skolan.yaml"
    later = "left_to_roles: {pupils_count: 'true', pupils: children}\n"
    profile.write_text(PROFILE + later, encoding="utf-8")
    assert kravgen("new", "ny", "-p", "skolan").code == 0
    made = Path("ny.yaml").read_text(encoding="utf-8")
    assert "pupils_count" not in made
    assert "pupils:" in made
    assert kravgen("new", "barn", "-p", "skolan", "--fact", "children=true").code == 0
    assert "pupils:" not in Path("barn.yaml").read_text(encoding="utf-8")
    answered(case, "children: true", "pupils: true")
    told = kravgen("gaps", case)
    assert "pupils_count" in told.out


def test_what_is_left_for_later_is_checked_as_other_conditions_are(case: Path, kravgen: Kravgen) -> None:
    profile = case.parent / "profiles" / "skolan.yaml"
    profile.write_text(PROFILE + "left_to_roles: {pupil: childen}\n", encoding="utf-8")
    result = kravgen("validate", case)
    assert result.code != 0
    assert result.err.count("KG302") == 2


def test_an_answer_that_another_denies_is_told_at_the_later_one(case: Path, kravgen: Kravgen) -> None:
    line = answered(case, "children: false", "pupils: true")
    result = kravgen("validate", case)
    assert result.code == 1
    assert f"fall.yaml:{line + 1}:11 KG411" in result.err
    assert f'"barn och elever" är nej (rad {line})' in result.err


def test_an_answer_without_use_is_a_warning(case: Path, kravgen: Kravgen) -> None:
    line = answered(case, "children: true", "pupils: false", "pupils_count: 12")
    result = kravgen("validate", case)
    assert result.code == 0
    assert f"fall.yaml:{line + 2}:17 KG412 (varning)" in result.err
    assert f'"elever" är nej (rad {line + 1})' in result.err


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0)])
def test_the_library_says_which_answers_do_not_go_together(
    case: Path, kravgen: Kravgen, severity: str, code: int
) -> None:
    rows = case.parent / "requirements_library" / "motsagelser.yaml"
    rows.write_text(ROW.format(severity=severity), encoding="utf-8")
    text = case.read_text(encoding="utf-8").replace("  personal_data: ordinary\n", "")
    case.write_text(text, encoding="utf-8")
    line = answered(case, "children: true", "personal_data: none")
    result = kravgen("validate", case)
    assert result.code == code
    assert f"fall.yaml:{line + 1}:18 KG411" in result.err
    assert "Uppgifter om barn är personuppgifter." in result.err
    assert f'"barn och elever" är ja (rad {line})' in result.err


def test_a_contradiction_needs_two_answers(case: Path, kravgen: Kravgen) -> None:
    rows = case.parent / "requirements_library" / "motsagelser.yaml"
    rows.write_text(
        ROW.format(severity="error").replace(' and personal_data == "none"', ""), encoding="utf-8"
    )
    result = kravgen("validate")
    assert result.code == 1
    assert "motsagelser.yaml:2:9 KG413" in result.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    asked_when: children\n", "", "frågas alltid"),
        ("otherwise: false", "otherwise: kanske", "varken ja eller nej"),
    ],
)
def test_an_answer_that_follows_must_be_one(
    case: Path, kravgen: Kravgen, old: str, new: str, told: str
) -> None:
    file = case.parent / "requirements_library" / "fragor-elever.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    assert "KG402" in result.err
    assert told in result.err


def test_what_raises_a_level_is_named_with_its_line(case: Path, kravgen: Kravgen) -> None:
    line = answered(case, "secrecy: true", "confidentiality_level: 0")
    result = kravgen("validate", case)
    assert f"fall.yaml:{line + 1}:26 KG507" in result.err
    assert f'Nivån höjs av: "sekretessreglerade uppgifter" är ja (rad {line}).' in result.err


PAPER = """\
---
document: elevblad
title: Elevblad
noun: elevbladet
instruction: Läs.
audience: public
order: 90
without_items: true
---
{% if "ELEV-01" in items %}Antal elever: {{ fact("pupils_count") }}.{% endif %}
Plats: {{ fact("pupils_place") }}.
"""
PLACE = """\
  - id: pupils_place
    type: text
    label: plats
    text: Var är eleverna?
    help: En adress.
    decides: Platsen.
    role: rektor
"""


@pytest.mark.parametrize(("blocks", "asked"), [("elever", True), ("exit", False)])
def test_what_is_told_only_beside_an_item_is_asked_for_when_that_can_be_in(
    case: Path, kravgen: Kravgen, blocks: str, asked: bool
) -> None:
    templates = case.parent / "templates" / "documents"
    templates.mkdir(parents=True)
    (templates / "elevblad.md.jinja").write_text(PAPER, encoding="utf-8")
    text = PROFILE.replace("[elever]", f"[{blocks}]") + "documents: [elevblad]\n"
    (case.parent / "profiles" / "skolan.yaml").write_text(text, encoding="utf-8")
    item = case.parent / "requirements_library" / "elever.yaml"
    item.write_text(ITEM.replace(" för ungefär {{ pupils_count }} elever", ""), encoding="utf-8")
    (case.parent / "requirements_library" / "fragor-elever.yaml").write_text(
        QUESTIONS + PLACE, encoding="utf-8"
    )
    assert kravgen("new", "ny", "-p", "skolan").code == 0
    made = Path("ny.yaml").read_text(encoding="utf-8")
    assert ("pupils_count:" in made) == asked
    assert "\n  pupils_place:" in made
