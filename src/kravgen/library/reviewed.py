"""Reviews as a file of the library holds them: who, by role, has read which wording of an item, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.problems import Place
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Review:
    """A role has read an item on a day (ISO 8601).

    ``text`` is the item's fingerprint as it was then, and ``sources`` those of the register's rows that it rested on, by
    the source's id. ``layer`` is the number of the layer that the row stands in.
    """

    item: str
    role: str
    date: str
    text: str
    sources: Mapping[str, str]
    note: str
    layer: int
    place: Place


def reviews(file: YamlFile, layer: int) -> Iterator[Review]:
    """The reviews that stand in a file, in its order."""
    for item, rows in (file.data.get("reviews") or {}).items():
        for number, row in enumerate(rows):
            yield Review(
                item,
                row["role"],
                row["date"],
                row["text"],
                row.get("sources", {}),
                row.get("note", ""),
                layer,
                file.value_place(["reviews", item, number]),
            )
