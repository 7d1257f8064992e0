"""Nothing that a returned form says to its reader goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.forms.forgeries import Forgery, Form, forgeries

FORGERIES = tuple(forgeries())


def test_there_are_enough() -> None:
    assert len(FORGERIES) >= 80
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forgery_is_told_with_its_place(
    forgery: Forgery, small_package: Path, folder: Path, kravgen: Kravgen
) -> None:
    form = Form(small_package / "svarsbilaga.docx")
    forgery.do(form)
    form.save(folder / "svarsbilaga.docx")
    result = kravgen("verify", "svarsbilaga.docx", "--package", small_package)
    assert result.code in (1, 2), result.out
    lines = [line for line in result.err.splitlines() if any(code in line for code in forgery.codes)]
    assert lines, result.err
