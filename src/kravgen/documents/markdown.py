"""Markdown → blocks of the document tree.

Only what a procurement text needs: paragraphs, bold, italics, code, links, lists, and in a template headings and notes.
Everything else stays as the signs it is written with: stars between words and digits, HTML, entities, backslashes.
``[FYLL I: …]`` becomes a placeholder, ``[kravet](#EXIT-08)`` a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from kravgen.library.literal import GUARD, guarded, unguarded

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# A line without any of these is one run of text, and needs no parser.
_MARKED_LINE = re.compile(r"[*`\[\]\n\ufdd1-\ufdd3]")
_WORDS = frozenset(("text", "softbreak"))
_ADDRESSES = ("http://", "https://", "mailto:", "#")


@lru_cache(maxsize=8192)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks that a text of the library or of a procurement holds. What it may not have is shown as signs."""
    return template_blocks(guarded(text))


@lru_cache(maxsize=8192)
def template_blocks(text: str) -> tuple[Block, ...]:
    """The blocks that the text of a template holds, which may have headings and notes."""
    text = text.strip()
    if not text:
        return ()
    plain = plain_lines.read(text)
    return parsed(text) if plain is None else plain


def parsed(text: str) -> tuple[Block, ...]:
    """The blocks as the parser reads them, which is what :func:`template_blocks` gives in less time."""
    return tuple(_blocks(iter(_parser().parse(text))))


def inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of a text that is to be one paragraph. Further paragraphs follow a space; a list item a new line."""
    found: list[Inline] = []
    for sign, line in lines(blocks(text)):
        if found:
            found.append(LineBreak() if sign else Text(" "))
        found += [Text(sign), *line] if sign else line
    return tuple(found)


def lines(found: Iterable[Block]) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """The paragraphs, headings and list items in reading order; each item with the sign that it begins with."""
    for block in found:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                sign = f"{number}. " if block.ordered else "• "
                for below, line in lines(item):
                    yield below or sign, line
                    sign = " " * 3
        elif isinstance(block, Paragraph | Heading):
            yield "", block.inlines


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.inline.ruler.at("emphasis", _stars)
    parser.validateLink = lambda url: url.lower().startswith(_ADDRESSES)  # type: ignore[method-assign]
    # Lines are parsed into inlines here and not by the parser: most lines of a list have no marks at all.
    return parser.disable(
        [
            *("html_block", "html_inline", "image", "reference", "code", "fence", "hr", "lheading", "inline"),
            *("escape", "entity", "autolink"),
        ]
    )


def _stars(state: StateInline, silent: bool) -> bool:
    """Bold and italics begin after a space or an opening sign and end before a space or a closing one.

    Between two words or digits a star is a star: ``5*3*2`` and ``a*b*c`` are shown as they are written.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return False
    start = end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before, after = state.src[start - 1 : start], state.src[end : end + 1]
    opens = (not before or before.isspace() or before in _OPENING) and bool(after) and not after.isspace()
    closes = (not after or after.isspace() or after in _CLOSING) and bool(before) and not before.isspace()
    opens, closes = opens and after not in _CLOSING, closes and before not in _OPENING
    for at in range(start, end):
        state.push("text", "", 0).content = "*"
        token = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), end - start, token, -1, opens, closes))
        state.pos = at + 1
    return True


# A guard stands for the edge of a line.
_OPENING, _CLOSING = "([{\"'»”–—-/" + GUARD, ".,;:!?…)]}\"'»”–—-/" + GUARD


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
            start = int(token.attrs.get("start", 1))
            items = tuple(tuple(_blocks(tokens)) for _item in iter(lambda: next(tokens).nesting, -1))
            found.append(ListBlock(kind == "ordered_list_open", items, start))
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
        # The parser divides a text at each star that marks nothing; a placeholder must be seen whole.
        if kind in _WORDS and link is None:
            waiting += "\n" if kind == "softbreak" else token.content
            continue
        if waiting:
            yield from _texts(waiting, strong, emphasis)
            waiting = ""
        if kind in _WORDS:
            words = " " if kind == "softbreak" else unguarded(token.content)
            linked.append(Text(words, strong, emphasis))
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
    """The words with their gaps, and a new line at each guard."""
    for number, line in enumerate(_NEW_LINE.split(content) if GUARD in content else (content,)):
        if number:
            yield LineBreak()
        yield from _words(unguarded(line.replace("\n", " ")), strong, emphasis)


_NEW_LINE = re.compile(f"{GUARD}\n{GUARD}?|\n{GUARD}")


def _words(content: str, strong: bool, emphasis: bool) -> Iterator[Inline]:
    at = 0
    for found in PLACEHOLDER.finditer(content) if "[" in content else ():
        if found.start() > at:
            yield Text(content[at : found.start()], strong, emphasis)
        yield Placeholder(found[1].strip(), strong)
        at = found.end()
    if content[at:]:
        yield Text(content[at:], strong, emphasis)
