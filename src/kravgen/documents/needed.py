"""Which documents and sheets a procurement needs, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

from kravgen.library import expression
from kravgen.procurement.case import Case
from kravgen.procurement.reason import Reason


class Wanted(Protocol):
    """What is made for a procurement when its profile and its condition say so."""

    @property
    def id(self) -> str: ...
    @property
    def when(self) -> str: ...


Made = TypeVar("Made", bound=Wanted)


def needed(documents: Mapping[str, Made], case: Case) -> Iterator[tuple[Made, bool, Reason]]:
    """For every document or sheet: whether the procurement needs it, and why."""
    for document in documents.values():
        if document.id not in case.profile.documents:
            yield document, False, Reason("unused")
            continue
        if without := [left.fact for left in case.narrowings if not left.leaves_document(document.id)]:
            yield document, False, Reason("facts", facts=tuple(without))
            continue
        if not document.when:
            yield document, True, Reason("always")
            continue
        try:
            is_in = expression.holds(document.when, case.facts)
        except expression.UnknownFactError as unknown:
            yield document, True, Reason("unanswered_in", facts=(unknown.name,))
            continue
        facts = tuple(name for name in expression.names(document.when) if name in case.facts)
        yield document, is_in, Reason("facts", facts=facts)
