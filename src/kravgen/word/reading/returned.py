"""A Word file that has come back: what it says, and what has been filled in.

The file is somebody else's and may have been saved by any program. It is read with the limits of
:mod:`kravgen.word.reading.intake`; nothing in it is followed or run.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kravgen.documents.wording import NOTHING, Wording, one_line
from kravgen.word.names import anchor_name, bookmark_name
from kravgen.word.reading.file import (
    CONTENT,
    CUSTOM,
    END,
    NAME,
    SDT,
    START,
    TBL,
    Element,
    Inspected,
    P,
    R,
    T,
    cells,
    read,
    rows,
    value,
    w,
)

# Begun only where a word begins, and never given back: a long word is gone through once.
_ID = re.compile(r"(?<![A-Z0-9])[A-Z0-9]++(?:-[A-Z0-9.]++)++")
MOST_COLUMNS = 63
"""So many columns has a table in Word."""
_LONGEST_LABEL = 20_000
_MOST_NESTED = 4
"""Tables in tables in tables: kravgen writes none, and in a deeper one no row is looked for."""
_COUNTED = re.compile(r"_\d+$")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "trPrChange", "tblPrChange")
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_TABLE_OF_CONTENTS = re.compile(r"toc (?:heading|\d)$|caption$|contents", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row of a table in the file: its item, what it begins with, the headers above it and the parts they speak of."""

    element: Element
    item: str
    label: str
    headers: tuple[str, ...]
    parts: tuple[str, ...]


class Returned:
    """A returned file, given as its content or as it has been read.

    ``sent`` is what it was sent with: the items that may stand in it, and its fields.

    Raises:
        Refused: the file is no Word document, is damaged, or holds something no document needs.
    """

    def __init__(self, file: bytes | Inspected, sent: Wording = NOTHING) -> None:
        self._file = read(file) if isinstance(file, bytes) else file
        self._items = {bookmark_name(anchor_name(item)).lower(): item for item in sent.items}
        self._fields = frozenset(bookmark_name(field.name).lower() for field in sent.fields)
        self._parts = {one_line(field.column): field.part for field in sent.fields if field.item}

    @property
    def file(self) -> Inspected:
        """The file, read."""
        return self._file

    @property
    def document(self) -> Element:
        """The main part."""
        return self._file.document

    @property
    def texts(self) -> Mapping[str, Element]:
        """Every part that holds text."""
        return self._file.texts

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties of the file."""
        return properties(self._file)

    @cached_property
    def revised(self) -> bool:
        """Whether the file holds changes that nobody has accepted or rejected."""
        return next(self.document.iter(*map(w, _REVISIONS)), None) is not None

    @cached_property
    def rows(self) -> tuple[RowOf, ...]:
        """Every row below a header row."""
        found: list[RowOf] = []
        for table in self.document.iter(TBL):
            if sum(1 for _table in table.iterancestors(TBL)) > _MOST_NESTED:
                continue
            headers: tuple[str, ...] | None = None
            parts: tuple[str, ...] = ()
            for row in rows(table):
                if headers is None:
                    headers = tuple(self._shown(cell) for cell in islice(cells(row), MOST_COLUMNS))
                    parts = tuple(self._parts.get(header, "") for header in headers)
                    continue
                first = next(cells(row), None)
                label = _label(first) if first is not None else ""
                found.append(RowOf(row, self._item_of(first, label), label, headers, parts))
        return tuple(found)

    @cached_property
    def wording(self) -> Wording:
        """The words of the file, told as :func:`kravgen.documents.wording.wording` tells them."""
        items: dict[str, list[str]] = {}
        rest: list[str] = []
        known_rows = {id(row.element): row for row in self.rows}
        current = ""
        body = self.document.find(w("body"))
        for block in _blocks(body) if body is not None else ():
            if block.tag == P:
                if self._left_out(block):
                    continue
                if self._is_heading(block):
                    current = self._marked(block)
                (items.setdefault(current, []) if current else rest).append(self._shown(block))
                continue
            current = ""
            for row in rows(block):
                texts = [self._shown(p) for cell in cells(row) for p in paragraphs(cell)]
                known = known_rows.get(id(row))
                (items.setdefault(known.item, []) if known and known.item else rest).extend(texts)
        return Wording(
            {item: one_line(" ".join(texts)) for item, texts in items.items()},
            tuple(text for text in map(one_line, rest) if text),
        )

    def _item_of(self, first: Element | None, label: str) -> str:
        """The item of a row: by the bookmark in its first cell, else by the id that is seen there."""
        marked = self._marked(first) if first is not None else ""
        if marked:
            return marked
        # A bookmark that a program has dropped leaves the id that a person sees.
        seen = _ID.findall(label)
        return seen[-1] if seen else ""

    def _marked(self, element: Element) -> str:
        for start in element.iter(START):
            name = str(start.get(NAME, "")).lower()
            item = self._items.get(name) or self._items.get(_COUNTED.sub("", name))
            if item:
                return item
        return ""

    def _shown(self, element: Element) -> str:
        return shown_text(element, self._fields)

    def _style_of(self, paragraph: Element) -> str:
        return value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))

    def _is_heading(self, paragraph: Element) -> bool:
        return self._file.levels.get(self._style_of(paragraph), 0) > 0

    def _left_out(self, paragraph: Element) -> bool:
        name = self._style_names.get(self._style_of(paragraph), "")
        return bool(_TABLE_OF_CONTENTS.match(name))

    @cached_property
    def _style_names(self) -> dict[str, str]:
        return {style: value(e.find(w("name"))) for style, e in self._file.styles.items()}


def properties(file: Inspected) -> dict[str, str]:
    """The custom properties of a file."""
    root = file.root_of_file("custom-properties")
    found = root.iter(_PROPERTY) if root is not None else ()
    return {str(p.get("name")): "".join(str(text) for text in p.itertext()) for p in found}


def paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs in an element. One in another, as in a text box, belongs to the outer one."""
    for child in element:
        if child.tag == P:
            yield child
        elif len(child):
            yield from paragraphs(child)


