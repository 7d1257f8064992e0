"""What a document lacks: the placeholders in it, in the order they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from kravgen.documents.tree import (
    Block,
    Document,
    Field,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Placeholder,
    Table,
)

LATER = frozenset({"leverantören", "anbudsgivaren", "parterna", "den som bjuder in", "den som beslutar"})
"""Roles that fill gaps when the documents have been sent: a bidder in the tender, both parties in the contract, and
whoever invites to bid for a contract in a purchasing system."""

_LONGEST_KEY = 60
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """A placeholder in a document, and the role that can fill it.

    ``key`` is what the procurement's file calls it: the id of a fact, ``ITEM.parameter``, ``attachments.paper``,
    ``prices.row.quantity``, or for any other gap a key of its words (:func:`key_of`). ``heading`` is the one above it.
    """

    what: str
    role: str
    key: str = ""
    heading: str = ""

    @property
    def of_buyer(self) -> bool:
        """Whether it is for the buyer to fill before the documents are sent."""
        return self.role not in LATER


@dataclass(frozen=True, slots=True)
class FoundGap:
    """A placeholder as it stands in a tree: what it asks for, the item whose text it is in and the heading above it."""

    what: str
    item: str = ""
    heading: str = ""


def key_of(what: str, most: int = _LONGEST_KEY) -> str:
    """The key of a gap that no question, parameter or price fills: its words in small letters a–z, with dashes.

    It follows from the words alone, so it is the same in every document, profile and version. One that would be longer
    than ``most`` signs is cut off, and four digits tell it from others that begin alike.
    """
    plain = unicodedata.normalize("NFD", what.lower()).encode("ascii", "ignore").decode()
    key = _NOT_IN_KEYS.sub("-", plain).strip("-") or "lucka"
    if len(key) <= most:
        return key
    mark = sha256(what.encode()).hexdigest()[:4]
    return f"{key[: most - 5].rpartition('-')[0]}-{mark}"


def gaps(document: Document) -> Iterator[FoundGap]:
    """Each placeholder of the document."""
    for line in (*(fact.value for fact in document.cover.facts), document.cover.instruction):
        yield from map(FoundGap, _asked(line))
    item = heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            item, heading = block.anchor, "".join(_words(inline) for inline in block.inlines)
        if isinstance(block, Table):
            item = ""
            for row in block.rows:
                for cell in row.cells:
                    yield from (
                        FoundGap(what, row.anchor, heading) for child in cell for what in gaps_in(child)
                    )
        else:
            yield from (FoundGap(what, item, heading) for what in gaps_in(block))


def gaps_in(block: Block) -> Iterator[str]:
    """What each placeholder of a block asks for."""
    if isinstance(block, Paragraph | Heading):
        yield from _asked(block.inlines)
    elif isinstance(block, Field):
        if block.missing:
            yield block.missing
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from gaps_in(child)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for child in cell:
                    yield from gaps_in(child)


def _asked(line: tuple[Inline, ...]) -> Iterator[str]:
    return (inline.what for inline in line if isinstance(inline, Placeholder))


def _words(inline: Inline) -> str:
    return str(getattr(inline, "text", ""))
