"""Programs from outside that some tests need: missing, they fail CI and are skipped elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

VALIDATORS = Path(__file__).parents[1] / ".validators" / "venv"
"""Where ``scripts/validation/install.sh`` puts what is written for Python."""


def need(program: str) -> str:
    """The path of the program."""
    found = shutil.which(program)
    if found is None:
        _is_missing(program)
    return found


def need_package(package: str) -> Path:
    """The Python that has a package which the program itself does not use."""
    if not list(VALIDATORS.glob(f"lib/python*/site-packages/{package}")):
        _is_missing(package)
    return VALIDATORS / "bin" / "python"


def _is_missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must not skip what needs it")
    pytest.skip(f"{what} is not installed")
