"""The numbers of lists and headings in a Word file, counted as Word counts them: no file stores what it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from kravgen.word.reading.file import Element, Inspected, properties, value, w, whole

_LEVELS = 9
_P_PR, _NUM_PR = w("pPr"), w("numPr")
_PART = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 4000


@dataclass(frozen=True, slots=True)
class _Level:
    """What a list says of one of its levels."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    """Counts from the start again after a level with this number or lower; -1 is any level above."""
    legal: bool = False


@dataclass
class _Counter:
    """How far the lists of one definition have come."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts the paragraphs of a file as they are met, in reading order."""

    def __init__(self, file: Inspected) -> None:
        self._styles = file.inherited(_of_style)
        self._default = file.default_paragraph_style
        root = file.root("numbering")
        self._abstract: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._own: dict[str, dict[int, _Level]] = defaultdict(dict)
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._by_style: dict[tuple[str, str], int] = {}
        self._counters: dict[str, _Counter] = defaultdict(_Counter)
        self._begun: set[str] = set()
        for definition in root.iterfind(w("abstractNum")) if root is not None else ():
            self._define(definition)
        for number in root.iterfind(w("num")) if root is not None else ():
            self._lay_over(number)

    def next(self, paragraph: Element, style: str) -> tuple[str, int] | None:
        """What Word shows before the paragraph, and how deep it lies; None when it is in no list.

        A bullet is shown as nothing, since it tells no place.
        """
        own = properties(paragraph, _P_PR)
        told = own.find(_NUM_PR) if own is not None else None
        known = self._styles.get(style or self._default)
        number, level = known if known is not None else ("", None)
        if told is not None:
            number = value(told.find(w("numId"))) or number
            if (given := told.find(w("ilvl"))) is not None:
                level = whole(value(given))
        abstract = self._abstract.get(number)
        if abstract is None or number == "0":
            return None
        if level is None:
            level = self._by_style.get((abstract, style or self._default), 0)
        return self._counted(number, abstract, min(level, _LEVELS - 1))

    def _counted(self, number: str, abstract: str, level: int) -> tuple[str, int]:
        values = self._counters[abstract].values
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self._starts.get(number, {}).items():
                values[at] = start - 1
        now = self._level(number, abstract, level)
        before = values[level]
        values[level] = now.start if before is None else before + 1
        for above in range(level):
            if values[above] is None:
                values[above] = self._level(number, abstract, above).start
        for below in range(level + 1, _LEVELS):
            restart = self._level(number, abstract, below).restart
            if restart != 0 and (restart == -1 or level < restart):
                values[below] = None
        if now.form in ("bullet", "none"):
            return "", level

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if now.legal else self._level(number, abstract, at).form
            counted = values[at]
            return written(counted if counted is not None else 1, form)

        return _PART.sub(shown, now.text).strip(), level

    def _level(self, number: str, abstract: str, level: int) -> _Level:
        return self._own[number].get(level) or self._levels[abstract].get(level) or _Level()

    def _define(self, definition: Element) -> None:
        name = value(definition, "abstractNumId")
        self._levels[name] = {}
        for element in definition.iterfind(w("lvl")):
            at = whole(value(element, "ilvl"))
            self._levels[name][at] = _read(element)
            if style := value(element.find(w("pStyle"))):
                self._by_style[name, style] = at

    def _lay_over(self, number: Element) -> None:
        name, abstract = value(number, "numId"), value(number.find(w("abstractNumId")))
        if abstract not in self._levels:
            return
        self._abstract[name] = abstract
        for over in number.iterfind(w("lvlOverride")):
            at = whole(value(over, "ilvl"))
            if (start := over.find(w("startOverride"))) is not None:
                self._starts[name][at] = whole(value(start), 1)
            if (level := over.find(w("lvl"))) is not None:
                self._own[name][at] = _read(level)


def written(number: int, form: str) -> str:
    """A number in the form that a list says; decimal in forms that are not Swedish ones."""
    if form in ("lowerLetter", "upperLetter"):
        letters = (
            chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 27 * 26 else "?"
        )
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST_ROMAN:
        letters = ""
        for worth, sign in _ROMAN:
            letters += sign * (number // worth)
            number %= worth
        return letters if form == "lowerRoman" else letters.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _of_style(style: Element) -> tuple[str, int | None] | None:
    told = style.find(f"{_P_PR}/{_NUM_PR}")
    if told is None or not (number := value(told.find(w("numId")))):
        return None
    level = told.find(w("ilvl"))
    return number, whole(value(level)) if level is not None else None


def _read(level: Element) -> _Level:
    restart = level.find(w("lvlRestart"))
    return _Level(
        whole(value(level.find(w("start"))), 1),
        value(level.find(w("numFmt"))) or "decimal",
        value(level.find(w("lvlText"))),
        whole(value(restart)) if restart is not None else -1,
        level.find(w("isLgl")) is not None,
    )
