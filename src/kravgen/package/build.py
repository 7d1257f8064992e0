"""From a procurement file to a package: the whole way, once, left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import workspace as workspaces
from kravgen.documents import catalogue
from kravgen.documents.catalogue import Template
from kravgen.documents.entry import Entry, entries
from kravgen.documents.printed import printed
from kravgen.documents.render import Renderer, wanted
from kravgen.i18n import _
from kravgen.library import load as libraries
from kravgen.library.model import Library
from kravgen.package import look, manifest, numbering, store
from kravgen.package.files import PackageFile, pdf_file, word_file
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement import profile as profiles
from kravgen.procurement.profile import Profile
from kravgen.procurement.selection import Selection, select
from kravgen.sheets import catalogue as sheet_catalogue
from kravgen.sheets.catalogue import Sheet
from kravgen.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Base:
    """What every command starts from: the library, the templates and the profiles."""

    workspace: Workspace
    library: Library
    templates: dict[str, Template]
    sheets: dict[str, Sheet]
    profiles: dict[str, Profile]

    @property
    def documents(self) -> dict[str, Template | Sheet]:
        """Every document and sheet by name, in the order of the package."""
        every: list[Template | Sheet] = [*self.templates.values(), *self.sheets.values()]
        return {document.id: document for document in sorted(every, key=lambda d: (d.order, d.id))}


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has been written."""

    folder: Path
    selection: Selection
    files: tuple[PackageFile, ...]
    notes: int
    """How many comments to the one who writes stand in the documents."""
    kept: tuple[store.Kept, ...]


def base(start: Path, problems: Collector) -> Base:
    """Read everything that does not belong to one procurement."""
    workspace = workspaces.find(start)
    return base_on(workspace, libraries.load(workspace, problems), problems)


def base_on(workspace: Workspace, library: Library, problems: Collector) -> Base:
    """Read what goes with a library that has been read: templates, sheets and profiles."""
    templates = catalogue.load(workspace, library, problems)
    sheets = sheet_catalogue.load(workspace, library, problems)
    found = profiles.load(workspace, library, {*templates, *sheets}, problems)
    return Base(workspace, library, templates, sheets, found)


def selection(
    file: Path, problems: Collector, today: str, as_of: str | None = None
) -> tuple[Base, Selection]:
    """Read one procurement and decide about every item. What the decisions meet is added to ``problems``.

    The days are those of :func:`generate`.

    Raises:
        KravgenError: something is wrong in the files.
    """
    read = base(file.parent if file.parent.is_dir() else Path(), problems)
    case = cases.load(file, read.library, read.profiles, problems)
    # What is wrong in the files can make a condition impossible to judge, so it must be mended first.
    if case is None or len(problems):
        problems.stop()
        raise AssertionError("no procurement and no problems")
    return read, select(case, read.library, problems, as_of or case.date or today)


def generate(
    file: Path,
    folder: Path | None,
    today: str,
    as_of: str | None = None,
    guidance: bool = True,
    pdf: bool = False,
    progress: Progress | None = None,
) -> Package:
    """Write the package of a procurement file.

    ``today`` (ISO 8601) is used when the procurement has no date; ``as_of`` overrides the day that the law
    is judged on. ``folder`` defaults to ``output/<name>`` in the workspace or the current folder. Without
    ``guidance`` the documents hold no comments to the one who writes them; with ``pdf`` each Word file has a PDF
    beside it.

    Raises:
        KravgenError: something is wrong in the files, or the package cannot be written. Nothing has changed.
    """
    if pdf:
        from kravgen.pdf.convert import check_available

        check_available()
    read, made = _make(file, today, as_of, guidance, pdf, progress)
    target = folder or (read.workspace.root or Path()) / "output" / made.selection.case.name
    files, kept = store.named(target, made.files)
    content = {file.name: file.content for file in files}
    content[manifest.FILE] = manifest.to_bytes(made.manifest(files))
    store.write(target, content, {numbering.lock_path(file): numbering.to_bytes(made.numbers)})
    return Package(target, made.selection, files, made.notes, kept)


