"""How a procurement stands to today's library, in sentences and as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kravgen.comparison.data import data as difference_data
from kravgen.comparison.sentences import sentences
from kravgen.i18n import _, ngettext
from kravgen.problems import shortened
from kravgen.renewal.decisions import StaleDecision
from kravgen.renewal.state import BesideLibrary
from kravgen.renewal.update import accepting
from kravgen.textlines import first_of

_LONGEST = 600
_MOST_NUMBERS = 20
RENEWAL_FORMAT = 1


def lines(file: Path, found: BesideLibrary) -> Iterator[str]:
    """The page: decisions first, then the lock, then what the package would get."""
    if found.is_current and not found.lock:
        yield _("The package in {folder} is what today's library gives.").format(folder=found.folder)
        return
    if found.decisions:
        count = len(found.decisions)
        yield ngettext("{count} decision to take again", "{count} decisions to take again", count).format(
            count=count
        )
        for decision in found.decisions:
            yield ""
            yield from (f"  {line}" for line in _decision(file, decision))
        yield ""
    for problem in found.lock:
        yield str(problem)
    if found.new_numbers:
        told = ngettext(
            "{count} item would get a new number: {numbers}",
            "{count} items would get new numbers: {numbers}",
            len(found.new_numbers),
        )
        listed = [f"{number} {item}" for item, number in found.new_numbers.items()]
        yield told.format(count=len(listed), numbers=first_of(listed, _MOST_NUMBERS))
    if found.difference is None:
        yield _(
            "No package was found in {folder}, so what its documents would say otherwise is not known. Name it with -o."
        ).format(folder=found.folder)
        return
    yield _("If the package were made now:")
    yield from (f"  {line}".rstrip() for line in sentences(found.difference))


def _decision(file: Path, decision: StaleDecision) -> Iterator[str]:
    reason = shortened(decision.because, _LONGEST)
    by = f" ({decision.by})" if decision.by else ""
    yield {
        "local": _("{id}: the workspace's own change{by}: {because}"),
        "take": _("{id}: taken in{by}: {because}"),
        "drop": _("{id}: dropped{by}: {because}"),
        "change": _("{id}: changed{by}: {because}"),
        "parameters": _("{id}: values set{by}: {because}"),
        "lift": _("{id}: gate lifted{by}: {because}"),
    }[decision.sort].format(id=decision.id, by=by, because=reason or _("no reason given"))
    if decision.before:
        yield f"  {_('Before')}: {shortened(decision.before, _LONGEST)}"
    yield f"  {_('Now')}: {shortened(decision.after, _LONGEST)}"
    yield f"  {decision.place.file}:{decision.place.line}:{decision.place.column} {accepting(file, decision)}"


def data(found: BesideLibrary) -> dict[str, Any]:
    """The same for programs."""
    return {
        "format": RENEWAL_FORMAT,
        "folder": str(found.folder),
        "current": found.is_current,
        "decisions": [
            {
                "sort": decision.sort,
                "id": decision.id,
                "file": decision.place.file,
                "line": decision.place.line,
                "because": decision.because,
                "by": decision.by or None,
                "before": decision.before or None,
                "after": decision.after or None,
            }
            for decision in found.decisions
        ],
        "new_numbers": dict(found.new_numbers),
        "lock": [{"code": p.code, "line": p.line, "message": p.message} for p in found.lock],
        "difference": difference_data(found.difference) if found.difference else None,
    }
