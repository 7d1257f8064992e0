"""Workbooks saved by other programs: every answer comes back and nobody is accused of what a program has done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kravgen.record import manifest
from tests.conftest import Kravgen
from tests.sheets.filling import SHEET, changed, columns
from tests.sheets.programs import PROGRAMS, Sorter
from tests.sheets.reading import answers_in


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_answer_comes_back(
    program: str, package: Path, form: Path, prices: Path, folder: Path, kravgen: Kravgen
) -> None:
    before = {file.name: answers_in(package, file) for file in (form, prices)}
    back = folder / program
    back.mkdir()
    PROGRAMS[program]([form, prices], back)
    for file in (form, prices):
        saved = back / file.name
        assert answers_in(package, saved) == before[file.name]
        told = json.loads(kravgen("verify", saved, "--package", package, "--format", "json").out)["problems"]
        # What the municipality filled in before it sent the file is told in all of them.
        assert told == []
        assert all(problem["level"] == "warning" for problem in told)
    untouched = folder / "tom"
    untouched.mkdir()
    PROGRAMS[program]([package / "svarsbilaga-excel.xlsx"], untouched)
    told = json.loads(
        kravgen("verify", untouched / "svarsbilaga-excel.xlsx", "--package", package, "--format", "json").out
    )["problems"]
    assert [problem["code"] for problem in told] == ["KG925"], told


def test_open_cells_that_libreoffice_sorts_are_told(
    package: Path, form: Path, folder: Path, kravgen: Kravgen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def mixed(book: Any) -> None:
        sheet = book[SHEET]
        for row, words in enumerate(("d", "a", "c", "b", "f", "e"), 5):
            sheet.cell(row, columns(sheet)["Kommentar eller hänvisning till bevis"]).value = words

    before = changed(form, folder / "anbud.xlsx", mixed)
    sorter = Sorter(tmp_path_factory.mktemp("sortering"))
    areas = ("D5:D10", "D5:F10", "D5:E10", "E5:F10", "F5:F10")
    asked = next(d.wording for d in manifest.read(package).documents if d.id == "svarsbilaga-excel")
    assert asked
    sent = answers_in(package, before)
    for cells, sorted_by in sorter.sort(before, areas, folder).items():
        result = kravgen("verify", sorted_by, "--package", package)
        assert result.code == 1, cells
        assert "KG930 Del A Ska-krav: svar har sorterats eller flyttats utan sina krav: vid K" in result.err
        # An answer that may belong to another requirement is not counted.
        read = answers_in(package, sorted_by)
        assert all(sent[name] == value for name, value in read.items()), cells
        assert len(read) < len(sent), cells
