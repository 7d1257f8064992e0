"""Whatever happens to a file, the answer is a problem with a place and a hint, the same in both commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.returned import DamagedFiles
from tests.fuzz.trial import Trials

COUNT = 60
"""A few in each run of the tests; ``make fuzz`` runs thousands."""


FEW = 40
"""So many damaged files, each through as many as three commands."""


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("mutationer"))


def test_a_changed_file_is_read_or_told(trials: Trials) -> None:
    faults = [str(fault) for seed in range(COUNT) for fault in trials.run(seed)]
    assert faults == []
    assert len(trials.codes) > 10
    assert trials.codes["none"] < COUNT / 2


def test_the_workspace_is_sound_before_it_is_changed(trials: Trials, tmp_path: Path) -> None:
    assert list(trials._wrong("")) == []
    assert trials.codes["none"] > 0


def test_a_damaged_file_is_read_or_told(tmp_path: Path) -> None:
    files = DamagedFiles(tmp_path)
    assert [str(fault) for seed in range(FEW) for fault in files.run(seed)] == []
    # Some are read, some are read with something to tell, and some are refused.
    assert {"verify 0", "verify 1", "verify 2", "check 2", "template 0"} <= files.codes.keys()
