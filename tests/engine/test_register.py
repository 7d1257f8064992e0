"""The register of laws: what holds, comes and goes, what rests on it, and what of it should have been reviewed."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, Kravgen

LAW = """\
sources:
  - {id: prov-lagen, name: provlagen, number: "SFS 2026:1", title: Provlag, in_force: 2026-03-01, repealed: 2027-03-01,
     replaced_by: lou, parts: [{at: 2 kap., from: 2026-09-01}], review_by: 2026-06-30, confidence: verified, checked: Läst}
dated:
  - id: prov-grans
    label: provgräns
    unit: kronor
    rows:
      - {from: 2026-03-01, until: 2026-12-31, value: 111, source: prov-lagen, at: 3 §,
         review_by: 2026-09-30, confidence: verified, checked: Läst}
      - {from: 2027-01-01, until: 2027-12-31, source: prov-lagen, review_by: 2026-10-31, confidence: unsure, checked: Nej}
glossary:
  - {term: provning, meaning: Att något prövas., source: prov-lagen, at: 1 §}
gates:
  - {id: P-99, title: Prov, asks: Prova detta först., severity: warning, when: personal_data == "none",
     sources: [{source: prov-lagen, at: 2 §}]}
"""
CITED = BLOCK.replace("Skärmbild.", "Skärmbild.\n    sources: [{source: prov-lagen, at: 1 §}]")
PAGE = """\
---
document: provblad
title: Provblad
instruction: Läs bladet.
audience: internal
order: 90
---
# Prov

Enligt 2 kap. 4 § provlagen prövas detta.
"""


@pytest.fixture
def law(workspace: Path) -> Path:
    """A workspace with a law that holds for a year, and one of each that may rest on it. Gives the library's folder."""
    library = workspace / "requirements_library"
    (library / "lokalt.yaml").write_text(CITED, encoding="utf-8")
    for key, text in zip(("sources", "dated", "glossary", "gates"), split(LAW), strict=True):
        (library / f"prov-{key}.yaml").write_text(text, encoding="utf-8")
    pages = workspace / "templates" / "documents"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "provblad.md.jinja").write_text(PAGE, encoding="utf-8")
    return library


def split(text: str) -> list[str]:
    """The parts of a text that begin with a key without an indent."""
    parts: list[str] = []
    for line in text.splitlines(keepends=True):
        if not line.startswith(" "):
            parts.append("")
        parts[-1] += line
    return parts


def standing(kravgen: Kravgen, day: str) -> str:
    result = kravgen("sources", "prov-lagen", "--as-of", day, "--format", "json")
    assert (result.code, result.err) == (0, "")
    return str(json.loads(result.out)["sources"][0]["standing"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", "coming"),
        ("2026-03-01", "in_force"),
        ("2027-02-28", "in_force"),
        ("2027-03-01", "repealed"),
    ],
)
def test_a_source_stands_as_on_the_day(law: Path, kravgen: Kravgen, day: str, expected: str) -> None:
    assert standing(kravgen, day) == expected


def test_all_that_rests_on_a_source_is_told(law: Path, kravgen: Kravgen) -> None:
    result = kravgen("sources", "prov-lagen", "--as-of", "2026-05-01", "--format", "json")
    (found,) = json.loads(result.out)["sources"]
    assert sorted((each["sort"], each["id"], each["at"]) for each in found["resting"]) == [
        ("dated", "prov-grans", ""),
        ("dated", "prov-grans", "3 §"),
        ("document", "provblad", "2 kap. 4 §"),
        ("gate", "P-99", "2 §"),
        ("item", "LOK-01", "1 §"),
        ("term", "provning", "1 §"),
    ]
    places = {each["sort"]: f"{Path(each['file']).name}:{each['line']}" for each in found["resting"]}
    assert places["document"] == "provblad.md.jinja:10"
    text = kravgen("sources", "prov-lagen", "--as-of", "2026-05-01").out
    assert "gäller, upphävs 2027-03-01" in text
    assert "post LOK-01  1 §  " in text
    assert "→ prov-grans" in text and "okänt" in text


EVENTS = [
    ("2026-03-01", "provlagen börjar gälla."),
    ("2026-03-01", "Provgräns blir 111."),
    ("2026-06-30", "Granskas senast: provlagen"),
    ("2026-09-01", "2 kap. i provlagen börjar tillämpas."),
    ("2026-09-30", "Granskas senast: provgräns"),
    ("2026-10-31", "Granskas senast: provgräns"),
    ("2027-01-01", "Provgräns ändras. Ingen har kontrollerat till vad."),
    ("2027-03-01", "provlagen upphävs. 6 texter vilar på den."),
    ("2027-12-31", "Provgräns har ingen rad efter den här dagen."),
]


@pytest.mark.parametrize(("day", "told"), EVENTS)
def test_what_expires_is_told_from_as_many_days_before(
    law: Path, kravgen: Kravgen, day: str, told: str
) -> None:
    before = date.fromordinal(date.fromisoformat(day).toordinal() - 10).isoformat()
    near = kravgen("sources", "prov-lagen", "--as-of", before, "--expiring", "10d")
    assert near.code == 1
    assert f"{day}  {told} (" in near.out
    far = kravgen("sources", "prov-lagen", "--as-of", before, "--expiring", "9d")
    assert f"{day}  {told} (" not in far.out


