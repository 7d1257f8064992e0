"""The short way through Markdown: paragraphs of one line and bullets, with bold and italics set apart by spaces.

Nearly every text of a requirements library has this shape, and reading it takes a tenth of the parser's time. Anything
else, and anything that could be something else, is left to the parser: what is read here, it reads the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.documents.tree import Block, ListBlock, Paragraph, Text

# A line that can open nothing but a paragraph, and that neither begins nor ends with a space.
_LINE = re.compile(r"(- )?((?:\*{1,2})?[^\W\d_](?:[^\n\r\x00]*[^\s\x00])?)")
_MARKED = re.compile(r"[*_`\[\]<\\&]")
# All that a line may hold besides bold and italics: & opens no character reference where a space follows.
_OTHER_MARKS = re.compile(r"[_`\[\]<\\]|&(?! )")
# By the rules for delimiter runs, the first can only open and the last only close.
_EMPHASIS = re.compile(r"(?<![^ ])(\*{1,2})([^\W_](?:[^*]*[^\W_])?)\1(?=[ .,;:!?)]|$)")


def read(text: str) -> tuple[Block, ...] | None:
    """The blocks of a text without space around it; None where the parser is needed."""
    found: list[Block] = []
    bullets: list[tuple[Block, ...]] = []
    apart = True
    for line in text.split("\n"):
        if not line:
            if apart:
                return None
            apart = True
            continue
        shape = _LINE.fullmatch(line)
        inlines = _inlines(shape[2]) if shape else None
        if not shape or inlines is None:
            return None
        paragraph = Paragraph(inlines)
        if shape[1]:
            # After an empty line it would be one more bullet of a list with air in it.
            if bullets and apart:
                return None
            bullets.append((paragraph,))
        elif apart:
            if bullets:
                found.append(ListBlock(ordered=False, items=tuple(bullets)))
                bullets = []
            found.append(paragraph)
        else:
            return None
        apart = False
    if bullets:
        found.append(ListBlock(ordered=False, items=tuple(bullets)))
    return tuple(found)


def _inlines(line: str) -> tuple[Text, ...] | None:
    if not _MARKED.search(line):
        return (Text(line),)
    if _OTHER_MARKS.search(line):
        return None
    texts = tuple(_texts(line))
    # A mark left over may pair with another: only the parser can tell.
    return None if any("*" in text.text for text in texts) else texts


def _texts(line: str) -> Iterator[Text]:
    at = 0
    for found in _EMPHASIS.finditer(line):
        if found.start() > at:
            yield Text(line[at : found.start()])
        strong = len(found[1]) == len("**")
        yield Text(found[2], strong=strong, emphasis=not strong)
        at = found.end()
    if line[at:]:
        yield Text(line[at:])
