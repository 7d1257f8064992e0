"""The group of commands. A command's module is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from kravgen import __version__, i18n
from kravgen.i18n import _

COMMANDS = ("new", "generate", "validate", "lint", "explain", "diff", "list", "check", "verify", "template")


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"kravgen.cli.{name}_command")
        command: click.Command = module.command()
        return command


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
