"""From content and a case to the files of a package, in memory: the whole way, once, left to right.

Nothing is read and nothing is written here: the same content, case and numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kravgen.content import Content
from kravgen.documents.entry import Entry
from kravgen.documents.printed import printed
from kravgen.i18n import speaking
from kravgen.package import look
from kravgen.package.outline import Outline, outline
from kravgen.problems import Problem
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection
from kravgen.record.apart import placed
from kravgen.record.build import record
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
    hindrances: tuple[Problem, ...]
    """All that keeps the documents from being sent."""
    warnings: tuple[Problem, ...]
    """What should be looked at before the documents are sent."""

    def record(self, files: Sequence[PackageFile]) -> Record:
        """What is kept of it; ``files`` are its files with the names they get."""
        return record(self.selection, files, self.entries, self.fingerprint)


def make(
    content: Content,
    case: Case,
    given: Mapping[str, str],
    *,
    as_of: str = "",
    guidance: bool = True,
    printable: bool = False,
    sent_on: str = "",
    progress: Progress | None = None,
) -> Package:
    """The package of a procurement, from its outline. See :func:`kravgen.package.outline.outline`.

    What is wrong is told in the language of the content's world, whichever thread it is made in.

    Raises:
        KravgenError: the procurement cannot be made.
    """
    with speaking(content.world.language):
        planned = outline(content, case, given, as_of=as_of, guidance=guidance, sent_on=sent_on)
        return _made(content, planned, printable, progress)


def _made(content: Content, planned: Outline, printable: bool, progress: Progress | None) -> Package:
    files, to_print = _word_files(content, planned, printable, progress)
    files += _sheet_files(planned)
    notes = sum(rendered.notes for rendered, _reason in planned.documents)
    return Package(
        planned.selection,
        planned.numbers,
        planned.entries,
        tuple(files),
        notes,
        planned.fingerprint,
        planned.date,
        to_print,
        planned.hindrances,
        planned.warnings,
    )


def _word_files(
    content: Content, planned: Outline, printable: bool, progress: Progress | None
) -> tuple[list[PackageFile], dict[str, bytes]]:
    """The Word files of the package, and the same for printing if wanted."""
    from kravgen.word.writing import writer

    styles = look.reference(content.world)
    made: list[PackageFile] = []
    to_print: dict[str, bytes] = {}
    for position, (rendered, reason) in enumerate(planned.documents):
        if progress:
            progress(rendered.title, position, len(planned.documents))
        made.append(word_file(rendered, reason, writer.write(rendered.document, styles)))
        if printable:
            to_print[rendered.id] = writer.write(printed(rendered.document), styles)
    if progress:
        progress("", len(planned.documents), len(planned.documents))
    return made, to_print


def _sheet_files(planned: Outline) -> list[PackageFile]:
    """The spreadsheets of the package."""
    from kravgen.sheets.csvfile import to_csv
    from kravgen.sheets.xlsxfile import to_xlsx

    made = []
    for sheet, built, reason in planned.sheets:
        for number, form in enumerate(sheet.formats):
            made_of = to_xlsx(built.workbook) if form == "xlsx" else to_csv(built.workbook.tables[0])
            # A gap is told once, though it stands in two files.
            gaps = () if number else built.gaps
            name = placed(f"{sheet.id}.{form}", sheet.audience)
            told = built.wording if form == "xlsx" else None
            file = PackageFile(
                name, made_of, sheet.id, sheet.title, sheet.audience, reason, built.items, gaps, told
            )
            made.append(file)
    return made
