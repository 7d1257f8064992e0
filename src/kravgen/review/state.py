"""How an item stands with each role that is to review it. A changed text or source is found by its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kravgen.law.sources import Source
from kravgen.library.fingerprint import fingerprint, plain
from kravgen.library.model import Item, Library
from kravgen.library.reviewed import Review

State = Literal["missing", "earlier", "suspect", "reviewed"]
"""``missing``: nobody in the role has read it. ``earlier``: they read another wording. ``suspect``: a source that it rests
on has changed since. ``reviewed``: what they read is what stands there."""


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """How an item stands with a role. ``sources`` are those that have changed since the review, by id."""

    role: str
    state: State
    review: Review | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewTally:
    """So many items that a role is to review, and how many of them stand in each state."""

    role: str
    items: int
    states: Mapping[State, int]

    @property
    def reviewed(self) -> int:
        """How many have been read as they stand."""
        return self.states.get("reviewed", 0)


def demanded(item: Item, library: Library) -> tuple[str, ...]:
    """The roles that are to review an item: those that its block names, or else the block's owner."""
    block = library.blocks.get(item.block)
    return (block.reviewed_by or (block.owner,)) if block else ()


def standings(item: Item, library: Library) -> tuple[ReviewStanding, ...]:
    """How the item stands with each role that is to review it, and then with others that have."""
    made = library.reviews_of.get(item.id, {})
    roles = dict.fromkeys((*demanded(item, library), *made))
    return tuple(_standing(role, made.get(role), item, library) for role in roles)


def tallies(items: Iterable[Item], library: Library) -> tuple[ReviewTally, ...]:
    """How many of the items each role has reviewed, of those that it is to review. Roles in the order they are met."""
    counts: dict[str, dict[State, int]] = {}
    for item in items:
        wanted = demanded(item, library)
        for standing in standings(item, library):
            if standing.role in wanted:
                states = counts.setdefault(standing.role, {})
                states[standing.state] = states.get(standing.state, 0) + 1
    return tuple(ReviewTally(role, sum(states.values()), states) for role, states in counts.items())


def source_print(source: Source) -> str:
    """A fingerprint over what the register says of a source: not when somebody is to look at it again, nor the list of
    its places, which tells how much of it has been written down here."""
    apart = ("review_by", "places")
    return fingerprint({name: value for name, value in plain(source).items() if name not in apart})


def source_prints(item: Item, library: Library) -> dict[str, str]:
    """The fingerprints of the sources that an item rests on, by id in order."""
    cited = sorted({citation.source for citation in item.sources} & library.sources.keys())
    return {name: source_print(library.sources[name]) for name in cited}


def _standing(role: str, review: Review | None, item: Item, library: Library) -> ReviewStanding:
    if review is None:
        return ReviewStanding(role, "missing")
    if review.text != item.fingerprint:
        return ReviewStanding(role, "earlier", review)
    now = source_prints(item, library)
    # The citations are a part of the text: the same text has the same sources.
    changed = tuple(name for name, held in now.items() if review.sources.get(name) != held)
    return ReviewStanding(role, "suspect" if changed else "reviewed", review, changed)
