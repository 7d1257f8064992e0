"""``kravgen verify``: what has been changed in documents that were sent, and what has been answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _

if TYPE_CHECKING:
    from kravgen.returned.returns import Returns

_FORMATS = ("text", "json", "xlsx", "github")
_TO_FILE = ("json", "xlsx")


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Compare documents with the package they were sent with: what has been changed, added or taken away,"
            " what has been answered and what has not. In a folder, each folder in it is a bidder. A package's own"
            " folder is compared with itself."
        ),
    )
    @click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FILE..."))
    @click.option(
        "--package",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_("The folder of the package. The default is the folder that the file lies in."),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        help=_(
            "text for people, json for programs, xlsx for a workbook with every answer, github for a pull request."
            " The default follows the name of the file."
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
    def verify(paths: tuple[Path, ...], package: Path | None, form: str | None, target: Path | None) -> int:
        from kravgen.returned.returns import look_through

        ending = target.suffix.lower().removeprefix(".") if target else ""
        form = form or (ending if ending in _TO_FILE else "text")
        if form == "xlsx" and target is None:
            raise click.UsageError(_("A workbook needs a name: add -o and the name of the file."))
        if form == "github" and target is not None:
            raise click.UsageError(_("What a pull request is told goes to the screen: take -o away."))
        found = look_through(paths, package)
        if form in ("text", "xlsx"):
            REPORTERS["text"](found.all_problems)
        if form == "github":
            REPORTERS["github"](found.all_problems)
        elif found.groups or form == "json" or target:
            _give(_content(found, form), target)
        return 2 if found.unreadable else int(bool(found.all_problems))

    return verify


def _content(found: Returns, form: str) -> bytes:
    if form == "xlsx":
        from kravgen.returned.workbook import workbook

        return workbook(found, today())
    if form == "json":
        from kravgen.returned.data import data

        return (json.dumps(data(found), ensure_ascii=False, indent=1) + "\n").encode()
    from kravgen.returned.report import report

    return report(found).encode()


def _give(content: bytes, target: Path | None) -> None:
    if target is None:
        click.echo(content.decode(), nl=False)
        return
    from kravgen.record.store import write_new

    write_new(target, content)
    click.echo(_("The result is in {file}").format(file=target))
