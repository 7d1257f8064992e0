"""Why an item is in or out: every sort of reason, in words and in the record, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CASE, PROFILE, Kravgen
from tests.reading import manifest

BLOCK = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2027-06-30
requirements:
  - id: R-ALLTID
    title: Alltid
    kind: ska
    text: Leverantören ska svara.
    phase: drift
    motive: Skälet.
    evidence: Intyg.
    test: {method: prov, accept: Provet visar det.}
    light: true
  - id: R-TUNG
    title: Tung
    kind: ska
    text: Leverantören ska vänta.
    phase: drift
    motive: Skälet.
    evidence: Intyg.
    test: {method: prov, accept: Provet visar det.}
  - id: R-BADA
    title: Båda
    kind: ska
    text: Leverantören ska lämna svar i tid.
    when: secrecy and personal_data != "none" or children
    phase: drift
    motive: Skälet.
    evidence: Intyg.
    test: {method: prov, accept: Provet visar det.}
    light: true
  - id: R-HOG
    title: Högre
    kind: ska
    text: Leverantören ska svara samma dag.
    when: integrity_level >= 2
    replaces: [R-ALLTID]
    phase: drift
    motive: Skälet.
    evidence: Intyg.
    test: {method: prov, accept: Provet visar det.}
    light: true
criteria:
  - {id: R-KRIT-UTE, label: "1.1", level: A, title: Under något ute, under: R-TUNG, text: Kriteriets text., test: Prov.}
  - {id: R-KRIT-INNE, label: "1.2", level: A, title: Under något inne, under: R-HOG, text: Kriteriets text., test: Prov.,
     light: true}
  - {id: R-KRIT-TUNG, label: "1.3", level: A, title: Bara i större köp, under: R-HOG, text: Kriteriets text., test: Prov.}
clauses:
  - id: R-VAL
    title: Val
    light: true
    variants:
      - {id: R-VAL-A, title: Val A, when: secrecy, because: hemligt, text: Parterna tiger.}
      - {id: R-VAL-B, title: Val B, when: children, because: barn, text: Parterna talar.}
      - {id: R-VAL-C, title: Val C, because: inget annat gäller, text: Parterna viskar.}
"""
FACTS = "  secrecy: true\n  personal_data: sensitive\n  confidentiality_level: 2\n  integrity_level: 2\n"
DECISION = (
    "decisions: [{item: R-HOG, decision: change, kind: bör, because: Ingen säljer det., by: upphandlare}]\n"
)


@pytest.fixture
def case(workspace: Path) -> Path:
    """A procurement of a light profile, with secrets and a level."""
    (workspace / "requirements_library" / "lokalt.yaml").write_text(BLOCK, encoding="utf-8")
    file = workspace / "fall.yaml"
    file.write_text(CASE.replace("direktupphandling-light", "lokal") + FACTS, encoding="utf-8")
    return file


def reasons(case: Path, kravgen: Kravgen) -> dict[str, dict[str, Any]]:
    """The reasons as the record keeps them, by item."""
    result = kravgen("generate", case, "-o", "ut")
    assert result.code == 0, result.err
    return {item["id"]: item["reason"] for item in manifest(case.parent / "ut")["items"]}


