"""The package that forms are sent in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import SMALL


@pytest.fixture(scope="session")
def small_package(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small library's procurement, made once; tests copy what they change."""
    folder = tmp_path_factory.mktemp("paket")
    source = shutil.copy(SMALL / "e-arkiv.yaml", folder)
    assert run(["generate", source, "-o", str(folder / "e-arkiv")], shipped=small) == 0
    return folder / "e-arkiv"
