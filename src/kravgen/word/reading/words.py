"""The words of a Word file as a reader meets them, whatever a program has put around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kravgen.documents.wording import comparable, one_line
from kravgen.word.markup import MC
from kravgen.word.reading import alternate
from kravgen.word.reading.file import END, SDT, START, TBL, Element, P, R, T, value, w
from kravgen.word.reading.glyphs import SYMBOL_EX, extended_symbol

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
CHOICES, _CHOICE, _FALLBACK = (f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))


def blocks(parent: Iterable[Element], fields: Collection[Element] = ()) -> Iterator[Element]:
    """Paragraphs and tables in order, whatever a program has put around them, without those in ``fields``."""
    for child in parent:
        if child.tag in (P, TBL):
            yield child
        elif child.tag == CHOICES:
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

    def take(self, element: Iterable[Element]) -> None:
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
        elif tag == SYMBOL_EX:
            self.words.append(extended_symbol(child))
        elif tag in _LEAVES:
            self.words.append(_LEAVES[str(tag)])
        elif tag == CHOICES:
            self.take(_branch(child))
        else:
            if tag == P and self.words:
                self.words.append(" ")
            self.take(child)


def _branch(choices: Element) -> Iterable[Element]:
    """What Word shows of content that is there in two ways; the first of them when it shows none."""
    shown = alternate.shown(choices)
    return shown if len(shown) or not len(choices) else choices[0]


def versions(choices: Element) -> tuple[str, ...]:
    """The words of each way that content is there in, but for those in shapes; the same words once."""
    found = (shown_text(branch) for branch in choices if branch.tag in (_CHOICE, _FALLBACK))
    return tuple({comparable(text): text for text in found}.values())
