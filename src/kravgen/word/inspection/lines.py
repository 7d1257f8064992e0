"""Rules about lines: lists that are typed, empty lines, and lines that are stretched from margin to margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kravgen.i18n import _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import BREAK, Element, FoundParagraph, T, is_on, text_of, value, w

TYPED_MARK = re.compile(
    r"\s*(?:(?P<sign>[-–—•·*▪■●◦‣►➢➤✓✔\uf0a7\uf0b7\uf0d8])"
    r"|(?P<open>\()?(?:(?P<number>\d{1,3})|(?P<letter>[a-zA-Z]))(?(open)\)|[.)]))\s"
)
"""What people type before an item of a list."""
_INITIAL = re.compile(r"\s*[A-ZÅÄÖ]\.")
_DAY = re.compile(r"\s*\d{1,2}\.\s+(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec)", re.IGNORECASE)
_SPEECH = re.compile(
    r"\s*[-–—].*(?:[?!]\s*$|\b(?:sa|sade|säger|frågar|frågade|svarar|svarade|undrar|undrade)\b)"
)
_LISTED = f"{w('pPr')}/{w('numPr')}/{w('numId')}"
_DELETED = f"{w('pPr')}/{w('rPr')}/{w('del')}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_HOLDS = (
    *map(w, ("drawing", "pict", "object", "fldChar", "fldSimple", "sectPr", "sdt", "sym", "br")),
    *map(w, ("footnoteReference", "endnoteReference", "pBdr", "pageBreakBefore", "numPr")),
    _MATH,
)
"""What is seen in a paragraph without words, or decides where the next one stands."""
_SHORT = 80
"""A line of so few characters is seldom stretched."""


@rule(
    "KG837",
    _n("Take away the typed sign and choose Bullets or Numbering."),
)
def _fake_list(file: Examined) -> Iterator[str]:
    begun = False
    before: FoundParagraph | None = None
    for paragraph in file.paragraphs:
        text = paragraph.text
        if not text or text.isspace():
            continue
        if not TYPED_MARK.match(text):
            begun, before = False, None
        else:
            # One line that begins with a number may be a sentence; two in a row are a list.
            follows = before is not None and _is_next(file, before, paragraph)
            if follows and not begun and before is not None:
                yield before.place
            begun, before = follows, paragraph
    for paragraph in file.paragraphs if file.broken else ():
        if paragraph.element in file.broken and _is_broken_list(paragraph):
            yield paragraph.place


@rule(
    "KG838",
    _n("Delete the empty lines and set the space after the paragraph instead."),
)
def _empty_lines(file: Examined) -> Iterator[str]:
    before = False
    told = False
    for paragraph in file.paragraphs:
        empty = not paragraph.in_table and _is_empty(paragraph)
        if empty and before and not told:
            yield paragraph.place
        told = empty and before
        before = empty


@rule(
    "KG840",
    _n("Choose Align left."),
)
def _justified(file: Examined) -> Iterator[str]:
    for paragraph in file.justified:
        if len(text_of(paragraph, _SHORT + 1)) > _SHORT:
            yield file.place(paragraph)


def in_list(file: Examined, paragraph: FoundParagraph) -> bool:
    """Whether a paragraph is an item of a list, by itself or by its style."""
    own = paragraph.element.find(_LISTED)
    # The list 0 is none: it takes away that of the style.
    return value(own) != "0" if own is not None else bool(file.in_list.get(paragraph.style))


def is_deleted(paragraph: FoundParagraph) -> bool:
    """Whether a paragraph without words has been taken away, and is there only until somebody accepts that."""
    return paragraph.element.find(_DELETED) is not None


def _is_next(file: Examined, first: FoundParagraph, second: FoundParagraph) -> bool:
    """Whether two lines are items of one list that is typed."""
    if not _are_items(first.text, second.text):
        return False
    if first.level or second.level or first.element.getparent() is not second.element.getparent():
        return False
    return not in_list(file, first) and not in_list(file, second)


def _are_items(first: str, second: str) -> bool:
    one, other = TYPED_MARK.match(first), TYPED_MARK.match(second)
    if one is None or other is None:
        return False
    if one["sign"] or other["sign"]:
        # Who speaks has a dash of their own.
        return one["sign"] == other["sign"] and not (_SPEECH.match(first) or _SPEECH.match(second))
    if one["number"] and other["number"]:
        return int(other["number"]) == int(one["number"]) + 1 and not _DAY.match(first)
    if one["letter"] and other["letter"]:
        return ord(other["letter"]) == ord(one["letter"]) + 1 and not _INITIAL.match(first)
    return False


def _is_broken_list(paragraph: FoundParagraph) -> bool:
    """Whether some lines that a paragraph is broken into are items of a list."""
    return any(_are_items(one, other) for one, other in pairwise(_broken(paragraph.element)))


def _broken(paragraph: Element) -> Sequence[str]:
    """The lines that somebody has broken a paragraph into."""
    lines: list[list[str]] = [[]]
    for node in paragraph.iter(T, BREAK):
        if node.tag == T:
            lines[-1].append(node.text or "")
        else:
            lines.append([])
    return tuple(map("".join, lines))


def _is_empty(paragraph: FoundParagraph) -> bool:
    if paragraph.text.strip():
        return False
    element = paragraph.element
    if not len(element):
        return True
    return not any(_holds(found) for found in element.iter(*_HOLDS)) and not is_deleted(paragraph)


def _holds(element: Element) -> bool:
    # A line that is broken is as empty as it was; a new page is something else.
    if element.tag == BREAK:
        return value(element, "type") in ("page", "column")
    return is_on(element)
