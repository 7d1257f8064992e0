"""A municipality's own library: its own needs and its own questions, which kravgen has never heard of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen

QUESTIONS = """\
questions:
  - id: building_listed
    type: boolean
    label: byggnadsminne
    text: Är byggnaden ett byggnadsminne?
    help: Fråga antikvarien.
    decides: Om underlaget får skapas.
    role: antikvarie
    meets: [hus-3]
"""

GATES = """\
gates:
  - id: SPARR-HUS
    title: Byggnadsminne
    asks: Köpet rör ett byggnadsminne och görs av antikvarien.
    severity: stop
    when: building_listed
"""


@pytest.fixture
def own(workspace: Path) -> Path:
    """A workspace with a question of its own and a gate that stops the package on it."""
    library = workspace / "requirements_library"
    (library / "fragor.yaml").write_text(QUESTIONS, encoding="utf-8")
    block = library / "lokalt.yaml"
    text = block.read_text(encoding="utf-8").replace("light: true", "light: true\n    meets: [hus-3, Ö4.1]")
    block.write_text(text, encoding="utf-8")
    (library / "egna-sparrar.yaml").write_text(GATES, encoding="utf-8")
    return workspace


def test_a_municipality_has_its_own_needs(own: Path, kravgen: Kravgen) -> None:
    assert kravgen("validate").err == ""


@pytest.mark.parametrize("need", ["två ord", "x" * 21, '""'])
def test_a_need_is_named_shortly(own: Path, kravgen: Kravgen, need: str) -> None:
    block = own / "requirements_library" / "lokalt.yaml"
    block.write_text(block.read_text(encoding="utf-8").replace("hus-3", need), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    assert "lokalt.yaml:17:13 KG203" in result.err


def test_what_stops_a_package_is_told_where_it_is_answered(own: Path, kravgen: Kravgen) -> None:
    case = own / "fall.yaml"
    text = case.read_text(encoding="utf-8") + "  building_listed: true\n"
    case.write_text(text, encoding="utf-8")
    result = kravgen("validate", case)
    assert result.code == 1
    assert (
        f"fall.yaml:{len(text.splitlines())}:20 KG503 Spärren SPARR-HUS (Byggnadsminne) gäller." in result.err
    )


def test_what_stops_a_package_and_is_answered_by_the_profile_is_told_at_the_profile(
    own: Path, kravgen: Kravgen
) -> None:
    profile = own / "profiles" / "lokal.yaml"
    profile.write_text(
        profile.read_text(encoding="utf-8") + "facts: {building_listed: true}\n", encoding="utf-8"
    )
    assert "fall.yaml:1:10 KG503" in kravgen("validate", own / "fall.yaml").err
