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


def files(folder: Path) -> dict[str, bytes]:
    """Every file in the folder and in those within it, by its name there."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def file_of(folder: Path, name: str) -> Path:
    """The file of that name in the package, also where it lies apart."""
    return next(folder.rglob(name))


def taken(folder: Path) -> dict[str, dict[str, Any]]:
    """The items that are in the package, by id."""
    return {item["id"]: item for item in manifest(folder)["items"] if item["decision"] != "dropped"}


def words(file: Path) -> str:
    """Every word of a Word file: its paragraphs, then the cells of its tables."""
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
