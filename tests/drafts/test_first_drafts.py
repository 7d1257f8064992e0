"""The first drafts that people write: what is told of them can be acted on by somebody who knows no library."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Kravgen

_DAY = ("--as-of", "2026-11-23")
_FIRST = """\
# Krav

Systemet måste vara snabbt.

All data ska lagras i Sverige.

Drift sker i Microsofts molntjänst Azure West Europe.

Tillgänglighet 130%.

Supporten ska svara asap vid akuta fel.

Backup ska tas av Leverantören varje dygn.

Utbildning ska ingå.
"""


def _rows(kravgen: Kravgen, file: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(kravgen("lint", file, "--format", "json", *_DAY).out)
    return rows


def test_a_first_draft(folder: Path, kravgen: Kravgen) -> None:
    (folder / "krav.md").write_text(_FIRST, encoding="utf-8")
    rows = _rows(kravgen, "krav.md")
    assert {row["line"]: row["code"] for row in rows if row["code"] not in ("KL103", "KL108")} == {
        3: "KL112",
        5: "KL105",
        7: "KL605",
        9: "KL303",
        11: "KL112",
        13: "KL116",
        15: "KL105",
    }
    told = " ".join(row["message"] + row["hint"] + row["proposal"] for row in rows)
    assert not any(word in told for word in ("text:", "{{", "subjects", "villkor som aldrig"))
    assert "Säkerhetskopia ska tas av Leverantören varje dygn." in told


@pytest.mark.parametrize(
    "text",
    ["All data ska lagras i Sverige eller inom EU.", "Personal som behandlar data ska kunna resa i Sverige."],
)
def test_what_binds_data_to_no_country(folder: Path, kravgen: Kravgen, text: str) -> None:
    (folder / "krav.md").write_text(_FIRST.replace("All data ska lagras i Sverige.", text), encoding="utf-8")
    assert "KL605" not in {row["code"] for row in _rows(kravgen, "krav.md")}


def test_a_row_of_a_wide_sheet_is_one_demand(folder: Path, kravgen: Kravgen) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nr", "Kravtext", "Ska/Bör", *(f"Kolumn {number}" for number in range(37))])
    for number in range(29):
        beside = ["Något om raden, i ord"] * 37
        book.active.append([f"K{number}", f"Systemet ska visa tabell {number} på svenska.", "S", *beside])
    book.active.append(
        ["K30", "Visa alla tider på en och samma sida, också när de är många", "S", "Kommentar"]
    )
    book.save(folder / "krav.xlsx")
    told = [(row["where"], row["code"]) for row in _rows(kravgen, "krav.xlsx") if row["code"] != "KL601"]
    # Thirty rows are not too many under one heading, whatever stands beside; one more is.
    assert told == []
    book.active.append(["K31", "Systemet ska visa text på finska, också när den är ändrad.", "S", "Något"])
    book.save(folder / "krav.xlsx")
    assert "KL514" in {row["code"] for row in _rows(kravgen, "krav.xlsx")}
