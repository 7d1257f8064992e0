"""``kravgen gaps``: what is left to fill in, for those who can."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.cli.report import print_problems
from kravgen.i18n import _, ngettext
from kravgen.problems import Collector

_FORMATS = ("text", "xlsx", "docx")


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "List what is left to fill in: the key of each gap, the question, who can answer, what an answer is and"
            " where it stands."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option("--role", "roles", multiple=True, metavar=_("ROLE"), help=_("Only the gaps of this role."))
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        help=_(
            "text for people here, xlsx for one workbook to answer in, docx for a page for each role. The default"
            " follows the name of the file."
        ),
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("The workbook, or the folder for the pages. The default is <name>-luckor beside the file."),
    )
    def gaps(file: Path, roles: tuple[str, ...], form: str | None, output: Path | None) -> int:
        from kravgen.gaps import make
        from kravgen.gaps.pages import text
        from kravgen.record import store

        found = make.opened(file, today())
        asked = make.of_roles(found, roles)
        form = form or ("text" if output is None else "xlsx" if output.suffix == ".xlsx" else "docx")
        if form == "text":
            for line in text(asked):
                click.echo(line)
        elif not any(each.path for each in asked):
            click.echo(_("No gaps are left."))
        elif form == "xlsx":
            target = output or file.with_name(f"{file.stem}-luckor.xlsx")
            store.write_new(target, make.to_xlsx(found, asked))
            click.echo(_("The gaps are in {file}").format(file=target))
        else:
            folder = output or file.with_name(f"{file.stem}-luckor")
            pages = make.to_docx(found, asked)
            _make_folder(folder)
            store.write_new_together({folder / name: content for name, content in pages.items()})
            told = ngettext("{count} page is in {folder}", "{count} pages are in {folder}", len(pages))
            click.echo(told.format(count=len(pages), folder=folder))
        if found.stopped:
            click.echo(
                _(
                    "No documents can be made yet, so only what the answers lack is known. Run the command again then."
                ),
                err=True,
            )
            print_problems(found.stopped)
        return 0

    return gaps


def _make_folder(folder: Path) -> None:
    """The folder for the pages, which may be there.

    Raises:
        KravgenError: it cannot be made.
    """
    from kravgen.problems import KravgenError, Place, shown_path
    from kravgen.system import reason

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problems = Collector()
        problems.add(
            Place(shown_path(folder)).problem(
                "KG601",
                _("The file cannot be written: {reason}.").format(reason=reason(error)),
                _("Choose another name, or another folder."),
            )
        )
        raise KravgenError(list(problems), unreadable=True) from error
