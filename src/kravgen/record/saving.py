"""A file of the user's written anew by kravgen: whole or not at all, and only as it was when it was read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kravgen import system, yamlfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path


def save(path: Path, before: bytes, content: bytes) -> None:
    """Put new content in a file that held ``before`` when it was read.

    Raises:
        KravgenError: somebody has changed it meanwhile, or it cannot be written. Then it is as it was.
    """
    place = Place(shown_path(path))
    try:
        path = system.real(path)
        if system.read(path, yamlfile.MAX_BYTES) != before:
            raise KravgenError(
                place.problem(
                    "KG612",
                    _("Somebody has changed the file while it was being filled in."),
                    _("Nothing was written. Run the command again."),
                )
            )
        _replace(path, content)
    except OSError as error:
        raise KravgenError(
            place.problem(
                "KG601",
                _("The file cannot be written: {reason}.").format(reason=system.reason(error)),
                _("Close programs that have it open, and check its permissions."),
            ),
            unreadable=True,
        ) from error


def _replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a file, whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
