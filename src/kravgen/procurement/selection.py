"""The selection: for every item of the library, whether it is in, and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Floor, Item, Library, Question, Value
from kravgen.problems import Collector, did_you_mean
from kravgen.procurement.case import Case
from kravgen.procurement.contradictions import answer_told, contradictions
from kravgen.procurement.explanation import explained, names
from kravgen.procurement.gates import Standing, standings, stops
from kravgen.procurement.information import highest
from kravgen.procurement.reason import LocalReason, ParameterChange, Reason, ReasonKind
from kravgen.procurement.ruling import Ruling
from kravgen.procurement.verdict import told

Outcome = Literal["taken", "changed", "dropped"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one item, and why."""

    item: Item
    outcome: Outcome
    reason: Reason
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
    gates: tuple[Standing, ...] = ()
    """How every gate of the library stands."""

    @property
    def verdict(self) -> tuple[str, ...]:
        """Whether the purchase may be made as it is, in sentences; empty when it meets no limit."""
        return told(self.case, self.library, self.gates, self.day)

    def taken(self) -> tuple[Decision, ...]:
        """The decisions about items that are in."""
        return tuple(decision for decision in self.decisions.values() if decision.taken)


def select(case: Case, library: Library, problems: Collector, day: str) -> Selection:
    """Decide about every item of the library and every requirement of the procurement itself.

    ``day`` (ISO 8601) is the day whose thresholds and authorities hold.
    """
    _check_required(case, library, problems)
    _check_levels(case, library, problems)
    _check_days(case, library, problems, day)
    problems.extend(contradictions(case, library))
    gates = standings(case, library, day)
    problems.extend(stops(gates, case))
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
    selector.price()
    return Selection(case, library, day, selector.decisions, tuple(selector.open_questions), gates)


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
        self._keep(item, "taken", Reason("own"))

    def decide(self, item: Item) -> None:
        """An item of the library as it reads on the day, by profile, condition and explicit decision."""
        item = item.on(self._day)
        outcome, reason = self._by_rule(item)
        ruling = self._case.rulings.get(item.id)
        if ruling is not None:
            outcome, reason, item = self._by_ruling(item, ruling, outcome, reason)
        if outcome == "taken" and item.group:
            self._chosen.setdefault(item.group, item.id)
        self._keep(item, outcome, reason)

    def replace(self, item: Item) -> None:
        """What a requirement on a higher level replaces is out, unless somebody has decided to keep it."""
        if not self.decisions[item.id].taken or item.id in self._uncertain:
            return
        for name in item.replaces:
            lower = self.decisions[name]
            if lower.taken and name not in self._case.rulings:
                reason = Reason("replaced", lower.item.block, item=item.id)
                self.decisions[name] = replace(lower, outcome="dropped", reason=reason)

    def follow(self, item: Item) -> None:
        """A criterion is in when the requirement it stands under is in.

        A small purchase rests on the standard, and lists only what is marked for it.
        """
        above = self.decisions[item.under]
        not_asked = above.taken and self._case.profile.light and not item.light
        if item.id in self._case.rulings or item.dropped or not_asked or self._out_of_time(item):
            return
        reason = Reason("follows", item.block, item=item.under, above=None if above.taken else above.reason)
        self._keep(item, "taken" if above.taken else "dropped", reason)

    def price(self) -> None:
        """Which rows of the price sheet the items ask for may depend on what nobody has answered."""
        asked = {
            row for decision in self.decisions.values() if decision.taken for row in decision.item.prices
        }
        for row in self._library.prices.values():
            if row.id not in asked:
                continue
            try:
                expression.holds(row.when, self._case.facts)
            except expression.UnknownFactError as unknown:
                self.open_questions[unknown.name] = None

    def _by_rule(self, item: Item) -> tuple[Outcome, Reason]:
        profile, block = self._case.profile, item.block
        if block not in profile.given_by:
            return "dropped", Reason("not_in_profile", block)
        if profile.light and not item.light:
            return "dropped", Reason("not_light", block)
        if reason := self._out_of_time(item):
            return "dropped", reason
        if without := [left.fact for left in self._case.narrowings if not left.leaves(item)]:
            return "dropped", Reason("facts", block, tuple(without))
        if out := next((change for change in item.local if change.drops), None):
            return "dropped", Reason("local", block, because=out.because, by=out.by)
        if item.group and item.choose == "one" and item.group in self._chosen:
            return "dropped", Reason("alternative", block, item=self._chosen[item.group])
        if not item.when:
            return "taken", Reason("always", block, because=item.because.strip())
        try:
            true = expression.holds(item.when, self._case.facts)
        except expression.UnknownFactError as unknown:
            self.open_questions[unknown.name] = None
            if item.choose == "one":
                return "dropped", Reason("unanswered_out", block, (unknown.name,))
            self._uncertain.add(item.id)
            return "taken", Reason("unanswered_in", block, (unknown.name,))
        # Of a condition that an answer decides, the questions without one decide nothing.
        facts = tuple(name for name in expression.names(item.when) if name in self._case.facts)
        return (
            ("taken", Reason("facts", block, facts, because=item.because.strip()))
            if true
            else (
                "dropped",
                Reason("facts", block, facts),
            )
        )

    def _out_of_time(self, item: Item) -> Reason | None:
        """Why the item is not used on the day, if it is not."""
        if item.period.holds(self._day):
            return None
        if self._day < item.since:
            return Reason("not_yet", item.block, day=item.since)
        return Reason("no_longer", item.block, day=item.until)

    def _by_ruling(
        self, item: Item, ruling: Ruling, outcome: Outcome, reason: Reason
    ) -> tuple[Outcome, Reason, Item]:
        if ruling.of_profile and {"drop": outcome == "dropped", "take": outcome != "dropped"}.get(
            ruling.decision
        ):
            # The profile cannot know: the item's own reason is enough.
            return outcome, reason, item
        kind: ReasonKind = "profile_decision" if ruling.of_profile else "decision"
        decided = Reason(kind, item.block, because=ruling.because.strip(), by=ruling.by)
        if ruling.decision == "drop":
            if outcome == "dropped":
                self._pointless(ruling, _("{item} is already out: {reason}"), reason)
            return "dropped", decided, item
        if ruling.decision == "take":
            if outcome != "dropped":
                self._pointless(ruling, _("{item} is already in: {reason}"), reason)
            return "taken", decided, item
        if outcome == "dropped":
            self._pointless(ruling, _("{item} is not in and cannot be changed: {reason}"), reason)
            return outcome, reason, item
        changed = replace(item, kind=ruling.kind or item.kind, text=ruling.text or item.text)
        return "changed", decided, changed

    def _explained(self, reason: Reason) -> str:
        return explained(reason, names(self._case, self._library))

    def _pointless(self, ruling: Ruling, message: str, reason: Reason) -> None:
        if ruling.of_profile:
            return
        self._problems.add(
            ruling.place.problem(
                "KG504",
                message.format(item=ruling.item, reason=self._explained(reason)),
                _("Take the decision out."),
            )
        )

    def _keep(self, item: Item, outcome: Outcome, reason: Reason) -> None:
        given = self._case.parameters.get(item.id, {})
        values: dict[str, Value] = {}
        changes = []
        for parameter in item.parameters:
            default = parameter.default
            if parameter.value_of in self._library.dated:
                row = self._library.dated[parameter.value_of].on(self._day)
                default = row.value if row else None
            value = given.get(parameter.name, default)
            values[parameter.name] = value = default if value is None else value
            if default is not None and value != default:
                changes.append(ParameterChange(parameter.label, parameter.unit, value, default))
        local = tuple(LocalReason(c.because, c.by, c.keys, c.levels) for c in item.local if not c.drops)
        if outcome == "taken" and (changes or local):
            outcome, reason = "changed", replace(reason, changes=tuple(changes))
        if outcome != "dropped" and local:
            reason = replace(reason, local=local)
        self.decisions[item.id] = Decision(item, outcome, reason, values)


