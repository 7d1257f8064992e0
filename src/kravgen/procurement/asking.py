"""Which questions matter now: those whose answers something of a profile's procurement still depends on.

:func:`scope` reads what a profile can hold once; :func:`asked` then tells, for the answers so far, what is left to ask and
in which order. Whoever asks, a file, a terminal or a page, asks through it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kravgen.library import expression
from kravgen.library.given import given, is_needless
from kravgen.library.model import Answer, Item, Library, Question
from kravgen.library.prices import PriceRow
from kravgen.procurement.passages import NAME, passages
from kravgen.procurement.profile import Profile


@dataclass(frozen=True, slots=True)
class AskingPaper:
    """A document or sheet as far as questions go: its condition, and its other conditions and texts in one."""

    id: str
    when: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that something depends on.

    ``after`` are questions that decide whether anybody needs the answer and that nobody has answered; it is empty for
    what is asked now. ``required`` tells that no package is made without the answer.
    """

    question: Question
    after: tuple[str, ...]
    required: bool

    @property
    def decides(self) -> str:
        """Why it is asked, in a sentence."""
        return self.question.decides


@dataclass(frozen=True, slots=True)
class _Matter:
    """Something that is in a package, or is told, when its conditions hold and none of ``unless`` does.

    ``uses`` are the facts that its texts and numbers show. ``out_by`` are the answers that leave it out of any package.
    """

    conditions: tuple[str, ...]
    uses: frozenset[str] = frozenset()
    unless: tuple[tuple[str, ...], ...] = ()
    out_by: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class AskingScope:
    """What a procurement of a profile can hold, ready to ask about."""

    library: Library
    profile: Profile
    matters: tuple[_Matter, ...] = field(repr=False)
    givers: Mapping[str, set[str]] = field(repr=False)
    """The questions whose answers may give the answer to another, by that."""
    named: frozenset[str] = field(repr=False)
    """The facts that something it can hold depends on or shows."""


def scope(library: Library, papers: Iterable[AskingPaper], profile: Profile) -> AskingScope:
    """What procurements of the profile can hold. ``papers`` are all documents and sheets that there are."""
    papers = [paper for paper in papers if paper.id in profile.documents]
    found = [
        *_of_items(library, profile),
        *_of_papers(papers, library, _beside(_items(library, profile), profile)),
        *_of_gates(library),
        *_of_bank(library),
    ]
    together: dict[_Matter, set[str]] = {}
    for matter in found:
        key = replace(matter, uses=frozenset())
        together.setdefault(key, set()).update(matter.uses & library.questions.keys())
    return AskingScope(
        library,
        profile,
        tuple(replace(matter, uses=frozenset(uses)) for matter, uses in together.items()),
        _givers(library),
        frozenset(
            name
            for matter in found
            for name in (
                *matter.uses,
                *(name for when in matter.conditions for name in expression.names(when)),
            )
        ),
    )


def asked(scope: AskingScope, facts: Mapping[str, Answer]) -> tuple[Asked, ...]:
    """The questions that may matter, in the order of the bank, those that have an answer aside.

    ``facts`` are the answers so far; those of the profile are added where there are no others, and so is what an answer
    gives. None is the answer of one who does not know, and is not asked again.
    """
    return _Asking(scope, facts).all()


def asked_now(scope: AskingScope, facts: Mapping[str, Answer]) -> tuple[Asked, ...]:
    """Those of :func:`asked` that no unanswered question comes before. When there is none, all is asked."""
    return tuple(each for each in asked(scope, facts) if not each.after)


def decisive(
    library: Library, papers: Iterable[AskingPaper], profiles: Collection[Profile]
) -> frozenset[str]:
    """The questions whose answers can change something of the profiles' procurements, or what else is asked.

    That a question must be answered is no change. What a profile itself has answered counts too.
    """
    # An item is in many profiles, and says the same in all of them.
    items: dict[str, Item] = {}
    conditions: set[str] = set()
    beside: dict[str, tuple[str, ...]] = {}
    for profile in profiles:
        own = _items(library, profile)
        items |= own
        beside |= _beside(own, profile)
        conditions.update(when for whens in beside.values() for when in whens)
    papers = [paper for paper in papers if any(paper.id in profile.documents for profile in profiles)]
    matters = (*_of_papers(papers, library, beside), *_of_gates(library))
    found = {name for matter in matters for name in matter.uses}
    found.update(name for item in items.values() for name in _shown(item))
    conditions.update(when for matter in matters for when in matter.conditions)
    for row in _rows(library, items.values()):
        conditions.add(row.when)
        found |= _sizes(row)
    found.update(name for when in conditions for name in expression.names(when))
    found.update(
        question.id for question in library.questions.values() if question.narrows or question.passed
    )
    if any("starting_points" in paper.text for paper in papers):
        found.update(n for point in library.starting_points.values() for n in expression.names(point.when))
    left = [name for name in found if name in library.questions]
    givers = _givers(library)
    while left:
        question = library.questions[left.pop()]
        needs = (question.asked_when, question.required_when, *(floor.when for floor in question.floors))
        more = {
            *givers.get(question.id, ()),
            *(name for when in needs for name in expression.names(when)),
        }
        left += more - found
        found |= more
    return frozenset(found & library.questions.keys())


