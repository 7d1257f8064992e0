"""``kravgen lint`` on whatever is named: files of the library, procurements, and drafts that somebody has written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kravgen import system
from kravgen import world as worlds
from kravgen.drafts.intake import ENDINGS, ending, read
from kravgen.drafts.piece import DraftText, counted
from kravgen.folder import YAML, every_file, is_to_people, named_files
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.library import load as libraries
from kravgen.lint import run as rules
from kravgen.lint import words
from kravgen.lint.collection import ITEMS, entries
from kravgen.problems import Collector, KravgenError, Place, Problem, shown_path

if TYPE_CHECKING:
    from kravgen.drafts.judge import DraftRemark

_MOST_NAMED = 10
_NOTES = ("KL622", "KL623")
"""What is told and is no breach of anything."""
_NEARLY_EQUAL = "KL601"
_PACKAGE = "manifest.json"


@dataclass(frozen=True, slots=True)
class JudgedDraft:
    """A draft with what was found in it, and the bytes that it was read from."""

    draft: DraftText
    remarks: tuple[DraftRemark, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class LintFound:
    """What was found, first in the files that are kravgen's and then draft by draft, in reading order."""

    problems: tuple[Problem, ...]
    items: int
    files: int
    texts: int
    """How many paragraphs, points and cells of drafts were looked at."""
    unreadable: bool
    drafts: tuple[JudgedDraft, ...]

    @property
    def clean(self) -> bool:
        """Whether there is nothing to remark on."""
        return all(problem.code in _NOTES for problem in self.problems)


def lint(paths: Sequence[Path], day: str) -> LintFound:
    """Look for breaches of the rules in everything that is named; one bad file never stops the rest.

    A folder means every file in it that can be looked at; the others are named. Without paths it is the library.

    Raises:
        KravgenError: the library or the workspace's settings cannot be used.
    """
    own, drafts, problems = _sorted(paths)
    unreadable = any(problem.code != "KL623" and problem.code != "KL624" for problem in problems)
    report = rules.Report((), 0, 0, False)
    if own or not paths:
        report = rules.lint(own, day)
    done: list[JudgedDraft] = []
    ground = _Ground(drafts[0] if drafts else Path(), day) if drafts else None
    for path in drafts:
        try:
            with told(shown_path(path)):
                done.append(_judged(path, ground))
        except KravgenError as error:
            problems.extend(error.problems)
            unreadable = True
    found = (problem for one in done for problem in _told(one))
    return LintFound(
        (*report.problems, *sorted(problems), *found),
        report.items,
        report.files + len(done),
        sum(len(one.draft.pieces) for one in done),
        report.unreadable or unreadable,
        tuple(done),
    )


class _Ground:
    """The library as drafts are judged on it, read once."""

    def __init__(self, path: Path, day: str) -> None:
        # Most often only the library is looked at, and these take long to load.
        from kravgen.drafts.judge import LintGround
        from kravgen.drafts.near import LibrarySentences

        world = worlds.find(path if path.exists() else Path(), day)
        problems = Collector()
        files = libraries.read_files(world, problems).files
        every = [entry for file in files for entry in entries(file, shown=False)]
        register = tuple(entry for entry in every if entry.sort == "source")
        self.rules = LintGround(register, words.gather(files), day)
        self.library = LibrarySentences(entry for entry in every if entry.sort in ITEMS)


def _judged(path: Path, ground: _Ground | None) -> JudgedDraft:
    from kravgen.drafts.doubled import doubled
    from kravgen.drafts.judge import in_order, judged
    from kravgen.drafts.near import likenesses

    assert ground is not None
    draft, content = read(path)
    found = judged(draft, ground.rules)
    told = {remark.piece for remark in found if remark.problem.code == _NEARLY_EQUAL}
    remarks = [*found, *doubled(draft, told), *likenesses(draft, ground.library)]
    return JudgedDraft(draft, tuple(in_order(remarks)), content)


def _told(one: JudgedDraft) -> Iterator[Problem]:
    draft = one.draft
    if told_of := counted(draft.changes, draft.comments):
        yield Place(draft.name).problem(
            "KL622",
            _("The draft holds {what}.").format(what=told_of),
            _("It is judged as it reads when every change is accepted."),
            "warning",
        )
    if not draft.pieces:
        yield Place(draft.name).problem(
            "KL624",
            _("The draft holds no text, so nothing has been looked at."),
            _("Check that it is the right file."),
        )
    for remark in one.remarks:
        yield remark.problem


def _sorted(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Problem]]:
    """What is named: the files and folders that are kravgen's, the drafts, and what is told of the others."""
    own: list[Path] = []
    drafts: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            with told(shown_path(path)):
                if not system.is_folder(path):
                    (own if path.suffix.lower() in (YAML, ".yml") else drafts).append(path)
                    continue
                found, others = _in_folder(path)
                has_own = bool(named_files(path, YAML)) or worlds.find(
                    path, "2000-01-01"
                ).root == system.real(path)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        drafts.extend(found)
        if has_own:
            own.append(path)
        if others and (found or not has_own):
            problems.append(_passed_by(path, others))
        if not found and not has_own:
            problems.append(_nothing(path))
    return own, drafts, problems


def _in_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    """The drafts in a folder and in those below it, and the files that are not looked at.

    What kravgen has made of the library is judged there: of a package only the folder is named.
    """
    files = [file for file in every_file(folder) if not system.is_folder(file)]
    packages = {file.parent for file in files if file.name == _PACKAGE}
    drafts: list[Path] = []
    others: dict[Path, None] = {}
    for file in files:
        package = next((parent for parent in file.parents if parent in packages), None)
        if package is not None:
            others[package] = None
        elif ending(file) and not is_to_people(file):
            drafts.append(file)
        elif file.suffix.lower() not in (YAML, ".yml") and not is_to_people(file):
            others[file] = None
    return drafts, list(others)


def _passed_by(folder: Path, others: Sequence[Path]) -> Problem:
    names = ", ".join(file.relative_to(folder).as_posix() or "." for file in others[:_MOST_NAMED])
    if (more := len(others) - _MOST_NAMED) > 0:
        names = _("{names} and {count} more").format(names=names, count=more)
    return Place(shown_path(folder)).problem(
        "KL623",
        _("Not looked at: {names}.").format(names=names),
        _("Drafts are read from {endings}.").format(endings=", ".join(ENDINGS)),
        "warning",
    )


def _nothing(folder: Path) -> Problem:
    return Place(shown_path(folder)).problem(
        "KL624",
        _("The folder holds nothing that can be looked at."),
        _("Name the folder or the files that the drafts are in."),
    )
