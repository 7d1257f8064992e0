"""``kravgen release``: a new version of the library, with what is new in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import Collector, shown_path

if TYPE_CHECKING:
    from kravgen.library.model import Library
    from kravgen.release.make import NextRelease
    from kravgen.release.model import Release
    from kravgen.world import World

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,2}")


def _documents(world: World, new: Release, made: NextRelease, library: Library) -> dict[str, bytes]:
    """The Word files of a release, by name."""
    from kravgen.package.look import reference
    from kravgen.release import message
    from kravgen.word.writing.writer import write

    look = reference(world)
    found = (message.message(new, made, library), message.contracts(new, made, library))
    return {f"{document.id}.docx": write(document, look) for document in found if document}


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Make a new version of the library out of the news in changelog/unreleased: tell what is new, in words for"
            " everybody, and the text for contracts that are signed. Without a version, tell what is missing."
        ),
    )
    @click.argument("version", required=False, metavar=_("[VERSION]"))
    @click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_("A new folder for the message and the text for contracts as Word files."),
    )
    def release(version: str | None, folder: Path | None) -> int:
        from kravgen import world as worlds
        from kravgen.library import load as libraries
        from kravgen.record import sending
        from kravgen.release import make, message, model

        if version is not None and not _VERSION.fullmatch(version):
            raise click.BadParameter(_("A version is numbers with points between, such as 1.1."))
        if version is None and folder is not None:
            raise click.UsageError(_("Give the version that the folder is to tell of."))
        problems = Collector()
        world = worlds.find(Path(), today())
        home = worlds.own(world, Path())
        library = libraries.assemble(libraries.read_files(world, problems), problems)
        news = model.unreleased(home, problems)
        earlier = model.releases(home, problems)
        problems.stop()
        made = make.upcoming(library, news.values(), earlier[-1] if earlier else None)
        problems.extend(make.check(made, library))
        if version is not None:
            problems.extend(make.check_version(version, made))
        problems.stop()
        if version is None:
            click.echo(
                _("Every change since {version} is told.").format(version=made.last.version)
                if made.last
                else _("The library has no version yet.")
            )
            return 0
        new = make.released(made, version, world.today)
        if folder:
            sending.check(folder)
        file = home / model.FOLDER / f"{version}.yaml"
        with told(shown_path(file)):
            file.parent.mkdir(exist_ok=True)
        if folder:
            sending.put(folder, _documents(world, new, made, library))
        from kravgen.record.store import write_new

        write_new(file, make.text(new))
        for path in news:
            with told(shown_path(path)):
                path.unlink()
        click.echo("\n".join(message.lines(new, made, library)))
        click.echo(_("The version is in {file}.").format(file=shown_path(file)))
        return 0

    return release
