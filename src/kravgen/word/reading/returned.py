"""A Word file that has come back: what it says, and what has been filled in.

The file is somebody else's and may have been saved by any program. It is read with the limits of
:mod:`kravgen.word.reading.intake`; nothing in it is followed or run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from kravgen.documents.wording import NOTHING, Wording, one_line
from kravgen.word.names import anchor_name, bookmark_name
from kravgen.word.reading.file import (
    END,
    NAME,
    SDT,
    START,
    TBL,
    TC,
    TR,
    Element,
    Inspected,
    P,
    T,
    cells,
    read,
    rows,
    text_of,
    value,
    w,
)
from kravgen.word.reading.remark import cited
from kravgen.word.reading.words import blocks, paragraphs, shown_text

# Begun only where a word begins, and never given back: a long word is gone through once.
_ID = re.compile(r"(?<![A-Z0-9])[A-Z0-9]++(?:-[A-Z0-9.]++)++")
MOST_COLUMNS = 63
"""So many columns has a table in Word."""
_LONGEST_LABEL = 20_000
_MOST_NESTED = 4
"""Tables in tables in tables: kravgen writes none, and in a deeper one no row is looked for."""
_TAG, _PARTS = f"{w('sdtPr')}/{w('tag')}", f"{w('sdtPr')}/{w('docPartObj')}"
_STYLE = f"{w('pPr')}/{w('pStyle')}"
_COUNTED = re.compile(r"_\d+$")
_CHANGED = ("pPr", "rPr", "trPr", "tblPr", "tblPrEx", "tcPr", "sectPr", "tblGrid")
_REVISIONS = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *(f"{name}Change" for name in _CHANGED),
)
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_ASIDE = re.compile(r"toc (?:heading|\d)$|caption$|contents", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d\W_]+")
"""What a number and a page number are made of, beside the words of a pattern such as "Kap. %1"."""
_LONGEST_NUMBER = 60
"""So many signs may stand before and after the words of a heading."""
_BLOCKS = (P, TR, TBL)
_ENOUGH = 1000


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row of a table in the file: its item, what it begins with, the headers above it and the parts they speak of."""

    element: Element
    item: str
    label: str
    headers: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file has been read as answers: controls, whole cells, and bookmarks around what is no control any more."""

    controls: frozenset[Element] = frozenset()
    bookmarks: frozenset[str] = frozenset()
    """Their names in small letters."""
    marked: dict[Element, frozenset[Element]] = field(default_factory=dict, compare=False, repr=False)
    """Of the cells and paragraphs that have been asked about, what stands between the bookmarks in them."""

    def holds(self, element: Element) -> bool:
        """Whether an element stands in one of the controls, or between the bookmarks of what is no control any more."""
        if any(above in self.controls for above in element.iterancestors(SDT, TC)):
            return True
        return bool(self.bookmarks) and self._is_marked(element)

    def takes(self, cell: Element, row: Element) -> bool:
        """Whether a cell of the row is a field as a whole."""
        return cell in self.controls or (cell.getparent() is not row and self.holds(cell))

    def _is_marked(self, element: Element) -> bool:
        """Whether the last of these bookmarks that began before the element in its cell has not ended before it."""
        holder = next(element.iterancestors(TC), None)
        holder = holder if holder is not None else next(element.iterancestors(P), element)
        if holder not in self.marked:
            self.marked[holder] = frozenset(self._between(holder))
        return element in self.marked[holder]

    def _between(self, holder: Element) -> Iterator[Element]:
        open_mark = ""
        for element in holder.iter():
            if element.tag == START and str(element.get(NAME, "")).lower() in self.bookmarks:
                open_mark = value(element, "id")
            elif element.tag == END and value(element, "id") == open_mark:
                open_mark = ""
            elif open_mark:
                yield element


NOTHING_TAKEN = Taken()


class Returned:
    """A returned file, given as its content or as it has been read.

    ``sent`` is what it was sent with: the items that may stand in it, and its fields.

    Raises:
        Refused: the file is no Word document, is damaged, or holds something no document needs.
    """

    def __init__(self, file: bytes | Inspected, sent: Wording = NOTHING) -> None:
        self._file = read(file) if isinstance(file, bytes) else file
        self._items = {bookmark_name(anchor_name(item)).lower(): item for item in sent.items}
        self._aside = frozenset(sent.aside)
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
                    headers = tuple(shown_text(cell) for cell in islice(cells(row), MOST_COLUMNS))
                    parts = tuple(self._parts.get(header, "") for header in headers)
                    continue
                first = next(cells(row), None)
                label = _label(first) if first is not None else ""
                found.append(RowOf(row, self._item_of(first, label), label, headers, parts))
        return tuple(found)

    def said(self, taken: Taken = NOTHING_TAKEN) -> Wording:
        """The words of the file, told as :func:`kravgen.documents.wording.wording` tells them.

        What has been ``taken`` as answers does not count; whatever else a program has put a control around is text.
        """

        def shown(element: Element) -> str:
            return shown_text(element, taken.controls, taken.bookmarks)

        items: dict[str, list[str]] = {}
        rest: list[str] = []
        aside: list[tuple[int, str]] = []
        headings: set[str] = set()
        current = ""
        body = self.document.find(w("body"))
        for block in blocks(body, taken.controls) if body is not None else ():
            if block.tag == P:
                if self._is_aside(block):
                    aside.append((len(rest), shown(block)))
                    continue
                text = shown(block)
                if self._is_heading(block):
                    current = self._marked(block)
                    headings.add(text)
                (items.setdefault(current, []) if current else rest).append(text)
                continue
            current = ""
            for row in rows(block):
                known = self._row_by_element.get(row)
                # A control may stand around a cell.
                left = [cell for cell in cells(row) if not taken.takes(cell, row)]
                if known and known.item:
                    # As a whole: what is left of a field may be several paragraphs between its bookmarks.
                    items.setdefault(known.item, []).extend(map(shown, left))
                else:
                    rest.extend(shown(p) for cell in left for p in paragraphs(cell, taken.controls))
        strange = [(at, text) for at, text in aside if text and not self._belongs_aside(text, headings)]
        rest = list(_with(rest, strange))
        return Wording(
            {item: one_line(" ".join(texts)) for item, texts in items.items()},
            tuple(text for text in map(one_line, rest) if text),
        )

    def text_without(self, row: RowOf, columns: Collection[str], taken: Taken) -> str:
        """The words of a row as :meth:`said` tells them, without those in the cells below some headers."""
        return one_line(
            " ".join(
                shown_text(cell, taken.controls, taken.bookmarks)
                for header, cell in zip(row.headers, cells(row.element), strict=False)
                if header not in columns and not taken.takes(cell, row.element)
            )
        )

    def whereabouts(self, element: Element) -> tuple[str, str]:
        """The item that an element belongs to, and the words that it stands by; empty where there is none."""
        block = element if element.tag in _BLOCKS else next(element.iterancestors(*_BLOCKS), None)
        if block is None:
            return "", ""
        found = self._whereabouts.get(block)
        if found is None:
            # Thousands of things may stand in one block.
            found = self._whereabouts[block] = self._where(block)
        return found

    def _where(self, block: Element) -> tuple[str, str]:
        for above in (block, *block.iterancestors(TR)):
            row = self._row_by_element.get(above)
            if row is not None and row.item:
                return row.item, ""
        words = one_line(text_of(block, _ENOUGH))
        return "", cited(words) if words else ""

    @cached_property
    def _whereabouts(self) -> dict[Element, tuple[str, str]]:
        return {}

    def place_of(self, mark: Element) -> tuple[RowOf, int] | None:
        """The row and the column that a control or a bookmark stands in; None in none, or above the rows.

        A control may stand in a cell, or around one.
        """
        cell = next(mark.iterancestors(TC, TR), None)
        if cell is None:
            return None
        if cell.tag == TC:
            return self._places.get(cell)
        inner = next(mark.iter(TC), None)
        return self._places.get(inner) if inner is not None else self._row_at(cell)

    def _row_at(self, element: Element) -> tuple[RowOf, int] | None:
        row = self._row_by_element.get(element)
        return (row, 0) if row is not None else None

    @cached_property
    def _places(self) -> dict[Element, tuple[RowOf, int]]:
        return {
            cell: (row, column)
            for row in self.rows
            for column, cell in enumerate(islice(cells(row.element), MOST_COLUMNS))
        }

    @cached_property
    def _row_by_element(self) -> dict[Element, RowOf]:
        return {row.element: row for row in self.rows}

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

    def _style_of(self, paragraph: Element) -> str:
        return value(paragraph.find(_STYLE))

    def _is_heading(self, paragraph: Element) -> bool:
        return self._file.levels.get(self._style_of(paragraph), 0) > 0

    def _is_aside(self, paragraph: Element) -> bool:
        return bool(_ASIDE.match(self._style_names.get(self._style_of(paragraph), "")))

    def _belongs_aside(self, text: str, headings: set[str]) -> bool:
        """Whether a line of the contents or a caption says what it said, or what a heading says, and no more."""
        if text in self._aside:
            return True
        # A heading may begin after each number, and end before each: a long contents has as many lines as headings.
        starts = tuple(self._after_number(text))
        last = max(len(text) - _LONGEST_NUMBER, 0)
        ends = takewhile(lambda at: not _NUMBERS.sub("", text[at:]), range(len(text), last, -1))
        return any(text[start:end] in headings for end in ends for start in starts if start < end)

    def _after_number(self, text: str) -> Iterator[int]:
        """Where a heading may begin in a line of the contents."""
        longest = max(map(len, self._patterns), default=0)
        for at in range(min(len(text), _LONGEST_NUMBER)):
            words = _NUMBERS.sub("", text[:at])
            if len(words) > longest:
                return
            if not words or words in self._patterns:
                yield at

    @cached_property
    def _patterns(self) -> frozenset[str]:
        """The words in the numbers of headings, such as the first in "Kap. 1"."""
        numbering = self._file.root("numbering")
        found = numbering.iter(w("lvlText")) if numbering is not None else ()
        return frozenset(_NUMBERS.sub("", value(pattern)) for pattern in found)

    @cached_property
    def _style_names(self) -> dict[str, str]:
        return {style: value(e.find(w("name"))) for style, e in self._file.styles.items()}


def properties(file: Inspected) -> dict[str, str]:
    """The custom properties of a file."""
    root = file.root_of_file("custom-properties")
    found = root.iter(_PROPERTY) if root is not None else ()
    # Some programs set the values apart from their elements with line ends.
    return {str(p.get("name")): "".join(str(text) for text in p.itertext()).strip() for p in found}


def _with(texts: list[str], others: list[tuple[int, str]]) -> Iterator[str]:
    """The texts with each of the others before the one that it stood before."""
    done = 0
    for at, text in others:
        yield from texts[done:at]
        yield text
        done = at
    yield from texts[done:]


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
