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

Rows = list[dict[str, object]]

_FOR_PROGRAMS = frozenset({"blocks", "documents", "choices"})
"""Lists of names, which do not fit a line."""
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
}


def command() -> click.Command:
    """The command, described in the language in use."""

    @click.command(
        help=_("List profiles, blocks, items, documents, questions or sources."),
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
            shown = [name for name in rows[0] if name not in _FOR_PROGRAMS]
            texts = [[_cell(row[name]) for name in shown] for row in rows]
            click.echo(table([_(_HEADERS.get(name, name)) for name in shown], texts))
        problems.stop()
        return 0

    list_.name = "list"
    return list_


def _cell(value: object) -> str:
    text = str(value if value is not None else "–")
    return text if len(text) <= 70 else text[:69] + "…"


def _profiles(content: Content) -> Rows:
    return [
        {
            "id": p.id,
            "title": p.title,
            "describes": p.describes.strip(),
            "blocks": list(p.blocks),
            "documents": list(p.documents),
        }
        for p in content.profiles.values()
        if not p.abstract
    ]


def _blocks(content: Content) -> Rows:
    return [
        {"id": b.id, "title": b.title, "items": len(b.items), "owner": b.owner, "review_by": b.review_by}
        for b in content.library.blocks.values()
    ]


def _items(content: Content) -> Rows:
    return [
        {"id": i.id, "kind": i.kind, "title": i.title, "block": i.block}
        for i in content.library.items.values()
    ]


def _documents(content: Content) -> Rows:
    return [
        {"id": t.id, "title": t.title, "audience": t.audience, "when": t.when or None}
        for t in content.documents.values()
    ]


def _questions(content: Content) -> Rows:
    return [
        {"id": q.id, "text": q.text, "choices": list(q.choices) or None, "role": q.role}
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
        }
        for s in content.library.sources.values()
    ]


_LISTS: dict[str, Callable[[Content], Rows]] = {
    "profiles": _profiles,
    "blocks": _blocks,
    "items": _items,
    "documents": _documents,
    "questions": _questions,
    "sources": _sources,
}
