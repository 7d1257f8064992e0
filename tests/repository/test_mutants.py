"""The list of hand-made faults fits the code. ``make mutants`` puts each of them in and sees that a test finds it."""

from __future__ import annotations

import mutants
from mutants import MUTANTS, Mutant
from tests.conftest import ROOT


def test_every_fault_stands_where_the_list_says() -> None:
    assert len(MUTANTS) >= 12
    assert list(mutants.misplaced()) == []
    assert all(mutant.new != mutant.old and (ROOT / mutant.tests).is_file() for mutant in MUTANTS)


def test_a_fault_whose_code_has_moved_is_told() -> None:
    moved = Mutant("law/dated.py", "day before yesterday", "day", "nothing", "tests/engine/test_days.py")
    assert list(mutants.misplaced([moved])) == ["law/dated.py: 'day before yesterday' stands 0 times"]
