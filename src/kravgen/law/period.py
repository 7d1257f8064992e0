"""The time in which something holds, and times that follow on each other: on each day exactly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kravgen.i18n import _
from kravgen.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another. Dates are ISO 8601 and both are within it; empty when there is no such end."""

    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether the day (ISO 8601) is within it."""
        return self.since <= day and (not self.until or day <= self.until)

    @property
    def backwards(self) -> bool:
        """Whether it ends before it begins."""
        return bool(self.until) and self.until < self.since


ALWAYS = Period()


def backwards(what: str, period: Period, place: Place) -> Iterator[Problem]:
    """A problem when the time ends before it begins. ``what`` is what has it, in words."""
    if period.backwards:
        yield place.problem(
            "KG321",
            _("{what} ends on {until}, before it begins on {since}.").format(
                what=what, until=period.until, since=period.since
            ),
            _("Let until be the last day on which it holds."),
        )


def check_row(
    what: str, row: Sequence[tuple[Period, Place]], whole: Period | None = None
) -> Iterator[Problem]:
    """What is wrong with times that are to follow on each other, each with its place: days with two, days with none.

    They must fill ``whole`` from its first day to its last; without it they begin and end as they like.
    """
    for period, place in row:
        yield from backwards(what, period, place)
    if any(period.backwards for period, _place in row):
        return
    for (earlier, _first), (later, place) in pairwise(row):
        if not earlier.until or later.since <= earlier.until:
            yield place.problem(
                "KG321",
                _("{what} has two values on {day}.").format(what=what, day=later.since or _("the first day")),
                _("Let each begin the day after the one before it ends, the earliest first."),
            )
        elif later.since != (begins := next_day(earlier.until)):
            yield _gap(what, place, begins)
    if whole is None or not row:
        return
    (first, at_first), (last, at_last) = row[0], row[-1]
    if first.since and first.since > whole.since:
        yield _gap(what, at_first, whole.since or _("the first day"))
    if last.until and (not whole.until or last.until < whole.until):
        yield _gap(what, at_last, next_day(last.until))


def _gap(what: str, place: Place, day: str) -> Problem:
    return place.problem(
        "KG321",
        _("{what} has no value on {day}.").format(what=what, day=day),
        _(
            "Let each begin the day after the one before it ends; take from or until out where there is no end."
        ),
    )


def next_day(day: str) -> str:
    """The day after (ISO 8601). The last day that there is has none after it."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except OverflowError:
        return day


def day_before(day: str) -> str:
    """The day before (ISO 8601). The first day that there is has none before it."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except OverflowError:
        return day
