"""The one place where what the system refuses, or a stranger's file brings about, becomes a problem.

Files are read with limits, so what is met here is rare: a full disk, a current folder that is gone, no memory left.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shortened, shown_path

FAULTS = (OSError, MemoryError, RecursionError, UnicodeError)
"""What a file or the system can bring about, whatever the program does."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@contextmanager
def told(name: str) -> Iterator[None]:
    """What goes wrong inside is told about the file ``name``.

    Raises:
        KravgenError: in place of what the system refused, or what could not be held in the memory.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except FAULTS as error:
        raise KravgenError(problem(error, name), unreadable=True) from error


def problem(error: Exception, name: str) -> Problem:
    """The problem that a refusal of the system is, about the file that the system names or else ``name``."""
    place = Place(shortened(name))
    if isinstance(error, OSError):
        if is_lost():
            return Place(".").problem(
                "KG101", _("The current folder does not exist any more."), _("Go to another folder with cd.")
            )
        if error.filename:
            place = Place(shortened(shown_path(Path(os.fsdecode(error.filename)))))
        if error.errno in _NO_ROOM:
            message = _("The file cannot be written: {reason}.").format(reason=system.reason(error))
            return place.problem("KG601", message, _("Make room and run the command again."))
        from kravgen.textfile import unreadable

        return unreadable(place.file, error).problems[0]
    if isinstance(error, UnicodeError):
        return place.problem(
            "KG106", _("The file, or its name, holds half a character."), _("Write it anew as UTF-8.")
        )
    return place.problem(
        "KG102",
        _("The file is too large or too deeply nested to be gone through."),
        _("Make it smaller, or split it into several files."),
    )


def is_lost() -> bool:
    """Whether the current folder has been taken away."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib asks the same
    except OSError:
        return True
    return False
