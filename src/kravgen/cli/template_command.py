"""``kravgen template``: the municipality's own Word template."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.report import print_problems
from kravgen.i18n import _
from kravgen.problems import Place, shown_path


def command() -> click.Command:
    """The group of commands, described in the language in use."""

    @click.group(
        help=_("Look at the municipality's own Word template."),
    )
    def template() -> None:
        pass

    @template.command(
        help=_(
            "Tell what a Word template (.docx or .dotx) gives the documents: which styles it has and lacks, what"
            " is not taken over, the page, the lines, the colours and the fonts. The file is not changed."
        ),
        short_help=_("Tell what a Word template gives the documents."),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    def check(file: Path) -> int:
        from kravgen.package.look import survey_of
        from kravgen.word.look import report

        found, name = survey_of(file), shown_path(file)
        for line in report.lines(found, name):
            click.echo(line)
        problems = list(report.problems(found, Place(name)))
        if problems:
            click.echo()
            print_problems(problems)
        return int(any(problem.level == "error" for problem in problems))

    return template
