"""What lists say of the paragraphs in them."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.word.reading.file import Element, value, w

_ALIGNMENT = f"{w('pPr')}/{w('jc')}"


def alignments(root: Element | None) -> Mapping[tuple[str, str], str]:
    """How paragraphs are set by the levels that say so: few do. By the number of the list and the level, as written.

    ``root`` is the part with the lists; None when there is none.
    """
    levels: dict[str, dict[str, str]] = {}
    for definition in root.iterfind(w("abstractNum")) if root is not None else ():
        told = {
            value(level, "ilvl"): alignment
            for level in definition.iterfind(w("lvl"))
            if (alignment := value(level.find(_ALIGNMENT)))
        }
        if told:
            levels[value(definition, "abstractNumId")] = told
    if root is None or not levels:
        return {}
    return {
        (value(number, "numId"), level): alignment
        for number in root.iterfind(w("num"))
        for level, alignment in levels.get(value(number.find(w("abstractNumId"))), {}).items()
    }
