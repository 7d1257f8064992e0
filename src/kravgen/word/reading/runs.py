"""The kinds of runs in a file: those with the same properties of their own are one kind."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.word.reading.appearance import likeness
from kravgen.word.reading.file import Element, Inspected, w

RunKinds = Mapping[object, Element | None]
"""The properties of one run of each kind; None for runs without any."""


def run_kinds(file: Inspected) -> RunKinds:
    """Every kind of run, and of what is said of the ends of paragraphs."""
    kinds: dict[object, Element | None] = {None: None}
    for root in file.texts.values():
        for properties in root.iter(w("rPr")):
            kinds.setdefault(likeness(properties), properties)
    return kinds
