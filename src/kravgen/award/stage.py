"""The tenders of a lot that are ranked, ready to be compared again with something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kravgen.award.evaluate import NOTHING, Assessment, Priced, ranked
from kravgen.award.model import Bid, Evaluation, Price

_MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Stage:
    """The rows and the ranked tenders of a lot, and how they stand."""

    evaluation: Evaluation
    rows: tuple[Price, ...]
    tenders: tuple[Priced, ...]
    standing: tuple[Assessment, ...]
    """The same tenders by rank."""

    @property
    def winners(self) -> tuple[str, ...]:
        """The names of the best."""
        return names(self.standing)

    @property
    def compares_prices(self) -> bool:
        """Whether the tenders' prices matter at all."""
        return self.evaluation.model != "fixed_price"

    def tender(self, bid: Bid) -> Priced:
        """The tender of a bid."""
        return next(each for each in self.tenders if each.bid is bid)

    def with_totals(self, change: Callable[[Priced], Decimal]) -> tuple[Assessment, ...]:
        """How the tenders would stand with other comparison sums."""
        return ranked(self.evaluation, [replace(each, total=change(each)) for each in self.tenders])

    def with_quality(self, change: Callable[[Bid], Mapping[str, Decimal | None]]) -> tuple[Assessment, ...]:
        """How the tenders would stand with other quality."""
        changed = [replace(each, bid=replace(each.bid, quality=change(each.bid))) for each in self.tenders]
        return ranked(self.evaluation, changed)

    def without_criterion(self, criterion: str) -> tuple[Assessment, ...]:
        """How the tenders would stand if nobody asked for the criterion."""
        kept = tuple(each for each in self.evaluation.criteria if each.id != criterion)
        return ranked(replace(self.evaluation, criteria=kept), self.tenders)

    def without_tender(self, left: Priced) -> tuple[Assessment, ...]:
        """How the others would stand if one tender had not come."""
        return ranked(self.evaluation, [each for each in self.tenders if each is not left])

    def beside(self, other: Priced) -> tuple[Assessment, ...]:
        """How the tenders would stand with one more."""
        return ranked(self.evaluation, [*self.tenders, other])


def names(standing: Sequence[Assessment]) -> tuple[str, ...]:
    """The names of those that come first."""
    return tuple(each.bid.name for each in standing if each.rank == 1)


def spread(amounts: Sequence[Decimal]) -> Decimal:
    """What lies between the highest and the lowest."""
    return max(amounts) - min(amounts) if amounts else NOTHING


def share(part: Decimal, whole: Decimal) -> Decimal:
    """The part of the whole, 1 when it is as much, to a millionth; 0 when there is nothing to have a part of."""
    return (part / whole).quantize(_MILLIONTH) if whole else Decimal(0)
