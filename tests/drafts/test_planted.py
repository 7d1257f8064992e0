"""Each fault of ten drafts in Word is found at its place, and nothing where none was put."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.drafts.building import draft, saved
from tests.drafts.planted import DRAFTS


@pytest.mark.parametrize("name", DRAFTS)
def test_planted_faults_are_found_where_they_are(folder: Path, kravgen: Kravgen, name: str) -> None:
    planted = DRAFTS[name]
    saved(draft(*(block for block, _where, _rules in planted)), folder / f"{name}.docx")
    rows = json.loads(kravgen("lint", f"{name}.docx", "--format", "json", "--as-of", "2026-11-23").out)
    # Likeness to the library's items is told beside.
    found = sorted({(row["where"], row["code"]) for row in rows if row["code"] != "KL626"})
    assert found == sorted((where, rule) for _block, where, rules in planted for rule in rules)
