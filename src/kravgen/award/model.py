"""What is priced and how tenders for it are compared, as frozen data.

Amounts are kronor without VAT, exact, as :class:`decimal.Decimal`. A sum of a row is rounded to the öre, half away from
zero; so are points, to two decimals. What nobody has settled is None and never counts as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from kravgen.library.prices import Group, Measure, Sign

Model = Literal["lowest_price", "price_deduction", "weighted_points", "fixed_price", "life_cycle_cost"]
"""How tenders are compared.

The three that compare kronor take the lowest result: the comparison sum, less the deductions for quality that
``price_deduction`` has. ``weighted_points`` takes the highest sum of points for price and quality, ``fixed_price`` the
highest points for quality at the price that the buyer has set.
"""

Tie = Literal["lowest_sum", "most_quality", "draw"]
"""What decides between equal results: the lowest comparison sum, the most quality, or drawing lots."""

CENT = Decimal("0.01")
"""An öre; also the smallest part of a point."""


EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
"""What products and quotients are worked out in: the usual twenty-eight digits would round before the öre is reached."""


def rounded(value: Decimal) -> Decimal:
    """The value to two decimals, half away from zero."""
    return value.quantize(CENT, context=EXACT)


@dataclass(frozen=True, slots=True)
class Price:
    """A row of the price sheet.

    ``quantity`` is the volume that is evaluated: units, or for a discount kronor at full price. ``rate`` is what one
    unit of a consumption costs the buyer.
    """

    key: str
    name: str
    group: Group
    unit: str
    quantity: Decimal | None
    measure: Measure = "price"
    rate: Decimal | None = Decimal(1)
    sign: Sign = "cost"
    option: bool = False
    adjusted: bool = False
    """Whether it follows the contract's adjustment of prices; else it is fixed."""
    sustainable: bool = False
    """Whether it is the more sustainable alternative of what another row prices."""
    lot: str = ""
    """The lot it belongs to; empty when there are none."""
    items: tuple[str, ...] = ()
    """The requirements and clauses that ask for it, by id."""
    role: str = ""
    """Who sets what is open."""
    waits_for: tuple[str, ...] = ()
    """The questions, by id, that nobody has answered and that an open quantity is worked out from."""
    only_with: tuple[str, ...] = ()
    """The requirements that need not be met and that alone ask for it, by id: a tender that meets none leaves it out."""

    def amount(self, given: Decimal) -> Decimal | None:
        """What the row adds to the comparison sum for what the bidder has ``given``; None while the volume is open."""
        if self.quantity is None or self.rate is None:
            return None
        if self.measure == "discount":
            return rounded(EXACT.multiply(self.quantity, EXACT.subtract(100, given)).scaleb(-2, EXACT))
        amount = rounded(EXACT.multiply(EXACT.multiply(self.quantity, self.rate), given))
        return -amount if self.sign == "income" else amount


@dataclass(frozen=True, slots=True)
class Grade:
    """A step of a criterion: its points, and what a tender must show to get them."""

    points: Decimal
    means: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of quality.

    A criterion with ``levels`` is judged by people, who give each tender the points of one level, up to ``full``.
    Without levels it is a requirement that a tender meets or not, or of which it meets some of ``full`` parts.
    """

    id: str
    title: str
    full: Decimal
    """The most points, or the number of parts."""
    items: tuple[str, ...] = ()
    levels: tuple[Grade, ...] = ()
    deduction: Decimal | None = None
    """Kronor off the comparison sum at ``full``, in the model with deductions; in proportion below."""
    weight: Decimal | None = None
    """Percent of all points, in the models with points."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How tenders are compared, once for each lot."""

    model: Model
    criteria: tuple[Criterion, ...] = ()
    price_weight: Decimal | None = None
    """Percent of all points that the price gives, in the model with weighted points."""
    ties: tuple[Tie, ...] = ("draw",)
    fixed_price: Decimal | None = None
    """Kronor, in the model with a fixed price."""
    lots: Mapping[str, str] = field(default_factory=dict)
    """The names of the lots by id, in order; empty when the purchase is not divided."""


@dataclass(frozen=True, slots=True)
class Bid:
    """One tender: what it gives for each price by key, and what it has of each criterion by id.

    A key that is missing or None is a price that the tender does not give.
    """

    name: str
    given: Mapping[str, Decimal | None]
    quality: Mapping[str, Decimal | None] = field(default_factory=dict)
