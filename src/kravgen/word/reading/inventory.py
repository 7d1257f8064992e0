"""One walk through all that is written in a file: what kinds of things it has, and what is strange.

A form of five thousand requirements has half a million elements, and most of what is asked about them is whether there
is anything of a kind at all. They are gone through once, for everybody who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kravgen.word.reading.appearance import likeness
from kravgen.word.reading.file import BREAK, TBL, Element, Inspected, P, T, w
from kravgen.word.reading.formatting import shading
from kravgen.word.reading.palette import Shading
from kravgen.word.reading.placement import WIDTH, is_narrow
from kravgen.word.reading.vocabulary import PASSED_BY

ListedAs = tuple[tuple[str, str], ...]
RunKinds = Mapping[object, Element | None]
"""The properties of one run of each kind; None for runs without any."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a file has in all its parts with text."""

    runs: RunKinds
    """Of runs and the ends of paragraphs: those with the same properties of their own are one kind."""
    paragraph_styles: frozenset[str]
    """By id; the empty one is for paragraphs that name none."""
    table_styles: frozenset[str]
    grounds: frozenset[Shading]
    tables: tuple[Element, ...]
    breaks: tuple[Element, ...]
    """The ends of lines that stand in paragraphs, in order."""
    links: Mapping[str, Sequence[Element]]
    """By part, the links and what fields are told to do: some lead somewhere."""
    lists: Mapping[ListedAs, Sequence[Element]]
    """By what it says, where a paragraph is said to be one of a list."""
    with_fields: tuple[Element, ...]
    """The parts that have fields which compute their words."""
    with_blanks: tuple[Element, ...]
    """The parts that may have very many empty paragraphs in a row."""
    strange: tuple[Element, ...]
    """What is not known to change nothing for a reader, in order."""


def inventory(file: Inspected) -> Inventory:
    """Walk through the parts of a file that have text."""
    runs: dict[object, Element | None] = {None: None}
    values: dict[str, set[str]] = {_PARAGRAPH_STYLE: {""}, _TABLE_STYLE: {""}}
    grounds: set[Shading] = set()
    tables: list[Element] = []
    breaks: list[Element] = []
    links: dict[str, list[Element]] = {}
    lists: dict[ListedAs, list[Element]] = {}
    with_fields: dict[Element, None] = {}
    with_blanks: dict[Element, None] = {}
    strange: list[Element] = []
    wide: set[str | None] = set()
    for name, root in file.texts.items():
        paragraphs = 0
        for element in root.iter():
            tag = element.tag
            if tag in _COUNTED:
                if tag == P:
                    paragraphs += 1
                    # Among so many empty paragraphs in a row as matter there is more than one that is looked at.
                    if paragraphs % _SEVERAL == 0 and next(element.iter(T), None) is None:
                        with_blanks[root] = None
                elif tag == _RUN:
                    runs.setdefault(likeness(element), element)
                elif tag in values:
                    values[tag].add(str(element.get(_VALUE, "")))
                elif tag == _SHADING:
                    grounds.add(shading(element))
                elif tag in _BREAKS:
                    breaks.append(element)
                elif tag == _LIST:
                    told = tuple([(str(child.tag), str(child.get(_VALUE, ""))) for child in element])
                    lists.setdefault(told, []).append(element)
                elif tag in _LINKS:
                    links.setdefault(name, []).append(element)
                    if tag == _LINK:
                        strange.append(element)
                    elif tag == _SIMPLE:
                        with_fields[root] = None
                elif tag == _FIELD:
                    with_fields[root] = None
                elif tag == TBL:
                    tables.append(element)
                # Of cells there are thousands, and most are as wide as another.
                elif element.get(_W) not in wide:
                    if is_narrow(element):
                        strange.append(element)
                    elif element.get(_TYPE) in (None, "dxa"):
                        wide.add(element.get(_W))
            elif tag not in PASSED_BY:
                strange.append(element)
    return Inventory(
        runs,
        frozenset(values[_PARAGRAPH_STYLE]),
        frozenset(values[_TABLE_STYLE]),
        frozenset(grounds),
        tuple(tables),
        tuple(breaks),
        links,
        lists,
        tuple(with_fields),
        tuple(with_blanks),
        tuple(strange),
    )


_VALUE, _W, _TYPE = w("val"), w("w"), w("type")
_RUN, _PARAGRAPH_STYLE, _TABLE_STYLE, _SHADING = w("rPr"), w("pStyle"), w("tblStyle"), w("shd")
_SEVERAL = 7
_BREAKS = frozenset((BREAK, w("cr")))
_FIELD, _SIMPLE, _LINK, _LIST = w("fldChar"), w("fldSimple"), w("hyperlink"), w("numPr")
_LINKS = frozenset((_LINK, _SIMPLE, w("instrText")))
_COUNTED = (
    frozenset((P, _RUN, _PARAGRAPH_STYLE, _TABLE_STYLE, _SHADING, TBL, WIDTH))
    | _BREAKS
    | _LINKS
    | {_FIELD, _LIST}
)
