"""What is said once and holds below: in a profile for those that extend it, in a clause for its variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, Kravgen
from tests.reading import manifest, taken, words

TEXTS = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2027-06-30
requirements:
  - id: LOK-LATT
    title: Svar i tid
    kind: ska
    text: Leverantören ska svara inom {{ answer }} dagar, {{ start }} och {{ end }}.
    phase: drift
    motive: Frågor får svar.
    evidence: Rutin.
    test: {method: granskning, accept: Rutinen finns.}
    parameters:
      answer: {type: integer, label: tid för svar, unit: dagar, default: 1, maximum: 99}
      start: {type: text, label: början}
      end: {type: text, label: slut}
    light: true
  - id: LOK-TUNG
    title: Möte
    kind: ska
    text: Leverantören ska delta i möten.
    when: delivery_model == "saas"
    phase: drift
    motive: Avtalet följs upp.
    evidence: Rutin.
    test: {method: granskning, accept: Rutinen finns.}
"""


def profile(folder: Path, name: str, *lines: str) -> None:
    """Write a profile into the workspace."""
    text = "\n".join([f"profile: {name}", f"title: {name}", "describes: För prov.", *lines, ""])
    (folder / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")


def buy(folder: Path, *rest: str, of: str = "lokal") -> Path:
    """Write a procurement of the profile into the workspace. A line that is indented is a fact."""
    facts = [line for line in rest if line.startswith(" ")]
    others = [line for line in rest if line not in facts]
    text = CASE.replace("direktupphandling-light", of)
    (folder / "kop.yaml").write_text("\n".join([text.rstrip(), *facts, *others, ""]), encoding="utf-8")
    return folder / "kop.yaml"


@pytest.fixture
def texts(workspace: Path) -> Path:
    """A workspace with one light and one other requirement, and profiles in three steps."""
    (workspace / "requirements_library" / "lokalt.yaml").write_text(TEXTS, encoding="utf-8")
    profile(workspace, "botten", "abstract: true", "extends: [it-grund]", "blocks: [lokalt]", "light: true")
    profile(workspace, "mitten", "extends: [botten]")
    profile(workspace, "lokal", "extends: [mitten]", "documents: [kravspecifikation]")
    return workspace


# --- light ------------------------------------------------------------------------------------------


def test_a_profile_is_light_when_what_it_extends_is(texts: Path, kravgen: Kravgen) -> None:
    case = buy(texts, "  delivery_model: saas")
    assert "(Svar i tid) ingår: " in kravgen("explain", case, "LOK-LATT").out
    told = kravgen("explain", case, "LOK-TUNG").out.splitlines()[0]
    assert told == "LOK-TUNG (Möte) ingår inte: det tas inte med i en upphandling av typen light."


@pytest.mark.parametrize(
    ("bottom", "top", "light"),
    [("false", "", False), ("true", "", True), ("true", "false", True), ("false", "true", True)],
)
def test_light_is_added_and_never_taken_away(
    texts: Path, kravgen: Kravgen, bottom: str, top: str, light: bool
) -> None:
    profile(texts, "botten", "extends: [it-grund]", "blocks: [lokalt]", f"light: {bottom}")
    profile(texts, "lokal", "extends: [mitten]", *([f"light: {top}"] if top else []))
    told = kravgen("explain", buy(texts, "  delivery_model: saas"), "LOK-TUNG").out
    assert ("ingår inte: " in told) is light


@pytest.mark.parametrize("order", ["tjanst, direktupphandling-light", "direktupphandling-light, tjanst"])
def test_one_light_profile_of_two_is_enough(texts: Path, kravgen: Kravgen, order: str) -> None:
    profile(texts, "lokal", f"extends: [{order}]", "blocks: [lokalt]")
    assert "ingår inte: " in kravgen("explain", buy(texts, "  delivery_model: saas"), "LOK-TUNG").out


def test_what_is_not_light_is_asked_for_in_other_procurements(texts: Path, kravgen: Kravgen) -> None:
    profile(texts, "lokal", "extends: [tjanst]", "blocks: [lokalt]")
    assert "(Möte) ingår: " in kravgen("explain", buy(texts), "LOK-TUNG").out


# --- facts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bottom", "middle", "own", "answer"),
    [
        ("goods", "", "", "utrustning"),
        ("goods", "saas", "", "molntjänst"),
        ("goods", "saas", "hosting", "system som leverantören driver åt oss"),
        ("goods", "", "saas", "molntjänst"),
        ("goods", "", "null", "utrustning"),
    ],
)
def test_the_answer_that_is_nearest_holds(
    texts: Path, kravgen: Kravgen, bottom: str, middle: str, own: str, answer: str
) -> None:
    profile(
        texts, "botten", "extends: [it-grund]", "blocks: [lokalt]", f"facts: {{delivery_model: {bottom}}}"
    )
    profile(
        texts, "mitten", "extends: [botten]", *([f"facts: {{delivery_model: {middle}}}"] if middle else [])
    )
    case = buy(texts, *([f"  delivery_model: {own}"] if own else []))
    assert f'uppgiften "leveransform" är "{answer}".' in kravgen("explain", case, "LOK-TUNG").out


