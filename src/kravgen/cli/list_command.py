"""``kravgen list``: what there is to choose from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kravgen.cli.clock import today
from kravgen.cli.report import table
from kravgen.i18n import _, _n
from kravgen.problems import Collector

if TYPE_CHECKING:
    from kravgen.content import Content
    from kravgen.problems import Place

Rows = list[dict[str, object]]

_FOR_PROGRAMS = frozenset({"blocks", "documents", "choices", "fingerprint"})
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
    "from": _n("from"),
    "changed_in": _n("changed in"),
    "folder": _n("folder"),
    "version": _n("version"),
    "files": _n("files"),
    "replaces": _n("replaces"),
    "changes": _n("changes"),
}


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_(
            "List profiles, blocks, items, documents, questions, sources, or the folders they are read from."
        ),
    )
    @click.argument("what", type=click.Choice(tuple(_LISTS)))
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        help=_("text for people, json for programs."),
    )
    def list_(what: str, form: str) -> int:
        from kravgen import content as contents
        from kravgen import world as worlds

        problems = Collector()
        rows = _LISTS[what](contents.read(worlds.find(Path(), today()), problems))
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


def _cell(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    text = text or "–"
    return text if len(text) <= 70 else text[:69] + "…"


def _from(content: Content, place: Place) -> str | None:
    """The file, when it is not one that kravgen ships."""
    return place.file if place.file not in content.layers[0].files else None


def _profiles(content: Content) -> Rows:
    return [
        {
            "id": p.id,
            "title": p.title,
            "describes": p.describes.strip(),
            "blocks": list(p.blocks),
            "documents": list(p.documents),
            "from": _from(content, p.place),
        }
        for p in content.profiles.values()
        if not p.abstract
    ]


def _blocks(content: Content) -> Rows:
    return [
        {
            "id": b.id,
            "title": b.title,
            "items": len(b.items),
            "owner": b.owner,
            "review_by": b.review_by,
            "from": _from(content, b.place),
        }
        for b in content.library.blocks.values()
    ]


def _items(content: Content) -> Rows:
    return [
        {
            "id": i.id,
            "kind": i.kind,
            "title": i.title,
            "block": i.block,
            "fingerprint": i.fingerprint,
            "from": _from(content, i.place),
            "changed_in": ", ".join(change.place.file for change in i.local) or None,
        }
        for i in content.library.items.values()
    ]


def _documents(content: Content) -> Rows:
    return [
        {
            "id": t.id,
            "title": t.title,
            "audience": t.audience,
            "when": t.when or None,
            "from": _from(content, t.place),
        }
        for t in content.documents.values()
    ]


def _questions(content: Content) -> Rows:
    return [
        {
            "id": q.id,
            "text": q.text,
            "choices": list(q.choices) or None,
            "role": q.role,
            "from": _from(content, q.place),
        }
        for q in content.library.questions.values()
    ]


def _sources(content: Content) -> Rows:
    return [
        {
            "id": s.id,
            "number": s.number,
            "in_force": s.in_force or None,
            "repealed": s.repealed or None,
            "review_by": s.review_by,
            "confidence": s.confidence,
            "from": _from(content, s.place),
        }
        for s in content.library.sources.values()
    ]


def _layers(content: Content) -> Rows:
    shipped, *_own = content.layers
    return [
        {
            "folder": str(layer.folder),
            "version": f"kravgen {content.library.version}" if layer is shipped else None,
            "files": len(layer.files),
            "replaces": list(layer.replaced),
            "changes": list(layer.changed),
        }
        for layer in content.layers
    ]


_LISTS: dict[str, Callable[[Content], Rows]] = {
    "profiles": _profiles,
    "blocks": _blocks,
    "items": _items,
    "documents": _documents,
    "questions": _questions,
    "sources": _sources,
    "layers": _layers,
}
