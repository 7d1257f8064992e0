"""What lies in a folder that has come back: which files, whose they are, and what is passed by.

A folder from outside may be deep, large or a ring of links. Links are not followed, and what is left out is told.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath

from kravgen.i18n import _
from kravgen.problems import Place, Problem, shown_path
from kravgen.record.apart import folder_of
from kravgen.returned.formats import FOLDERS_OF_SYSTEMS, is_of_a_system
from kravgen.system import reason

MOST_FILES = 5000
DEEPEST = 8
"""Folders in folders, below the one that is named."""
_START = 16
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a folder. ``folder`` is the first folder on the way to it; empty when it lies directly there."""

    path: Path
    folder: str


@dataclass
class Contents:
    """What lies in a folder.

    ``folders`` are those directly in it, by name. ``passed_by`` is what systems and programs keep for themselves,
    and ``problems`` tells what is not looked at.
    """

    files: list[Found] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    passed_by: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _full: bool = False

    def take(self, folder: Path, first: str = "", depth: int = 0) -> None:
        """Take in what lies in a folder and in those below it, in the order that people sort names."""
        place = Place(shown_path(folder))
        try:
            with os.scandir(folder) as listed:
                # One more than there is room for tells that there are more.
                entries = sorted(islice(listed, MOST_FILES + 1), key=lambda entry: order(entry.name))
        except OSError as error:
            message = _("The folder cannot be read: {reason}.").format(reason=reason(error))
            self.problems.append(place.problem("KG101", message, _("Check its permissions.")))
            return
        for entry in entries:
            if self._full:
                return
            self._take(Path(entry.path), first or (entry.name if depth == 0 else ""), depth)

    def _take(self, path: Path, first: str, depth: int) -> None:
        # The link itself is what is named, not what it points to.
        place = Place(f"{shown_path(path.parent)}/{path.name}".removeprefix("./"))
        try:
            found = path.lstat()
        except OSError as error:
            message = _("The file cannot be read: {reason}.").format(reason=reason(error))
            self.problems.append(place.problem("KG101", message, _("Check the name and the folder.")))
            return
        if stat.S_ISLNK(found.st_mode):
            message = _("It is a link, so it has not been looked at.")
            hint = _("Lay the file or the folder itself here.")
            self.problems.append(place.problem("KG921", message, hint))
        elif not stat.S_ISDIR(found.st_mode):
            self._file(path, first if depth else "", found)
        elif path.name.lower() in FOLDERS_OF_SYSTEMS:
            self.passed_by.append(f"{path.name}/")
        elif depth >= DEEPEST:
            message = _(
                "The folder lies more than {count} folders down, so nothing in it has been looked at."
            )
            hint = _("Move it up and run the command again.")
            self.problems.append(place.problem("KG921", message.format(count=DEEPEST), hint))
        else:
            if depth == 0:
                self.folders.append(path.name)
            self.take(path, first, depth + 1)

    def _file(self, path: Path, folder: str, found: os.stat_result) -> None:
        if len(self.files) >= MOST_FILES:
            self._full = True
            message = _(
                "There are more than {count} files. Those that sort after the last one have not been looked at."
            )
            hint = _("Give the folder of one bidder at a time.")
            place = Place(shown_path(self.files[-1].path))
            self.problems.append(place.problem("KG921", message.format(count=MOST_FILES), hint))
        elif is_of_a_system(path.name, _start(path, found), found.st_size):
            self.passed_by.append(path.name)
        else:
            self.files.append(Found(path, folder))


def contents(folder: Path) -> Contents:
    """What lies in a folder and below it."""
    found = Contents()
    found.take(folder)
    return found


def beside(folder: Path, own: frozenset[str]) -> Iterator[str]:
    """The names of what lies in a package's folder and is not of the package: nobody compares it."""
    apart = {folder_of(name) for name in own}
    with os.scandir(folder) as listed:
        entries = sorted(islice(listed, MOST_FILES), key=lambda entry: order(entry.name))
    for entry in entries:
        if entry.name in apart and entry.is_dir(follow_symlinks=False):
            within = frozenset(name.rpartition("/")[2] for name in own if folder_of(name) == entry.name)
            yield from (f"{entry.name}/{name}" for name in beside(Path(entry.path), within))
        elif entry.name not in own:
            yield f"{entry.name}/" if entry.is_dir() else entry.name


def order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Number by number and word by word, so that "Anbud 2" stands before "Anbud 10", and a file before its copy."""
    path = PurePath(name)
    pieces = _DIGITS.split(path.stem.casefold())
    return (
        *(
            (0, int(piece), "") if piece.isdecimal() and len(piece) < 19 else (1, 0, piece)
            for piece in pieces
        ),
        (2, 0, path.suffix.casefold()),
        (2, 0, name),
    )


def _start(path: Path, found: os.stat_result) -> bytes:
    """How a file begins; nothing for a pipe or a device, and for a file that cannot be read: that is told later."""
    if not stat.S_ISREG(found.st_mode):
        return b""
    try:
        with path.open("rb") as stream:
            return stream.read(_START)
    except OSError:
        return b""
