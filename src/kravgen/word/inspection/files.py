"""The findings in Word files that are named, alone or by their folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.folder import every_file
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.word.inspection import inspect
from kravgen.word.reading.intake import content_of
from kravgen.word.refusal import Refused

# Those that people write documents in. A file in another form than .docx is told why it cannot be checked.
_DOCUMENTS = (".docx", ".dotx", ".doc", ".dot", ".docm", ".dotm", ".odt", ".ott", ".rtf", ".pages")
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in how many files. ``unreadable`` tells that some of them could not be checked."""

    problems: tuple[Problem, ...]
    files: int
    unreadable: bool

    @property
    def failed(self) -> bool:
        """Whether anything is wrong: a warning is no finding."""
        return any(problem.level == "error" for problem in self.problems)


def inspect_files(paths: Iterable[Path]) -> Inspection:
    """Every finding in the files; a folder means every document in it and in those below it.

    One bad file never stops the rest, and what is passed by is told.
    """
    problems: list[Problem] = []
    count, unreadable = 0, False
    for path in paths:
        try:
            with told(shown_path(path)):
                files, others = _files(path)
        except KravgenError as error:
            problems.extend(error.problems)
            unreadable = True
            continue
        for file in files:
            count += 1
            try:
                problems.extend(_findings(file))
            except KravgenError as error:
                problems.extend(error.problems)
                unreadable = True
        if others:
            problems.append(_passed_by(path, others))
        if not files:
            problems.append(_nothing(path))
    return Inspection(tuple(problems), count, unreadable)


def _findings(file: Path) -> list[Problem]:
    name = shown_path(file)
    try:
        with told(name):
            return inspect(content_of(file), name)
    except Refused as error:
        raise KravgenError(
            Place(name).problem(
                "KG800",
                _("The file cannot be checked: {reason}").format(reason=_(error.reason)),
                _(error.remedy),
            ),
            unreadable=True,
        ) from error


def _files(path: Path) -> tuple[list[Path], list[Path]]:
    """The documents that a path means, and the other files that lie beside them."""
    if not system.is_folder(path):
        return [path], []
    found: tuple[list[Path], list[Path]] = ([], [])
    for file in every_file(path):
        is_document = file.suffix.lower() in _DOCUMENTS and not system.is_folder(file)
        found[not is_document].append(file)
    return found


def _passed_by(folder: Path, others: list[Path]) -> Problem:
    names = ", ".join(file.relative_to(folder).as_posix() for file in others[:_MOST_NAMED])
    if more := len(others) - _MOST_NAMED:
        names = _("{names} and {count} more").format(names=names, count=more) if more > 0 else names
    return Place(shown_path(folder)).problem(
        "KG821",
        _("Not checked, as they are no Word files: {names}.").format(names=names),
        _("Save a text as a Word document (.docx) if it is to be checked."),
        "warning",
    )


def _nothing(folder: Path) -> Problem:
    return Place(shown_path(folder)).problem(
        "KG820",
        _("The folder holds no Word file, so nothing has been checked."),
        _("Name the folder that the documents are in."),
    )
