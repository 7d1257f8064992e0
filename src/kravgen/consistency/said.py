"""What a package says, as data: its sentences once each, where they stand, and the rows that give a name a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kravgen.consistency.measures import Amount, amounts, masked
from kravgen.documents.tree import Block, Field, Heading, ListBlock, Paragraph, Table
from kravgen.documents.wording import one_line, plain

if TYPE_CHECKING:
    from kravgen.documents.render import Rendered

_WORD = re.compile("[a-zåäöéü]+")
_END = re.compile(r"(?<=[.?])\s+(?=[A-ZÅÄÖ])")
_NEGATION = frozenset(("inte", "ej", "aldrig", "varken"))
_DUTY = re.compile(" (?:ska|får|måste|bör) ")
_EMPTY = frozenset(
    (
        *(
            "ska",
            "får",
            "måste",
            "bör",
            "kan",
            "inte",
            "och",
            "eller",
            "att",
            "som",
            "den",
            "det",
            "en",
            "ett",
        ),
        *(
            "för",
            "från",
            "till",
            "med",
            "av",
            "på",
            "när",
            "där",
            "inom",
            "efter",
            "före",
            "utan",
            "minst",
            "högst",
        ),
        *(
            "senast",
            "vid",
            "sig",
            "sin",
            "sina",
            "har",
            "är",
            "alla",
            "varje",
            "denna",
            "detta",
            "dessa",
            "samt",
        ),
        *("om", "de", "i", "ut", "upp", "in", "så", "genom", "enligt", "under", "mellan", "hos", "sedan"),
    )
)
_COMMON = frozenset(
    (
        *("leveran", "beställ", "anbudsg", "part", "parten", "parter", "parterna", "tjänste", "systeme"),
        *("avtal", "avtalet", "time", "money", "share", "date"),
    )
)
"""How words begin that stand in most sentences and tell nothing of what one is about, and the signs for amounts."""
_LONGEST_LABEL = 60
_STEM = 7
"""Words that begin with the same letters are taken for forms of one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands first. ``item`` is the id of the item it belongs to, empty for other text."""

    text: str
    document: str
    item: str
    mask: str
    """The words in small letters, with a sign for each amount."""
    amounts: tuple[Amount, ...]
    stems: frozenset[str]
    matter: frozenset[str]
    """The stems that tell what it is about."""
    negated: bool
    binds: bool
    """Whether it says what somebody shall or may do."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with its value, as a row of a table or a line gives it."""

    label: str
    value: str
    document: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the documents say: the sentences that bind somebody or give an amount, and the named values."""

    sentences: tuple[Sentence, ...]
    pairs: tuple[Pair, ...]


def said(documents: Iterable[Rendered]) -> Said:
    """What the documents say, in order: the same words about the same item once."""
    first: dict[tuple[str, str], str] = {}
    pairs: dict[tuple[str, str], Pair] = {}
    for rendered in documents:
        title, word = rendered.template.title, rendered.document.labels.placeholder
        for item, text in _paragraphs(rendered.document.blocks, word):
            first.setdefault((item, text), title)
            for label, value in () if item else _lines(text):
                pairs.setdefault((label.lower(), value), Pair(label, value, title))
        for label, value in _pairs(rendered.document.blocks, word):
            pairs.setdefault((label.lower(), value), Pair(label, value, title))
    sentences: dict[tuple[str, str], str] = {}
    for (item, text), title in first.items():
        for part in parts(text):
            sentences.setdefault((item, part), title)
    judged = (sentence(text, title, item) for (item, text), title in sentences.items())
    return Said(tuple(one for one in judged if one), tuple(pairs.values()))


def parts(text: str) -> list[str]:
    """The sentences of a paragraph."""
    # Most paragraphs are one.
    return _END.split(text) if ". " in text or "? " in text else [text]


def sentence(text: str, document: str, item: str) -> Sentence | None:
    """A sentence with what is compared of it; None for one that neither binds anybody nor gives an amount."""
    lower = text.lower().replace("\u00a0", " ")
    found, binds = amounts(lower), _DUTY.search(lower) is not None
    if not (found or binds):
        return None
    mask = masked(lower, found)
    words = _WORD.findall(mask)
    stems = frozenset([word[:_STEM] for word in words if word not in _EMPTY])
    return Sentence(
        text,
        document,
        item,
        mask,
        tuple(amount for amount, _start, _end in found),
        stems,
        stems - _COMMON,
        not _NEGATION.isdisjoint(words),
        binds,
    )


def _paragraphs(blocks: Iterable[Block], word: str, item: str = "") -> Iterator[tuple[str, str]]:
    """Every paragraph with the item that it belongs to."""
    for block in blocks:
        if isinstance(block, Heading):
            item = block.anchor
        elif isinstance(block, Table):
            item = ""
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell, word, row.anchor)
        elif isinstance(block, ListBlock):
            for entry in block.items:
                yield from _paragraphs(entry, word, item)
        elif isinstance(block, Paragraph):
            yield item, plain(block.inlines, word)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The sentences that give a name a value: "Avtalstid: 4 år" and "Avtalstiden är 4 år"."""
    for sentence in parts(text):
        label, colon, value = sentence.partition(": ")
        if not colon:
            label, colon, value = sentence.partition(" är ")
            found = amounts(value.lower().replace("\u00a0", " "))
            colon = colon if found and found[0][1] == 0 else ""
        if colon and len(label) < _LONGEST_LABEL:
            yield label, value


def _pairs(blocks: Iterable[Block], word: str) -> Iterator[tuple[str, str]]:
    """The rows that give a name a value: a table of two columns, or one whose first cell is a header."""
    for block in blocks:
        if isinstance(block, Table) and (block.first_column_header or len(block.columns) == 2):
            for row in block.rows:
                if not row.anchor and len(row.cells) > 1:
                    label, value = (_cell(cell, word) for cell in row.cells[:2])
                    if label and value:
                        yield label.rstrip(":"), value


def _cell(blocks: Iterable[Block], word: str) -> str:
    texts = (
        plain(block.inlines, word) if isinstance(block, Paragraph) else block.shown
        for block in blocks
        if isinstance(block, Paragraph | Field)
    )
    return one_line(" ".join(texts))
