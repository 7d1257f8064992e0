"""What there is to choose from, as rows: profiles, blocks, items, documents, questions, gates and layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kravgen.content import Content
from kravgen.library.answer import limits
from kravgen.problems import Place
from kravgen.review.wording import item_state, item_told

Rows = list[dict[str, object]]


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
            "reviewed": item_state(i, content.library),
            "reviews": item_told(i, content.library),
            "from": _from(content, i.place),
            "changed_in": ", ".join(change.place.file for change in i.local) or None,
        }
        for i in content.library.items.values()
    ]


def _parameters(content: Content) -> Rows:
    return [
        {
            "id": f"{i.id}.{p.name}",
            "title": p.label,
            "unit": p.unit or None,
            "default": p.default,
            "range": limits(p.minimum, p.maximum) or None,
            "role": p.role,
            "from": _from(content, i.place),
        }
        for i in content.library.items.values()
        for p in i.parameters
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
            "unit": q.unit or None,
            "range": limits(q.minimum, q.maximum) or None,
            "role": q.role,
            "from": _from(content, q.place),
        }
        for q in content.library.questions.values()
    ]


def _gates(content: Content) -> Rows:
    return [
        {
            "id": g.id,
            "title": g.title,
            "severity": g.severity,
            "lifted_by": list(g.lifted_by) or None,
            "when": g.when or None,
            "from": _from(content, g.place),
        }
        for g in content.library.gates.values()
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


LISTS: Mapping[str, Callable[[Content], Rows]] = {
    "profiles": _profiles,
    "blocks": _blocks,
    "items": _items,
    "parameters": _parameters,
    "documents": _documents,
    "questions": _questions,
    "gates": _gates,
    "layers": _layers,
}
"""The lists by name."""
