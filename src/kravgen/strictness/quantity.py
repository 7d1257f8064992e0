"""Numbers in a text, with what they are of and whether they are a floor or a ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kravgen.strictness.directions import Directions, at

Bound = Literal["deadline", "ceiling", "floor", ""]

_TOKEN = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\]|\d+(?:[ \u00a0]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-–][^\W_]+)*|\S"
)
_NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text as they stand. A parameter or a tag is one."""
    return tuple(_TOKEN.findall(text))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and bound, from token ``start`` up to ``end``.

    ``unit`` is "minutes" for time, "a year" for how often, "level" for a level, else the unit's own word or nothing.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound


def quantities(words: tuple[str, ...], table: Directions) -> Iterator[Quantity]:
    """The quantities among the words (small letters), in order. None goes into another."""
    start = 0
    while start < len(words):
        found = _quantity(words, start, table)
        if found:
            yield found
        start = found.end if found else start + 1


def _quantity(words: tuple[str, ...], start: int, table: Directions) -> Quantity | None:
    bound, after = _bound(words, start, table)
    for read in (_rate, _level, _amount):
        if found := read(words, after, table):
            value, unit, end = found
            return Quantity(start, end, value, unit, bound)
    return None


def _bound(words: tuple[str, ...], start: int, table: Directions) -> tuple[Bound, int]:
    bounds: tuple[tuple[Bound, tuple[tuple[str, ...], ...]], ...] = (
        ("deadline", table.deadlines),
        ("ceiling", table.ceilings),
        ("floor", table.floors),
    )
    for bound, phrases in bounds:
        if length := at(words, start, phrases):
            return bound, start + length
    return "", start


_Read = tuple[Decimal, str, int] | None


def _number(words: tuple[str, ...], start: int, table: Directions) -> Decimal | None:
    word = words[start] if start < len(words) else ""
    if _NUMBER.fullmatch(word):
        return Decimal(re.sub("[ \u00a0]", "", word).replace(",", "."))
    return Decimal(table.numerals[word]) if word in table.numerals else None


def _rate(words: tuple[str, ...], start: int, table: Directions) -> _Read:
    """How often: "två gånger per år", "varje kvartal", "årligen"."""
    word = words[start] if start < len(words) else ""
    if word in table.adverbs:
        return Decimal(table.adverbs[word]), "a year", start + 1
    if word == "varje" and (period := table.periods.get(_word(words, start + 1))):
        return Decimal(period), "a year", start + 2
    number = _number(words, start, table)
    if (
        number is not None
        and _word(words, start + 1) in ("gång", "gånger")
        and _word(words, start + 2) in _PER
    ):
        at_word = start + 4 if _word(words, start + 3) in ("varje",) else start + 3
        if period := table.periods.get(_word(words, at_word)):
            return number * period, "a year", at_word + 1
    return None


_PER = ("per", "om", "i", "under", "varje")


def _level(words: tuple[str, ...], start: int, table: Directions) -> _Read:
    if _word(words, start) not in table.level_words:
        return None
    told = _word(words, start + 1)
    if told in table.levels:
        return Decimal(table.levels.index(told)), "level", start + 2
    number = _number(words, start + 1, table)
    return (number, "level", start + 2) if number is not None else None


def _amount(words: tuple[str, ...], start: int, table: Directions) -> _Read:
    number = _number(words, start, table)
    if number is None:
        return None
    unit = _word(words, start + 1)
    if unit in table.times:
        return number * table.times[unit], "minutes", start + 2
    if unit in table.units:
        return number, table.units[unit], start + 2
    # "En" and "ett" are numbers before a unit only; elsewhere they are articles.
    return None if words[start] in table.numerals and number == 1 else (number, "", start + 1)


def _word(words: tuple[str, ...], at_word: int) -> str:
    return words[at_word] if at_word < len(words) else ""
