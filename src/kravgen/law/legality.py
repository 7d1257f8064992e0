"""What a purchase is worth, and whether that is allowed: sums, limits and a verdict, without files or clocks.

LOU chapter 5 says how a value is worked out, and chapters 19 and 19 a which limits it meets. Amounts are whole kronor
without VAT. A limit is a dated row: what no row tells on the day is never taken as allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from kravgen.law.dated import DatedValue

OPEN_ENDED_MONTHS = 48
"""How many months a contract without an end counts for (LOU chapter 5 section 13)."""

Group = Literal["contract", "extension", "option", "fee", "together", "similar"]
"""What a post is: what the contract pays during its term, an extension, an option, a premium or fee to tenderers, a
purchase that belongs together with this one, or a similar contract within twelve months."""

OWN: tuple[Group, ...] = ("contract", "extension", "option", "fee")
"""The groups that are this purchase itself; the others are the buyer's other purchases."""

PLACES = {
    "contract": "5 kap. 3 §",
    "extension": "5 kap. 3 §",
    "option": "5 kap. 3 §",
    "fee": "5 kap.",
    "together": "5 kap. 7 a §",
    "similar": "5 kap. 11 §",
}
"""Where in LOU each group is counted in. The statement of law that is kept names no section for fees to tenderers."""
OPEN_ENDED_PLACE = "5 kap. 13 §"
UNIT_PLACE = "5 kap. 4 §"


@dataclass(frozen=True, slots=True)
class Post:
    """One thing that the value is made of. ``amount`` is None where nobody has told it; ``at`` is the place in LOU.

    ``rate`` and ``per`` (months) are what the file tells of a post that is paid for ``months``. ``vat_percent`` is the
    VAT that has been taken off. What is not ``counted`` lies outside the twelve months, or ``by`` says ``because`` of
    what it is bought by a unit of its own.
    """

    group: Group
    what: str
    amount: int | None
    at: str
    rate: Decimal | None = None
    per: int = 1
    months: Decimal | None = None
    vat_percent: Decimal = Decimal(0)
    buyer: str = ""
    date: str = ""
    counted: bool = True
    because: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What posts come to. ``complete`` is false when some post that counts has no amount: then it is the least."""

    own: int = 0
    others: int = 0
    complete: bool = True

    @property
    def total(self) -> int:
        """The value that the limits are for."""
        return self.own + self.others


def summed(posts: Iterable[Post]) -> Sum:
    """What the posts that count come to."""
    counted = [post for post in posts if post.counted]
    own = sum(post.amount or 0 for post in counted if post.group in OWN)
    others = sum(post.amount or 0 for post in counted if post.group not in OWN)
    return Sum(own, others, all(post.amount is not None for post in counted))


def worked_out(number: Decimal, months: Decimal | None, per: int, vat_percent: Decimal) -> int:
    """An amount in whole kronor without VAT, rounded up so that no rounding brings a value below a limit.

    ``number`` is for ``per`` months and is paid for ``months``; without ``months`` it is paid once. ``vat_percent`` is
    the VAT that is in it.
    """
    amount = number if months is None else number * months / per
    return int((amount * 100 / (100 + vat_percent)).to_integral_value(ROUND_CEILING))


State = Literal["allowed", "close", "unknown", "refused"]
"""How a purchase stands to the law, from best to worst. ``unknown``: it cannot be told."""
_WORSE: tuple[State, ...] = ("allowed", "close", "unknown", "refused")


@dataclass(frozen=True, slots=True)
class Against:
    """How a value stands to one limit. ``value`` and ``limit`` are kronor, None where they are not known.

    ``percent`` is how much of the limit the value is, in whole percent downwards. ``overdue`` is the day before which
    the row should have been looked at again; empty while that lies ahead. ``at`` is the limit's place in LOU.
    """

    state: State
    label: str
    value: int | None
    limit: int | float | None
    at: str = ""
    percent: int = 0
    overdue: str = ""


def against(value: int | None, complete: bool, dated: DatedValue, day: str, close_percent: int) -> Against:
    """How a value stands to a dated limit on a day (ISO 8601): it must be below.

    A value that is not ``complete`` can be refused but never allowed. From ``close_percent`` of the limit it is close.
    """
    row = dated.on(day)
    limit = row.value if row and isinstance(row.value, int | float) else None
    at, overdue = (row.at, row.review_by if row.review_by < day else "") if row else ("", "")
    if value is None or limit is None:
        return Against("unknown", dated.label, value, limit, at, 0, overdue)
    percent = int(Decimal(value) * 100 / Decimal(str(limit))) if limit else 100
    state: State = "allowed"
    if value >= limit:
        state = "refused"
    elif not complete:
        state = "unknown"
    elif percent >= close_percent:
        state = "close"
    return Against(state, dated.label, value, limit, at, percent, overdue)


def within(value: int | None, complete: bool, label: str, cap: int | None) -> Against:
    """How a value stands to the highest that is left of something, such as the cap of a framework: it may reach it."""
    if value is None or cap is None:
        return Against("unknown", label, value, cap)
    state: State = "refused" if value > cap else "allowed" if complete else "unknown"
    return Against(state, label, value, cap, percent=int(Decimal(value) * 100 / cap) if cap else 100)


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a verdict: what decides (a gate's id), how that stands, and the sections that say so."""

    id: str
    state: State
    places: tuple[str, ...] = ()
    measured: Against | None = None
    """How the value stands to its limit, where it has one."""
    lifted: bool = False
    """Whether a role has decided that it does not hinder."""


@dataclass(frozen=True, slots=True)
class Legality:
    """Whether a purchase may be made as it is, with every ground."""

    state: State
    grounds: tuple[Ground, ...] = field(default=())


def verdict(grounds: Iterable[Ground]) -> Legality:
    """The worst of the grounds that nobody has lifted; without grounds nothing is known."""
    found = tuple(grounds)
    states: list[State] = [ground.state for ground in found if not ground.lifted]
    if not found:
        return Legality("unknown")
    return Legality(max(states, key=_WORSE.index, default="allowed"), found)
