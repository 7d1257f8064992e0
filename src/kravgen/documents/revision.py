"""Two versions of a text → one text in which every word says whether it has come, gone or stayed.

Without what is deleted the result is the new version, without what is inserted it is the old one, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from operator import attrgetter

from kravgen.documents.alignment import LEAST_ALIKE, common, paired_off, steps
from kravgen.documents.tree import (
    Block,
    Change,
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
from kravgen.documents.wording import shown

Flow = Paragraph | ListBlock
"""The blocks that can be compared: what Markdown gives, with headings as labels."""

_LONGEST = 200_000
"""A paragraph of more characters, both versions together, is no text that anybody reads word by word."""
_BLANKS = re.compile(r"(\s+)")
_OPENING, _CLOSING = "([{«»”\"'", ".,;:!?…)]}«»”\"'"


def flow(blocks: Iterable[Block]) -> tuple[Flow, ...]:
    """The blocks of a Markdown text as they stand in a cell."""
    found: list[Flow] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(Paragraph(_joined(block.inlines), "label"))
        elif isinstance(block, ListBlock):
            found.append(replace(block, items=tuple(_item(item) for item in block.items)))
        elif isinstance(block, Paragraph):
            found.append(replace(block, inlines=_joined(block.inlines)))
    return tuple(found)


def revised(before: Sequence[Flow], after: Sequence[Flow]) -> tuple[Flow, ...]:
    """The new version with what has come and gone since the old one."""
    found: list[Flow] = []
    for step, old, new in steps(before, after):
        found.extend(new if step == "equal" else paired_off(old, new, _alike, _changed, marked))
    return tuple(found)


def marked(block: Flow, change: Change) -> Flow:
    """The block as a whole come or gone, by itself."""
    return _marked(block, change, change)


def marked_cell(blocks: Sequence[Flow], change: Change) -> tuple[Flow, ...]:
    """The blocks of a cell in a row that comes or goes as a whole. The last of them is a paragraph.

    It goes with the row and not by itself: LibreOffice would let the end of a cell go too.
    """
    return (*(marked(block, change) for block in blocks[:-1]), _marked(blocks[-1], change, ""))


def revised_inlines(before: Sequence[Inline], after: Sequence[Inline]) -> tuple[Inline, ...]:
    """The new inlines with the words that have come and gone since the old ones."""
    if before == after:
        return tuple(after)
    if _length(before) + _length(after) > _LONGEST:
        return tuple(_stamped(i, "deleted") for i in before) + tuple(_stamped(i, "inserted") for i in after)
    found = _by_word(list(_tokens(before)), list(_tokens(after)))
    return _joined(_stamped(token, change) for change, tokens in found for token in tokens)


def pieces(blocks: Iterable[Block], placeholder: str) -> Iterator[tuple[Change, str]]:
    """The words of both versions in reading order, without any look. ``placeholder`` is the word "FYLL I"."""
    before: Paragraph | None = None
    for paragraph in _paragraphs(blocks):
        if before:
            yield paragraph.change or before.change, " "
        for inline in paragraph.inlines:
            for child in inline.children if isinstance(inline, Link) else (inline,):
                yield child.change, _word(child, placeholder)
        before = paragraph


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _paragraphs(item)
        elif isinstance(block, Paragraph):
            yield block


def _item(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a list item. Its first paragraph carries the number, so there must be one to mark."""
    found = flow(blocks)
    return (Paragraph(()), *found) if found and isinstance(found[0], ListBlock) else found


def _word(inline: Text | Placeholder | LineBreak | CrossReference, placeholder: str) -> str:
    if isinstance(inline, Placeholder):
        return shown(inline, placeholder)
    return " " if isinstance(inline, LineBreak) else inline.text


def _marked(block: Flow, words: Change, itself: Change) -> Flow:
    if isinstance(block, ListBlock):
        items = (tuple(_marked(child, words, itself) for child in flow(item)) for item in block.items)
        return replace(block, items=tuple(items))
    return replace(block, inlines=tuple(_stamped(i, words) for i in block.inlines), change=itself)


