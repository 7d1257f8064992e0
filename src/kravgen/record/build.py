"""From a package that has been made to what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from kravgen import __version__
from kravgen.archive import own_parts, own_unpacked
from kravgen.award.purchase import purchase
from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.wording import Wording, comparable
from kravgen.i18n import speaking
from kravgen.library.answer import NO_FORM
from kravgen.library.fingerprint import fingerprint as content_fingerprint
from kravgen.library.model import Library
from kravgen.procurement.buyers import Buyer
from kravgen.procurement.case import Case
from kravgen.procurement.explanation import names
from kravgen.procurement.selection import Decision, Selection
from kravgen.procurement.verdict import value_rows
from kravgen.record.file import PackageFile, sha256
from kravgen.record.model import (
    KeptBlock,
    KeptBuyer,
    KeptDocument,
    KeptGap,
    KeptGate,
    KeptItem,
    KeptLibrary,
    KeptParameter,
    KeptPlace,
    KeptProcurement,
    KeptReview,
    KeptValue,
    Record,
)
from kravgen.review.state import standings
from kravgen.review.wording import summary


def record(
    selection: Selection, files: Sequence[PackageFile], entries: Iterable[Entry], fingerprint: str
) -> Record:
    """The record of a package. ``entries`` are the items that are in, with their texts as they are shown."""
    library, case, award = selection.library, selection.case, purchase(selection)
    shown: dict[str, dict[str, None]] = {}
    for file in files:
        for item in file.items:
            shown.setdefault(item, {})[file.id] = None
    entry_of = {entry.id: entry for entry in entries}
    items = tuple(
        _item(decision, library, entry_of.get(name), tuple(shown.get(name, ())))
        for name, decision in selection.decisions.items()
    )
    return Record(
        kravgen=__version__,
        fingerprint=fingerprint,
        library=KeptLibrary(library.version, library.fingerprint),
        procurement=_procurement(case),
        as_of=selection.day,
        status=case.status,
        facts=names(case, library).facts,
        blocks={name: KeptBlock(block.title, block.owner) for name, block in library.blocks.items()},
        values=dict(_values(selection)),
        documents=tuple(_document(file) for file in files),
        items=items,
        gaps=tuple(KeptGap(file.id, gap.what, gap.role) for file in files for gap in file.gaps),
        gates=tuple(_gates(selection)),
        prices=award.prices,
        evaluation=award.evaluation,
    )


def package_fingerprint(selection: Selection, entries: Sequence[Entry]) -> str:
    """What tells this package from every other: a checksum over all that its documents are made from."""
    case = selection.case
    return content_fingerprint(
        {
            "kravgen": __version__,
            "library": selection.library.fingerprint,
            "profile": case.profile.id,
            "title": case.title,
            "version": case.version,
            "reference_number": case.reference_number,
            "purpose": case.purpose,
            "term": [case.term_years, *case.extensions],
            "buyers": [_buyer(buyer) for buyer in case.buyers],
            "facts": case.facts,
            "information": [asdict(row) for row in case.information],
            "status": case.status,
            "filled": case.filled,
            "items": {entry.id: {name: text or None for name, text in _texts(entry)} for entry in entries},
            "as_of": selection.day,
            "reviewed": _reviewed(selection),
            **({"value": value} if (value := _value(selection)) else {}),
            **({"attachments": case.attachments} if case.attachments else {}),
            **({"forms": forms} if (forms := _own_forms(case)) else {}),
            **({"pricing": pricing} if (pricing := _pricing(case)) else {}),
        }
    )


def _value(selection: Selection) -> list[str]:
    """What the documents tell of the value and of the limits that it meets."""
    with speaking(LANGUAGE):
        rows = [f"{row.what} {row.how} {row.amount} {row.at}" for row in value_rows(selection.case)]
        return [*rows, *selection.verdict]


def _reviewed(selection: Selection) -> list[str]:
    """What the documents tell of reviews."""
    with speaking(LANGUAGE):
        return [*summary((decision.item for decision in selection.taken()), selection.library)]


def _own_forms(case: Case) -> dict[str, Any]:
    """What the procurement's own requirements want for an answer; that of the others stands in the library."""
    return {item.id: asdict(item.answer) for item in case.requirements if item.answer != NO_FORM}


