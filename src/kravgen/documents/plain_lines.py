"""The short way through Markdown: headings, paragraphs of one line, bullets and numbers, with bold and italics between
spaces, or gaps and references.

Nearly every text of a requirements library or a template has this shape, and reading it takes a tenth of the parser's
time. Anything else, and anything that could be something else, is left to the parser: what is read here, it reads the
same way. A document that needs no parser does not load it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.documents.tree import (
    Block,
    CrossReference,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Placeholder,
    Text,
)

PLACEHOLDER = re.compile(r"\[(?:FYLL I|FILL IN): ([^\[\]\n]+)\]")
"""What nobody has answered yet, as it stands in a text."""

# A line that can open nothing but what its mark says, and that neither begins nor ends with a space.
_LINE = re.compile(
    r"(- |#{1,4} |[0-9]{1,9}\. )?(?![0-9]+[.)](?:[ \t]|$))((?:\*{1,2})?[^\W_](?:[^\n\r\x00]*[^\s\x00])?)"
)
# Whole lines of a template: where an element is to be placed, and a date.
_WORDLESS = re.compile("\ufdd0[0-9]+\ufdd0|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARKED = re.compile(r"[*`\[\]\ufdd1-\ufdd3]")
# All that a line may hold besides bold and italics.
_OTHER_MARKS = re.compile(r"[`\[\]\ufdd1-\ufdd3]")
_EMPHASIS_OR_MARK = re.compile(r"[*`\ufdd1-\ufdd3]")
# A gap, and a reference to an item of the package.
_PIECE = re.compile(
    PLACEHOLDER.pattern + r"(?!\()|(?<!!)\[([^\W_](?:[^\[\]()<>\\]*[^\W_])?)\]\(#([A-Za-z0-9-]+)\)"
)
# By the rules for delimiter runs, the first can only open and the last only close.
_EMPHASIS = re.compile(r"(?<![^ ])(\*{1,2})([^\W_](?:[^*]*[^\W_])?)\1(?=[ .,;:!?)]|$)")


def read(text: str) -> tuple[Block, ...] | None:
    """The blocks of a text without space around it; None where the parser is needed."""
    found: list[Block] = []
    items: list[tuple[Block, ...]] = []
    first = ""
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
        if mark and mark[0] != "#":
            # After an empty line it would be one more item of a list with air in it.
            if items and (apart or (mark == "- ") != (first == "- ")):
                return None
            # Only some numbers can follow a paragraph without air.
            if not items:
                if mark != "- " and not apart:
                    return None
                first = mark
            items.append((Paragraph(inlines),))
            apart = False
            continue
        # Without air it would go on with the line above; a mark at the end could close the heading.
        if not apart or (mark and line[-1] == "#"):
            return None
        if items:
            found.append(_list(first, items))
            items = []
        found.append(Heading(len(mark) - 1, inlines) if mark else Paragraph(inlines))
        apart = False
    if items:
        found.append(_list(first, items))
    return tuple(found)


def _list(first: str, items: list[tuple[Block, ...]]) -> ListBlock:
    """The list whose first item has the mark ``first``."""
    if first == "- ":
        return ListBlock(ordered=False, items=tuple(items))
    return ListBlock(ordered=True, items=tuple(items), start=int(first[:-2]))


def _wordless(line: str) -> tuple[Inline, ...] | None:
    if _WORDLESS.fullmatch(line):
        return (Text(line),)
    gap = PLACEHOLDER.fullmatch(line)
    return (Placeholder(gap[1].strip()),) if gap and not _EMPHASIS_OR_MARK.search(gap[1]) else None


def _inlines(line: str) -> tuple[Inline, ...] | None:
    if not _MARKED.search(line):
        return (Text(line),)
    if "[" in line:
        return _pieces(line)
    if _OTHER_MARKS.search(line):
        return None
    texts = tuple(_texts(line))
    # A mark left over may pair with another: only the parser can tell.
    return None if any("*" in text.text for text in texts) else texts


def _pieces(line: str) -> tuple[Inline, ...] | None:
    """A line with gaps and references, and without any other mark."""
    if _EMPHASIS_OR_MARK.search(line):
        return None
    found: list[Inline] = []
    at = 0
    for piece in _PIECE.finditer(line):
        if piece.start() > at:
            found.append(Text(line[at : piece.start()]))
        gap, words, target = piece.groups()
        found.append(Placeholder(gap.strip()) if gap else CrossReference(target, words))
        at = piece.end()
    if line[at:]:
        found.append(Text(line[at:]))
    # A bracket left over may pair with another.
    loose = any(isinstance(each, Text) and ("[" in each.text or "]" in each.text) for each in found)
    return None if loose else tuple(found)


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
