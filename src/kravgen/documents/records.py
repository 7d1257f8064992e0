"""The records that templates see, field by field: what each field gives and an example.

An entry in a template has these fields and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter, itemgetter

from kravgen.documents.awarded import CRITERION, EVALUATION
from kravgen.documents.kinds import NUMBER, TEXT, YES_NO, Kind, listed, maybe, record
from kravgen.documents.plain import RecordField, made
from kravgen.i18n import _n
from kravgen.library.literal import guarded
from kravgen.procurement.information import Information
from kravgen.procurement.values import number

ENTRIES = listed(record("entry"))


def _text(meaning: str, example: str, name: str) -> RecordField:
    return RecordField(TEXT, meaning, example, attrgetter(name))


def _prose(meaning: str, example: str, name: str) -> RecordField:
    """A text whose marks are its own: none of them meets the template's."""
    return RecordField(TEXT, meaning, example, lambda source: guarded(getattr(source, name)))


_BUYER: Mapping[str, RecordField] = {
    "name": _text(_n("The organisation."), "{{ buyer.name }}", "name"),
    "organisation_number": _text(
        _n("Its organisation number; empty when the procurement does not tell it."),
        '{{ answer(buyer.organisation_number, "organisationsnummer", "upphandlare") }}',
        "organisation_number",
    ),
    "controllers": RecordField(
        listed(TEXT),
        _n("Its boards that are responsible for personal data."),
        '{{ buyer.controllers | join(", ") }}',
        attrgetter("controllers"),
    ),
}
_CONTROLLER: Mapping[str, RecordField] = {
    "name": _text(
        _n("The board that is responsible for personal data; empty when the procurement does not tell it."),
        '{{ answer(controller.name, "personuppgiftsansvarig nämnd", "dataskyddsombud") }}',
        "name",
    ),
    "buyer": RecordField(
        record("buyer"),
        _n("The organisation that it belongs to."),
        "{{ controller.buyer.name }}",
        lambda controller: made(_BUYER, controller.buyer),
    ),
}


def _level(name: str) -> RecordField:
    def shown(row: Information) -> str:
        level = getattr(row, name)
        return "" if level is None else str(level)

    return RecordField(TEXT, _n("Its level; empty when nobody has set one."), f"{{{{ row.{name} }}}}", shown)


