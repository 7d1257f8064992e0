"""What is told as SARIF, judged by the public schema of that format."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.drafts.building import draft, saved
from tests.external import need_installed

DAY = ("--as-of", "2026-11-23")
_SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


def _faults(told: str, folder: Path) -> str:
    """What the schema has to say of it; empty when nothing."""
    file = folder / "told.sarif"
    file.write_text(told, encoding="utf-8")
    # A pattern of the schema is one that only the older form of JavaScript's patterns lets pass.
    command = [need_installed("venv/bin/check-jsonschema"), "--regex-variant", "nonunicode"]
    done = subprocess.run(
        [*command, "--schemafile", need_installed(_SCHEMA), file], capture_output=True, text=True
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("named", ["relative", "absolute"])
def test_findings_in_every_format_are_sarif(
    folder: Path, kravgen: Kravgen, tmp_path: Path, named: str
) -> None:
    saved(draft("# Krav", "Tjänsten ska vara användarvänlig."), folder / "mitt utkast, 50 % å.docx")
    (folder / "krav.md").write_text("# Krav\n\nTjänsten skall vara användarvänlig .\n", encoding="utf-8")
    (folder / "tom.txt").write_bytes(b"")
    (folder / "avtal.pdf").write_bytes(b"%PDF")
    path = "." if named == "relative" else str(folder.resolve())
    told = kravgen("lint", path, str(folder / "finns inte.docx"), "--format", "sarif", *DAY).out
    assert "KL112" in told and "KL122" in told and "KL621" in told and '"startLine": 3' in told
    assert _faults(told, tmp_path) == ""


def test_nothing_found_is_sarif(folder: Path, kravgen: Kravgen, tmp_path: Path) -> None:
    (folder / "krav.md").write_text("# Krav\n\nTjänsten ska visa text på svenska.\n", encoding="utf-8")
    told = kravgen("lint", "krav.md", "--format", "sarif", *DAY).out
    assert '"results": []' in told
    assert _faults(told, tmp_path) == ""


def test_the_schema_refuses_what_is_no_sarif(folder: Path, kravgen: Kravgen, tmp_path: Path) -> None:
    (folder / "krav.md").write_text("Tjänsten ska vara användarvänlig.\n", encoding="utf-8")
    told = kravgen("lint", "krav.md", "--format", "sarif", *DAY).out
    assert "startColumn" in _faults(told.replace('"startColumn": ', '"startColumn": -'), tmp_path)
