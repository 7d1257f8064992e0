"""What stands around a paragraph and gives it its look: a cell with its table style, a text box, the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kravgen.word.reading.cascade import CONDITIONS, Cascade, TableLook, TableStyle
from kravgen.word.reading.file import TBL, TC, TR, Element, Inspected, cells, is_on, rows, value, w, whole
from kravgen.word.reading.formatting import Layer, colour, shading
from kravgen.word.reading.palette import NONE, WHITE, Palette, Shading

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_BOX = w("txbxContent")
_LOOK, _STYLE, _SHADING = (f"{w('tblPr')}/{w(name)}" for name in ("tblLook", "tblStyle", "shd"))
_CELL, _SPAN, _SKIPPED = (
    f"{w('tcPr')}/{w('shd')}",
    f"{w('tcPr')}/{w('gridSpan')}",
    f"{w('trPr')}/{w('gridBefore')}",
)
_EXCEPTION = f"{w('tblPrEx')}/{w('shd')}"
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_HEX = re.compile("[0-9A-Fa-f]{1,8}")


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a paragraph takes from where it stands. The same surroundings are the same object."""

    ground: str
    """Six hexadecimal digits; empty when it is not known."""
    characters: Layer = field(default_factory=dict)
    paragraphs: Layer = field(default_factory=dict)
    text: str | None = None
    """The colour that text has when nobody has chosen one, where it is not the automatic one; empty when not known."""


@dataclass(slots=True)
class _Table:
    """A table, looked at once: which parts of its style count, and the number of each row."""

    element: Element
    name: str
    style: TableStyle
    ground: Shading
    below: Surroundings
    bits: frozenset[str]
    numbers: dict[Element, int] = field(default_factory=dict)
    row: Element | None = None
    columns: dict[Element, tuple[int, bool]] = field(default_factory=dict)


class Places:
    """Finds the surroundings of paragraphs. Asked in the order of the document, it looks at each row once."""

    def __init__(self, file: Inspected, cascade: Cascade, palette: Palette) -> None:
        self._cascade = cascade
        self._palette = palette
        self._page = Surroundings(_page(file, palette))
        self._tables: dict[Element, _Table] = {}
        self._known: dict[tuple[object, ...], Surroundings] = {}
        self._last: tuple[Element | None, Surroundings] = (None, self._page)

    def of(self, element: Element) -> Surroundings:
        """The surroundings of a paragraph, or of anything else that stands in a cell, a box or on the page."""
        parent = element.getparent()
        if parent is None:
            return self._page
        if parent is not self._last[0]:
            self._last = (parent, self._around(parent))
        return self._last[1]

    def _around(self, element: Element | None) -> Surroundings:
        while element is not None:
            if element.tag == TC:
                return self._in_cell(element)
            if element.tag == _BOX:
                return self._in_box(element)
            element = element.getparent()
        return self._page

    def _in_cell(self, cell: Element) -> Surroundings:
        row = next(cell.iterancestors(TR), None)
        table = next(row.iterancestors(TBL), None) if row is not None else None
        if row is None or table is None:
            return self._page
        found = self._tables.get(table)
        if found is None:
            found = self._tables[table] = self._table(table)
        parts = tuple(_parts(found, row, cell)) if len(found.style.looks) > 1 else ()
        own, exception = shading(cell.find(_CELL)), shading(row.find(_EXCEPTION))
        key = (found.name, parts, own, exception, found.ground, found.below)
        if key not in self._known:
            look = TableLook()
            for name in CONDITIONS:
                if (name == CONDITIONS[0] or name in parts) and name in found.style.looks:
                    look |= found.style.looks[name]
            ground = found.below.ground
            for written in (look.table, found.ground if exception == NONE else exception, look.cell, own):
                # "No ground" takes away what the style gives, and what lies below the table shows.
                ground = self._palette.ground(written, found.below.ground if _is_clear(written) else ground)
            self._known[key] = Surroundings(ground, look.characters, look.paragraphs, found.below.text)
        return self._known[key]

    def _table(self, table: Element) -> _Table:
        style = self._cascade.named("table", value(table.find(_STYLE)))
        return _Table(
            table,
            style,
            self._cascade.table(style),
            shading(table.find(_SHADING)),
            self._around(table.getparent()),
            frozenset(_switched_on(table.find(_LOOK))),
        )

    def _in_box(self, box: Element) -> Surroundings:
        for holder in box.iterancestors():
            if holder.tag == f"{_SHAPE}wsp":
                return self._of_shape(holder)
            if str(holder.tag).startswith(_VML) and holder.tag != f"{_VML}textbox":
                return self._of_old_shape(holder)
        return Surroundings("", text="")

    def _of_shape(self, shape: Element) -> Surroundings:
        properties = shape.find(f"{_SHAPE}spPr")
        ground = ""
        for fill in properties if properties is not None else ():
            if fill.tag == f"{_DRAWING}noFill":
                ground = self._page.ground
            elif fill.tag == f"{_DRAWING}solidFill":
                ground = self._drawn(fill)
        font = shape.find(f"{_SHAPE}style/{_DRAWING}fontRef")
        return self._box(ground, self._drawn(font) if font is not None and len(font) else None)

    def _of_old_shape(self, shape: Element) -> Surroundings:
        if shape.get("filled") in ("f", "false", "0"):
            return self._box(self._page.ground, None)
        digits = str(shape.get("fillcolor", f"#{WHITE}")).split(" ")[0].removeprefix("#")
        ground = self._palette.colour((digits, None, None, None)) if digits != "white" else WHITE
        return self._box("" if ground == "auto" else ground, None)

    def _box(self, ground: str, text: str | None) -> Surroundings:
        return self._known.setdefault(("box", ground, text), Surroundings(ground, text=text))

    def _drawn(self, holder: Element) -> str:
        """The colour that a drawing names; empty when it is changed in a way that is not followed."""
        colour = holder[0] if len(holder) else None
        if colour is None or len(colour):
            return ""
        name = str(colour.get("val", ""))
        if colour.tag == f"{_DRAWING}schemeClr":
            return self._palette.named(name)
        return self._palette.colour((name, None, None, None)) if colour.tag == f"{_DRAWING}srgbClr" else ""