def _check_days(case: Case, library: Library, problems: Collector, day: str) -> None:
    """A day that has passed when it must not: no documents are made."""
    for question in library.questions.values():
        answer = case.facts.get(question.id)
        passed = question.passed and isinstance(answer, str) and answer < day
        if passed and expression.settled(question.asked_when, case.facts, unknown=True):
            problems.add(
                case.fact_places.get(question.id, case.place).problem(
                    "KG503",
                    _("{label} is {answer}, before {day}: {because}").format(
                        label=question.label.capitalize(),
                        answer=answer,
                        day=day,
                        because=question.passed.strip(),
                    ),
                    _("Ask: {role}.").format(role=question.role),
                )
            )


def _check_required(case: Case, library: Library, problems: Collector) -> None:
    """A fact that must be known stops everything: no package is better than an unlawful one."""
    for question in library.questions.values():
        if not question.required_when or question.id in case.facts:
            continue
        if expression.settled(question.required_when, case.facts, unknown=False):
            problems.add(
                case.fact_places.get(question.id, case.place).problem(
                    "KG501",
                    _('The fact "{label}" ({name}) must be answered first: {text}').format(
                        label=question.label, name=question.id, text=question.text
                    ),
                    _("Ask: {role}.").format(role=question.role),
                )
            )


def _check_levels(case: Case, library: Library, problems: Collector) -> None:
    """A level that is too low for what is bought needs a reason and somebody who answers for it."""
    under = {question.id: [*_floors(question, case, library)] for question in library.questions.values()}
    for name, floors in under.items():
        if floors and name not in case.lowered:
            least = max(floors, key=lambda floor: floor.level)
            message = _('"{label}" is {level} but must be at least {least}: {because}').format(
                label=library.questions[name].label,
                level=case.facts[name],
                least=least.level,
                because=least.because.strip(),
            )
            raised = [answer_told(fact, case, library) for fact in _raised_by(least, case)]
            if raised:
                message += " " + _("What raises it: {answers}.").format(answers=_(" and ").join(raised))
            problems.add(
                case.fact_places.get(name, case.place).problem(
                    "KG507",
                    message,
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


def _raised_by(floor: Floor, case: Case) -> Iterator[str]:
    """The answers without any of which the floor would not be there."""
    for name in expression.names(floor.when):
        alone = {other: case.facts[other] for other in case.facts if other == name}
        if expression.settled(floor.when, alone, unknown=False):
            yield name


def _floors(question: Question, case: Case, library: Library) -> Iterator[Floor]:
    """The floors that the level is under. An unanswered level is under none."""
    level = case.facts.get(question.id)
    if not question.floors or not isinstance(level, int):
        return
    listed = highest(case.information, library).get(question.id)
    if isinstance(listed, int) and level < listed:
        yield Floor(listed, "", _("information that the procurement lists has that level."))
    given = case.profile.facts.get(question.id)
    if isinstance(given, int) and level < given:
        reason = _('the profile "{profile}" says so.').format(profile=case.profile.title)
        yield Floor(given, "", reason)
    for floor in question.floors:
        if level < floor.level and expression.settled(floor.when, case.facts, unknown=False):
            yield floor
