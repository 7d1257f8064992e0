"""A file with tenders: read as it is written, or every fault told with its place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.award.bids import read
from kravgen.award.evaluate import evaluate
from kravgen.award.model import Evaluation
from kravgen.problems import KravgenError
from tests.award.building import D, judged, met, results, row, whole
from tests.conftest import Kravgen

_ROWS = (row("drift", 3), row("sortiment", 1000, measure="discount"), row("del1/åter", 2, sign="income"))
_MODEL = Evaluation(
    "price_deduction", (met("TILL-11", 4, deduction=100), judged("intervju", 0, 2, 5, deduction=50))
)
_GOOD = """\
bids:
  - name: Anbud A
    prices: {drift: 1200.10, sortiment: 12.5, del1/åter: 0}
    quality: {TILL-11: 3, intervju: 5}
  - name: Anbud B
    prices:
      drift: 1_000
      sortiment:
    quality: {TILL-11: 0, intervju: 0}
"""


def _file(folder: Path, text: str) -> Path:
    file = folder / "anbud.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _told(folder: Path, text: str) -> list[str]:
    with pytest.raises(KravgenError) as stopped:
        read(_file(folder, text), _MODEL, _ROWS)
    return [str(problem) for problem in stopped.value.problems]


def test_the_numbers_are_those_that_are_written(folder: Path) -> None:
    first, second = read(_file(folder, _GOOD), _MODEL, _ROWS)
    assert first.given == {"drift": D("1200.10"), "sortiment": D("12.5"), "del1/åter": 0}
    # A price that is left empty is one that the tender does not give, just as one that is left out.
    assert second.given == {"drift": 1000, "sortiment": None}
    # 3 × 1 200,10 + 875 − 0 − 75 − 50 = 4 350,30
    assert results(whole(evaluate(_MODEL, _ROWS, [first, second]))) == {"Anbud A": "4350.30"}


def test_all_faults_are_told_at_once_with_their_places(folder: Path) -> None:
    text = (
        _GOOD.replace("drift: 1200.10", "drift: -1")
        .replace("sortiment: 12.5", "sortiment: 100.5")
        .replace("{TILL-11: 3, intervju: 5}", "{TILL-11: 5, intervju: 3}")
        .replace("name: Anbud B", "name: Anbud A")
        .replace("drift: 1_000", "drfit: 1_000")
        .replace("{TILL-11: 0, intervju: 0}", "{TILL-12: 0, intervju: 0}")
    )
    assert _told(folder, text) == [
        "anbud.yaml:3:21 KG010 −1 går inte att ange för Drift."
        " Skriv ett tal som inte är lägre än noll. Det som beställaren får betalt är inget negativt pris.",
        "anbud.yaml:3:36 KG010 100,5 går inte att ange för Sortiment. Skriv en rabatt från 0 till 100 procent.",
        "anbud.yaml:4:24 KG010 5 finns inte på skalan för Till-11. Skriv ett heltal från 0 till 4.",
        "anbud.yaml:4:37 KG010 3 finns inte på skalan för Intervju. Välj en av: 0, 2, 5.",
        'anbud.yaml:5:11 KG010 Två anbud heter "Anbud A". Ge varje anbud ett eget namn.',
        'anbud.yaml:7:7 KG201 Okänd nyckel "drfit". Menade du "drift"?',
        'anbud.yaml:9:15 KG201 Okänd nyckel "TILL-12". Menade du "TILL-11"?',
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        # Text numbers, spaces between thousands, a currency, a percent sign, a comma: no number is guessed.
        ("1200.10", "1 200", "3:21", "KG203"),
        ("1200.10", "1200 kr", "3:21", "KG203"),
        ("1200.10", '"1200"', "3:21", "KG203"),
        ("12.5", "12 %", "3:41", "KG203"),
        ("quality: {TILL-11: 3,", "quality: {TILL-11: ja,", "4:24", "KG203"),
        ("  - name: Anbud A\n    prices:", "  - prices:", "2:5", "KG202"),
        ("    quality: {TILL-11: 3", "    kvalitet: {TILL-11: 3", "4:5", "KG201"),
        ("prices: {drift: 1200.10, sortiment: 12.5, del1/åter: 0}", "prices: []", "3:13", "KG203"),
    ],
)
def test_what_is_no_number_or_no_key_is_told(folder: Path, old: str, new: str, place: str, code: str) -> None:
    assert old in _GOOD
    told = _told(folder, _GOOD.replace(old, new, 1))
    assert len(told) == 1 and told[0].startswith(f"anbud.yaml:{place} {code} "), told


def test_a_decimal_comma_makes_two_keys_and_is_told(folder: Path) -> None:
    told = _told(folder, _GOOD.replace("1200.10", "1200,10"))
    assert told and all(line.startswith("anbud.yaml:") for line in told)


@given(st.integers(0, len(_GOOD) - 1), st.integers(0, 12), st.text("{}[]:,-.#\"'0189 \n\tAå%", max_size=6))
def test_no_change_of_a_file_makes_the_reader_fall_over(at: int, gone: int, put: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = _file(Path(name), _GOOD[:at] + put + _GOOD[at + gone :])
        try:
            bids = read(file, _MODEL, _ROWS)
        except KravgenError as stopped:
            assert all(problem.line for problem in stopped.problems)
        else:
            assert bids and whole(evaluate(_MODEL, _ROWS, bids))


@pytest.mark.parametrize("text", ["", "bids: []\n", "bids:\n", "anbud: []\n", "- 1\n"])
def test_a_file_without_tenders_is_told(folder: Path, text: str) -> None:
    assert _told(folder, text)


def test_a_procurement_that_does_not_say_how_is_told(workspace: Path, kravgen: Kravgen) -> None:
    result = kravgen("award", "simulate", "fall.yaml")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("fall.yaml:1:10 KG011 Upphandlingen säger inte hur anbuden jämförs.")


def test_a_file_that_is_not_there_is_told(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("award", "simulate", "saknas.yaml")
    assert result.code == 2
    assert result.err.startswith("saknas.yaml")
