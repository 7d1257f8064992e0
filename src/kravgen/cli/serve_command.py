"""``kravgen serve``: the web form."""

from __future__ import annotations

import sys

import click

from kravgen.cli.clock import today
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Serve a web form on this computer: the questions one page at a time, and the package as a file."
            " Nothing is kept on the disk. Stop it with Ctrl+C."
        ),
    )
    @click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8470,
        metavar=_("PORT"),
        help=_("The port to listen at. The default is 8470; 0 takes one that is free."),
    )
    @click.option(
        "--host",
        default="127.0.0.1",
        metavar=_("ADDRESS"),
        help=_("The address to listen at. The default is 127.0.0.1, which only this computer reaches."),
    )
    @click.option(
        "--open-to-network",
        is_flag=True,
        help=_(
            "Confirm that other computers may reach the address. kravgen neither encrypts nor asks who they are:"
            " whoever reaches it can use it."
        ),
    )
    @click.option(
        "--sign-in-header",
        default="",
        metavar=_("HEADER"),
        help=_(
            "The header in which a proxy tells who has signed in. Requests without it are refused. Use it only behind"
            " a proxy that sets it and takes it away from what comes from outside."
        ),
    )
    @click.option(
        "--workers",
        type=click.IntRange(0, 64),
        default=0,
        metavar=_("NUMBER"),
        help=_("How many processes make packages. The default is one for each processor."),
    )
    def serve(port: int, host: str, open_to_network: bool, sign_in_header: str, workers: int) -> int:
        try:
            from kravgen.web import serving
        except ModuleNotFoundError as error:
            raise KravgenError(
                Place("kravgen serve").problem(
                    "KG651",
                    _("{what} is missing, and the web form cannot be served.").format(what=error.name),
                    _("Install it with: pip install kravgen[web]"),
                ),
                unreadable=True,
            ) from error
        address = serving.Address(host, port, open_to_network)
        serving.serve(address, workers, sign_in_header, today, _started)
        return 0

    return serve


def _started(address: str) -> None:
    click.echo(_("Open {address} in a browser. Stop with Ctrl+C.").format(address=address))
    sys.stdout.flush()
