"""``kravgen validate``: every problem in library, profiles, templates and procurements."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.cli.report import print_problems
from kravgen.i18n import _


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Check the library, profiles and templates, and the procurements that are named. A folder means"
            " every procurement in it."
        ),
        short_help=_("Check library, profiles, templates and procurements."),
    )
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=_("[PATH]..."))
    def validate(paths: tuple[Path, ...]) -> int:
        from kravgen.package.validate import validate as check

        report = check(paths, today())
        if report.problems:
            print_problems(report.problems)
        if report.failed:
            return 2 if report.unreadable else 1
        click.echo(
            _(
                "No problems: {items} items, {profiles} profiles, {documents} documents, {cases} procurements."
            ).format(
                items=len(report.content.library.items),
                profiles=len(report.content.profiles),
                documents=len(report.content.documents),
                cases=report.cases,
            )
        )
        return 0

    return validate
