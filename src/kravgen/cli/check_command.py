"""``kravgen check``: soundness and accessibility of any Word file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

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
        files = [file for path in paths for file in _files(path)]
        problems: list[Problem] = []
        unreadable = False
        for file in files:
            try:
                problems.extend(_findings(file))
            except KravgenError as error:
                problems.extend(error.problems)
                unreadable = True
        REPORTERS[form](problems)
        if not problems and form == "text":
            click.echo(_("No findings in {count} files.").format(count=len(files)))
        return 2 if unreadable else int(bool(problems))

    return check


def _findings(file: Path) -> list[Problem]:
    from kravgen.word.inspection import inspect
    from kravgen.word.refusal import Refused
    from kravgen.yamlfile import unreadable

    name = shown_path(file)
    try:
        return inspect(file.read_bytes(), name)
    except OSError as error:
        raise unreadable(name, error) from error
    except Refused as error:
        raise KravgenError(
            Place(name).problem(
                "KG800",
                _("The file cannot be checked: {reason}").format(reason=_(error.reason)),
                _(error.remedy),
            ),
            unreadable=True,
        ) from error


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        # Word keeps a small file beside each document that is open.
        yield from sorted(file for file in path.glob("*.docx") if not file.name.startswith("~$"))
    else:
        yield path
