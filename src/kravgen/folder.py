"""The files of a folder that are kravgen's to read, and those that are passed by.

``.yml`` is read as ``.yaml``, in small letters or capitals. What the system or a program keeps for itself (a name that
begins with a dot, the folder ``__MACOSX``) is nobody's text and is passed by in silence; everything else is told.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.textfile import unreadable

YAML = ".yaml"


def named_files(base: Path, suffix: str, *, deep: bool = True) -> dict[str, Path]:
    """The files in a folder that end in ``suffix``, by their name from there, in a fixed order.

    The name is composed (å is one character) and ends in ``suffix`` itself, so that two spellings of one name meet.

    Raises:
        KravgenError: two files have one name, or a folder may not be read.
    """
    found: dict[str, Path] = {}
    for path in _visible(base, deep=deep):
        ending = _ending(path.name, suffix)
        if ending is None or path.is_dir():
            continue
        relative = unicodedata.normalize("NFC", path.relative_to(base).as_posix())
        name = relative[: len(relative) - len(ending)] + suffix
        if name in found:
            raise KravgenError(same_name(path, found[name]))
        found[name] = path
    return dict(sorted(found.items()))


def every_file(base: Path) -> Iterator[Path]:
    """Every file in a folder and in those below it, in a fixed order, with the folders that are links.

    Raises:
        KravgenError: a folder may not be read.
    """
    return _visible(base, deep=True)


def same_name(path: Path, first: Path) -> Problem:
    """The problem that two files have one name: neither can stand for the other in silence."""
    return Place(shown_path(path), 1, 1).problem(
        "KG204",
        _("The file {file} has the same name but for its ending or its spelling.").format(
            file=shown_path(first)
        ),
        _("Keep one of them, or give one another name."),
    )


def passed_by(base: Path, suffix: str, *, deep: bool = True) -> Iterator[Problem]:
    """Warnings about what lies in a folder of kravgen's and is not read."""
    for path in _visible(base, deep=deep):
        if path.is_symlink() and path.is_dir():
            yield _warning(
                path, _("The folder is a link, so nothing in it is read."), _("Copy the folder here.")
            )
        elif not path.is_dir() and _ending(path.name, suffix) is None and not _expected(path, suffix):
            yield _not_read(path, suffix)


def nearly_yaml(base: Path) -> Iterator[Problem]:
    """Warnings about the files of a folder of the user's own that were meant for kravgen, by their names."""
    for path in _visible(base, deep=False):
        if _ending(path.name, YAML) is None and _NEARLY.search(path.name) and path.is_file():
            yield _not_read(path, YAML)


def spelled(base: Path, name: str) -> Path:
    """The file that ``name`` means in a folder, however the system spells å, ä and ö in the names there."""
    path = base
    for part in Path(name).parts:
        near = path / part
        if not near.exists() and path.is_dir():
            same = (other for other in path.iterdir() if unicodedata.normalize("NFC", other.name) == part)
            near = next(same, near)
        path = near
    return path


def _not_read(path: Path, suffix: str) -> Problem:
    """The warning about one file that does not end in ``suffix``."""
    return _warning(
        path,
        _("The file is not read: its name does not end in {suffix}.").format(suffix=suffix),
        _("Give it that ending if it is to be read, or move it out of the folder."),
    )


def _visible(base: Path, *, deep: bool) -> Iterator[Path]:
    """Every file in a folder and, when ``deep``, in those below it; folders that are links stand for themselves."""

    def refused(error: OSError) -> None:
        raise unreadable(shown_path(Path(error.filename or base)), error)

    for folder, folders, files in os.walk(base, onerror=refused) if base.is_dir() else ():
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _system(name))
        yield from (here / name for name in sorted(files) if not _system(name))
        yield from (here / name for name in folders if (here / name).is_symlink())
        if not deep:
            return


def _system(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _OF_SYSTEMS


def _ending(name: str, suffix: str) -> str | None:
    """The end of the name that is ``suffix`` or another spelling of it; None when there is none."""
    for ending in (YAML, ".yml") if suffix == YAML else (suffix,):
        if name.lower().endswith(ending):
            return name[-len(ending) :]
    return None


def _expected(path: Path, suffix: str) -> bool:
    """Whether a file may lie beside those that are read: words to people, or a part that a template includes."""
    return is_to_people(path) or path.suffix == (".md" if suffix == YAML else ".jinja")


def is_to_people(path: Path) -> bool:
    """Whether a file holds words to whoever looks in the folder, by its name: README and its likes."""
    return path.stem.split(".")[0].upper() in _TO_PEOPLE


def _warning(path: Path, message: str, hint: str) -> Problem:
    return Place(shown_path(path), 1, 1).problem("KG111", message, hint, "warning")


_OF_SYSTEMS = ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini", "Icon\r")
_TO_PEOPLE = ("README", "LICENSE", "COPYING", "CHANGELOG", "LÄSMIG")
_NEARLY = re.compile(r"\.ya?ml", re.IGNORECASE)