EVERY = {
    "R-ALLTID": ({"kind": "replaced", "item": "R-HOG"}, "inte: kravet R-HOG ställer högre krav i samma sak."),
    "R-TUNG": ({"kind": "not_light"}, "inte: det tas inte med i en upphandling av typen light."),
    "R-BADA": (
        # Nobody has said whether there are children, and it decides nothing.
        {"kind": "facts", "facts": ["secrecy", "personal_data"]},
        ': uppgiften "sekretessreglerade uppgifter" är "ja" och uppgiften "personuppgifter" är "ja, även känsliga".',
    ),
    "R-HOG": ({"kind": "facts", "facts": ["integrity_level"]}, ': uppgiften "riktighet" är "2".'),
    "R-KRIT-UTE": (
        {"kind": "follows", "item": "R-TUNG", "above": {"kind": "not_light", "block": "lokalt"}},
        "inte: det hör till kravet R-TUNG, som inte ingår: det tas inte med i en upphandling av typen light.",
    ),
    "R-KRIT-INNE": ({"kind": "follows", "item": "R-HOG"}, ": det hör till kravet R-HOG, som ingår."),
    "R-KRIT-TUNG": ({"kind": "not_light"}, "inte: det tas inte med i en upphandling av typen light."),
    "R-VAL-A": (
        {"kind": "facts", "facts": ["secrecy"], "because": "hemligt"},
        ': hemligt (uppgiften "sekretessreglerade uppgifter" är "ja").',
    ),
    "R-VAL-B": ({"kind": "alternative", "item": "R-VAL-A"}, "inte: alternativet R-VAL-A gäller i stället."),
    "R-VAL-C": ({"kind": "alternative", "item": "R-VAL-A"}, "inte: alternativet R-VAL-A gäller i stället."),
}


def test_the_record_keeps_what_decided(case: Path, kravgen: Kravgen) -> None:
    kept = reasons(case, kravgen)
    assert {name: kept[name] for name in EVERY} == {
        name: {"block": "lokalt", **reason} for name, (reason, _words) in EVERY.items()
    }


@pytest.mark.parametrize("name", EVERY)
def test_explain_words_it(case: Path, kravgen: Kravgen, name: str) -> None:
    told = kravgen("explain", case, name)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0].partition(") ingår")[2].lstrip() == EVERY[name][1]


def test_what_nobody_has_answered_is_named(case: Path, kravgen: Kravgen) -> None:
    case.write_text(case.read_text(encoding="utf-8").replace("  secrecy: true\n", ""), encoding="utf-8")
    kept = reasons(case, kravgen)
    unanswered = {"kind": "unanswered_in", "block": "lokalt", "facts": ["secrecy"]}
    assert kept["R-BADA"] == unanswered
    # Of several variants the first that is known to apply is taken.
    assert kept["R-VAL-A"] == {**unanswered, "kind": "unanswered_out"}
    assert kept["R-VAL-B"] == {**unanswered, "kind": "unanswered_out", "facts": ["children"]}
    assert kept["R-VAL-C"] == {"kind": "always", "block": "lokalt", "because": "inget annat gäller"}


def test_a_condition_that_is_false_tells_of_the_answer_that_made_it_so(case: Path, kravgen: Kravgen) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("secrecy: true", "secrecy: false") + "  children: false\n", encoding="utf-8")
    told = kravgen("explain", case, "R-VAL-A").out.splitlines()[0]
    assert told == 'R-VAL-A (Val A) ingår inte: uppgiften "sekretessreglerade uppgifter" är "nej".'
    english = kravgen("--lang", "en", "explain", case, "R-VAL-A").out.splitlines()[0]
    assert english == 'R-VAL-A (Val A) is not in: the fact "sekretessreglerade uppgifter" is "no".'


def test_a_decision_goes_before_every_other_reason(case: Path, kravgen: Kravgen) -> None:
    case.write_text(case.read_text(encoding="utf-8") + DECISION, encoding="utf-8")
    kept = reasons(case, kravgen)
    because, by = "Ingen säljer det.", "upphandlare"
    assert kept["R-HOG"] == {"kind": "decision", "block": "lokalt", "because": because, "by": by}
    told = kravgen("explain", case, "R-HOG").out.splitlines()[0]
    assert told == "R-HOG (Högre) ingår, ändrad: beslut (upphandlare): Ingen säljer det."


def test_what_no_profile_asks_for_is_out(case: Path, kravgen: Kravgen) -> None:
    (case.parent / "profiles" / "lokal.yaml").write_text(
        PROFILE.replace("blocks: [lokalt]", "blocks: [exit]"), encoding="utf-8"
    )
    assert reasons(case, kravgen)["R-ALLTID"] == {"kind": "not_in_profile", "block": "lokalt"}
    told = kravgen("explain", case, "R-ALLTID").out.splitlines()[0]
    assert told.endswith(' ingår inte: kravblocket "Lokala krav" ingår inte i profilen "Lokal profil".')
