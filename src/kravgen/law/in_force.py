"""Which sources hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from kravgen.i18n import _
from kravgen.law.sources import Citation, Source
from kravgen.problems import Place, Problem


class Resting(Protocol):
    """What rests on sources: an item of the library."""

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...
    @property
    def sources(self) -> Sequence[Citation]: ...


def not_in_force(
    items: Iterable[Resting], sources: Mapping[str, Source], day: str, *, coming: bool = True
) -> Iterator[Problem]:
    """The items that rest on a source which does not hold on the day (ISO 8601), or no longer if not ``coming``."""
    for item in items:
        for citation in item.sources:
            source = sources.get(citation.source)
            if source is None:
                continue
            standing = source.standing(day)
            if standing == "repealed":
                replacement = sources.get(source.replaced_by)
                hint = (
                    _("It is replaced by {name}.").format(name=replacement.name)
                    if replacement
                    else _("Take the requirement out, or find what holds instead.")
                )
                message = _("{item} rests on {source}, which was repealed on {date}.").format(
                    item=item.id, source=source.name, date=source.repealed
                )
                yield item.place.problem("KG309", message, hint)
            elif standing == "coming" and coming:
                message = _("{item} rests on {source}, which is not in force until {date}.").format(
                    item=item.id, source=source.name, date=source.in_force
                )
                yield item.place.problem(
                    "KG309", message, _("Take the requirement out, or choose a later day.")
                )
