"""What stands around a paragraph and gives it its look: a cell with its table style, a text box, the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kravgen.word.reading.cascade import CORNERS, Cascade, TableStyle
from kravgen.word.reading.file import (
    TBL,
    TC,
    TR,
    Element,
    Inspected,
    cells,
    is_on,
    properties,
    rows,
    value,
    w,
    whole,
)
from kravgen.word.reading.formatting import Layer, colour, shading
from kravgen.word.reading.palette import NONE, WHITE, Palette, Shading

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_BOX = w("txbxContent")
_LOOK, _STYLE, _SHADING = (f"{w('tblPr')}/{w(name)}" for name in ("tblLook", "tblStyle", "shd"))
_SHD, _CELL, _SPAN, _SKIPPED = (
    w("shd"),
    w("tcPr"),
    f"{w('tcPr')}/{w('gridSpan')}",
    f"{w('trPr')}/{w('gridBefore')}",
)
_EXCEPTION = f"{w('tblPrEx')}/{w('shd')}"
_MOST_KNOWN = 2000
_HEX = re.compile("[0-9A-Fa-f]{1,8}")
# What a table turns on or off of its style: our name, the attribute of w:tblLook and the bit of the older spelling.
_SWITCHES = {
    "firstRow": ("firstRow", 0x20),
    "lastRow": ("lastRow", 0x40),
    "firstCol": ("firstColumn", 0x80),
    "lastCol": ("lastColumn", 0x100),
    "Horz": ("noHBand", 0x200),
    "Vert": ("noVBand", 0x400),
}
_NEEDED = {
    **{name: {name} for name in ("firstRow", "lastRow", "firstCol", "lastCol")},
    **{f"band{number}{way}": {way} for number in (1, 2) for way in ("Horz", "Vert")},
    **CORNERS,
}
"""What has to be turned on for a part of a table to be seen."""
_OF_ROWS, _OF_COLUMNS = {"firstRow", "lastRow", "Horz"}, {"firstCol", "lastCol", "Vert"}


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
    """A table, looked at once, and the row of it that was looked at last."""

    style: TableStyle
    on: frozenset[str]
    """What the table wants to have of its style."""
    tells_columns: bool
    ground: Shading
    below: Surroundings
    numbers: dict[Element, int]
    """The number of each row, where the style tells rows apart."""
    row: Element | None = None
    parts: tuple[str, ...] = ()
    """The parts of the table that the row belongs to, as table styles call them."""
    exception: Shading = NONE
    columns: dict[Element, tuple[str, ...]] = field(default_factory=dict)
    """The parts that each cell of the row belongs to by its column, where the style tells columns apart."""
    known: dict[object, Surroundings] = field(default_factory=dict)


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
        row = _nearest(cell, TR)
        element = _nearest(row, TBL) if row is not None else None
        if row is None or element is None:
            return self._page
        table = self._tables.get(element)
        if table is None:
            table = self._tables[element] = self._table(element)
        if table.row is not row:
            _look_at(table, row)
        told = properties(cell, _CELL)
        own = shading(told.find(_SHD)) if told is not None else NONE
        key = (table.parts, table.columns.get(cell, ()), table.exception, own)
        found = table.known.get(key)
        if found is None:
            make_room(table.known)
            found = table.known[key] = self._laid(table, (*key[0], *key[1]), own)
        return found

    def _laid(self, table: _Table, parts: tuple[str, ...], own: Shading) -> Surroundings:
        """The surroundings in a cell that belongs to some parts of the table and has a ground of its ``own``."""
        look = table.style.look(parts)
        ground = table.below.ground
        for written in (
            look.table,
            table.ground if table.exception == NONE else table.exception,
            look.cell,
            own,
        ):
            # "No ground" takes away what the style gives, and what lies below the table shows.
            ground = self._palette.ground(written, table.below.ground if _is_clear(written) else ground)
        # Cells of one look share one object in all tables, and what is worked out about the paragraphs in them.
        key = (
            *(tuple(layer.items()) for layer in (look.characters, look.paragraphs)),
            ground,
            table.below.text,
        )
        found = Surroundings(ground, look.characters, look.paragraphs, table.below.text)
        make_room(self._known)
        return self._known.setdefault(key, found)

    def _table(self, table: Element) -> _Table:
        style = self._cascade.table(self._cascade.named("table", value(table.find(_STYLE))))
        on = frozenset(_switched_on(table.find(_LOOK)))
        seen = {part: needed for part, needed in _NEEDED.items() if part in style.looks and on >= needed}
        tells_rows, tells_columns = (
            any(needed & sides for needed in seen.values()) for sides in (_OF_ROWS, _OF_COLUMNS)
        )
        return _Table(
            style,
            on,
            tells_columns,
            shading(table.find(_SHADING)),
            self._around(table.getparent()),
            {row: number for number, row in enumerate(rows(table))} if tells_rows else {},
        )

    def _in_box(self, box: Element) -> Surroundings:
        for holder in box.iterancestors():
            if holder.tag == f"{_SHAPE}wsp":
                return self._of_shape(holder)
            if str(holder.tag).startswith(_VML) and holder.tag != f"{_VML}textbox":
                return self._of_old_shape(holder)
        return Surroundings("", text="")

    def _of_shape(self, shape: Element) -> Surroundings:
        told, style = (shape.find(f"{_SHAPE}{name}") for name in ("spPr", "style"))
        of_style = style.find(f"{_DRAWING}fillRef") if style is not None else None
        # What neither the shape nor its style fills is seen through.
        is_clear = style is None or (of_style is not None and of_style.get("idx") == "0")
        ground = self._page.ground if is_clear else ""
        for fill in told if told is not None else ():
            if fill.tag == f"{_DRAWING}noFill":
                ground = self._page.ground
            elif fill.tag == f"{_DRAWING}solidFill":
                ground = self._drawn(fill)
            elif str(fill.tag).endswith("Fill"):
                ground = ""
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


def make_room(known: dict[Any, Any]) -> None:
    """Let go of what is known when it becomes much: a file where everything looks different must not fill the memory."""
    if len(known) >= _MOST_KNOWN:
        known.clear()


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
    for name, (attribute, bit) in _SWITCHES.items():
        told = value(look, attribute)
        if (told in ("1", "true", "on") if told else bool(bits & bit)) != attribute.startswith("no"):
            yield name


def _nearest(element: Element, tag: str) -> Element | None:
    parent = element.getparent()
    return parent if parent is not None and parent.tag == tag else next(element.iterancestors(tag), None)


def _look_at(table: _Table, row: Element) -> None:
    """Make the row the one that was looked at last."""
    table.row, table.exception = row, shading(row.find(_EXCEPTION))
    if table.numbers:
        number, last = table.numbers.get(row, 0), len(table.numbers) - 1
        table.parts = _parts(table, number, number == last, ("firstRow", "lastRow", "Horz"), table.style.rows)
    if table.tells_columns:
        table.columns = {}
        column = whole(value(row.find(_SKIPPED)))
        inside = tuple(cells(row))
        for cell in inside:
            names, size = ("firstCol", "lastCol", "Vert"), table.style.columns
            table.columns[cell] = _parts(table, column, cell is inside[-1], names, size)
            column += whole(value(cell.find(_SPAN)), 1)


def _parts(
    table: _Table, number: int, is_last: bool, names: tuple[str, str, str], size: int
) -> tuple[str, ...]:
    """The parts that a row or a column belongs to. A band holds ``size`` of them; the outer ones are in no band."""
    first, last, way = names
    outer = tuple(
        name for name, there in ((first, number == 0), (last, is_last)) if there and name in table.on
    )
    if outer or way not in table.on:
        return outer
    band = (number - (first in table.on)) // max(size, 1)
    return (f"band{band % 2 + 1}{way}",)
