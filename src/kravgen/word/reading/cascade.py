"""The styles of a document with what they inherit, each looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from kravgen.word.reading.file import Element, value, w, whole
from kravgen.word.reading.formatting import NOTHING, Layer, characters, paragraphs, shading
from kravgen.word.reading.palette import NONE, Shading
from kravgen.word.refusal import Refused

_TYPE, _DEFAULT, _BASED_ON = w("type"), w("default"), w("basedOn")
_RUN, _PARAGRAPH, _CELL, _TABLE = w("rPr"), w("pPr"), f"{w('tcPr')}/{w('shd')}", f"{w('tblPr')}/{w('shd')}"
_CONDITION = w("tblStylePr")
_WHOLE_TABLE = "wholeTable"
_MOST_PARTS = 100
"""A table style has twelve kinds of parts to speak of."""
CORNERS = {
    "nwCell": {"firstRow", "firstCol"},
    "neCell": {"firstRow", "lastCol"},
    "swCell": {"lastRow", "firstCol"},
    "seCell": {"lastRow", "lastCol"},
}
"""The corners of a table, with the parts that meet there."""
# In this order each lies on those before it.
_CONDITIONS = (
    _WHOLE_TABLE,
    *("band1Vert", "band2Vert", "band1Horz", "band2Horz"),
    *("firstRow", "lastRow", "firstCol", "lastCol"),
    *CORNERS,
)
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table style says of the whole table or of a part of it. The grounds are as they are written."""

    characters: Layer = field(default_factory=dict)
    paragraphs: Layer = field(default_factory=dict)
    cell: Shading = NONE
    table: Shading = NONE

    def __or__(self, above: TableLook) -> TableLook:
        return TableLook(
            {**self.characters, **above.characters},
            {**self.paragraphs, **above.paragraphs},
            self.cell if above.cell == NONE else above.cell,
            self.table if above.table == NONE else above.table,
        )


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style: how each part of the table looks, and how many rows and columns a band has."""

    looks: Mapping[str, TableLook]
    rows: int = 1
    columns: int = 1

    def look(self, parts: Iterable[str]) -> TableLook:
        """How a cell looks that belongs to some parts of the table."""
        there = {_WHOLE_TABLE, *parts}
        there |= {corner for corner, sides in CORNERS.items() if there >= sides}
        look = TableLook()
        for name in _CONDITIONS:
            if name in there and name in self.looks:
                look |= self.looks[name]
        return look


class Cascade:
    """What each style says, with what it inherits. ``root`` is the style sheet; None when there is none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, str] = {}
        for style in root.iterfind(w("style")) if root is not None else ():
            kind, name = str(style.get(_TYPE, "paragraph")), str(style.get(w("styleId"), ""))
            self._styles[kind, name] = style
            if style.get(_DEFAULT) in ("1", "true", "on"):
                # Of several the last one counts.
                self._defaults[kind] = name
        defaults = root.find(w("docDefaults")) if root is not None else None
        run, paragraph = (
            defaults.find(path) if defaults is not None else None
            for path in (f"{w('rPrDefault')}/{_RUN}", f"{w('pPrDefault')}/{_PARAGRAPH}")
        )
        self.default_characters = characters(run)
        """What the document says of all characters."""
        self.default_paragraphs = paragraphs(paragraph)
        """What the document says of all paragraphs."""
        self._characters: dict[tuple[str, str], Layer] = {}
        self._paragraphs: dict[tuple[str, str], Layer] = {}
        self._tables: dict[tuple[str, str], TableStyle] = {}

    def named(self, kind: str, style: str) -> str:
        """The style that counts where one is named: itself when it is there, else the default one of the kind."""
        if (kind, style) in self._styles:
            return style
        return self._defaults.get(kind, "") if kind != "character" or not style else ""

    def characters(self, kind: str, style: str) -> Layer:
        """What a style of a kind says of characters."""
        return self._through(kind, style, self._characters, _own_characters, _laid, NOTHING)

    def paragraphs(self, style: str) -> Layer:
        """What a paragraph style says of the paragraph."""
        return self._through("paragraph", style, self._paragraphs, _own_paragraphs, _laid, NOTHING)

    def table(self, style: str) -> TableStyle:
        """What a table style says.

        Raises:
            Refused: it speaks of very many more parts than a table has.
        """
        return self._through("table", style, self._tables, _own_table, _laid_tables, TableStyle({}))

    def _through(
        self,
        kind: str,
        style: str,
        known: dict[tuple[str, str], Found],
        own: Callable[[Element], Found],
        lay: Callable[[Found, Found], Found],
        nothing: Found,
    ) -> Found:
        """What a style says on top of those it is based on. Each is asked once, and a circle ends."""
        way: list[tuple[str, str]] = []
        at = (kind, style)
        while at in self._styles and at not in known:
            known[at] = nothing
            way.append(at)
            at = (kind, value(self._styles[at].find(_BASED_ON)))
        found = known.get(at, nothing)
        for each in reversed(way):
            found = known[each] = lay(found, own(self._styles[each]))
        return found


def _laid(below: Layer, above: Layer) -> Layer:
    return {**below, **above} if below and above else above or below


def _own_characters(style: Element) -> Layer:
    return characters(style.find(_RUN))


def _own_paragraphs(style: Element) -> Layer:
    return paragraphs(style.find(_PARAGRAPH))


def _own_table(style: Element) -> TableStyle:
    looks = {_WHOLE_TABLE: _look(style)}
    parts = style.findall(_CONDITION)
    if len(parts) > _MOST_PARTS:
        raise Refused("too-full")
    for part in parts:
        name = value(part, "type")
        if name in _CONDITIONS:
            looks[name] = looks.get(name, TableLook()) | _look(part)
    properties = style.find(w("tblPr"))
    bands = [
        whole(value(properties.find(w(name)))) if properties is not None else 0
        for name in ("tblStyleRowBandSize", "tblStyleColBandSize")
    ]
    return TableStyle(looks, *bands)


def _look(element: Element) -> TableLook:
    return TableLook(
        characters(element.find(_RUN)),
        paragraphs(element.find(_PARAGRAPH)),
        shading(element.find(_CELL)),
        shading(element.find(_TABLE)),
    )


def _laid_tables(below: TableStyle, above: TableStyle) -> TableStyle:
    empty = TableLook()
    names = dict.fromkeys(chain(below.looks, above.looks))
    looks = {name: below.looks.get(name, empty) | above.looks.get(name, empty) for name in names}
    return TableStyle(looks, above.rows or below.rows, above.columns or below.columns)
