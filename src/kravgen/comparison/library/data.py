"""A change of the library as data, for programs."""

from __future__ import annotations

from typing import Any

from kravgen.comparison.library.difference import LibraryDifference, LibraryItemChange
from kravgen.comparison.library.files import LibraryFiles
from kravgen.strictness.items import filled

LIBRARY_FORMAT = 1


def library_data(difference: LibraryDifference) -> dict[str, Any]:
    """The difference as JSON may hold it."""
    return {
        "format": LIBRARY_FORMAT,
        "before": _state(difference.before),
        "after": _state(difference.after),
        "items": [_item(change) for change in difference.items],
        "rows": [
            {
                "change": change.kind,
                "kind": change.row.kind,
                "id": change.row.id,
                "label": change.row.label,
                "fields": {name: {"before": old, "after": new} for name, old, new in change.fields},
                "used_by": list(change.used_by),
            }
            for change in difference.rows
        ],
        "counts": {name: difference.counts[name] for name in ("weaker", "unknown", "stricter", "same")},
        "packages": list(difference.packages),
        "not_compared": [
            {"file": problem.file, "code": problem.code, "message": problem.message}
            for problem in difference.not_compared
        ],
    }


def _state(files: LibraryFiles) -> dict[str, Any]:
    return {"name": files.name, "commit": files.version or None}


def _item(change: LibraryItemChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "id": change.item.id,
        "sort": change.item.sort,
        "kind": change.item.kind,
        "title": change.item.title,
        "verdict": change.verdict,
        "before": filled(change.before) if change.before else None,
        "after": filled(change.after) if change.after else None,
        "shifts": [
            {
                "part": shift.part,
                "name": shift.name or None,
                "cause": shift.cause,
                "direction": shift.direction,
                "before": shift.before or None,
                "after": shift.after or None,
            }
            for shift in change.shifts
        ],
        "profiles": [profile.name for profile in change.profiles],
        "procurements": [each.name for each in change.procurements],
        "packages": list(change.packages),
        "reviews": [{"role": review.role, "date": review.date} for review in change.reviews],
    }
