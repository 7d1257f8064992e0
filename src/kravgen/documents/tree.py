"""The document tree: what a document says, with nothing about how Word stores it.

A :class:`Document` is a tuple of blocks. Blocks hold inlines. Everything is frozen, so a tree can be
shared between documents and compared in tests. Lengths are in millimetres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

_NOT_IN_NAMES = re.compile("[^a-zåäö0-9]+")

Change = Literal["", "inserted", "deleted"]
"""Whether something has come or gone since an earlier version. What is deleted is still there to be seen."""

# --- inlines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters with one look."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something nobody has answered yet. Shown as ``[FYLL I: what]``, marked, and counted."""

    what: str
    strong: bool = False
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document. Whether it has come or gone stands on its children."""

    address: str
    children: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""

    change: Change = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to an item by its id. It is a link where the document shows the item, else plain text."""

    target: str
    text: str
    change: Change = ""


Inline = Text | Placeholder | Link | LineBreak | CrossReference

# --- blocks ----------------------------------------------------------------------------------------

ParagraphRole = Literal["body", "lead", "small", "number", "label", "note"]
"""What a paragraph is for: running text, the introduction, a smaller second line, a requirement's bold
number, a bold label in a form, or a note set apart from the text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``guidance`` is a note to the one who writes the document, shown as a comment.

    ``change`` is about the paragraph as such; its inlines have their own. The last paragraph of a cell can come
    or go only with its row.
    """

    inlines: tuple[Inline, ...]
    role: ParagraphRole = "body"
    guidance: str = ""
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading. ``level`` is 1–4; ``numbered`` is false for front matter.

    ``anchor`` is the id of the item whose text stands under the heading; ``guidance`` as in :class:`Paragraph`.
    """

    level: int
    inlines: tuple[Inline, ...]
    numbered: bool = True
    anchor: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list. ``start`` is the number of the first item."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


FieldKind = Literal["text", "number", "choice", "date", "checkbox"]

WRITTEN: frozenset[FieldKind] = frozenset(("text", "number"))
"""The kinds that somebody writes words or figures in."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place for the reader to fill in.

    ``item`` and ``part`` tell which answer it holds: an item's id and one of the parts of an item (``ANSWER`` and
    the others), or no item and a name of its own. Neither depends on how anything is worded or translated.
    """

    kind: FieldKind
    label: str
    """What a screen reader says. Holds the requirement's number."""
    part: str
    item: str = ""
    choices: tuple[str, ...] = ()
    shown: str = ""
    """The words beside a box to tick, or the unit of a number."""
    missing: str = ""
    """What nobody has answered yet: the field shows it as a placeholder, and it is counted as one."""
    asked: bool = False
    """Whether it must be answered; a comment, a date or a signature may be left empty."""

    @property
    def name(self) -> str:
        """What the field is called in a file: ``svar.EXIT-08``, or its own name."""
        return f"{self.part}.{self.item}" if self.item else self.part


ANSWER, COMMENT = "svar", "kommentar"
OUTCOME, PROOF = "utfall", "bevis"
DONE, DAY, SIGNATURE = "klart", "datum", "underskrift"
RESULT, DEVIATION, MENDED = "resultat", "avvikelse", "åtgärdsdag"
JUDGEMENT, CONSEQUENCE = "bedömning", "följd"
"""The parts of an item that can be filled in. They stand in documents that have been sent: never change one."""


def name_of(label: str) -> str:
    """The name of a field that belongs to no item: its label, with dashes for what is not a letter or digit."""
    return _NOT_IN_NAMES.sub("-", label.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its header and its width in millimetres (scaled to the page when they do not fit)."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has columns. ``anchor`` is the id of the item it shows.

    ``height`` is the least height in millimetres, for a place to sign in ink; ``guidance`` as in :class:`Paragraph`.
    """

    cells: tuple[tuple[Block, ...], ...]
    anchor: str = ""
    height: float = 0
    guidance: str = ""
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats. ``caption`` and ``description`` are its alternative text.

    ``first_column_header`` makes the first cell of each row a label (forms). ``wide`` lays the page of the
    table's chapter down. A ``named`` table shows its caption wherever it stands: other texts cite it by that name.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str
    description: str = ""
    first_column_header: bool = False
    wide: bool = False
    named: bool = False


Block = Paragraph | Heading | ListBlock | Table | Field

# --- document --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the cover block: what and its value."""

    label: str
    value: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The block on the first page."""

    buyer: str
    title: str
    kind: str
    """What sort of document it is, e.g. "Kravspecifikation"; stands above the title."""
    instruction: tuple[Inline, ...]
    """In one line, what the reader is to do with the document."""
    facts: tuple[Fact, ...]
    notice: str = ""
    """A status the reader must see, e.g. "utkast, ej juristgranskad"; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words the writer needs: they come translated, so that the writer knows no language."""

    contents: str
    page_of: tuple[str, str]
    """The words before the page number and between it and the page count: ("Sida", "av")."""
    placeholder: str
    """The word that opens a placeholder: "FYLL I"."""
    choose: str
    """What an empty list to choose from shows: "Välj"."""
    write: str
    """What an empty text field shows: "Skriv här"."""
    date: str
    """What an empty date field shows: "Datum"."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be written.

    ``date`` (ISO 8601) is the only time that reaches the file, so the same input gives the same bytes.
    """

    id: str
    cover: Cover
    blocks: tuple[Block, ...]
    labels: Labels
    language: str
    header: tuple[str, str]
    """Header text, left and right."""
    footer: str
    """Footer text, left; the page number stands to the right."""
    subject: str
    keywords: str
    date: str
    form: bool = False
    """Whether the document is filled in: its fields and placeholders can be, and nothing else can be changed."""
    contents: bool = True
    """Whether a table of contents follows the cover block."""
    properties: tuple[tuple[str, str], ...] = field(default=())
    """Custom document properties (name, value): package fingerprint, library version and the like."""
