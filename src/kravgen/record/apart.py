"""Where in a package's folder a file lies: what is not for everybody lies apart, in a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

FOLDERS: Mapping[str, str] = {"internal": "internt", "confidential": "provas-fore-utlamnande"}
"""The folders by whom their files are for. What is for everybody lies in the package's folder itself."""


def placed(name: str, audience: str) -> str:
    """The name in the package of a file for an audience: ``internt/checklista.docx``."""
    folder = FOLDERS.get(audience)
    return f"{folder}/{name}" if folder else name


def folder_of(name: str) -> str:
    """The folder in the package that the name leads to; empty for a file in the package's folder itself."""
    return name.rpartition("/")[0]


def is_own(name: str) -> bool:
    """Whether a package can hold a file of that name: it leads out of the package's folder nowhere."""
    folder, _, file = name.rpartition("/")
    if folder and folder not in FOLDERS.values():
        return False
    return PurePath(file).name == file and file not in ("", "..") and "\0" not in file
