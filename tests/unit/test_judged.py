"""Answers to gaps are read as all answers are, and what the file holds in other words is the same answer."""

from __future__ import annotations

import pytest

from kravgen.gaps.judged import judge, same
from kravgen.gaps.model import AskedGap, Kind

CHOICES = {"saas": "molntjänst", "own": "egen drift"}


def gap(kind: Kind, unit: str = "") -> AskedGap:
    return AskedGap("nyckel", "Fråga", "upphandlare", kind, unit=unit, choices=CHOICES)


@pytest.mark.parametrize(
    ("kind", "unit", "words", "value"),
    [
        ("integer", "kronor", "9,5 Mkr", 9_500_000),
        ("number", "kronor", "500 tkr exkl. moms", 500_000),
        ("number", "månader", "2 år", 24),
        ("boolean", "", "Ja", True),
        ("date", "", "15 jan 2027", "2027-01-15"),
        ("choice", "", "Molntjänst", "saas"),
        ("choices", "", "egen drift; molntjänst", ["own", "saas"]),
        ("choices", "", "–", []),
    ],
)
def test_an_answer_is_read_as_people_write_it(kind: Kind, unit: str, words: str, value: object) -> None:
    found = judge(gap(kind, unit), words)
    assert (found.value, found.wrong) == (value, "")
    assert same(gap(kind, unit), words, value)


def test_each_line_is_a_requirement_of_the_buyers_own() -> None:
    found = judge(
        gap("requirements"), "Tjänsten ska visa lediga tider.\n\n– Påminnelser ska gå att stänga av."
    ).value
    assert isinstance(found, list)
    assert [(one["id"], one["title"], one["text"]) for one in found] == [
        ("EGET-01", "Visa lediga tider", "Tjänsten ska visa lediga tider."),
        ("EGET-02", "Gå att stänga av", "Påminnelser ska gå att stänga av."),
    ]


@pytest.mark.parametrize(
    ("kind", "unit", "words", "why"),
    [
        ("number", "kronor", "1.500", "1 500 eller 1,5"),
        ("number", "kronor", "500 kr inkl. moms", "utan moms"),
        ("date", "", "03/04/2027", "2027-"),
        ("boolean", "", "kanske", "varken ja eller nej"),
        ("integer", "användare", "ca 500", "säger bara ungefär"),
    ],
)
def test_what_may_mean_two_things_is_no_answer(kind: Kind, unit: str, words: str, why: str) -> None:
    found = judge(gap(kind, unit), words)
    assert found.value is None
    assert why in found.wrong
