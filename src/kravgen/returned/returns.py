"""All that has come back, looked at: folders and files, bidder by bidder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen import system
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shortened, shown_path
from kravgen.record import manifest
from kravgen.record.apart import FOLDERS
from kravgen.returned.bidders import Group, Kind, counted, may_be_several, name_of, together
from kravgen.returned.files import Contents, Found, beside, contents, order
from kravgen.returned.gaps import among, note
from kravgen.returned.measure import Measure
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent
from kravgen.returned.verify import verify
from kravgen.textlines import first_of

_MOST_NAMES, _LONGEST_NAME = 10, 60


@dataclass(frozen=True, slots=True)
class Returns:
    """What has come back. ``problems`` are those of no bidder: a package that cannot be read, or nothing compared."""

    groups: tuple[Group, ...]
    problems: tuple[Problem, ...] = ()
    unreadable: bool = False
    """Whether something could not be read at all."""
    notes: tuple[str, ...] = ()
    """Quiet lines about what is passed by because it is nobody's answer."""

    @property
    def files(self) -> Iterator[Verified]:
        """Every file that has been looked at, group by group."""
        return (file for group in self.groups for file in group.files)

    @property
    def all_problems(self) -> list[Problem]:
        """Every problem: of each file, then of the bidder's files together, and last what is of no bidder."""
        found: list[Problem] = []
        for group in self.groups:
            found += (problem for file in group.files for problem in file.problems)
            found += group.problems
        return [*found, *self.problems]


def look_through(paths: Iterable[Path], package: Path | None) -> Returns:
    """Everything that is named, compared with the ``package``, or with the one in the folder that is named.

    One bad file or folder never stops the rest.
    """
    groups: list[Group] = []
    problems: list[Problem] = []
    notes: list[str] = []
    unreadable = False
    for path in paths:
        try:
            with told(shown_path(path)):
                found = _named(path, package)
                groups += found.groups
                problems += found.problems
                notes += found.notes
        except KravgenError as error:
            problems += error.problems
            unreadable = unreadable or error.unreadable
    unreadable = unreadable or any(file.unreadable for group in groups for file in group.files)
    return Returns(tuple(groups), tuple(problems), unreadable, tuple(notes))


def _named(path: Path, package: Path | None) -> Returns:
    if not system.is_folder(path):
        return _single(Sent(package or _package_of(path)), path)
    # What is sent back may hold a manifest of its own: it is not what measures.
    if package is None or _is_same(path, package):
        return _package(Sent(path), path)
    return _folder(Sent(package), path)


def _package_of(file: Path) -> Path:
    """The folder of the package that a file lies in, also where it lies apart."""
    folder = file.parent
    apart = folder.name in FOLDERS.values() and not (folder / manifest.FILE).exists()
    return folder.parent if apart else folder


def _package(sent: Sent, path: Path) -> Returns:
    """The package's own folder, compared with itself."""
    files = tuple(verify(sent, file, document) for file, document in sent.files())
    own = frozenset((manifest.FILE, *(document.file for document in sent.record.documents)))
    place = shown_path(path)
    others = list(beside(path, own))
    notes = (_("Files of your own in the folder, not looked at: {names}.").format(names=_few(others)),)
    return Returns((Group(place, "package", place, sent, files),), notes=notes if others else ())


def _single(sent: Sent, path: Path) -> Returns:
    """One file that is named. In the package's folder it is the package's own."""
    own = (
        document
        for file, document in sent.files()
        if file.name == path.name and _is_same(file.parent, path.parent)
    )
    document = next(own, None)
    if document is not None:
        place = shown_path(path)
        return Returns((Group(place, "package", place, sent, (verify(sent, path, document),)),))
    file = Measure(sent).against(verify(sent, path))
    name = name_of(file) or file.name
    place = file.file.rpartition("/")[0]
    return _together((_group(sent, name, "single", place, [file]),), [], [])