def test_answers_of_two_profiles_are_put_together(texts: Path, kravgen: Kravgen) -> None:
    profile(texts, "ett", "extends: [it-grund]", "facts: {delivery_model: goods, secrecy: true}")
    profile(texts, "tva", "extends: [it-grund]", "facts: {delivery_model: saas}")
    profile(texts, "lokal", "extends: [ett, tva]", "blocks: [lokalt]")
    case = buy(texts)
    assert 'är "molntjänst"' in kravgen("explain", case, "LOK-TUNG").out
    assert "(Sekretess för uppgifterna) ingår: " in kravgen("explain", case, "SEKR-JA").out


def test_a_level_under_the_one_that_a_profile_below_gives_needs_a_reason(
    texts: Path, kravgen: Kravgen
) -> None:
    profile(texts, "botten", "extends: [it-grund]", "facts: {integrity_level: 2}")
    for level, told in ((1, True), (2, False), (3, False)):
        result = kravgen("validate", buy(texts, f"  integrity_level: {level}"))
        assert ('KG507 "riktighet" är 1 men måste vara minst 2: profilen "lokal"' in result.err) is told


# --- parameters -------------------------------------------------------------------------------------


def test_values_of_one_item_are_put_together_from_every_step(texts: Path, kravgen: Kravgen) -> None:
    profile(
        texts,
        "botten",
        "extends: [it-grund]",
        "blocks: [lokalt]",
        "parameters: {LOK-LATT: {answer: 2, start: a, end: a}}",
    )
    profile(texts, "mitten", "extends: [botten]", "parameters: {LOK-LATT: {start: b, end: b}}")
    case = buy(texts, "parameters: {LOK-LATT: {end: c}}")
    assert kravgen("generate", case, "-o", "ut").code == 0
    text = taken(texts / "ut")["LOK-LATT"]["text"]
    assert text == "Leverantören ska svara inom 2 dagar, b och c."
    assert "; tid för svar är 2 dagar i stället för 1." in kravgen("explain", case, "LOK-LATT").out


