"""``kravgen site``: the library as a handbook that can be searched."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.i18n import _, ngettext
from kravgen.problems import Collector


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Write the library as a handbook of web pages: every requirement with its reason, its law and where it is used."
            " The pages can be opened from the folder or put on a web server."
        ),
    )
    @click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        required=True,
        help=_("A new folder for the pages."),
    )
    @click.option(
        "--as-of",
        "day",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day on which laws are said to be in force (YYYY-MM-DD). The default is today."),
    )
    def site(folder: Path, day: datetime | None) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.record import sending
        from kravgen.release.model import releases
        from kravgen.site.make import files

        sending.check(folder)
        problems = Collector()
        content = contents.read(worlds.find(Path(), f"{day:%Y-%m-%d}" if day else today()), problems)
        told = [release for layer in content.world.layers for release in releases(layer, problems)]
        problems.stop()
        made = files(content, tuple(sorted(told, key=lambda release: (release.date, release.order))))
        sending.put(folder, made)
        pages = sum(name.endswith(".html") for name in made)
        click.echo(
            ngettext("{count} page. Begin with {file}", "{count} pages. Begin with {file}", pages).format(
                count=pages, file=folder / "index.html"
            )
        )
        return 0

    return site