def _pricing(case: Case) -> dict[str, Any]:
    """What the procurement's file says of its prices, its lots and how tenders are compared."""
    said = case.pricing.file.data if case.pricing.file else {}
    return {key: said[key] for key in ("prices", "lots", "evaluation") if said.get(key)}


def _buyer(buyer: Buyer) -> list[Any]:
    own = [buyer.facts, buyer.controller_facts]
    return [buyer.name, buyer.organisation_number, *buyer.controllers, *(own if any(own) else ())]


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """The number and the texts of an item as its readers see them."""
    for name in ("number", "text", "evidence", "accept", "value"):
        yield name, getattr(entry, name).strip()


def _item(decision: Decision, library: Library, entry: Entry | None, documents: tuple[str, ...]) -> KeptItem:
    item = decision.item
    texts = dict(_texts(entry)) if entry else {}
    return KeptItem(
        id=item.id,
        sort=item.sort,
        kind=item.kind,
        title=item.title,
        decision=decision.outcome,
        reason=decision.reason,
        fingerprint=item.fingerprint,
        block=item.block,
        group=item.group,
        under=item.under,
        number=texts.get("number", ""),
        text=texts.get("text", ""),
        motive=entry.motive.strip() if entry else "",
        evidence=texts.get("evidence", ""),
        accept=texts.get("accept", ""),
        method=item.method,
        value=texts.get("value", ""),
        consequence=item.consequence,
        prices=item.prices,
        phase=item.phase,
        role=item.role,
        light=item.light,
        tags=item.tags,
        sources=tuple(
            KeptPlace(citation.source, library.sources[citation.source].name, citation.at)
            for citation in (entry.citations if entry else ())
        ),
        parameters=tuple(
            KeptParameter(parameter.name, parameter.label, decision.values[parameter.name], parameter.unit)
            for parameter in (item.parameters if entry else ())
        ),
        documents=documents,
        reviews=tuple(
            KeptReview(held.role, held.review.date, held.state, held.review.text, held.sources)
            for held in (standings(item, library) if library.reviews else ())
            if held.review
        ),
    )


def _procurement(case: Case) -> KeptProcurement:
    return KeptProcurement(
        file=case.file.name,
        title=case.title,
        profile=case.profile.id,
        profile_title=case.profile.title,
        buyers=tuple(
            KeptBuyer(b.name, b.organisation_number, b.controllers, b.facts, b.controller_facts)
            for b in case.buyers
        ),
        version=case.version,
        reference_number=case.reference_number,
        purpose=case.purpose.strip(),
        date=case.date,
        term_years=case.term_years,
        extension_years=case.extension_years,
    )


def _values(selection: Selection) -> Iterator[tuple[str, KeptValue]]:
    """The dated values that parameters in the package lean on."""
    leaned_on = {p.value_of for decision in selection.taken() for p in decision.item.parameters}
    for name, value in selection.library.dated.items():
        if name in leaned_on:
            row = value.on(selection.day)
            held = (row.value, value.unit, row.source, row.at) if row else (None, value.unit)
            yield name, KeptValue(value.label, *held)


def _gates(selection: Selection) -> Iterator[KeptGate]:
    for standing in selection.gates:
        if standing.state == "free":
            continue
        gate, lift = standing.gate, standing.lift
        yield KeptGate(
            id=gate.id,
            title=gate.title,
            severity=gate.severity,
            state=standing.state,
            facts=standing.facts,
            lifted_by=gate.lifted_by,
            by=lift.by if lift else "",
            date=lift.date if lift else "",
            because=lift.because.strip() if lift else "",
        )


def _document(file: PackageFile) -> KeptDocument:
    return KeptDocument(
        file=file.name,
        id=file.id,
        title=file.title,
        audience=file.audience,
        reason=file.reason,
        sha256=sha256(file.content),
        # The bytes of a zip file depend on the library that packed it; those of its parts do not.
        parts={name: _checksum(part) for name, part in own_parts(file.content)},
        wording=None if file.wording is None else _kept(file.wording),
    )


# The styles, the theme and more are the same in all documents of a package.
@lru_cache(maxsize=64)
def _checksum(part: bytes) -> str:
    return sha256(own_unpacked(part))


def _kept(wording: Wording) -> Wording:
    """The wording with a checksum for the words of each item, as they are compared: they stand in the item itself."""
    items: Mapping[str, str] = {
        item: content_fingerprint(comparable(words)) for item, words in wording.items.items()
    }
    return replace(wording, items=items)
