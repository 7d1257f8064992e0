"""The register of sources as it stands on a day: what holds, what rests on it, and what is coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kravgen.content import Content
from kravgen.documents.catalogue import Template
from kravgen.i18n import _
from kravgen.law.dated import DatedRow, DatedValue
from kravgen.law.mentions import Finder, SourceMention
from kravgen.law.period import next_day
from kravgen.law.register import fault
from kravgen.law.sources import Citation, Source, Standing
from kravgen.library.model import Item
from kravgen.library.wording import TEXTS
from kravgen.problems import KravgenError, Place, Problem, did_you_mean

Sort = Literal["item", "gate", "dated", "term", "price_row", "document"]


@dataclass(frozen=True, slots=True)
class Dependent:
    """What rests on a source: an entry of the library that cites it, or a text that names it. ``at`` is where in it."""

    sort: Sort
    id: str
    title: str
    at: str
    place: Place


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A source as it stands on the day."""

    source: Source
    standing: Standing
    resting: tuple[Dependent, ...]

    @property
    def told(self) -> str:
        """How the source stands, in words."""
        source = self.source
        if self.standing == "coming":
            return _("in force from {day}").format(day=source.in_force)
        if self.standing == "repealed":
            told = _("repealed {day}").format(day=source.repealed)
            return (
                f"{told}, {_('replaced by {source}').format(source=source.replaced_by)}"
                if source.replaced_by
                else told
            )
        return _("holds, repealed {day}").format(day=source.repealed) if source.repealed else _("holds")


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day (ISO 8601): something begins to hold, ends, or is due for review."""

    day: str
    sort: Literal["begins", "ends", "review"]
    told: str
    place: Place

    @property
    def problem(self) -> Problem:
        """The event as a warning at its place."""
        return self.place.problem("KG325", f"{self.day}: {self.told}", "", "warning")


@dataclass(frozen=True, slots=True)
class SourceRegister:
    """The sources and dated values that were asked for on a day (ISO 8601), and what happens with them, in order.

    Of events that lie before the day only those are there that still matter: reviews that are late, and repealed sources
    that something rests on.
    """

    day: str
    sources: tuple[Standpoint, ...]
    dated: tuple[DatedValue, ...]
    events: tuple[Event, ...]

    def until(self, day: str) -> tuple[Event, ...]:
        """The events up to and on a day."""
        return tuple(event for event in self.events if event.day <= day)


def register(content: Content, day: str, names: Sequence[str] = ()) -> SourceRegister:
    """The register on a day. ``names`` are ids of sources and dated values; without any it is all, blocks and items too.

    Raises:
        KravgenError: there is no such source or value.
    """
    library = content.library
    known = [*library.sources, *library.dated]
    for name in names:
        if name not in known:
            message = _('Unknown source "{name}".').format(name=name)
            raise KravgenError(
                Place("sources").problem("KG301", message, did_you_mean(name, known)), unreadable=True
            )
    resting: dict[str, list[Dependent]] = {}
    for source, each in _resting(content):
        resting.setdefault(source, []).append(each)
    chosen = [s for s in library.sources.values() if not names or s.id in names]
    standpoints = tuple(Standpoint(s, s.standing(day), tuple(resting.get(s.id, ()))) for s in chosen)
    dated = tuple(
        value
        for value in library.dated.values()
        if not names or value.id in names or any(row.source in names for row in value.rows)
    )
    events = [event for point in standpoints for event in _of_source(point, day)]
    events += [event for value in dated for event in _of_dated(value, day)]
    if not names:
        events += _of_blocks(content, day)
    told = tuple(sorted(events, key=lambda event: (event.day, event.sort, event.told)))
    return SourceRegister(day, standpoints, dated, told)


def _resting(content: Content) -> Iterator[tuple[str, Dependent]]:
    """Everything that rests on a source, with the source's id."""
    library = content.library
    for item in library.items.values():
        every = [*item.sources, *(cited for wording in item.later for cited in wording.sources)]
        for cited in dict.fromkeys(every):
            yield cited.source, Dependent("item", item.id, item.title, cited.at, item.place)
    for gate in library.gates.values():
        for cited in gate.sources:
            yield cited.source, Dependent("gate", gate.id, gate.title, cited.at, gate.place)
    for value in library.dated.values():
        for source, at in dict.fromkeys((row.source, row.at) for row in value.rows if row.source):
            yield source, Dependent("dated", value.id, value.label, at, value.place)
    for term in library.glossary.values():
        if term.source:
            yield term.source, Dependent("term", term.id, term.term, term.at, term.place)
    finder = Finder(library.sources.values())
    for row in library.prices.values():
        for mention in finder.find(row.name):
            yield mention.source, Dependent("price_row", row.id, row.name, mention.at, row.place)
    for template, mention, place in in_templates(content, finder):
        yield mention.source, Dependent("document", template.id, template.title, mention.at, place)


