"""What is kept of a package, as frozen data: everything that comes later reads it.

Texts are as the documents show them. What has nothing to tell is empty or None, and is left out of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kravgen.award.model import Evaluation, Price
from kravgen.documents.wording import Wording
from kravgen.library.model import Answer, Sort, Value
from kravgen.procurement.explanation import KnownFact, Names
from kravgen.procurement.reason import Reason
from kravgen.procurement.status import Status
from kravgen.review.state import State


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A place in a law or a standard that an item rests on. ``name`` is what readers call the source."""

    source: str
    name: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeptParameter:
    """A parameter of an item with its value; None when nobody has given one."""

    name: str
    label: str
    value: Value = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A role's review of an item, and how the item stood with it when the package was made.

    ``text`` is the item's fingerprint as it was read, and ``changed`` the sources that had changed since, by id.
    """

    role: str
    date: str
    state: State
    text: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item of the library or of the procurement itself, with what was decided about it.

    Texts are Markdown; they, the number, sources and parameters are empty where the item is not in, or has none.
    """

    id: str
    sort: Sort
    kind: str
    title: str
    decision: Literal["taken", "changed", "dropped"]
    reason: Reason
    fingerprint: str
    block: str = ""
    group: str = ""
    """The clause that it is a variant of."""
    under: str = ""
    """The requirement that it is a criterion of."""
    number: str = ""
    text: str = ""
    motive: str = ""
    evidence: str = ""
    accept: str = ""
    method: str = ""
    value: str = ""
    consequence: str = ""
    """The clause that gives it teeth, by id."""
    prices: tuple[str, ...] = ()
    """The price rows that it asks for, by id."""
    phase: str = ""
    role: str = ""
    light: bool = False
    tags: tuple[str, ...] = ()
    sources: tuple[KeptPlace, ...] = ()
    parameters: tuple[KeptParameter, ...] = ()
    documents: tuple[str, ...] = ()
    """The documents it stands in, by id."""
    reviews: tuple[KeptReview, ...] = ()
    """Who had reviewed it; what is not here had not been reviewed."""

    @property
    def taken(self) -> bool:
        """Whether it is in the package."""
        return self.decision != "dropped"


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A file of the package."""

    file: str
    id: str
    title: str
    audience: str
    reason: Reason
    sha256: str
    parts: Mapping[str, str] = field(default_factory=dict)
    """A checksum for each part of the file, unpacked; empty when it is not a zip file."""
    wording: Wording | None = None
    """What it says: of each item a checksum over its words. None when it is not compared word by word."""


@dataclass(frozen=True, slots=True)
class KeptBuyer:
    """An organisation that buys."""

    name: str
    organisation_number: str = ""
    controllers: tuple[str, ...] = ()
    facts: Mapping[str, Answer] = field(default_factory=dict)
    """Its own answers to the questions that each buyer answers, by id."""
    controller_facts: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    """The answers of a board that answers for itself, by the board's name."""


@dataclass(frozen=True, slots=True)
class KeptProcurement:
    """The procurement, as its file tells it."""

    file: str
    title: str
    profile: str
    profile_title: str
    buyers: tuple[KeptBuyer, ...]
    version: str = ""
    reference_number: str = ""
    purpose: str = ""
    date: str = ""
    term_years: float | None = None
    extension_years: float | None = None


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block of the library that some item belongs to."""

    title: str
    owner: str


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A dated value that held on the day: a threshold or an authority. None when nobody has verified it."""

    label: str
    value: Value = None
    unit: str = ""
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeptGap:
    """Something that is still to be filled in, and the role that can."""

    document: str
    what: str
    role: str


@dataclass(frozen=True, slots=True)
class KeptGate:
    """A gate that held or may have held, or that a role had lifted."""

    id: str
    title: str
    severity: Literal["warning", "stop"]
    state: Literal["holds", "asked", "lifted"]
    facts: tuple[str, ...] = ()
    """The questions whose answers decided, or that nobody has answered, by id."""
    lifted_by: tuple[str, ...] = ()
    """The roles that may lift it."""
    by: str = ""
    """The role that has."""
    date: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class KeptLibrary:
    """The library that the package was made from."""

    version: str
    fingerprint: str


@dataclass(frozen=True)
class Record:
    """A package, as its manifest keeps it."""

    kravgen: str
    """The version of the program that made it."""
    fingerprint: str
    """A checksum over all that its documents are made from."""
    library: KeptLibrary
    procurement: KeptProcurement
    as_of: str
    """The day (ISO 8601) that law, thresholds and authorities were judged on."""
    status: Status
    facts: Mapping[str, KnownFact]
    """Every question, answered or not, by id."""
    blocks: Mapping[str, KeptBlock]
    values: Mapping[str, KeptValue]
    """The dated values that some item in the package has, by id."""
    documents: tuple[KeptDocument, ...]
    items: tuple[KeptItem, ...]
    """Every item that was decided about, in reading order."""
    gaps: tuple[KeptGap, ...]
    gates: tuple[KeptGate, ...] = ()
    prices: tuple[Price, ...] = ()
    """What is priced, in the order of the price sheet."""
    evaluation: Evaluation | None = None
    """How tenders are compared; None when the procurement does not say."""

    @cached_property
    def by_id(self) -> Mapping[str, KeptItem]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def names(self) -> Names:
        """What its reasons call things."""
        titles = {name: block.title for name, block in self.blocks.items()}
        return Names(self.procurement.profile_title, self.facts, titles)
