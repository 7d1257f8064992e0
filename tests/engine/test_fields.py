"""A table to fill in: what stands in it beforehand, and what somebody fills in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Kravgen

TEMPLATE = """\
---
document: plan
title: Plan
instruction: Fyll i.
audience: public
order: 45
contents: false
without_items: true
---
# Resurser

{{{{ fields({columns}, ["Projektledare", ""], "Resurser") }}}}
"""
PROFILE = """\
profile: planerad
title: Planerad
describes: För prov.
extends: [lokal]
documents: [plan]
"""


@pytest.fixture
def case(workspace: Path) -> Path:
    """A procurement whose profile has a plan to fill in."""
    (workspace / "templates" / "documents").mkdir(parents=True)
    (workspace / "profiles" / "planerad.yaml").write_text(PROFILE, encoding="utf-8")
    file = workspace / "fall.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("profile: lokal", "profile: planerad"), "utf-8")
    return file


def with_columns(case: Path, columns: str) -> None:
    """Let the plan have a table with the columns."""
    folder = case.parent / "templates" / "documents"
    (folder / "plan.md.jinja").write_text(TEMPLATE.format(columns=columns), encoding="utf-8")


def test_what_has_no_name_is_a_field(case: Path, kravgen: Kravgen) -> None:
    with_columns(case, '["Roll", "Timmar", "Chef"]')
    result = kravgen("generate", case)
    assert result.code == 0, result.err
    file = case.parent / "output" / "fall" / "plan.docx"
    root = etree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    table = next(root.iter("{*}tbl"))
    told = [
        [
            "field" if cell.find(".//{*}sdt") is not None else "".join(cell.itertext())
            for cell in row.iter("{*}tc")
        ]
        for row in table.iter("{*}tr")
    ]
    assert told == [
        ["Roll", "Timmar", "Chef"],
        ["Projektledare", "field", "field"],
        ["field", "field", "field"],
    ]
    assert kravgen("check", file).code == 0


def test_a_page_has_room_for_eight_columns(case: Path, kravgen: Kravgen) -> None:
    with_columns(case, str([f"Kolumn {count}" for count in range(9)]))
    result = kravgen("generate", case)
    assert result.code == 1
    assert "En tabell att fylla i rymmer åtta kolumner." in result.err