def _label(cell: Element) -> str:
    """The words of a row's first cell, or as many of them as anybody would call a label."""
    words: list[str] = []
    length = 0
    for node in cell.iter(P, T):
        words.append(" " if node.tag == P else node.text or "")
        length += len(words[-1])
        if length > _LONGEST_LABEL:
            break
    return one_line("".join(words))


def shown_text(element: Element, fields: frozenset[str] = frozenset()) -> str:
    """The words of a paragraph or a cell, on one line: without fields to fill in and without deleted words.

    ``fields`` are the bookmarks of fields: a program may have made plain text of a field, between its bookmarks.
    """
    gathered = _Words(fields, inside=False)
    gathered.take(element)
    return one_line("".join(gathered.words))


def filled_text(content: Element) -> str:
    """The words in a control's content, with line ends where a person has made them."""
    if len(content) == 1 and content[0].tag == R and len(content[0].findall(T)) == 1 and len(content[0]) <= 2:
        # One run with one text: what most fields hold.
        return (content[0].findtext(T) or "").strip()
    lines = []
    for paragraph in list(paragraphs(content)) or [content]:
        gathered = _Words(frozenset(), inside=True)
        gathered.take(paragraph)
        lines.append("".join(gathered.words))
    return "\n".join(lines).strip()


def text_between(start: Element, fields: Container[str]) -> str | None:
    """The words between a bookmark's start and its end in the same paragraph.

    None when another of the ``fields`` begins before this one has ended: fields do not overlap.
    """
    gathered = _Words(frozenset(), inside=True)
    number = value(start, "id")
    for sibling in start.itersiblings():
        if sibling.tag == END and value(sibling, "id") == number:
            break
        if sibling.tag == START and str(sibling.get(NAME, "")).lower() in fields:
            return None
        gathered.one(sibling)
    return "".join(gathered.words).strip()


_SKIPPED = frozenset(
    map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "tcPr", "trPr"))
)
_LEAVES = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}


class _Words:
    """Gathers the words of elements. ``inside`` a field its words count, outside they do not."""

    def __init__(self, fields: frozenset[str], inside: bool) -> None:
        self.words: list[str] = []
        self._fields = fields
        self._inside = inside
        self._open = ""

    def take(self, element: Element) -> None:
        """The words of what stands in the element."""
        for child in element:
            self.one(child)

    def one(self, child: Element) -> None:
        """The words of the element itself."""
        tag = child.tag
        if tag == START and value(child, "name").lower() in self._fields:
            self._open = value(child, "id")
        elif tag == END and value(child, "id") == self._open:
            self._open = ""
        elif self._open or tag in _SKIPPED or (tag == SDT and not self._inside):
            return
        elif tag == T:
            self.words.append(child.text or "")
        elif tag in _LEAVES:
            self.words.append(_LEAVES[str(tag)])
        else:
            if tag == P and self.words:
                self.words.append(" ")
            self.take(child)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, without the table of contents."""
    for child in parent:
        if child.tag in (P, TBL):
            yield child
        elif child.tag == SDT:
            if (
                child.find(f"{w('sdtPr')}/{w('docPartObj')}") is None
                and (inner := child.find(CONTENT)) is not None
            ):
                yield from _blocks(inner)
        elif child.tag in (CUSTOM, w("ins"), w("moveTo")):
            yield from _blocks(child)
