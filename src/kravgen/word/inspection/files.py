"""The findings in Word files that are named, alone or by their folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.word.inspection import inspect
from kravgen.word.reading.intake import content_of
from kravgen.word.refusal import Refused


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in how many files. ``unreadable`` tells that some of them could not be checked."""

    problems: tuple[Problem, ...]
    files: int
    unreadable: bool


def inspect_files(paths: Iterable[Path]) -> Inspection:
    """Every finding in the files; a folder means every ``.docx`` in it. One bad file never stops the rest."""
    problems: list[Problem] = []
    count, unreadable = 0, False
    for path in paths:
        try:
            with told(shown_path(path)):
                files = _files(path)
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


def _files(path: Path) -> list[Path]:
    if not system.is_folder(path):
        return [path]
    # Word keeps a small file beside each document that is open.
    return sorted(file for file in path.iterdir() if file.match("*.docx") and not file.match("~$*"))
