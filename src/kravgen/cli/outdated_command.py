"""``kravgen outdated``: what a procurement would get of today's library, and which decisions to take again."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell what the procurement's package would get if it were made of today's library, which numbers would be"
            " given, and which decisions are to be taken again, since the item or the gate reads otherwise now. Nothing"
            " is written."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_(
            "The folder of the package that was made before. The default is where kravgen generate puts it."
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        help=_("text for people, json for programs."),
    )
    def outdated(file: Path, folder: Path | None, form: str) -> int:
        from kravgen.renewal import words
        from kravgen.renewal.state import standing

        found = standing(file, folder, today())
        if form == "json":
            click.echo(json.dumps(words.data(found), ensure_ascii=False, indent=1))
        else:
            for line in words.lines(file, found):
                click.echo(line)
        by_hand = any(problem.level == "error" for problem in found.lock)
        return 1 if found.decisions or by_hand else 0

    return outdated
