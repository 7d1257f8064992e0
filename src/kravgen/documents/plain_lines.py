"""The short way through Markdown: headings, paragraphs of one line and bullets, with bold and italics between spaces.

Nearly every text of a requirements library or a template has this shape, and reading it takes a tenth of the parser's
time. Anything else, and anything that could be something else, is left to the parser: what is read here, it reads the
same way. A document that needs no parser does not load it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.documents.tree import Block, Heading, Inline, ListBlock, Paragraph, Placeholder, Text

PLACEHOLDER = re.compile(r"\[(?:FYLL I|FILL IN): ([^\[\]\n]+)\]")
"""What nobody has answered yet, as it stands in a text."""

# A line that can open nothing but what its mark says, and that neither begins nor ends with a space.
_LINE = re.compile(r"(- |#{1,4} )?((?:\*{1,2})?[^\W\d_](?:[^\n\r\x00]*[^\s\x00])?)")
# Whole lines of a template: where an element is to be placed, and a date.
_WORDLESS = re.compile("\ufdd0[0-9]+\ufdd0|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARKED = re.compile(r"[*`\[\]\ufdd1-\ufdd3]")
# All that a line may hold besides bold and italics.
_OTHER_MARKS = re.compile(r"[`\[\]\ufdd1-\ufdd3]")
_EMPHASIS_OR_MARK = re.compile(r"[*`\ufdd1-\ufdd3]")
# By the rules for delimiter runs, the first can only open and the last only close.
_EMPHASIS = re.compile(r"(?<![^ ])(\*{1,2})([^\W_](?:[^*]*[^\W_])?)\1(?=[ .,;:!?)]|$)")


def read(text: str) -> tuple[Block, ...] | None:
    """The blocks of a text without space around it; None where the parser is needed."""
    found: list[Block] = []
    bullets: list[tuple[Block, ...]] = []
    apart = True
    for line in text.split("\n"):
        if not line:
            apart = True
            continue
        shape = _LINE.fullmatch(line)
        mark, words = (shape[1], shape[2]) if shape else (None, line)
        inlines = _inlines(words) if shape else _wordless(line)
        if inlines is None:
            return None
        if mark == "- ":
            # After an empty line it would be one more bullet of a list with air in it.
            if bullets and apart:
                return None
            bullets.append((Paragraph(inlines),))
            apart = False
            continue
        # Without air it would go on with the line above; a mark at the end could close the heading.
        if not apart or (mark and line[-1] == "#"):
            return None
        if bullets:
            found.append(ListBlock(ordered=False, items=tuple(bullets)))
            bullets = []
        found.append(Heading(len(mark) - 1, inlines) if mark else Paragraph(inlines))
        apart = False
    if bullets:
        found.append(ListBlock(ordered=False, items=tuple(bullets)))
    return tuple(found)


def _wordless(line: str) -> tuple[Inline, ...] | None:
    if _WORDLESS.fullmatch(line):
        return (Text(line),)
    gap = PLACEHOLDER.fullmatch(line)
    return (Placeholder(gap[1].strip()),) if gap and not _EMPHASIS_OR_MARK.search(gap[1]) else None


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
