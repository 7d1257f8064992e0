"""Where text has been put, and how much room it has: what makes it hard or impossible to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from kravgen.i18n import _
from kravgen.word.reading import room
from kravgen.word.reading.file import TC, TR, Element, T, is_on, value, w, whole
from kravgen.word.reading.room import signed

Judge = Callable[[Element], str]
"""Tells what is the matter with an element, as a whole sentence; an empty text when nothing is."""

_LEAST_HEIGHT = 160
"""In twentieths of a point: no letters can be read in a lower row."""
_LEAST_LINE = 120
_LEAST_WIDTH = 200
_FARTHEST = 8_500
"""Farther in than this no text has room beside it on a page that stands."""
_OUT = -1_400
"""As far out as the narrowest margins are wide."""
_LEAST_SHEET = 5_000
_LEAST_TEXT = 1_500
"""The least width and height of the text of a page."""

_UPRIGHT = ("", "lrTb", "lrTbV", "lr", "tb")
WIDTH = w("tcW")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def _row_hidden(element: Element) -> str:
    # In a style the same name only says that programs do not list the style.
    parent = element.getparent()
    is_of_row = parent is not None and parent.tag == w("trPr")
    return _("The row is hidden.") if is_of_row and is_on(element) else ""


def _row_height(element: Element) -> str:
    if value(element, "hRule") == "exact" and (
        whole(value(element), _LEAST_HEIGHT) < _LEAST_HEIGHT or room.is_cut(element)
    ):
        return _("The row is too low to be read.")
    return ""


def _merged(element: Element) -> str:
    if element.tag == w("gridSpan") and whole(value(element), 1) <= 1:
        return ""
    return _("Cells have been merged; words in some of them may not be seen.")


def _frame(_element: Element) -> str:
    return _("The paragraph or table has been made to float; it may stand elsewhere or lie over other text.")


def _turned(element: Element) -> str:
    return _("The text is read from the right to the left.") if is_on(element) else ""


def _turned_around(element: Element) -> str:
    return _("The text is read from the right to the left.") if value(element) != "ltr" else ""


def _direction(element: Element) -> str:
    return _("The text stands on its side.") if value(element) not in _UPRIGHT else ""


def _line(element: Element) -> str:
    exact = value(element, "lineRule") == "exact"
    if exact and whole(value(element, "line"), _LEAST_LINE) < _LEAST_LINE:
        return _("The lines are too low to be read.")
    if room.pushed_down(element):
        return _("The text has been moved far down.")
    return ""


def _indent(element: Element) -> str:
    found = [signed(value(element, name)) for name in ("left", "start", "right", "end", "firstLine", "w")]
    hanging = signed(value(element, "hanging"))
    found.extend(room.indents(element))
    if any(length > _FARTHEST or length < _OUT for length in found) or hanging > _FARTHEST:
        return _("The text has been moved to where the page may end.")
    return _("The indents leave no room for the text in its cell.") if room.leaves_no_room(element) else ""


def too_narrow(widths: Iterable[Element]) -> Iterator[tuple[Element, str, str]]:
    """Of the narrow ``widths``, row by row, those of cells with words that are too narrow: with the code and the message."""
    for row, narrow in groupby(widths, lambda width: next(width.iterancestors(TR), None)):
        # Where every cell is so narrow a program has lost the widths, and nothing is hidden in one of them.
        if row is None or max(map(_wide, row.iter(WIDTH))) < _LEAST_WIDTH:
            continue
        for width in narrow:
            cell = next(width.iterancestors(TC), None)
            if cell is not None and any((text.text or "").strip() for text in cell.iter(T)):
                yield width, _HIDDEN, _("The cell is too narrow to be read.")


def is_narrow(element: Element) -> bool:
    """Whether a cell says that it is too narrow for letters."""
    return 0 < _wide(element) < _LEAST_WIDTH


def _wide(element: Element) -> int:
    """The width of a cell that says it in twentieths of a point; 0 for another."""
    return whole(value(element, "w")) if value(element, "type") in ("", "dxa") else 0


def _sheet(element: Element) -> str:
    sizes = (whole(value(element, name), _LEAST_SHEET) for name in ("w", "h"))
    return _("The page is too small to be read.") if min(sizes) < _LEAST_SHEET else ""


def _margins(element: Element) -> str:
    section = element.getparent()
    size = section.find(w("pgSz")) if section is not None else None
    for length, sides in (("w", ("left", "right")), ("h", ("top", "bottom"))):
        edges = [signed(value(element, side)) for side in sides]
        across = whole(value(size, length), 0)
        if length == "w":
            edges.append(signed(value(element, "gutter")))
        if (across and across - sum(map(abs, edges)) < _LEAST_TEXT) or (min(edges) < 0 and length == "w"):
            return _("The margins leave no room for the text.")
    if any(whole(value(element, edge)) > _LEAST_SHEET for edge in ("header", "footer")):
        return _("The margins leave no room for the text.")
    return ""


def _collapsed(element: Element) -> str:
    on = str(element.get(f"{_W15}val", "1")) not in ("0", "false", "off")
    return _("The heading is folded, so that what stands under it is not seen.") if on else ""


def _ground(element: Element) -> str:
    colour = value(element, "color").upper()
    return "" if colour in ("", "AUTO", "FFFFFF") else _("The page has got another colour.")


def _combined(element: Element) -> str:
    return _("The letters have been put together in a way that few can read.")


_HIDDEN, _ORDER = "KG952", "KG956"
JUDGED: dict[str, tuple[str, Judge]] = {
    w("hidden"): (_HIDDEN, _row_hidden),
    w("trHeight"): (_HIDDEN, _row_height),
    **{w(name): (_HIDDEN, _merged) for name in ("vMerge", "hMerge", "gridSpan")},
    **{w(name): (_ORDER, _frame) for name in ("framePr", "tblpPr")},
    **{w(name): (_ORDER, _turned) for name in ("bidi", "bidiVisual", "rtl", "rtlGutter")},
    **{w(name): (_ORDER, _turned_around) for name in ("bdo", "dir")},
    w("textDirection"): (_ORDER, _direction),
    w("spacing"): (_HIDDEN, _line),
    **{w(name): (_HIDDEN, _indent) for name in ("ind", "tblInd")},
    w("pgSz"): (_HIDDEN, _sheet),
    w("pgMar"): (_HIDDEN, _margins),
    w("tabs"): (_HIDDEN, room.tabs),
    **{w(name): (_HIDDEN, room.margins) for name in ("tcMar", "tblCellMar")},
    **{w(name): (_ORDER, room.shifted) for name in ("gridBefore", "gridAfter")},
    **{w(name): (_HIDDEN, room.crossed) for name in ("tl2br", "tr2bl")},
    w("tblCellSpacing"): (_HIDDEN, room.apart),
    w("gridCol"): (_HIDDEN, room.narrow_column),
    w("cols"): (_HIDDEN, room.columns),
    w("docGrid"): (_HIDDEN, room.grid),
    w("background"): (_HIDDEN, _ground),
    w("eastAsianLayout"): (_HIDDEN, _combined),
    f"{_W15}collapsed": (_HIDDEN, _collapsed),
}
"""What is looked at, by name, with the code of the problem."""
