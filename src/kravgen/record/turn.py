"""Whose turn it is to write: one kravgen at a time in a folder, between processes and, where it can, computers."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path

PATIENCE = 30.0
"""How long (seconds) a run waits for its turn before it says that another is at work."""


@contextmanager
def turn(folder: Path, hidden: str) -> Iterator[None]:
    """Be the only one to write what ``hidden`` (a name) stands for in the folder, which must be there.

    The lock file lies hidden in the folder, where everybody who may write sees it, and is taken away by the one who
    holds it. A killed run leaves it behind, empty and free to take; the next run takes it away.

    Raises:
        KravgenError: another run is still at work when the patience is at an end.
        OSError: the folder cannot hold a lock file, for other reasons than those in ``_WITHOUT``.
    """
    from filelock import FileLock, Timeout

    path = folder / f"{hidden}.lock"
    # Colleagues in the same folder must be able to take over what a killed run has left.
    lock = FileLock(path, timeout=PATIENCE, mode=0o666, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise _busy(path) from error
    except OSError as error:
        if error.errno not in _WITHOUT:
            raise
        if error.errno == errno.EACCES and path.exists():
            raise _busy(path) from error
        if error.errno in _UNKNOWN:
            path.unlink(missing_ok=True)
        yield
        return
    try:
        yield
    finally:
        # Whoever waits on a file that has been taken away sees that, and makes a new one. Windows lets nobody take
        # an open file away; there the library does it after the release.
        with suppress(OSError):
            if os.name == "posix":
                path.unlink()
        with suppress(OSError):
            lock.release()


# On a disk that knows no locks, the looks before and after each move still keep the user's files.
_UNKNOWN = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP})
# Where nobody may write, nothing will be written and no turn is needed.
_WITHOUT = _UNKNOWN | {errno.EACCES, errno.EPERM, errno.EROFS}


def _busy(path: Path) -> KravgenError:
    return KravgenError(
        Place(shown_path(path.parent)).problem(
            "KG612",
            _("Another run of kravgen is at work here."),
            _("Wait until it is ready, and run the command again."),
        ),
        unreadable=True,
    )
