"""What the operating system refuses, in the user's words, and the one way to read a file that somebody names.

A file is looked at before it is read: its size, and that it is an ordinary file. A pipe or a device could keep the
program waiting, or give bytes without end.
"""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from kravgen.i18n import _

MEBI = 1024 * 1024


class TooLarge(OSError):  # noqa: N818 - it says what the file is
    """A file that has more bytes than may be read."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(errno.EFBIG, "too large", str(path))
        self.most = most


class NotOrdinary(OSError):  # noqa: N818 - it says what the file is not
    """A pipe, a device or a socket under a file's name."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENODEV, "not an ordinary file", str(path))


def read(path: Path, most: int) -> bytes:
    """The content of a file, which may have at most ``most`` bytes.

    Raises:
        OSError: it cannot be read; :class:`TooLarge` or :class:`NotOrdinary` when it is not to be read.
    """
    look(path, most)
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    # It may have grown, and some files of the system do not tell their size.
    if len(content) > most:
        raise TooLarge(path, most)
    return content


def look(path: Path, most: int | None = None) -> None:
    """Look at a file before it is read; without ``most`` at its kind only.

    Raises:
        OSError: as for :func:`read`.
    """
    try:
        found = path.stat()
    except ValueError as error:
        # A name with a zero in it is no name to the system.
        raise FileNotFoundError(errno.ENOENT, "no such name", str(path)) from error
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotOrdinary(path)
    if most is not None and found.st_size > most:
        raise TooLarge(path, most)


def real(path: Path) -> Path:
    """The path without links and dots.

    Raises:
        OSError: the links lead back to themselves, which some versions of Python tell in another way.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, "links in a circle", str(path)) from error


def is_folder(path: Path) -> bool:
    """Whether a folder has the name; what the system cannot even look up is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether an ordinary file has the name; what the system cannot even look up is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def reason(error: OSError) -> str:
    """Why the system refuses, as the end of a sentence. The system's own words are in English."""
    if isinstance(error, TooLarge):
        return _("it is larger than {limit} MB").format(limit=error.most // MEBI)
    if isinstance(error, NotOrdinary):
        return _("it is a pipe or a device and not an ordinary file")
    told = {
        errno.ENOENT: _("it does not exist"),
        errno.EACCES: _("you may not read or write there"),
        errno.EPERM: _("you may not read or write there"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a file stands where a folder is needed"),
        errno.EEXIST: _("it exists already"),
        errno.ENOTEMPTY: _("the folder is not empty"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EINVAL: _("the system does not take the name"),
        errno.ELOOP: _("it is a link that leads back to itself"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("there is no more room for you on the disk"),
        errno.EROFS: _("the disk can only be read"),
        errno.EFBIG: _("it is too large"),
        errno.EIO: _("the disk does not answer as it should"),
        errno.EBUSY: _("another program is using it"),
        errno.ETXTBSY: _("another program is using it"),
        errno.EMFILE: _("too many files are open"),
        errno.ENFILE: _("too many files are open"),
        errno.EPIPE: _("the program that was to take it has ended"),
        errno.ESTALE: _("it has been taken away while it was read"),
    }
    return told.get(error.errno or 0, _("the system says error {number}").format(number=error.errno or "?"))
