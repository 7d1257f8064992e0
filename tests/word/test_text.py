"""The text of a written document: every legal text comes back, and what is illegal is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kravgen.documents.tree import (
    Column,
    Document,
    ListBlock,
    Paragraph,
    Placeholder,
    Row,
    Table,
    Text,
)
from kravgen.word.writing.writer import write
from tests.word.sample import (
    DOCUMENT,
    FORM,
    SHIPPED,
    body,
    box,
    heading,
    parts,
    said,
    shown,
    styled,
    with_blocks,
)

LEGAL = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters="".join(map(chr, {*range(32), 0xFFFE, 0xFFFF}))
    )
)


@settings(max_examples=150, deadline=None)
@given(
    LEGAL
    | st.sampled_from(
        ["&<>\"'", "]]>", "<w:p/>", "&amp;", "😀👩‍👩‍👧", "שלום عربى", "a\u200bb\u00adc", " x ", "å" * 10_000]
    )
)
def test_any_legal_text_comes_back(text: str) -> None:
    title = text.strip() or "x"
    document = replace(
        with_blocks(
            heading(1, text),
            Paragraph((Text(text, strong=True), Text(text), Placeholder(text))),
            ListBlock(False, ((said(text),),)),
            Table((Column(text, 1),), (Row(((said(text), box(title)),), anchor=text),), title, text),
        ),
        cover=replace(DOCUMENT.cover, title=title),
        contents=True,
    )
    found = parts(write(document, SHIPPED))
    root = etree.fromstring(found["word/document.xml"])
    assert [shown(p) for p in styled(root, "Heading1")] == [text]
    assert [shown(p) for p in styled(root, "BodyText")] == [f"{text}{text}[FYLL I: {text}]"]
    assert [shown(p) for p in styled(root, "ListBullet")] == [text]
    assert [shown(p) for p in styled(root, "TableHeading")] == [text]
    assert next(shown(p) for p in styled(root, "TableText")) == text
    assert [shown(p) for p in styled(root, "Title")] == [title]
    etree.fromstring(found["docProps/core.xml"])


def test_tab_and_line_end_become_marks() -> None:
    root = body(with_blocks(said("a\tb\nc\r\nd\re")))
    assert shown(styled(root, "BodyText")[0]) == "a\tb\nc\nd\ne"


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_illegal_character_is_refused(character: str) -> None:
    places: list[Callable[[str], Document]] = [
        lambda text: with_blocks(said(text)),
        lambda text: with_blocks(Paragraph((Placeholder(text),))),
        lambda text: with_blocks(replace(FORM, caption=text)),
        lambda text: with_blocks(box(text)),
        lambda text: replace(DOCUMENT, header=(text, "")),
        lambda text: replace(DOCUMENT, subject=text),
        lambda text: replace(DOCUMENT, properties=(("a", text),)),
    ]
    for place in places:
        with pytest.raises(ValueError, match="cannot stand in XML"):
            write(place(f"a{character}b"), SHIPPED)


def test_date_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        write(replace(DOCUMENT, date="i dag"), SHIPPED)


def test_property_said_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        write(replace(DOCUMENT, properties=(("A", "1"), ("a", "2"))), SHIPPED)


def test_language_reaches_the_styles() -> None:
    found = parts(write(replace(DOCUMENT, language="en-GB"), SHIPPED))
    assert b'<w:lang w:val="en-GB"' in found["word/styles.xml"]
    assert b"<dc:language>en-GB</dc:language>" in found["docProps/core.xml"]
