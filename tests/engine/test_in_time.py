"""Items that are used from or until a day, and that read otherwise from a later day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.cli import run
from kravgen.law.period import Period, check_row, day_before
from kravgen.problems import Place
from tests.conftest import BLOCK, CASE, Kravgen, small_library
from tests.reading import file_of, manifest, taken, words

TIMED = BLOCK.replace(
    "Skärmbild.",
    """Skärmbild.
    from: 2026-03-01
    until: 2028-12-31
    later:
      - {from: 2027-01-12, text: Leverantören ska inte ta ut någon avgift för prov.}
      - {from: 2027-12-11, text: Leverantören ska visa försäkran för prov., motive: Lagen gäller fullt ut.}""",
)


@pytest.fixture
def case(workspace: Path) -> Path:
    (workspace / "requirements_library" / "lokalt.yaml").write_text(TIMED, encoding="utf-8")
    file = workspace / "fall.yaml"
    file.write_text(CASE.replace("direktupphandling-light", "lokal"), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-02-28", ""),
        ("2026-03-01", "Krav"),
        ("2027-01-11", "Krav"),
        ("2027-01-12", "ingen"),
        ("2027-12-10", "ingen"),
        ("2027-12-11", "försäkran"),
        ("2028-12-31", "försäkran"),
        ("2029-01-01", ""),
    ],
)
def test_a_package_has_the_wording_of_its_day(case: Path, kravgen: Kravgen, day: str, text: str) -> None:
    assert kravgen("generate", case, "-o", "ut", "--as-of", day).code == 0
    assert ("LOK-01" in taken(case.parent / "ut")) is bool(text)
    (item,) = (item for item in manifest(case.parent / "ut")["items"] if item["id"] == "LOK-01")
    told = item.get("text", "")
    found = (
        "försäkran" if "försäkran" in told else "ingen" if "någon avgift" in told else "Krav" if text else ""
    )
    assert found == text


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-02-28", "den gäller från 2026-03-01."),
        ("2029-01-01", "den gällde till och med 2028-12-31."),
    ],
)
def test_an_item_outside_its_time_says_so(case: Path, kravgen: Kravgen, day: str, told: str) -> None:
    case.write_text(case.read_text(encoding="utf-8").replace("2026-11-23", day), encoding="utf-8")
    assert told in kravgen("explain", case, "LOK-01").out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("from: 2026-03-01", "from: 2027-01-12", "lyder aldrig som den gör före 2027-01-12."),
        ("until: 2028-12-31", "until: 2026-02-01", "slutar den 2026-02-01, innan den börjar den 2026-03-01."),
        (
            "until: 2028-12-31",
            "until: 2027-06-01",
            "används inte efter 2027-06-01 och har därför ingen senare lydelse.",
        ),
        ("{from: 2027-01-12,", "{from: 2027-01-12, until: 2027-12-01,", "har inget värde den 2027-12-02."),
        ("{from: 2027-01-12,", "{from: 2027-01-12, until: 2027-12-11,", "har två värden den 2027-12-11."),
        ("{from: 2027-12-11,", "{from: 2027-12-11, until: 2028-06-30,", "har inget värde den 2028-07-01."),
        (
            "{from: 2027-12-11,",
            "{from: 2026-12-11,",
            "slutar den 2026-12-10, innan den börjar den 2027-01-12.",
        ),
    ],
)
def test_times_that_cannot_be_are_told_where_they_stand(
    case: Path, kravgen: Kravgen, old: str, new: str, told: str
) -> None:
    file = case.parent / "requirements_library" / "lokalt.yaml"
    file.write_text(TIMED.replace(old, new), encoding="utf-8")
    found = kravgen("validate")
    assert found.code == 1
    assert any(
        "lokalt.yaml:" in line and "KG321" in line and told in line for line in found.err.splitlines()
    ), found.err


def test_a_source_that_comes_may_be_cited_by_what_comes_with_it(case: Path, kravgen: Kravgen) -> None:
    library = case.parent / "requirements_library"
    law = "sources:\n  - {id: ny, name: nylagen, number: N, title: N, in_force: 2028-01-01, review_by: 2030-01-01,\n"
    (library / "ny.yaml").write_text(law + "     confidence: verified, checked: Läst}\n", encoding="utf-8")
    cited = BLOCK.replace("Skärmbild.", "Skärmbild.\n    sources: [{source: ny, at: 1 §}]")
    for since, code in (("", 1), ("    from: 2028-01-01\n", 0)):
        text = cited.replace("    sources: [", f"{since}    sources: [")
        (library / "lokalt.yaml").write_text(text, encoding="utf-8")
        assert kravgen("generate", case, "-o", "ut").code == code
        assert (
            "KL4" in kravgen("lint", "--as-of", "2026-11-23").err and "nylagen" in kravgen("lint").err
        ) is bool(code)
    assert kravgen("generate", case, "-o", "ut", "--as-of", "2028-01-01").code == 0


DAYS = st.dates().map(lambda day: day.isoformat())


@given(bounds=st.lists(DAYS, min_size=1, max_size=5, unique=True), day=DAYS)
def test_times_without_a_fault_hold_one_value_each_day(bounds: list[str], day: str) -> None:
    starts = ["", *sorted(bounds)]
    ends = [*map(day_before, starts[1:]), ""]
    row = [(Period(since, until), Place("")) for since, until in zip(starts, ends, strict=True)]
    if any(period.backwards for period, _place in row):
        return
    assert list(check_row("prov", row, Period())) == []
    assert sum(period.holds(day) for period, _place in row) == 1


PAGE = """\
---
document: provblad
title: Provblad
instruction: Läs bladet.
audience: internal
without_items: true
order: 90
---
# Prov