# --- blocks ----------------------------------------------------------------------------------------


def _alike(old: Flow, new: Flow) -> bool:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return old.role == new.role
    return isinstance(old, ListBlock) and isinstance(new, ListBlock) and old.ordered == new.ordered


def _changed(old: Flow, new: Flow) -> Flow:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return replace(new, inlines=revised_inlines(old.inlines, new.inlines))
    assert isinstance(old, ListBlock) and isinstance(new, ListBlock)
    items: list[tuple[Block, ...]] = []
    for step, gone, come in steps(old.items, new.items):
        items.extend(
            come if step == "equal" else paired_off(gone, come, _alike_items, _changed_item, _marked_item)
        )
    return replace(new, items=tuple(items))


def _alike_items(old: Sequence[Block], new: Sequence[Block]) -> bool:
    # The first paragraph of an item carries its number, so an item changes inside its paragraphs or as a whole.
    return len(old) == len(new) and all(map(_alike, flow(old), flow(new)))


def _changed_item(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(map(_changed, flow(old), flow(new)))


def _marked_item(item: Sequence[Block], change: Change) -> tuple[Block, ...]:
    return tuple(marked(block, change) for block in flow(item))


# --- words -----------------------------------------------------------------------------------------


def _tokens(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines in the smallest pieces that can come and go: words, the marks around them and blanks."""
    for inline in inlines:
        if not isinstance(inline, Text):
            yield inline
            continue
        look = _look(inline)
        for chunk in _BLANKS.split(inline.text):
            opened = chunk.lstrip(_OPENING)
            core = opened.rstrip(_CLOSING)
            for piece in (chunk[: len(chunk) - len(opened)], core, opened[len(core) :]):
                if piece:
                    yield Text(piece, *look)


def _by_word(old: Sequence[Inline], new: Sequence[Inline]) -> Iterator[tuple[Change, Sequence[Inline]]]:
    found = list(steps(old, new, _is_blank))
    same = sum(not _is_blank(token) for step, gone, _ in found if step == "equal" for token in gone)
    longest = max(sum(not _is_blank(token) for token in version) for version in (old, new))
    if same < longest * LEAST_ALIKE:
        yield from _replaced(old, new)
        return
    for step, gone, come in found:
        if step == "equal":
            yield "", come
        else:
            yield "deleted", gone
            yield "inserted", come


def _replaced(gone: Sequence[Inline], come: Sequence[Inline]) -> Iterator[tuple[Change, Sequence[Inline]]]:
    """All of it replaced, but for what both begin and end with."""
    start, end = common(gone, come)
    yield "", gone[:start]
    yield "deleted", gone[start : len(gone) - end]
    yield "inserted", come[start : len(come) - end]
    yield "", gone[len(gone) - end :]


def _length(inlines: Iterable[Inline]) -> int:
    return sum(len(inline.text) for inline in inlines if isinstance(inline, Text))


def _is_blank(token: Inline) -> bool:
    return isinstance(token, Text) and token.text.isspace()


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines with texts of one look as one."""
    found: list[Inline] = []
    # What is no text has a key that nothing else has.
    for look, alike in groupby(
        inlines, lambda inline: _look(inline) if isinstance(inline, Text) else object()
    ):
        first, *more = alike
        if more and isinstance(look, tuple):
            first = Text("".join(text.text for text in (first, *more) if isinstance(text, Text)), *look)
        found.append(first)
    return tuple(found)


_look = attrgetter(*(field.name for field in fields(Text) if field.name != "text"))
"""How a text looks: all that is not its characters, in the order that a text takes it."""


def _stamped(inline: Inline, change: Change) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=tuple(replace(child, change=change) for child in inline.children))
    if isinstance(inline, Text):
        return Text(inline.text, inline.strong, inline.emphasis, inline.code, change)
    return replace(inline, change=change)
