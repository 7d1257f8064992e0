"""What the parts of a Word file are to each other: Word goes by the relationships, whatever the parts are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from kravgen.word.refusal import Refused

PACKAGE = ""
"""The owner of the relationships of the file as a whole."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "officeDocument"
_ONCE = frozenset(
    ("styles", "numbering", "settings", "theme", "fontTable", "footnotes", "endnotes", "comments")
)
"""What a main part has one of: with two, it is not certain which of them a program goes by."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part says of another, or of something outside the file, which is never fetched."""

    id: str
    kind: str
    """The last word of its type, as ``styles``."""
    target: str
    """As it is written."""
    part: str
    """The name of the part in the file; empty when it is not there, or lies outside."""
    outside: bool


class Relations:
    """Finds the relationships of parts. ``names`` are all parts of the file; names differ in more than case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.lower(): name for name in names}

    def part_of(self, owner: str) -> str:
        """The part that holds the relationships of ``owner``; empty when there is none."""
        return self._named(join(dirname(owner), "_rels", f"{basename(owner)}.rels"))

    def read(self, owner: str, root: etree._Element | None) -> tuple[Relationship, ...]:
        """The relationships of ``owner`` in ``root``, the part that holds them."""
        return tuple(self._told(owner, root)) if root is not None else ()

    def _told(self, owner: str, root: etree._Element) -> Iterator[Relationship]:
        for element in root.iter(_RELATIONSHIP):
            # Blanks around an address are no part of it.
            target = str(element.get("Target", "")).strip()
            outside = str(element.get("TargetMode", "")).lower() == "external"
            kind = str(element.get("Type", "")).rsplit("/", 1)[-1]
            yield Relationship(
                str(element.get("Id", "")), kind, target, "" if outside else self._at(owner, target), outside
            )

    def _at(self, owner: str, target: str) -> str:
        path = target.split("#")[0]
        path = path.lstrip("/") if path.startswith("/") else normpath(join(dirname(owner), path))
        return self._named(path) or self._named(unquote(path))

    def _named(self, path: str) -> str:
        return self._names.get(path.lower(), "")


def main_part(found: Iterable[Relationship]) -> str:
    """The part that holds the text, from the relationships of the file.

    Raises:
        Refused: there is none, or there are two.
    """
    mains = [one for one in found if one.kind == _MAIN and not one.outside]
    if not mains or not all(one.part for one in mains):
        raise Refused("incomplete", mains[0].target if mains else "_rels/.rels")
    if len({one.part for one in mains}) > 1:
        raise Refused("two-texts", mains[1].part)
    return mains[0].part


def by_kind(found: Iterable[Relationship]) -> Mapping[str, tuple[str, ...]]:
    """The parts that are there, by what they are to the owner, each once."""
    kinds: dict[str, dict[str, None]] = {}
    for one in found:
        if one.part:
            kinds.setdefault(one.kind, {})[one.part] = None
    return {kind: tuple(parts) for kind, parts in kinds.items()}


def refuse_twins(kinds: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse two parts of a kind that a main part can only have one of.

    Raises:
        Refused: there are two.
    """
    for kind in sorted(_ONCE & kinds.keys()):
        if len(kinds[kind]) > 1:
            raise Refused("two-texts", kinds[kind][1])
