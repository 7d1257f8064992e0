"""Levels: a stricter requirement takes the place of a weaker, and no level is lowered in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, PROFILE, Kravgen

LADDER = (
    BLOCK
    + """\
  - id: LOK-02
    title: Svensk text och svenskt tal
    kind: ska
    text: Tjänsten ska visa text och läsa upp den på svenska.
    when: integrity_level >= 2
    replaces: [LOK-01]
    phase: leverans
    motive: Alla ska förstå.
    evidence: Skärmbild.
    test: {method: prov, accept: En röst läser upp svensk text.}
    light: true
checks:
  - id: LOK-KOLL-01
    title: Värdet
    text: Kontrollera att värdet är lägre än {{ limit }} kronor.
    motive: Gränsen avgör.
    role: upphandlare
    phase: före upphandling
    parameters:
      limit: {type: integer, label: gränsen, unit: kronor, value_of: lokal-grans}
    light: true
"""
)
WITH_LEVEL = f"{PROFILE}facts: {{integrity_level: 2}}\n"
DATED = """\
dated:
  - id: lokal-grans
    label: lokal gräns
    unit: kronor
    rows:
      - {from: 2026-11-01, until: 2026-12-31, value: 50000, review_by: 2027-06-30, confidence: verified, checked: Läst}
      - {from: 2027-01-01, review_by: 2027-06-30, confidence: unsure, checked: Beslutet är inte läst}
"""


@pytest.fixture
def case(folder: Path) -> Path:
    """A procurement in a workspace with two levels of one requirement and a threshold of its own."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    for name, text in (("requirements_library/lokalt", LADDER), ("profiles/lokal", WITH_LEVEL)):
        file = folder / f"{name}.yaml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    (folder / "requirements_library" / "granser.yaml").write_text(DATED, encoding="utf-8")
    file = folder / "kop.yaml"
    file.write_text(CASE.replace("direktupphandling-light", "lokal"), encoding="utf-8")
    return file


def with_facts(case: Path, facts: str, rest: str = "") -> None:
    case.write_text(case.read_text(encoding="utf-8") + f"  {facts}\n{rest}", encoding="utf-8")


def test_the_higher_level_stands_alone(case: Path, kravgen: Kravgen) -> None:
    assert "LOK-02 (Svensk text och svenskt tal) ingår: " in kravgen("explain", case, "LOK-02").out
    told = kravgen("explain", case, "LOK-01").out.splitlines()[0]
    assert told == ("LOK-01 (Svensk text) ingår inte: kravet LOK-02 ställer högre krav i samma sak.")


CLAUSES = """\
clauses:
  - id: LOK-VITE-A
    title: Vite vid sen text
    text: Vitet är en procent.
    light: true
  - id: LOK-VITE-B
    title: Vite
    text: Vitet är ett belopp.
    when: integrity_level >= 2
    replaces: [LOK-VITE-A]
    light: true
"""


def test_a_clause_takes_the_place_of_another_and_of_what_refers_to_it(case: Path, kravgen: Kravgen) -> None:
    block = case.parent / "requirements_library" / "lokalt.yaml"
    asked = LADDER.replace("läsa upp den på svenska.", "läsa upp den på svenska enligt [[LOK-VITE-A]].")
    block.write_text(asked.replace("checks:\n", f"{CLAUSES}checks:\n"), encoding="utf-8")
    assert kravgen("generate", case, "-o", case.parent / "ut").code == 0
    inside = json.loads((case.parent / "ut" / "manifest.json").read_text(encoding="utf-8"))["items"]
    numbers = {item["id"]: item["number"] for item in inside if item.get("number")}
    assert "LOK-VITE-A" not in numbers
    assert numbers["LOK-VITE-B"] in next(item["text"] for item in inside if item["id"] == "LOK-02")


def test_a_decision_keeps_the_lower_one(case: Path, kravgen: Kravgen) -> None:
    with_facts(
        case,
        "users_count: 5",
        "decisions: [{item: LOK-01, decision: change, text: Tjänsten ska visa text.}]\n",
    )
    assert "LOK-01 (Svensk text) ingår, ändrad: beslut" in kravgen("explain", case, "LOK-01").out


