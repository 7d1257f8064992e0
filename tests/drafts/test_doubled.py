"""Demands of a draft that say the same in other words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kravgen.drafts.doubled import doubled
from kravgen.drafts.piece import DraftText, Piece
from tests.conftest import ROOT, Kravgen
from tests.drafts.score import every_demand

_FIRST = "Leverantören ska åtgärda kritiska fel inom 4 timmar från felanmälan."


def _doubled(*texts: str) -> list[int]:
    pieces = tuple(Piece(text, "text", ("Krav",), f"stycke {at}") for at, text in enumerate(texts, 1))
    return [remark.piece for remark in doubled(DraftText("krav.md", pieces), ())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_FIRST, "Säljaren ska avhjälpa allvarliga störningar senast 4 timmar efter anmälan."),
        (
            "Leverantören ska utan kostnad utbilda 20 användare före driftstart.",
            "Före driftstart ska Leverantören hålla utbildning för 20 medarbetare utan avgift.",
        ),
        ("Systemet ska spara loggar i minst 2 år.", "Lösningen ska bevara alla loggar i lägst två år."),
        ("Systemet ska spara loggar i 24 timmar.", "Lösningen ska bevara alla loggar i ett dygn."),
    ],
)
def test_the_same_figure_and_object_are_told_once(first: str, second: str) -> None:
    assert _doubled(first, second) == [1]


@pytest.mark.parametrize(
    "other",
    [
        "Säljaren ska avhjälpa allvarliga störningar senast 8 timmar efter anmälan.",
        "Leverantören ska inte avhjälpa allvarliga störningar inom 4 timmar från anmälan.",
        "Leverantören ska bekräfta beställningar inom 4 timmar från beställningen.",
        "Leverantören ska åtgärda kritiska fel i modul 3 inom 4 timmar från felanmälan.",
    ],
)
def test_another_figure_or_object_is_another_demand(other: str) -> None:
    assert _doubled(_FIRST, other) == []


def test_no_two_demands_of_the_library_are_told() -> None:
    demands = every_demand(ROOT)
    assert len(demands) > 500
    assert [demands[at] for at in _doubled(*demands)] == []


def test_both_places_are_told_and_what_is_nearly_equal_is_told_once(folder: Path, kravgen: Kravgen) -> None:
    other = "Säljaren ska avhjälpa allvarliga störningar senast 4 timmar efter anmälan."
    (folder / "krav.md").write_text(
        f"# Drift\n\n{_FIRST}\n\n# Support\n\n{other}\n\n{other}\n", encoding="utf-8"
    )
    rows = json.loads(kravgen("lint", "krav.md", "--format", "json", "--as-of", "2026-11-23").out)
    told = [(row["code"], row["line"], row["message"]) for row in rows if row["code"] in ("KL601", "KL627")]
    assert told == [
        ("KL627", 7, f"Säger troligen samma sak som Drift, stycke 1 med andra ord: ”{_FIRST}”"),
        ("KL601", 9, "Texten är till 100 procent densamma som Support, stycke 1."),
    ]
