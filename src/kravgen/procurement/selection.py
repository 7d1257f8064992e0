"""The selection: for every item of the library, whether it is in, and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Floor, Item, Library, Question, Value
from kravgen.problems import Collector, did_you_mean
from kravgen.procurement.case import Case, Ruling
from kravgen.procurement.values import shown

Outcome = Literal["taken", "changed", "dropped"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one item, and why, in one sentence without its subject."""

    item: Item
    outcome: Outcome
    because: str
    values: Mapping[str, Value]
    """Parameter values, None where nobody has given one."""

    @property
    def taken(self) -> bool:
        """Whether the item is in the package."""
        return self.outcome != "dropped"


@dataclass(frozen=True, slots=True)
class Selection:
    """The decision about every item, in reading order."""

    case: Case
    library: Library
    day: str
    """The day (ISO 8601) that law, thresholds and authorities are judged on."""
    decisions: Mapping[str, Decision]
    open_questions: tuple[str, ...]
    """Facts that nobody has answered and that some condition needed."""

    def taken(self) -> tuple[Decision, ...]:
        """The decisions about items that are in."""
        return tuple(decision for decision in self.decisions.values() if decision.taken)


def select(case: Case, library: Library, problems: Collector, day: str) -> Selection:
    """Decide about every item of the library and every requirement of the procurement itself.

    ``day`` (ISO 8601) is the day whose thresholds and authorities hold.
    """
    _check_required(case, library, problems)
    _check_levels(case, library, problems)
    selector = _Selector(case, library, problems, day)
    for item in case.requirements:
        selector.own(item)
    for item in _in_reading_order(case, library):
        selector.decide(item)
    for item in library.items.values():
        selector.replace(item)
    # Criteria follow their requirement, which may stand in a later block.
    for item in library.items.values():
        if item.sort == "criterion":
            selector.follow(item)
    return Selection(case, library, day, selector.decisions, tuple(selector.open_questions))


def _in_reading_order(case: Case, library: Library) -> list[Item]:
    """The profile's items block by block, with the requirements on what is bought itself first; then the rest."""

    def late(item: Item) -> bool:
        return item.sort != "requirement" or not library.blocks[item.block].subject

    inside = [block for block in case.profile.blocks if block in library.blocks]
    outside = [block for block in library.blocks if block not in inside]
    return [
        *sorted((item for block in inside for item in library.blocks[block].items), key=late),
        *(item for block in outside for item in library.blocks[block].items),
    ]


