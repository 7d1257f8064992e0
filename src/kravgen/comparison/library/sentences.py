"""A change of the library in sentences for a screen."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.comparison.library.difference import LibraryDifference
from kravgen.comparison.library.words import (
    counts_told,
    headline,
    resting_told,
    row_fields_told,
    row_told,
    shifts_told,
    sides,
    sides_told,
)
from kravgen.i18n import _


def library_sentences(difference: LibraryDifference) -> Iterator[str]:
    """The lines: how much first, then each item with what rests on it, then the rest."""
    yield sides(difference)
    if not difference.items and not difference.rows and not difference.not_compared:
        yield _("There is no difference.")
        return
    yield counts_told(difference)
    for change in difference.items:
        yield ""
        yield headline(change)
        yield from (f"  {told.name}: {told.text}" for told in sides_told(change))
        if len(found := list(shifts_told(change))) > 1:
            yield from (f"  - {line}" for line in found)
        yield from (f"  {told.name}: {told.text}" for told in resting_told(change, difference))
    if difference.rows:
        yield ""
        for row in difference.rows:
            yield row_told(row)
            yield from (f"  - {line}" for line in row_fields_told(row))
    if difference.not_compared:
        yield ""
        yield _("Not compared")
        yield from (f"  {problem}" for problem in difference.not_compared)
