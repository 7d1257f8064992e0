"""``kravgen validate``: every problem in library, profiles, templates and procurements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.report import print_problems
from kravgen.i18n import _
from kravgen.problems import shown_path

if TYPE_CHECKING:
    from kravgen.content import Content


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Check the library, profiles and templates, and the procurements that are named. A folder means"
            " every procurement in it."
        ),
    )
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=_("[PATH]..."))
    def validate(paths: tuple[Path, ...]) -> int:
        from kravgen.package.validate import validate as check

        report = check(paths, today())
        for line in _read_from(report.content):
            click.echo(line)
        for file, told in report.verdicts:
            click.echo(f"{shown_path(file)}: {' '.join(told)}")
        if report.problems:
            print_problems(report.problems)
        if report.failed:
            return 2 if report.unreadable else 1
        click.echo(
            _(
                "No problems: {items} items, {profiles} profiles, {documents} documents, {cases} procurements."
            ).format(
                items=len(report.content.library.items),
                profiles=len(report.content.profiles),
                documents=len(report.content.documents),
                cases=report.cases,
            )
        )
        return 0

    return validate


def _read_from(content: Content) -> Iterator[str]:
    """Where everything was read, and which files and items of the folders beneath are not as they are there."""
    library, layers = content.library, content.layers
    yield _("The library is kravgen {version} ({fingerprint}), read from {folders}.").format(
        version=library.version,
        fingerprint=library.fingerprint,
        folders=_(" and ").join(str(layer.folder) for layer in layers),
    )
    for layer in layers:
        for name in layer.replaced:
            yield _("{file} replaces kravgen's own file.").format(file=name)
        if layer.changed:
            yield _("{folder} changes {items}.").format(folder=layer.folder, items=", ".join(layer.changed))
