"""What of a package does not stand on today's library and law any more, the most urgent first."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kravgen.library.expression import render
from kravgen.library.model import Item, Library
from kravgen.record.model import KeptItem, Record
from kravgen.review.state import standings
from kravgen.strictness.items import Shift, Verdict, filled_with, verdict
from kravgen.strictness.wording import judged

Sort = Literal["repealed", "gone", "ended", "changed", "source", "ending", "coming", "suspect", "value"]
ORDER: tuple[Sort, ...] = (
    "repealed",
    "gone",
    "ended",
    "changed",
    "source",
    "ending",
    "coming",
    "suspect",
    "value",
)
"""What is told first. A change counts by its direction: :data:`_WORST`."""
SOON = 90
"""So many days ahead a repeal is told."""
_WORST: tuple[Verdict, ...] = ("stricter", "unknown", "weaker", "same")


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that an item of a package rests on and that is not what it was.

    ``source`` is what people call a source, ``day`` when it is repealed or comes into force (ISO 8601), and ``instead``
    what replaces it; ``shifts`` are what has changed in the item itself, from the package to the library.
    """

    sort: Sort
    item: str
    number: str
    title: str
    source: str = ""
    day: str = ""
    instead: str = ""
    shifts: tuple[Shift, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def verdict(self) -> Verdict:
        """Which way the library has gone since."""
        return verdict(self.shifts)

    @property
    def urgency(self) -> tuple[int, int]:
        """The lower, the more urgent."""
        return ORDER.index(self.sort), _WORST.index(self.verdict) if self.sort == "changed" else 0


@dataclass(frozen=True, slots=True)
class PackageImpact:
    """A package and what of it is to be looked at, the most urgent first."""

    name: str
    record: Record
    concerns: tuple[Concern, ...]


def impacts(
    records: Mapping[str, Record], library: Library, day: str, changed_sources: Collection[str] = ()
) -> tuple[PackageImpact, ...]:
    """Every package with its concerns, those first that should be looked at first.

    ``day`` (ISO 8601) is what laws are judged on; ``changed_sources`` are the sources, by id, whose row in the register
    has changed since a day that the caller knows.
    """
    found = [
        PackageImpact(
            name, record, tuple(sorted(_concerns(record, library, day, changed_sources), key=_by_urgency))
        )
        for name, record in records.items()
    ]
    return tuple(sorted(found, key=lambda impact: (_worst(impact), -len(impact.concerns), impact.name)))


def _by_urgency(concern: Concern) -> tuple[tuple[int, int], str]:
    return concern.urgency, concern.item


def _worst(impact: PackageImpact) -> tuple[int, int]:
    return impact.concerns[0].urgency if impact.concerns else (len(ORDER), 0)


def _concerns(record: Record, library: Library, day: str, changed: Collection[str]) -> Iterator[Concern]:
    for kept in record.items:
        # The procurement's own requirements belong to no block, and to no library.
        if not kept.taken or not kept.block:
            continue
        item = library.items.get(kept.id)
        yield from _of_sources(kept, item, library, day, changed)
        if item is None or item.dropped:
            yield Concern("gone", kept.id, kept.number, kept.title, before=_line(kept.text))
        else:
            if item.until and item.until < day:
                yield Concern("ended", kept.id, kept.number, kept.title, day=item.until)
            if item.fingerprint != kept.fingerprint or item.on(record.as_of) != item.on(day):
                yield _changed(kept, item.on(day), record)
            if any(standing.state == "suspect" for standing in standings(item, library)):
                yield Concern("suspect", kept.id, kept.number, kept.title)
    yield from _values(record, library, day)


def _of_sources(
    kept: KeptItem, item: Item | None, library: Library, day: str, changed: Collection[str]
) -> Iterator[Concern]:
    """The sources that the item in the package rests on, as the register has them today."""
    soon = (date.fromisoformat(day) + timedelta(days=SOON)).isoformat()
    for place in {place.source: place for place in kept.sources}.values():
        source = library.sources.get(place.source)
        about = (kept.id, kept.number, kept.title, place.name)
        if source is None:
            yield Concern("source", *about)
        elif source.repealed and source.repealed <= soon:
            replacement = library.sources.get(source.replaced_by)
            sort: Sort = "repealed" if source.repealed <= day else "ending"
            yield Concern(sort, *about, source.repealed, replacement.name if replacement else "")
        elif source.in_force > day:
            yield Concern("coming", *about, source.in_force)
        elif place.source in changed:
            yield Concern("source", *about)


def _changed(kept: KeptItem, item: Item, record: Record) -> Concern:
    """What the library says otherwise than the package, as it would read in the package."""
    before, after = _line(_LINK.sub(r"\1", kept.text)), _as_read(kept, item, record)
    return Concern(
        *("changed", kept.id, kept.number, kept.title),
        shifts=tuple(_shifts(kept, item, before, after)),
        before=before,
        after=after,
    )


_LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")
_REFERENCE = re.compile(r"\[\[([A-Z0-9.-]+)\]\]")


def _as_read(kept: KeptItem, item: Item, record: Record) -> str:
    """The library's text with the values, answers and numbers of the package. What is not known stands as written."""
    given = {parameter.name: parameter.value for parameter in kept.parameters}
    values = {p.name: given.get(p.name, p.default) for p in item.parameters}
    answers = {name: fact.value for name, fact in record.facts.items() if fact.value is not None}
    among = {
        "items": frozenset(name for name, held in record.by_id.items() if held.taken),
        "documents": frozenset(document.id for document in record.documents),
    }
    text = filled_with(item.text, values)
    if "{%" in text:
        with contextlib.suppress(KeyError, TypeError):
            text = _line(render(text, {**answers, **among}))
    numbers = {name: held.number for name, held in record.by_id.items() if held.number}
    return _REFERENCE.sub(lambda found: numbers.get(found[1], found[0]), text)


def _shifts(kept: KeptItem, item: Item, before: str, after: str) -> Iterator[Shift]:
    if kept.kind != item.kind and kept.decision != "changed":
        yield Shift("kind", "kind", "unknown", kept.kind, item.kind)
    if kept.decision == "changed":
        # The procurement has words of its own, so it cannot be told from them what the library said.
        yield Shift("text", "rewritten", "unknown")
        return
    for change in judged(before, after, demands=True):
        # A reference reads as words in the package.
        if not (change.after.startswith("[[") and change.after.endswith("]]")):
            cause: Literal["rewritten", "words"] = "rewritten" if change.direction == "unknown" else "words"
            yield Shift("text", cause, change.direction, change.before, change.after)


def _values(record: Record, library: Library, day: str) -> Iterator[Concern]:
    """Dated values that have another amount or name today."""
    for name, kept in record.values.items():
        dated = library.dated.get(name)
        row = dated.on(day) if dated else None
        if row is not None and kept.value is not None and row.value != kept.value:
            before, after = str(kept.value), "" if row.value is None else str(row.value)
            yield Concern("value", name, "", kept.label, before=before, after=after)


def _line(text: str) -> str:
    return " ".join(text.split())


def counted(packages: Iterable[PackageImpact]) -> int:
    """How many of the packages have something to look at."""
    return sum(bool(package.concerns) for package in packages)
