"""From content and a case to the files of a package, in memory: the whole way, once, left to right.

Nothing is read and nothing is written here: the same content, case and numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kravgen.content import Content
from kravgen.documents.entry import Entry, entries
from kravgen.documents.needed import needed
from kravgen.documents.printed import printed
from kravgen.documents.render import Renderer
from kravgen.law.in_force import not_in_force
from kravgen.package import look
from kravgen.problems import Collector
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection, select
from kravgen.record import numbering
from kravgen.record.build import package_fingerprint, record
from kravgen.record.file import PackageFile, word_file
from kravgen.record.model import Record

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has not been written."""

    selection: Selection
    numbers: Mapping[str, str]
    """The number of every item that has ever had one, by id: the lock to write."""
    entries: tuple[Entry, ...]
    files: tuple[PackageFile, ...]
    notes: int
    """How many comments to the one who writes stand in the documents."""
    fingerprint: str
    date: str
    """The date of the documents (ISO 8601)."""
    printable: Mapping[str, bytes]
    """Word files as they are printed, by document: what PDF files are made from. Empty unless asked for."""

    def record(self, files: Sequence[PackageFile]) -> Record:
        """What is kept of it; ``files`` are its files with the names they get."""
        return record(self.selection, files, self.entries, self.fingerprint)


def choose(content: Content, case: Case, problems: Collector, as_of: str = "") -> Selection:
    """Decide about every item, as :func:`make` does. ``as_of`` (ISO 8601) is the day that the law is judged on.

    Without it the procurement's own date holds, or today.
    """
    return select(case, content.library, problems, as_of or case.date or content.world.today)


def make(
    content: Content,
    case: Case,
    given: Mapping[str, str],
    *,
    as_of: str = "",
    guidance: bool = True,
    printable: bool = False,
    progress: Progress | None = None,
) -> Package:
    """The package of a procurement. ``given`` are the numbers that items have already, by id.

    Without ``guidance`` the documents hold no comments to the one who writes them. ``as_of`` as in :func:`choose`.

    Raises:
        KravgenError: the procurement cannot be made, or a template fails.
    """
    problems = Collector()
    chosen = choose(content, case, problems, as_of)
    taken = [decision.item for decision in chosen.taken()]
    problems.extend(not_in_force(taken, chosen.library.sources, chosen.day))
    problems.stop()
    numbers = numbering.assign(taken, given)
    shown = entries(chosen, numbering.shown(chosen, numbers), guidance)
    mark = package_fingerprint(chosen, shown)
    renderer = Renderer(chosen, shown, chosen.day, mark, guidance)
    files, to_print, notes = _word_files(content, chosen, renderer, printable, progress)
    files += _sheet_files(content, chosen, shown, files, renderer.date)
    return Package(chosen, numbers, shown, tuple(files), notes, mark, renderer.date, to_print)


def _word_files(
    content: Content, chosen: Selection, renderer: Renderer, printable: bool, progress: Progress | None
) -> tuple[list[PackageFile], dict[str, bytes], int]:
    """The Word files of the package, the same for printing if wanted, and how many comments they hold."""
    from kravgen.word.writing import writer

    styles = look.reference(content.world)
    wanted = [
        (template, reason) for template, is_in, reason in needed(content.templates, chosen.case) if is_in
    ]
    made: list[PackageFile] = []
    to_print: dict[str, bytes] = {}
    notes = 0
    for position, (template, reason) in enumerate(wanted):
        if progress:
            progress(template.title, position, len(wanted))
        rendered = renderer.render(template)
        if not rendered.items:
            continue
        notes += rendered.notes
        made.append(word_file(rendered, reason, writer.write(rendered.document, styles)))
        if printable:
            to_print[template.id] = writer.write(printed(rendered.document), styles)
    if progress:
        progress("", len(wanted), len(wanted))
    return made, to_print, notes


def _sheet_files(
    content: Content, chosen: Selection, shown: Sequence[Entry], documents: Sequence[PackageFile], day: str
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
    for sheet, is_in, reason in needed(content.sheets, chosen.case):
        if not is_in:
            continue
        built = sheets.build(sheet, shown, context, chosen.case, day)
        if not built.workbook.tables:
            continue
        for number, form in enumerate(sheet.formats):
            made_of = to_xlsx(built.workbook) if form == "xlsx" else to_csv(built.workbook.tables[0])
            # A gap is told once, though it stands in two files.
            gaps = () if number else built.gaps
            name = f"{sheet.id}.{form}"
            file = PackageFile(
                name, made_of, sheet.id, sheet.title, sheet.audience, reason, built.items, gaps
            )
            made.append(file)
    return made