def in_templates(content: Content, finder: Finder) -> Iterator[tuple[Template, SourceMention, Place]]:
    """Every source that a document template names, with its place. A part is told with the first that includes it."""
    seen: set[str] = set()
    for template in content.templates.values():
        for source in template.source.files:
            if source.file in seen:
                continue
            seen.add(source.file)
            for mention in finder.find(source.text):
                line = source.text.count("\n", 0, mention.start) + 1
                yield template, mention, source.place(line)


def misplaced(content: Content, day: str) -> Iterator[Problem]:
    """What running text says of law that cannot be: a place that there is not, or a source that is repealed on the day.

    Looked through are the texts of items and of document templates.
    """
    finder = Finder(content.library.sources.values())
    for item in content.library.items.values():
        for text in _texts(item):
            for mention in finder.find(text):
                yield from _wrong(mention, item.place, content, day)
    for _template, mention, place in in_templates(content, finder):
        yield from _wrong(mention, place, content, day)


def _texts(item: Item) -> Iterator[str]:
    for key in TEXTS:
        if text := getattr(item, key):
            yield text
    for wording in item.later:
        yield from (wording.changes[key] for key in TEXTS if wording.changes.get(key))


def _wrong(mention: SourceMention, place: Place, content: Content, day: str) -> Iterator[Problem]:
    sources = content.library.sources
    source = sources[mention.source]
    if wrong := fault(Citation(source.id, mention.at), sources):
        yield wrong.at(place)
    if source.standing(day) == "repealed":
        new = sources.get(source.replaced_by)
        message = _("The text speaks of {source}, which was repealed on {date}.")
        hint = _("It is replaced by {name}.").format(name=new.name) if new else _("Write what holds instead.")
        told = message.format(source=source.name, date=source.repealed)
        yield place.problem("KG309", told, hint, "warning")


def _of_source(point: Standpoint, day: str) -> Iterator[Event]:
    source = point.source
    if source.in_force > day:
        yield Event(
            source.in_force,
            "begins",
            _("{source} comes into force.").format(source=source.name),
            source.place,
        )
    for part in source.parts:
        if part.since > day:
            told = _("{place} of {source} begins to apply.").format(place=part.at, source=source.name)
            yield Event(part.since, "begins", told, source.place)
    if source.repealed and (
        point.standing != "repealed" or any(each.sort != "document" for each in point.resting)
    ):
        told = _("{source} is repealed; {count} texts rest on it.").format(
            source=source.name, count=len(point.resting)
        )
        yield Event(source.repealed, "ends", told, source.place)
    if point.standing != "repealed":
        yield _review(source.name, source.review_by, source.place)


def _of_dated(value: DatedValue, day: str) -> Iterator[Event]:
    for row in value.rows:
        if row.since > day:
            yield Event(row.since, "begins", _told_row(value, row), row.place)
        if row.until and row.until < day:
            continue
        yield _review(value.label, row.review_by, row.place)
        if row.until and value.on(next_day(row.until)) is None:
            told = _("{value} has no row after this day.").format(value=value.label.capitalize())
            yield Event(row.until, "ends", told, row.place)


def _told_row(value: DatedValue, row: DatedRow) -> str:
    if row.value is None:
        return _("{value} changes; nobody has verified to what.").format(value=value.label.capitalize())
    return _("{value} becomes {amount}.").format(value=value.label.capitalize(), amount=row.value)


def _of_blocks(content: Content, day: str) -> Iterator[Event]:
    for block in content.library.blocks.values():
        yield _review(_('the block "{block}"').format(block=block.title), block.review_by, block.place)
    for item in content.library.items.values():
        if item.since > day:
            yield Event(item.since, "begins", _("{item} begins to be used.").format(item=item.id), item.place)
        if item.until >= day:
            yield Event(
                item.until, "ends", _("{item} is used for the last day.").format(item=item.id), item.place
            )
        for wording in item.later:
            if wording.period.since > day:
                told = _("{item} reads otherwise.").format(item=item.id)
                yield Event(wording.period.since, "begins", told, wording.place)


def _review(what: str, day: str, place: Place) -> Event:
    return Event(day, "review", _("Review at the latest: {what}").format(what=what), place)
