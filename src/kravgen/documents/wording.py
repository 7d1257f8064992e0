"""What a document says, word by word, so that a returned copy can be compared with what was sent.

The words are told item by item, and paragraph by paragraph for the rest. What may be filled in does not count. The
table of contents, which Word makes anew, says what the headings say. Where changes are marked, the words are those
of the new version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kravgen.documents.tree import (
    Block,
    Cover,
    CrossReference,
    Document,
    Field,
    FieldKind,
    Heading,
    Inline,
    Link,
    ListBlock,
    Placeholder,
    Table,
    Text,
)

_EQUAL = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u00ad": None,
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    }
)
"""Guillemets and dashes are not here: they are other signs to a reader."""
# Said as what is not meant: the range of all that is meant takes long to compile.
_SHORT = 200
_MAY_DIFFER = re.compile("[^\\x00-\u00ac\u00ae-\u00ff]")


@dataclass(frozen=True, slots=True)
class SentField:
    """A field to fill in, as it is sent.

    ``name`` is its own in the document: one that stands again is told apart by a number, ``_2``. ``part``, ``item``,
    ``kind``, ``choices`` and ``asked`` are those of :class:`kravgen.documents.tree.Field`. Where a program has dropped every
    mark, the words of the ``row`` and the ``column`` it stands in still tell which field it is.
    """

    name: str
    kind: FieldKind
    part: str
    item: str = ""
    choices: tuple[str, ...] = ()
    asked: bool = False
    row: str = ""
    """What its row begins with; empty for a field of an item and for one outside a table."""
    column: str = ""
    """The header of its column; empty outside a table."""


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A sheet of a workbook, as it is sent: its name, the headers of its columns and the words at the foot of its pages."""

    name: str
    headers: tuple[str, ...]
    footer: str = ""
    lot: str = ""
    """The lot whose prices it asks for; empty when there are none."""
    factors: Mapping[str, str] = field(default_factory=dict)
    """The headers of what its sums are worked out of: "quantity", "rate" and "price"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a document: of each item by its id, and of every other paragraph in order."""

    items: Mapping[str, str]
    rest: tuple[str, ...]
    fields: tuple[SentField, ...] = ()
    """The fields to fill in, in order."""
    prompts: tuple[str, ...] = ()
    """What fields show to whoever is to fill them in. It is not an answer."""
    aside: tuple[str, ...] = ()
    """What stands between the paragraphs: the title of the table of contents, and the captions of tables."""
    sheets: tuple[SentSheet, ...] = ()
    """The sheets of a workbook, in order; none for a Word document."""


NOTHING = Wording({}, ())
"""The words of a document that nothing is known of."""


def wording(document: Document) -> Wording:
    """The words that the document shows."""
    word = document.labels.placeholder
    items: dict[str, list[str]] = {}
    rest: list[str] = list(_cover(document.cover, word))
    current = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            current = block.anchor
        elif isinstance(block, Table):
            current = ""
            rest.extend(column.title for column in block.columns if block.rows)
            for row in block.rows:
                if row.change == "deleted":
                    continue
                texts = [text for cell in row.cells for text in _texts(cell, word)]
                (items.setdefault(row.anchor, []) if row.anchor else rest).extend(texts)
            continue
        (items.setdefault(current, []) if current else rest).extend(_texts((block,), word))
    return Wording(
        {item: one_line(" ".join(texts)) for item, texts in items.items()},
        tuple(text for text in map(one_line, rest) if text),
        tuple(told_apart(field for block in document.blocks for field in _fields(block, word))),
        (document.labels.choose, document.labels.write, document.labels.date),
        tuple(dict.fromkeys(text for text in map(one_line, _aside(document)) if text)),
    )


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one space."""
    return " ".join(text.split())


def comparable(text: str) -> str:
    """The text on one line with signs that are equal to a reader made equal.

    Programs exchange them when they save: hyphens that do or do not break a line, hyphens that only show at the end of
    one, blanks of all widths, straight and curved quotes, and letters that are composed or not. What is left of two
    texts differs only where a reader sees that they do.
    """
    # The same short words come again and again, in each row of each form.
    return _comparable_words(text) if len(text) <= _SHORT else _comparable(text)


def _comparable(text: str) -> str:
    # Nearly all texts have nothing but letters, and one look tells.
    if _MAY_DIFFER.search(text):
        text = unicodedata.normalize("NFC", text).translate(_EQUAL)
    return one_line(text)


_comparable_words = lru_cache(maxsize=1 << 14)(_comparable)


def told_apart(fields: Iterable[SentField]) -> Iterator[SentField]:
    """The fields, each with a name of its own: one that stands again gets a number."""
    count: dict[str, int] = {}
    for one in fields:
        count[one.name] = count.get(one.name, 0) + 1
        yield one if count[one.name] == 1 else replace(one, name=f"{one.name}_{count[one.name]}")


def plain(inlines: Iterable[Inline], placeholder: str) -> str:
    """The words of the inlines without any look, on one line. ``placeholder`` is the word "FYLL I"."""
    return "".join([_word(inline, placeholder) for inline in inlines])


def shown(placeholder: Placeholder, word: str) -> str:
    """A placeholder as it stands in the text: ``[FYLL I: what]``."""
    return f"[{word}: {placeholder.what}]"


def _aside(document: Document) -> Iterator[str]:
    if document.contents:
        yield document.labels.contents
    yield from _captions(document.blocks)


def _captions(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield block.caption
        elif isinstance(block, ListBlock):
            yield from (caption for item in block.items for caption in _captions(item))


def _cover(cover: Cover, word: str) -> Iterator[str]:
    yield from (cover.kind, cover.title, cover.buyer, cover.notice)
    for fact in cover.facts:
        yield f"{fact.label} {plain(fact.value, word)}"
    yield plain(cover.instruction, word)


def _fields(block: Block, word: str, row: str = "", column: str = "") -> Iterator[SentField]:
    if isinstance(block, Field):
        place = "" if block.item else row
        yield SentField(
            block.name, block.kind, block.part, block.item, block.choices, block.asked, place, column
        )
    elif isinstance(block, ListBlock):
        yield from (field for item in block.items for child in item for field in _fields(child, word))
    elif isinstance(block, Table):
        for line in block.rows:
            begins = "" if line.anchor else one_line(" ".join(_texts(line.cells[0], word)))
            for header, cell in zip(block.columns, line.cells, strict=True):
                for child in cell:
                    yield from _fields(child, word, begins, header.title)


def _texts(blocks: Iterable[Block], word: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _texts(item, word)
        elif isinstance(block, Field):
            yield block.shown
        elif not isinstance(block, Table):
            yield plain(block.inlines, word)


def _word(inline: Inline, word: str) -> str:
    # Nearly all of them are text, and there are tens of thousands.
    if inline.__class__ is Text:
        return "" if inline.change == "deleted" else inline.text
    if isinstance(inline, Link):
        return "".join(_word(child, word) for child in inline.children)
    if inline.change == "deleted":
        return ""
    if isinstance(inline, CrossReference):
        return inline.text
    if isinstance(inline, Placeholder):
        return shown(inline, word)
    return " "
