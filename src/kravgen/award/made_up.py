"""Made-up tenders: prices that are plausible, round and always the same for the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kravgen.award.model import CENT, Bid, Criterion, Price
from kravgen.i18n import _
from kravgen.library.prices import Group

DEARER = Decimal("1.10")
"""What the dear tender asks beside the middle one, when nobody says otherwise."""

_CHEAPER = tuple(map(Decimal, ("0.92", "0.88", "0.90", "0.86")))
_MIDDLE = tuple(map(Decimal, ("1.00", "1.04", "0.97")))
_ROWS: dict[Group, int] = {
    "introduction": 150_000,
    "running": 240_000,
    "hours": 1_100,
    "goods": 9_000,
    "options": 60_000,
    "exit": 80_000,
    "other": 10_000,
}
"""What a whole row costs whose unit is not among those below."""
_UNITS = (
    ("timme", 1_100),
    ("dag", 9_000),
    ("terabyte år", 3_000),
    ("integration månad", 1_500),
    ("arbetsställe månad", 2_000),
    ("abonnemang månad", 120),
    ("enhet månad", 250),
    ("enhet år", 400),
    ("användare månad", 90),
    ("användare år", 900),
    ("elev år", 300),
    ("månad", 20_000),
    ("år", 240_000),
    ("meddelande", "0.35"),
    ("sida", "0.25"),
    ("integration", 60_000),
    ("utbildningstillfälle", 15_000),
    ("granskning", 60_000),
    ("paket", 80_000),
    ("lagringsmedium", 150),
    ("åtgärd", 900),
    ("enhet", 6_000),
)
"""What a unit costs whose name holds the words, whatever is bought by it. The first that fits counts."""
_HANDLING = Decimal(150)
"""What is asked for something done to one unit that is not itself bought by the row: registering it, taking it back."""
_DISCOUNT, _CONSUMPTION, _INCOME = Decimal(12), Decimal(120), Decimal(800)
_STEPS = tuple(
    (Decimal(least), Decimal(step))
    for least, step in ((100_000, 1_000), (10_000, 100), (1_000, 10), (100, 5), (10, 1), (1, "0.1"))
)
"""What prices from some size on are rounded to."""


def three(
    rows: Sequence[Price], criteria: Sequence[Criterion], dearer: Decimal = DEARER
) -> tuple[Bid, Bid, Bid]:
    """A cheap tender without quality, one in the middle, and a dear one with all quality there is."""
    return (
        Bid(_("Tender A"), _given(rows, _CHEAPER), {each.id: _least(each) for each in criteria}),
        Bid(_("Tender B"), _given(rows, _MIDDLE), _halves(criteria)),
        Bid(_("Tender C"), _given(rows, (dearer,)), {each.id: each.full for each in criteria}),
    )


def barely_dearer(rows: Sequence[Price], bid: Bid, other: Bid) -> Bid:
    """The other tender at the prices of ``bid``, and one step more in the row where that adds the least."""
    steps = {
        row.key: (row.amount(_step(given)), _step(given))
        for row in rows
        if row.measure == "price" and row.sign == "cost" and (given := bid.given[row.key]) is not None
    }
    added = {key: step for key, (amount, step) in steps.items() if amount}
    if not added:
        return Bid(other.name, bid.given, other.quality)
    least = min(added, key=lambda key: (steps[key][0], key))
    given = bid.given[least]
    assert given is not None
    return Bid(other.name, {**bid.given, least: given + added[least]}, other.quality)


def usual(row: Price) -> Decimal:
    """What might be given for the row."""
    if row.measure == "discount":
        return _DISCOUNT
    if row.measure == "consumption":
        return _CONSUMPTION
    if row.sign == "income":
        return _INCOME
    unit = set((row.unit or "").lower().split())
    if unit == {"enhet"} and row.group != "goods":
        return _HANDLING
    fitting = (price for words, price in _UNITS if unit.issuperset(words.split()))
    if known := next(fitting, None):
        return Decimal(known)
    # Of what nobody knows the price of, a login or a signature, the whole row is made up.
    return max(Decimal(_ROWS[row.group]) / max(row.quantity or Decimal(1), Decimal(1)), CENT)


def _given(rows: Sequence[Price], factors: Sequence[Decimal]) -> dict[str, Decimal | None]:
    return {row.key: _price(row, factors[at % len(factors)]) for at, row in enumerate(rows)}


def _price(row: Price, factor: Decimal) -> Decimal:
    """The usual price, times the factor; a discount or an income is the lower the dearer the tender."""
    if row.measure == "discount":
        whole = 100 - (100 - usual(row)) * factor
        return max(whole.quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
    return _round(usual(row) * (max(2 - factor, Decimal(0)) if row.sign == "income" else factor))


def _round(price: Decimal) -> Decimal:
    return (price / _step(price)).quantize(Decimal(1), ROUND_HALF_UP) * _step(price)


def _step(price: Decimal) -> Decimal:
    """What a price of that size is rounded to."""
    return next((step for least, step in _STEPS if price >= least), CENT)


def _least(criterion: Criterion) -> Decimal:
    return min((level.points for level in criterion.levels), default=Decimal(0))


def _halves(criteria: Sequence[Criterion]) -> dict[str, Decimal | None]:
    """Half of everything: of what has no half, every other one."""
    found: dict[str, Decimal | None] = {}
    for at, criterion in enumerate(criteria):
        if criterion.levels:
            found[criterion.id] = criterion.levels[len(criterion.levels) // 2].points
        else:
            found[criterion.id] = (criterion.full + at % 2) // 2
    return found
