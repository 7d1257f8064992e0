"""The cells of a sheet as somebody else's program has stored them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, NamedTuple

from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.sheets.reading.relations import Element, child, local, whole

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LONGEST = 12
"""So many signs has a reference at most."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_CHARACTERS = 20_000_000
"""In all cells together: a text that is stored once may stand in very many."""
_CELL, _RUN = 200, 50
"""What it takes to look at a cell and at a run, in characters. A form with five thousand rows has 30 000 cells."""
_LARGEST = Decimal(10) ** 15
"""A larger number is nothing that anybody has written in a form; the program itself has fifteen digits."""
_SMALLEST = -400
"""The exponent of a number smaller than any that programs hold: written out it would be all zeros."""

CellContent = Literal["text", "number", "truth", "error", "rich"]
"""``rich`` is a value that stands for something else: a picture in the cell, or what is fetched from elsewhere."""


class FoundText(NamedTuple):
    """A text as it is stored: its words, and the looks of its runs where they have their own."""

    words: str
    runs: tuple[tuple[str, Element], ...] = ()
    spoken: str = ""
    """What is to help whoever pronounces it."""


_NOTHING = FoundText("")


class FoundCell(NamedTuple):
    """A cell that holds something. ``row`` and ``column`` count from 1; ``style`` is the number of its format.

    ``words`` are those it stores, before any format; what a formula gave last is only what a program said.
    """

    row: int
    column: int
    kind: CellContent
    words: str
    number: Decimal | None
    formula: bool
    style: int
    runs: tuple[tuple[str, Element], ...] = ()
    spoken: str = ""
    worked_out: str = ""
    """How its formula works it out, where the cell says so itself."""

    @property
    def reference(self) -> str:
        """What people call it: ``D7``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from one to another, both included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is one of them."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        """How many cells they are."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of each."""
        columns = range(self.left, self.right + 1)
        yield from ((row, column) for row in range(self.top, self.bottom + 1) for column in columns)

    def __str__(self) -> str:
        first, last = f"{letters(self.left)}{self.top}", f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def letters(column: int) -> str:
    """The name of a column."""
    told = ""
    while column:
        column, letter = divmod(column - 1, 26)
        told = chr(ord("A") + letter) + told
    return told


@lru_cache(maxsize=1 << 14)
def area(text: str) -> Area | None:
    """The cells that a reference such as ``D5:D20`` names; None when it is none."""
    first, _colon, last = text.replace("$", "").partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if not begin or not end:
        return None
    return Area(int(begin[2]), _number(begin[1]), int(end[2]), _number(end[1]))


def areas(text: str | None) -> Iterator[Area]:
    """The cells that a list of references names."""
    yield from filter(None, map(area, str(text or "").split()))


def text_of(element: Element) -> FoundText:
    """A text as it is stored, shared or in a cell; what only helps to pronounce it is told apart."""
    if len(element) == 1 and local(element[0]) == "t":
        # As nearly all are.
        return FoundText(unescaped(element[0].text or ""))
    words: list[str] = []
    spoken: list[str] = []
    runs: list[tuple[str, Element]] = []
    for part in element:
        name = local(part)
        if name == "t":
            words.append(part.text or "")
        elif name == "r":
            piece = "".join(t.text or "" for t in part if local(t) == "t")
            words.append(piece)
            look = child(part, "rPr")
            if look is not None and piece.strip():
                runs.append((piece, look))
        elif name == "rPh":
            spoken += (str(text) for text in part.itertext())
    return FoundText(unescaped("".join(words)), tuple(runs), "".join(spoken))


def unescaped(text: str) -> str:
    """The text with characters that XML cannot hold put back where the format has written their numbers."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def weight(cell: FoundCell) -> int:
    """How much there is to look through in a cell, counted as characters."""
    return _CELL + len(cell.words) + _RUN * len(cell.runs)


def cells(sheet: Element, shared: Sequence[FoundText], most: int) -> Iterator[FoundCell]:
    """Every cell of the sheet that holds something, row by row. ``most`` is how much they may weigh together.

    Raises:
        SheetRefused: a cell stands nowhere or twice, or they hold more than can be looked through.
    """
    left = most
    row = 0
    seen: set[tuple[int, int]] = set()
    tables = [element for element in sheet if local(element) == "sheetData"]
    if len(tables) > 1:
        raise SheetRefused("damaged")
    for line in tables[0].iterchildren("{*}row") if tables else ():
        row = whole(line.get("r"), row + 1)
        column = 0
        for element in line.iterchildren("{*}c"):
            row_at, column = _place(element.get("r") or "", row, column + 1)
            # Programs differ about which of two they show.
            if (row_at, column) in seen:
                raise SheetRefused("damaged")
            seen.add((row_at, column))
            found = _cell(element, row_at, column, shared)
            if found is not None:
                left -= weight(found)
                if left < 0:
                    raise SheetRefused("too-full")
                yield found


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    named = _named(reference) if len(reference) <= _LONGEST else None
    if named:
        row, column = named
    if not 0 < row <= MOST_ROWS or column > MOST_COLUMNS or (reference and not named):
        raise SheetRefused("damaged")
    return row, column


@lru_cache(maxsize=1 << 14)
def _named(reference: str) -> tuple[int, int] | None:
    """The row and the column that a reference names: the same come in each form."""
    found = _REFERENCE.fullmatch(reference.upper())
    return (int(found[2]), _number(found[1])) if found else None


def _cell(element: Element, row: int, column: int, shared: Sequence[FoundText]) -> FoundCell | None:
    kind = element.get("t", "n")
    value, formula, inner = "", None, None
    for part in element:
        name = local(part)
        if name == "v":
            value = part.text or ""
        elif name == "f":
            formula = part
        elif name == "is":
            inner = part
    found = text_of(inner) if inner is not None else None
    if found is not None and value.strip() and value.strip() != found.words.strip():
        # Programs differ about which of two they show.
        raise SheetRefused("damaged")
    if kind == "s":
        at = whole(value.strip(), -1)
        if not 0 <= at < len(shared):
            raise SheetRefused("damaged")
        found = shared[at]
    elif kind == "inlineStr":
        found = found or _NOTHING
    elif kind == "str":
        found = FoundText(unescaped(value))
    elif kind in ("n", "d", "b", "e"):
        found = FoundText(value)
    else:
        raise SheetRefused("damaged")
    words, runs, spoken = found
    if not words.strip() and formula is None:
        return None
    number = _decimal(words) if kind == "n" else None
    content: CellContent = "number" if number is not None else "text"
    if kind in ("b", "e"):
        content = "truth" if kind == "b" else "error"
    if element.get("vm") is not None:
        content = "rich"
    worked_out = (formula.text or "") if formula is not None else ""
    return FoundCell(
        row,
        column,
        content,
        words,
        number,
        formula is not None,
        whole(element.get("s")),
        runs,
        spoken,
        worked_out,
    )


@lru_cache(maxsize=1 << 14)
def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip()) if len(text) < 50 else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite() or number.adjusted() < _SMALLEST:
        return None
    return number if abs(number) < _LARGEST else None


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
