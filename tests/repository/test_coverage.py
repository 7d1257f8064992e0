"""Every need and every place in law that the library must answer is answered, or left out with a reason."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_no_need_is_forgotten() -> None:
    code = (
        "import needs; from pathlib import Path; from kravgen import content, world;"
        "from kravgen.problems import Collector;"
        "print('\\n'.join(needs.faults(content.read(world.find(Path(), '2026-11-23'), Collector()).library)), end='')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": "scripts"}
    )
    assert told.stdout + told.stderr == ""
