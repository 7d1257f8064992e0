"""``kravgen validate``: every problem in library, profiles, templates and procurements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.report import print_problems
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError

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
        from kravgen import content as contents
        from kravgen import world as worlds

        problems = Collector()
        content = contents.read(worlds.find(paths[0] if paths else Path(), today()), problems)
        checked = [file for path in paths for file in _procurements(path)]
        unreadable, sound = False, not len(problems)
        for file in checked:
            try:
                _check(file, content, sound, problems)
            except KravgenError as error:
                problems.extend(error.problems)
                unreadable = unreadable or error.unreadable
        for line in _read_from(content):
            click.echo(line)
        if len(problems):
            print_problems(problems)
            return 2 if unreadable else 1
        click.echo(
            _(
                "No problems: {items} items, {profiles} profiles, {documents} documents, {cases} procurements."
            ).format(
                items=len(content.library.items),
                profiles=len(content.profiles),
                documents=len(content.documents),
                cases=len(checked),
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


def _check(file: Path, content: Content, sound: bool, problems: Collector) -> None:
    """Check one procurement as far as ``generate`` goes before it writes; that takes content that is ``sound``.

    Raises:
        KravgenError: more is wrong than what has been added to ``problems``.
    """
    from kravgen.package.outline import outline
    from kravgen.procurement import case as cases
    from kravgen.record import lockfile

    wrong = Collector()
    case = cases.load(file, content.library, content.profiles, wrong)
    problems.extend(wrong)
    given = lockfile.read(file)
    if case is not None and sound and not len(wrong):
        outline(content, case, given)


def _procurements(path: Path) -> list[Path]:
    """The file itself, or the procurements in the folder; library files are checked anyway."""
    from kravgen.library.load import kind_of
    from kravgen.yamlfile import read

    if not path.is_dir():
        try:
            return [path] if kind_of(read(path).data) in ("procurement", None) else []
        except KravgenError:
            return [path]
    found = []
    for file in sorted(path.glob("*.yaml")):
        try:
            if kind_of(read(file).data) == "procurement":
                found.append(file)
        except KravgenError:
            found.append(file)
    return found
