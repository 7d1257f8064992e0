"""What a procurement has decided itself: every departure from the library and the profile, as the log tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.i18n import _, speaking
from kravgen.procurement.explanation import lowered_level, parameter_change
from kravgen.procurement.selection import Decision, Selection

_OUTCOMES = ("decision", "profile_decision", "local")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. ``number`` is empty for what is out and for what is no item; so is what nobody has told."""

    number: str
    what: str
    because: str
    by: str


def decided(selection: Selection, numbers: Mapping[str, str], language: str) -> Iterator[Decided]:
    """The decisions in reading order, levels first. ``numbers`` are those of the items that are in."""
    with speaking(language):
        found = [*_levels(selection), *_items(selection, numbers)]
    yield from found


def _levels(selection: Selection) -> Iterator[Decided]:
    for name, lowered in selection.case.lowered.items():
        question = selection.library.questions[name]
        what = lowered_level(question.label, selection.case.facts.get(name))
        yield Decided("", what, lowered.because.strip(), lowered.by)


def _items(selection: Selection, numbers: Mapping[str, str]) -> Iterator[Decided]:
    for decision in selection.decisions.values():
        item, reason = decision.item, decision.reason
        number = numbers.get(item.id, "")
        if reason.kind in _OUTCOMES:
            yield Decided(
                number, f"{item.title} ({item.id}): {_outcome(decision)}", reason.because, reason.by
            )
        if decision.taken:
            for change in reason.changes:
                yield Decided(number, f"{item.title} ({item.id}): {parameter_change(change)}", "", "")
            for local in reason.local:
                yield Decided(number, f"{item.title} ({item.id}): {_('changed')}", local.because, local.by)


def _outcome(decision: Decision) -> str:
    return {"taken": _("is in"), "changed": _("changed"), "dropped": _("is out")}[decision.outcome]
