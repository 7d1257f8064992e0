"""The group of commands. A command's module is imported only when it is asked for, and not to list the commands."""

from __future__ import annotations

from importlib import import_module

import click

from kravgen import __version__, i18n
from kravgen.i18n import _, _n

COMMANDS = {
    "new": _n("Make a procurement file to fill in."),
    "gaps": _n("List what is left to fill in, for those who can."),
    "fill": _n("Fill in what is left: asked here, or from files that have come back."),
    "serve": _n("Serve a web form with the questions."),
    "schema": _n("Write the schema that editors know a procurement file by."),
    "generate": _n("Make the documents of a procurement."),
    "validate": _n("Check library, profiles, templates and procurements."),
    "lint": _n("Check how requirements are written."),
    "explain": _n("Tell why something is in, or is not."),
    "diff": _n("Tell what differs between two packages or two states of the library."),
    "impact": _n("Tell which packages and contracts rest on what has changed."),
    "outdated": _n("Tell what a procurement would get of today's library."),
    "update": _n("Take today's library, decision by decision."),
    "list": _n("List what there is to choose from."),
    "sources": _n("Tell which laws hold, what rests on them, and what expires."),
    "review": _n("Tell that items have been reviewed, and what awaits review."),
    "release": _n("Make a new version of the library, and tell what is new."),
    "site": _n("Write the library as a handbook of web pages."),
    "award": _n("Try how tenders are compared, and compare those that have come."),
    "check": _n("Check Word files: sound and accessible."),
    "verify": _n("Find changes and missing answers in returned documents."),
    "template": _n("Look at the municipality's own Word template."),
}
"""Every command, in the order they are met in, with what it does in a few words."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"kravgen.cli.{name}_command")
        command: click.Command = module.command()
        command.short_help = _(COMMANDS[name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Click would import every command to ask for its words."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(words)) for name, words in COMMANDS.items()])


def group() -> click.Group:
    """The program's commands, described in the language in use."""
    return _Group(
        name="kravgen",
        help=_("Makes procurement documents for IT from a library of reusable requirements."),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(i18n.LANGUAGES),
                expose_value=False,
                help=_("Language of messages and help. The default is Swedish."),
            ),
            _version(),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _version() -> click.Option:
    def show(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            click.echo(f"kravgen {__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=_("Show the version and stop."),
    )
