"""What stands in the library and is used by nothing, and procurements that ask for too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.library.references import mentioned
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding, Written
from kravgen.lint.rule import Rule

MAX_LIGHT, MAX_FULL = 40, 250
"""How many mandatory requirements a procurement should have at most."""

_NAME = re.compile(r"\b[a-z][a-z0-9_]*\b")
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def _question(all_: Collection) -> Iterator[Finding]:
    used = set(_NAME.findall(all_.templates))
    for entry in all_.entries:
        used.update(_NAME.findall(f"{entry.data.get('when', '')} {entry.data.get('required_when', '')}"))
        used.update(_in_texts(entry))
        used.update(map(str, (*entry.data.get("each", ()), *entry.data.get("quantity", ()))))
        for floor in entry.data.get("floors", ()):
            used.update(_NAME.findall(floor["when"]))
        if "gives" in entry.data:
            used.add(entry.id)
        if "below" in entry.data:
            limit = entry.data["below"]
            used.update((limit["fact"], limit.get("at_most", "")))
            used.update(_NAME.findall(limit.get("instead", {}).get("when", "")))
    used.update(paper.question for paper in all_.papers.values())
    for question in all_.of("question"):
        if question.id not in used:
            yield question.at(
                _('Nothing uses the answer to "{name}".').format(name=question.id),
                _("Use it in a condition, a text or a template, or take the question out."),
            )


def _idle(all_: Collection) -> Iterator[Finding]:
    for question in all_.of("question"):
        if all_.decisive is not None and question.id not in all_.decisive:
            yield question.at(
                _('The answer to "{name}" changes nothing for any profile.').format(name=question.id),
                _("Use it where some profile holds it, or take the question out."),
            )


def _parameter(all_: Collection) -> Iterator[Finding]:
    variants: dict[Written, set[str]] = {}
    for entry in all_.of("variant"):
        if entry.above is not None:
            variants.setdefault(entry.above, set()).update(_in_texts(entry))
    for entry in all_.items:
        if entry.above is None and entry.parameters:
            used = (
                _in_texts(entry) | variants.get(entry, set()) | {entry.data.get("worth", {}).get("deduction")}
            )
            for name in entry.parameters:
                if name not in used:
                    yield entry.at(
                        _('No text uses the parameter "{name}".').format(name=name),
                        _("Use it in the text, or take it out."),
                        ("parameters", name),
                    )


def _fine_clause(all_: Collection) -> Iterator[Finding]:
    pointed = {str(entry.data.get("consequence", "")) for entry in all_.of("requirement")}
    pointed.update(mentioned(all_.templates))
    for text in all_.texts().holding("[["):
        pointed.update(mentioned(text.value))
    for entry in all_.of("clause"):
        # A clause that is not about a fine stands by itself; a fine has nothing to give effect to.
        pointed_here = pointed.intersection((entry.id, *entry.data.get("replaces", ())))
        if str(entry.data["title"]).lower().startswith("vite") and not pointed_here:
            yield entry.at(
                _("No requirement has this clause as its consequence."),
                _("Add consequence: {item} to the requirements that it is for.").format(item=entry.id),
            )


def _source(all_: Collection) -> Iterator[Finding]:
    used = {reference["source"] for entry in all_.entries for reference in entry.sources}
    used.update(str(source.data.get("replaced_by", "")) for source in all_.of("source"))
    used.update(str(term.data.get("source", "")) for term in all_.of("term"))
    used.update(row.get("source", "") for dated in all_.of("dated") for row in dated.data["rows"])
    named = " ".join(text.plain for text in all_.texts())
    for source in all_.of("source"):
        # One that is repealed is kept so that its name and number are known.
        if source.id in used or source.data.get("repealed", "9999") <= all_.day:
            continue
        number = str(source.data["number"]).removeprefix("SFS ")
        if number not in named and str(source.data["name"]) not in named:
            yield source.at(
                _('No item points at the source "{name}".').format(name=source.data["name"]),
                _("Point at it where it applies, or take it out."),
            )


def _too_many(all_: Collection) -> Iterator[Finding]:
    for purchase in all_.purchases:
        limit = MAX_LIGHT if purchase.light else MAX_FULL
        if len(purchase.mandatory) > limit:
            yield purchase.entry.at(
                _("The procurement has {count} mandatory requirements.").format(
                    count=len(purchase.mandatory)
                ),
                _("More than {limit} scare bidders off. Drop those that nothing depends on.").format(
                    limit=limit
                ),
            )


def _in_texts(entry: Written) -> set[str]:
    """The names in the templates of an entry's texts."""
    return {
        name
        for passage in entry.passages
        if "{" in passage.value
        for markup in _MARKUP.findall(passage.value)
        for name in _NAME.findall(markup)
    }


RULES = (
    Rule(
        "KL611",
        "oanvänd-fråga",
        "error",
        _n("A question has an answer that nothing uses."),
        _question,
        bad="questions: [{id: shoe_size, type: integer, unit: nummer}]",
        good=(
            "questions: [{id: shoe_size, type: integer, unit: nummer}]\n"
            "requirements: [{id: A-1, when: shoe_size > 40}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL612",
        "oanvänd-parameter",
        "warning",
        _n("A parameter stands in no text."),
        _parameter,
        bad="parameters: {days: {type: integer, label: tid för svar, unit: dagar}}",
        good=(
            "text: Leverantören ska svara inom {{ days }} dagar.\n"
            "parameters: {days: {type: integer, label: tid för svar, unit: dagar}}"
        ),
        drafts=False,
    ),
    Rule(
        "KL613",
        "oanvänt-vite",
        "warning",
        _n("A clause about a fine is the consequence of no requirement."),
        _fine_clause,
        bad=(
            "clauses: [{id: VITE-X, title: Vite vid försening, text: Vitet är en procent av årspriset när rapporten är"
            " försenad och högst tio procent.}]"
        ),
        good=(
            "clauses: [{id: VITE-X, title: Vite vid försening, text: Vitet är en procent av årspriset när rapporten är"
            " försenad och högst tio procent.}]\nrequirements: [{id: A-1, consequence: VITE-X}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL614",
        "oanvänd-källa",
        "warning",
        _n("A source of the register is pointed at by nothing."),
        _source,
        bad="sources: [{id: skolagen, name: skollagen, number: SFS 2010:800, title: Skollag}]",
        good=(
            "sources: [{id: skolagen, name: skollagen, number: SFS 2010:800, title: Skollag}]\n"
            "requirements: [{id: A-1, sources: [{source: skolagen}]}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL616",
        "fråga-utan-verkan",
        "error",
        _n("The answer to a question changes no item, text, gate, price, document or sheet for any profile."),
        _idle,
        bad="questions: [{id: shoe_size, type: integer, unit: nummer, required_when: 'true'}]",
        good=(
            "questions: [{id: shoe_size, type: integer, unit: nummer, required_when: 'true'}]\n"
            "requirements: [{id: A-1, when: shoe_size > 40}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL701",
        "för-många-ska",
        "warning",
        _n("A procurement has more mandatory requirements than bidders can be expected to read."),
        _too_many,
        bad="41 ska-krav i en direktupphandling.",
        good="40 ska-krav i en direktupphandling.",
        drafts=False,
    ),
)