def test_without_a_value_anywhere_the_default_or_a_gap_stands(texts: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", buy(texts), "-o", "ut").code == 0
    text = taken(texts / "ut")["LOK-LATT"]["text"]
    assert text == "Leverantören ska svara inom 1 dag, [FYLL I: början] och [FYLL I: slut]."


# --- blocks and documents ---------------------------------------------------------------------------


def test_blocks_and_documents_of_every_step_come_along(texts: Path, kravgen: Kravgen) -> None:
    profile(texts, "botten", "extends: [it-grund]", "documents: [svarsbilaga]")
    profile(texts, "lokal", "extends: [mitten]", "blocks: [lokalt, exit]", "documents: [kravspecifikation]")
    assert kravgen("generate", buy(texts, "  delivery_model: saas"), "-o", "ut").code == 0
    told = manifest(texts / "ut")
    assert {"kravspecifikation", "svarsbilaga", "avtalsvillkor"} <= {d["id"] for d in told["documents"]}
    order = [item["id"] for item in told["items"] if item["decision"] != "dropped"]
    assert order.index("AVT-KRAV") < order.index("LOK-LATT") < order.index("EXIT-08")


# --- variants ---------------------------------------------------------------------------------------

CLAUSE = """\
clauses:
  - id: LOK-VILL
    title: Villkor
    parameters:
      time: {type: integer, label: tid, unit: dagar, default: 14}
    sources: [{source: gamla-lagen, at: 1 §}]
    tags: [avtal, prov]
    when: personal_data != "none"
    light: true
    variants:
      - id: LOK-VILL-A
        title: Hemliga uppgifter
        when: secrecy
        because: uppgifterna är hemliga
        text: Leverantören svarar inom {{ time }} dagar.
        sources: [{source: nya-lagen, at: 2 §}]
      - id: LOK-VILL-B
        title: Andra uppgifter
        because: uppgifterna är inte hemliga
        text: Leverantören svarar inom {{ time }} dagar, om inget hindrar.
"""
SHOW = """\
---
document: prov
title: Prov
instruction: Läs.
audience: internal
order: 95
---
{% for entry in clauses | where("block", "lokalt") %}
{{ entry.id }}: {{ entry.item.tags | join(" ") }}; {{ entry.sources }}

{{ show(entry) }}
{% endfor %}
"""
BEFORE, AFTER = "2026-01-14", "2026-01-15"
"""The last day of gamla-lagen and the first of nya-lagen."""


@pytest.fixture
def clause(texts: Path) -> Path:
    """A workspace with a clause of two variants, and a document that shows what they hold."""
    (texts / "requirements_library" / "lokalt.yaml").write_text(BLOCK + CLAUSE, encoding="utf-8")
    (texts / "templates" / "documents").mkdir(parents=True)
    (texts / "templates" / "documents" / "prov.md.jinja").write_text(SHOW, encoding="utf-8")
    profile(texts, "lokal", "extends: [mitten]", "documents: [kravspecifikation, prov]")
    return texts


@pytest.mark.parametrize(
    ("secret", "day", "shown"),
    [
        ("true", AFTER, "LOK-VILL-A: avtal prov; nya lagen 2 §\nLeverantören svarar inom 14 dagar."),
        (
            "false",
            BEFORE,
            "LOK-VILL-B: avtal prov; Gamla lagen 1 §\nLeverantören svarar inom 14 dagar, om inget hindrar.",
        ),
    ],
)
def test_a_variant_has_what_its_clause_has_until_it_says_otherwise(
    clause: Path, kravgen: Kravgen, secret: str, day: str, shown: str
) -> None:
    case = buy(clause, "  personal_data: ordinary", f"  secrecy: {secret}")
    result = kravgen("generate", case, "--as-of", day, "-o", "ut")
    assert result.code == 0, result.err
    assert shown in words(clause / "ut" / "internt" / "prov.docx")


@pytest.mark.parametrize(
    ("secret", "day", "told"),
    [
        ("true", BEFORE, "LOK-VILL-A vilar på nya lagen, som börjar gälla först 2026-01-15."),
        ("false", AFTER, "LOK-VILL-B vilar på Gamla lagen, som upphävdes 2026-01-15."),
    ],
)
def test_the_sources_of_a_clause_are_judged_in_its_variants(
    clause: Path, kravgen: Kravgen, secret: str, day: str, told: str
) -> None:
    case = buy(clause, "  personal_data: ordinary", f"  secrecy: {secret}")
    result = kravgen("generate", case, "--as-of", day)
    assert f"KG309 {told}" in result.err
    assert result.err.count("KG") == 1


@pytest.mark.parametrize(
    ("data", "secret", "inside"),
    [
        ("none", "true", ""),
        ("none", "false", ""),
        ("ordinary", "true", "LOK-VILL-A"),
        ("ordinary", "false", "LOK-VILL-B"),
    ],
)
def test_the_condition_of_a_clause_holds_for_its_variants_too(
    clause: Path, kravgen: Kravgen, data: str, secret: str, inside: str
) -> None:
    case = buy(clause, f"  personal_data: {data}", f"  secrecy: {secret}")
    lines = [line for line in kravgen("explain", case).out.splitlines() if line.startswith("LOK-VILL-")]
    assert len(lines) == 2
    assert [line.split()[0] for line in lines if " ingår: " in line] == ([inside] if inside else [])


@pytest.mark.parametrize("light", [True, False])
def test_the_variants_of_a_light_clause_are_light(clause: Path, kravgen: Kravgen, light: bool) -> None:
    file = clause / "requirements_library" / "lokalt.yaml"
    text = CLAUSE if light else CLAUSE.replace("    light: true\n", "")
    file.write_text(BLOCK + text, encoding="utf-8")
    case = buy(clause, "  personal_data: ordinary", "  secrecy: true")
    told = kravgen("explain", case, "LOK-VILL-A").out
    assert ("ingår inte: det tas inte med i en upphandling av typen light." not in told) is light
    assert (" ingår: " in told) is light


def test_a_value_for_a_clause_is_given_to_the_variant_that_stands(clause: Path, kravgen: Kravgen) -> None:
    case = buy(clause, "  personal_data: ordinary", "  secrecy: true", "parameters: {LOK-VILL-A: {time: 30}}")
    assert kravgen("generate", case, "--as-of", AFTER, "-o", "ut").code == 0
    assert taken(clause / "ut")["LOK-VILL-A"]["text"] == "Leverantören svarar inom 30 dagar."
