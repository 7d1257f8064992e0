"""Programs from outside that some tests need: missing, they fail CI and are skipped elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

INSTALLED = Path(__file__).parents[1] / ".validators"
"""Where ``scripts/validation/install.sh`` puts what is not a program of the system."""


def need(program: str) -> str:
    """The path of the program."""
    found = shutil.which(program)
    return found if found is not None else _missing(program)


def need_installed(path: str) -> Path:
    """A file or a folder among the installed validators."""
    found = INSTALLED / path
    return found if found.exists() else _missing(path)


def need_package(package: str) -> Path:
    """The Python that has a package which the program itself does not use."""
    if not list((INSTALLED / "venv").glob(f"lib/python*/site-packages/{package}")):
        _missing(package)
    return INSTALLED / "venv" / "bin" / "python"


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must not skip what needs it")
    pytest.skip(f"{what} is not installed")
