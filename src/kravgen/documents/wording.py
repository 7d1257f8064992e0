"""What a document says, word by word, so that a returned copy can be compared with what was sent.

The words are told item by item, and paragraph by paragraph for the rest. What may be filled in does not count,
nor do the table of contents and captions, which Word makes anew. Where changes are marked, the words are those
of the new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kravgen.documents.tree import (
    Block,
    Cover,
    CrossReference,
    Document,
    Field,
    Heading,
    Inline,
    Link,
    ListBlock,
    Placeholder,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a document: of each item by its id, and of every other paragraph in order."""

    items: Mapping[str, str]
    rest: tuple[str, ...]
    fields: tuple[str, ...] = ()
    """The names of the fields to fill in, in order. A name that stands again is told apart by a number: ``_2``."""


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
        tuple(_told_apart(field.name for block in document.blocks for field in _fields(block))),
    )


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one space."""
    return " ".join(text.split())


def plain(inlines: Iterable[Inline], placeholder: str) -> str:
    """The words of the inlines without any look, on one line. ``placeholder`` is the word "FYLL I"."""
    return "".join(_word(inline, placeholder) for inline in inlines)


def shown(placeholder: Placeholder, word: str) -> str:
    """A placeholder as it stands in the text: ``[FYLL I: what]``."""
    return f"[{word}: {placeholder.what}]"


def _cover(cover: Cover, word: str) -> Iterator[str]:
    yield from (cover.kind, cover.title, cover.buyer, cover.notice)
    for fact in cover.facts:
        yield f"{fact.label} {plain(fact.value, word)}"
    yield cover.instruction


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    count: dict[str, int] = {}
    for name in names:
        count[name] = count.get(name, 0) + 1
        yield name if count[name] == 1 else f"{name}_{count[name]}"


def _fields(block: Block) -> Iterator[Field]:
    if isinstance(block, Field):
        yield block
    elif isinstance(block, ListBlock):
        yield from (field for item in block.items for child in item for field in _fields(child))
    elif isinstance(block, Table):
        cells = (cell for row in block.rows for cell in row.cells)
        yield from (field for cell in cells for child in cell for field in _fields(child))


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
    if isinstance(inline, Link):
        return "".join(_word(child, word) for child in inline.children)
    if inline.change == "deleted":
        return ""
    if isinstance(inline, Text | CrossReference):
        return inline.text
    if isinstance(inline, Placeholder):
        return shown(inline, word)
    return " "
