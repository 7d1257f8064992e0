"""The words of a Word file as a reader meets them, whatever a program has put around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kravgen.documents.wording import one_line
from kravgen.word.markup import MC
from kravgen.word.reading.file import END, SDT, START, TBL, Element, P, R, T, value, w

_SKIPPED = frozenset(
    map(
        w,
        (
            "del",
            "moveFrom",
            "pPr",
            "rPr",
            "sdtPr",
            "instrText",
            "delText",
            "tcPr",
            "trPr",
            "drawing",
            "pict",
            "object",
        ),
    )
)
"""What has no words, or words that are no part of the text around it: shapes are looked at as a whole."""
_LEAVES = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): " "}
_LOOK = w("rPr")
_CHOICES, _CHOICE, _FALLBACK = (f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))


def blocks(parent: Element, fields: Collection[Element] = ()) -> Iterator[Element]:
    """Paragraphs and tables in order, whatever a program has put around them, without those in ``fields``."""
    for child in parent:
        if child.tag in (P, TBL):
            yield child
        elif child.tag == _CHOICES:
            yield from blocks(_branch(child), fields)
        elif child.tag not in _SKIPPED and len(child) and child not in fields:
            yield from blocks(child, fields)


def paragraphs(element: Element, fields: Collection[Element] = ()) -> Iterator[Element]:
    """The paragraphs in an element, without those in ``fields``: Word makes paragraphs of the lines in a text.

    One in another, as in a text box, belongs to the outer one.
    """
    for child in element:
        if child.tag == P:
            yield child
        elif len(child) and child not in fields:
            yield from paragraphs(child, fields)


def shown_text(element: Element, fields: Collection[Element] = (), bookmarks: Collection[str] = ()) -> str:
    """The words of a paragraph or a cell, on one line: without fields to fill in and without deleted words.

    ``fields`` are the controls that are fields, and ``bookmarks`` those of fields that a program has made plain text of.
    """
    gathered = _Words(fields, bookmarks)
    gathered.take(element)
    return one_line("".join(gathered.words))


class _Words:
    """Gathers the words of elements, without those of ``fields`` and those between ``bookmarks``."""

    def __init__(self, fields: Collection[Element] = (), bookmarks: Collection[str] = ()) -> None:
        self.words: list[str] = []
        self._fields = fields
        self._bookmarks = bookmarks
        self._open = ""

    def take(self, element: Element) -> None:
        """The words of what stands in the element."""
        for child in element:
            if child.tag == R and not self._open:
                # Most of what stands anywhere is runs of text.
                for part in child:
                    if part.tag == T:
                        self.words.append(part.text or "")
                    elif part.tag != _LOOK:
                        self.one(part)
            else:
                self.one(child)

    def one(self, child: Element) -> None:
        """The words of the element itself."""
        tag = child.tag
        if tag == START and self._bookmarks and value(child, "name").lower() in self._bookmarks:
            self._open = value(child, "id")
        elif tag == END and self._open and value(child, "id") == self._open:
            self._open = ""
        elif self._open or tag in _SKIPPED or (tag == SDT and child in self._fields):
            return
        elif tag == T:
            self.words.append(child.text or "")
        elif tag in _LEAVES:
            self.words.append(_LEAVES[str(tag)])
        elif tag == _CHOICES:
            self.take(_branch(child))
        else:
            if tag == P and self.words:
                self.words.append(" ")
            self.take(child)


def _branch(choices: Element) -> Element:
    """What Word shows of content that is there in two ways: the first, since it knows all that it writes itself."""
    for name in (_CHOICE, _FALLBACK):
        found = choices.find(name)
        if found is not None:
            return found
    return choices
