"""A difference as data, for programs."""

from __future__ import annotations

from typing import Any

from kravgen.comparison.difference import Difference, ItemChange
from kravgen.comparison.sentences import texts
from kravgen.comparison.side import Side
from kravgen.comparison.words import SORTS

FORMAT = 1


def data(difference: Difference) -> dict[str, Any]:
    """The difference as JSON may hold it."""
    return {
        "format": FORMAT,
        "before": _side(difference.before),
        "after": _side(difference.after),
        "items": [_item(change, difference) for change in difference.items],
        "documents": [
            {
                "change": change.kind,
                "id": change.paper.id,
                "title": change.paper.title,
                "file": change.paper.file,
            }
            for change in difference.papers
        ],
        "passages": [
            {
                "change": passage.kind,
                "before": passage.before or None,
                "after": passage.after or None,
                "documents": [paper.id for paper in passage.papers],
            }
            for passage in difference.passages
        ],
        "other_reasons": [
            {
                "id": name,
                "before": difference.before.items[name].because,
                "after": difference.after.items[name].because,
            }
            for name in difference.other_reasons
        ],
        "counts": {
            sort: {kind: difference.counts(sort)[kind] for kind in ("changed", "gone", "new")}
            for sort in SORTS
        },
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "title": side.title,
        "version": side.version or None,
        "as_of": side.as_of,
        "fingerprint": side.fingerprint,
        "kravgen": side.kravgen,
        "library": {"version": side.library_version, "fingerprint": side.library_fingerprint},
    }


def _item(change: ItemChange, difference: Difference) -> dict[str, Any]:
    return {
        "change": change.kind,
        "id": change.item.id,
        "sort": change.item.sort,
        "number": change.item.number,
        "title": change.item.title,
        "because": {
            side: found.because if (found := items.get(change.item.id)) else None
            for side, items in (("before", difference.before.items), ("after", difference.after.items))
        },
        "fields": {
            field: {
                "before": getattr(change.before, field) or None,
                "after": getattr(change.after, field) or None,
                "words": [[kind, text] for kind, text in texts(change, field)],
            }
            for field in change.fields
        },
    }
