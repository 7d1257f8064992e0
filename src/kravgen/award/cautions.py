"""What a buyer should know of a model before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

from kravgen.award.evaluate import NOTHING, Priced, counting, worth
from kravgen.award.figures import kronor, plain, span
from kravgen.award.model import rounded
from kravgen.award.sensitivity import Reversal
from kravgen.award.stage import Stage, names
from kravgen.award.tricks import HIGHEST_ROOM, Trick, TrickKind
from kravgen.award.weighing import CriterionWeight, RowWeight, quality_can_change
from kravgen.i18n import _, _n, ngettext
from kravgen.textlines import first_of

CautionKind = Literal[
    "criterion", "price", "floor", "reversal", "draw", "odd", "trick", "free_rows", "heavy_row"
]
_FREE = Decimal("0.001")
"""A row that is less of every tender can be ten times as dear, and the sum is hardly one percent higher."""
_HEAVY = Decimal("0.5")
_ODD = 5
"""So many times less than others ask, or more than others pay, is odd."""
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to think of, in the language in use, and what can be done about it."""

    kind: CautionKind
    message: str
    hint: str


def cautions(
    stage: Stage,
    criteria: Sequence[CriterionWeight],
    rows: Sequence[RowWeight],
    reversals: Sequence[Reversal],
    tricks: Sequence[Trick],
    made_up: bool,
) -> Iterator[Caution]:
    """Everything there is to think of, what concerns the model itself first."""
    yield from _criteria(stage, criteria, made_up)
    yield from _price(stage)
    yield from _floor(stage)
    yield from _reversals(reversals)
    yield from _draw(stage)
    yield from _odd_winners(stage)
    yield from _tricks(tricks)
    yield from _rows(stage, rows, _("every made-up tender") if made_up else _("every tender"))


def _criteria(stage: Stage, criteria: Sequence[CriterionWeight], made_up: bool) -> Iterator[Caution]:
    """What quality cannot do: all of it together, or else each criterion by itself."""
    among = _("the made-up tenders") if made_up else _("these tenders")
    if len(criteria) > 1 and not quality_can_change(stage):
        yield Caution(
            "criterion",
            _(
                "All quality together cannot change who wins among {among}, not even if the winner has none and all others"
                " have all."
            ).format(among=among),
            _("Give quality a higher value, or compare by price alone."),
        )
        return
    idle = [criterion.title for criterion in criteria if not criterion.can_change]
    if idle:
        message = ngettext(
            "{names} cannot change who wins among {among}, not even if the winner has none of it and all others have all.",
            "By itself none of {names} can change who wins among {among}, not even if the winner has none of it and all"
            " others have all.",
            len(idle),
        )
        yield Caution(
            "criterion",
            message.format(names=first_of(idle, _MOST_NAMES), among=among),
            _(
                "Give it a higher value or leave it out: it costs bidders and judges work and decides nothing."
            ),
        )


def _price(stage: Stage) -> Iterator[Caution]:
    weight = stage.evaluation.price_weight
    if stage.evaluation.model != "weighted_points" or weight is None or len(stage.standing) < 2:
        return
    first, second = stage.standing[:2]
    others = max(each.quality for each in stage.standing[1:])
    if first.quality - others > weight and second.rank != 1:
        yield Caution(
            "price",
            _(
                "No price can change who wins: {first} leads by {lead} points for quality, and the price gives at most"
                " {weight}."
            ).format(first=first.bid.name, lead=kronor(first.quality - others), weight=plain(weight)),
            _("Give the price a greater weight."),
        )


def _floor(stage: Stage) -> Iterator[Caution]:
    if stage.evaluation.model != "price_deduction":
        return
    together = sum((worth(stage.evaluation, each) or NOTHING for each in counting(stage.evaluation)), NOTHING)
    lowest = min(each.total for each in stage.standing if each.total is not None)
    if together >= lowest:
        yield Caution(
            "floor",
            _(
                "The deductions are {together} kronor together, and the lowest comparison sum is {lowest}. A result"
                " cannot be below zero, so several tenders may end at zero with prices that differ."
            ).format(together=kronor(together), lowest=kronor(lowest)),
            _("Lower the deductions, and let the lowest comparison sum decide first between equal results."),
        )


def _reversals(reversals: Sequence[Reversal]) -> Iterator[Caution]:
    if reversals:
        first = reversals[0]
        yield Caution(
            "reversal",
            _(
                "{ahead} goes before {behind}, but after it if {without} has not come: points for the price depend on who"
                " else submits a tender."
            ).format(ahead=first.ahead, behind=first.behind, without=first.without),
            _("Choose deductions in kronor instead: then each tender is judged by itself."),
        )


