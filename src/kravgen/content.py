"""Everything that does not belong to one procurement, read once: the library, the templates, the sheets, the profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from kravgen.documents import catalogue
from kravgen.documents.catalogue import Template
from kravgen.documents.front import FOLDER, SUFFIX
from kravgen.documents.presence import check_references
from kravgen.folder import YAML, passed_by
from kravgen.i18n import _
from kravgen.library import load as libraries
from kravgen.library.model import Library
from kravgen.library.references import check as check_text
from kravgen.library.texts import check_texts
from kravgen.problems import Collector, Place, Problem, did_you_mean, shown_path
from kravgen.procurement import profile as profiles
from kravgen.procurement.asking import AskingPaper
from kravgen.procurement.buyers import NO_ORGANISATIONS, Organisations, check_organisations, organisations
from kravgen.procurement.profile import Profile
from kravgen.procurement.stored import stored
from kravgen.review import check as reviews
from kravgen.sheets import catalogue as sheet_catalogue
from kravgen.sheets.catalogue import Sheet
from kravgen.world import World, organisations_of

_FILES = (
    (libraries.FOLDER, YAML),
    (profiles.FOLDER, YAML),
    (FOLDER, SUFFIX),
    (sheet_catalogue.FOLDER, YAML),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the folders that content is read from.

    ``files`` are those that are read from it, as messages name them. ``replaced`` are those of the layers beneath that
    are not read because this one has a file of the same name, and ``changed`` the items that it changes.
    """

    folder: Path
    files: tuple[str, ...]
    replaced: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """What every procurement is made from. Nothing in it changes, so many packages can be made from one."""

    world: World
    library: Library
    templates: dict[str, Template]
    sheets: dict[str, Sheet]
    profiles: dict[str, Profile]
    organisations: Organisations = field(default_factory=lambda: NO_ORGANISATIONS)
    """What always holds for those who buy, as the workspace tells."""

    @cached_property
    def documents(self) -> dict[str, Template | Sheet]:
        """Every document and sheet by name, in the order of the package."""
        every: list[Template | Sheet] = [*self.templates.values(), *self.sheets.values()]
        return {document.id: document for document in sorted(every, key=lambda d: (d.order, d.id))}

    @cached_property
    def papers(self) -> tuple[AskingPaper, ...]:
        """Every document and sheet as far as questions go: what :func:`kravgen.procurement.asking.scope` needs."""
        return tuple(
            AskingPaper(made.id, made.when, made.asking if isinstance(made, Template) else "")
            for made in self.documents.values()
        )

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Where it was read from, the shipped layer first."""
        read = [file for folder, suffix in _FILES for file in self.world.layered(folder, suffix)]
        found = []
        for number, folder in enumerate(self.world.layers):
            mine = [file for file in read if file.layer == number]
            files = {shown_path(file.path) for file in mine}
            found.append(
                Layer(
                    folder,
                    tuple(shown_path(file.path) for file in mine),
                    tuple(file.path.relative_to(folder).as_posix() for file in mine if file.replaces),
                    tuple(
                        item.id
                        for item in self.library.items.values()
                        if any(change.place.file in files for change in item.local)
                    ),
                )
            )
        return tuple(found)


def read(world: World, problems: Collector) -> Content:
    """Read it all. What is wrong in it is added to ``problems``; the rest is still read."""
    return around(world, libraries.read_files(world, problems), problems)


def read_closely(world: World, problems: Collector) -> Content:
    """Read it all, and add warnings about texts that do not come out as their authors may think."""
    files = libraries.read_files(world, problems)
    for file in files.files:
        problems.extend(check_texts(file))
    for path in world.files(profiles.FOLDER, YAML):
        # What is wrong in a profile is told when it is read with the rest.
        if profile := libraries.read_checked(path, Collector(), allowed=("profile",)):
            problems.extend(check_texts(profile))
    return around(world, files, problems)


def around(world: World, files: libraries.Files, problems: Collector) -> Content:
    """Put a library together from its files, and read what goes with it: templates, sheets and profiles."""
    library = libraries.assemble(files, problems)
    templates = catalogue.load(world, library, problems)
    sheets = sheet_catalogue.load(world, library, problems)
    problems.extend(_unknown_documents(library, {*templates, *sheets}))
    every: list[Template | Sheet] = [*templates.values(), *sheets.values()]
    library = libraries.with_papers(library, [made.paper for made in every], problems)
    problems.extend(_wrong_papers(library))
    libraries.check_references(files.files, library, problems)
    problems.extend(_wrong_references(every, library))
    # What is wrong with a template is told there, and not where it is named.
    unread = set(world.files(FOLDER, SUFFIX)) - {template.path for template in templates.values()}
    documents = {*templates, *sheets, *(path.name.removesuffix(SUFFIX) for path in unread)}
    found = profiles.load(world, library, documents, problems)
    problems.extend(reviews.check(library))
    problems.extend(reviews.check_days(library, world.today))
    problems.extend(_passed_by(world))
    return Content(world, library, templates, sheets, found, _organisations(world, library, problems))


def _organisations(world: World, library: Library, problems: Collector) -> Organisations:
    """What the workspace's file of organisations tells; what is wrong in it is added."""
    path = organisations_of(world.root) if world.root else None
    file = libraries.read_checked(path, problems, allowed=("organisations",)) if path else None
    if file is None:
        return NO_ORGANISATIONS
    file = stored(file, library, {}, problems)
    problems.extend(check_organisations(file, library))
    return organisations(file)


def _wrong_references(every: Iterable[Template | Sheet], library: Library) -> Iterator[Problem]:
    """What is wrong with the references in templates, and in what documents and sheets tell their readers to do."""
    for made in every:
        yield from check_text(made.instruction, library.known, partial(_at, made.instruction_place))
        if isinstance(made, Template):
            yield from check_references(made.source, library.known)


def _at(place: Place, _offset: int) -> Place:
    """The place of a text that is not looked into."""
    return place


def _wrong_papers(library: Library) -> Iterator[Problem]:
    """Documents that stand for one that there is not, and papers that no item asks for."""
    made = {paper.id for paper in library.papers.values() if paper.made}
    for paper in library.papers.values():
        if paper.asked_by and paper.asked_by not in library.known.items:
            yield paper.place.problem(
                "KG307",
                _('Unknown item "{name}".').format(name=paper.asked_by),
                did_you_mean(paper.asked_by, library.known.items),
            )
        if paper.stands_for and paper.stands_for not in made:
            yield paper.place.problem(
                "KG305",
                _('Unknown document "{name}".').format(name=paper.stands_for),
                did_you_mean(paper.stands_for, made),
            )


def _unknown_documents(library: Library, documents: set[str]) -> Iterator[Problem]:
    """Documents that an answer leaves or takes out and that do not exist."""
    for question in library.questions.values():
        for narrowing in question.narrows:
            for name in (*narrowing.documents, *narrowing.without):
                if name not in documents:
                    yield question.place.problem(
                        "KG305",
                        _('Unknown document "{name}".').format(name=name),
                        did_you_mean(name, documents),
                    )


def _passed_by(world: World) -> Iterator[Problem]:
    """Warnings about what lies in the user's own folders and is not read: silence would look like "in order"."""
    for layer in world.layers[1:]:
        for name, suffix in _FILES:
            yield from passed_by(layer / name, suffix)
        # In the folder of the templates itself nothing is read.
        yield from passed_by(layer / "templates", SUFFIX, deep=False)
