"""Where running text speaks of a source of the register, and of which place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kravgen.law.reading import NotAPlaceError, beginning, read
from kravgen.law.sources import Source

_FAR = 120
"""How many characters before a name its place may begin."""


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A source that a text names at ``start``. ``at`` is the place, as a citation; empty when none is named."""

    source: str
    start: int
    at: str = ""


class Finder:
    """Finds the sources of a register in texts, by name and by number."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources: dict[str, str] = {}
        for source in sources:
            for name in (source.name, source.number.removeprefix("SFS ")):
                self._sources.setdefault(name, source.id)
                self._sources.setdefault(name[:1].upper() + name[1:], source.id)
        longest_first = sorted(self._sources, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        self._names = re.compile(rf"(?<![\w:/])(?P<name>{names})s?(?![\w:/])") if names else None

    def find(self, text: str) -> Iterator[SourceMention]:
        """Every mention in the text, in order."""
        for found in self._names.finditer(text) if self._names else ():
            at = _before(text, found.start()) or _after(text, found.end())
            yield SourceMention(self._sources[found["name"]], found.start(), at)


def _before(text: str, end: int) -> str:
    """The place just before a name: "19 a kap. 11 § LOU", "artikel 5k i förordningen"."""
    words = _LINKED.sub("", text[max(0, end - _FAR) : end])
    for found in _MAY_BEGIN.finditer(words):
        try:
            place = read(words[found.start() :])
        except NotAPlaceError:
            continue
        if place.spans and not place.note:
            return str(place)
    return ""


def _after(text: str, start: int) -> str:
    """The place just after a name: "LOU 5 kap. 3 §"."""
    words = text[start : start + _FAR]
    return beginning(words[1:])[0] if words[:1] == " " and _MAY_BEGIN.match(words, 1) else ""


_LINKED = re.compile(r"(?: i(?: den| det)?)? (?:\()?$")
_MAY_BEGIN = re.compile(r"(?<![\w.])(?:\d|§|[Aa]rt|[Ss]käl|[Bb]ilag|[Kk]apitel|[Tt]abell)")
