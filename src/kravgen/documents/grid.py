"""A table of texts that a template lays out itself, some columns of which may be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kravgen.documents.budget import TooMuchError
from kravgen.documents.forms import value_or_field
from kravgen.documents.plaintext import plain_text
from kravgen.documents.tree import (
    Block,
    Column,
    Field,
    FieldKind,
    Row,
    Table,
    name_of,
)
from kravgen.i18n import _, _n


class GridColumn(NamedTuple):
    """A column: its title, its width in millimetres, and what is written in its empty cells.

    ``written`` is empty (nothing), "text", "date", "checkbox", or the answers to choose between with / between them.
    """

    title: str
    width: float
    written: str


def table(columns: Sequence[GridColumn], rows: Sequence[Sequence[str]], caption: str) -> Table:
    """The table. A cell that is a placeholder and nothing else can be filled in.

    Raises:
        TooMuchError: a column says something else than what it may.
    """
    made = tuple(
        Row(
            tuple(
                _cell(cell, column, f"{_about(row)}: {column.title}", f"{caption} {number} {column.title}")
                for cell, column in zip(row, columns, strict=True)
            )
        )
        for number, row in enumerate(rows, 1)
    )
    titles = ", ".join(column.title for column in columns)
    shown = tuple(Column(column.title, column.width) for column in columns)
    return Table(shown, made, caption, _("Columns: {titles}.").format(titles=titles))


def _about(row: Sequence[str]) -> str:
    """What a row is about: its first words."""
    return next((plain_text(cell) for cell in row if cell), "")


def _cell(text: str, column: GridColumn, label: str, name: str) -> tuple[Block, ...]:
    if not text:
        return _field(column, label, name)
    return value_or_field(text, label, name)


_KINDS: dict[str, FieldKind] = {"text": "text", "date": "date", "checkbox": "checkbox"}


def _field(column: GridColumn, label: str, name: str) -> tuple[Block, ...]:
    if not column.written:
        return ()
    choices = tuple(part.strip() for part in column.written.split("/")) if "/" in column.written else ()
    kind: FieldKind | None = "choice" if choices else _KINDS.get(column.written)
    if kind is None:
        raise TooMuchError(
            _n("A column of a table is written as text, date, checkbox or answers with / between.")
        )
    return (Field(kind, label, name_of(name), choices=choices),)
