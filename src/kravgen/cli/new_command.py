"""``kravgen new``: a procurement file to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import Collector, shown_path


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_("Make a procurement file to fill in, with every question of the profile."),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option(
        "-p", "--profile", "name", required=True, metavar=_("PROFILE"), help=_("The kind of procurement.")
    )
    @click.option(
        "--fact",
        "answers",
        multiple=True,
        metavar=_("NAME=ANSWER"),
        help=_("An answer that is known already, such as procedure=direct. May be given several times."),
    )
    def new(file: Path, name: str, answers: tuple[str, ...]) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.procurement.questionnaire import to_fill_in
        from kravgen.record import store
        from kravgen.system import is_folder
        from kravgen.textfile import unreadable

        problems = Collector()
        if not file.name or is_folder(file):
            raise unreadable(shown_path(file), IsADirectoryError())
        file = file if file.suffix in (".yaml", ".yml") else file.with_suffix(".yaml")
        start = file.parent if file.parent.is_dir() else Path()
        content = contents.read(worlds.find(start, today()), problems)
        problems.stop()
        made = to_fill_in(
            content.profiles, name, content.library, content.papers, answers, content.organisations
        )
        store.write_new(file, made.encode())
        click.echo(_("{file} is ready to fill in. Then run: kravgen generate {file}").format(file=file))
        return 0

    return new
