"""``kravgen list``: what there is to choose from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kravgen.cli.clock import today
from kravgen.i18n import _, _n
from kravgen.problems import Collector, KravgenError, Place, did_you_mean
from kravgen.texttable import table

WHAT = ("profiles", "blocks", "items", "parameters", "documents", "questions", "gates", "layers")
"""What can be listed. Help tells it without reading anything."""
_FOR_PROGRAMS = frozenset({"blocks", "documents", "choices", "fingerprint", "reviews"})
"""Lists of names, which do not fit a line, and what nobody reads."""
_WHEN_LOCAL = frozenset({"from", "changed_in"})
"""Columns that a person sees when they tell something: everything in them comes from kravgen otherwise."""
_HEADERS = {
    "title": _n("title"),
    "describes": _n("describes"),
    "items": _n("items"),
    "owner": _n("owner"),
    "review_by": _n("review by"),
    "kind": _n("kind"),
    "block": _n("block"),
    "audience": _n("audience"),
    "when": _n("when"),
    "text": _n("question"),
    "role": _n("role"),
    "number": _n("number"),
    "in_force": _n("in force"),
    "repealed": _n("repealed"),
    "confidence": _n("confidence"),
    "severity": _n("severity"),
    "lifted_by": _n("lifted by"),
    "from": _n("from"),
    "changed_in": _n("changed in"),
    "folder": _n("folder"),
    "version": _n("version"),
    "files": _n("files"),
    "replaces": _n("replaces"),
    "changes": _n("changes"),
    "unit": _n("unit"),
    "default": _n("default"),
    "range": _n("range"),
    "reviewed": _n("reviewed"),
}


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "List profiles, blocks, items, parameters, documents, questions, gates, or the folders they are read from."
            " Names after that list only those."
        ),
    )
    @click.argument("what", type=click.Choice(WHAT))
    @click.argument("names", nargs=-1, metavar=_("[ID]..."))
    @click.option(
        "--numbers",
        "file",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("A procurement: names may then be the numbers of its items, such as K017."),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        help=_("text for people, json for programs."),
    )
    def list_(what: str, names: tuple[str, ...], file: Path | None, form: str) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds
        from kravgen.package.listing import LISTS

        problems = Collector()
        rows = LISTS[what](contents.read(worlds.find(Path(), today()), problems))
        rows = _named(rows, names, file)
        if form == "json":
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        elif rows:
            local = {name for row in rows for name in _WHEN_LOCAL if row.get(name)}
            shown = [name for name in rows[0] if name not in _FOR_PROGRAMS | (_WHEN_LOCAL - local)]
            texts = [[_cell(row[name]) for name in shown] for row in rows]
            click.echo(table([_(_HEADERS.get(name, name)) for name in shown], texts))
        problems.stop()
        return 0

    list_.name = "list"
    return list_


def _named(
    rows: list[dict[str, object]], names: tuple[str, ...], file: Path | None
) -> list[dict[str, object]]:
    """The rows of some names: an id, an item's number, or the item whose parameters they are. All when none is named.

    Raises:
        KravgenError: a name has no row.
    """
    from kravgen.record import lockfile

    numbered = {number: item for item, number in lockfile.read(file).items()} if file else {}
    found: list[dict[str, object]] = []
    ids = [str(row.get("id", "")) for row in rows]
    for name in names:
        wanted = numbered.get(name.upper(), name).lower()
        own = [
            row
            for row, id_ in zip(rows, ids, strict=True)
            if id_.lower() == wanted or id_.lower().startswith(f"{wanted}.")
        ]
        if not own:
            raise KravgenError(
                Place("list").problem(
                    "KG701",
                    _('Nothing in the list is called "{name}".').format(name=name),
                    did_you_mean(name, ids),
                ),
                unreadable=True,
            )
        found += own
    return found if names else rows


def _cell(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    text = text or "–"
    return text if len(text) <= 70 else text[:69] + "…"
