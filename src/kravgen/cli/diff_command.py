"""``kravgen diff``: what differs between two packages, or between two states of the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import shown_path

if TYPE_CHECKING:
    from kravgen.comparison.difference import Difference
    from kravgen.comparison.library.difference import LibraryDifference
    from kravgen.comparison.sides import Libraries

_FORMATS = ("text", "markdown", "json", "docx")
_ENDINGS = {"txt": "text", "md": "markdown"}


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell what differs between two packages, or between two states of the library. A package is its folder,"
            " its manifest.json or a procurement file, for the package it would give now. A state of the library is"
            " a revision of git, or a folder; without the second it is the working copy."
        ),
    )
    @click.argument("before", metavar=_("BEFORE"))
    @click.argument("after", required=False, metavar=_("[NOW]"))
    @click.option(
        "--packages",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_(
            "Tell which packages in the folder hold what has changed in the library. The default is the folder"
            " output beside the library. May be given several times."
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        help=_(
            "text for people, markdown for a pull request, json for programs, docx for a Word file with tracked"
            " changes. The default follows the name of the file."
        ),
    )
    @click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("Where the result goes. A file that is there already is never overwritten."),
    )
    def diff(
        before: str, after: str | None, folders: tuple[Path, ...], form: str | None, target: Path | None
    ) -> int:
        from kravgen.comparison.sides import libraries

        ending = target.suffix.lower().removeprefix(".") if target else ""
        ending = _ENDINGS.get(ending, ending)
        form = form or (ending if ending in _FORMATS else "text")
        if form == "docx" and target is None:
            raise click.UsageError(_("A Word file needs a name: add -o and the name of the file."))
        with told(before):
            pair = libraries(before, after, today())
        if pair:
            content, code = _of_libraries(pair, folders, form)
        else:
            content, code = _of_packages(Path(before), Path(after or ""), form), 0
        if target is None:
            click.echo(content.decode(), nl=False)
            return code
        from kravgen.record.store import write_new

        write_new(target, content)
        click.echo(_("The comparison is in {file}").format(file=target))
        return code

    return diff


def _of_packages(before: Path, after: Path, form: str) -> bytes:
    from kravgen.comparison.difference import compare
    from kravgen.comparison.side import read

    if form == "markdown":
        raise click.UsageError(_("Packages are compared as text, json or docx."))
    with told(shown_path(before)):
        old = read(before, today())
    with told(shown_path(after)):
        return _packages_as(compare(old, read(after, today())), after, form)


def _of_libraries(pair: Libraries, folders: tuple[Path, ...], form: str) -> tuple[bytes, int]:
    """The comparison in a form, and the exit code: 1 when something could not be compared."""
    from kravgen.cli.report import print_problems
    from kravgen.comparison.library.difference import compare
    from kravgen.system import is_folder

    records = {}
    beside = pair.home / "output"
    if looked_in := folders or ((beside,) if is_folder(beside) else ()):
        from kravgen.record.found import packages_in

        found = packages_in(looked_in)
        records = dict(found.records)
        if folders:
            print_problems(found.passed)
    difference = compare(pair.before, pair.after, pair.below, records)
    return _libraries_as(difference, pair.home, form), 1 if difference.not_compared else 0


def _libraries_as(found: LibraryDifference, home: Path, form: str) -> bytes:
    if form == "docx":
        from kravgen import world as worlds
        from kravgen.comparison.library.notice import library_notice
        from kravgen.package.look import reference
        from kravgen.word.writing.writer import write

        return write(library_notice(found, today()), reference(worlds.find(home, today())))
    if form == "json":
        from kravgen.comparison.library.data import library_data

        return _json(library_data(found))
    if form == "markdown":
        from kravgen.comparison.library.markdown import markdown

        return markdown(found).encode()
    from kravgen.comparison.library.sentences import library_sentences

    return ("\n".join(library_sentences(found)) + "\n").encode()


def _packages_as(found: Difference, after: Path, form: str) -> bytes:
    if form == "docx":
        from kravgen import world as worlds
        from kravgen.comparison.notice import notice
        from kravgen.package.look import reference
        from kravgen.system import is_folder
        from kravgen.word.writing.writer import write

        return write(
            notice(found), reference(worlds.find(after if is_folder(after) else after.parent, today()))
        )
    if form == "json":
        from kravgen.comparison.data import data

        return _json(data(found))
    from kravgen.comparison.sentences import sentences

    return ("\n".join(sentences(found)) + "\n").encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
