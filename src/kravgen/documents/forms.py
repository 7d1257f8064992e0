"""What is filled in and signed: forms of label and value, and places for signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kravgen.documents import markdown
from kravgen.documents.tree import Block, Column, Field, Paragraph, Placeholder, Row, Table, Text, name_of
from kravgen.i18n import _

_SIGNING_HEIGHT = 16


def form_table(rows: Iterable[tuple[str, str]], caption: str) -> Table:
    """A form: label and value, two columns. A value that is a placeholder and nothing else can be filled in."""
    columns = (Column(_("Field"), 62), Column(_("Value"), 108))
    filled = tuple(
        Row(((Paragraph((Text(label),)),), value_or_field(value, label, label))) for label, value in rows
    )
    return Table(columns, filled, caption, _("Two columns: field and value."), first_column_header=True)


def signature_table(rows: Sequence[str], parties: Sequence[str], caption: str) -> Table:
    """A place for each party to sign: ``rows`` are filled in, and below them there is room to sign in ink."""
    columns = (Column(_("Field"), 52), *(Column(party, 118 / len(parties)) for party in parties))
    filled = [
        Row(
            (
                (Paragraph((Text(label),)),),
                *((Field("text", f"{label}, {party}", name_of(f"{label} {party}")),) for party in parties),
            )
        )
        for label in rows
    ]
    signed = Row(((Paragraph((Text(_("Signature")),)),), *(() for _party in parties)), height=_SIGNING_HEIGHT)
    return Table(columns, (*filled, signed), caption, _("Fields for signature."), first_column_header=True)


def value_or_field(value: str, label: str, name: str) -> tuple[Block, ...]:
    """The blocks of a value; a field called ``name`` where it is a placeholder and nothing else."""
    blocks = markdown.blocks(value)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(blocks[0].inlines) == 1:
        only = blocks[0].inlines[0]
        if isinstance(only, Placeholder):
            return (Field("text", label, name_of(name), missing=only.what),)
    return blocks