def bidders(sent: Sent, path: Path, lies: Contents) -> Iterator[Group]:
    """A folder that has come back, bidder by bidder: a folder in it is one, and so is a file that is named after one.

    ``lies`` is what lies there. The files of a bidder are looked at when it is their turn. What belongs to nobody
    comes last.
    """
    place = shown_path(path)
    within: dict[str, list[Found]] = {name: [] for name in lies.folders}
    singles: dict[str, list[Verified]] = {}
    own: list[Verified] = []
    measure = Measure(sent)
    loose: list[Verified] = []
    for found in lies.files:
        if found.folder:
            within.setdefault(found.folder, []).append(found)
            continue
        file = measure.against(verify(sent, found.path))
        if file.document is None:
            loose.append(file)
        elif name := name_of(file):
            singles.setdefault(name, []).append(file)
        else:
            own.append(file)
    for name in sorted([*within, *singles.keys() - within.keys()], key=order):
        if name in within:
            files = [measure.against(verify(sent, found.path)) for found in within[name]]
            yield _group(sent, name, "bidder", f"{place}/{name}".removeprefix("./"), files)
        if name in singles:
            yield _group(sent, name, "single", place, singles[name])
    if own and not within and not singles:
        # A folder of one bidder's files: what nobody else has is this one's too.
        own, loose = [*own, *loose], []
    if own:
        internal = all(file.internal for file in own)
        name = _("Forms of your own") if internal else _folder_name(path)
        yield _group(sent, name, "bidder", place, own)
    if loose:
        yield _group(sent, _("Other files in {folder}").format(folder=place), "loose", place, loose)


def _folder(sent: Sent, path: Path) -> Returns:
    lies = contents(path)
    place = shown_path(path)
    groups = list(bidders(sent, path, lies))
    problems = [*lies.problems]
    compared, _all = counted(file for group in groups for file in group.files)
    if not compared:
        problems.append(_nothing(place, groups))
    notes = (
        _("Files that a system or a program keeps, not looked at: {names}.").format(
            names=_few(lies.passed_by)
        ),
    )
    several = [
        _(
            "Everything in {folder} counts as one bidder's, and it holds the same document in several folders. Is each of"
            " them a bidder, name the folder {folder} instead."
        ).format(folder=group.place)
        for group in groups
        if may_be_several(group)
    ]
    return _together(groups, problems, (*(notes if lies.passed_by else ()), *several))


def _together(groups: Sequence[Group], problems: Sequence[Problem], notes: Sequence[str]) -> Returns:
    """All bidders, with what is told of the gaps in their copies of one document."""
    copies: dict[str, list[Verified]] = {}
    for group in groups:
        for file in group.files:
            # What was sent with another package has other gaps.
            of_another = any(problem.code == "KG918" for problem in file.problems)
            if file.document is not None and file.outcome == "compared" and not of_another:
                copies.setdefault(file.document.file, []).append(file)
    told: dict[str, list[Problem]] = {}
    alike: list[str] = []
    for same in copies.values():
        for problem in among(same):
            told.setdefault(problem.file, []).append(problem)
        if (document := same[0].document) is not None and (line := note(document.title, same)):
            alike.append(line)
    return Returns(
        tuple(
            replace(
                group,
                files=tuple(
                    replace(file, problems=(*file.problems, *told.get(file.file, ()))) for file in group.files
                ),
            )
            for group in groups
        ),
        tuple(problems),
        notes=(*notes, *alike),
    )


def _group(sent: Sent, name: str, kind: Kind, place: str, files: Sequence[Verified]) -> Group:
    if files and all(file.internal for file in files):
        kind = "internal"
    told_together = tuple(together(sent, place, files, whole=kind == "bidder"))
    bidder = unicodedata.normalize("NFC", name) if kind in ("bidder", "single") else ""
    return Group(
        unicodedata.normalize("NFC", name),
        kind,
        place,
        sent,
        tuple(replace(file, bidder=bidder) for file in files),
        told_together,
    )


def _nothing(place: str, groups: Sequence[Group]) -> Problem:
    if any(group.files for group in groups):
        message = _("None of the files in the folder has been compared with the package.")
        hint = _("Why is told of each file. Is it the right folder?")
    else:
        message = _("The folder has no files, so nothing has been compared.")
        hint = _("Name the folder where the files that have come back lie.")
    return Place(place).problem("KG924", message, hint)


def _few(names: Sequence[str]) -> str:
    return first_of([shortened(name, _LONGEST_NAME) for name in names], _MOST_NAMES)


def _folder_name(path: Path) -> str:
    return path.name or path.resolve().name or shown_path(path)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