def test_a_level_that_is_not_known_replaces_nothing(case: Path, kravgen: Kravgen) -> None:
    profile = case.parent / "profiles" / "lokal.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    assert "ingår: uppgiften" in kravgen("explain", case, "LOK-02").out
    assert "(Svensk text) ingår: " in kravgen("explain", case, "LOK-01").out


def test_a_level_below_the_profiles_needs_a_reason(case: Path, kravgen: Kravgen) -> None:
    with_facts(case, "integrity_level: 1")
    result = kravgen("generate", case)
    assert result.code == 1
    assert (
        'kop.yaml:10:20 KG507 "riktighet" är 1 men måste vara minst 2: profilen "Lokal profil" anger det.'
        in result.err
    )
    with_facts(
        case,
        "users_count: 5",
        "lower_levels: [{fact: integrity_level, because: Bara publik text., by: informationssäkerhetssamordnare}]\n",
    )
    assert kravgen("generate", case).code == 0
    told = kravgen("explain", case, "LOK-02").out
    assert '"riktighet" är "1", sänkt av informationssäkerhetssamordnare: Bara publik text.' in told
    assert "(Svensk text) ingår: " in kravgen("explain", case, "LOK-01").out


def test_sensitive_data_set_a_floor(case: Path, kravgen: Kravgen) -> None:
    with_facts(case, "personal_data: sensitive\n  confidentiality_level: 1")
    assert 'KG507 "konfidentialitet" är 1 men måste vara minst 2' in kravgen("validate", case).err


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("integrity_level", 'KG504 "riktighet" är inte lägre än den får vara.'),
        ("availability_level", 'KG504 "tillgänglighet" är inte lägre än den får vara.'),
        ("secrecy", "KG504"),
        ("integrty_level", 'KG302 Okänd uppgift "integrty_level". Menade du "integrity_level"?'),
    ],
)
def test_a_reason_that_nothing_needs_is_told(case: Path, kravgen: Kravgen, fact: str, told: str) -> None:
    with_facts(case, "users_count: 5", f"lower_levels: [{{fact: {fact}, because: Skäl., by: upphandlare}}]\n")
    assert told in kravgen("validate", case).err


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-11-23", "50\u00a0000 kronor"),
        ("2027-03-01", "[FYLL I: gränsen"),
        ("2026-10-31", "[FYLL I: gränsen"),
    ],
)
def test_a_threshold_is_the_one_of_the_day(case: Path, kravgen: Kravgen, day: str, text: str) -> None:
    case.write_text(case.read_text(encoding="utf-8").replace("2026-11-23", day), encoding="utf-8")
    result = kravgen("generate", case)
    if "KG" in result.err:
        pytest.fail(result.err)
    manifest = (case.parent / "output" / "kop" / "manifest.json").read_text(encoding="utf-8")
    assert f"Kontrollera att värdet är lägre än {text}" in manifest


def test_rows_that_overlap(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "requirements_library" / "granser.yaml"
    file.write_text(DATED.replace("until: 2026-12-31", "until: 2027-12-31"), encoding="utf-8")
    assert 'KG321 "lokal gräns" har två värden den 2027-01-01.' in kravgen("validate").err


def test_a_row_that_ends_before_it_begins(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "requirements_library" / "granser.yaml"
    file.write_text(DATED.replace("until: 2026-12-31", "until: 2026-10-31"), encoding="utf-8")
    assert 'KG321 "lokal gräns" slutar den 2026-10-31, innan' in kravgen("validate").err


def test_an_unknown_threshold(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "requirements_library" / "lokalt.yaml"
    file.write_text(LADDER.replace("value_of: lokal-grans", "value_of: lokal-gräns"), encoding="utf-8")
    assert "KG203" in kravgen("validate").err
    file.write_text(LADDER.replace("value_of: lokal-grans", "value_of: lokala-grans"), encoding="utf-8")
    assert 'KG311 Okänt daterat värde "lokala-grans". Menade du "lokal-grans"?' in kravgen("validate").err
