"""From a procurement file to a package in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.content import Content
from kravgen.i18n import _
from kravgen.package.make import Package, Progress, make
from kravgen.package.outline import choose
from kravgen.problems import Collector, Place, Problem, shown_path
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection
from kravgen.record import earlier, lockfile, manifest, sending, store
from kravgen.record.file import PackageFile, pdf_file
from kravgen.record.model import Record
from kravgen.record.target import check


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package that has been written."""

    folder: Path
    package: Package
    files: tuple[PackageFile, ...]
    kept: tuple[store.Kept, ...]
    sent: tuple[PackageFile, ...] = ()
    """The files that have been put in a folder to send."""


def read(file: Path, today: str) -> tuple[Content, Case]:
    """A procurement file and the content of the workspace it lies in. ``today`` is ISO 8601.

    Raises:
        KravgenError: something is wrong in the files.
    """
    problems = Collector()
    content, case = read_with(file, today, problems)
    # What is wrong in the files can make a condition impossible to judge, so it must be mended first.
    problems.stop()
    assert case, "no procurement and no problems"
    return content, case


def read_with(file: Path, today: str, problems: Collector) -> tuple[Content, Case | None]:
    """As :func:`read`, with what is wrong added to ``problems``; no case where there is none.

    Raises:
        KravgenError: the file cannot be read at all.
    """
    content = contents.read(worlds.find(file.parent if file.parent.is_dir() else Path(), today), problems)
    return content, cases.load(file, content.library, content.profiles, problems, content.organisations)


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
    send: Path | None = None,
    progress: Progress | None = None,
    tell: store.Tell = lambda sentence: None,
) -> WrittenPackage:
    """Write the package of a procurement file.

    ``today`` (ISO 8601) is used when the procurement has no date; ``as_of`` overrides the day that the law
    is judged on. ``folder`` defaults to ``output/<name>`` in the workspace or the current folder. Without
    ``guidance`` the documents hold no comments to the one who writes them; with ``pdf`` each Word file has a PDF
    beside it. ``tell`` is told what has been put in order on the way.

    ``send`` is a new folder for the documents that anybody may have, without comments: nothing is written anywhere
    while something is left for the buyer to do.

    Raises:
        KravgenError: something is wrong in the files, or the package cannot be written. Nothing has changed.
    """
    if pdf:
        from kravgen.pdf.convert import check_available

        check_available()
    content, case = read(file, today)
    target = folder or default_folder(content, case)
    check(target, file, content.world.root)
    if send:
        check(send, file, content.world.root)
        sending.check(send)
    with store.at_work(file, target, tell):
        before = lockfile.content(file)
        given = _given(file, target, before, tell)
        package = make(
            content,
            case,
            given,
            as_of=as_of,
            guidance=guidance and not send,
            printable=pdf,
            sent_on=today if send else "",
            progress=progress,
        )
        if send:
            public = {file.name: file.content for file in package.files if file.audience == "public"}
            _stop((*package.hindrances, *_edited(target, store.in_the_way(target, public))))
        files = _with_pdf(package, progress) if pdf else package.files

        def named(names: Mapping[str, str]) -> tuple[PackageFile, ...]:
            return tuple(replace(file, name=names[file.name]) for file in files)

        names = store.write(
            target,
            {file.name: file.content for file in files},
            lambda names: manifest.to_bytes(package.record(named(names))),
            store.NumbersChange(file, before, lockfile.to_bytes(package.numbers)),
            tell,
        )
    kept = store.kept(names)
    sent = tuple(file for file in files if file.audience == "public") if send else ()
    if send:
        # Somebody may have edited one meanwhile.
        names_sent = {file.name for file in sent}
        _stop(_edited(target, (each.file for each in kept if each.file in names_sent)))
        sending.put(send, {file.name: file.content for file in sent})
    return WrittenPackage(target, package, named(names), kept, sent)


def _stop(problems: Iterable[Problem]) -> None:
    """Raise what is wrong, all at once.

    Raises:
        KravgenError: something is.
    """
    found = Collector()
    found.extend(problems)
    found.stop()


def _edited(target: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Files to send that somebody has edited by hand: other words than theirs are not sent."""
    for name in names:
        yield Place(shown_path(target / name)).problem(
            "KG522",
            _("The file has been edited by hand, so nothing has been put in the folder to send."),
            _(
                "Write the change in the procurement's file and take the edited file away, or send it yourself."
            ),
        )


def default_folder(content: Content, case: Case) -> Path:
    """Where a procurement's package lies when nobody says otherwise."""
    return (content.world.root or Path()) / "output" / case.name


def _given(file: Path, target: Path, before: bytes | None, tell: store.Tell) -> Mapping[str, str]:
    """The numbers that items have already: those of the lock or, when it is gone, of the package."""
    lock = lockfile.path_of(file)
    if before is not None:
        return lockfile.parse(before, shown_path(lock))
    if numbers := earlier.numbers_in(target, file.name):
        tell(
            _("{lock} was gone. It has been made again from the numbers in {package}.").format(
                lock=shown_path(lock), package=shown_path(target / manifest.FILE)
            )
        )
    return numbers


def record_of(file: Path, today: str) -> Record:
    """The record of the package that :func:`generate` would write now. Nothing is written.

    Raises:
        KravgenError: something is wrong in the files.
    """
    content, case = read(file, today)
    given = _given(file, default_folder(content, case), lockfile.content(file), lambda sentence: None)
    package = make(content, case, given)
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
