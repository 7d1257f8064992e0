"""``kravgen verify``: what has been changed in documents that were sent, and which answers are missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _

if TYPE_CHECKING:
    from kravgen.returned.outcome import Verified


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Compare documents with the package they were sent with: what has been changed, added or taken away,"
            " and which answers are missing. A folder with a manifest is compared with itself."
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
        type=click.Choice(tuple(REPORTERS)),
        default="text",
        help=_("text for people, json for programs, github for a pull request."),
    )
    def verify(paths: tuple[Path, ...], package: Path | None, form: str) -> int:
        from kravgen.returned.returns import look_through

        found = look_through(paths, package)
        if form == "text":
            for file in found.files:
                _tell(file)
        REPORTERS[form](found.all_problems)
        return 2 if found.unreadable else int(bool(found.all_problems))

    return verify


def _tell(verified: Verified) -> None:
    """A line about a file that has been filled in; an untouched one is silent."""
    if not verified.asked or verified.outcome == "untouched":
        return
    told = _("{file}: {answered} of {asked} questions answered.")
    click.echo(told.format(file=verified.file, answered=verified.answered, asked=verified.asked))
