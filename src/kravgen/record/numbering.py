"""Numbers that never move: given once, kept in a lock beside the procurement file.

Requirements are K1, K2 …, clauses A1 …, checks P1 …. A criterion has its requirement's number and its own
label. A number that has been given stays with its item, even when the item is dropped for a while.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kravgen.library.model import PHASES, Item
from kravgen.procurement.selection import Selection

_PREFIXES = {"requirement": "K", "clause": "A", "check": "P"}


def assign(items: Iterable[Item], given: Mapping[str, str]) -> dict[str, str]:
    """Numbers for the items: those already given, and the next free ones for the rest."""
    numbers = dict(given)
    last = dict.fromkeys(_PREFIXES.values(), 0)
    for number in given.values():
        prefix, digits = number[:1], number[1:]
        if prefix in last and digits.isdigit():
            last[prefix] = max(last[prefix], int(digits))
    # Checks stand in the documents by phase, so they are numbered by phase; the sort keeps the rest in order.
    for item in sorted(items, key=lambda item: PHASES.index(item.phase) if item.sort == "check" else 0):
        if item.sort != "criterion" and item.id not in numbers:
            prefix = _PREFIXES[item.sort]
            last[prefix] += 1
            numbers[item.id] = f"{prefix}{last[prefix]}"
    return numbers


def number_of(item: Item, numbers: Mapping[str, str]) -> str:
    """The item's number; empty when it has none."""
    if item.sort == "criterion":
        above = numbers.get(item.under, "")
        return f"{above}:{item.label}" if above else ""
    return numbers.get(item.id, "")


def shown(selection: Selection, numbers: Mapping[str, str]) -> dict[str, str]:
    """The number of every item that is in, by id, as the documents show it."""
    return {decision.item.id: number_of(decision.item, numbers) for decision in selection.taken()}
