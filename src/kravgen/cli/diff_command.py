"""``kravgen diff``: what differs between two packages."""

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

_FORMATS = ("text", "json", "docx")


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell what differs between two packages. Each is a package folder, its manifest.json or a"
            " procurement file, for the package it would give now."
        ),
    )
    @click.argument("before", type=click.Path(path_type=Path), metavar=_("BEFORE"))
    @click.argument("after", type=click.Path(path_type=Path), metavar=_("NOW"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        help=_(
            "text for people, json for programs, docx for a Word file with tracked changes. The default follows"
            " the name of the file."
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
    def diff(before: Path, after: Path, form: str | None, target: Path | None) -> int:
        from kravgen.comparison.difference import compare
        from kravgen.comparison.side import read

        ending = target.suffix.lower().removeprefix(".") if target else ""
        form = form or (ending if ending in _FORMATS else "text")
        if form == "docx" and target is None:
            raise click.UsageError(_("A Word file needs a name: add -o and the name of the file."))
        with told(shown_path(before)):
            old = read(before, today())
        with told(shown_path(after)):
            found = compare(old, read(after, today()))
            content = _content(found, after, form)
        if target is None:
            click.echo(content.decode(), nl=False)
            return 0
        from kravgen.record.store import write_new

        write_new(target, content)
        click.echo(_("The comparison is in {file}").format(file=target))
        return 0

    return diff


def _content(found: Difference, after: Path, form: str) -> bytes:
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

        return (json.dumps(data(found), ensure_ascii=False, indent=1) + "\n").encode()
    from kravgen.comparison.sentences import sentences

    return ("\n".join(sentences(found)) + "\n").encode()
