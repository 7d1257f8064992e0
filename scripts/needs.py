"""``docs/coverage.md``: which items of the library meet which needs, and which articles of law they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kravgen import yamlfile
from kravgen.library.model import Item, Library

ROOT = Path(__file__).parents[1]
NEEDS = ROOT / "docs" / "behov.yaml"


def page(library: Library) -> str:
    """The page, in Swedish."""
    data = yamlfile.read(NEEDS).data
    return "\n".join([*_needs(data, _met(library)), *_places(data, library), ""])


def faults(library: Library) -> list[str]:
    """Needs and places that nothing meets and nothing explains, and items that meet a need that is not listed."""
    data = yamlfile.read(NEEDS).data
    met = _met(library)
    known = {need["id"] for need in data["needs"]}
    found = [
        f"{name}: the items {', '.join(items)} meet a need that is not listed"
        for name, items in met.items()
        if name not in known
    ]
    for need in data["needs"]:
        explained = "elsewhere" in need or "left_out" in need
        if need["id"] not in met and not explained:
            found.append(f"{need['id']}: no item, and no reason why")
        if need["id"] in met and "left_out" in need:
            found.append(f"{need['id']}: left out, and met by {', '.join(met[need['id']])}")
    for source, place, items in _answered(data, library):
        if not items:
            found.append(f"{source} {place}: no item")
    return found


def _met(library: Library) -> Mapping[str, list[str]]:
    met: dict[str, list[str]] = defaultdict(list)
    for item in library.items.values():
        for need in item.meets:
            met[need].append(item.id)
    for question in library.questions.values():
        for need in question.meets:
            met[need].append(question.id)
    for gate in library.gates.values():
        for need in gate.meets:
            met[need].append(gate.id)
    return met


def _needs(data: Any, met: Mapping[str, list[str]]) -> Iterator[str]:
    needs = data["needs"]
    inside = [need for need in needs if need["id"] in met]
    outside = [need for need in needs if need["id"] not in met and "elsewhere" in need]
    left = [need for need in needs if "left_out" in need]
    yield "<!-- Den här sidan skapas av make docs. Ändra i docs/behov.yaml och i biblioteket. -->\n"
    yield "# Vad biblioteket täcker\n"
    yield f"{len(inside)} av {len(needs)} behov möts av poster i biblioteket, {len(outside)} av program, profiler och"
    yield f"dokument, och {len(left)} är utelämnade med skäl. Allt innehåll är utkast som ingen jurist har granskat.\n"
    yield "## Behov som möts av poster\n\n| behov | innebär | poster |\n|---|---|---|"
    for need in inside:
        items = met[need["id"]]
        shown = ", ".join(items[:_MOST]) + (f" och {len(items) - _MOST} till" if len(items) > _MOST else "")
        yield f"| {need['id']} | {need['need']} | {shown} |"
    yield "\n## Behov som möts på annat sätt\n\n| behov | innebär | av |\n|---|---|---|"
    yield from (f"| {need['id']} | {need['need']} | {need['elsewhere']} |" for need in outside)
    if left:
        yield "\n## Utelämnat med avsikt\n\n| behov | innebär | skäl |\n|---|---|---|"
        yield from (f"| {need['id']} | {need['need']} | {need['left_out']} |" for need in left)


_MOST = 12
"""How many items a row names: more say nothing to a reader."""


def _places(data: Any, library: Library) -> Iterator[str]:
    yield "\n## Lagrum och artiklar\n\n| källa | plats | poster |\n|---|---|---|"
    for source, place, items in _answered(data, library):
        yield f"| {library.sources[source].name} | {place} | {', '.join(item.id for item in items[:_MOST])} |"


def _answered(data: Any, library: Library) -> Iterator[tuple[str, str, list[Item]]]:
    for row in data["places"]:
        for place in row["at"]:
            yield (
                row["source"],
                place,
                [item for item in library.items.values() if _rests(item, row["source"], place)],
            )


def _rests(item: Item, source: str, place: str) -> bool:
    return any(
        reference.source == source
        and (not place or place in (part.strip() for part in reference.at.split(",")))
        for reference in item.sources
    )
