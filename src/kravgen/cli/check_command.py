"""``kravgen check``: soundness and accessibility of any Word file."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen import system
from kravgen.cli.guard import told
from kravgen.cli.reporters import REPORTERS
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Check that Word files are sound and can be read by everybody, and tell how to mend what is not."
            " A folder means every .docx in it. The files are not changed."
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
        problems: list[Problem] = []
        unreadable = False
        count = 0
        for path in paths:
            try:
                with told(shown_path(path)):
                    files = _files(path)
            except KravgenError as error:
                problems.extend(error.problems)
                unreadable = True
                continue
            for file in files:
                count += 1
                try:
                    problems.extend(_findings(file))
                except KravgenError as error:
                    problems.extend(error.problems)
                    unreadable = True
        REPORTERS[form](problems)
        if not problems and form == "text":
            click.echo(_("No findings in {count} files.").format(count=count))
        return 2 if unreadable else int(bool(problems))

    return check


def _findings(file: Path) -> list[Problem]:
    from kravgen.word.inspection import inspect
    from kravgen.word.reading.intake import content_of
    from kravgen.word.refusal import Refused

    name = shown_path(file)
    try:
        with told(name):
            return inspect(content_of(file), name)
    except Refused as error:
        raise KravgenError(
            Place(name).problem(
                "KG800",
                _("The file cannot be checked: {reason}").format(reason=_(error.reason)),
                _(error.remedy),
            ),
            unreadable=True,
        ) from error


def _files(path: Path) -> list[Path]:
    if not system.is_folder(path):
        return [path]
    # Word keeps a small file beside each document that is open.
    return sorted(file for file in path.iterdir() if file.match("*.docx") and not file.match("~$*"))
