"""What a document lacks: the placeholders in it, in the order they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kravgen.documents.tree import Block, Document, Field, Heading, ListBlock, Paragraph, Placeholder, Table

LATER = frozenset({"leverantören", "anbudsgivaren", "parterna", "den som bjuder in", "den som beslutar"})
"""Roles that fill gaps when the documents have been sent: a bidder in the tender, both parties in the contract, and
whoever invites to bid for a contract in a purchasing system."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A placeholder in a document, and the role that can fill it."""

    what: str
    role: str

    @property
    def of_buyer(self) -> bool:
        """Whether it is for the buyer to fill before the documents are sent."""
        return self.role not in LATER


def gaps(document: Document) -> Iterator[str]:
    """What each placeholder of the document asks for."""
    for line in (*(fact.value for fact in document.cover.facts), document.cover.instruction):
        yield from (inline.what for inline in line if isinstance(inline, Placeholder))
    for block in document.blocks:
        yield from gaps_in(block)


def gaps_in(block: Block) -> Iterator[str]:
    """What each placeholder of a block asks for."""
    if isinstance(block, Paragraph | Heading):
        yield from (inline.what for inline in block.inlines if isinstance(inline, Placeholder))
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
