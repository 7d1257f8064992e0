"""Files that a person writes in and that kravgen writes in too: each is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.procurement.editor import MARK
from kravgen.record.store import not_written, write_new
from kravgen.system import real


def replace(path: Path, before: bytes, content: bytes) -> None:
    """Put the content in the place of ``before``. Who may read the file stays as it was.

    Raises:
        KravgenError: the file holds something else than ``before`` by now, or cannot be written; it is as it was.
    """
    path = real(path)
    place = Place(shown_path(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, part)
        if path.read_bytes() != before:
            raise KravgenError(
                place.problem(
                    "KG602",
                    _("The file was changed by somebody else in the meantime, and was left as it is."),
                    _("Save and close it in other programs, and run the command again."),
                )
            )
        part.replace(path)
    except OSError as error:
        raise not_written(place, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def write_schema(path: Path, content: bytes) -> None:
    """Write the schema for editors, or a new one in the place of an old.

    Raises:
        KravgenError: something else lies there, or it cannot be written.
    """
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        write_new(path, content)
        return
    except OSError as error:
        raise not_written(Place(shown_path(path)), error) from error
    if f'"$comment": "{MARK}"'.encode() not in before:
        raise KravgenError(
            Place(shown_path(path)).problem(
                "KG602",
                _("The file is not made by kravgen and was left as it is."),
                _("Give it another name and run the command again."),
            ),
            unreadable=True,
        )
    if before != content:
        replace(path, before, content)
