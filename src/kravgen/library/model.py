"""What the library holds, as frozen data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from kravgen.law.dated import DatedValue
from kravgen.law.period import Period
from kravgen.law.sources import Citation, Source
from kravgen.library.answer import NO_FORM, AnswerForm
from kravgen.library.contradiction import Contradiction
from kravgen.library.fingerprint import Substance, fingerprint, plain
from kravgen.library.gating import Gate
from kravgen.library.glossary import StartingPoint, Term
from kravgen.library.local import LocalChange
from kravgen.library.papers import Paper
from kravgen.library.prices import Dimension, PriceRow
from kravgen.library.references import Targets
from kravgen.library.reviewed import Review
from kravgen.library.wording import LaterWording
from kravgen.library.worth import Worth
from kravgen.problems import Place

Sort = Literal["requirement", "criterion", "clause", "check"]
Value = str | int | float | bool | None
Answer = Value | tuple[str, ...]
"""What a fact may be. The answer to a question of type ``choices`` is the words that are chosen, in order and once each."""

PHASES = ("före upphandling", "före annonsering", "före tecknande", "vid leverans", "i drift", "vid exit")
"""When checks are made, in order."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that may be set for each profile and procurement. ``default`` is None when there is none.

    ``value_of`` names the dated value that holds instead of a default.
    """

    name: str
    type: str
    label: str
    role: str
    unit: str = ""
    default: Value = None
    value_of: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """The lowest level that may be set, and under which condition."""

    level: int
    when: str
    because: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the ``answer`` to the question ``fact`` leaves of a purchase: items and documents that it has use for.

    Library items of one of the ``kinds`` or with one of the ``tags`` are left; an empty tuple leaves all.
    """

    fact: str
    answer: str
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Documents that are not left."""

    def leaves(self, item: Item) -> bool:
        """Whether the item is left, as far as this answer decides. A criterion follows its requirement."""
        of_kind = not self.kinds or item.kind in self.kinds
        return of_kind and (not self.tags or any(tag in self.tags for tag in item.tags))

    def leaves_document(self, name: str) -> bool:
        """Whether the document or sheet is left."""
        return name not in self.without and (not self.documents or name in self.documents)


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is a fact. ``choices`` maps the allowed answers to how they read.

    Of type ``choice`` one of them is the answer; of type ``choices`` any number, also none, are.

    ``gives`` are answers to other questions that come with an answer to this one until somebody gives others.
    """

    id: str
    type: str
    label: str
    text: str
    help: str
    decides: str
    role: str
    place: Place
    choices: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    required_when: str = ""
    per_buyer: bool = False
    """Whether each buyer answers for itself. No condition may ask about it."""
    per_controller: bool = False
    """Whether each board that is responsible for personal data answers for itself; a common answer holds for a sole one."""
    meets: tuple[str, ...] = ()
    """The needs that the question meets. They change nothing that it means."""
    floors: tuple[Floor, ...] = ()
    levels: tuple[str, ...] = ()
    """What each level means, from the lowest that may be answered."""
    gives: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    narrows: tuple[Narrowing, ...] = ()
    """What certain answers leave of the purchase."""
    asked_when: str = ""
    """The condition on which anybody needs the answer."""
    otherwise: Answer = None
    """The answer that follows when nobody needs to give one, because the condition does not hold; None when none does."""
    told_by: str = ""
    """Where a procurement's file tells the answer, when it is not among the facts. What ``value`` tells may be either."""
    highest_of: str = ""
    """Which level of the kinds of information that the procurement lists decides the answer, until somebody answers."""
    passed: str = ""
    """Why no documents are made when the answer is a day that has passed."""

    @property
    def own(self) -> bool:
        """Whether there may be several answers in one procurement, so that no condition can ask about it."""
        return self.per_buyer or self.per_controller

    @property
    def only_told(self) -> bool:
        """Whether the answer can stand in that other place only."""
        return self.told_by not in ("", "value")

    def meaning(self, level: Answer) -> str:
        """What the level means; empty for what is no level."""
        at = level - int(self.minimum or 0) if isinstance(level, int) else -1
        return self.levels[at] if 0 <= at < len(self.levels) else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the library: a requirement, a criterion, a clause (or one variant of it) or a check.

    ``kind`` is what a reader sees: ska, bör, villkor, fråga, kriterium, avtalsvillkor or kontrollpunkt.
    Fields that an item's sort does not have are empty.
    """

    id: str
    sort: Sort
    kind: str
    title: str
    text: str
    block: str
    place: Place
    substance: Substance
    when: str = ""
    phase: str = ""
    motive: str = ""
    evidence: str = ""
    method: str = ""
    accept: str = ""
    value: str = ""
    consequence: str = ""
    role: str = ""
    label: str = ""
    level: str = ""
    clause: str = ""
    under: str = ""
    group: str = ""
    group_title: str = ""
    choose: str = ""
    because: str = ""
    lawyer_note: str = ""
    light: bool = False
    confidential: bool = False
    """Whether its text shows what must be protected: it stands in no document that is public."""
    tags: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    """The needs that the item meets. They change nothing that the item means."""
    replaces: tuple[str, ...] = ()
    """Items of the same matter on a lower level, which are out when this one is in."""
    prices: tuple[str, ...] = ()
    """The price rows that it asks for, by id."""
    worth: Worth | None = None
    """What it is worth when tenders are compared; None when nothing is said."""
    answer: AnswerForm = NO_FORM
    """What it wants for an answer besides yes or no and running text."""
    parameters: tuple[Parameter, ...] = ()
    sources: tuple[Citation, ...] = ()
    since: str = ""
    """The first day (ISO 8601) that it is used on; empty when it has been used always."""
    until: str = ""
    """The last day that it is used on; empty when there is none."""
    later: tuple[LaterWording, ...] = ()
    """How it reads from later days on, in order of time. All else tells how it reads until the first of them."""
    local: tuple[LocalChange, ...] = ()
    """What layers above have changed, the lowest first. Everything else tells the item as it is after them."""

    @property
    def fingerprint(self) -> str:
        """A checksum over all that the item says, layout and place aside."""
        return self.substance.fingerprint

    @property
    def dropped(self) -> bool:
        """Whether a layer above has taken the item out."""
        return any(change.drops for change in self.local)

    @property
    def period(self) -> Period:
        """The time in which it is used."""
        return Period(self.since, self.until)

    def on(self, day: str) -> Item:
        """The item as it reads on a day (ISO 8601)."""
        wording = next((w for w in self.later if w.period.holds(day)), None) if self.later else None
        return replace(self, **wording.changes) if wording else self

    def parameter(self, name: str) -> Parameter | None:
        """The parameter called ``name``."""
        return next((p for p in self.parameters if p.name == name), None)


@dataclass(frozen=True, slots=True)
class Block:
    """Items on one subject."""

    id: str
    title: str
    covers: str
    does_not_cover: str
    owner: str
    review_by: str
    subject: bool
    """Whether it is about what is bought itself, and stands before what every purchase has."""
    items: tuple[Item, ...]
    place: Place
    reviewed_by: tuple[str, ...] = ()
    """The roles that are to review its items; empty when the owner alone is."""


@dataclass(frozen=True)
class Library:
    """Everything the library holds, in reading order."""

    version: str
    blocks: Mapping[str, Block]
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]
    dated: Mapping[str, DatedValue] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    starting_points: Mapping[str, StartingPoint] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Blocks that are there but cannot be read until their problems are mended."""
    papers: Mapping[str, Paper] = field(default_factory=dict)
    """What texts can refer to besides items: papers of the library, and the documents and sheets that are made."""
    prices: Mapping[str, PriceRow] = field(default_factory=dict)
    """The rows of the price sheet, in the order that they stand in."""
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    """What price rows may stand once for each of, besides the answers to questions."""
    contradictions: Mapping[str, Contradiction] = field(default_factory=dict)
    """What answers do not go together."""
    reviews: tuple[Review, ...] = ()
    """Who has read which wording of which item, of all layers."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by id."""
        return {item.id: item for block in self.blocks.values() for item in block.items}

    @cached_property
    def reviews_of(self) -> Mapping[str, Mapping[str, Review]]:
        """The review of each item by each role, by id and role. That of a higher layer goes before one beneath it."""
        found: dict[str, dict[str, Review]] = {}
        for review in sorted(self.reviews, key=lambda review: (review.layer, review.date)):
            found.setdefault(review.item, {})[review.role] = review
        return found

    @cached_property
    def common_facts(self) -> frozenset[str]:
        """The questions that have one answer in a procurement, whatever the number of buyers."""
        return frozenset(question.id for question in self.questions.values() if not question.own)

    @cached_property
    def sound_conditions(self) -> set[str]:
        """The conditions that have been looked at and found sound. Most stand at many items."""
        return set()

    @cached_property
    def groups(self) -> Mapping[str, tuple[Item, ...]]:
        """The variants of each clause that has variants, by the clause's id."""
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.group:
                found.setdefault(item.group, []).append(item)
        return {group: tuple(items) for group, items in found.items()}

    @cached_property
    def question_roles(self) -> Mapping[str, str]:
        """Who answers each question, by its label."""
        return {question.label: question.role for question in self.questions.values()}

    @cached_property
    def giving(self) -> tuple[Question, ...]:
        """The questions that give answers: to others when they are answered, or their own when nobody need answer."""
        return tuple(q for q in self.questions.values() if q.gives or q.otherwise is not None)

    def narrowings(self, facts: Mapping[str, Answer]) -> tuple[Narrowing, ...]:
        """What the answers leave of a purchase."""
        return tuple(
            narrowing
            for question in self.questions.values()
            for narrowing in question.narrows
            if narrowing.answer == facts.get(question.id)
        )

    @cached_property
    def known(self) -> Targets:
        """What a reference may lead to."""
        tables = frozenset(item.id for item in self.items.values() if item.answer.table)
        return Targets(frozenset(self.ids()), self.papers, tables)

    @cached_property
    def fingerprint(self) -> str:
        """A checksum over every item, source, question and gate, and over the papers that others make."""
        return fingerprint(
            {
                "items": {item.id: item.fingerprint for item in self.items.values()},
                "sources": [plain(source) for source in self.sources.values()],
                "questions": [plain(question) for question in self.questions.values()],
                "dated": [plain(value) for value in self.dated.values()],
                "gates": [plain(gate) for gate in self.gates.values()],
                "glossary": [plain(term) for term in self.glossary.values()],
                "starting_points": [plain(point) for point in self.starting_points.values()],
                **({"prices": [plain(row) for row in self.prices.values()]} if self.prices else {}),
                **(
                    {"dimensions": [plain(dimension) for dimension in self.dimensions.values()]}
                    if self.dimensions
                    else {}
                ),
                **(
                    {"contradictions": rows}
                    if (rows := list(map(plain, self.contradictions.values())))
                    else {}
                ),
                **(
                    {"papers": listed}
                    if (listed := [plain(p) for p in self.papers.values() if not p.made])
                    else {}
                ),
            }
        )

    def ids(self) -> Iterator[str]:
        """Every id that a user may ask about."""
        yield from self.items
        yield from self.groups
