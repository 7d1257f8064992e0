"""Nothing that a returned form says to its reader goes unseen."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.forms.forged_inserts import inserts
from tests.forms.forged_looks import looks
from tests.forms.forged_places import places
from tests.forms.forged_words import worded
from tests.forms.forging import ITEM, Forgery, Form

FORGERIES = tuple(chain(looks(), inserts(), places(), worded()))


def test_there_are_many() -> None:
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES) >= 80


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
