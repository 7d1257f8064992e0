"""Reasons in words, in the language in use: one sentence without its subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kravgen.i18n import _
from kravgen.library.local import Level
from kravgen.library.model import Answer, Library, Question
from kravgen.procurement.reason import LocalReason, ParameterChange, Reason

if TYPE_CHECKING:
    # Who reads what is kept of a package has its words already, and needs no procurement.
    from kravgen.procurement.case import Case, Lowering


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A question as a sentence tells of it: what it is called and what was answered."""

    label: str
    value: Answer = None
    """None when nobody has answered."""
    words: str = ""
    """How the answer reads in the language of the library; empty for yes and no."""
    lowered_by: str = ""
    """The role that has decided on a lower level than is asked for, and why."""
    lowered_because: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What questions, blocks and the profile are called, from the library or from what is kept of a package."""

    profile: str
    facts: Mapping[str, KnownFact] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    """The titles of blocks, by id."""


def names(case: Case, library: Library) -> Names:
    """What things are called in a procurement."""
    facts = {
        name: _known(question, case.facts.get(name), case.lowered.get(name))
        for name, question in library.questions.items()
    }
    return Names(case.profile.title, facts, {name: block.title for name, block in library.blocks.items()})


def _known(question: Question, value: Answer, lowered: Lowering | None) -> KnownFact:
    from kravgen.procurement.values import shown

    words = "" if value is None or isinstance(value, bool) else shown(question, value)
    by, because = (lowered.by, lowered.because.strip()) if lowered else ("", "")
    return KnownFact(question.label, value, words, by, because)


def explained(reason: Reason, among: Names) -> str:
    """The reason as a sentence without its subject."""
    sentence = _sentence(reason, among)
    if not reason.changes and not reason.local:
        return sentence
    told = [sentence.rstrip("."), *map(parameter_change, reason.changes), *map(_local, reason.local)]
    return f"{'; '.join(told)}."


def _sentence(reason: Reason, among: Names) -> str:
    block = among.blocks.get(reason.block, reason.block)
    match reason.kind:
        case "always":
            return _always(reason, block, among)
        case "facts":
            return _by_facts(reason, among)
        case "unanswered_in":
            told = (
                _('the fact "{label}" is not answered; the item is in until it is.')
                if reason.block
                else _('the fact "{label}" is not answered; it is in until it is.')
            )
            return told.format(label=_label(reason.facts[0], among))
        case "unanswered_out":
            return _('the fact "{label}" is not answered.').format(label=_label(reason.facts[0], among))
        case "not_in_profile":
            return _('the block "{block}" is not in the profile "{profile}".').format(
                block=block, profile=among.profile
            )
        case "not_light":
            return _("the item is not asked for in a light procurement.")
        case "not_yet":
            return _("it is used from {day}.").format(day=reason.day)
        case "no_longer":
            return _("it was used until {day}.").format(day=reason.day)
        case "unused":
            return _('the profile "{profile}" does not use it.').format(profile=among.profile)
        case "alternative":
            return _("the alternative {item} applies instead.").format(item=reason.item)
        case "replaced":
            return _("the requirement {item} asks for more in the same matter.").format(item=reason.item)
        case "follows":
            if reason.above is None:
                return _("it follows the requirement {item}, which is in.").format(item=reason.item)
            return _("it follows the requirement {item}, which is not in: {reason}").format(
                item=reason.item, reason=explained(reason.above, among)
            )
        case "own":
            return _("it stands in the procurement's own file.")
        case "local":
            return _("{role} has taken it out of the own library: {because}").format(
                role=reason.by, because=f"{_bare(reason.because)}."
            )
        case "decision" | "profile_decision":
            decided = _("decision") if reason.kind == "decision" else _("decision in the profile")
            if reason.by:
                decided += f" ({reason.by})"
            return f"{decided}: {reason.because.strip()}" if reason.because else f"{decided}."


def _always(reason: Reason, block: str, among: Names) -> str:
    if reason.because:
        return f"{_bare(reason.because)}."
    if not reason.block:
        return _('the profile "{profile}" uses it.').format(profile=among.profile)
    return _('the profile "{profile}" always asks for it (block "{block}").').format(
        profile=among.profile, block=block
    )


def _by_facts(reason: Reason, among: Names) -> str:
    """The facts that decided, as a clause: the fact "x" is "y" and …"""
    told = []
    for name in reason.facts:
        fact = among.facts.get(name)
        if fact is None or fact.value is None:
            continue
        clause = _('the fact "{label}" is "{answer}"').format(label=fact.label, answer=_answer(fact))
        if fact.lowered_by:
            clause += _(", lowered by {role}: {because}").format(
                role=fact.lowered_by, because=_bare(fact.lowered_because)
            )
        told.append(clause)
    facts = _(" and ").join(told)
    if reason.because:
        return _("{reason} ({facts})").format(reason=_bare(reason.because), facts=facts) + "."
    return f"{facts}."


def _answer(fact: KnownFact) -> str:
    if isinstance(fact.value, bool):
        return _("yes") if fact.value else _("no")
    return fact.words


def _label(name: str, among: Names) -> str:
    fact = among.facts.get(name)
    return fact.label if fact else name


def parameter_change(change: ParameterChange) -> str:
    """A value that is another than the library's, in words."""
    told = _("{label} is {value} {unit} instead of {default}").format(
        label=change.label, value=change.value, unit=change.unit, default=change.default
    )
    return told.replace("  ", " ")


def lowered_level(label: str, level: Answer) -> str:
    """A level that is lower than asked for, in words."""
    return _("{label} is {level}, lower than what is asked for").format(label=label, level=level)


def _local(local: LocalReason) -> str:
    """What the workspace has changed, by whom and why."""
    words = {
        "title": _("title"),
        "text": _("text"),
        "kind": _("kind"),
        "evidence": _("evidence"),
        "test": _("test"),
        "value": _("valuation"),
        "light": _("use in light procurements"),
    }
    what = ", ".join([*(words.get(key, key) for key in local.keys), *map(_level, local.levels)])
    return _("{role} has changed it in the own library ({what}): {because}").format(
        role=local.by, what=what, because=_bare(local.because)
    )


def _level(level: Level) -> str:
    told = {
        "default": _("{label} is {value} {unit}"),
        "minimum": _("{label} is at least {value} {unit}"),
        "maximum": _("{label} is at most {value} {unit}"),
    }[level.bound].format(label=level.label, value=level.value, unit=level.unit)
    if level.before is not None:
        told += " " + _("instead of {before}").format(before=level.before)
    return told.replace("  ", " ")


def _bare(text: str) -> str:
    """The words without the full stop, which stands at the end of the whole sentence."""
    return text.strip().rstrip(".")
