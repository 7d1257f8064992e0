"""What the register knows of the places in its sources: which there are, and from when they apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kravgen.i18n import _
from kravgen.law.place import Division, PlaceList, Span
from kravgen.law.reading import NotAPlaceError, read
from kravgen.law.sources import Citation, Source
from kravgen.problems import Place, Problem, did_you_mean, shortened

_Known = Mapping[tuple[tuple[Division, ...], str], Sequence[Span]]


class Fault(NamedTuple):
    """What is wrong with a citation: a code, what it is, and what to do about it."""

    code: str
    message: str
    hint: str

    def at(self, place: Place) -> Problem:
        """The problem where the citation stands."""
        return place.problem(*self)


def cited(source: str, at: str = "") -> Citation:
    """A citation in the one spelling. What cannot be read stays as it is, and :func:`fault` tells it."""
    return Citation(source, normal(at)) if at else Citation(source)


def normal(at: str) -> str:
    """A place in the one spelling, or as it is written when it cannot be read."""
    try:
        return str(read(at))
    except NotAPlaceError:
        return at


def fault(citation: Citation, sources: Mapping[str, Source]) -> Fault | None:
    """What is wrong with a citation: a source that there is not, or a place that cannot be in it."""
    source = sources.get(citation.source)
    if source is None:
        message = _('Unknown source "{name}".').format(name=citation.source)
        return Fault("KG301", message, did_you_mean(citation.source, sources))
    if not citation.at:
        return None
    wrong = _wrong(citation.at, source.places)
    if wrong is None:
        return None
    if isinstance(wrong, int):
        return unreadable(citation.at, wrong)
    return Fault(
        "KG323",
        _("{source} has no {place}.").format(source=source.name, place=PlaceList((wrong,))),
        _(
            "What the register knows of it: {places}. Look in the source, and mend the place or the register."
        ).format(places=shortened("; ".join(source.places))),
    )


def unreadable(at: str, read_until: int) -> Fault:
    """That some words are no place that can be read. ``read_until`` is how many characters could be."""
    return Fault(
        "KG322",
        _('"{words}" is no place in a source: "{rest}" cannot be read.').format(
            words=at, rest=at[read_until:].strip(" ,") or at
        ),
        _(
            "Write for example 2 kap. 3 § andra stycket 4, artikel 25.2 d, skäl 26 or bilaga III; words of your own"
            " after a comma."
        ),
    )


@lru_cache(maxsize=4096)
def _wrong(at: str, places: tuple[str, ...]) -> Span | int | None:
    """The first place that cannot be, or how many characters can be read when not all; None when all is well."""
    try:
        spans = read(at).spans
    except NotAPlaceError as error:
        return error.at
    if not places:
        return None
    known = _known(places)
    return next((span for span in spans if not _is_there(span, known)), None)


@lru_cache(maxsize=512)
def _known(places: tuple[str, ...]) -> _Known:
    """The places that there are, by what they are a part of and which sort of part. What cannot be read is told apart."""
    known: dict[tuple[tuple[Division, ...], str], list[Span]] = {}
    for at in places:
        try:
            spans = read(at).spans
        except NotAPlaceError:
            continue
        for span in spans:
            known.setdefault((span.within, span.unit), []).append(span)
    return known


def _is_there(span: Span, known: _Known) -> bool:
    tops = {unit for within, unit in known if not within}
    tops.update(within[0].unit for within, _unit in known if within)
    head = span.steps[0].unit
    # Each act is divided in one way: in chapters, in sections without chapters, or in articles.
    if head in _DIVISIONS and not tops.isdisjoint(_DIVISIONS) and head not in tops:
        return False
    if head == "§" and "kap." in tops:
        return False
    for depth, step in enumerate(span.steps):
        there = known.get((span.steps[:depth], step.unit))
        ends = [step.mark] if depth + 1 < len(span.steps) or span.last is None else [step.mark, span.last]
        if there and not all(any(each.covers(mark) for each in there) for mark in ends):
            return False
    return True


_DIVISIONS = frozenset(("kap.", "§", "artikel"))


def by_day(source: Source, at: str, day: str) -> tuple[tuple[str, str], ...]:
    """A place in a source, divided by when its parts apply: each with the day (ISO 8601), or "" when that has come."""
    if not source.parts or not at:
        return ((at, ""),)
    try:
        reference = read(at)
        later = [(part.since, read(part.at).spans) for part in source.parts if day < part.since]
    except NotAPlaceError:
        return ((at, ""),)
    found: dict[str, list[Span]] = {}
    for span in reference.spans:
        found.setdefault(max((since for since, part in later if _is_in(span, part)), default=""), []).append(
            span
        )
    if set(found) <= {""}:
        return ((at, ""),)
    return tuple((str(PlaceList(tuple(spans), reference.note)), since) for since, spans in found.items())


def _is_in(span: Span, part: Iterable[Span]) -> bool:
    """Whether a place is one of the places, or within one."""
    for whole in part:
        depth = len(whole.within)
        if span.steps[:depth] == whole.within and len(span.steps) > depth:
            step = span.steps[depth]
            if step.unit == whole.unit and whole.covers(step.mark):
                return True
    return False


def check_source(source: Source, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What is wrong with an entry of the register: places that cannot be read, and times that cannot be."""
    for at in (*source.places, *(part.at for part in source.parts)):
        wrong = _wrong(at, source.places if at not in source.places else ())
        if isinstance(wrong, int):
            yield unreadable(at, wrong).at(source.place)
        elif wrong is not None:
            yield source.place.problem(
                "KG323",
                _("{source} has no {place}.").format(source=source.name, place=at),
                _("Mend the place, or what the register knows of the source under places."),
            )
    if source.replaced_by and source.replaced_by not in sources:
        message = _('Unknown source "{name}".').format(name=source.replaced_by)
        yield source.place.problem("KG301", message, did_you_mean(source.replaced_by, sources))
    if source.repealed and source.repealed <= source.in_force:
        yield source.place.problem(
            "KG321",
            _("{source} is repealed on {until}, before it is in force on {since}.").format(
                source=source.name, until=source.repealed, since=source.in_force
            ),
            _("Mend one of the days."),
        )
