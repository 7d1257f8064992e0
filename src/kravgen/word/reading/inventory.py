"""One walk through all that is written in a file: what kinds of things it has, and what is strange.

A form of five thousand requirements has half a million elements, and most of what is asked about them is whether there
is anything of a kind at all. They are gone through once, for everybody who asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kravgen.word.reading.appearance import likeness
from kravgen.word.reading.file import Element, Inspected, w
from kravgen.word.reading.formatting import shading
from kravgen.word.reading.palette import Shading
from kravgen.word.reading.placement import WIDTH, is_narrow
from kravgen.word.reading.vocabulary import PASSED_BY

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
    lists: frozenset[tuple[str, str]]
    """The lists that paragraphs stand in, and their levels."""
    field_marks: tuple[Element, ...]
    """The marks and the instructions of fields, in order."""
    strange: tuple[Element, ...]
    """What is not known to change nothing for a reader, in order."""


def inventory(file: Inspected) -> Inventory:
    """Walk through the parts of a file that have text."""
    runs: dict[object, Element | None] = {None: None}
    values: dict[str, set[str]] = {_PARAGRAPH_STYLE: {""}, _TABLE_STYLE: {""}}
    grounds: set[Shading] = set()
    lists: set[tuple[tuple[str, str], ...]] = set()
    marks: list[Element] = []
    strange: list[Element] = []
    wide: set[str | None] = set()
    for root in file.texts.values():
        for element in root.iter():
            tag = element.tag
            if tag in _COUNTED:
                if tag == _RUN:
                    runs.setdefault(likeness(element), element)
                elif tag in values:
                    values[tag].add(str(element.get(_VALUE, "")))
                elif tag == _LIST:
                    lists.add(tuple([(str(child.tag), str(child.get(_VALUE, ""))) for child in element]))
                elif tag == _SHADING:
                    grounds.add(shading(element))
                elif tag in _FIELD_MARKS:
                    marks.append(element)
                # Of cells there are thousands, and most are as wide as another.
                elif element.get(_W) not in wide:
                    if is_narrow(element):
                        strange.append(element)
                    elif element.get(_TYPE) in (None, "dxa"):
                        wide.add(element.get(_W))
            elif tag not in PASSED_BY:
                strange.append(element)
    levels = (dict(told) for told in lists)
    return Inventory(
        runs,
        frozenset(values[_PARAGRAPH_STYLE]),
        frozenset(values[_TABLE_STYLE]),
        frozenset(grounds),
        frozenset((level.get(_NUMBER, ""), level.get(_LEVEL, "0")) for level in levels),
        tuple(marks),
        tuple(strange),
    )


_VALUE, _W, _TYPE = w("val"), w("w"), w("type")
_RUN, _PARAGRAPH_STYLE, _TABLE_STYLE, _SHADING = w("rPr"), w("pStyle"), w("tblStyle"), w("shd")
_LIST, _NUMBER, _LEVEL = w("numPr"), w("numId"), w("ilvl")
_FIELD_MARKS = frozenset(map(w, ("fldChar", "instrText", "fldSimple")))
_COUNTED = frozenset((_RUN, _PARAGRAPH_STYLE, _TABLE_STYLE, _SHADING, _LIST, WIDTH)) | _FIELD_MARKS
