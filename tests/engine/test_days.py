"""The day before, the day itself and the day after, for everything that holds from or until a day."""

from __future__ import annotations

import os
import re
import time
from calendar import timegm
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, Kravgen
from tests.reading import manifest, taken

LAW = """\
sources:
  - {id: prov-lagen, name: provlagen, number: "SFS 2026:1", title: Provlag, in_force: 2026-03-01, repealed: 2027-03-01,
     replaced_by: lou, review_by: 2026-06-30, confidence: verified, checked: Läst}
dated:
  - id: prov-grans
    label: provgräns
    unit: kronor
    rows:
      - {from: 2026-03-01, until: 2027-02-28, value: 111, review_by: 2026-09-30, confidence: verified, checked: Läst}
      - {from: 2027-03-01, until: 2027-12-31, value: 222, review_by: 2030-12-31, confidence: verified, checked: Läst}
"""
SOURCES, AMOUNTS = LAW[: LAW.index("dated:")], LAW[LAW.index("dated:") :]
RESTING = BLOCK.replace("Skärmbild.", "Skärmbild.\n    sources: [{source: prov-lagen, at: 1 §}]")
CHECK = """\
checks:
  - id: LOK-GRANS
    title: Provgränsen
    text: Kontrollera att värdet är lägre än {{ limit }} kronor.
    motive: Gränsen avgör.
    role: upphandlare
    phase: före upphandling
    parameters:
      limit: {type: integer, label: gränsen, unit: kronor, value_of: prov-grans}
    light: true
"""

FAR_OFF = "2026-08-01"
"""A day when nothing begins or ends."""


@pytest.fixture
def case(workspace: Path) -> Path:
    """A procurement that rests on a law and an amount that hold for a time."""
    library = workspace / "requirements_library"
    (library / "lokalt.yaml").write_text(RESTING + CHECK, encoding="utf-8")
    (library / "kallor.yaml").write_text(SOURCES, encoding="utf-8")
    (library / "belopp.yaml").write_text(AMOUNTS, encoding="utf-8")
    return workspace / "fall.yaml"


