"""Taking elements out of a tree."""

from __future__ import annotations

from kravgen.word.reading.file import Element


def drop(element: Element) -> None:
    """Take the element out of its parent.

    It is emptied first: the XML library takes time by the square of what is taken out as a whole.
    """
    parent = element.getparent()
    if parent is None:
        return
    if len(element):
        for inner in reversed(list(element.iter())):
            del inner[:]
    parent.remove(element)
