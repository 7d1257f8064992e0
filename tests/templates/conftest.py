"""A workspace with one document of its own on the small library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CASE, PROFILE

FRONT = "---\ndocument: prov\ntitle: Prov\ninstruction: Läs.\naudience: public\norder: 1\n---\n"
FIRST = FRONT.count("\n") + 1
"""The line of the file that a template's text begins on."""

Write = Callable[[str], Path]


@pytest.fixture
def shipped(small: Path) -> Path:
    """The small library lies under every workspace."""
    return small


@pytest.fixture
def write(workspace: Path) -> Write:
    """Writes the text of the document, which the procurement ``fall.yaml`` has besides the small library's own."""
    (workspace / "templates" / "documents").mkdir(parents=True)
    (workspace / "profiles" / "lokal.yaml").write_text(f"{PROFILE}documents: [prov]\n", encoding="utf-8")
    (workspace / "fall.yaml").write_text(CASE.replace("direktupphandling-light", "lokal"), encoding="utf-8")

    def call(text: str) -> Path:
        file = workspace / "templates" / "documents" / "prov.md.jinja"
        file.write_text(FRONT + text, encoding="utf-8")
        return file

    return call
