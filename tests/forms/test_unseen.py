"""Nothing that a returned form says to its reader goes unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.forms.forged_detours import detours
from tests.forms.forged_inserts import inserts
from tests.forms.forged_looks import looks
from tests.forms.forged_places import places
from tests.forms.forged_room import QUIET, rooms
from tests.forms.forged_words import worded
from tests.forms.forging import ITEM, Forgery, Form

FORGERIES = tuple(chain(looks(), inserts(), places(), worded(), detours(), rooms()))

MOST_LINES = 6
"""One deed is told in few lines, however many words it bears on: an officer reads them all."""


def test_there_are_many() -> None:
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES) >= 200


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forgery_is_told_with_its_place(
    forgery: Forgery, small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    forgery.do(form)
    form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package)
    lines = [line for line in result.err.splitlines() if any(code in line for code in forgery.codes)]
    assert lines, result.err
    if forgery.placed:
        assert any(ITEM in line for line in lines), lines
    assert result.code == 1
    assert len(result.err.splitlines()) <= MOST_LINES + 1


@pytest.mark.parametrize("change", QUIET.values(), ids=QUIET)
def test_what_only_looks_otherwise_is_a_quiet_line(
    change: Callable[[Form], object], small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    change(form)
    form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package)
    assert (result.code, result.err) == (0, "")
    assert len(re.findall(r"^  svarsbilaga\.docx: ", result.out, re.MULTILINE)) == 1
