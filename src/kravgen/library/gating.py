"""What a gate is, as the library says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kravgen.law.sources import Citation
from kravgen.problems import Place


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """A dated value that is the limit instead of the usual one when a condition holds, not when it may hold."""

    when: str
    value_of: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A fact with a number that must be lower than a dated value, or at most what another fact says.

    From ``close_percent`` of the dated value the number is close.
    """

    fact: str
    value_of: str = ""
    at_most: str = ""
    """The fact with the highest number that is allowed; then there is no dated value."""
    instead: OtherLimit | None = None
    close_percent: int = 100


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done when the number that has a limit is higher than another dated value."""

    value_of: str
    tells: str


@dataclass(frozen=True, slots=True)
class LowValueSign:
    """Words in a procurement that mostly stand for a value that is counted too low, and what to ask then."""

    words: tuple[str, ...]
    asks: str


@dataclass(frozen=True, slots=True)
class Stricter:
    """When a stricter form than the limit asks for is chosen, and what to say of that when the number is below it."""

    when: str
    tells: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Something that must be done, or decided by a role, before documents are sent or made at all.

    It holds when its condition does and, where it has a limit, when the fact is not below it. With the severity
    ``stop`` no documents are made while it holds. ``lifted_by`` are the roles that may lift it; nobody can when
    there are none. ``permits`` is what the law permits below the limit, in words.
    """

    id: str
    title: str
    asks: str
    severity: Literal["warning", "stop"]
    place: Place
    when: str = ""
    below: Limit | None = None
    lifted_by: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    meets: tuple[str, ...] = ()
    permits: str = ""
    duty: Duty | None = None
    doubts: tuple[LowValueSign, ...] = ()
    stricter: Stricter | None = None
