"""What follows from other answers, and what is usual, stands in the documents, and whoever buys is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.content import Content
from kravgen.documents.gaps import key_of
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from tests.conftest import Kravgen

PURCHASE = Path(__file__).parent / "purchases" / "consultants.yaml"
LANGUAGES = "vilka andra språk som godtas"


@pytest.fixture(scope="module")
def purchase(content: Content) -> Case:
    case = cases.load(PURCHASE, content.library, content.profiles, Collector())
    assert case
    return case


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        ("2027-07-01", 2, "2029-06-30"),
        ("2027-01-01", 4, "2030-12-31"),
        ("2028-02-29", 1, "2029-02-28"),
        ("2027-03-01", 1, "2028-02-29"),
        ("2027-01-31", 0.5, "2027-07-30"),
        ("2027-08-31", 0.5, "2028-02-29"),
        # Nobody knows the day of a third of a month, or of a year that there is not.
        ("2027-08-31", 0.3, ""),
        ("9998-08-31", 4, ""),
    ],
)
def test_the_last_day_follows_from_the_start_and_the_term(
    purchase: Case, start: str, years: float, last: str
) -> None:
    assert replace(purchase, facts={"contract_start": start}, term_years=years).last_day == last


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_the_day_after_the_last_is_the_same_day_of_the_year(purchase: Case, start: date, years: int) -> None:
    case = replace(purchase, facts={"contract_start": start.isoformat()}, term_years=float(years))
    after = date.fromisoformat(case.last_day) + timedelta(days=1)
    assert after.year == start.year + years
    assert (after.month, after.day) in ((start.month, start.day), (3, 1))


def test_nothing_is_said_of_the_last_day_until_both_are_known(purchase: Case) -> None:
    assert replace(purchase, term_years=None).last_day == ""
    assert replace(purchase, facts={}).last_day == ""


def test_what_is_usual_is_told_and_can_be_decided(folder: Path, kravgen: Kravgen) -> None:
    text = PURCHASE.read_text(encoding="utf-8")
    file = folder / "kop.yaml"
    file.write_text(text, encoding="utf-8")
    told = kravgen("validate", "kop.yaml").err
    assert "KG557 (varning) Ingen har bestämt det här" in told
    assert f'{LANGUAGES} ({key_of(LANGUAGES)}): "engelska"' in told
    file.write_text(f"{text}filled:\n  {key_of(LANGUAGES)}: danska och norska\n", encoding="utf-8")
    told = kravgen("validate", "kop.yaml").err
    assert LANGUAGES not in told
