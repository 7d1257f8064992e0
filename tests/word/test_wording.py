"""Whatever a document says, the file that is written says the same when it is read."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kravgen.documents.tree import (
    Block,
    Column,
    CrossReference,
    Field,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Placeholder,
    Row,
    Table,
    Text,
)
from kravgen.documents.wording import comparable, wording
from kravgen.problems import Place
from kravgen.word.inspection import inspect
from kravgen.word.look.load import load, shipped_path
from kravgen.word.look.reference import Reference
from kravgen.word.reading.answers import answers
from kravgen.word.reading.returned import Returned
from kravgen.word.writing.writer import write
from tests.word.sample import DOCUMENT, SHIPPED, with_blocks

_CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, {*range(32), 0xFFFE, 0xFFFF}))
)
_WORDS = st.text(_CHARACTERS, max_size=40) | st.sampled_from(
    [
        "&<>\"'",
        "]]>",
        "[FYLL I: x]",
        "😀👩‍👩‍👧",
        "שלום",
        "a\u200bb\u00adc",
        " x ",
        "å" * 2000,
        "EXIT-01",
        "Kommentar",
    ]
)
_ITEMS = st.from_regex(r"[A-Z]{2,4}-[0-9]{2}(\.[0-9])?", fullmatch=True)
_INLINES = st.lists(
    st.builds(Text, _WORDS, st.booleans(), st.booleans(), st.booleans())
    | st.builds(Placeholder, _WORDS)
    | st.builds(lambda words: Link("https://example.org/", (Text(words),)), _WORDS)
    | st.builds(CrossReference, _ITEMS, _WORDS),
    max_size=4,
).map(tuple)
_PARAGRAPHS = st.builds(
    Paragraph, _INLINES, st.sampled_from(["body", "small", "number", "note"]), st.just("Tänk på.")
)
_FIELDS = st.builds(
    Field,
    st.sampled_from(["text", "date", "checkbox"]),
    st.just("Namn"),
    st.just("svar"),
    _ITEMS,
    st.just(()),
    _WORDS,
)
_SIMPLE = _PARAGRAPHS | _FIELDS
_LIST_ITEMS = st.lists(_SIMPLE, min_size=1, max_size=2).map(tuple)
_LISTS = st.builds(ListBlock, st.booleans(), st.lists(_LIST_ITEMS, min_size=1, max_size=3).map(tuple))
_HEADINGS = st.builds(
    Heading,
    st.integers(1, 4),
    st.builds(lambda w: (Text(f"R {w}"),), _WORDS),
    st.booleans(),
    st.just("") | _ITEMS,
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 3))
    cell = st.lists(_SIMPLE | _LISTS, max_size=2).map(tuple)
    columns = tuple(Column(draw(_WORDS), 1) for _ in range(count))
    rows = tuple(
        # The first cell of an item's row shows its id, as every table of items does.
        Row(((Paragraph((Text(item),)), *cells[0]), *cells[1:]), item)
        if (item := draw(st.just("") | _ITEMS))
        else Row(((Paragraph((Text("rad"),)),), *cells[1:]))
        for cells in [tuple(draw(cell) for _ in range(count)) for _ in range(draw(st.integers(1, 3)))]
    )
    return Table(columns, rows, "Tabell", "", draw(st.booleans()), draw(st.booleans()))


_BLOCKS = st.lists(_SIMPLE | _LISTS | _HEADINGS | _tables(), max_size=6).map(tuple)


def _comes_back(blocks: tuple[Block, ...], reference: Reference) -> None:
    document = replace(with_blocks(*blocks), contents=True, form=True)
    sent = wording(document)
    content = write(document, reference)
    form = Returned(content, sent)
    found = form.said(answers(form, Place("fil.docx"), sent).taken)
    assert (found.items, found.rest) == (sent.items, sent.rest)
    assert [problem for problem in inspect(content, "fil.docx") if problem.code < "KG83"] == []


@settings(max_examples=120, deadline=None)
@given(_BLOCKS)
def test_the_wording_comes_back(blocks: tuple[Block, ...]) -> None:
    _comes_back(blocks, SHIPPED)


def test_the_sample_comes_back_on_an_own_reference_document(tmp_path: Path) -> None:
    own = tmp_path / "mall.docx"
    docx.Document().save(str(own))
    _comes_back(DOCUMENT.blocks, load(own, shipped_path()))


_EQUAL = (
    ("-", "\u2010\u2011"),
    (" ", "\u00a0\u2009\u202f\t\n"),
    ('"', "\u201c\u201d\u201e"),
    ("'", "\u2018\u2019"),
)


@given(st.lists(st.sampled_from([("a", ""), ("\u00e5", ""), *_EQUAL]), max_size=12), st.data())
def test_signs_that_a_reader_takes_for_the_same_are_the_same(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    sent = "".join(plain for plain, _others in pieces)
    back = "\u00ad".join(data.draw(st.sampled_from(plain + others)) for plain, others in pieces)
    assert comparable(back) == comparable(unicodedata.normalize("NFD", sent)) == comparable(comparable(sent))


@pytest.mark.parametrize(
    ("one", "other"), [("3-5", "3\u20135"), ("a", "\u0430"), ("Ja", "J\u200ba"), ("Ja", "ja")]
)
def test_signs_that_a_reader_can_tell_apart_are_not(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)
