"""From paths to findings: reads library, profiles and procurements, and runs the rules of the lint over them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kravgen import schema, system, yamlfile
from kravgen import world as worlds
from kravgen.documents import front as fronts
from kravgen.folder import YAML, named_files, nearly_yaml
from kravgen.library import load as libraries
from kravgen.library.load import FOLDER, kind_of
from kravgen.library.model import Library
from kravgen.library.papers import Paper, made_paper
from kravgen.library.texts import check_texts
from kravgen.lint import words
from kravgen.lint.changes import laid_over
from kravgen.lint.collection import ITEMS, Collection, Purchase, entries
from kravgen.lint.judge import run
from kravgen.lint.passage import TemplatePage, Written
from kravgen.problems import Collector, KravgenError, Problem, shown_path
from kravgen.procurement import profile as profiles
from kravgen.procurement.asking import AskingPaper, decisive
from kravgen.procurement.profile import Profile
from kravgen.review import check as reviews
from kravgen.sheets import catalogue as sheets
from kravgen.world import World
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``unreadable`` tells that some file could not be read at all."""

    problems: tuple[Problem, ...]
    items: int
    files: int
    unreadable: bool


def lint(paths: Sequence[Path], day: str) -> Report:
    """Look for breaches of the rules in the files that are named, or in the whole library and every profile.

    In a workspace "the whole" is what is its own; a folder means every YAML file in it. Everything is read in
    any case, since a text is judged beside the others. ``day`` (ISO 8601) is what law and reviews are judged on.
    What makes the content unusable is told too, with the codes of ``kravgen validate``.

    Raises:
        KravgenError: the workspace's own settings cannot be used.
    """
    world = worlds.find(paths[0] if paths else Path(), day)
    library_paths = list(world.files(FOLDER, YAML))
    profile_paths = list(world.files(profiles.FOLDER, YAML))
    shared = {system.real(path): path for path in (*library_paths, *profile_paths)}
    wanted = _wanted(paths, world.root, shared)
    others = [path for path in wanted if path not in shared]
    names = {shown_path(shared.get(path, path)) for path in wanted}
    problems = Collector()
    read = libraries.read_files(world, problems)
    library = libraries.assemble(read, problems)
    problems.extend(reviews.check(library))
    documents, papers, pages = _documents(world)
    library = libraries.with_papers(library, papers, problems)
    found = list(_checked(profile_paths, problems))
    known = profiles.assemble(_profiles(found, problems), library, set(documents), problems)
    files = [*read.files, *found, *_checked(others, problems)]
    written = (entry for file in files for entry in entries(file, file.file in names))
    everything = tuple(laid_over(written, read.files, names))
    collection = Collection(
        everything,
        words.gather(_own_last(read.files, library_paths, world.root)),
        day,
        library.questions,
        "\n".join(documents.values()),
        tuple(_purchases(everything, library, known, day, problems)),
        library.papers,
        _decisive(library, documents, known),
        tuple(page for page in pages if not paths and (world.root is None or _is_own(page, world.root))),
    )
    for file in files:
        problems.extend(check_texts(file) if file.file in names else ())
    for path in paths:
        problems.extend(nearly_yaml(path) if path.is_dir() else ())
    told = {problem for problem in problems if problem.file in names or problem.code == _PASSED_BY}
    return Report(
        tuple(sorted({*told, *run(collection)})),
        sum(entry.shown and entry.sort in ITEMS for entry in everything),
        len(names),
        any(problem.code in _UNREADABLE for problem in told),
    )


_PASSED_BY = "KG111"
_UNREADABLE = ("KG101", "KG102", "KG103", "KG104", "KG105", "KG106", "KG108", "KG109")
"""Codes that say that a file cannot be read as YAML at all."""


def _wanted(paths: Sequence[Path], root: Path | None, shared: Mapping[Path, Path]) -> dict[Path, None]:
    """The files whose findings are told, as absolute paths, in the order they are named."""
    if not paths:
        return dict.fromkeys(path for path in shared if root is None or path.is_relative_to(root))
    wanted: dict[Path, None] = {}
    for path in paths:
        found = _in_folder(path, shared) if path.is_dir() else (system.real(path),)
        wanted.update(dict.fromkeys(found))
    return wanted


def _in_folder(folder: Path, known: Container[Path]) -> Iterator[Path]:
    """The files in a folder that are kravgen's, or that cannot be read and so might be. Known ones are not read."""
    for name in named_files(folder, YAML).values():
        path = system.real(name)
        try:
            # What an organisation always answers are names and addresses, which the rules have nothing to say about.
            if path in known or kind_of(yamlfile.read(path).data) not in (None, "organisations"):
                yield path
        except KravgenError:
            yield path