def test_a_weekly_job_fails_only_when_something_expires(law: Path, kravgen: Kravgen) -> None:
    nothing = kravgen("sources", "lou", "--as-of", "2026-02-01", "--expiring", "7d")
    assert (nothing.code, nothing.err) == (0, "")
    assert nothing.out == "Inget ska granskas, upphör eller ändras till och med 2026-02-08.\n"
    something = kravgen(
        "sources", "prov-lagen", "--as-of", "2026-06-24", "--expiring", "7d", "--format", "github"
    )
    assert something.code == 1
    assert something.out == (
        "::warning file=requirements_library/prov-sources.yaml,line=2,col=10,title=KG325::"
        "2026-06-30: Granskas senast: provlagen\n"
    )
    told = json.loads(
        kravgen("sources", "prov-lagen", "--as-of", "2026-06-24", "--expiring", "7d", "--format", "json").out
    )
    assert [event["sort"] for event in told["events"]] == ["review"]
    assert "sources" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("prov-lag",), 'KG301 Okänd källa "prov-lag". Menade du "prov-lagen"?'),
        (("--expiring", "60"), '"60" är inget antal dagar. Skriv till exempel 60d.'),
        (("--expiring", "60w"), '"60w" är inget antal dagar.'),
        (("--expiring", "-1d"), '"-1d" är inget antal dagar.'),
        (("--as-of", "2027-02-30"), "2027-02-30"),
    ],
)
def test_what_cannot_be_asked_is_told(
    law: Path, kravgen: Kravgen, arguments: tuple[str, ...], told: str
) -> None:
    result = kravgen("sources", *arguments)
    assert result.code == 2
    assert told in result.err


def test_the_last_day_that_there_is_needs_no_day_after(law: Path, kravgen: Kravgen) -> None:
    assert kravgen("sources", "--as-of", "9999-12-30", "--expiring", "9999d").code == 1


# --- planted repealed law ---------------------------------------------------------------------------


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm(date.fromisoformat(day).timetuple())))


def test_repealed_law_in_the_library_and_in_a_template_is_told_where_it_stands(
    law: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2026-06-01", monkeypatch)
    assert kravgen("validate").err == ""
    on("2027-03-01", monkeypatch)
    found = kravgen("validate")
    assert found.code == 1
    assert (
        "lokalt.yaml:8:9 KG309 LOK-01 vilar på provlagen, som upphävdes 2027-03-01. Den är ersatt av LOU."
        in found.err
    )
    assert (
        "provblad.md.jinja:10:1 KG309 (varning) Texten talar om provlagen, som upphävdes 2027-03-01. Den är ersatt av LOU."
    ) in found.err


def test_a_place_in_a_running_text_is_looked_for_too(law: Path, kravgen: Kravgen) -> None:
    file = law / "prov-sources.yaml"
    places = 'places: ["1–3 kap.", "2 kap. 1–3 §§"], parts'
    file.write_text(file.read_text(encoding="utf-8").replace("parts", places), encoding="utf-8")
    block = law / "lokalt.yaml"
    block.write_text(
        CITED.replace("at: 1 §", "at: 1 kap. 1 §").replace(
            "Skärmbild.", "Skärmbild enligt provlagen 3 kap. 1 §."
        ),
        encoding="utf-8",
    )
    found = kravgen("validate").err
    assert "provblad.md.jinja:10:1 KG323 provlagen har ingen plats 2 kap. 4 §." in found
    assert "lokalt.yaml" not in found
    block.write_text(
        block.read_text(encoding="utf-8").replace("provlagen 3 kap.", "provlagen 4 kap."), encoding="utf-8"
    )
    assert "lokalt.yaml:8:9 KG323 provlagen har ingen plats 4 kap. 1 §." in kravgen("validate").err


# --- what should have been reviewed -----------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-07-01", "2026-06-30"])
def test_a_late_review_is_told_when_the_library_is_used(
    law: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    case = law.parent / "fall.yaml"
    case.write_text(
        CASE.replace("direktupphandling-light", "lokal").replace("2026-11-23", day), encoding="utf-8"
    )
    on("2026-05-01", monkeypatch)
    made = kravgen("generate", case, "-o", "ut")
    assert made.code == 0
    told = "KG324 (varning) En del av biblioteket skulle ha granskats senast 2026-06-30: provlagen."
    assert (told in made.err) is (day == "2026-07-01")
    # A day that has passed is told though the procurement is dated before it.
    on(day, monkeypatch)
    case.write_text(
        case.read_text(encoding="utf-8").replace(f"date: {day}", "date: 2026-04-01"), encoding="utf-8"
    )
    assert (told in kravgen("generate", case, "-o", "ut").err) is (day == "2026-07-01")
    assert (told in kravgen("validate").err) is (day == "2026-07-01")


def test_many_late_reviews_are_a_few_lines(
    law: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2031-01-01", monkeypatch)
    lines = [line for line in kravgen("validate").err.splitlines() if "KG324" in line]
    assert len(lines) == 3
    assert all(
        " av biblioteket skulle ha granskats, " in line.replace("granskats senast", "granskats, senast")
        for line in lines
    )
