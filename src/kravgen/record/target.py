"""Where a package may be written, and what the system's refusals mean to the one who writes."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import manifest


def check(folder: Path, procurement: Path, workspace: Path | None) -> None:
    """Refuse a folder that cannot be a package's own.

    A folder with other files in it is no hindrance: nothing in it is touched.

    Raises:
        KravgenError: the folder is the top of the disk, somebody's home, or holds the procurement or the workspace.
    """
    with told(folder):
        place = system.real(folder)
        reason = _refused(place, procurement, workspace)
    if reason:
        raise KravgenError(
            Place(shown_path(folder)).problem(
                "KG611",
                _("The package cannot be written to this folder: {reason}.").format(reason=reason),
                _("Give a folder of its own with -o, for example -o output/{name}.").format(
                    name=procurement.stem
                ),
            ),
            unreadable=True,
        )


def _refused(place: Path, procurement: Path, workspace: Path | None) -> str:
    if place == place.parent:
        return _("it is the top of the disk")
    if place == _home():
        return _("it is your home folder")
    if system.real(procurement).is_relative_to(place):
        return _("the procurement lies in it")
    if workspace and system.real(workspace).is_relative_to(place):
        return _("the workspace lies in it")
    if place == _current() and not (place / manifest.FILE).exists() and any(place.iterdir()):
        return _("it is the current folder, and other files lie in it")
    return ""


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (RuntimeError, OSError):
        return None


def _current() -> Path | None:
    try:
        return Path.cwd()
    except OSError:
        # It has been taken away, so it is not the folder that was named.
        return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """The system's refusals to write at ``path``, told so that the user can act on them."""
    try:
        yield
    except OSError as error:
        reason, hint = refusal(error)
        raise KravgenError(
            Place(shown_path(_in_the_way(error) or path)).problem(
                "KG601",
                _("The package was not written: {reason}. Everything is as it was.").format(reason=reason),
                hint,
            ),
            unreadable=True,
        ) from error


def _in_the_way(error: OSError) -> Path | None:
    """The file or folder that stands where kravgen needs a place of its own, when that is why the system refuses."""
    return Path(error.filename) if error.errno in _TAKEN and error.filename else None


_TAKEN = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR)


def refusal(error: OSError) -> tuple[str, str]:
    """Why the system refuses, and what to do about it where a package is written."""
    elsewhere = _("Choose another folder with -o.")
    room = _("the disk is full"), _("Make room and run the command again.")
    refused = _("you may not write there"), _("Choose another folder with -o, or close open files.")
    in_the_way = (
        _("a file stands where a folder is needed"),
        _("Move it away, or choose another folder with -o."),
    )
    reasons = {
        errno.ENOSPC: room,
        errno.EDQUOT: room,
        errno.EACCES: refused,
        errno.EPERM: refused,
        errno.EBUSY: refused,
        errno.EROFS: (_("the disk can only be read"), elsewhere),
        errno.ENOTDIR: in_the_way,
        errno.EEXIST: in_the_way,
        errno.EISDIR: (
            _("a folder stands where a file is needed"),
            _("Move it away and run the command again."),
        ),
        errno.ENAMETOOLONG: (
            _("a name is too long"),
            _("Choose a shorter name for the procurement file, or another folder with -o."),
        ),
        errno.ELOOP: (_("the links lead in a circle"), elsewhere),
        errno.EFBIG: (_("a file is larger than the disk takes"), elsewhere),
        errno.ENOENT: (
            _("a folder has been taken away meanwhile"),
            _("Go to a folder that is there, and run the command again."),
        ),
    }
    other = _("the system refuses (error {number})").format(number=error.errno or "?"), elsewhere
    return reasons.get(error.errno or 0, other)
