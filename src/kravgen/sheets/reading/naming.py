"""What messages call the sheets, rows and cells of a returned workbook, and the problems they are told in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.problems import Level, Place, Problem, shortened
from kravgen.sheets.reading.layout import FormRow

_MOST_NAMED = 12
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Naming:
    """Names for what stands in one file. ``numbers`` tells what an item is called, by its id."""

    place: Place
    numbers: Mapping[str, str]

    def row(self, row: FormRow) -> str:
        """A row: what it is about, or its number in the sheet."""
        return self.about(row.about) if row.about else _("row {number}").format(number=row.number)

    def about(self, key: str) -> str:
        """What a row is about: the item's number and id, or the number of a price."""
        return self.numbers.get(key, key)

    def cell(self, sheet: str, reference: str, row: FormRow | None = None) -> str:
        """A cell: its sheet and reference, and what its row is about."""
        told = _("{sheet}, cell {cell}").format(sheet=shortened(sheet, 60), cell=reference)
        return f"{told}, {self.about(row.about)}" if row and row.about else told

    def several(self, names: Iterable[str]) -> str:
        """Some of many names, and how many more there are."""
        found = list(names)
        told = ", ".join(found[:_MOST_NAMED])
        left = len(found) - _MOST_NAMED
        return told if left <= 0 else _("{names} and {count} more").format(names=told, count=left)

    def problem(self, code: str, message: str, hint: str, level: Level = "error") -> Problem:
        """A problem with the file."""
        return self.place.problem(code, message, hint, level)


def quoted(words: str) -> str:
    """Words from the file, as many as a message has room for."""
    return shortened(words, _LONGEST_QUOTE)