class _Selector:
    def __init__(self, case: Case, library: Library, problems: Collector, day: str) -> None:
        self._case = case
        self._library = library
        self._problems = problems
        self._day = day
        self._uncertain: set[str] = set()
        self._chosen: dict[str, str] = {}
        self.decisions: dict[str, Decision] = {}
        self.open_questions: dict[str, None] = {}

    def own(self, item: Item) -> None:
        """A requirement that the procurement file itself holds."""
        self._keep(item, "taken", _("it stands in the procurement's own file."))

    def decide(self, item: Item) -> None:
        """An item of the library, by profile, condition and explicit decision."""
        outcome, because = self._by_rule(item)
        ruling = self._case.rulings.get(item.id)
        if ruling is not None:
            outcome, because, item = self._by_ruling(item, ruling, outcome, because)
        if outcome == "taken" and item.stop:
            self._problems.add(
                self._case.fact_places.get("security_sensitive", self._case.place).problem(
                    "KG503", item.stop.strip(), _("The reason: {reason}").format(reason=because)
                )
            )
        if outcome == "taken" and item.group:
            self._chosen.setdefault(item.group, item.id)
        self._keep(item, outcome, because)

    def replace(self, item: Item) -> None:
        """What a requirement on a higher level replaces is out, unless somebody has decided to keep it."""
        if not self.decisions[item.id].taken or item.id in self._uncertain:
            return
        for name in item.replaces:
            lower = self.decisions[name]
            if lower.taken and name not in self._case.rulings:
                reason = _("the requirement {item} asks for more in the same matter.").format(item=item.id)
                self.decisions[name] = replace(lower, outcome="dropped", because=reason)

    def follow(self, item: Item) -> None:
        """A criterion is in when the requirement it stands under is in."""
        if item.id in self._case.rulings:
            return
        above = self.decisions[item.under]
        if above.taken:
            self._keep(
                item, "taken", _("it follows the requirement {item}, which is in.").format(item=item.under)
            )
        else:
            reason = _("it follows the requirement {item}, which is not in: {reason}").format(
                item=item.under, reason=above.because
            )
            self._keep(item, "dropped", reason)

    def _by_rule(self, item: Item) -> tuple[Outcome, str]:
        profile = self._case.profile
        block = self._library.blocks[item.block]
        if item.block not in profile.given_by:
            return "dropped", _('the block "{block}" is not in the profile "{profile}".').format(
                block=block.title, profile=profile.title
            )
        if profile.light and not item.light and item.sort != "criterion":
            return "dropped", _("the item is not asked for in a light procurement.")
        if item.group and item.choose == "one" and item.group in self._chosen:
            return "dropped", _("the alternative {item} applies instead.").format(
                item=self._chosen[item.group]
            )
        if not item.when:
            if item.because:
                return "taken", f"{item.because.strip().rstrip('.')}."
            return "taken", _('the profile "{profile}" always asks for it (block "{block}").').format(
                profile=profile.title, block=block.title
            )
        try:
            true = expression.holds(item.when, self._case.facts)
        except expression.UnknownFactError as unknown:
            self.open_questions[unknown.name] = None
            label = self._library.questions[unknown.name].label
            if item.stop or item.choose == "one":
                return "dropped", _('the fact "{label}" is not answered.').format(label=label)
            self._uncertain.add(item.id)
            return "taken", _('the fact "{label}" is not answered; the item is in until it is.').format(
                label=label
            )
        facts = self._told(item.when)
        if not true:
            return "dropped", facts
        if item.because:
            return "taken", _("{reason} ({facts})").format(
                reason=item.because.strip().rstrip("."), facts=facts[:-1]
            ) + "."
        return "taken", facts

    def _by_ruling(
        self, item: Item, ruling: Ruling, outcome: Outcome, because: str
    ) -> tuple[Outcome, str, Item]:
        told = _("decision")
        if ruling.by:
            told += f" ({ruling.by})"
        reason = f"{told}: {ruling.because.strip()}" if ruling.because else f"{told}."
        if ruling.decision == "drop":
            if outcome == "dropped":
                self._pointless(ruling, _("{item} is already out: {reason}"), because)
            return "dropped", reason, item
        if ruling.decision == "take":
            if outcome != "dropped":
                self._pointless(ruling, _("{item} is already in: {reason}"), because)
            return "taken", reason, item
        if outcome == "dropped":
            self._pointless(ruling, _("{item} is not in and cannot be changed: {reason}"), because)
            return outcome, because, item
        changed = replace(item, kind=ruling.kind or item.kind, text=ruling.text or item.text)
        return "changed", reason, changed

    def _pointless(self, ruling: Ruling, message: str, because: str) -> None:
        self._problems.add(
            ruling.place.problem(
                "KG504", message.format(item=ruling.item, reason=because), _("Take the decision out.")
            )
        )

    def _keep(self, item: Item, outcome: Outcome, because: str) -> None:
        given = self._case.parameters.get(item.id, {})
        values: dict[str, Value] = {}
        changes = []
        for parameter in item.parameters:
            default = parameter.default
            if parameter.value_of in self._library.dated:
                row = self._library.dated[parameter.value_of].on(self._day)
                default = row.value if row else None
            value = given.get(parameter.name, default)
            values[parameter.name] = default if value is None else value
            if default is not None and values[parameter.name] != default:
                changes.append(
                    _("{label} is {value} {unit} instead of {default}")
                    .format(label=parameter.label, value=value, unit=parameter.unit, default=default)
                    .replace("  ", " ")
                )
        if outcome == "taken" and changes:
            outcome, because = "changed", f"{'; '.join([because.rstrip('.'), *changes])}."
        self.decisions[item.id] = Decision(item, outcome, because, values)

    def _told(self, condition: str) -> str:
        """The facts that decided a condition, as a clause: the fact "x" is "y" and …"""
        told = []
        for name in expression.names(condition):
            question = self._library.questions[name]
            if name not in self._case.facts:
                continue
            fact = _('the fact "{label}" is "{answer}"').format(
                label=question.label, answer=shown(question, self._case.facts[name])
            )
            if lowered := self._case.lowered.get(name):
                fact += _(", lowered by {role}: {because}").format(
                    role=lowered.by, because=lowered.because.strip().rstrip(".")
                )
            told.append(fact)
        return _(" and ").join(told) + "."


def _check_required(case: Case, library: Library, problems: Collector) -> None:
    """A fact that must be known stops everything: no package is better than an unlawful one."""
    for question in library.questions.values():
        if not question.required_when or question.id in case.facts:
            continue
        try:
            required = expression.holds(question.required_when, case.facts)
        except expression.UnknownFactError:
            required = False
        if required:
            problems.add(
                case.place.problem(
                    "KG501",
                    _('The fact "{label}" ({name}) must be answered first: {text}').format(
                        label=question.label, name=question.id, text=question.text
                    ),
                    _("Ask: {role}.").format(role=question.role),
                )
            )


def _check_levels(case: Case, library: Library, problems: Collector) -> None:
    """A level that is too low for what is bought needs a reason and somebody who answers for it."""
    under = {question.id: [*_floors(question, case)] for question in library.questions.values()}
    for name, floors in under.items():
        if floors and name not in case.lowered:
            least = max(floors, key=lambda floor: floor.level)
            problems.add(
                case.fact_places.get(name, case.place).problem(
                    "KG507",
                    _('"{label}" is {level} but must be at least {least}: {because}').format(
                        label=library.questions[name].label,
                        level=case.facts[name],
                        least=least.level,
                        because=least.because.strip(),
                    ),
                    _(
                        "Set the level higher, or tell under lower_levels why it is lower and who has decided it."
                    ),
                )
            )
    for name, lowered in case.lowered.items():
        if name not in library.questions:
            problems.add(
                lowered.place.problem(
                    "KG302",
                    _('Unknown fact "{name}".').format(name=name),
                    did_you_mean(name, library.questions),
                )
            )
        elif not under[name]:
            problems.add(
                lowered.place.problem(
                    "KG504",
                    _('"{label}" is not lower than it may be.').format(label=library.questions[name].label),
                    _("Take the decision out."),
                )
            )


def _floors(question: Question, case: Case) -> Iterator[Floor]:
    """The floors that the level is under. An unanswered level is under none."""
    level = case.facts.get(question.id)
    if not question.floors or not isinstance(level, int):
        return
    given = case.profile.facts.get(question.id)
    if isinstance(given, int) and level < given:
        reason = _('the profile "{profile}" says so.').format(profile=case.profile.title)
        yield Floor(given, "", reason)
    for floor in question.floors:
        try:
            if level < floor.level and expression.holds(floor.when, case.facts):
                yield floor
        except expression.UnknownFactError:
            continue
