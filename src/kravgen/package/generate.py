"""From a procurement file to a package in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.content import Content
from kravgen.package.make import Package, Progress, make
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection
from kravgen.record import manifest, numbering, store
from kravgen.record.file import PackageFile, pdf_file
from kravgen.record.model import Record


@dataclass(frozen=True, slots=True)
class Written:
    """A package that has been written."""

    folder: Path
    package: Package
    files: tuple[PackageFile, ...]
    kept: tuple[store.Kept, ...]


def read(file: Path, today: str) -> tuple[Content, Case]:
    """A procurement file and the content of the workspace it lies in. ``today`` is ISO 8601.

    Raises:
        KravgenError: something is wrong in the files.
    """
    problems = Collector()
    content = contents.read(worlds.find(file.parent if file.parent.is_dir() else Path(), today), problems)
    case = cases.load(file, content.library, content.profiles, problems)
    # What is wrong in the files can make a condition impossible to judge, so it must be mended first.
    problems.stop()
    assert case, "no procurement and no problems"
    return content, case


def chosen(file: Path, problems: Collector, today: str) -> tuple[Content, Selection]:
    """Read one procurement and decide about every item. What the decisions meet is added to ``problems``.

    Raises:
        KravgenError: something is wrong in the files.
    """
    content, case = read(file, today)
    return content, choose(content, case, problems)


def generate(
    file: Path,
    folder: Path | None,
    today: str,
    as_of: str = "",
    guidance: bool = True,
    pdf: bool = False,
    progress: Progress | None = None,
) -> Written:
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
    content, case = read(file, today)
    lock = numbering.lock_path(file)
    package = make(
        content,
        case,
        numbering.read(lock),
        as_of=as_of,
        guidance=guidance,
        printable=pdf,
        progress=progress,
    )
    target = folder or (content.world.root or Path()) / "output" / case.name
    files, kept = store.named(target, _with_pdf(package, progress) if pdf else package.files)
    written = {file.name: file.content for file in files}
    written[manifest.FILE] = manifest.to_bytes(package.record(files))
    store.write(target, written, {lock: numbering.to_bytes(package.numbers)})
    return Written(target, package, files, kept)


def record_of(file: Path, today: str) -> Record:
    """The record of the package that :func:`generate` would write now. Nothing is written.

    Raises:
        KravgenError: something is wrong in the files.
    """
    content, case = read(file, today)
    package = make(content, case, numbering.read(numbering.lock_path(file)))
    return package.record(package.files)


def _with_pdf(package: Package, progress: Progress | None) -> tuple[PackageFile, ...]:
    """The files of the package, each Word file with its PDF after it."""
    from kravgen.pdf.convert import to_pdf

    if progress:
        progress("PDF", len(package.printable) - 1, len(package.printable))
    pages = to_pdf(package.printable, package.date)
    return tuple(
        part
        for file in package.files
        for part in ((file, pdf_file(file, pages[file.id])) if file.name.endswith(".docx") else (file,))
    )