def _checked(paths: Iterable[Path], problems: Collector) -> Iterator[YamlFile]:
    allowed = (*libraries.KINDS, "profile", "procurement")
    for path in paths:
        file = libraries.read_checked(path, problems, allowed)
        if file is not None:
            yield file


def _profiles(files: Iterable[YamlFile], problems: Collector) -> Iterator[YamlFile]:
    """Those that are profiles. What else lies in their folder is looked at too, and told as out of place."""
    for file in files:
        if kind_of(file.data) in profiles.KINDS:
            yield file
        else:
            problems.add(libraries.of_other_kind(file, profiles.KINDS))


def _own_last(files: Iterable[YamlFile], paths: Iterable[Path], root: Path | None) -> list[YamlFile]:
    """The library's files with the workspace's own last, so that the advice in its word lists holds."""
    own = {shown_path(path) for path in paths if root is not None and path.is_relative_to(root)}
    return sorted(files, key=lambda file: file.file in own)


def _documents(world: World) -> tuple[dict[str, str], list[Paper], list[TemplatePage]]:
    """Condition and text of every document and sheet, by its name, and of the parts that documents include.

    The papers that documents and sheets are come with them, and the texts of templates.

    Whether they are right is not asked here, so nothing in them is judged and one that cannot be read is passed by.
    """
    found: dict[str, str] = {}
    papers: list[Paper] = []
    pages: list[TemplatePage] = []
    for path in world.files(fronts.FOLDER, ".jinja"):
        with suppress(KravgenError):
            if path.name.endswith(fronts.SUFFIX):
                front = fronts.read(path)
                papers.append(made_paper(front.opening, "document"))
                found[front.id] = f"{front.opening.data.get('when', '')} {front.text}"
                pages.append(_page(front.opening, front.text, front.first_line))
            else:
                text = fronts.text(fronts.bounded(path), shown_path(path))
                found[str(path)] = text
                pages.append(_page(yamlfile.parse(b"{}", shown_path(path)), text, 1))
    for path in world.files(sheets.FOLDER, ".yaml"):
        with suppress(KravgenError):
            file = yamlfile.read(path)
            if not schema.check(file, "sheet"):
                papers.append(made_paper(file, "sheet"))
                found[file.data["sheet"]] = file.data.get("when", "")
    return found, papers, pages


def _with_parts(text: str, parts: Mapping[str, str]) -> str:
    """The text with that of every part that it includes, or that is included in one of them."""
    found: dict[str, str] = {}
    left = [text]
    while left:
        looked_in = left.pop()
        for name in parts.keys() - found.keys():
            if name in looked_in:
                found[name] = parts[name]
                left.append(parts[name])
    return "\n".join((text, *found.values()))


def _decisive(
    library: Library, documents: Mapping[str, str], known: Mapping[str, Profile]
) -> frozenset[str] | None:
    """The questions whose answers decide something in procurements of some profile."""
    usable = [profile for profile in known.values() if not profile.abstract]
    if not usable or library.broken:
        return None
    parts = {Path(name).name: text for name, text in documents.items() if name.endswith(".jinja")}
    papers = [AskingPaper(name, "", _with_parts(text, parts)) for name, text in documents.items()]
    return decisive(library, papers, usable)


def _page(file: YamlFile, text: str, first_line: int) -> TemplatePage:
    return TemplatePage(Written(file, (), "document", {}), text, first_line)


def _is_own(page: TemplatePage, root: Path) -> bool:
    """Whether a template is the workspace's own."""
    return system.real(Path(page.entry.file.file)).is_relative_to(root)


def _purchases(
    everything: Iterable[Written],
    library: Library,
    known: Mapping[str, Profile],
    day: str,
    problems: Collector,
) -> Iterator[Purchase]:
    """What each procurement takes; nothing of one that has problems, which are added."""
    found = [entry for entry in everything if entry.sort == "procurement"]
    if not found:
        return
    # Most often only the library is looked at, and this takes long to load.
    from kravgen.procurement import case as cases
    from kravgen.procurement.selection import select

    # What is taken from a library that does not hang together says nothing.
    whole = not problems.failed
    for entry in found:
        wrong = Collector()
        case = cases.load(Path(entry.file.file), library, known, wrong)
        if case is not None and whole and not wrong.failed:
            taken = select(case, library, wrong, day).taken()
            yield Purchase(
                entry,
                case.profile.light,
                tuple(decision.item.id for decision in taken if decision.item.kind == "ska"),
                {decision.item.id: decision.values for decision in taken},
            )
        problems.extend(wrong)
