"""Reads a Word file once into what the rules ask about: paragraphs, tables, controls, styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from lxml import etree

from kravgen.i18n import _
from kravgen.word.markup import W14, W
from kravgen.word.reading.intake import MAIN, MOST_STYLES, TEXTS, beside_the_text, parse, take_in
from kravgen.word.reading.relations import PACKAGE, Relations, Relationship, by_kind
from kravgen.word.refusal import Refused

Element = etree._Element
Found = TypeVar("Found")

_HEADING_NAME = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_LONGEST_QUOTE = 40
_ENOUGH = 1000
"""So many characters hold the words that are quoted, unless nearly all are blanks."""
_WHOLE = re.compile("[0-9]{1,9}")


def w(name: str) -> str:
    """The element's name in the namespace of Word."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """The element's name in the namespace of Word 2010."""
    return f"{{{W14}}}{name}"


# The names that are asked for once for each paragraph or run of a long document.
P, R, T, TBL, TR, TC, SDT = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc", "sdt"))
TAB, BREAK, CONTENT, CUSTOM = (w(name) for name in ("tab", "br", "sdtContent", "customXml"))
START, END, NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")
_VALUE, _PROPERTIES, _RUN, _STYLE, _BASED_ON = w("val"), w("pPr"), w("rPr"), w("pStyle"), w("basedOn")
_OUTLINE = w("outlineLvl")
_DESCRIBING = frozenset(map(w, ("tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr")))
"""What tells of a table, a row or a control, and holds no part of it."""
_THROUGH = frozenset((SDT, CUSTOM, w("ins"), w("moveTo")))


def value(element: Element | None, name: str = "") -> str:
    """The attribute's value, by default ``w:val``; empty when there is none."""
    return str(element.get(w(name) if name else _VALUE, "")) if element is not None else ""


def properties(element: Element, tag: str) -> Element | None:
    """What an element says of itself, such as the ``w:pPr`` of a paragraph: it stands first, where anybody put it."""
    if not len(element):
        return None
    first = element[0]
    return first if first.tag == tag else element.find(tag)


