"""``kravgen update``: today's library taken by a procurement, decision by decision."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _, ngettext


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Take today's library: make the package anew, with every number as it was and new ones for what is new. A"
            " decision about an item or a gate that reads otherwise now must be accepted by its id, or changed in the"
            " file; until all are, nothing is written. kravgen outdated shows them."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.option(
        "--accept",
        multiple=True,
        metavar="ID",
        help=_("A decision that still holds, by the id of its item or gate. May be given several times."),
    )
    @click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        metavar=_("FOLDER"),
        help=_(
            "The folder of the package that was made before. The default is where kravgen generate puts it."
        ),
    )
    def update(file: Path, accept: tuple[str, ...], folder: Path | None) -> int:
        from kravgen.renewal.update import update as renew

        renewed = renew(file, folder, accept, today(), lambda sentence: click.echo(sentence, err=True))
        for decision in renewed.accepted:
            click.echo(_("{id}: the decision holds.").format(id=decision.id))
        if given := renewed.before.new_numbers:
            listed = ", ".join(f"{number} {item}" for item, number in given.items())
            told = ngettext(
                "{count} item got a new number: {numbers}",
                "{count} items got new numbers: {numbers}",
                len(given),
            )
            click.echo(told.format(count=len(given), numbers=listed))
        for kept in renewed.written.kept:
            click.echo(
                _("{file} has been edited and was left as it is. The new version is {new}.").format(
                    file=renewed.written.folder / kept.file, new=kept.new
                )
            )
        click.echo(_("The package is in {folder}").format(folder=renewed.written.folder))
        return 0

    return update
