"""PlaceList in laws and standards: read from how people write them, ordered, and written back in one way.

Swedish acts count chapters, sections and paragraphs (2 kap. 3 § andra stycket 4), acts of the Union articles, recitals
and annexes (artikel 25.2 d, skäl 26, bilaga III), standards chapters, tables and criteria (tabell A.1, 9.4.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from typing import NamedTuple

ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ORDINALS = (
    *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"),
    *("elfte", "tolfte"),
)
LAST = 99
"""The number of the last paragraph, whichever it is."""

SWEDISH = ("kap.", "§", "stycket", "punkt")
"""What a Swedish act is divided in, from the whole to the part."""
UNION = ("artikel", "numbered", "letter", "subparagraph")
"""What an article of the Union is divided in: artikel 25, 25.2, 25.2 d, 25.2 andra stycket."""
HEADED = ("skäl", "bilaga", "kapitel", "avdelning", "avsnitt", "tabell", "nivå", "nr", "")
"""What stands before its number and has nothing in it, annexes aside. The empty one is a criterion's bare number."""
ANNEX = ("del", "point")
"""What an annex is divided in."""
_RANK = {unit: rank for rank, unit in enumerate((*SWEDISH, *UNION, *HEADED, *ANNEX))}


@dataclass(frozen=True, slots=True, order=True)
class Designation:
    """What a part is called: 7 a, 5k, III, A.1, d. Numbers are in order before letters that follow them."""

    lead: str = ""
    """Letters before a number, or letters alone."""
    numbers: tuple[int, ...] = ()
    suffix: str = ""
    roman: bool = False

    def told(self, space: str = "") -> str:
        """As it is written, with ``space`` before the letter that follows the number."""
        told = ".".join(
            [self.lead] * bool(self.lead) + [_roman(n) if self.roman else str(n) for n in self.numbers]
        )
        return told + (space + self.suffix if self.suffix else "")


class Division(NamedTuple):
    """One part of a place: which sort of part, and what it is called."""

    unit: str
    mark: Designation


@total_ordering
@dataclass(frozen=True, slots=True)
class Span:
    """One place, or all places from one to another of the same sort: the steps to the first, and the last one's mark."""

    steps: tuple[Division, ...]
    last: Designation | None = None

    def __lt__(self, other: Span) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[tuple[tuple[int, Designation], ...], Designation]:
        steps = tuple((_RANK[step.unit], step.mark) for step in self.steps)
        return steps, self.last or self.steps[-1].mark

    @property
    def within(self) -> tuple[Division, ...]:
        """What it is a part of."""
        return self.steps[:-1]

    @property
    def unit(self) -> str:
        """Which sort of part it is."""
        return self.steps[-1].unit

    @property
    def backwards(self) -> bool:
        """Whether it ends before it begins."""
        return self.last is not None and self.last <= self.steps[-1].mark

    def covers(self, mark: Designation) -> bool:
        """Whether a part of the same sort in the same whole is in it. A part with a letter must be named itself."""
        first = self.steps[-1].mark
        if self.last is None or mark in (first, self.last):
            return mark == first or mark == self.last
        if mark.suffix or not mark.numbers or mark.lead != first.lead:
            return not mark.numbers and first < mark < self.last
        return first.numbers <= mark.numbers[: len(first.numbers)] <= self.last.numbers


@dataclass(frozen=True, slots=True)
class PlaceList:
    """All that a citation says: places in the source, in the order they are written, and words that go with them."""

    spans: tuple[Span, ...]
    note: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (_told(self.spans), self.note) if part)


def _told(spans: tuple[Span, ...]) -> str:
    """The places in words. Neighbours of one sort share what they have in common."""
    groups: list[list[Span]] = []
    for span in spans:
        group = groups[-1] if groups else []
        if group and _goes_with(span, group, groups[-2][-1] if len(groups) > 1 else None):
            group.append(span)
        else:
            groups.append([span])
    return _listed([_group(group) for group in groups])


def _goes_with(span: Span, group: list[Span], before: Span | None) -> bool:
    """Whether a place can share the words of those just before it."""
    first = group[0]
    # Numbers of points and of sections after them would be one list.
    after_points = before is not None and before.unit == "punkt" and len(span.steps) == 1
    heads = (span.steps[0].unit, first.steps[0].unit)
    if heads == ("artikel", "artikel"):
        return "subparagraph" not in (first.unit, group[-1].unit, span.unit)
    same = span.unit == first.unit and span.within == first.within
    return same and not after_points and span.unit not in ("stycket", "subparagraph", "del")


def _group(group: list[Span]) -> str:
    first = group[0]
    head = first.steps[0].unit
    if head == "artikel":
        return f"artikel {_listed(_articles(group))}"
    if head in ("kap.", "§"):
        return _sections(group)
    marks = _listed([_range(span) for span in group])
    if head == "bilaga" and len(first.steps) > 1:
        names = {"del": "del", "point": "punkt"}
        above = "".join(f"{names.get(s.unit, s.unit)} {s.mark.told()} " for s in first.within)
        return f"{above}{names[first.unit]} {marks}"
    return f"{head} {marks}".strip()


def _sections(group: list[Span]) -> str:
    first = group[0]
    marks = _listed([_range(span, " ") for span in group])
    if first.unit == "kap.":
        return f"{marks} kap."
    parts = [f"{s.mark.told(' ')} kap." for s in first.steps if s.unit == "kap." and s is not first.steps[-1]]
    if first.unit == "§":
        many = len(group) > 1 or first.last is not None
        return " ".join([*parts, marks, "§§" if many else "§"])
    parts += [f"{s.mark.told(' ')} §" for s in first.steps if s.unit == "§"]
    parts += [f"{_ordinal(s.mark)} stycket" for s in first.steps if s.unit == "stycket"]
    return " ".join([*parts, marks] if first.unit == "punkt" else parts)


def _articles(group: list[Span]) -> list[str]:
    told: list[str] = []
    earlier: Span | None = None
    for span in group:
        marks = {step.unit: step.mark for step in span.steps}
        number = ".".join(marks[unit].told() for unit in ("artikel", "numbered") if unit in marks)
        if span.unit == "letter":
            shared = earlier is not None and earlier.unit == "letter" and earlier.within == span.within
            told.append(_range(span) if shared else f"{number} {_range(span)}")
        elif span.unit == "subparagraph":
            letter = f" {marks['letter'].told()}" if "letter" in marks else ""
            told.append(f"{number}{letter} {_ordinal(marks['subparagraph'])} stycket")
        elif span.last and span.unit == "numbered":
            told.append(f"{number}–{marks['artikel'].told()}.{span.last.told()}")
        else:
            told.append(f"{number}–{span.last.told()}" if span.last else number)
        earlier = span
    return told


def _range(span: Span, space: str = "") -> str:
    first = span.steps[-1].mark.told(space)
    return f"{first}–{span.last.told(space)}" if span.last else first


def _listed(parts: list[str]) -> str:
    return " och ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def _ordinal(mark: Designation) -> str:
    number = mark.numbers[0]
    return "sista" if number == LAST else ORDINALS[number - 1]


def _roman(number: int) -> str:
    told = ""
    for value, sign in ROMAN:
        told += sign * (number // value)
        number %= value
    return told
