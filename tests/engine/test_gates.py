"""Gates: what must be done before documents are sent, or made at all, and who may say that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.reading import manifest

GATES = """\
gates:
  - id: SPARR-BARN
    title: Barnens skydd
    asks: Låt skolan läsa kraven.
    severity: warning
    when: children
    lifted_by: [rektor, kommunjurist]
  - id: SPARR-GRANS
    title: Gränsen
    asks: Annonsera köpet.
    severity: stop
    when: procedure == "direct"
    below: {fact: estimated_value, value_of: direktgrans}
    lifted_by: [kommunjurist]
    sources: [{source: lou, at: 19 a kap. 2 §}]
"""
LIFT = "lifted: [{{gate: {gate}, because: {because}, by: {by}, date: {date}}}]\n"


@pytest.fixture
def case(workspace: Path) -> Path:
    """A direct purchase in a workspace with a gate that warns and one that stops."""
    (workspace / "requirements_library" / "egna-sparrar.yaml").write_text(GATES, encoding="utf-8")
    return workspace / "fall.yaml"


def answered(case: Path, facts: str, lifted: str = "") -> None:
    """Add answers, and what stands below them, to the procurement."""
    case.write_text(case.read_text(encoding="utf-8") + f"  {facts}\n{lifted}", encoding="utf-8")


def worth(case: Path, value: int) -> None:
    """Let the procurement be worth so much."""
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("estimated_value: 180000", f"estimated_value: {value}"), encoding="utf-8")


def lift(gate: str, by: str, because: str = "Klart.", date: str = "2026-11-20") -> str:
    return LIFT.format(gate=gate, by=by, because=because, date=date)


def test_a_gate_that_holds_warns_and_stops_nobody(case: Path, kravgen: Kravgen) -> None:
    answered(case, "children: true")
    line = len(case.read_text(encoding="utf-8").splitlines())
    told = (
        f"fall.yaml:{line}:13 KG509 (varning) Spärren SPARR-BARN (Barnens skydd) gäller. Låt skolan läsa kraven."
        " Den lyfts av rektor eller kommunjurist, som skriver vad som är gjort under lifted i filen."
    )
    for command in ("validate", "generate"):
        result = kravgen(command, case)
        assert result.code == 0
        assert told in result.err
    gate = manifest(case.parent / "output" / "fall")["gates"][0]
    assert gate == {
        "id": "SPARR-BARN",
        "title": "Barnens skydd",
        "severity": "warning",
        "state": "holds",
        "facts": ["children"],
        "lifted_by": ["rektor", "kommunjurist"],
    }


def test_what_is_not_answered_is_a_question_and_no_statement(case: Path, kravgen: Kravgen) -> None:
    told = kravgen("validate", case)
    assert told.code == 0
    assert (
        "fall.yaml:1:10 KG509 (varning) Spärren SPARR-BARN (Barnens skydd) kan gälla. Besvara först: Används det som"
        " köps av barn? Fråga: verksamheten." in told.err
    )
    assert "SPARR-BARN (Barnens skydd) gäller" not in told.err
    assert kravgen("explain", case, "sparr-barn").out.strip() == (
        'Spärren SPARR-BARN (Barnens skydd) kan gälla: uppgiften "barn och elever" är obesvarad.'
    )


def test_a_role_lifts_a_gate(case: Path, kravgen: Kravgen) -> None:
    answered(case, "children: true", lift("SPARR-BARN", "rektor", "Två rektorer har läst."))
    assert kravgen("generate", case).err == ""
    told = kravgen("explain", case, "SPARR-BARN").out
    assert "har lyfts av rektor den 2026-11-20: Två rektorer har läst." in told
    gate = manifest(case.parent / "output" / "fall")["gates"][0]
    assert (gate["state"], gate["by"], gate["date"]) == ("lifted", "rektor", "2026-11-20")
    assert gate["because"] == "Två rektorer har läst."


def test_a_gate_can_be_lifted_before_it_is_known_whether_it_holds(case: Path, kravgen: Kravgen) -> None:
    case.write_text(case.read_text(encoding="utf-8") + lift("SPARR-BARN", "rektor"), encoding="utf-8")
    assert kravgen("validate", case).err == ""


@pytest.mark.parametrize(
    ("value", "stopped"), [(699_999, False), (700_000, True), (900_000, True)], ids=["below", "at", "above"]
)
def test_a_gate_that_stops_holds_from_the_limit(
    case: Path, kravgen: Kravgen, value: int, stopped: bool
) -> None:
    worth(case, value)
    answered(case, "children: false")
    result = kravgen("generate", case)
    assert result.code == int(stopped)
    assert ("KG503 Spärren SPARR-GRANS (Gränsen) gäller. Annonsera köpet." in result.err) is stopped
    assert (case.parent / "output").exists() is not stopped
    told = kravgen("explain", case, "SPARR-GRANS")
    assert 'uppgiften "uppskattat värde" är' in told.out
    assert ("gäller inte" in told.out) is not stopped


def test_a_stop_that_is_lifted_stops_nothing(case: Path, kravgen: Kravgen) -> None:
    worth(case, 900_000)
    answered(case, "children: false", lift("SPARR-GRANS", "kommunjurist"))
    assert kravgen("generate", case).code == 0


def test_a_stop_that_nobody_may_lift_says_so(case: Path, kravgen: Kravgen) -> None:
    text = case.read_text(encoding="utf-8").replace("security_sensitive: false", "security_sensitive: true")
    case.write_text(text, encoding="utf-8")
    told = kravgen("validate", case)
    assert told.code == 1
    assert "Hantera köpet enligt säkerhetsskyddslagen. Den går inte att lyfta." in told.err
    answered(case, "children: false", lift("SPARR-SKYDD", "säkerhetsskyddschef"))
    assert "KG520 Spärren SPARR-SKYDD (Säkerhetsskydd) går inte att lyfta." in kravgen("validate", case).err


def test_a_limit_that_nobody_has_verified_stops_nothing(case: Path, kravgen: Kravgen) -> None:
    worth(case, 900_000)
    answered(case, "children: false")
    text = case.read_text(encoding="utf-8").replace("2026-11-23", "2021-11-23")
    case.write_text(text, encoding="utf-8")
    told = kravgen("validate", case)
    message = (
        'Spärren SPARR-GRANS (Gränsen) kan gälla: ingen har verifierat "beloppsgräns för direktupphandling".'
    )
    assert message in told.err
    assert "KG503" not in told.err
    assert message in kravgen("explain", case, "SPARR-GRANS").out


@pytest.mark.parametrize(
    ("lifted", "told"),
    [
        (lift("SPARR-BRAN", "rektor"), 'KG315 Okänd spärr "SPARR-BRAN". Menade du "SPARR-BARN"?'),
        (
            lift("SPARR-BARN", "upphandlare"),
            "KG520 Spärren SPARR-BARN (Barnens skydd) kan inte lyftas av rollen upphandlare. Den kan lyftas av: rektor,"
            " kommunjurist.",
        ),
        ("lifted: [{gate: SPARR-BARN, by: rektor, date: 2026-11-20}]\n", "KG202"),
        ("lifted: [{gate: SPARR-BARN, because: Klart., by: rektor}]\n", "KG202"),
        (lift("SPARR-BARN", "rektor", date="i fredags"), "KG402"),
        (lift("SPARR-BARN", "rektor").replace("]\n", ", " + lift("SPARR-BARN", "rektor")[9:]), "KG504"),
        (lift("SPARR-GRANS", "kommunjurist"), "KG504 Spärren SPARR-GRANS (Gränsen) gäller inte"),
    ],
    ids=["unknown", "role", "reason", "no day", "day", "twice", "pointless"],
)
def test_a_lift_that_is_wrong_is_told_with_its_place(
    case: Path, kravgen: Kravgen, lifted: str, told: str
) -> None:
    answered(case, "children: true", lifted)
    line = len(case.read_text(encoding="utf-8").splitlines())
    result = kravgen("validate", case)
    assert result.code in (1, 2)
    assert f"fall.yaml:{line}:" in result.err
    assert told in result.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("when: children", "when: childen", "KG302"),
        ("fact: estimated_value", "fact: children", "KG402"),
        ("fact: estimated_value", "fact: estimated", "KG302"),
        ("value_of: direktgrans", "value_of: grans", "KG311"),
        ("source: lou", "source: luo", "KG301"),
        ("id: SPARR-GRANS", "id: SPARR-BARN", "KG204"),
        ("id: SPARR-GRANS", "id: LOK-01", "KG204"),
        ("severity: stop", "severity: hinder", "KG203"),
    ],
)
def test_a_gate_that_does_not_hang_together_is_told(
    case: Path, kravgen: Kravgen, old: str, new: str, told: str
) -> None:
    file = case.parent / "requirements_library" / "egna-sparrar.yaml"
    file.write_text(GATES.replace(old, new), encoding="utf-8")
    result = kravgen("validate")
    assert result.code == 1
    assert told in result.err
    assert "egna-sparrar.yaml:" in result.err


def test_gates_are_listed(case: Path, kravgen: Kravgen) -> None:
    rows = json.loads(kravgen("list", "gates", "--format", "json").out)
    assert [(row["id"], row["lifted_by"]) for row in rows] == [
        ("SPARR-BARN", ["rektor", "kommunjurist"]),
        ("SPARR-GRANS", ["kommunjurist"]),
        ("SPARR-SKYDD", None),
    ]