class _Asking:
    """Works out what is left to ask for some answers. It is made for one look and then thrown away."""

    def __init__(self, scope: AskingScope, facts: Mapping[str, Answer]) -> None:
        self._questions, self._later = scope.library.questions, scope.profile.left_to_roles
        self._order = {name: number for number, name in enumerate(self._questions)}
        self._given_by = scope.givers
        said = {**scope.profile.facts, **{name: value for name, value in facts.items() if value is not None}}
        self._facts = {**given(scope.library, said), **said}
        self._skipped = {name for name, value in facts.items() if value is None and name not in self._facts}
        self._left_out = {(left.fact, left.answer) for left in scope.library.narrowings(self._facts)}
        self._matters = scope.matters
        self._named = scope.named
        self._before: dict[str, set[str]] = {}

    def all(self) -> tuple[Asked, ...]:
        for matter in self._matters:
            if matter.out_by.isdisjoint(self._left_out):
                self._look_at(matter)
        self._close()
        return tuple(self._asked(name) for name in sorted(self._before, key=self._order.__getitem__))

    def _look_at(self, matter: _Matter) -> None:
        pending: dict[str, None] = {}
        for condition in matter.conditions:
            if not expression.settled(condition, self._facts, unknown=True):
                return
            pending |= dict.fromkeys(expression.pending(condition, self._facts))
        if any(all(self._surely(condition) for condition in other) for other in matter.unless):
            return
        open_ = [name for name in self._order_of(pending) if name not in self._skipped]
        for number, name in enumerate(open_):
            self._need(name, open_[:number])
        for name in matter.uses:
            self._need(name, open_)

    def _surely(self, condition: str) -> bool:
        return expression.settled(condition, self._facts, unknown=False)

    def _order_of(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=self._order.__getitem__)

    def _need(self, name: str, before: Iterable[str] = ()) -> None:
        """Something depends on the question, once those ``before`` it have made that matter."""
        if name in self._facts or name in self._skipped or not self._askable(name):
            return
        left = {other for other in before if self._is_before(other, name)}
        # The shortest way to it is the one that counts.
        known = self._before.get(name)
        self._before[name] = left if known is None or len(left) < len(known) else known

    def _is_before(self, other: str, name: str) -> bool:
        """Whether another question is left to ask before the one called ``name``. The bank's order holds."""
        left = other not in self._facts and other not in self._skipped
        return left and self._order[other] < self._order[name] and self._askable(other)

    def _askable(self, name: str) -> bool:
        """Whether anybody may need the answer: its own condition can hold, and somebody is asked what that needs."""
        question = self._questions[name]
        if question.only_told or is_needless(question, self._facts) or self._is_for_later(name):
            return False
        pending = expression.pending(question.asked_when, self._facts)
        return not pending or any(self._askable(other) for other in pending if other not in self._skipped)

    def _is_for_later(self, name: str) -> bool:
        """Whether the profile leaves the question to its role, as a gap. What nobody knows may well be so."""
        when = self._later.get(name, "false")
        unknown = self._skipped >= {*expression.pending(when, self._facts)}
        return expression.settled(when, self._facts, unknown=unknown)

    def _close(self) -> None:
        """Add what decides whether the others are asked, and what may give their answers."""
        left = list(self._before)
        while left:
            name = left.pop()
            question = self._questions[name]
            decide = (*expression.pending(question.asked_when, self._facts), *self._given_by.get(name, ()))
            first = [other for other in decide if self._is_before(other, name)]
            for floor in question.floors:
                for other in expression.pending(floor.when, self._facts):
                    known = other in self._before
                    # What nothing but a floor knows of is nothing that the profile can hold.
                    if other in self._named:
                        self._need(other, [name])
                    left += [other] if other in self._before and not known else []
            for other in first:
                if other not in self._before:
                    self._before[other] = set()
                    left.append(other)
            self._before[name].update(first)

    def _asked(self, name: str) -> Asked:
        question = self._questions[name]
        return Asked(
            question,
            tuple(self._order_of(self._before[name])),
            bool(question.required_when) and self._surely(question.required_when),
        )


_MARKUP = re.compile(r"\{[{%][^{}]*[%}]\}")


