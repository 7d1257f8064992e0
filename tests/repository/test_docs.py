"""The generated reference is up to date."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_reference_is_up_to_date() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/generate_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, f"run make docs: {told.stdout}{told.stderr}"
