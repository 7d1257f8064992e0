"""Whatever is done to a workbook before it comes back, the officer is told of it with sheet, cell and requirement."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.sheets import changes_of_structure as structure
from tests.sheets.filling import Parts, changed, edited, in_sheet
from tests.sheets.forged_sights import SIGHTS
from tests.sheets.forgeries import FORGERIES, Forgery


@pytest.mark.parametrize("forgery", (*FORGERIES, *SIGHTS), ids=lambda forgery: forgery.name)
def test_a_forgery_is_told(
    forgery: Forgery, package: Path, form: Path, prices: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = folder / "anbud.xlsx"
    source = prices if forgery.kind == "prices" else form
    if forgery.book:
        changed(source, file, forgery.book)
    else:
        assert forgery.parts
        edited(source, file, forgery.parts)
    result = kravgen("verify", file, "--package", package, "--format", "json")
    assert result.code == 1
    told = [(p["code"], p["message"]) for p in json.loads(result.out)["problems"]]
    assert any(code == forgery.code and forgery.words in message for code, message in told), told
    # One change is told a few times at most, and never as one about each row.
    assert len({message for code, message in told}) <= 4, told


@pytest.mark.parametrize(
    "change",
    [
        *map(
            in_sheet, (structure.cell_twice, structure.row_twice, structure.table_twice, structure.two_values)
        ),
        structure.two_styles,
    ],
)
def test_a_cell_that_programs_show_differently_is_not_read(
    change: Callable[[Parts], None], package: Path, form: Path, folder: Path, kravgen: Kravgen
) -> None:
    file = edited(form, folder / "anbud.xlsx", change)
    result = kravgen("verify", file, "--package", package)
    assert result.code == 2
    assert "KG920" in result.err
