"""Gates: which hold for a procurement, which are questions as yet, and which somebody has lifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Gate, Library
from kravgen.problems import Place, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.lift import Lift

State = Literal["holds", "asked", "lifted", "free"]
"""``holds``: its condition does. ``asked``: that depends on what nobody has answered. ``lifted``: a role has decided.
``free``: its condition does not hold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a gate stands in a procurement. ``facts`` decided that, or are asked for.

    ``unverified`` is what a limit is called that nobody has verified, where that is what is not known.
    """

    gate: Gate
    state: State
    facts: tuple[str, ...] = ()
    unverified: str = ""
    lift: Lift | None = None

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
    amount, dated = case.facts.get(gate.below.fact), library.dated[gate.below.value_of]
    row = dated.on(day)
    limit = row.value if row else None
    below = Standing(gate, "free", (gate.below.fact,))
    if isinstance(amount, int) and isinstance(limit, int | float):
        if amount < limit:
            return below
        return found if found.state == "asked" else replace(found, facts=(*found.facts, gate.below.fact))
    if found.state == "asked":
        return found
    return replace(below, state="asked", unverified="" if amount is None else dated.label)


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
    return _("The gate {id} ({title}) holds. {asks}").format(
        id=gate.id, title=gate.title, asks=gate.asks.strip()
    )


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
