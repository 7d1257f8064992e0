"""Ready blocks in the text of a template: a mark stands for each while Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from kravgen.documents.tree import Block, Heading, Paragraph, Text

# Noncharacters that no text may hold (the reader refuses them) mark where a ready block stands.
_MARK = "\ufdd0"
_MARKER = re.compile(f"{_MARK}([0-9]+){_MARK}")


@dataclass(frozen=True, slots=True)
class About:
    """Says of the heading or paragraph just before it: whose text follows, and what to check."""

    anchor: str
    guidance: str


def mark(position: int) -> str:
    """The paragraph that stands for the ready block at ``position``."""
    return f"\n\n{_MARK}{position}{_MARK}\n\n"


def placed_blocks(blocks: Sequence[Block], ready: Sequence[Block | About]) -> list[Block]:
    """The blocks with every marker replaced by the block it stands for."""
    placed: list[Block] = []
    for block in blocks:
        marked = _marked(block, ready)
        if not isinstance(marked, About):
            placed.append(marked)
        elif placed and isinstance(before := placed[-1], Heading):
            notes = "\n\n".join(filter(None, (before.guidance, marked.guidance)))
            placed[-1] = replace(before, anchor=marked.anchor, guidance=notes)
        elif placed and isinstance(before, Paragraph) and marked.guidance:
            placed[-1] = replace(before, guidance=marked.guidance)
    return placed


def _marked(block: Block, ready: Sequence[Block | About]) -> Block | About:
    if isinstance(block, Paragraph) and len(block.inlines) == 1 and isinstance(block.inlines[0], Text):
        found = _MARKER.fullmatch(block.inlines[0].text)
        if found:
            return ready[int(found[1])]
    return block


def without_empty_chapters(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without headings that have nothing under them."""
    for position, block in enumerate(blocks):
        if isinstance(block, Heading):
            under = takewhile(partial(_deeper, heading=block), blocks[position + 1 :])
            if all(isinstance(below, Heading) for below in under):
                continue
        yield block


def _deeper(block: Block, heading: Heading) -> bool:
    return not isinstance(block, Heading) or block.level > heading.level
