"""The shipped library, profiles, templates and examples have no problems."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT, Kravgen


def test_no_problems(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("validate", ROOT / "examples")
    assert result.err == ""
    assert result.code == 0