def whole(text: str, otherwise: int = 0) -> int:
    """The whole number that a value is; ``otherwise`` when it is none, or larger than any that Word writes."""
    return int(text) if _WHOLE.fullmatch(text) else otherwise


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``<w:b/>`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


class FoundParagraph(NamedTuple):
    """A paragraph of the body. ``level`` is 1–9 for a heading, else 0."""

    element: Element
    text: str
    style: str
    level: int
    row: str
    """The row that it stands in, in words; empty outside tables."""
    after: str
    """What it stands after, for a paragraph without words."""

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table."""
        return bool(self.row)

    @property
    def place(self) -> str:
        """Where it is, in words: made for the few that something is found in."""
        return self.row or quoted(self.text) or self.after


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the body with its rows."""

    element: Element
    rows: tuple[Element, ...]
    place: str
    nested: bool


@dataclass
class Inspected:
    """A Word file, read."""

    parts: frozenset[str]
    """The names of all parts."""
    roots: Mapping[str, Element]
    """Every part that is XML, by name."""
    main: str
    """The name of the part that holds the text: that which the file says, whatever it is called."""

    @property
    def paragraphs(self) -> list[FoundParagraph]:
        """The paragraphs of the body in order, with those in tables."""
        return self._walked.paragraphs

    @property
    def tables(self) -> list[FoundTable]:
        """The tables of the body in order."""
        return self._walked.tables

    @cached_property
    def _walked(self) -> _Walk:
        return _Walk(self)

    @property
    def document(self) -> Element:
        """The main part."""
        return self.roots[self.main]

    def relationships(self, owner: str = PACKAGE) -> tuple[Relationship, ...]:
        """What a part says of other parts and of what lies outside; without a name, what the file says."""
        found = self._told.get(owner)
        if found is None:
            root = self.roots.get(self._relations.part_of(owner))
            found = self._told[owner] = self._relations.read(owner, root)
        return found

    @cached_property
    def _told(self) -> dict[str, tuple[Relationship, ...]]:
        return {}

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self.parts)

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the parts that the main part leads to, by what they are to it: ``styles``, ``header``."""
        return by_kind(self.relationships(self.main))

    def root(self, kind: str) -> Element | None:
        """The only part of a kind that the main part leads to, such as ``numbering``; None when there is none."""
        return self._first(self.related, kind)

    def root_of_file(self, kind: str) -> Element | None:
        """The only part of a kind that the file leads to, such as ``core-properties``; None when there is none."""
        return self._first(by_kind(self.relationships()), kind)

    def _first(self, kinds: Mapping[str, tuple[str, ...]], kind: str) -> Element | None:
        names = kinds.get(kind, ())
        return self.roots.get(names[0]) if names else None

    @cached_property
    def texts(self) -> dict[str, Element]:
        """The parts that hold text that people see, by name: the main part, headers, footers, notes and comments."""
        names = (self.main, *(name for kind in TEXTS for name in self.related.get(kind, ())))
        return {name: self.roots[name] for name in names}

    @cached_property
    def styles(self) -> dict[str, Element]:
        """The styles by id."""
        root = self.root("styles")
        found = root.iterfind(w("style")) if root is not None else ()
        return {str(style.get(w("styleId"), "")): style for style in found}

    def inherited(self, own: Callable[[Element], Found | None]) -> dict[str, Found | None]:
        """What each style has by itself, or from the nearest that it is based on; None when nobody has it.

        Each style is asked once, however long the chains are, and a chain that is a circle ends.
        """
        found: dict[str, Found | None] = {}
        for style in self.styles:
            way: list[str] = []
            has = None
            while has is None and style in self.styles and style not in found:
                found[style] = None
                way.append(style)
                has = own(self.styles[style])
                style = value(self.styles[style].find(_BASED_ON)) if has is None else style
            has = has if has is not None else found.get(style)
            found.update(dict.fromkeys(way, has))
        return found

    @cached_property
    def default_paragraph_style(self) -> str:
        """The style of paragraphs that name none."""
        for style_id, style in self.styles.items():
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                return style_id
        return ""

    @cached_property
    def levels(self) -> dict[str, int]:
        """The heading level of every paragraph style: 1–9, or 0 when it is no heading."""
        return {style: level or 0 for style, level in self.inherited(_level).items()}

    @cached_property
    def in_list(self) -> dict[str, bool | None]:
        """Whether a style makes its paragraphs part of a list."""
        path = f"{w('pPr')}/{w('numPr')}/{w('numId')}"

        def own(style: Element) -> bool | None:
            number = style.find(path)
            # The list 0 is none.
            return value(number) != "0" if number is not None else None

        return self.inherited(own)

    def near(self, element: Element) -> str:
        """The first words of a paragraph or a row, quoted. Many controls may ask about the same one."""
        if element not in self._near:
            self._near[element] = quoted(text_of(element, _ENOUGH))
        return self._near[element]

    @cached_property
    def _near(self) -> dict[Element, str]:
        return {}


def _level(style: Element) -> int | None:
    """The heading level that a style itself says; 0 when it says that it is none."""
    named = _HEADING_NAME.match(value(style.find(w("name"))))
    if named:
        return int(named[1])
    return _outlined(value(style.find(f"{w('pPr')}/{_OUTLINE}")))


def _outlined(level: str) -> int | None:
    """The heading level that ``w:outlineLvl`` means; 0 when it means running text, None when nothing is told."""
    if not _WHOLE.fullmatch(level):
        return None
    return int(level) + 1 if int(level) < 9 else 0


def read(content: bytes) -> Inspected:
    """Read a Word file that nobody vouches for.

    Raises:
        Refused: the file is no Word document, is damaged, or holds something no document needs.
    """
    taken = take_in(content)
    parts, names = taken.parts, frozenset(taken.parts)
    # A part that has become a tree is let go of: the two need not be in the memory at once.
    roots = {name: parse(name, parts.pop(name)) for name in taken.xml}
    file = Inspected(names, roots, taken.main)
    if file.document.tag != w("document"):
        raise Refused("not-word", file.main)
    if len(file.styles) > MOST_STYLES:
        raise Refused("too-full", *file.related["styles"])
    return file


def read_beside(content: bytes) -> Inspected:
    """Read a Word file that kravgen has made and nobody has changed, without the body: the main part is empty.

    Raises:
        Refused: it is none.
    """
    parts = beside_the_text(content)
    roots = {name: parse(name, part) for name, part in parts.items()}
    roots[MAIN] = etree.Element(w("document"))
    return Inspected(frozenset(roots), roots, MAIN)


def text_of(element: Element, enough: int = 0) -> str:
    """The words of a paragraph or a cell as they are seen: without deleted ones, with tabs and breaks as spaces.

    With ``enough`` the reading stops when there are so many characters, or so many pieces without any.
    """
    words: list[str] = []
    length = 0
    for node in element.iter(T, TAB, BREAK):
        if node.tag == T:
            words.append(node.text or "")
            length += len(words[-1]) or 1
        elif (above := node.getparent()) is not None and above.tag == R:
            words.append(" ")
        if enough and length >= enough:
            break
    return "".join(words)


def _plain(paragraph: Element, own: Element | None) -> str | None:
    """The words of a paragraph that has one run with one text, as most have; None of any other."""
    inside = len(paragraph) - (own is not None)
    if inside != 1 or (run := paragraph[-1]).tag != R:
        return None if inside else ""
    if len(run) == 1 or (len(run) == 2 and run[0].tag == _RUN):
        text = run[-1]
        return text.text or "" if text.tag == T else None
    return None


class _Walk:
    """Goes through the body in reading order, with a name for each place."""

    def __init__(self, found: Inspected) -> None:
        self.paragraphs: list[FoundParagraph] = []
        self.tables: list[FoundTable] = []
        self._levels = found.levels
        self._default = found.default_paragraph_style
        self._outlined = next(found.document.iter(_OUTLINE), None) is not None
        self._heading = ""
        self._after = _("the beginning of the document")
        body = found.document.find(w("body"))
        if body is not None:
            self._blocks(body, "")

    def _blocks(self, parent: Element, where: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, where)
            elif tag == TBL:
                self._table(child, bool(where))
            elif tag in _THROUGH:
                inner = child.find(CONTENT) if tag == SDT else child
                if inner is not None:
                    self._blocks(inner, where)

    def _paragraph(self, element: Element, where: str) -> None:
        own = properties(element, _PROPERTIES)
        style = (value(properties(own, _STYLE)) if own is not None else "") or self._default
        text = _plain(element, own)
        if text is None:
            text = text_of(element)
        level = self._levels.get(style, 0)
        if self._outlined and not level and own is not None and (told := own.find(_OUTLINE)) is not None:
            # Somebody has given the paragraph itself a level.
            level = _outlined(value(told)) or 0
        if level and not where and text.strip():
            self._heading = text.strip()
            self._after = _("after the heading “{heading}”").format(heading=_cut(self._heading))
        self.paragraphs.append(FoundParagraph(element, text, style, level, where, self._after))

    def _table(self, element: Element, nested: bool) -> None:
        place = _("table {number}").format(number=len(self.tables) + 1) + self._under()
        found = tuple(rows(element))
        self.tables.append(FoundTable(element, found, place, nested))
        row_word = _("row {number}")
        for number, row in enumerate(found, 1):
            where = f"{place}, {row_word.format(number=number)}"
            for cell in cells(row):
                self._blocks(cell, where)

    def _under(self) -> str:
        return (
            " " + _("under the heading “{heading}”").format(heading=_cut(self._heading))
            if self._heading
            else ""
        )


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row, also those inside controls."""
    return _children(row, TC)


def rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those inside controls."""
    return _children(table, TR)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag not in _DESCRIBING and len(child):
            # Programs put wrappers of many kinds around rows and cells.
            yield from _children(child, wanted)


def quoted(text: str) -> str:
    """The first words of a text in quotation marks; empty when there are none."""
    words = " ".join(text.split())
    return _("“{words}”").format(words=_cut(words)) if words else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
