"""Decisions of a procurement, and of the workspace it lies in, about items that are not what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kravgen.library.gating import Gate
from kravgen.library.model import Library
from kravgen.problems import Place
from kravgen.procurement.case import Case
from kravgen.record.model import KeptGate, KeptItem, Record

DecisionSort = Literal["local", "take", "drop", "change", "parameters", "lift"]


@dataclass(frozen=True, slots=True)
class StaleDecision:
    """A decision whose item, or gate, reads otherwise than when it was taken.

    ``now`` is the fingerprint to write when it has been taken again; empty where its file keeps none. ``before`` is what
    it was taken about, where that is known, and ``after`` what stands there now; empty when it is gone.
    """

    sort: DecisionSort
    id: str
    place: Place
    because: str
    by: str
    now: str
    before: str
    after: str

    @property
    def kept(self) -> bool:
        """Whether its file keeps a fingerprint, so that it can be accepted."""
        return bool(self.now)


def stale(case: Case, library: Library, record: Record | None) -> tuple[StaleDecision, ...]:
    """The decisions to take again. ``record`` is of the package that was made before, None where there is none."""
    return (
        *_local(library),
        *_rulings(case, library, record),
        *_parameters(case, library, record),
        *_lifts(case, library, record),
    )


def _local(library: Library) -> Iterator[StaleDecision]:
    for item in library.items.values():
        for change in item.local:
            if change.upon != change.beneath:
                yield StaleDecision(
                    *("local", item.id, change.place, change.because, change.by, change.beneath),
                    before="",
                    after=_line(item.text),
                )


def _rulings(case: Case, library: Library, record: Record | None) -> Iterator[StaleDecision]:
    for ruling in case.rulings.values():
        item = library.items.get(ruling.item)
        # What a profile has decided is taken again by those who keep the profile.
        if ruling.of_profile or item is None:
            continue
        kept = record.by_id.get(item.id) if record else None
        told = ruling.fingerprint or (kept.fingerprint if kept else "")
        if told and told != item.fingerprint:
            sort: DecisionSort = "drop" if ruling.decision == "drop" else "take"
            yield StaleDecision(
                *("change" if ruling.decision == "change" else sort, item.id, ruling.place),
                *(_line(ruling.because), ruling.by, item.fingerprint),
                before=_said(kept),
                after=_line(item.text),
            )


def _parameters(case: Case, library: Library, record: Record | None) -> Iterator[StaleDecision]:
    """Values that the procurement has set for items that read otherwise."""
    for name, values in case.parameters.items():
        item, kept = library.items.get(name), record.by_id.get(name) if record else None
        ours = values != case.profile.parameters.get(name)
        if ours and item and kept and kept.fingerprint != item.fingerprint and name not in case.rulings:
            said = ", ".join(f"{parameter}: {value}" for parameter, value in values.items())
            yield StaleDecision(
                *("parameters", name, case.place, said, "", ""), before=_said(kept), after=_line(item.text)
            )


def _lifts(case: Case, library: Library, record: Record | None) -> Iterator[StaleDecision]:
    """Lifted gates that ask for something else, by other roles or of other answers than when the package was made."""
    gates = {gate.id: gate for gate in record.gates} if record else {}
    for lift in case.lifts.values():
        gate, kept = library.gates.get(lift.gate), gates.get(lift.gate)
        if gate and kept and not _same_gate(gate, kept) and kept.date == lift.date:
            yield StaleDecision(
                *("lift", lift.gate, lift.place, _line(lift.because), lift.by, ""),
                before=kept.title,
                after=gate.title,
            )


def _same_gate(gate: Gate, kept: KeptGate) -> bool:
    return (gate.title, gate.severity, tuple(gate.lifted_by)) == (kept.title, kept.severity, kept.lifted_by)


def _said(kept: KeptItem | None) -> str:
    """What the package says; of an item that is not in, its record keeps no text."""
    return _line(kept.text) if kept else ""


def _line(text: str) -> str:
    return " ".join(text.split())
