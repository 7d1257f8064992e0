"""Every problem in library, profiles, templates, sheets and procurements, in one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kravgen import content as contents
from kravgen import world as worlds
from kravgen import yamlfile
from kravgen.content import Content
from kravgen.folder import YAML, named_files, nearly_yaml
from kravgen.law.in_force import not_in_force
from kravgen.library.load import kind_of
from kravgen.library.texts import check_texts
from kravgen.package import look
from kravgen.package.outline import outline
from kravgen.package.overdue import overdue
from kravgen.package.register import misplaced
from kravgen.problems import Collector, KravgenError, Problem
from kravgen.procurement import case as cases
from kravgen.record import lockfile


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. ``failed`` tells that something is wrong, ``unreadable`` that it is a procurement's own file."""

    problems: tuple[Problem, ...]
    content: Content
    cases: int
    failed: bool
    unreadable: bool
    verdicts: tuple[tuple[Path, tuple[str, ...]], ...] = ()
    """Whether each purchase that meets a limit may be made as it is, in sentences."""


def validate(paths: Sequence[Path], today: str) -> Verdict:
    """Check the content, and the procurements that are named; a folder means every procurement in it.

    ``today`` (ISO 8601) is the day of a procurement without a date.

    Raises:
        KravgenError: the content cannot be used at all.
    """
    problems = Collector()
    content = contents.read_closely(worlds.find(paths[0] if paths else Path(), today), problems)
    # What somebody has planted in the library is told with the rest of what is wrong in it.
    resting = [item.on(today) for item in content.library.items.values() if item.period.holds(today)]
    problems.extend(not_in_force(resting, content.library.sources, today, coming=False))
    problems.extend(misplaced(content, today))
    problems.extend(overdue(content.library, today))
    sound = not problems.failed
    if content.world.reference_document:
        try:
            look.reference(content.world)
        except KravgenError as error:
            problems.extend(error.problems)
    files = [file for path in paths for file in _procurements(path)]
    for path in paths:
        problems.extend(nearly_yaml(path) if path.is_dir() else ())
    unreadable = False
    verdicts = []
    for file in files:
        try:
            if told := _check(file, content, sound, problems):
                verdicts.append((file, told))
        except KravgenError as error:
            problems.extend(error.problems)
            unreadable = unreadable or error.unreadable
    return Verdict(tuple(problems), content, len(files), problems.failed, unreadable, tuple(verdicts))


def _check(file: Path, content: Content, sound: bool, problems: Collector) -> tuple[str, ...]:
    """Add what is wrong with one procurement. Gives whether it may be made as it is, in sentences.

    When it and the content are ``sound`` so far, it goes as far as ``generate`` does before it writes.
    """
    wrong = Collector()
    case = cases.load(file, content.library, content.profiles, wrong, content.organisations)
    problems.extend(wrong)
    if case is not None:
        problems.extend(check_texts(yamlfile.read(file)))
    numbers = lockfile.read(file)
    if case is not None and sound and not wrong.failed:
        planned = outline(content, case, numbers)
        problems.extend(planned.warnings)
        return planned.selection.verdict
    return ()


def _procurements(path: Path) -> list[Path]:
    """The file itself, or the procurements in the folder; library files are checked anyway."""
    if path.is_dir():
        return [
            file for file in named_files(path, YAML, deep=False).values() if _may_be_one(file, nothing=False)
        ]
    return [path] if _may_be_one(path, nothing=True) else []


def _may_be_one(file: Path, *, nothing: bool) -> bool:
    """Whether a file is a procurement or cannot be read; ``nothing`` is the answer when its kind is not known."""
    try:
        kind = kind_of(yamlfile.read(file).data)
    except KravgenError:
        return True
    return kind == "procurement" or (nothing and kind is None)
