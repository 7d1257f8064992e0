"""Programs from outside that some tests need: missing, they fail CI and are skipped elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

_INSTALLED = Path(__file__).parents[1] / ".validators"
"""Where ``scripts/validation/install.sh`` puts what is not a program of the system."""


def need(program: str) -> str:
    """The path of the program."""
    found = shutil.which(program)
    return found if found is not None else _missing(program)


def need_installed(path: str) -> Path:
    """A file or a folder among the installed validators."""
    found = _INSTALLED / path
    return found if found.exists() else _missing(path)


def _missing(program: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{program} is missing, and CI must not skip what needs it")
    pytest.skip(f"{program} is not installed")
