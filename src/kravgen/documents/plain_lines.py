"""The short way through Markdown: headings, paragraphs, bullets and numbers, bullets right beneath them, and in a line
bold and italics, gaps and references that do not touch each other. Only plain words may go on in the line below.

Nearly every text of a requirements library or a template has this shape, and reading it takes a tenth of the parser's
time. Anything else, and anything that could be something else, is left to the parser: what is read here, it reads the
same way. A document that needs no parser does not load it either.
"""

from __future__ import annotations

import re

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
# Whole lines of a template: where an element is to be placed, a date, and what stands for nothing.
_WORDLESS = re.compile("\ufdd0[0-9]+\ufdd0|[0-9]{4}-[0-9]{2}-[0-9]{2}|–")
_MARKED = re.compile(r"[*`\[\]\ufdd1-\ufdd3]")
# All that a line may hold besides bold and italics, gaps and references.
_OTHER_MARKS = re.compile(r"[`\ufdd1-\ufdd3]")
# A gap, a reference to an item of the package, and bold or italics. By the rules for delimiter runs, the first stars can
# only open and the last only close.
_PIECE = re.compile(
    PLACEHOLDER.pattern
    + r"(?!\()|(?<!!)\[([^\W_](?:[^\[\]()<>\\*]*[^\W_])?)\]\(#([A-Za-z0-9-]+)\)"
    + r"|(?<![^ ])(\*{1,2})([^\W_](?:[^*\[\]]*(?:[^\W_]|[.,;:!?)]))?)\4(?=[ .,;:!?)-]|$)"
)
_LOOSE = re.compile(r"[*\[\]]")


def read(text: str) -> tuple[Block, ...] | None:
    """The blocks of a text without space around it; None where the parser is needed."""
    found: list[Block] = []
    items: list[tuple[Block, ...]] = []
    first = last = ""
    apart = True
    goes_on = ""
    for written in text.split("\n"):
        line = written.rstrip(" ")
        if not line:
            apart = True
            continue
        beneath = bool(items) and line[0] == " "
        if beneath:
            # It stands where the words of the item above begin.
            line = line.removeprefix(" " * len(last))
        shape = _LINE.fullmatch(line)
        mark, words = (shape[1], shape[2]) if shape else (None, line)
        inlines = _inlines(words) if shape else _wordless(line)
        if inlines is None or (beneath and mark != "- "):
            return None
        if beneath:
            items[-1] = _with_beneath(items[-1], inlines)
            apart = False
        elif mark and mark[0] != "#":
            is_other = not items or (mark == "- ") != (first == "- ")
            # Only some numbers can follow other words without air.
            if is_other and not apart and (items or mark != "- "):
                return None
            if is_other:
                if items:
                    found.append(_list(first, items))
                items, first = [], mark
            last = mark
            items.append((Paragraph(inlines),))
            apart = False
            goes_on = ""
        elif not mark and goes_on and not apart and shape and not _MARKED.search(line):
            words = f"{goes_on} {line}"
            found[-1] = Paragraph((Text(words),))
            goes_on = words if line == written else ""
        else:
            # Without air words go on with the line above; a mark at the end could close the heading.
            if line[-1] == "#" if mark else not apart:
                return None
            # Spaces at the end can break the line.
            goes_on = line if shape and not mark and line == written and not _MARKED.search(line) else ""
            if items:
                found.append(_list(first, items))
                items = []
            found.append(Heading(len(mark) - 1, inlines) if mark else Paragraph(inlines))
            # Nothing goes on with a heading.
            apart = bool(mark)
    if items:
        found.append(_list(first, items))
    return tuple(found)


def _with_beneath(item: tuple[Block, ...], inlines: tuple[Inline, ...]) -> tuple[Block, ...]:
    """An item with one more bullet beneath it."""
    words, below = item[0], item[-1]
    above = below.items if isinstance(below, ListBlock) else ()
    return words, ListBlock(ordered=False, items=(*above, (Paragraph(inlines),)))


def _list(first: str, items: list[tuple[Block, ...]]) -> ListBlock:
    """The list whose first item has the mark ``first``."""
    if first == "- ":
        return ListBlock(ordered=False, items=tuple(items))
    return ListBlock(ordered=True, items=tuple(items), start=int(first[:-2]))


def _wordless(line: str) -> tuple[Inline, ...] | None:
    if _WORDLESS.fullmatch(line):
        return (Text(line),)
    gap = PLACEHOLDER.fullmatch(line)
    return (Placeholder(gap[1].strip()),) if gap and not _MARKED.search(gap[1]) else None


def _inlines(line: str) -> tuple[Inline, ...] | None:
    if not _MARKED.search(line):
        return (Text(line),)
    if _OTHER_MARKS.search(line):
        return None
    found: list[Inline] = []
    at = 0
    for piece in _PIECE.finditer(line):
        gap, words, target, stars, stressed = piece.groups()
        # Stars in a gap may pair with others.
        if gap and "*" in gap:
            return None
        if piece.start() > at:
            found.append(Text(line[at : piece.start()]))
        if gap:
            found.append(Placeholder(gap.strip()))
        elif target:
            found.append(CrossReference(target, words))
        else:
            found.append(Text(stressed, strong=len(stars) == len("**"), emphasis=len(stars) == len("*")))
        at = piece.end()
    if line[at:]:
        found.append(Text(line[at:]))
    # What is left over may pair with another: only the parser can tell.
    loose = any(isinstance(each, Text) and _LOOSE.search(each.text) for each in found)
    return None if loose else tuple(found)
