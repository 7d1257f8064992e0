"""Amounts and names that change with time: thresholds and authorities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kravgen.i18n import _
from kravgen.law.sources import Source
from kravgen.problems import Place, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A value during a time. Dates are ISO 8601 and both are within it; ``until`` is empty when no end is known.

    ``value`` is None when nobody has verified what it is.
    """

    since: str
    review_by: str
    confidence: str
    checked: str
    until: str = ""
    value: str | int | float | None = None
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """An amount or a name that changes with time: a threshold or an authority. The rows are in order of time."""

    id: str
    label: str
    rows: tuple[DatedRow, ...]
    place: Place
    unit: str = ""

    def on(self, day: str) -> DatedRow | None:
        """The row that holds on the day (ISO 8601)."""
        return next((r for r in self.rows if r.since <= day and (not r.until or day <= r.until)), None)


def check_dated(value: DatedValue, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What is wrong with a dated value: its sources, and times that go into each other."""
    for row in value.rows:
        if row.source and row.source not in sources:
            yield value.place.problem(
                "KG301",
                _('Unknown source "{name}".').format(name=row.source),
                did_you_mean(row.source, sources),
            )
        if row.until and row.until < row.since:
            yield value.place.problem(
                "KG311",
                _('"{label}" has a row that ends on {until}, before it begins.').format(
                    label=value.label, until=row.until
                ),
                _("Let until be the last day on which the value holds."),
            )
    for earlier, later in pairwise(value.rows):
        if not earlier.until or later.since <= earlier.until:
            yield value.place.problem(
                "KG311",
                _('"{label}" has two values on {day}.').format(label=value.label, day=later.since),
                _("End the earlier row the day before the later begins."),
            )
