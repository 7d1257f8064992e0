"""Why each item and document is in a package, or is not: a sentence for each."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.content import Content
from kravgen.documents.needed import needed
from kravgen.i18n import _
from kravgen.library.answer import limits
from kravgen.procurement.explanation import Names, explained, names
from kravgen.procurement.gates import Standing, lifting
from kravgen.procurement.reason import Reason
from kravgen.procurement.selection import Selection
from kravgen.review.wording import item_told


def explanations(content: Content, chosen: Selection) -> dict[str, str]:
    """A sentence for every item, every clause with variants, every document and every gate, by id."""
    return dict(_sentences(content, chosen))


def parameters_of(chosen: Selection, name: str) -> Iterator[str]:
    """A line for each parameter of an item: its key, what it is, what it is now, its default and its range."""
    decision = chosen.decisions.get(name)
    for parameter in decision.item.parameters if decision else ():
        value = decision.values.get(parameter.name) if decision else None
        told = [parameter.label]
        told.append(
            _("{value} {unit}").format(value=value, unit=parameter.unit).strip()
            if value is not None
            else _("not set")
        )
        if parameter.default is not None:
            told.append(_("default {value}").format(value=parameter.default))
        if allowed := limits(parameter.minimum, parameter.maximum):
            told.append(_("allowed {range}").format(range=allowed))
        yield f"  {name}.{parameter.name}: {', '.join(told)}"


def reviews_of(chosen: Selection, name: str) -> Iterator[str]:
    """A line for each role that is to review an item, or has: how the item stands with it."""
    decision = chosen.decisions.get(name)
    for sentence in item_told(decision.item, chosen.library) if decision else ():
        yield f"  {sentence}"


def _sentences(content: Content, chosen: Selection) -> Iterator[tuple[str, str]]:
    among = names(chosen.case, chosen.library)
    reasons = {name: explained(decision.reason, among) for name, decision in chosen.decisions.items()}
    for name, decision in chosen.decisions.items():
        verb = {"taken": _("is in"), "changed": _("is in, changed"), "dropped": _("is not in")}[
            decision.outcome
        ]
        yield (
            name,
            _("{id} {title} {verb}: {because}").format(
                id=name, title=f"({decision.item.title})", verb=verb, because=reasons[name]
            ),
        )
    for group, variants in chosen.library.groups.items():
        taken = [item.id for item in variants if chosen.decisions[item.id].taken]
        title = variants[0].group_title
        if taken:
            told = " ".join(f"{name}: {reasons[name]}" for name in taken)
            yield (
                group,
                _("{id} ({title}) is in by {variants}. {reasons}").format(
                    id=group, title=title, variants=", ".join(taken), reasons=told
                ),
            )
        else:
            yield (
                group,
                _("{id} ({title}) is not in: {because}").format(
                    id=group, title=title, because=reasons[variants[0].id]
                ),
            )
    for document, is_in, reason in needed(content.documents, chosen.case):
        verb = _("is in") if is_in else _("is not in")
        yield (
            document.id,
            _("The document {id} {verb}: {because}").format(
                id=document.id, verb=verb, because=explained(reason, among)
            ),
        )
    for standing in chosen.gates:
        yield standing.gate.id, _of_gate(standing, among)


def _of_gate(standing: Standing, among: Names) -> str:
    gate, lift = standing.gate, standing.lift
    name = f"{gate.id} ({gate.title})"
    if standing.state == "lifted" and lift:
        return _("The gate {name} has been lifted by {role} on {date}: {because}").format(
            name=name, role=lift.by, date=lift.date, because=lift.because.strip()
        )
    if standing.unverified:
        because = _('nobody has verified "{label}".').format(label=standing.unverified)
        return _("The gate {name} may hold: {because}").format(name=name, because=because)
    if standing.state == "asked":
        reason = explained(Reason("unanswered_out", facts=standing.facts), among)
        return _("The gate {name} may hold: {because}").format(name=name, because=reason)
    reason = explained(Reason("facts", facts=standing.facts), among) if standing.facts else _("always.")
    if standing.state == "free":
        return _("The gate {name} does not hold: {because}").format(name=name, because=reason)
    told = _("The gate {name} holds: {because}").format(name=name, because=reason)
    return f"{told} {gate.asks.strip()} {lifting(gate)}"
