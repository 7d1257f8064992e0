"""How wide the columns and how high the rows of a returned sheet are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from kravgen.sheets.reading.relations import Element, child, decimal, is_on, named, whole

_WIDTH, _HEIGHT = 9.0, 15.0
"""What programs give columns, in characters, and rows, in points, when nobody has chosen."""


class Sizes:
    """The sizes of one sheet. What is hidden has none."""

    def __init__(self, root: Element | None) -> None:
        standard = child(root, "sheetFormatPr")
        self._width = decimal(standard.get("defaultColWidth"), _WIDTH) if standard is not None else _WIDTH
        self._height = decimal(standard.get("defaultRowHeight"), _HEIGHT) if standard is not None else _HEIGHT
        if standard is not None and is_on(standard.get("zeroHeight")):
            self._height = 0.0
        self.fixed: dict[int, float] = {}
        """The rows whose height somebody has chosen, which do not grow with their words."""
        self._heights = self._rows(root)
        told = sorted(
            (whole(e.get("min")), whole(e.get("max")), 0.0 if is_on(e.get("hidden")) else self._of(e))
            for e in (named(root, "col") if root is not None else ())
        )
        self._starts = [first for first, _last, _width in told]
        self._told = told

    def width(self, column: int) -> float:
        """The width of a column, in characters."""
        at = bisect_right(self._starts, column) - 1
        if at >= 0 and self._told[at][1] >= column:
            return self._told[at][2]
        return self._width

    def height(self, row: int) -> float:
        """The height of a row, in points."""
        return self._heights.get(row, self._height)

    def _of(self, column: Element) -> float:
        return decimal(column.get("width"), self._width)

    def _rows(self, root: Element | None) -> Mapping[int, float]:
        found: dict[int, float] = {}
        at = 0
        for line in named(root, "row") if root is not None else ():
            at = whole(line.get("r"), at + 1)
            height = decimal(line.get("ht"), self._height)
            found[at] = 0.0 if is_on(line.get("hidden")) else height
            if line.get("ht") is not None and is_on(line.get("customHeight")):
                self.fixed[at] = height
        return found
