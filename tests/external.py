"""Programs from outside that some tests need: missing, they fail CI and are skipped elsewhere."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str) -> str:
    """The path of the program."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing, and CI must not skip what needs it")
        pytest.skip(f"{program} is not installed")
    return found
