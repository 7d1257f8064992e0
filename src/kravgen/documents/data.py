"""The data that a document is made from, as its template sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kravgen.award.purchase import Award
from kravgen.documents.awarded import shown_evaluation
from kravgen.documents.decided import decided
from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.glossary import occurring
from kravgen.documents.plain import Plain, Record, made
from kravgen.documents.presence import Presence
from kravgen.documents.records import RECORDS
from kravgen.i18n import _, speaking
from kravgen.library.beside import fits
from kravgen.library.literal import guarded
from kravgen.library.model import Library
from kravgen.procurement.selection import Selection
from kravgen.review.wording import summary


def names(
    selection: Selection,
    entries: Sequence[Entry],
    presence: Presence,
    award: Award,
    as_of: str,
) -> Mapping[str, Plain]:
    """The data of :data:`kravgen.documents.names.VALUES` for a selection. ``entries`` are the items that are in.

    The glossary is empty: its words are those of documents that have been made. See :func:`words_of`.
    """
    facts, library = selection.case.facts, selection.library
    numbers = {entry.id: entry.number for entry in entries}
    of_sort: dict[str, list[Record]] = {"requirement": [], "clause": [], "check": [], "criterion": []}
    by_block: dict[str, list[Record]] = {}
    for entry in entries:
        made_of = made(RECORDS["entry"], entry)
        of_sort[entry.item.sort].append(made_of)
        if entry.item.sort == "requirement":
            by_block.setdefault(entry.item.block, []).append(made_of)
    return MappingProxyType(
        {
            "case": made(RECORDS["case"], selection.case),
            "as_of": as_of,
            "facts": MappingProxyType({name: answer for name, answer in facts.items() if answer is not None}),
            **presence.asked,
            "requirements": tuple(of_sort["requirement"]),
            "clauses": tuple(of_sort["clause"]),
            "checks": tuple(of_sort["check"]),
            "criteria": tuple(of_sort["criterion"]),
            "chapters": tuple(_chapter(library, *chapter) for chapter in by_block.items()),
            "evaluation": made(RECORDS["evaluation"], shown_evaluation(award, entries)),
            "decisions": tuple(
                made(RECORDS["decision"], each) for each in decided(selection, numbers, LANGUAGE)
            ),
            "verdict": _verdict(selection),
            "reviewed": _reviewed(selection),
            "starting_points": tuple(
                made(RECORDS["starting_point"], point)
                for point in library.starting_points.values()
                if fits(point, facts)
            ),
            "glossary": (),
        }
    )


def _verdict(selection: Selection) -> tuple[str, ...]:
    with speaking(LANGUAGE):
        return tuple(guarded(sentence) for sentence in selection.verdict)


def _reviewed(selection: Selection) -> tuple[str, ...]:
    taken = [decision.item for decision in selection.taken()]
    with speaking(LANGUAGE):
        return tuple(guarded(sentence) for sentence in summary(taken, selection.library))


def words_of(library: Library, said: Sequence[str]) -> Plain:
    """The glossary of a package. ``said`` are the texts of its public documents so far."""
    return tuple(
        made(RECORDS["term"], (term, library)) for term in occurring(library.glossary.values(), said)
    )


def _chapter(library: Library, name: str, entries: Sequence[Record]) -> Record:
    block = library.blocks.get(name)
    of_block = made(RECORDS["block"], block) if block else None
    with speaking(LANGUAGE):
        heading = block.title if block else _("Functional requirements")
    return made(
        RECORDS["chapter"],
        {
            "title": block.title if block else "",
            "heading": heading,
            "owner": block.owner if block else "verksamheten",
            "block": of_block,
            "entries": tuple(entries),
        },
    )
