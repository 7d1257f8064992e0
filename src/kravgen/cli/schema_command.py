"""``kravgen schema``: the schema that an editor completes and judges a procurement file by."""

from __future__ import annotations

from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import Collector, shown_path


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Write the schema that an editor knows a procurement file by: each fact with its answers, profiles, items and"
            " values. Run it again when the library has changed."
        ),
    )
    @click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"), default=Path())
    def schema(folder: Path) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.procurement.editor import FILE, LINE, editor_schema, text
        from kravgen.record.beside import write_schema

        problems = Collector()
        content = contents.read(worlds.find(folder, today()), problems)
        problems.stop()
        path = folder / FILE
        write_schema(path, text(editor_schema(content.library, content.profiles)))
        click.echo(
            _("{file} is written. An editor uses it when the first line of the procurement is:").format(
                file=shown_path(path)
            )
        )
        click.echo(f"  {LINE}")
        return 0

    return schema
