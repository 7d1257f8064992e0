"""What a draft is read into, whatever program it was written in: its texts in order, each with its place in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from kravgen.i18n import _, ngettext

Role = Literal["heading", "text", "item", "cell", "beside", "label"]
"""``item`` is a point of a list, ``cell`` a cell of a table, ``label`` one that says what its column or sheet holds.

``beside`` is a cell that tells of what the row demands: how it is shown, where it comes from, why.
"""


class LineBegin(NamedTuple):
    """Where a part of a text stands in a file that has lines: from ``offset`` in the text, both others from 1."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a point of a list or a cell.

    ``headings`` is the way there from the top, each as it is shown with its number. ``spot`` is the place under the last
    of them, in the reader's language. ``number`` is what the list or the row calls it; ``kind`` what the row says that it
    is ("ska", "bör"). ``lines`` is empty in files that have none. ``spans`` are the runs of a Word file, each with where
    it begins.
    """

    text: str
    role: Role
    headings: tuple[str, ...]
    spot: str
    number: str = ""
    kind: str = ""
    lines: Sequence[LineBegin] = ()
    spans: Sequence[tuple[int, Any]] = ()
    deep: int = 0
    """How deep a point of a list lies."""

    @property
    def where(self) -> str:
        """The whole place in words: "3 Krav › 3.2 Säkerhet, stycke 4, nr 3.2.1"."""
        way = " › ".join(_cut(heading) for heading in self.headings)
        number = _("no. {number}").format(number=self.number) if self.number else ""
        return ", ".join(part for part in (way, self.spot, number) if part)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a place in the text; zeros in files that have no lines."""
        found = next((line for line in reversed(self.lines) if line.offset <= offset), None)
        return (found.line, found.column + offset - found.offset) if found else (0, 0)


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft, read. ``changes`` and ``comments`` count what others have left in it, which is no text yet or no more."""

    name: str
    pieces: tuple[Piece, ...]
    changes: int = 0
    comments: int = 0
    holder: Any = None
    """The Word file that the pieces came from, for whoever writes in a copy of it."""


@dataclass
class Way:
    """The headings above the place that a reader has come to, and how many paragraphs stand under the last."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def enter(self, level: int, title: str) -> None:
        """Go in under a heading of a level."""
        self.headings = [one for one in self.headings if one[0] < level]
        self.headings.append((level, title))
        self.paragraphs = 0

    @property
    def path(self) -> tuple[str, ...]:
        """The headings from the top."""
        return tuple(title for _level, title in self.headings)

    def paragraph(self) -> str:
        """The next paragraph under the heading, in words."""
        self.paragraphs += 1
        return _("paragraph {number}").format(number=self.paragraphs)

    def table(self) -> int:
        """The number of the next table of the file."""
        self.tables += 1
        return self.tables


def cell_spot(table: int, row: int, column: str) -> str:
    """The place of a cell in words."""
    told = f"{_('table {number}').format(number=table)}, {_('row {number}').format(number=row)}"
    return told + (", " + _("column “{name}”").format(name=_cut(column)) if column else "")


def counted(changes: int, comments: int) -> str:
    """What others have left in a draft, in words; empty when nothing."""
    told = []
    if changes:
        told.append(
            ngettext("{count} tracked change", "{count} tracked changes", changes).format(count=changes)
        )
    if comments:
        told.append(ngettext("{count} comment", "{count} comments", comments).format(count=comments))
    return _(" and ").join(told)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


_LONGEST = 60
