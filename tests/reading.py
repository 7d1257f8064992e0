"""What a package that has been written says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the package in the folder."""
    loaded: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def taken(folder: Path) -> dict[str, dict[str, Any]]:
    """The items that are in the package, by id."""
    return {item["id"]: item for item in manifest(folder)["items"] if item["decision"] != "dropped"}


def words(file: Path) -> str:
    """Every word of a Word file: its paragraphs, then the cells of its tables."""
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