def _of_items(library: Library, profile: Profile) -> Iterator[_Matter]:
    """The items of the profile's blocks, with the rows of the price sheet that they ask for."""
    items = _items(library, profile)
    higher: dict[str, list[tuple[str, ...]]] = {}
    for item in items.values():
        for lower in item.replaces:
            higher.setdefault(lower, []).append(_conditions(item, items, profile))
    earlier: dict[str, list[tuple[str, ...]]] = {}
    for item in items.values():
        conditions = _conditions(item, items, profile)
        unless = list(higher.get(item.id, ())) if item.id not in profile.rulings else []
        if item.group and item.choose == "one":
            unless += earlier.setdefault(item.group, [])
            earlier[item.group].append(conditions)
        out_by = _out_by(library, item)
        yield _Matter(conditions, frozenset(_shown(item)), tuple(unless), out_by)
        for row in _rows(library, (item,)):
            yield _Matter((*conditions, *filter(None, (row.when,))), _sizes(row), tuple(unless), out_by)


def _items(library: Library, profile: Profile) -> dict[str, Item]:
    """The items of the profile's blocks that some answers take in, by id."""
    blocks = [library.blocks[name] for name in profile.blocks if name in library.blocks]
    return {item.id: item for block in blocks for item in block.items if _may_be_in(item, profile)}


def _rows(library: Library, items: Iterable[Item]) -> Iterator[PriceRow]:
    """The rows of the price sheet that the items ask for."""
    return (library.prices[name] for item in items for name in item.prices if name in library.prices)


def _sizes(row: PriceRow) -> frozenset[str]:
    """The facts that give the row its quantity."""
    return frozenset(name for name in (*row.each, *row.quantity) if isinstance(name, str))


def _may_be_in(item: Item, profile: Profile) -> bool:
    """Whether some answers take the item in."""
    ruling = profile.rulings.get(item.id)
    if ruling is not None and ruling.decision in ("take", "drop"):
        return ruling.decision == "take"
    return not item.dropped and (item.light or not profile.light)


def _conditions(item: Item, items: Mapping[str, Item], profile: Profile) -> tuple[str, ...]:
    """On what the item is in. A criterion follows its requirement, and what the profile takes in has no condition."""
    ruling = profile.rulings.get(item.id)
    if ruling is not None and ruling.decision == "take":
        return ()
    above = items.get(item.under) if item.sort == "criterion" else None
    return _conditions(above, items, profile) if above else tuple(filter(None, (item.when,)))


def _out_by(library: Library, item: Item) -> frozenset[tuple[str, str]]:
    return frozenset(
        (left.fact, left.answer)
        for question in library.questions.values()
        for left in question.narrows
        if not left.leaves(item)
    )


def _shown(item: Item) -> Iterator[str]:
    """The names between braces in the item's texts."""
    own = {parameter.name for parameter in item.parameters}
    for text in (item.text, item.motive, item.evidence, item.accept, item.value):
        for markup in _MARKUP.findall(text):
            yield from set(NAME.findall(markup)) - own


def _beside(items: Mapping[str, Item], profile: Profile) -> dict[str, tuple[str, ...]]:
    """On what each of the items is in, by id."""
    return {name: _conditions(item, items, profile) for name, item in items.items()}


def _of_papers(
    papers: Iterable[AskingPaper], library: Library, items: Mapping[str, tuple[str, ...]]
) -> Iterator[_Matter]:
    """The documents. What one shows only beside an item is shown on what that is in: ``items`` tells, by id."""
    for paper in papers:
        # What only adds questions or takes words away once it is answered asks for nothing.
        out_by = frozenset(
            (left.fact, left.answer)
            for question in library.questions.values()
            for left in question.narrows
            if not left.leaves_document(paper.id)
        )
        attached = (
            other.question
            for other in library.papers.values()
            if other.question and f'attachment("{other.id}")' in paper.text
        )
        own = tuple(filter(None, (paper.when,)))
        yield _Matter(own, frozenset(attached), (), out_by)
        for beside, names in passages(paper.text).items():
            if items.keys() >= set(beside):
                conditions = (when for item in beside for when in items[item])
                yield _Matter((*own, *conditions), frozenset(names), (), out_by)


def _of_gates(library: Library) -> Iterator[_Matter]:
    for gate in library.gates.values():
        conditions = tuple(filter(None, (gate.when,)))
        limit = gate.below
        uses = frozenset(filter(None, (limit.fact, limit.at_most))) if limit else frozenset()
        yield _Matter(conditions, uses)
        if limit and limit.instead:
            yield _Matter((*conditions, limit.instead.when))


def _givers(library: Library) -> dict[str, set[str]]:
    """The questions whose answers may give the answer to another, by that."""
    found: dict[str, set[str]] = {}
    for question in library.questions.values():
        for name in (name for answers in question.gives.values() for name in answers):
            found.setdefault(name, set()).add(question.id)
    return found


def _of_bank(library: Library) -> Iterator[_Matter]:
    """What the bank itself says: what must be answered or leaves something out."""
    for question in library.questions.values():
        if question.required_when:
            yield _Matter((question.required_when,), frozenset((question.id,)))
        if question.narrows or question.passed:
            yield _Matter((), frozenset((question.id,)))
