"""How much of a document's forms is filled in: by the buyer, apart from what the supplier is to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kravgen.documents.gaps import LATER, gaps_in
from kravgen.documents.tree import Table
from kravgen.documents.wording import plain


@dataclass(frozen=True, slots=True)
class FillRate:
    """How many fields the buyer's side has, which of them are left, and how many are left to the supplier."""

    fields: int
    left: tuple[str, ...]
    of_supplier: int

    @property
    def percent(self) -> int:
        """How much of the buyer's side is filled in, rounded down: what lacks something is never 100 %."""
        return 100 * (self.fields - len(self.left)) // self.fields if self.fields else 100


def fill_rate(forms: Iterable[Table], roles: Mapping[str, str]) -> FillRate:
    """What is filled in of forms. ``roles`` tells who can fill each gap."""
    fields, of_supplier = 0, 0
    left: list[str] = []
    for form in forms:
        for row in form.rows:
            missing = [gap for cell in row.cells for block in cell for gap in gaps_in(block)]
            if missing and all(roles.get(gap) in LATER for gap in missing):
                of_supplier += 1
                continue
            fields += 1
            if missing:
                left.append(plain(row.cells[0][0].inlines, ""))  # type: ignore[union-attr]
    return FillRate(fields, tuple(left), of_supplier)
