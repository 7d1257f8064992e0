"""Markdown → blocks of the document tree.

Only what a procurement text needs: paragraphs, headings, bold, italics, code, links, lists. Raw HTML and
pictures stay as the text they are. ``[FYLL I: …]`` becomes a placeholder, ``[kravet](#EXIT-08)`` a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kravgen.documents import plain_lines
from kravgen.documents.plain_lines import PLACEHOLDER
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

# A line without any of these is one run of text, and needs no parser.
_MARKED_LINE = re.compile(r"[*_`\[\]<>!&\\\n~]")
_WORDS = frozenset(("text", "text_special", "softbreak"))


@lru_cache(maxsize=8192)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks that a Markdown text holds."""
    text = text.strip()
    if not text:
        return ()
    plain = plain_lines.read(text)
    return parsed(text) if plain is None else plain


def parsed(text: str) -> tuple[Block, ...]:
    """The blocks as the parser reads them, which is what :func:`blocks` gives in less time."""
    return tuple(_blocks(iter(_parser().parse(text))))


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
    # Lines are parsed into inlines here and not by the parser: most lines of a list have no marks at all.
    return parser.disable(
        ["html_block", "html_inline", "image", "reference", "code", "fence", "hr", "lheading", "inline"]
    )


def _blocks(tokens: Iterator[Token]) -> list[Block]:
    """The blocks up to the end, or up to the end of what the tokens stand in."""
    found: list[Block] = []
    for token in tokens:
        kind = token.type
        if kind == "paragraph_open":
            found.append(Paragraph(_line(tokens)))
        elif kind == "heading_open":
            found.append(Heading(min(int(token.tag[1]), 4), _line(tokens)))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            items = tuple(tuple(_blocks(tokens)) for _item in iter(lambda: next(tokens).nesting, -1))
            found.append(ListBlock(kind == "ordered_list_open", items))
        elif kind == "blockquote_open":
            inner = _blocks(tokens)
            found += [Paragraph(b.inlines, "note") if isinstance(b, Paragraph) else b for b in inner]
        elif token.nesting < 0:
            break
    return found


def _line(tokens: Iterator[Token]) -> tuple[Inline, ...]:
    """The inlines of a paragraph or heading that has been opened; reads past its end."""
    content = next(tokens).content
    next(tokens)
    if not _MARKED_LINE.search(content):
        return (Text(content),) if content else ()
    parser = _parser()
    tokens_of_line: list[Token] = []
    parser.inline.parse(content, parser, {}, tokens_of_line)
    return tuple(_inlines(tokens_of_line))


def _inlines(tokens: Sequence[Token]) -> Iterator[Inline]:
    strong = emphasis = False
    link: str | None = None
    linked: list[Text] = []
    waiting = ""
    for token in tokens:
        kind = token.type
        # The parser divides a text at each escaped character; a placeholder must be seen whole.
        if kind in _WORDS and link is None:
            waiting += " " if kind == "softbreak" else token.content
            continue
        if waiting:
            yield from _texts(waiting, strong, emphasis)
            waiting = ""
        if kind in _WORDS:
            linked.append(Text(" " if kind == "softbreak" else token.content, strong, emphasis))
        elif kind == "code_inline":
            code = Text(token.content, strong, emphasis, True)
            if link is None:
                yield code
            else:
                linked.append(code)
        elif kind in ("strong_open", "strong_close"):
            strong = kind == "strong_open"
        elif kind in ("em_open", "em_close"):
            emphasis = kind == "em_open"
        elif kind == "link_open":
            link, linked = str(token.attrs.get("href", "")), []
        elif kind == "link_close":
            if link and link.startswith("#"):
                yield CrossReference(link[1:], "".join(text.text for text in linked))
            else:
                yield Link(link or "", tuple(linked))
            link = None
        elif kind == "hardbreak":
            yield LineBreak()
    if waiting:
        yield from _texts(waiting, strong, emphasis)


def _texts(content: str, strong: bool, emphasis: bool) -> Iterator[Inline]:
    at = 0
    for found in PLACEHOLDER.finditer(content) if "[" in content else ():
        if found.start() > at:
            yield Text(content[at : found.start()], strong, emphasis)
        yield Placeholder(found[1].strip(), strong)
        at = found.end()
    if content[at:]:
        yield Text(content[at:], strong, emphasis)
