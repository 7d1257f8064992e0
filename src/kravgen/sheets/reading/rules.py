"""What may be written in cells, as a returned sheet tells it: where, from which list, and with which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kravgen.documents.wording import one_line
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import Area, area, areas
from kravgen.sheets.reading.relations import Element, local, named

_MOST_CELLS = 200_000
"""So many cells know their own rule, whatever areas it was given for."""
_MOST_WIDE = 20
"""So many rules for whole columns are asked for each cell."""
_MOST_LISTED = 200
"""So many cells of an area are looked at: the lists that are sent have a handful of choices."""


@dataclass(frozen=True, slots=True)
class CellRule:
    """A rule for what may be written. ``title`` is what a warning is called; ``words`` are those shown to whoever writes."""

    cells: tuple[Area, ...]
    kind: str
    formula: str
    title: str
    words: tuple[str, ...]


class CellRules:
    """The rules of a sheet, in both forms that programs write: in the sheet, or in what was added to the format later."""

    def __init__(self, root: Element | None) -> None:
        found = named(root, "dataValidation") if root is not None else []
        self.all: tuple[CellRule, ...] = tuple(map(_rule, found))
        self._single: dict[tuple[int, int], CellRule] = {}
        self._wide: list[tuple[Area, CellRule]] = []
        left = _MOST_CELLS
        for rule in self.all:
            for one in rule.cells:
                left -= one.size
                if left >= 0:
                    self._single.update(dict.fromkeys(one.places, rule))
                else:
                    left += one.size
                    self._wide.append((one, rule))
        del self._wide[_MOST_WIDE:]

    def of(self, row: int, column: int) -> CellRule | None:
        """The rule for a cell; None when anything may be written."""
        own = self._single.get((row, column))
        return own or next((rule for one, rule in self._wide if one.holds(row, column)), None)


def choices(rule: CellRule, book: Book, sheet: str) -> tuple[str, ...] | None:
    """What a list lets choose between; None when that is not known."""
    told = rule.formula.strip().removeprefix("=")
    if len(told) > 1 and told[0] == told[-1] == '"':
        return tuple(piece.strip() for piece in told[1:-1].replace('""', '"').split(","))
    name, _mark, cells = told.rpartition("!")
    listed = area(cells)
    if listed is None:
        return None
    wanted = name.strip("'").replace("''", "'") or sheet
    found = next((one for one in book.sheets if one.name == wanted), None)
    places = islice(listed.places, _MOST_LISTED) if found else ()
    held = (found.by_place.get(place) for place in places) if found else ()
    return tuple(cell.words.strip() for cell in held if cell is not None)


def titles(rules: CellRules, cells: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    """What the warnings of cells are called, where their rules have a name."""
    found = {cell: rule.title for cell in cells if (rule := rules.of(*cell)) is not None}
    return {cell: title for cell, title in found.items() if title}


def _rule(element: Element) -> CellRule:
    parts = {local(part): part for part in reversed(element)}
    within, formula = parts.get("sqref"), parts.get("formula1")
    where = within.text if within is not None else element.get("sqref")
    told = "".join(str(text) for text in formula.itertext()) if formula is not None else ""
    # Words that a newer form tells with each element apart come in the same attributes.
    words = _words(element.get("promptTitle"), element.get("prompt"), element.get("error"))
    kind = str(element.get("type", "none"))
    return CellRule(tuple(areas(where)), kind, told, str(element.get("errorTitle", "")), words)


@lru_cache(maxsize=1 << 10)
def _words(*shown: str | None) -> tuple[str, ...]:
    """The words of attributes, each on one line: the same stand in each row."""
    return tuple(filter(None, map(one_line, filter(None, shown))))
