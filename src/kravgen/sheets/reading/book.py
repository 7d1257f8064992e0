"""A workbook from somebody else, read: its sheets with their cells and looks, and whatever else it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kravgen.openxml import is_xml
from kravgen.sheets.reading.cells import FoundCell, FoundText, cells, text_of
from kravgen.sheets.reading.formats import Appearance, number_shown, text_shown
from kravgen.sheets.reading.intake import parse, take_in
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.sheets.reading.relations import Element, Relation, child, is_on, local, named, relations
from kravgen.sheets.reading.styles import Styles

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE, _FALSE = "SANT", "FALSKT"
"""What Excel in Swedish shows for the two truth values."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet: what its tab says, whether the tab is seen, and the part it is in (None when that cannot be read)."""

    name: str
    hidden: bool
    kind: str
    part: str
    root: Element | None
    cells: tuple[FoundCell, ...]


@dataclass
class Book:
    """A workbook with all its parts; ``roots`` are those that are XML."""

    parts: frozenset[str]
    roots: Mapping[str, Element]

    @cached_property
    def main(self) -> str:
        """The name of the main part."""
        found = (r.target for r in relations(self.roots, "") if r.kind == "officeDocument" and not r.external)
        return next(found, "")

    @cached_property
    def sheets(self) -> tuple[BookSheet, ...]:
        """The sheets in order."""
        leads = {relation.id: relation for relation in relations(self.roots, self.main)}
        return tuple(
            self._sheet(element, leads.get(str(element.get(_ID, ""))))
            for element in named(self.roots[self.main], "sheet")
        )

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties of the file."""
        parts = (r.target for r in relations(self.roots, "") if r.kind == "custom-properties")
        root = self.roots.get(next(parts, ""))
        found = named(root, "property") if root is not None else []
        return {str(p.get("name")): "".join(str(text) for text in p.itertext()) for p in found}

    @cached_property
    def styles(self) -> Styles:
        """The formats of cells."""
        return Styles(self._of_kind("styles"), self._of_kind("theme"))

    def shown(self, cell: FoundCell) -> Appearance:
        """What a cell shows, and whether that is what it holds."""
        code = self.styles[cell.style].code
        if cell.kind == "truth":
            return Appearance(_TRUE if is_on(cell.words) else _FALSE)
        if cell.kind == "error":
            return Appearance(cell.words)
        if cell.number is None:
            return text_shown(cell.words, code)
        return number_shown(cell.number, code, self._since_1904)

    @cached_property
    def _since_1904(self) -> bool:
        told = child(self.roots[self.main], "workbookPr")
        return told is not None and is_on(told.get("date1904"))

    @cached_property
    def _shared(self) -> tuple[FoundText, ...]:
        root = self._of_kind("sharedStrings")
        return tuple(text_of(e) for e in root if local(e) == "si") if root is not None else ()

    def _of_kind(self, kind: str) -> Element | None:
        parts = (r.target for r in relations(self.roots, self.main) if r.kind == kind and not r.external)
        return self.roots.get(next(parts, ""))

    def _sheet(self, element: Element, lead: Relation | None) -> BookSheet:
        hidden = str(element.get("state", "visible")) != "visible"
        kind, part = (lead.kind, lead.target) if lead and not lead.external else ("", "")
        root = self.roots.get(part)
        found = tuple(cells(root, self._shared)) if root is not None and kind == "worksheet" else ()
        return BookSheet(str(element.get("name", "")), hidden, kind, part, root, found)


def read(content: bytes) -> Book:
    """Read a workbook that nobody vouches for.

    Raises:
        SheetRefused: the file is no workbook, is damaged, or is one that is not read.
    """
    parts = take_in(content)
    names = tuple(parts)
    roots: dict[str, Element] = {}
    for name in names:
        part = parts.pop(name)
        if is_xml(name):
            roots[name] = parse(name, part)
    book = Book(frozenset(names), roots)
    if book.main not in book.roots or not book.sheets:
        raise SheetRefused("damaged")
    return book
