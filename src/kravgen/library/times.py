"""In what time an item is used, and which of its wordings holds when."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _
from kravgen.law.period import Period, backwards, check_row, day_before
from kravgen.library.model import Item
from kravgen.problems import Problem


def check_times(item: Item) -> Iterator[Problem]:
    """What is wrong with the time of an item and with the times of its wordings: on each day exactly one holds."""
    if item.period.backwards or not item.later:
        yield from backwards(item.id, item.period, item.place)
        return
    first = item.later[0]
    if first.period.since <= item.since:
        yield first.place.problem(
            "KG321",
            _("{item} never reads as it does before {day}.").format(item=item.id, day=first.period.since),
            _(
                "Let the later wording begin after the item's own from, or write its text in place of the first."
            ),
        )
        return
    earliest = (Period(item.since, day_before(first.period.since)), item.place)
    yield from check_row(item.id, [earliest, *((w.period, w.place) for w in item.later)], item.period)
    if item.until and item.later[-1].period.since > item.until:
        yield item.later[-1].place.problem(
            "KG321",
            _("{item} is not used after {day}, so it has no later wording.").format(
                item=item.id, day=item.until
            ),
            _("Mend one of the days."),
        )
