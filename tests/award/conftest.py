"""Packages that tenders are sent for, made once. Nobody writes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.award.tendering import GIVEN, LOTS, made, points, tender


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a purchase that is not divided."""
    return made(tmp_path_factory.mktemp("hel"))


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a purchase in two lots."""
    return made(tmp_path_factory.mktemp("delad"), lots=LOTS)


@pytest.fixture
def two(whole: Path, folder: Path) -> Path:
    """Two tenders: the cheaper one meets less, and is demonstrated worse."""
    tender(whole, folder / "anbud" / "Alfa AB", GIVEN, "Nej")
    tender(whole, folder / "anbud" / "Beta AB", {**GIVEN, "licens": 13000}, "Ja")
    points(folder / "betyg.yaml", {"Alfa AB": 1, "Beta AB": 3})
    return folder / "anbud"
