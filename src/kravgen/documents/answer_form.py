"""The table that answers a requirement: rows that are named beforehand or empty, and a field in every other cell."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.entry import Entry
from kravgen.documents.tree import Block, Column, Field, Paragraph, Row, Table, Text
from kravgen.i18n import _

_FIRST, _WIDTH = 15, 170
_LETTER = 2
"""What a letter of a named row takes, in millimetres."""
_MOST_OF_SHARE = 1.5
"""How much of its equal share of the width the column of named rows takes at most."""
_SHORTEST = 9
_MARGIN = 2
"""What the margins of a cell take, in letters."""


def form_name(entry: Entry) -> str:
    """What the table is called where it stands: its name and the number of its requirement."""
    return _("{table} ({number})").format(table=entry.item.answer.table, number=entry.number)


def form_rows(entry: Entry, empty: int) -> Iterator[tuple[str, str]]:
    """The number of each row and what it is about; nothing for one of at least ``empty`` rows to fill in."""
    form = entry.item.answer
    labels = (*form.rows, *("" for _row in range(max(form.empty, empty) if form.empty else 0)))
    yield from ((f"{entry.number}:{count}", label) for count, label in enumerate(labels, 1))


def key(entry: Entry, row: int) -> str:
    """What a row is called in a file, whatever it says. ``row`` counts from 1."""
    return f"tabell-{entry.id.lower()}-{row}"


def is_asked(entry: Entry, row: int) -> bool:
    """Whether something must stand in a row: in one that is named, and in the first of those that are empty."""
    return row <= max(len(entry.item.answer.rows), 1)


def answer_form_table(entry: Entry) -> Table:
    """The table of an entry that one answers."""
    form = entry.item.answer
    named = max((len(f"{number} {label}") for number, label in form_rows(entry, 0) if label), default=0)
    share = _WIDTH / (1 + len(form.columns))
    first = min(_LETTER * (named + _MARGIN), _MOST_OF_SHARE * share) if named else _FIRST
    # No word of a header is broken while there is room for it.
    longest = [max(_SHORTEST, *map(len, column.split())) + _MARGIN for column in form.columns]
    widths = [(_WIDTH - first) * length / sum(longest) for length in longest]
    columns = (Column(_("Row"), first), *map(Column, form.columns, widths))
    rows = tuple(
        Row((_begin(number, label), *_fields(entry, number, row)))
        for row, (number, label) in enumerate(form_rows(entry, 0), 1)
    )
    description = _("A row number and {count} columns to fill in.").format(count=len(form.columns))
    return Table(columns, rows, form_name(entry), description, first_column_header=True, named=True)


def _begin(number: str, label: str) -> tuple[Block, ...]:
    return (Paragraph((Text(f"{number} {label}"),)) if label else Paragraph((Text(number),), "small"),)


def _fields(entry: Entry, number: str, row: int) -> Iterator[tuple[Block, ...]]:
    for at, column in enumerate(entry.item.answer.columns):
        name = f"{key(entry, row)}-{at + 1}"
        yield (Field("text", f"{number} {column}", name, asked=at == 0 and is_asked(entry, row)),)
