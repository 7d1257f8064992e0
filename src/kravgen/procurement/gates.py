"""Gates: which hold for a procurement, which are questions as yet, and which somebody has lifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kravgen.i18n import _
from kravgen.law.legality import Against, Ground, State, against, within
from kravgen.library import expression
from kravgen.library.gating import Gate, Limit
from kravgen.library.model import Library
from kravgen.problems import Place, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.lift import Lift
from kravgen.procurement.siblings import Sibling
from kravgen.procurement.value import value_fact
from kravgen.procurement.values import number

Stand = Literal["holds", "asked", "lifted", "free"]
"""``holds``: its condition does. ``asked``: that depends on what nobody has answered. ``lifted``: a role has decided.
``free``: its condition does not hold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a gate stands in a procurement. ``facts`` decided that, or are asked for.

    ``unverified`` is what a limit is called that nobody has verified, where that is what is not known.
    """

    gate: Gate
    state: Stand
    facts: tuple[str, ...] = ()
    unverified: str = ""
    lift: Lift | None = None
    measured: Against | None = None
    """How the number stands to its limit; None where there is no limit, or where the condition does not hold."""
    beside: tuple[Sibling, ...] = ()
    """The procurements in the same folder whose value is in that number."""

    @property
    def open(self) -> bool:
        """Whether something is left to do."""
        return self.state in ("holds", "asked")


def standings(case: Case, library: Library, day: str) -> tuple[Standing, ...]:
    """How every gate stands. ``day`` (ISO 8601) is the day whose amounts hold."""
    return tuple(_standing(gate, case, library, day) for gate in library.gates.values())


def _standing(gate: Gate, case: Case, library: Library, day: str) -> Standing:
    found = _by_facts(gate, case, library, day)
    lift = case.lifts.get(gate.id)
    return replace(found, state="lifted" if lift and found.open else found.state, lift=lift)


def _by_facts(gate: Gate, case: Case, library: Library, day: str) -> Standing:
    found = _by_condition(gate, case)
    if not gate.below or found.state == "free":
        return found
    beside = _beside(gate, case, library)
    measured = _measured(gate.below, case, library, day, beside)
    below = Standing(gate, "free", (gate.below.fact,), measured=measured, beside=beside)
    match measured.state:
        case "allowed" | "close":
            return below
        case "refused":
            holding = replace(found, measured=measured, beside=beside)
            return (
                holding if found.state == "asked" else replace(holding, facts=(*found.facts, gate.below.fact))
            )
    if found.state == "asked":
        return found
    asked = gate.below.fact if measured.value is None or measured.limit is not None else gate.below.at_most
    if asked:
        return replace(below, state="asked", facts=(asked,))
    return replace(below, state="asked", unverified=measured.label)


def _beside(gate: Gate, case: Case, library: Library) -> tuple[Sibling, ...]:
    """The procurements in the folder that surely buy the same and that the gate is about too."""
    if not gate.below or gate.below.at_most or gate.below.fact != value_fact(library):
        return ()
    return tuple(
        each
        for each in case.siblings
        if each.sure and expression.settled(gate.when, each.facts, unknown=True)
    )


def unneeded(gate: Gate, case: Case, library: Library, day: str) -> Against | None:
    """How the value stands to the limit of a gate where a stricter form is chosen; None where none is."""
    if not gate.below or not gate.stricter:
        return None
    if not expression.settled(gate.stricter.when, case.facts, unknown=False):
        return None
    return _measured(gate.below, case, library, day, ())


def _measured(limit: Limit, case: Case, library: Library, day: str, beside: tuple[Sibling, ...]) -> Against:
    told = case.facts.get(limit.fact)
    value, complete = (told, True) if isinstance(told, int) else (None, False)
    if value is None and limit.fact == value_fact(library) and case.value.itemised:
        # What is told of it may be too much already.
        value = case.value.sum.total
    if value is not None:
        value += sum(each.amount or 0 for each in beside)
    if limit.at_most:
        cap = case.facts.get(limit.at_most)
        label = library.questions[limit.at_most].label
        return within(value, complete, label, cap if isinstance(cap, int) else None)
    other = limit.instead
    name = (
        other.value_of
        if other and expression.settled(other.when, case.facts, unknown=False)
        else limit.value_of
    )
    return against(value, complete, library.dated[name], day, limit.close_percent)


def grounds(standing: Iterable[Standing]) -> Iterator[Ground]:
    """What decides whether the purchase may be made: the gates that stop, as the law sees them."""
    for each in standing:
        if each.gate.severity == "stop":
            places = tuple(citation.at for citation in each.gate.sources if citation.at)
            state: State = "allowed"
            if each.state == "holds":
                state = "refused"
            elif each.state == "asked":
                state = "unknown"
            elif each.measured:
                state = each.measured.state
            yield Ground(each.gate.id, state, places, each.measured, each.state == "lifted")


def _by_condition(gate: Gate, case: Case) -> Standing:
    try:
        holds = expression.holds(gate.when, case.facts)
    except expression.UnknownFactError as unknown:
        return Standing(gate, "asked", (unknown.name,))
    facts = tuple(name for name in expression.names(gate.when) if name in case.facts)
    return Standing(gate, "holds" if holds else "free", facts)


def stops(standing: Iterable[Standing], case: Case) -> Iterator[Problem]:
    """The gates that let no documents be made, and those that are lifted though they do not hold."""
    for each in standing:
        if each.state == "holds" and each.gate.severity == "stop":
            yield _place(each, case).problem("KG503", _told(each), lifting(each.gate))
        elif each.state == "free" and each.lift:
            yield each.lift.place.problem(
                "KG504",
                _("The gate {id} ({title}) does not hold, and need not be lifted.").format(
                    id=each.gate.id, title=each.gate.title
                ),
                _("Take it out."),
            )


def warnings(standing: Iterable[Standing], case: Case, library: Library) -> Iterator[Problem]:
    """What is left to do about the gates before documents are sent: what is not known is told as a question."""
    for each in standing:
        if each.state == "holds" and each.gate.severity == "warning":
            yield _place(each, case).problem("KG509", _told(each), lifting(each.gate), "warning")
        elif each.state == "asked":
            yield _question(each, case, library)


def _told(standing: Standing) -> str:
    gate = standing.gate
    told = _("The gate {id} ({title}) holds. {asks}").format(
        id=gate.id, title=gate.title, asks=gate.asks.strip()
    )
    return f"{told} {figures(standing)}".strip()


def figures(standing: Standing) -> str:
    """The value and the limit that it is not below, with the files that it is made of; empty without them."""
    return figures_of(standing.measured, standing.beside) if standing.measured else ""


def figures_of(measured: Against, beside: tuple[Sibling, ...] = ()) -> str:
    """A value and its limit as a sentence. ``beside`` are the procurements in the folder that are in the value."""
    if measured.value is None or measured.limit is None:
        return ""
    known = [(each.file, each.amount) for each in beside if each.amount is not None]
    value = kronor(measured.value)
    if known:
        own = measured.value - sum(amount for _file, amount in known)
        parts = [kronor(own), *(f"{kronor(amount)} ({file})" for file, amount in known)]
        value = f"{' + '.join(parts)} = {value}"
    return _("The value is {value}, and {label} is {limit}{place}.").format(
        value=value,
        label=measured.label,
        limit=kronor(measured.limit),
        place=f" ({measured.at} LOU)" if measured.at else "",
    )


def kronor(amount: int | float) -> str:
    """An amount in kronor as it is written."""
    return f"{number(amount)} kr"


def _question(standing: Standing, case: Case, library: Library) -> Problem:
    gate = standing.gate
    if standing.unverified:
        message = _('The gate {id} ({title}) may hold: nobody has verified "{label}".').format(
            id=gate.id, title=gate.title, label=standing.unverified
        )
        return _place(standing, case).problem("KG509", message, lifting(gate), "warning")
    question = library.questions[standing.facts[0]]
    message = _("The gate {id} ({title}) may hold. Answer first: {question}").format(
        id=gate.id, title=gate.title, question=question.text
    )
    return _place(standing, case).problem(
        "KG509", message, _("Ask: {role}.").format(role=question.role), "warning"
    )


def lifting(gate: Gate) -> str:
    """Who may lift the gate, and how."""
    if not gate.lifted_by:
        return _("It cannot be lifted.")
    return _("It is lifted by {roles}, who writes what has been done under lifted in the file.").format(
        roles=_(" or ").join(gate.lifted_by)
    )


def _place(standing: Standing, case: Case) -> Place:
    """Where the file answers what the gate asks about; the procurement itself when it nowhere does."""
    gate = standing.gate
    asked = (*expression.names(gate.when), *((gate.below.fact,) if gate.below else ()))
    return next((case.fact_places[name] for name in asked if name in case.fact_places), case.place)
