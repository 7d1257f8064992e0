"""How much room text has been given where it stands: what pushes it out of its cell, its row or its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil

from kravgen.i18n import _
from kravgen.word.reading.file import (
    BREAK,
    TBL,
    TC,
    TR,
    Element,
    P,
    T,
    cells,
    properties,
    rows,
    text_of,
    value,
    w,
    whole,
)
from kravgen.word.reading.remark import Remark

_LETTER, _LINE, _LEAST_ROOM = 110, 240, 300
"""What a letter of small text is wide, a line of it is high and a column of it needs, in twentieths of a point."""
_ENOUGH = 0.6
"""Of the height that a text is thought to need; letters may be smaller than we think."""
_FARTHEST = 15_500
"""As wide as the text of a page that lies on its side."""
_FAR_DOWN, _MOST_BLANK = 4_000, 20
_NARROW, _MOST_COLUMNS = 200, 63
_CHARACTER = 2.2
"""A hundredth of a character, in twentieths of a point."""
_LONGEST = 5_000
_WIDTH = f"{w('tcPr')}/{w('tcW')}"
_SIDES = ("left", "start", "right", "end")
_NO_LINE = ("", "nil", "none")


def width_of(cell: Element | None) -> int:
    """The width of a cell in twentieths of a point; 0 when it does not say."""
    told = cell.find(_WIDTH) if cell is not None else None
    return whole(value(told, "w")) if told is not None and value(told, "type") in ("", "dxa") else 0


def indents(element: Element) -> tuple[int, ...]:
    """What a ``w:ind`` says that is counted in characters, in twentieths of a point."""
    names = ("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars")
    return tuple(round(signed(value(element, name)) * _CHARACTER) for name in names)


def leaves_no_room(element: Element) -> bool:
    """Whether the indents of a paragraph leave no room in its cell."""
    width = width_of(next(element.iterancestors(TC), None))
    taken = sum(max(signed(value(element, name)), 0) for name in _SIDES)
    return bool(width) and taken > width - _LEAST_ROOM and taken > _LEAST_ROOM


def pushed_down(element: Element) -> bool:
    """Whether a ``w:spacing`` puts so much between paragraphs that what follows is lost from view."""
    return any(whole(value(element, name)) > _FAR_DOWN for name in ("before", "after"))


def tabs(element: Element) -> str:
    """What is the matter with the tab stops of a paragraph."""
    width = width_of(next(element.iterancestors(TC), None))
    farthest = max((signed(value(stop, "pos")) for stop in element.iter(w("tab"))), default=0)
    if farthest <= (width or _FARTHEST):
        return ""
    return _("Tab stops lie outside the room of the text, so that words may not be seen.")


def margins(element: Element) -> str:
    """What is the matter with the margins in a cell, or in all cells of a table."""
    told = {str(side.tag).rpartition("}")[2]: whole(value(side, "w")) for side in element}
    cell = next(element.iterancestors(TC), None)
    width = width_of(cell) or _FARTHEST // 4
    across = sum(told.get(name, 0) for name in _SIDES)
    if across > width - _LEAST_ROOM or max(told.get("top", 0), told.get("bottom", 0)) > _FAR_DOWN // 4:
        return _("The margins in the cells leave no room for the text.")
    return ""


def narrow_column(element: Element) -> str:
    """What is the matter with a column whose cells do not say themselves how wide they are."""
    if not 0 < whole(value(element, "w")) < _NARROW:
        return ""
    parent = element.getparent()
    others = list(parent) if parent is not None and len(parent) <= _MOST_COLUMNS else []
    table = next(element.iterancestors(TBL), None) if others else None
    first = next(rows(table), None) if table is not None else None
    own = list(cells(first)) if first is not None else []
    if len(own) != len(others) or width_of(own[others.index(element)]):
        return ""
    wide = any(whole(value(column, "w")) >= _NARROW for column in others)
    return _("The column is too narrow to be read.") if wide else ""


def apart(element: Element) -> str:
    """What is the matter with the space between the cells of a table."""
    if whole(value(element, "w")) <= _FAR_DOWN // 4:
        return ""
    return _("The margins in the cells leave no room for the text.")


def shifted(element: Element) -> str:
    """That a row begins or ends in another column than it did."""
    return _("The row has been moved to the side.") if whole(value(element)) > 0 else ""


def crossed(element: Element) -> str:
    """That a line is drawn across a cell."""
    if value(element) in _NO_LINE:
        return ""
    return _("A line is drawn across the cell, as if its words did not count.")


def is_cut(height: Element) -> bool:
    """Whether a row that is as high as it says is too low for the text in it."""
    row = next(height.iterancestors(TR), None)
    if row is None or value(height, "hRule") != "exact":
        return False
    needed = max((_height(cell) for cell in cells(row)), default=0)
    return whole(value(height), needed) < _ENOUGH * needed


def _height(cell: Element) -> int:
    width = width_of(cell)
    if not width:
        return 0
    fit = max((width - 200) // _LETTER, 1)
    texts = (text_of(paragraph, _LONGEST) for paragraph in cell.iter(P))
    margin = properties(cell, w("tcPr"))
    above = margin.find(f"{w('tcMar')}/{w('top')}") if margin is not None else None
    before = sum(whole(value(space, "before")) for space in cell.iter(w("spacing")))
    return before + whole(value(above, "w")) + sum(_LINE * max(ceil(len(text) / fit), 1) for text in texts)


def columns(element: Element) -> str:
    """That the text of a page stands in columns."""
    return (
        _("The text stands in columns, in which its tables have no room.")
        if whole(value(element, "num"), 1) > 1
        else ""
    )


def grid(element: Element) -> str:
    """What is the matter with the grid that text is set on."""
    kind = value(element, "type")
    if kind and kind != "default" and whole(value(element, "linePitch")) > 10 * _LINE:
        return _("The lines are so far apart that text may be lost from view.")
    if kind in ("linesAndChars", "snapToChars") and signed(value(element, "charSpace")) < -10_000:
        return _("Letters are squeezed together so that they can hardly be read.")
    return ""


def blank_lines(lines: Iterable[Element], where: Callable[[Element], tuple[str, str]]) -> Iterator[Remark]:
    """Where so many line ends follow each other that a reader may not see what comes after them."""
    count: dict[Element, int] = {}
    for line in lines:
        paragraph = next(line.iterancestors(P), None)
        if paragraph is not None:
            count[paragraph] = count.get(paragraph, 0) + 1
    for paragraph, number in count.items():
        if number > _MOST_BLANK and _in_a_row(paragraph) > _MOST_BLANK:
            yield _blank(_in_a_row(paragraph), paragraph, where)


def blank_paragraphs(root: Element, where: Callable[[Element], tuple[str, str]]) -> Iterator[Remark]:
    """Where so many empty paragraphs follow each other that a reader may not see what comes after them."""
    empty, last = 0, None
    for paragraph, has_words in _with_words(root):
        if has_words:
            if empty > _MOST_BLANK:
                yield _blank(empty, paragraph, where)
            empty = 0
        else:
            parent = paragraph.getparent()
            empty = empty + 1 if parent is last or not empty else 1
            last = parent


def _with_words(root: Element) -> Iterator[tuple[Element, bool]]:
    """The paragraphs of a part, and whether each has words: there are thousands, and each is met once."""
    paragraph, has_words = None, False
    for element in root.iter(P, T):
        if element.tag == T:
            has_words = True
            continue
        if paragraph is not None:
            yield paragraph, has_words
        paragraph, has_words = element, False
    if paragraph is not None:
        yield paragraph, has_words


def _in_a_row(paragraph: Element) -> int:
    most = now = 0
    for element in paragraph.iter(BREAK, w("cr"), T):
        if element.tag != T:
            now += 1
            most = max(most, now)
        elif (element.text or "").strip():
            now = 0
    return most


def _blank(count: int, place: Element, where: Callable[[Element], tuple[str, str]]) -> Remark:
    message = _("There are {count} empty lines in a row; what follows may not be seen.")
    return Remark("KG952", message.format(count=count), *where(place))


def signed(text: str) -> int:
    """A whole number that may be negative."""
    number = whole(text.removeprefix("-"))
    return -number if text.startswith("-") else number
