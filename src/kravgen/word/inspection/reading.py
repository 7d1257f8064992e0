"""Reads a Word file once into what the rules ask about: paragraphs, tables, controls, styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from kravgen.i18n import _
from kravgen.word.intake import parse, take_in
from kravgen.word.markup import W14, W

Element = etree._Element

_HEADING_NAME = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_LONGEST_QUOTE = 40
_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")


def w(name: str) -> str:
    """The element's name in the namespace of Word."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """The element's name in the namespace of Word 2010."""
    return f"{{{W14}}}{name}"


def value(element: Element | None, name: str = "val") -> str:
    """The attribute's value; empty when there is none."""
    return str(element.get(w(name), "")) if element is not None else ""


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``<w:b/>`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. ``level`` is 1–9 for a heading, else 0."""

    element: Element
    text: str
    style: str
    level: int
    place: str
    in_table: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body with its rows."""

    element: Element
    rows: tuple[Element, ...]
    place: str
    nested: bool


@dataclass
class Inspected:
    """A Word file, read."""

    parts: Mapping[str, bytes]
    roots: Mapping[str, Element]
    """Every part that is XML, by name."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def document(self) -> Element:
        """The main part."""
        return self.roots["word/document.xml"]

    @cached_property
    def texts(self) -> dict[str, Element]:
        """The parts that hold text, by name."""
        return {name: root for name, root in self.roots.items() if _TEXT_PARTS.match(name)}

    @cached_property
    def styles(self) -> dict[str, Element]:
        """The styles by id."""
        root = self.roots.get("word/styles.xml")
        found = root.iterfind(w("style")) if root is not None else ()
        return {str(style.get(w("styleId"), "")): style for style in found}

    def chain(self, style: str) -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            element = self.styles[style]
            yield element
            style = value(element.find(w("basedOn")))

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
        return {style: self._level(style) for style in self.styles}

    def _level(self, style: str) -> int:
        for element in self.chain(style):
            named = _HEADING_NAME.match(value(element.find(w("name"))))
            outline = value(element.find(f"{w('pPr')}/{w('outlineLvl')}"))
            if named:
                return int(named[1])
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < 9 else 0
        return 0


def read(content: bytes) -> Inspected:
    """Read a Word file that nobody vouches for.

    Raises:
        BadReference: the file is no Word document, is damaged, or holds something no document needs.
    """
    parts = take_in(content)
    roots = {
        name: parse(name, part) for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))
    }
    found = Inspected(parts, roots)
    _Walk(found).body()
    return found


def text_of(element: Element) -> str:
    """The words of a paragraph or a cell as they are seen: without deleted ones, with tabs and breaks as spaces."""
    words = []
    for node in element.iter(w("t"), w("tab"), w("br")):
        if node.tag == w("t"):
            words.append(node.text or "")
        elif node.getparent() is not None and node.getparent().tag == w("r"):  # type: ignore[union-attr]
            words.append(" ")
    return "".join(words)


class _Walk:
    """Goes through the body in reading order, with a name for each place."""

    def __init__(self, found: Inspected) -> None:
        self._found = found
        self._heading = ""
        self._tables = 0

    def body(self) -> None:
        body = self._found.document.find(w("body"))
        if body is not None:
            self._blocks(body, "", False)

    def _blocks(self, parent: Element, where: str, in_table: bool) -> None:
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child, where, in_table)
            elif child.tag == w("tbl"):
                self._table(child, in_table)
            elif child.tag in (w("sdt"), w("customXml"), w("ins"), w("moveTo")):
                inner = child.find(w("sdtContent")) if child.tag == w("sdt") else child
                if inner is not None:
                    self._blocks(inner, where, in_table)

    def _paragraph(self, element: Element, where: str, in_table: bool) -> None:
        properties = element.find(w("pPr"))
        style = value(properties.find(w("pStyle"))) if properties is not None else ""
        style = style or self._found.default_paragraph_style
        text = text_of(element)
        level = 0 if in_table else self._found.levels.get(style, 0)
        if level and text.strip():
            self._heading = text.strip()
        place = where or quoted(text) or self._after()
        self._found.paragraphs.append(Paragraph(element, text, style, level, place, in_table))

    def _table(self, element: Element, nested: bool) -> None:
        self._tables += 1
        place = _("table {number}").format(number=self._tables) + self._under()
        rows = tuple(_rows(element))
        self._found.tables.append(Table(element, rows, place, nested))
        for number, row in enumerate(rows, 1):
            where = place + ", " + _("row {number}").format(number=number)
            for cell in cells(row):
                self._blocks(cell, where, True)

    def _under(self) -> str:
        return (
            " " + _("under the heading “{heading}”").format(heading=_cut(self._heading))
            if self._heading
            else ""
        )

    def _after(self) -> str:
        if not self._heading:
            return _("the beginning of the document")
        return _("after the heading “{heading}”").format(heading=_cut(self._heading))


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row, also those inside controls."""
    for child in row:
        if child.tag == w("tc"):
            yield child
        elif child.tag in (w("sdt"), w("customXml")):
            inner = child.find(w("sdtContent")) if child.tag == w("sdt") else child
            if inner is not None:
                yield from cells(inner)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == w("tr"):
            yield child
        elif child.tag in (w("sdt"), w("customXml")):
            inner = child.find(w("sdtContent")) if child.tag == w("sdt") else child
            if inner is not None:
                yield from _rows(inner)


def quoted(text: str) -> str:
    """The first words of a text in quotation marks; empty when there are none."""
    words = " ".join(text.split())
    return _("“{words}”").format(words=_cut(words)) if words else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
