"""Markdown → blocks of the document tree.

Only what a procurement text needs: paragraphs, headings, bold, italics, code, links, lists. Raw HTML and
pictures stay as the text they are. ``[FYLL I: …]`` becomes a placeholder, ``[kravet](#EXIT-08)`` a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kravgen.documents.tree import (
    Block,
    CrossReference,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Placeholder,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

PLACEHOLDER = re.compile(r"\[(?:FYLL I|FILL IN): ([^\[\]\n]+)\]")

# A text without any of these is one plain paragraph, and needs no parser.
_MARKED = re.compile(r"[*_`#\[\]<>!&\\\n~]|^\s*(?:[-+]|\d+[.)])\s")


@lru_cache(maxsize=8192)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks that a Markdown text holds."""
    text = text.strip()
    if not text:
        return ()
    if not _MARKED.search(text):
        return (Paragraph((Text(text),)),)
    return tuple(_blocks(_parser().parse(text)))


def inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of a text that is one paragraph. Further blocks are joined by spaces."""
    found: list[Inline] = []
    for block in blocks(text):
        if isinstance(block, Paragraph | Heading):
            if found:
                found.append(Text(" "))
            found.extend(block.inlines)
    return tuple(found)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    return parser.disable(
        ["html_block", "html_inline", "image", "reference", "code", "fence", "hr", "lheading"]
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "paragraph_open":
            yield Paragraph(tuple(_inlines(tokens[position + 1].children or ())))
            position += 3
        elif token.type == "heading_open":
            yield Heading(min(int(token.tag[1]), 4), tuple(_inlines(tokens[position + 1].children or ())))
            position += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _end(tokens, position)
            yield ListBlock(token.type == "ordered_list_open", tuple(_items(tokens[position + 1 : end])))
            position = end + 1
        elif token.type == "blockquote_open":
            end = _end(tokens, position)
            for block in _blocks(tokens[position + 1 : end]):
                yield Paragraph(block.inlines, "note") if isinstance(block, Paragraph) else block
            position = end + 1
        else:
            position += 1


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Block, ...]]:
    position = 0
    while position < len(tokens):
        end = _end(tokens, position)
        yield tuple(_blocks(tokens[position + 1 : end]))
        position = end + 1


def _end(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    raise AssertionError("unbalanced tokens")


def _inlines(tokens: Sequence[Token]) -> Iterator[Inline]:
    strong = emphasis = 0
    link: str | None = None
    linked: list[Text] = []
    for token in tokens:
        if token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
        elif token.type == "em_open":
            emphasis += 1
        elif token.type == "em_close":
            emphasis -= 1
        elif token.type == "link_open":
            link, linked = str(token.attrs.get("href", "")), []
        elif token.type == "link_close":
            if link and link.startswith("#"):
                yield CrossReference(link[1:], "".join(text.text for text in linked))
            else:
                yield Link(link or "", tuple(linked))
            link = None
        elif token.type == "hardbreak":
            yield LineBreak()
        elif token.type in ("text", "code_inline", "softbreak"):
            content = " " if token.type == "softbreak" else token.content
            code = token.type == "code_inline"
            if link is not None:
                linked.append(Text(content, bool(strong), bool(emphasis), code))
            else:
                yield from _texts(content, bool(strong), bool(emphasis), code)


def _texts(content: str, strong: bool, emphasis: bool, code: bool) -> Iterator[Inline]:
    at = 0
    for found in PLACEHOLDER.finditer(content):
        if found.start() > at:
            yield Text(content[at : found.start()], strong, emphasis, code)
        yield Placeholder(found[1].strip(), strong)
        at = found.end()
    if content[at:]:
        yield Text(content[at:], strong, emphasis, code)
