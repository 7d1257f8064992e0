"""A document as it is printed: fields become boxes to tick and room to write, and notes to the writer are gone."""

from __future__ import annotations

from dataclasses import replace

from kravgen.documents.tree import (
    Block,
    Document,
    Field,
    Heading,
    ListBlock,
    Paragraph,
    Placeholder,
    Row,
    Text,
)

_BOX = "\u2610"


def printed(document: Document) -> Document:
    """The document for paper and PDF."""
    return replace(document, blocks=tuple(_printed(block) for block in document.blocks), form=False)


def _printed(block: Block) -> Block:
    if isinstance(block, Paragraph | Heading):
        return replace(block, guidance="")
    if isinstance(block, Field):
        return _field(block)
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(tuple(map(_printed, item)) for item in block.items))
    return replace(block, rows=tuple(_row(row) for row in block.rows))


def _row(row: Row) -> Row:
    return replace(row, cells=tuple(tuple(map(_printed, cell)) for cell in row.cells), guidance="")


def _field(field: Field) -> Paragraph:
    if field.missing:
        return Paragraph((Placeholder(field.missing),))
    if field.kind == "checkbox":
        return Paragraph((Text(f"{_BOX} {field.shown}".strip()),))
    # A choice is a box for each answer; text and dates are written by hand in an empty cell.
    return Paragraph((Text("  ".join(f"{_BOX}\u00a0{choice}" for choice in field.choices)),))