def moved(day: str, days: int) -> str:
    """The day that many days later."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def dated(case: Path, day: str) -> None:
    """Give the procurement a date, or none."""
    case.write_text(
        CASE.replace("direktupphandling-light", "lokal").replace(
            "date: 2026-11-23\n", f"date: {day}\n" if day else ""
        ),
        encoding="utf-8",
    )


WAYS = ("date", "--as-of", "clock")


def told(way: str, day: str, case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch) -> str:
    """What ``generate`` says of the law on a day, empty when it says nothing. The package stands in "ut"."""
    dated(case, day if way == "date" else FAR_OFF if way == "--as-of" else "")
    if way == "clock":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm(date.fromisoformat(day).timetuple())))
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    result = kravgen("generate", case, "-o", "ut", *(("--as-of", day) if way == "--as-of" else ()))
    found = besides_reviews(result.err)
    assert (result.code, bool(found)) in ((0, False), (1, True))
    return found


def besides_reviews(told: str) -> str:
    """What is told, without that days of review have passed: they stop nobody, and have a test of their own."""
    lines = [line for line in told.splitlines(keepends=True) if "KG324" not in line]
    return "" if len(lines) == 1 and re.fullmatch(r"\d+ varning(ar)?\.\n", lines[0]) else "".join(lines)


# --- a law ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", "LOK-01 vilar på provlagen, som börjar gälla först 2026-03-01."),
        ("2026-03-01", ""),
        ("2026-03-02", ""),
        ("2027-02-28", ""),
        ("2027-03-01", "LOK-01 vilar på provlagen, som upphävdes 2027-03-01. Den är ersatt av LOU."),
        ("2027-03-02", "LOK-01 vilar på provlagen, som upphävdes 2027-03-01. Den är ersatt av LOU."),
    ],
)
def test_a_law_holds_from_its_day_and_not_on_the_day_it_is_repealed(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, way: str, day: str, expected: str
) -> None:
    found = told(way, day, case, kravgen, monkeypatch)
    if expected:
        assert f"lokalt.yaml:8:9 KG309 {expected}" in found
        assert not (case.parent / "ut").exists()
    else:
        assert found == ""
        assert manifest(case.parent / "ut")["as_of"] == day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", "KL401 provlagen börjar gälla först 2026-03-01."),
        ("2026-03-01", ""),
        ("2027-02-28", ""),
        ("2027-03-01", "KL401 provlagen upphävdes 2027-03-01. Den är ersatt av LOU."),
    ],
)
@pytest.mark.parametrize("clock", [True, False])
def test_the_lint_judges_a_law_on_the_same_days(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, clock: bool, day: str, expected: str
) -> None:
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(timegm(date.fromisoformat(day).timetuple())) if clock else "0"
    )
    found = kravgen("lint", *(() if clock else ("--as-of", day))).err
    assert ("KL401" in found) is bool(expected)
    assert expected in found


def test_a_law_that_nobody_knows_the_days_of_always_holds(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = case.parent / "requirements_library" / "kallor.yaml"
    endless = SOURCES.replace("in_force: 2026-03-01, repealed: 2027-03-01,", "").replace(
        "replaced_by: lou,", ""
    )
    file.write_text(endless, encoding="utf-8")
    dated(case, "2026-08-01")
    for day in ("1990-01-01", "2099-12-31"):
        assert "provlagen" not in besides_reviews(kravgen("generate", case, "--as-of", day).err)
        assert "KL401" not in kravgen("lint", "--as-of", day).err


# --- an amount --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2026-02-28", "[FYLL I: gränsen]"),
        ("2026-03-01", "111"),
        ("2026-03-02", "111"),
        ("2027-02-27", "111"),
        ("2027-02-28", "111"),
        ("2027-03-01", "222"),
        ("2027-12-31", "222"),
        ("2028-01-01", "[FYLL I: gränsen]"),
    ],
)
def test_an_amount_holds_on_its_first_and_its_last_day(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, way: str, day: str, amount: str
) -> None:
    (case.parent / "requirements_library" / "lokalt.yaml").write_text(BLOCK + CHECK, encoding="utf-8")
    assert told(way, day, case, kravgen, monkeypatch) == ""
    text = taken(case.parent / "ut")["LOK-GRANS"]["text"]
    assert text == f"Kontrollera att värdet är lägre än {amount} kronor."


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        ("2027-02-28", ""),
        ("2027-03-01", 'belopp.yaml:7:16 KG321 "provgräns" har två värden den 2027-03-01.'),
        ("2027-02-27", 'belopp.yaml:7:16 KG321 "provgräns" har inget värde den 2027-02-28.'),
        (
            "2026-02-28",
            'belopp.yaml:6:16 KG321 "provgräns" slutar den 2026-02-28, innan den börjar den 2026-03-01.',
        ),
    ],
)
def test_rows_meet_share_no_day_and_leave_none_out(
    case: Path, kravgen: Kravgen, until: str, problem: str
) -> None:
    file = case.parent / "requirements_library" / "belopp.yaml"
    file.write_text(AMOUNTS.replace("until: 2027-02-28", f"until: {until}"), encoding="utf-8")
    found = kravgen("validate").err
    assert ("KG321" in found) is bool(problem)
    assert problem in found


def test_a_row_may_hold_for_one_day(case: Path, kravgen: Kravgen) -> None:
    file = case.parent / "requirements_library" / "belopp.yaml"
    one_day = AMOUNTS.replace("until: 2027-02-28", "until: 2026-03-01")
    file.write_text(one_day.replace("from: 2027-03-01", "from: 2026-03-02"), encoding="utf-8")
    assert besides_reviews(kravgen("validate").err) == ""
    assert "KL409 Ingen rad gäller den 2026-02-28." in kravgen("lint", "--as-of", "2026-02-28").err
    assert "KL409" not in kravgen("lint", "--as-of", "2026-03-01").err


# --- reviews ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "due"),
    [
        ("lokalt.yaml:6:12", "2027-06-30"),
        ("kallor.yaml:3:35", "2026-06-30"),
        ("belopp.yaml:6:70", "2026-09-30"),
    ],
)
def test_a_review_is_near_for_thirty_days_and_late_the_day_after(
    case: Path, kravgen: Kravgen, file: str, due: str
) -> None:
    late, near = f"{file} KL406 Granskningen", f"{file} KL407 (varning) Granskningen"

    def said(days: int) -> tuple[bool, bool]:
        found = kravgen("lint", "--as-of", moved(due, days)).err
        return near in found, late in found

    assert [said(days) for days in (-31, -30, -1, 0, 1)] == [
        *[(False, False), (True, False), (True, False), (True, False), (False, True)]
    ]


def test_what_has_ceased_to_hold_needs_no_review(case: Path, kravgen: Kravgen) -> None:
    for day, law, row in (("2027-02-28", True, True), ("2027-03-01", False, False)):
        found = kravgen("lint", "--as-of", day).err
        assert ("kallor.yaml:3:35 KL406" in found) is law
        assert ("belopp.yaml:6:70 KL406" in found) is row


# --- which day it is --------------------------------------------------------------------------------


def test_the_day_that_is_asked_for_goes_before_the_procurements_own_and_that_before_the_clock(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm(date(2026, 5, 1).timetuple())))
    days = []
    for day, arguments in (("2026-04-01", ("--as-of", "2026-03-15")), ("2026-04-01", ()), ("", ())):
        dated(case, day)
        assert kravgen("generate", case, "-o", "ut", *arguments).code == 0
        days.append(manifest(case.parent / "ut")["as_of"])
    assert days == ["2026-03-15", "2026-04-01", "2026-05-01"]


@pytest.mark.parametrize(("seconds", "day"), [(-1, "2026-02-28"), (0, "2026-03-01"), (86_399, "2026-03-01")])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.skipif(os.name != "posix", reason="needs a system whose time zone can be set")
def test_a_fixed_clock_tells_the_same_day_everywhere(
    case: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, seconds: int, day: str, zone: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm(date(2026, 3, 1).timetuple()) + seconds))
    (case.parent / "requirements_library" / "lokalt.yaml").write_text(BLOCK, encoding="utf-8")
    dated(case, "")
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("TZ", zone)
        time.tzset()
        assert kravgen("generate", case, "-o", "ut").code == 0
    time.tzset()
    assert manifest(case.parent / "ut")["as_of"] == day


def test_explain_and_diff_judge_on_the_procurements_own_day(case: Path, kravgen: Kravgen) -> None:
    dated(case, "2027-02-28")
    other = case.with_name("annan.yaml")
    dated(other, "2027-03-01")
    (case.parent / "requirements_library" / "lokalt.yaml").write_text(BLOCK + CHECK, encoding="utf-8")
    found = kravgen("diff", case, other).out
    assert "111" in found and "222" in found
    assert "AVT-GRANS" not in found
