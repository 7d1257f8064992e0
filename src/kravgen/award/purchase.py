"""From a selection to the rows of its price sheet and to how tenders for it are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kravgen.award.model import Criterion, Evaluation, Price
from kravgen.procurement.selection import Selection


@dataclass(frozen=True, slots=True)
class Award:
    """What is priced, in the order of the price sheet, and how tenders are compared.

    ``evaluation`` is None when the procurement does not say how.
    """

    prices: tuple[Price, ...] = ()
    evaluation: Evaluation | None = None
    criteria: Mapping[str, Criterion] = field(default_factory=dict)


def purchase(_selection: Selection) -> Award:
    """The prices and the evaluation of a purchase, as far as the procurement has settled them."""
    return Award()
