"""Gates that a procurement has lifted: which, why, by which role and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.library.gating import Gate
from kravgen.library.model import Library
from kravgen.problems import Collector, Place, Problem, did_you_mean
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Lift:
    """What the file says about one gate: the reason, the role that has lifted it and the day (ISO 8601)."""

    gate: str
    because: str
    by: str
    date: str
    place: Place


def read_lifts(file: YamlFile, library: Library, problems: Collector) -> dict[str, Lift]:
    """The gates that a procurement has lifted, by id. What is wrong with them is added."""
    found: dict[str, Lift] = {}
    for number, entry in enumerate(file.data.get("lifted", ())):
        lift = Lift(place=file.value_place(["lifted", number, "gate"]), **entry)
        gate = library.gates.get(lift.gate)
        if gate is None:
            problems.add(
                lift.place.problem(
                    "KG315",
                    _('Unknown gate "{name}".').format(name=lift.gate),
                    did_you_mean(lift.gate, library.gates),
                )
            )
            continue
        problems.extend(_check(lift, gate, file.value_place(["lifted", number, "by"]), found))
        found[lift.gate] = lift
    return found


def _check(lift: Lift, gate: Gate, role: Place, earlier: Mapping[str, Lift]) -> Iterator[Problem]:
    if lift.gate in earlier:
        yield lift.place.problem(
            "KG504",
            _("The gate {id} is lifted already, on line {line}.").format(
                id=lift.gate, line=earlier[lift.gate].place.line
            ),
            _("Keep one of them."),
        )
    if not gate.lifted_by:
        yield lift.place.problem(
            "KG520",
            _("The gate {id} ({title}) cannot be lifted.").format(id=gate.id, title=gate.title),
            gate.asks.strip(),
        )
    elif lift.by not in gate.lifted_by:
        yield role.problem(
            "KG520",
            _("The gate {id} ({title}) cannot be lifted by {role}.").format(
                id=gate.id, title=gate.title, role=lift.by
            ),
            _("It can be lifted by: {roles}.").format(roles=", ".join(gate.lifted_by)),
        )
