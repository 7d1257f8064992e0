"""``kravgen lint``: breaches of the rules for how requirements are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Look for breaches of the rules for how requirements are written, in the files and folders that are"
            " named, or in the whole library and every profile. Nothing is changed."
        ),
    )
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=_("[PATH]..."))
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(REPORTERS)),
        default="text",
        help=_("text for people, json for programs, github for a pull request."),
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day that laws and reviews are judged on (YYYY-MM-DD). The default is today."),
    )
    def lint(paths: tuple[Path, ...], form: str, as_of: datetime | None) -> int:
        from kravgen.lint.run import lint as check

        report = check(paths, as_of.date().isoformat() if as_of else today())
        REPORTERS[form](report.problems)
        if report.problems:
            return 2 if report.unreadable else 1
        if form == "text":
            click.echo(
                _("Nothing to remark on: {items} items in {files} files.").format(
                    items=report.items, files=report.files
                )
            )
        return 0

    return lint
