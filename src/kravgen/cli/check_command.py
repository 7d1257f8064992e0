"""``kravgen check``: soundness and accessibility of any Word file."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _, ngettext


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Check that Word files are sound and can be read by everybody, and tell how to mend what is not."
            " A folder means every document in it and in the folders below it. The files are not changed."
        ),
    )
    @click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FILE..."))
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(REPORTERS)),
        default="text",
        help=_("text for people, json for programs, github for a pull request."),
    )
    def check(paths: tuple[Path, ...], form: str) -> int:
        from kravgen.word.inspection.files import inspect_files

        found = inspect_files(paths)
        REPORTERS[form](found.problems)
        if not found.failed and form == "text":
            clean = ngettext("No findings in {count} file.", "No findings in {count} files.", found.files)
            click.echo(clean.format(count=found.files))
        return 2 if found.unreadable else int(found.failed)

    return check
