"""``kravgen impact``: which packages and contracts rest on what has changed since."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.cli.day import Day
from kravgen.i18n import _

_FORMATS = ("text", "markdown", "json")


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "Tell which packages in the folders, and which signed contracts whose package has been kept, rest on what"
            " has changed or gone in the library since, or on a law that is repealed, changes or waits for review."
            " Nothing is written."
        ),
    )
    @click.argument(
        "folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FOLDER...")
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=_("DATE"),
        help=_("The day that laws are judged on (YYYY-MM-DD). The default is today."),
    )
    @click.option(
        "--since",
        metavar=_("REVISION"),
        help=_(
            "Tell also whose source's row in the register has changed since this revision of the library."
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        default="text",
        help=_("text for people, markdown for a pull request, json for programs."),
    )
    def impact(folders: tuple[Path, ...], as_of: datetime | None, since: str | None, form: str) -> int:
        from kravgen import world as worlds
        from kravgen.impact import words
        from kravgen.impact.concerns import impacts
        from kravgen.library import load as libraries
        from kravgen.problems import Collector
        from kravgen.record.found import packages_in

        day = as_of.date().isoformat() if as_of else today()
        problems = Collector()
        world = worlds.find(Path(), today())
        library = libraries.assemble(libraries.read_files(world, problems), problems)
        problems.stop()
        changed = _changed_sources(since) if since else frozenset[str]()
        found = packages_in(folders)
        packages = impacts(found.records, library, day, changed)
        told = (packages, found.passed, day, since or "")
        if form == "json":
            click.echo(json.dumps(words.data(*told), ensure_ascii=False, indent=1))
        else:
            for line in (words.markdown if form == "markdown" else words.lines)(*told):
                click.echo(line)
        broken = any(problem.level == "error" for problem in found.passed)
        # What has changed is what was asked for; only what could not be looked at is a problem.
        return 1 if broken or not packages else 0

    return impact


def _changed_sources(since: str) -> frozenset[str]:
    """The sources whose rows differ from what they were in the revision, by id."""
    from kravgen.comparison.library.difference import compare
    from kravgen.comparison.sides import libraries

    pair = libraries(since, None, today())
    assert pair, "a revision is no package"
    rows = compare(pair.before, pair.after, pair.below).rows
    return frozenset(change.row.id for change in rows if change.row.kind == "sources")
