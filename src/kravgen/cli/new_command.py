"""``kravgen new``: a procurement file, filled in by questions in the terminal or left to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kravgen.cli.clock import today
from kravgen.cli.ending import INTERRUPTED
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, shown_path

if TYPE_CHECKING:
    from kravgen.content import Content


KINDS = ("block", "source", "document", "profile")
"""What there is a whole example file for. Help tells it without reading anything."""


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Make a procurement file. In a terminal its questions are asked one by one, and a file that is there already"
            " goes on where it was left; otherwise the file has room for every answer. With block, source, document or"
            " profile and a name: a whole example of such a file in your own library, to change as you like."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
    @click.argument("of_kind", required=False, metavar=_("[NAME]"))
    @click.option(
        "-p",
        "--profile",
        "name",
        metavar=_("PROFILE"),
        help=_("The kind of procurement. Without it, three questions suggest one."),
    )
    @click.option(
        "--fact",
        "answers",
        multiple=True,
        metavar=_("NAME=ANSWER"),
        help=_("An answer that is known already, such as procedure=direct. May be given several times."),
    )
    @click.option(
        "--ask/--no-ask",
        "ask",
        default=None,
        help=_("Ask the questions here, or only make the file. By default they are asked in a terminal."),
    )
    def new(
        file: Path, of_kind: str | None, name: str | None, answers: tuple[str, ...], ask: bool | None
    ) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.system import is_file, is_folder
        from kravgen.textfile import unreadable

        if str(file) in KINDS or of_kind is not None:
            return _scaffold(str(file), of_kind)
        problems = Collector()
        if not file.name or is_folder(file):
            raise unreadable(shown_path(file), IsADirectoryError())
        file = file if file.suffix in (".yaml", ".yml") else file.with_suffix(".yaml")
        asking = sys.stdin.isatty() and sys.stdout.isatty() if ask is None else ask
        if not asking and name is None:
            raise click.UsageError(
                _(
                    "Choose a profile with --profile, or let the questions be asked with --ask. All: kravgen list profiles."
                )
            )
        start = file.parent if file.parent.is_dir() else Path()
        content = contents.read(worlds.find(start, today()), problems)
        problems.stop()
        if not asking:
            _make(file, str(name), content, answers)
            click.echo(
                _("{file} is ready to fill in. Then run: kravgen generate {file}").format(
                    file=shown_path(file)
                )
            )
            return 0
        from kravgen.cli import dialogue

        if is_file(file):
            _go_on(file, name, content, answers)
        else:
            try:
                name = name or dialogue.suggest(content)
            except (click.Abort, KeyboardInterrupt):
                click.echo()
                click.echo(_("Nothing has been written."))
                return INTERRUPTED
            _make(file, name, content, answers)
        return dialogue.hold(file, content)

    return new


def _scaffold(kind: str, name: str | None) -> int:
    """Write the example file of a kind in the user's own layer."""
    from kravgen import content as contents
    from kravgen import world as worlds
    from kravgen.record.store import write_new_together
    from kravgen.scaffolds.make import SCAFFOLDS, files

    if kind not in SCAFFOLDS:
        raise click.UsageError(
            _('A file with a name after it is one of {kinds}, and not "{kind}".').format(
                kinds=", ".join(KINDS), kind=kind
            )
        )
    if name is None:
        raise click.UsageError(
            _("Say what it is to be called, such as: kravgen new {kind} garanti.").format(kind=kind)
        )
    world = worlds.find(Path(), today())
    home = worlds.own(world, Path())
    # What is wrong elsewhere keeps nobody from a new file.
    made = files(kind, name, contents.read(world, Collector()), home, world.today)
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_new_together(made)
    click.echo(
        _("{file} is ready to change. {next_step}").format(
            file=shown_path([*made][-1]), next_step=_(SCAFFOLDS[kind].next_step)
        )
    )
    return 0


def _make(file: Path, name: str, content: Content, answers: tuple[str, ...]) -> None:
    """Write the file, and beside it the schema that its first line names."""
    from kravgen.procurement.editor import FILE, editor_schema, text
    from kravgen.procurement.questionnaire import to_fill_in
    from kravgen.record import beside, store

    made = to_fill_in(content.profiles, name, content.library, content.papers, answers, content.organisations)
    store.write_new(file, made.encode())
    beside.write_schema(file.with_name(FILE), text(editor_schema(content.library, content.profiles)))


def _go_on(file: Path, name: str | None, content: Content, answers: tuple[str, ...]) -> None:
    """Look that the file may go on, and put the given answers in it."""
    from kravgen import yamlfile
    from kravgen.procurement.questionnaire import given_answers
    from kravgen.record.beside import replace
    from kravgen.yamledit import set_values

    read = yamlfile.read(file)
    has = read.data.get("profile") if isinstance(read.data, dict) else None
    if name and has and name != has:
        raise KravgenError(
            read.value_place(["profile"]).problem(
                "KG602",
                _("The file exists already and has the profile {profile}.").format(profile=has),
                _("Go on without --profile, or choose another name."),
            ),
            unreadable=True,
        )
    given = given_answers(answers, content.library)
    if given:
        raw = file.read_bytes()
        kept: dict[tuple[str | int, ...], Any] = {
            ("facts", key): list(value) if isinstance(value, tuple) else value for key, value in given.items()
        }
        replace(file, raw, set_values(raw, shown_path(file), kept))
