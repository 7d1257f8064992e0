"""From a procurement file to a package: the whole way, once, left to right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kravgen import workspace as workspaces
from kravgen.documents import catalogue
from kravgen.documents.catalogue import Template
from kravgen.documents.render import Rendered, Renderer, wanted
from kravgen.i18n import _
from kravgen.library import load as libraries
from kravgen.library.model import Library
from kravgen.package import manifest, numbering, store
from kravgen.problems import Collector, KravgenError
from kravgen.procurement import case as cases
from kravgen.procurement import profile as profiles
from kravgen.procurement.profile import Profile
from kravgen.procurement.selection import Selection, select
from kravgen.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Base:
    """What every command starts from: the library, the templates and the profiles."""

    workspace: Workspace
    library: Library
    templates: dict[str, Template]
    profiles: dict[str, Profile]


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has been written."""

    folder: Path
    selection: Selection
    documents: tuple[tuple[Rendered, str], ...]
    kept: tuple[store.Kept, ...]


def base(start: Path, problems: Collector) -> Base:
    """Read everything that does not belong to one procurement."""
    workspace = workspaces.find(start)
    library = libraries.load(workspace, problems)
    templates = catalogue.load(workspace, library, problems)
    found = profiles.load(workspace, library, set(templates), problems)
    return Base(workspace, library, templates, found)


def selection(file: Path, problems: Collector) -> tuple[Base, Selection]:
    """Read one procurement and decide about every item. What the decisions meet is added to ``problems``.

    Raises:
        KravgenError: something is wrong in the files.
    """
    read = base(file.parent if file.parent.is_dir() else Path(), problems)
    case = cases.load(file, read.library, read.profiles, problems)
    # What is wrong in the files can make a condition impossible to judge, so it must be mended first.
    if case is None or len(problems):
        problems.stop()
        raise AssertionError("no procurement and no problems")
    return read, select(case, read.library, problems)


def generate(
    file: Path, folder: Path | None, today: str, as_of: str | None = None, progress: Progress | None = None
) -> Package:
    """Write the package of a procurement file.

    ``today`` (ISO 8601) is used when the procurement has no date; ``as_of`` overrides the day that the law
    is judged on. ``folder`` defaults to ``output/<name>`` in the workspace or the current folder.

    Raises:
        KravgenError: something is wrong in the files, or the package cannot be written. Nothing has changed.
    """
    problems = Collector()
    read, chosen = selection(file, problems)
    day = as_of or chosen.case.date or today
    _check_law(chosen, day, problems)
    problems.stop()
    given = numbering.read(numbering.lock_path(file))
    numbers = numbering.assign((decision.item for decision in chosen.taken()), given)
    rendered = _render(read, chosen, numbers, day, progress)
    target = folder or (read.workspace.root or Path()) / "output" / chosen.case.name
    named, kept = store.names(target, {f"{r.template.id}.docx": content for r, content in rendered})
    documents = [(r, named[f"{r.template.id}.docx"], content) for r, content in rendered]
    files = {name: content for _rendered, name, content in documents}
    files[manifest.FILE] = manifest.to_bytes(manifest.build(chosen, documents, numbers, day))
    store.write(target, files, {numbering.lock_path(file): numbering.to_bytes(numbers)})
    return Package(target, chosen, tuple((r, name) for r, name, _content in documents), kept)


def _render(
    read: Base, chosen: Selection, numbers: dict[str, str], day: str, progress: Progress | None
) -> list[tuple[Rendered, bytes]]:
    from kravgen.word import reference, writer

    shipped = read.workspace.shipped("templates/styles/kravgen.docx")
    try:
        styles = reference.load(read.workspace.reference_document or shipped, shipped)
    except reference.BadReference as error:
        place = chosen.case.place
        raise KravgenError(
            place.problem(
                "KG603",
                _("The reference document {file} cannot be used: {reason}").format(
                    file=read.workspace.reference_document, reason=error
                ),
                _("Save it again as .docx in Word, or take it out of kravgen.yaml."),
            )
        ) from error
    shown = {d.item.id: numbering.number_of(d.item, numbers) for d in chosen.taken()}
    renderer = Renderer(read.workspace, chosen, shown, day)
    needed = [(template, because) for template, is_in, because in wanted(read.templates, chosen) if is_in]
    made = []
    for position, (template, because) in enumerate(needed):
        if progress:
            progress(template.title, position, len(needed))
        document = renderer.render(template, because)
        if not document.items:
            continue
        made.append((document, writer.write(document.document, styles)))
    if progress:
        progress("", len(needed), len(needed))
    return made


def _check_law(chosen: Selection, day: str, problems: Collector) -> None:
    """A taken item may not rest on a source that is not in force on the day."""
    for decision in chosen.taken():
        for reference in decision.item.sources:
            source = chosen.library.sources.get(reference.source)
            if source is None:
                continue
            if source.repealed and source.repealed <= day:
                replacement = chosen.library.sources.get(source.replaced_by)
                hint = _("It is replaced by {name}.").format(name=replacement.name) if replacement else ""
                problems.add(
                    decision.item.place.problem(
                        "KG309",
                        _("{item} rests on {source}, which was repealed on {date}.").format(
                            item=decision.item.id, source=source.name, date=source.repealed
                        ),
                        hint,
                    )
                )
            elif source.in_force and source.in_force > day:
                problems.add(
                    decision.item.place.problem(
                        "KG309",
                        _("{item} rests on {source}, which is not in force until {date}.").format(
                            item=decision.item.id, source=source.name, date=source.in_force
                        ),
                    )
                )
