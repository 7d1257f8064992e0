"""How an item reads from a later day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kravgen.law.period import Period, day_before
from kravgen.law.register import cited
from kravgen.law.sources import Citation
from kravgen.problems import Place
from kravgen.yamlfile import Key, YamlFile

TEXTS = ("text", "motive", "evidence", "accept", "lawyer_note")
"""The texts of an item that may read otherwise from a later day."""


@dataclass(frozen=True, slots=True)
class LaterWording:
    """What an item says in its ``period`` instead of what it says else. ``changes`` are fields of an item.

    ``place`` is where it begins to hold, and ``path`` where it stands in the file.
    """

    period: Period
    changes: Mapping[str, Any]
    place: Place
    path: tuple[Key, ...]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources that it rests on instead; none when they are the item's own."""
        found: tuple[Citation, ...] = self.changes.get("sources", ())
        return found


def later_wordings(file: YamlFile, path: list[Key], data: Mapping[str, Any]) -> tuple[LaterWording, ...]:
    """The later wordings of an entry. One without an end holds until the next begins, or as long as the item."""
    listed = data.get("later", ())
    found = []
    for number, row in enumerate(listed):
        following = listed[number + 1]["from"] if number + 1 < len(listed) else ""
        ends = day_before(following) if following else data.get("until", "")
        changes = {key: row[key] for key in TEXTS if key in row}
        if "test" in row:
            changes |= {"method": row["test"]["method"], "accept": row["test"]["accept"]}
        if "sources" in row:
            changes["sources"] = tuple(cited(**reference) for reference in row["sources"])
        where: tuple[Key, ...] = (*path, "later", number)
        period = Period(row["from"], row.get("until", ends))
        found.append(LaterWording(period, changes, file.value_place((*where, "from")), where))
    return tuple(found)
