"""``kravgen review``: that a role has read items as they stand, and what awaits whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.i18n import _, ngettext
from kravgen.problems import Collector, Place, shown_path
from kravgen.texttable import table

if TYPE_CHECKING:
    from kravgen.library.model import Item, Library
    from kravgen.world import World

_MANY = 20


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Write in the library's reviews.yaml that a role has reviewed items as they stand today. They are named by"
            " their id, or by a block or an area, such as avtal, for all that is in it. An item that changes afterwards"
            " loses its review."
        ),
    )
    @click.argument("names", nargs=-1, metavar=_("[ID]..."))
    @click.option(
        "--role", default="", metavar=_("ROLE"), help=_("The role that has reviewed, never a person.")
    )
    @click.option(
        "--date",
        "day",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day of the review (YYYY-MM-DD). The default is today."),
    )
    @click.option("--note", default="", metavar=_("TEXT"), help=_("What the reader of the row should know."))
    @click.option(
        "--list",
        "listing",
        is_flag=True,
        help=_(
            "Show what awaits review instead: block by block, or item by item when a role or ids are given."
        ),
    )
    def review(names: tuple[str, ...], role: str, day: datetime | None, note: str, listing: bool) -> int:
        from kravgen import world as worlds
        from kravgen.library import load as libraries
        from kravgen.review import rows

        problems = Collector()
        world = worlds.find(Path(), today())
        library = libraries.assemble(libraries.read_files(world, problems), problems)
        problems.stop()
        items = rows.items_of(names, library, problems)
        if role:
            rows.role_of(role, library, problems)
        if listing:
            problems.stop()
            _list(items, library, role, one_by_one=bool(names or role))
            return 0
        if not names or not role:
            raise click.UsageError(
                _("Say what has been reviewed and by whom: kravgen review EXIT-08 --role kommunjurist.")
            )
        if len(note) > rows.LONGEST_NOTE or not note.isprintable():
            raise click.UsageError(
                _("The note is one line of at most {most} characters.").format(most=rows.LONGEST_NOTE)
            )
        date = day.date().isoformat() if day else world.today
        if date > world.today:
            problems.add(
                Place("review").problem(
                    "KG673",
                    _("The review is of {date}, a day that has not come.").format(date=date),
                    _("Write the day that the text was read."),
                )
            )
        problems.stop()
        file = _write(world, worlds.own(world, Path()), items, library, (role, date, note))
        for item in items[:_MANY]:
            click.echo(f"{item.id} {item.title}")
        if len(items) > _MANY:
            click.echo(_("… and {count} more").format(count=len(items) - _MANY))
        told = ngettext(
            "{count} item reviewed by {role} on {date}, written in {file}.",
            "{count} items reviewed by {role} on {date}, written in {file}.",
            len(items),
        )
        click.echo(told.format(count=len(items), role=role, date=date, file=shown_path(file)))
        return 0

    return review


def _write(
    world: World, home: Path, items: Sequence[Item], library: Library, row: tuple[str, str, str]
) -> Path:
    """Put the rows in the reviews of a layer, whole or not at all. Gives the file."""
    from kravgen import yamlfile
    from kravgen.folder import YAML
    from kravgen.library.load import FOLDER
    from kravgen.record.beside import replace
    from kravgen.record.store import write_new
    from kravgen.review import rows
    from kravgen.system import read
    from kravgen.textfile import unreadable

    folder = home / FOLDER
    # Its ending may be spelled otherwise.
    there = [held.path for held in world.layered(FOLDER, YAML) if held.path.parent == folder]
    file = next((path for path in there if path.stem == rows.FILE.stem), folder / rows.FILE)
    try:
        before = read(file, yamlfile.MAX_BYTES) if file.exists() else b""
    except OSError as error:
        raise unreadable(shown_path(file), error) from error
    new = rows.with_reviews(before or rows.new_file(), shown_path(file), items, library, *row)
    if before:
        replace(file, before, new)
        return file
    folder.mkdir(exist_ok=True)
    write_new(file, new)
    if not (folder / rows.ATTRIBUTES).exists():
        write_new(folder / rows.ATTRIBUTES, rows.new_attributes())
    return file


def _list(items: Sequence[Item], library: Library, role: str, *, one_by_one: bool) -> None:
    """Print what awaits review: a row for each block and role, or for each item and role."""
    from kravgen.review.state import demanded, standings, tallies
    from kravgen.review.wording import state_word, summary

    if one_by_one:
        rows = [
            [item.id, item.title, standing.role, state_word(standing.state)]
            for item in items
            for standing in standings(item, library)
            if standing.state != "reviewed"
            and (standing.role == role or (not role and standing.role in demanded(item, library)))
        ]
        headers = [_("id"), _("title"), _("role"), _("state")]
    else:
        rows = []
        for block in library.blocks.values():
            for tally in tallies(block.items, library):
                states = [
                    str(tally.states.get(state, 0) or "–") for state in ("missing", "earlier", "suspect")
                ]
                rows.append([block.id, tally.role, f"{tally.reviewed}/{tally.items}", *states])
        headers = [
            *(_("block"), _("role"), _("reviewed")),
            *(state_word("missing"), _("earlier wording"), _("changed source")),
        ]
    if rows:
        click.echo(table(headers, rows))
        click.echo()
    else:
        click.echo(_("Nothing awaits review."))
    for sentence in summary(items, library):
        click.echo(sentence)