def _draw(stage: Stage) -> Iterator[Caution]:
    if len(stage.winners) > 1:
        apart = len({each.total for each in stage.standing if each.rank == 1}) > 1
        yield Caution(
            "draw",
            _("Lots must be drawn between {names}.").format(names=first_of(stage.winners, _MOST_NAMES)),
            _("Let the lowest comparison sum decide first between equal results: theirs differ.")
            if apart
            else _("They are equal in all that is compared."),
        )


def _odd_winners(stage: Stage) -> Iterator[Caution]:
    """A winner that would not win with what others give in the rows where its own price is odd."""
    winner = stage.standing[0]
    if not stage.compares_prices or len(stage.standing) < 2 or len(stage.winners) > 1:
        return
    usual: dict[str, Decimal] = {}
    for row in stage.rows:
        mine = winner.amounts[row.key]
        theirs = median(each.amounts[row.key] for each in stage.standing[1:])
        odd = mine * _ODD < theirs if row.sign == "cost" else -mine > -theirs * _ODD
        if odd:
            usual[row.key] = rounded(theirs)
    if not usual:
        return

    def total(each: Priced) -> Decimal:
        changed = {**each.amounts, **usual} if each.bid is winner.bid else each.amounts
        return sum(changed.values(), NOTHING)

    instead = names(stage.with_totals(total))
    if winner.bid.name not in instead:
        odd_rows = [row.name for row in stage.rows if row.key in usual]
        yield Caution(
            "odd",
            _("{name} wins by odd prices: {rows}. With what others give there, {other} would win.").format(
                name=winner.bid.name,
                rows=first_of(odd_rows, _MOST_NAMES),
                other=first_of(instead, _MOST_NAMES) or "\u2013",
            ),
            _(
                "Ask the bidder to explain the price (LOU chapter 16 section 7, below the threshold chapter 19 section 18)."
            ),
        )


_TRICKS: dict[TrickKind, tuple[str, str]] = {
    "zero": (
        _n("A tender like {like} wins if it asks nothing in one row: {rows}."),
        _n("See that the volume is realistic, set a lowest price, or divide the row."),
    ),
    "hours": (
        _n("A tender like {like} wins if an hour costs 1 krona: {rows}."),
        _n("See that the hours are realistic, and set a lowest and a highest price for an hour."),
    ),
    "consumption": (
        _n("A tender like {like} wins if it says that nothing is consumed: {rows}."),
        _n("Ask for a measured value by a named method, and say what is done when it is exceeded."),
    ),
    "discount": (
        _n("A tender like {like} wins with 100 percent discount: {rows}."),
        _n("Set a highest discount, or a price list that the discount is counted from."),
    ),
    "buyback": (
        _n(
            "A tender like {like} wins if it offers ten times as much as anybody for what is bought back: {rows}."
        ),
        _n("Set a highest price for what is bought back, such as a part of the price when new."),
    ),
}


def _tricks(tricks: Sequence[Trick]) -> Iterator[Caution]:
    for trick in tricks:
        if trick.wins:
            message, hint = _TRICKS[trick.kind]
            told = _(message).format(
                like=trick.like, rows=first_of([row.name for row in trick.rows], _MOST_NAMES)
            )
            if trick.room:
                room = (
                    _("All its other prices can be more than ten times as high at the same time.")
                    if trick.room >= HIGHEST_ROOM
                    else _("All its other prices can be {percent} percent higher at the same time.")
                )
                told = f"{told} {room.format(percent=trick.room)}"
            yield Caution("trick", told, _(hint))


def _rows(stage: Stage, rows: Sequence[RowWeight], tenders: str) -> Iterator[Caution]:
    if len(rows) < 2:
        return
    asked = {row.key for row in stage.rows if row.measure == "price" and row.sign == "cost"}
    free = [row.name for row in rows if row.key in asked and row.most < _FREE]
    if free:
        told = ngettext(
            "{count} row of {all} is less than a thousandth of {tenders}: {names}. A price ten times as high is"
            " hardly seen there.",
            "{count} rows of {all} are each less than a thousandth of {tenders}: {names}. A price ten times as high is"
            " hardly seen there.",
            len(free),
        )
        yield Caution(
            "free_rows",
            told.format(count=len(free), all=len(rows), tenders=tenders, names=first_of(free, _MOST_NAMES)),
            _("Raise the volume if much will be ordered, or set a highest price."),
        )
    for row in rows:
        if row.least > _HEAVY:
            yield Caution(
                "heavy_row",
                _("{name} is {share} percent of {tenders} and decides nearly everything.").format(
                    name=row.name, share=span(row.least, row.most), tenders=tenders
                ),
                _("See that its volume is right, and that what else matters has rows of its own."),
            )
