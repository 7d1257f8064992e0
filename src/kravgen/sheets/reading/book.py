"""A workbook from somebody else, read: its sheets with their cells and looks, and whatever else it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kravgen.openxml import is_xml
from kravgen.sheets.reading.cells import MOST_CHARACTERS, FoundCell, FoundText, areas, cells, text_of, weight
from kravgen.sheets.reading.formats import DisplayedValue, colour, number_shown, text_shown
from kravgen.sheets.reading.intake import parse, take_in
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.sheets.reading.relations import Element, Relation, child, is_on, local, named, relations
from kravgen.sheets.reading.styles import Styles

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_RULES = 50_000
"""A form with five thousand rows has ten thousand."""
_MOST_FILLING = 20
"""So many formulas that fill other cells are asked for each cell; no form has any."""
_ANY = Decimal(1234)
_TRUE, _FALSE = "SANT", "FALSKT"
"""What Excel in Swedish shows for the two truth values."""


@dataclass(frozen=True)
class BookSheet:
    """A sheet: what its tab says, whether the tab is seen, and the part it is in (None when that cannot be read)."""

    name: str
    hidden: bool
    kind: str
    part: str
    root: Element | None
    cells: tuple[FoundCell, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[int, int], FoundCell]:
        """The cells by row and column."""
        return {(cell.row, cell.column): cell for cell in self.cells}


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
        found = []
        seen: set[str] = set()
        left = MOST_CHARACTERS
        for element in named(self.roots[self.main], "sheet"):
            sheet = self._sheet(element, leads.get(str(element.get(_ID, ""))), left)
            # One part in several sheets would be read as many times.
            if sheet.part in seen:
                raise SheetRefused("damaged", sheet.part)
            seen.add(sheet.part)
            if sheet.root is not None and len(named(sheet.root, "dataValidation")) > _MOST_RULES:
                raise SheetRefused("too-full", sheet.part)
            left -= sum(map(weight, sheet.cells))
            found.append(sheet)
        return tuple(found)

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties of the file."""
        parts = (r.target for r in relations(self.roots, "") if r.kind == "custom-properties")
        root = self.roots.get(next(parts, ""))
        found = named(root, "property") if root is not None else []
        # Some programs set the values apart from their elements with line ends.
        return {str(p.get("name")): "".join(str(text) for text in p.itertext()).strip() for p in found}

    @cached_property
    def styles(self) -> Styles:
        """The formats of cells."""
        return Styles(self._of_kind("styles"), self._of_kind("theme"))

    def parts_of(self, kind: str) -> list[str]:
        """The parts of a kind that the main part leads to."""
        found = (r.target for r in relations(self.roots, self.main) if r.kind == kind and not r.external)
        return list(dict.fromkeys(found))

    def colour(self, cell: FoundCell) -> str | None:
        """The colour that the number format of a cell gives its letters, whatever their font says."""
        code = self.styles[cell.style].code
        name = colour(code, cell.number) if "[" in code else ""
        return self.styles.of_format(name) if name else None

    def shown(self, cell: FoundCell) -> DisplayedValue:
        """What a cell shows, and whether that is what it holds. Each is asked for more than once."""
        # The number of a cell is what its words are.
        key = (cell.style, cell.kind, cell.words)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._shown(cell)
        return found

    def shows_texts(self, style: int) -> bool:
        """Whether a format lets every text be seen as it is: in letters that are seen, in its place and in no colour."""
        found = self._of_texts.get(style)
        if found is None:
            look = self.styles[style]
            found = (
                "[" not in look.code
                and text_shown("a", look.code) == DisplayedValue("a")
                and not self.styles.unseen(style)
                and not (look.indent or look.shrunk)
            )
            self._of_texts[style] = found
        return found

    @cached_property
    def _of_texts(self) -> dict[int, bool]:
        return {}

    def shown_sum(self, style: int) -> DisplayedValue:
        """What a cell of a format shows of some number or other."""
        found = self._of_sums.get(style)
        if found is None:
            found = number_shown(_ANY, self.styles[style].code, self._since_1904)
            self._of_sums[style] = found
        return found

    @cached_property
    def _of_sums(self) -> dict[int, DisplayedValue]:
        return {}

    @cached_property
    def _known(self) -> dict[tuple[object, ...], DisplayedValue]:
        return {}

    def _shown(self, cell: FoundCell) -> DisplayedValue:
        code = self.styles[cell.style].code
        if cell.kind == "truth":
            return DisplayedValue(_TRUE if is_on(cell.words) else _FALSE)
        if cell.kind in ("error", "rich"):
            return DisplayedValue(cell.words)
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
        return self.roots.get(next(iter(self.parts_of(kind)), ""))

    def _sheet(self, element: Element, lead: Relation | None, most: int) -> BookSheet:
        hidden = str(element.get("state", "visible")) != "visible"
        kind, part = (lead.kind, lead.target) if lead and not lead.external else ("", "")
        root = self.roots.get(part)
        found = tuple(cells(root, self._shared, most)) if root is not None and kind == "worksheet" else ()
        found = _with_filled(root, found) if root is not None else found
        return BookSheet(str(element.get("name", "")), hidden, kind, part, root, found)


def _with_filled(root: Element, found: tuple[FoundCell, ...]) -> tuple[FoundCell, ...]:
    """The cells, where those that another cell's formula fills are told as formulas too."""
    filling = [
        told for e in named(root, "f") if e.get("t") in ("array", "dataTable") for told in areas(e.get("ref"))
    ]
    if not filling:
        return found
    return tuple(
        cell._replace(formula=True)
        if any(one.holds(cell.row, cell.column) for one in filling[:_MOST_FILLING])
        else cell
        for cell in found
    )


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
        if is_xml(name, part):
            # Programs find parts whatever letters, small or large, their names are written in.
            roots[name.lower()] = parse(name, part)
    book = Book(frozenset(names), roots)
    if any(len(book.parts_of(kind)) > 1 for kind in ("styles", "theme", "sharedStrings")):
        # Programs differ about which of them they use.
        raise SheetRefused("damaged", book.main)
    if book.main not in book.roots or not book.sheets:
        raise SheetRefused("damaged")
    return book
