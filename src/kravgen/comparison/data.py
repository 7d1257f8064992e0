"""A difference as data, for programs."""

from __future__ import annotations

import json
from typing import Any

from kravgen.comparison.difference import Difference, ItemChange
from kravgen.comparison.sentences import texts
from kravgen.comparison.side import Side
from kravgen.comparison.words import SORTS
from kravgen.procurement.reason import Reason
from kravgen.record.codec import fields_of

FORMAT = 2


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
        "other_reasons": [{"id": name, **_reasons(name, difference)} for name in difference.other_reasons],
        "counts": {
            sort: {kind: difference.counts(sort)[kind] for kind in ("changed", "gone", "new")}
            for sort in SORTS
        },
        "untold": difference.untold,
    }


def _side(side: Side) -> dict[str, Any]:
    record = side.record
    return {
        "name": side.name,
        "title": record.procurement.title,
        "version": record.procurement.version or None,
        "as_of": record.as_of,
        "fingerprint": record.fingerprint,
        "kravgen": record.kravgen,
        "library": {"version": record.library.version, "fingerprint": record.library.fingerprint},
    }


def _reasons(item: str, difference: Difference) -> dict[str, Any]:
    """Why the item is in or not in, before and after, as data; None where it is not known."""
    sides = (("before", difference.before), ("after", difference.after))
    return {name: _plain(side.items[item].reason) if item in side.items else None for name, side in sides}


def _item(change: ItemChange, difference: Difference) -> dict[str, Any]:
    return {
        "change": change.kind,
        "id": change.item.id,
        "sort": change.item.sort,
        "number": change.item.number,
        "title": change.item.title,
        "reason": _reasons(change.item.id, difference),
        "fields": {
            field: {
                "before": getattr(change.before, field) or None,
                "after": getattr(change.after, field) or None,
                "words": [[kind, text] for kind, text in texts(change, field)],
            }
            for field in change.fields
        },
    }


def _plain(reason: Reason) -> Any:
    return json.loads(json.dumps(reason, default=fields_of))
