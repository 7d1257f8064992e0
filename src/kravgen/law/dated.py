"""Amounts and names that change with time: thresholds and authorities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.law.period import Period, check_row
from kravgen.law.register import fault
from kravgen.law.sources import Citation, Source
from kravgen.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A value during a time. Dates are ISO 8601 and both are within it; ``until`` is empty when no end is known.

    ``value`` is None when nobody has verified what it is.
    """

    since: str
    review_by: str
    confidence: str
    checked: str
    place: Place
    until: str = ""
    value: str | int | float | None = None
    source: str = ""
    at: str = ""

    @property
    def period(self) -> Period:
        """The time in which it holds."""
        return Period(self.since, self.until)


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
        return next((row for row in self.rows if row.period.holds(day)), None)


def check_dated(value: DatedValue, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What is wrong with a dated value: its sources, and days with two values or none."""
    for row in value.rows:
        if row.source and (wrong := fault(Citation(row.source, row.at), sources)):
            yield wrong.at(row.place)
    yield from check_row(f'"{value.label}"', [(row.period, row.place) for row in value.rows])
