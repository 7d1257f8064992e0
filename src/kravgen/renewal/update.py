"""Today's library taken by a procurement: each decision renewed because somebody says so, and the package made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import system, yamledit, yamlfile
from kravgen.i18n import _
from kravgen.package.generate import WrittenPackage, generate
from kravgen.problems import Collector, Place, did_you_mean, shown_path
from kravgen.record import store
from kravgen.record.saving import save
from kravgen.renewal.decisions import StaleDecision
from kravgen.renewal.state import BesideLibrary, standing
from kravgen.textfile import unreadable
from kravgen.yamlfile import Key


@dataclass(frozen=True)
class Renewal:
    """What has been taken: how the procurement stood before, the decisions that hold again, and the new package."""

    before: BesideLibrary
    accepted: tuple[StaleDecision, ...]
    written: WrittenPackage


def update(file: Path, folder: Path | None, accept: Collection[str], today: str, tell: store.Tell) -> Renewal:
    """Take today's library. ``accept`` are the ids whose decisions have been looked at and hold.

    Raises:
        KravgenError: a decision has not been accepted, an id has none to accept, or something is wrong in the files.
            Then nothing has been written.
    """
    found = standing(file, folder, today)
    problems = Collector()
    problems.extend(found.lock)
    known = {decision.id for decision in found.decisions}
    for name in accept:
        if name not in known:
            problems.add(_not_asked(file, name, known))
    for decision in found.decisions:
        if decision.id not in accept:
            problems.add(decision.place.problem("KG688", not_accepted(decision), accepting(file, decision)))
    problems.stop()
    _renew(file, found.decisions)
    return Renewal(found, found.decisions, generate(file, found.folder, today, tell=tell))


def not_accepted(decision: StaleDecision) -> str:
    """That a decision is to be taken again, and what stands there now."""
    if decision.sort == "lift":
        return _("The gate {id} is not what it was when it was lifted. It now reads: {text}").format(
            id=decision.id, text=decision.after
        )
    return _("{item} is not what it was when the decision was taken. It now reads: {text}").format(
        item=decision.id, text=decision.after
    )


def accepting(file: Path, decision: StaleDecision) -> str:
    """How a decision is accepted, or changed instead."""
    return _("Change the decision, or let it hold: kravgen update {file} --accept {id}").format(
        file=shown_path(file), id=decision.id
    )


def _not_asked(file: Path, name: str, known: Iterable[str]) -> Any:
    every = sorted(known)
    hint = did_you_mean(name, every) if every else _("Take out --accept: no decision waits.")
    return Place(shown_path(file)).problem(
        "KG688", _('No decision about "{id}" waits to be taken again.').format(id=name), hint
    )


def _renew(file: Path, decisions: Iterable[StaleDecision]) -> None:
    """Write the new fingerprint of each decision whose file keeps one. All edits are made before any is written."""
    wanted: dict[str, list[StaleDecision]] = defaultdict(list)
    for decision in decisions:
        if decision.kept:
            wanted[decision.place.file].append(decision)
    edits = []
    for name, ours in wanted.items():
        path = file if name == shown_path(file) else Path(name)
        try:
            before = system.read(path, yamlfile.MAX_BYTES)
        except OSError as error:
            raise unreadable(name, error) from error
        data = yamlfile.parse(before, name).data
        values: dict[tuple[Key, ...], Any] = {
            (*_row(data, decision), "fingerprint"): decision.now for decision in ours
        }
        edits.append((path, before, yamledit.set_values(before, name, values)))
    for path, before, after in edits:
        save(path, before, after)


def _row(data: Any, decision: StaleDecision) -> tuple[Key, ...]:
    key = "changes" if decision.sort == "local" else "decisions"
    return key, next(number for number, row in enumerate(data[key]) if row["item"] == decision.id)