{% if as_of >= "2027-12-11" %}Lagen gäller fullt ut.{% else %}Lagen gäller delvis.{% endif %}
"""


def test_a_part_of_a_template_follows_the_day(case: Path, kravgen: Kravgen) -> None:
    pages = case.parent / "templates" / "documents"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "provblad.md.jinja").write_text(PAGE, encoding="utf-8")
    profile = case.parent / "profiles" / "lokal.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(f"{text}documents: [provblad]\n", encoding="utf-8")
    for day, told in (("2027-12-10", "Lagen gäller delvis."), ("2027-12-11", "Lagen gäller fullt ut.")):
        made = kravgen("generate", case, "-o", "ut", "--as-of", day)
        assert made.code == 0, made.err
        assert told in words(file_of(case.parent / "ut", "provblad.docx"))


def test_the_day_is_compared_with_a_day_only(case: Path, kravgen: Kravgen) -> None:
    pages = case.parent / "templates" / "documents"
    pages.mkdir(parents=True, exist_ok=True)
    for wrong in ('as_of >= "2027-12-32"', 'as_of >= "snart"', 'case.title >= "2027-12-11"'):
        page = PAGE.replace('as_of >= "2027-12-11"', wrong)
        (pages / "provblad.md.jinja").write_text(page, encoding="utf-8")
        assert "provblad.md.jinja:11:1 KG405" in kravgen("validate").err


def test_a_local_change_of_an_item_with_later_wordings_is_told_to_replace_them_too(
    case: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = small_library(tmp_path_factory.mktemp("under"))
    (case.parent / "requirements_library" / "lokalt.yaml").rename(
        shipped / "requirements_library" / "lokalt.yaml"
    )
    assert run(["list", "items", "LOK-01", "--format", "json"], shipped=shipped) == 0
    (row,) = json.loads(capsys.readouterr().out)
    change = f"""\
changes:
  - item: LOK-01
    fingerprint: "{row["fingerprint"]}"
    because: Det passar oss.
    by: upphandlare
    text: Leverantören ska prova hos oss.
"""
    (case.parent / "requirements_library" / "andring.yaml").write_text(change, encoding="utf-8")
    run(["validate", str(case)], shipped=shipped)
    assert "andring.yaml:2:11 KG326" in capsys.readouterr().err
    assert run(["generate", str(case), "-o", "ut", "--as-of", "2027-12-11"], shipped=shipped) == 0
    (item,) = (item for item in manifest(case.parent / "ut")["items"] if item["id"] == "LOK-01")
    assert item["text"] == "Leverantören ska prova hos oss."