_INFORMATION: Mapping[str, RecordField] = {
    "name": _text(_n("The kind of information."), "{{ row.name }}", "name"),
    **{name: _level(name) for name in ("confidentiality", "integrity", "availability", "traceability")},
}
_CASE: Mapping[str, RecordField] = {
    "information": RecordField(
        listed(record("information")),
        _n("The kinds of information that the procurement lists, with their levels."),
        "{% for row in case.information %}{{ row.name }} {% endfor %}",
        lambda case: tuple(made(_INFORMATION, row) for row in case.information),
    ),
    "title": _text(_n("What is bought."), "{{ case.title }}", "title"),
    "purpose": _prose(
        _n("Background and purpose; empty when the procurement does not tell it."),
        '{{ answer(case.purpose, "bakgrund och syfte", "verksamheten") }}',
        "purpose",
    ),
    "reference_number": _text(
        _n("The reference number; empty when the procurement does not tell it."),
        '{{ answer(case.reference_number, "diarienummer", "upphandlare") }}',
        "reference_number",
    ),
    "version": _text(
        _n("The version of the documents; empty when the procurement does not tell it."),
        '{{ answer(case.version, "version", "upphandlare") }}',
        "version",
    ),
    "date": _text(
        _n("The date of the procurement (ISO 8601); empty when the procurement does not tell it."),
        '{{ answer(case.date, "datum", "upphandlare") }}',
        "date",
    ),
    "term_years": RecordField(
        maybe(NUMBER),
        _n("The term of the contract in years; none when the procurement does not tell it."),
        "{% if case.term_years is not none %}{{ number(case.term_years) }} år{% endif %}",
        attrgetter("term_years"),
    ),
    "extension_years": RecordField(
        maybe(NUMBER),
        _n("How many years it can be extended; none when the procurement does not tell it."),
        "{% if case.extension_years %}{{ number(case.extension_years) }} år{% endif %}",
        attrgetter("extension_years"),
    ),
    "last_day": _text(
        _n(
            "The contract's last day without extension (ISO 8601); empty until its start and its term are known."
        ),
        '{{ case.last_day or "Följer av avtalets start och avtalstid" }}',
        "last_day",
    ),
    "extensions": RecordField(
        listed(TEXT),
        _n("How many years it can be extended each time, in order."),
        '{{ case.extensions | join(" + ") }} år',
        lambda case: tuple(number(years) for years in case.extensions),
    ),
    "buyers": RecordField(
        listed(record("buyer")),
        _n("The organisations that buy."),
        "{% for buyer in case.buyers %}{{ buyer.name }} {% endfor %}",
        lambda case: tuple(made(_BUYER, buyer) for buyer in case.buyers),
    ),
}
_ITEM: Mapping[str, RecordField] = {
    "sort": _text(_n("requirement, criterion, clause or check."), "{{ entry.item.sort }}", "sort"),
    "kind": _text(
        _n("ska, bör, villkor, fråga, kriterium, avtalsvillkor or kontrollpunkt."),
        "{{ entry.item.kind }}",
        "kind",
    ),
    "title": _text(_n("The title."), "{{ entry.item.title }}", "title"),
    "block": _text(
        _n("The block that it stands in; empty for the procurement's own."), "{{ entry.item.block }}", "block"
    ),
    "phase": _text(
        _n("When it must hold, or when it is checked; may be empty."), "{{ entry.item.phase }}", "phase"
    ),
    "method": _text(_n("How it is tested; may be empty."), "{{ entry.item.method }}", "method"),
    "table": RecordField(
        TEXT,
        _n("The name of the table that answers it; empty when none does."),
        "{{ entry.item.table }}",
        attrgetter("answer.table"),
    ),
    "role": _text(_n("Who answers for a check; may be empty."), "{{ entry.item.role }}", "role"),
    "label": _text(
        _n("A criterion's label, such as 1.1.1; may be empty."), "{{ entry.item.label }}", "label"
    ),
    "level": _text(_n("A criterion's level; may be empty."), "{{ entry.item.level }}", "level"),
    "clause": _text(
        _n("The clause of the standard that a criterion comes from; may be empty."),
        "{{ entry.item.clause }}",
        "clause",
    ),
    "under": _text(
        _n("The id of the requirement that a criterion stands under; may be empty."),
        "{{ entry.item.under }}",
        "under",
    ),
    "group": _text(
        _n("The id of the clause that it is a variant of; may be empty."), "{{ entry.item.group }}", "group"
    ),
    "group_title": _text(
        _n("The title of the clause that it is a variant of; may be empty."),
        "{{ entry.item.group_title or entry.item.title }}",
        "group_title",
    ),
    "because": _prose(
        _n("Why this variant was chosen; may be empty."), "{{ entry.item.because | trim }}", "because"
    ),
    "light": RecordField(
        YES_NO,
        _n("Whether it belongs in a small purchase."),
        '{{ "alltid" if entry.item.light else "i större köp" }}',
        attrgetter("light"),
    ),
    "confidential": RecordField(
        YES_NO,
        _n("Whether its text must be protected. A public document has no such entries."),
        '{{ answer_table(requirements | where("confidential", true), "Skyddade krav") }}',
        attrgetter("confidential"),
    ),
    "tags": RecordField(
        listed(TEXT), _n("Its tags."), '{{ entry.item.tags | join(", ") }}', attrgetter("tags")
    ),
}
_ENTRY: Mapping[str, RecordField] = {
    "id": _text(_n("The item's id."), "{{ entry.id }}", "id"),
    "number": _text(_n("Its number, the same in every document."), "{{ entry.number }}", "number"),
    "text": _prose(
        _n("Its text, with values filled in. Only show(entry) counts it as shown."),
        "{{ entry.text }}",
        "text",
    ),
    "motive": _prose(_n("Why it is asked; may be empty."), "{{ entry.motive }}", "motive"),
    "evidence": _prose(_n("What the bidder shows; may be empty."), "{{ entry.evidence }}", "evidence"),
    "accept": _prose(
        _n("What must hold for it to be approved; may be empty."), "{{ entry.accept }}", "accept"
    ),
    "value": _prose(_n("How it is rewarded; may be empty."), "{{ entry.value }}", "value"),
    "sources": _text(_n("Its sources as running text; may be empty."), "{{ entry.sources }}", "sources"),
    "prices": RecordField(
        listed(TEXT),
        _n("The rows of the price sheet that it asks for, by name."),
        '{{ entry.prices | join(", ") }}',
        attrgetter("prices"),
    ),
    "facts": RecordField(
        listed(TEXT),
        _n("The questions whose answers decided that it is in, by id."),
        '{{ requirements | where("facts", "confidentiality_level") | length }}',
        lambda entry: entry.decision.reason.facts,
    ),
    "consequence": RecordField(
        TEXT,
        _n("The clause that gives it its consequence, by number and title; may be empty."),
        "{{ entry.consequence }}",
        lambda entry: entry.consequence[1] if entry.consequence else "",
    ),
    "item": RecordField(
        record("item"),
        _n("The item as the library has it, after any decision of the procurement."),
        "{{ entry.item.title }}",
        lambda entry: made(_ITEM, entry.item),
    ),
}
_BLOCK: Mapping[str, RecordField] = {
    "id": _text(_n("The block's id."), "{% if chapter.block %}{{ chapter.block.id }}{% endif %}", "id"),
    "title": _text(
        _n("The block's title."), "{% if chapter.block %}{{ chapter.block.title }}{% endif %}", "title"
    ),
    "covers": _text(
        _n("What the block covers."), '{{ chapter.block.covers if chapter.block else "" }}', "covers"
    ),
    "does_not_cover": _text(
        _n("What the block does not cover."),
        '{{ chapter.block.does_not_cover if chapter.block else "" }}',
        "does_not_cover",
    ),
    "owner": _text(
        _n("The role that keeps the block."), '{{ chapter.block.owner if chapter.block else "" }}', "owner"
    ),
    "subject": RecordField(
        YES_NO,
        _n("Whether it is about what is bought itself."),
        '{{ "det som köps" if chapter.block and chapter.block.subject else "alla köp" }}',
        attrgetter("subject"),
    ),
}
_CHAPTER: Mapping[str, RecordField] = {
    "title": RecordField(
        TEXT,
        _n("The block's title; empty for the procurement's own requirements."),
        '{{ chapter.title or "Funktionella krav" }}',
        itemgetter("title"),
    ),
    "heading": RecordField(
        TEXT,
        _n("The block's title, or what the procurement's own requirements are called."),
        "{{ chapter.heading }}",
        itemgetter("heading"),
    ),
    "owner": RecordField(
        TEXT,
        _n("The role that answers for the chapter's requirements."),
        "{{ chapter.owner }}",
        itemgetter("owner"),
    ),
    "block": RecordField(
        maybe(record("block")),
        _n("The block; none for the procurement's own requirements."),
        '{{ chapter.block.covers if chapter.block else "" }}',
        itemgetter("block"),
    ),
    "entries": RecordField(
        ENTRIES,
        _n("The requirements of the chapter."),
        '{{ requirement_table(chapter.entries, "Krav") }}',
        itemgetter("entries"),
    ),
}
_LOOP: Mapping[str, RecordField] = {
    "index": RecordField(NUMBER, _n("Which turn it is, from 1."), "{{ loop.index }}", itemgetter("index")),
    "first": RecordField(
        YES_NO, _n("Whether it is the first turn."), '{{ "" if loop.first else ", " }}', itemgetter("first")
    ),
    "last": RecordField(
        YES_NO, _n("Whether it is the last turn."), '{{ "." if loop.last else ", " }}', itemgetter("last")
    ),
    "length": RecordField(NUMBER, _n("How many turns there are."), "{{ loop.length }}", itemgetter("length")),
}
_DECISION: Mapping[str, RecordField] = {
    "number": _text(
        _n("The item's number; empty when it is out, or when it is no item."),
        "{{ decision.number }}",
        "number",
    ),
    "what": _prose(_n("What was decided."), "{{ decision.what }}", "what"),
    "because": _prose(
        _n("Why; may be empty."),
        "{{ decision.because }}",
        "because",
    ),
    "by": _text(
        _n("The role that decided; may be empty."),
        "{{ decision.by }}",
        "by",
    ),
}
_STARTING_POINT: Mapping[str, RecordField] = {
    "title": _text(
        _n("The kind of system."),
        "{{ point.title }}",
        "title",
    ),
    "questions": RecordField(
        listed(TEXT),
        _n("The questions to the department."),
        '{{ point.questions | join(" ") }}',
        lambda point: tuple(guarded(question) for question in point.questions),
    ),
}
_TERM: Mapping[str, RecordField] = {
    "term": RecordField(
        TEXT,
        _n("The word."),
        "{{ term.term }}",
        lambda found: found[0].term,
    ),
    "meaning": RecordField(
        TEXT,
        _n("What it means here."),
        "{{ term.meaning }}",
        lambda found: guarded(found[0].meaning),
    ),
    "source": RecordField(
        TEXT,
        _n("Where the meaning comes from; may be empty."),
        "{{ term.source }}",
        lambda found: found[0].told_source(found[1].sources),
    ),
}
RECORDS: Mapping[str, Mapping[str, RecordField]] = {
    "evaluation": EVALUATION,
    "award_criterion": CRITERION,
    "case": _CASE,
    "buyer": _BUYER,
    "controller": _CONTROLLER,
    "information": _INFORMATION,
    "entry": _ENTRY,
    "item": _ITEM,
    "chapter": _CHAPTER,
    "block": _BLOCK,
    "decision": _DECISION,
    "starting_point": _STARTING_POINT,
    "term": _TERM,
    "loop": _LOOP,
}
"""The fields of every record, by its name."""


def field_of(kind: Kind, path: str) -> Kind | None:
    """The kind of a field that can stand in a cell, such as ``item.title`` of an entry; None when there is none."""
    for name in path.split("."):
        field = RECORDS[kind.record].get(name) if kind.sort == "record" and not kind.optional else None
        if field is None:
            return None
        kind = field.kind
    return kind if kind.sort in ("text", "number") else None
