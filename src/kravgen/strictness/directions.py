"""The table of directions: what words say about which way a change goes. It is data, and nothing else is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kravgen import yamlfile

Phrase = tuple[str, ...]
"""Words in small letters."""
FILE = Path(__file__).with_name("directions.yaml")


@dataclass(frozen=True)
class Directions:
    """The table, ready to look in. Phrases are longest first, so that the first that fits is the whole of it."""

    deadlines: tuple[Phrase, ...]
    ceilings: tuple[Phrase, ...]
    floors: tuple[Phrase, ...]
    vague_times: tuple[Phrase, ...]
    counted_from: tuple[Phrase, ...]
    softening: tuple[Phrase, ...]
    tightening: tuple[Phrase, ...]
    unsure: tuple[Phrase, ...]
    bindings: Mapping[Phrase, tuple[str, int]]
    """How strongly a phrase binds, and whether it bids or forbids: only what does the same is compared."""
    before: frozenset[str]
    after_ceilings: frozenset[str]
    buyers: frozenset[str]
    negations: frozenset[str]
    conditional: frozenset[str]
    level_words: frozenset[str]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    times: Mapping[str, Decimal]
    """Minutes by the word for the unit."""
    units: Mapping[str, str]
    """The one spelling of a unit, by each of its spellings."""
    periods: Mapping[str, int]
    adverbs: Mapping[str, int]
    numerals: Mapping[str, int]


@cache
def directions() -> Directions:
    """The table that is shipped."""
    data = yamlfile.read(FILE).data
    bindings = {
        phrase: (sort, strength)
        for sort in ("bindings", "prohibitions")
        for strength, row in enumerate(data[sort])
        for phrase in _phrases(row)
    }
    return Directions(
        deadlines=_phrases(data["deadlines"]),
        ceilings=_phrases(data["ceilings"]),
        floors=_phrases(data["floors"]),
        vague_times=_phrases(data["vague_times"]),
        counted_from=_phrases(data["counted_from"]),
        softening=_phrases(data["softening"]),
        tightening=_phrases(data["tightening"]),
        unsure=_phrases(data["unsure"]),
        before=_words(data["before"]),
        after_ceilings=_words(data["after_ceilings"]),
        buyers=_words(data["buyers"]),
        negations=_words(data["negations"]),
        conditional=_words(data["conditional"]),
        level_words=_words(data["level_words"]),
        bindings=bindings,
        levels=tuple(level.lower() for level in data["levels"]),
        kinds=tuple(data["kinds"]),
        times={
            word: Decimal(row["minutes"].replace(",", ".")) for row in data["times"] for word in row["words"]
        },
        units={word: row[0] for row in data["units"] for word in row},
        periods=data["periods"],
        adverbs=data["adverbs"],
        numerals=data["numerals"],
    )


def _phrases(rows: Iterable[Any]) -> tuple[Phrase, ...]:
    found = [tuple(str(row).lower().split()) for row in rows]
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _words(rows: Iterable[str]) -> frozenset[str]:
    return frozenset(row.lower() for row in rows)


def at(words: tuple[str, ...], start: int, phrases: Iterable[Phrase]) -> int:
    """How many words from ``start`` are one of the phrases; 0 when none is."""
    first = words[start] if start < len(words) else ""
    for phrase in phrases:
        # Most words begin no phrase.
        if phrase[0] == first and words[start : start + len(phrase)] == phrase:
            return len(phrase)
    return 0
