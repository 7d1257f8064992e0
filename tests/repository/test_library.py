"""The shipped library, profiles, templates and examples have no problems and break no rule."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT, Kravgen


def test_no_problems(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("validate", ROOT / "examples")
    assert result.code == 0
    # What is left to decide before they can be sent is no fault of an example.
    *problems, _count = result.err.splitlines() or [""]
    decided_later = ("KG509 (varning)", "KG557 (varning)")
    assert [problem for problem in problems if not any(code in problem for code in decided_later)] == []


def test_no_rule_is_broken(folder: Path, kravgen: Kravgen) -> None:
    folders = [ROOT / name for name in ("requirements_library", "profiles", "examples")]
    result = kravgen("lint", *folders, "--as-of", "2026-11-23")
    assert result.err == ""
    assert result.code == 0
    assert result.out.startswith("Inget att anmärka på. ")
