"""The shipped library as a site, made once for the tests of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kravgen.cli import run


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("site") / "handbok"
    assert run(["site", "-o", str(folder), "--as-of", "2026-11-23"]) == 0
    return folder