def _page(file: Inspected, palette: Palette) -> str:
    settings, background = file.root("settings"), file.document.find(w("background"))
    shown = settings is not None and is_on(settings.find(w("displayBackgroundShape")))
    if not shown or background is None:
        return WHITE
    found = palette.colour(colour(background, "color"))
    return WHITE if found == "auto" else found


def _is_clear(written: Shading) -> bool:
    return written[0] == "nil" or (written[0] == "clear" and written[5] in ("auto", None) and not written[6])


def _switched_on(look: Element | None) -> Iterator[str]:
    text = value(look)
    bits = int(text, 16) if _HEX.fullmatch(text) else 0
    for name, bit in _BITS.items():
        told = value(look, name)
        if told in ("1", "true", "on") or (not told and bits & bit):
            yield name


def _parts(table: _Table, row: Element, cell: Element) -> Iterator[str]:
    """The parts of the table that the cell belongs to, as table styles call them."""
    if not table.numbers:
        table.numbers = {each: number for number, each in enumerate(rows(table.element))}
    if table.row is not row:
        table.row, table.columns = row, _columns(row)
    bits, number = table.bits, table.numbers.get(row, 0)
    column, is_last = table.columns.get(cell, (0, False))
    top, bottom = "firstRow" in bits and number == 0, "lastRow" in bits and number == len(table.numbers) - 1
    left, right = "firstColumn" in bits and column == 0, "lastColumn" in bits and is_last
    if not (top or bottom) and "noHBand" not in bits:
        band = (number - ("firstRow" in bits)) // max(table.style.rows, 1)
        yield f"band{band % 2 + 1}Horz"
    if not (left or right) and "noVBand" not in bits:
        band = (column - ("firstColumn" in bits)) // max(table.style.columns, 1)
        yield f"band{band % 2 + 1}Vert"
    sides = {"firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right}
    corners = {
        "nwCell": top and left,
        "neCell": top and right,
        "swCell": bottom and left,
        "seCell": bottom and right,
    }
    yield from (name for name, there in (sides | corners).items() if there)


def _columns(row: Element) -> dict[Element, tuple[int, bool]]:
    """The column that each cell of a row begins in, and whether it is the last cell."""
    found: dict[Element, tuple[int, bool]] = {}
    column, last = whole(value(row.find(_SKIPPED))), None
    for cell in cells(row):
        found[cell] = (column, False)
        column, last = column + whole(value(cell.find(_SPAN)), 1), cell
    if last is not None:
        found[last] = (found[last][0], True)
    return found