def manifest_of(file: Path, today: str) -> dict[str, Any]:
    """The manifest of the package that :func:`generate` would write now. Nothing is written.

    Raises:
        KravgenError: something is wrong in the files.
    """
    _read, made = _make(file, today, None, True, False, None)
    return made.manifest(made.files)


@dataclass(frozen=True, slots=True)
class _Made:
    """A package that has not been written."""

    selection: Selection
    numbers: Mapping[str, str]
    entries: tuple[Entry, ...]
    files: tuple[PackageFile, ...]
    notes: int
    day: str
    fingerprint: str

    def manifest(self, files: Sequence[PackageFile]) -> dict[str, Any]:
        """Its manifest; ``files`` are its files with the names they get."""
        return manifest.build(self.selection, files, self.entries, self.day, self.fingerprint)


def _make(
    file: Path, today: str, as_of: str | None, guidance: bool, pdf: bool, progress: Progress | None
) -> tuple[Base, _Made]:
    problems = Collector()
    read, chosen = selection(file, problems, today, as_of)
    day = chosen.day
    _check_law(chosen, day, problems)
    problems.stop()
    given = numbering.read(numbering.lock_path(file))
    numbers = numbering.assign((decision.item for decision in chosen.taken()), given)
    shown = entries(chosen, numbering.shown(chosen, numbers), guidance)
    mark = manifest.package_fingerprint(chosen, shown, day)
    renderer = Renderer(read.workspace, chosen, shown, day, mark, guidance)
    files, notes = _word_files(read, chosen, renderer, pdf, progress)
    files += _sheet_files(read, chosen, shown, files, renderer.date)
    return read, _Made(chosen, numbers, shown, tuple(files), notes, day, mark)


def _word_files(
    read: Base, chosen: Selection, renderer: Renderer, pdf: bool, progress: Progress | None
) -> tuple[list[PackageFile], int]:
    """The Word files of the package, each with its PDF if wanted, and how many comments they hold."""
    from kravgen.word import writer

    styles = look.reference(read.workspace)
    needed = [(template, because) for template, is_in, because in wanted(read.templates, chosen) if is_in]
    made: list[PackageFile] = []
    to_print: dict[str, bytes] = {}
    notes = 0
    for position, (template, because) in enumerate(needed):
        if progress:
            progress(template.title, position, len(needed))
        rendered = renderer.render(template, because)
        if not rendered.items:
            continue
        notes += rendered.notes
        made.append(word_file(rendered, writer.write(rendered.document, styles)))
        if pdf:
            to_print[template.id] = writer.write(printed(rendered.document), styles)
    if to_print:
        from kravgen.pdf.convert import to_pdf

        if progress:
            progress("PDF", len(needed) - 1, len(needed))
        pages = to_pdf(to_print, renderer.date)
        made = [file for word in made for file in (word, pdf_file(word, pages[word.id]))]
    if progress:
        progress("", len(needed), len(needed))
    return made, notes


def _sheet_files(
    read: Base, chosen: Selection, shown: Sequence[Entry], documents: Sequence[PackageFile], day: str
) -> list[PackageFile]:
    """The spreadsheets of the package."""
    from kravgen.sheets import build as sheets
    from kravgen.sheets.columns import Context
    from kravgen.sheets.csvfile import to_csv
    from kravgen.sheets.xlsxfile import to_xlsx

    first: dict[str, str] = {}
    for document in documents:
        for item in document.items:
            first.setdefault(item, document.title)
    context = Context(chosen.library, first)
    made = []
    for sheet, is_in, because in wanted(read.sheets, chosen):
        if not is_in:
            continue
        built = sheets.build(sheet, shown, context, chosen.case, day)
        if not built.workbook.tables:
            continue
        for number, form in enumerate(sheet.formats):
            content = to_xlsx(built.workbook) if form == "xlsx" else to_csv(built.workbook.tables[0])
            # A gap is told once, though it stands in two files.
            gaps = () if number else built.gaps
            name = f"{sheet.id}.{form}"
            file = PackageFile(
                name, content, sheet.id, sheet.title, sheet.audience, because, built.items, gaps
            )
            made.append(file)
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
