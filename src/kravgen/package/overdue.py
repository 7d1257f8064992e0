"""What of the library should have been reviewed: told in a few lines whenever it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kravgen.i18n import _, ngettext
from kravgen.library.model import Item, Library
from kravgen.problems import Place, Problem
from kravgen.textlines import first_of

_MOST = 3
"""So many names are told; the rest are counted."""


class _Late(NamedTuple):
    """What is late: the day that it was due, what it is called, and where that stands."""

    day: str
    name: str
    place: Place


def overdue(library: Library, day: str, used: Iterable[Item] | None = None) -> Iterator[Problem]:
    """A warning for blocks, one for sources and one for dated values whose day of review has passed on ``day``.

    With ``used`` only what those items stand in and rest on is looked at.
    """
    items = [*library.items.values()] if used is None else [*used]
    blocks = library.blocks if used is None else {item.block for item in items}
    sources = library.sources if used is None else {cited.source for item in items for cited in item.sources}
    dated = library.dated if used is None else {p.value_of for item in items for p in item.parameters}
    late_blocks = [_Late(b.review_by, b.title, b.place) for b in library.blocks.values() if b.id in blocks]
    late_sources = [
        _Late(s.review_by, s.name, s.place)
        for s in library.sources.values()
        if s.id in sources and s.standing(day) != "repealed"
    ]
    late_rows = [
        _Late(row.review_by, value.label, row.place)
        for value in library.dated.values()
        if value.id in dated and (row := value.on(day))
    ]
    for late in (late_blocks, late_sources, late_rows):
        passed = sorted(each for each in late if each.day < day)
        if not passed:
            continue
        told = ngettext(
            "{count} part of the library should have been reviewed by {day}: {names}.",
            "{count} parts of the library should have been reviewed, the first by {day}: {names}.",
            len(passed),
        ).format(count=len(passed), day=passed[0].day, names=first_of([each.name for each in passed], _MOST))
        yield passed[0].place.problem(
            "KG324",
            told,
            _("Let whoever keeps the library review it. All of them: kravgen sources --expiring 0d."),
            "warning",
        )
