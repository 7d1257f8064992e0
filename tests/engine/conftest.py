"""The engine is tested on a small library: what somebody writes in the shipped one makes no test here red."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SMALL


@pytest.fixture
def shipped(small: Path) -> Path:
    """The small library lies under every workspace."""
    return small


@pytest.fixture
def example(folder: Path) -> Path:
    """The small library's procurement, alone in the folder and without a lock."""
    return Path(shutil.copy(SMALL / "e-arkiv.yaml", folder / "e-arkiv.yaml"))
