"""A folder of files for others to read: new, whole or not at all, and never changed afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record.target import told


def check(folder: Path) -> None:
    """Refuse a folder that holds something already.

    Raises:
        KravgenError: it does, or it cannot be looked at.
    """
    with told(folder):
        taken = os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir()))
    if taken:
        raise KravgenError(
            Place(shown_path(folder)).problem(
                "KG611",
                _("There is something here already, and what others may have read stays as it is."),
                _("Give the name of a new folder."),
            ),
            unreadable=True,
        )


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files, named by their path in it, in the folder, which must be empty or not there: all of them, or none.

    Raises:
        KravgenError: they cannot be written.
    """
    check(folder)
    with told(folder):
        place = system.real(folder)
        made = place.with_name(f".{place.name}.kravgen")
        # What a killed run had begun. Nobody has been told of it.
        if made.is_dir() and not made.is_symlink():
            shutil.rmtree(made)
        made.mkdir(parents=True)
        try:
            for name, content in files.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(content)
            with suppress(FileNotFoundError):
                place.rmdir()
            made.rename(place)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
