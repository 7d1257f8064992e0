"""Cheap tricks: tenders that win by one odd price and not by being good.

Each trick is tried by a made-up tender that is like the one in the last place but for the trick. If that is enough to win,
anybody can do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kravgen.award.evaluate import NOTHING, Priced, priced
from kravgen.award.made_up import usual
from kravgen.award.model import Bid, Price, rounded
from kravgen.award.sensitivity import smallest
from kravgen.award.stage import Stage
from kravgen.i18n import _
from kravgen.library.prices import Group

TrickKind = Literal["zero", "hours", "consumption", "discount", "buyback"]
"""Nothing for one row; a krona an hour; no consumption; all off; ten times as much as others for what is bought back.

Nothing is a trick only where the volume is a guess. What is paid as it is priced, such as introduction and running costs,
is then had for nothing; and so is a row that is most of the purchase.
"""

_PAID_AS_PRICED: tuple[Group, ...] = ("introduction", "running")

_TIMES = 10
HIGHEST_ROOM = 1000
"""So many percent are tried, and no more."""


@dataclass(frozen=True, slots=True)
class Trick:
    """A trick that has been tried."""

    kind: TrickKind
    like: str
    """The tender that the trickster is like in all else: the one in the last place."""
    bid: Bid
    rows: tuple[Price, ...]
    """The rows that the trick is played in: for hours all together, else each by itself is enough. When it does not win,
    the row where it does most."""
    wins: bool
    room: int | None
    """By how many percent the trickster can raise all its other prices and still win; None when it does not win."""


def tricks(stage: Stage) -> tuple[Trick, ...]:
    """Each trick that the rows allow; none without a tender in the last place to play it, or where prices do not count."""
    last = stage.standing[-1]
    if not stage.compares_prices or last.rank == 1:
        return ()
    tender = stage.tender(last.bid)
    return tuple(_tried(stage, tender, kind, rows) for kind, rows in _rows(stage, tender).items() if rows)


def _rows(stage: Stage, tender: Priced) -> Mapping[TrickKind, list[tuple[Price, ...]]]:
    """The rows of each trick, those first where it does most."""

    def each_of(kind: TrickKind, rows: Iterable[Price]) -> list[tuple[Price, ...]]:
        def gain(row: Price) -> Decimal:
            return tender.amounts[row.key] - (row.amount(_odd(stage, kind, row)) or NOTHING)

        return [(row,) for row in sorted(rows, key=lambda row: (-gain(row), row.key))]

    gross = sum(map(abs, tender.amounts.values()), NOTHING)
    bought = [row for row in stage.rows if row.sign == "cost"]
    hours = tuple(row for row in bought if _is_hours(row))
    return {
        "zero": each_of(
            "zero", (row for row in bought if _is_guess(row) and 2 * tender.amounts[row.key] <= gross)
        ),
        "hours": [hours] if hours else [],
        "consumption": each_of("consumption", (row for row in bought if row.measure == "consumption")),
        "discount": each_of("discount", (row for row in bought if row.measure == "discount")),
        "buyback": each_of("buyback", (row for row in stage.rows if row.sign == "income")),
    }


def _is_hours(row: Price) -> bool:
    return row.group == "hours" and row.measure == "price"


def _is_guess(row: Price) -> bool:
    return (
        row.measure == "price" and row.group != "hours" and (row.option or row.group not in _PAID_AS_PRICED)
    )


def _tried(stage: Stage, tender: Priced, kind: TrickKind, rows: Sequence[tuple[Price, ...]]) -> Trick:
    enough = list(_enough(stage, tender, kind, rows))
    played = rows[0]
    trickster = _trickster(stage, tender, kind, played)
    shown = [row for found in enough for row in found] or played
    room = _room(stage, trickster, played) if enough else None
    return Trick(kind, tender.bid.name, trickster.bid, tuple(shown), bool(enough), room)


def _enough(
    stage: Stage, tender: Priced, kind: TrickKind, rows: Sequence[tuple[Price, ...]]
) -> Iterator[tuple[Price, ...]]:
    for played in rows:
        if not _wins(stage, _trickster(stage, tender, kind, played)):
            # What follows does less.
            return
        yield played


def _trickster(stage: Stage, tender: Priced, kind: TrickKind, rows: Sequence[Price]) -> Priced:
    given = {row.key: _odd(stage, kind, row) for row in rows}
    name = _("Like {name}, with a trick").format(name=tender.bid.name)
    return priced(stage.evaluation, stage.rows, Bid(name, {**tender.bid.given, **given}, tender.bid.quality))


def _odd(stage: Stage, kind: TrickKind, row: Price) -> Decimal:
    match kind:
        case "hours":
            return Decimal(1)
        case "discount":
            return Decimal(100)
        case "buyback":
            given = (each.bid.given[row.key] or NOTHING for each in stage.tenders)
            return _TIMES * (max(given) or usual(row))
        case _:
            return Decimal(0)


def _wins(stage: Stage, trickster: Priced) -> bool:
    return any(each.bid is trickster.bid and each.rank == 1 for each in stage.beside(trickster))


def _room(stage: Stage, trickster: Priced, played: Sequence[Price]) -> int:
    """By how many percent its other prices can rise."""
    keys = {row.key for row in played}
    others = sum(
        (
            trickster.amounts[row.key]
            for row in stage.rows
            if row.key not in keys and row.measure == "price" and row.sign == "cost"
        ),
        NOTHING,
    )

    def loses(percent: int) -> bool:
        total = (trickster.total or NOTHING) + rounded(others * percent / 100)
        return not _wins(stage, Priced(trickster.bid, trickster.amounts, total))

    first = smallest(HIGHEST_ROOM, loses)
    return HIGHEST_ROOM if first is None else first - 1
