"""The packages that lie in some folders: every record that can be read, and every file that none tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.folder import every_file
from kravgen.i18n import _, ngettext
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.record import manifest
from kravgen.record.apart import FOLDERS
from kravgen.record.model import Record
from kravgen.textfile import unreadable
from kravgen.textlines import first_of

_MOST_NAMED = 12


@dataclass(frozen=True)
class FoundPackages:
    """Records by the folder that each package lies in, as messages name it; and what was not looked at, with why."""

    records: Mapping[str, Record]
    passed: tuple[Problem, ...]


def packages_in(folders: Iterable[Path]) -> FoundPackages:
    """The packages in the folders and in those below them. One that cannot be read never hides another.

    Raises:
        KravgenError: one of the folders is none, or may not be read.
    """
    records: dict[str, Record] = {}
    passed: list[Problem] = []
    for folder in folders:
        if system.is_file(folder):
            folder_of_file = folder.parent
            _take(folder, folder_of_file, records, passed)
            continue
        if not system.is_folder(folder):
            raise unreadable(shown_path(folder), FileNotFoundError())
        before = len(records) + len(passed)
        files = list(every_file(folder))
        homes = {path.parent for path in files if path.name == manifest.FILE}
        for home in sorted(homes):
            _take(home / manifest.FILE, home, records, passed)
        passed.extend(_untold(files, homes))
        if len(records) + len(passed) == before:
            passed.append(_warning(folder, _("The folder is empty, so nothing in it was looked at.")))
    return FoundPackages(records, tuple(passed))


def _take(file: Path, home: Path, records: dict[str, Record], passed: list[Problem]) -> None:
    try:
        records[shown_path(home)] = manifest.read(file)
    except KravgenError as error:
        passed.extend(error.problems)


def _untold(files: Iterable[Path], homes: set[Path]) -> Iterable[Problem]:
    """The files that lie in no package's folder, told a folder at a time."""
    others: dict[Path, list[str]] = defaultdict(list)
    for path in files:
        in_package = path.parent in homes or (
            path.parent.parent in homes and path.parent.name in FOLDERS.values()
        )
        if not in_package:
            others[path.parent].append(path.name)
    for folder, names in others.items():
        told = ngettext(
            "{count} file was not looked at, since no record of a package lies beside it: {names}.",
            "{count} files were not looked at, since no record of a package lies beside them: {names}.",
            len(names),
        ).format(count=len(names), names=first_of(names, _MOST_NAMED))
        yield _warning(folder, told)


def _warning(folder: Path, message: str) -> Problem:
    hint = _("Give a folder with packages: each has a manifest.json.")
    return Place(shown_path(folder)).problem("KG689", message, hint, "warning")
