"""What a reader of a returned workbook does not see: hidden or too small rows, columns and sheets, and merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kravgen.i18n import _
from kravgen.problems import Problem
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import Area, area, areas, letters
from kravgen.sheets.reading.layout import FormRow, FormSheet, Known
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.relations import Element, child, decimal, is_on, named, whole

_MOST_AREAS = 20
"""So many areas are compared with each cell; no form has as many."""
_LOWEST, _NARROWEST = 8.0, 1.5
"""Lower than a line of small letters, in points; narrower than a letter and its margins, in characters."""


def hidden(book: Book, forms: Sequence[FormSheet], known: Known, naming: Naming) -> Iterator[Problem]:
    """Everything that is there but not seen, sheet by sheet."""
    for form in forms:
        root = form.sheet.root
        if form.sheet.hidden and form.rows:
            yield _told(naming, _("The sheet {sheet} is hidden.").format(sheet=quoted(form.name)))
        if root is None or not form.rows:
            continue
        yield from _rows(form, root, naming)
        yield from _columns(form, root, naming)
        yield from _views(form, root, naming)
        yield from _merged(form, root, naming)
        yield from _keys(form, known, naming)
    yield from _print_areas(book, forms, naming)


def _told(naming: Naming, message: str) -> Problem:
    return naming.problem("KG952", message, _("Open the file in Excel, show what is hidden, and read it."))


def _rows(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    standard = child(root, "sheetFormatPr")
    lowered = standard is not None and (
        is_on(standard.get("zeroHeight")) or decimal(standard.get("defaultRowHeight"), 15) < _LOWEST
    )
    gone: dict[int, bool] = {}
    at = 0
    for line in named(root, "row"):
        at = whole(line.get("r"), at + 1)
        height = line.get("ht")
        low = lowered if height is None else decimal(height, 15) < _LOWEST
        if is_on(line.get("hidden")) or low:
            gone[at] = True
    found = [row for row in form.rows if row.number in gone]
    if not found:
        return
    filtered = next(iter(named(root, "filterColumn")), None) is not None
    message = (
        _("{sheet}: a filter hides rows: {rows}")
        if filtered
        else _("{sheet}: rows are hidden or too low to be read: {rows}")
    )
    rows = naming.several(map(naming.row, found))
    yield _told(naming, message.format(sheet=quoted(form.name), rows=rows))


def _columns(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    standard = child(root, "sheetFormatPr")
    narrow = standard is not None and (decimal(standard.get("defaultColWidth"), 9) < _NARROWEST)
    used: set[int] = {column for row in form.rows for column in row.cells} - {form.key}
    left = sorted(used)
    gone: list[int] = []
    for element in named(root, "col"):
        begin = bisect_left(left, whole(element.get("min")))
        end = bisect_right(left, whole(element.get("max")))
        if begin < end:
            if is_on(element.get("hidden")) or decimal(element.get("width"), 9) < _NARROWEST:
                gone += left[begin:end]
            del left[begin:end]
    gone += left if narrow else []
    found = [form.headers.get(column) or letters(column) for column in sorted(gone)]
    if found:
        message = _("{sheet}: columns are hidden or too narrow to be read: {columns}")
        yield _told(
            naming, message.format(sheet=quoted(form.name), columns=naming.several(map(quoted, found)))
        )


def _views(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    zero = any(cell.number == 0 for row in form.rows for cell in row.cells.values() if not cell.formula)
    for view in named(root, "sheetView"):
        pane = child(view, "pane")
        first = area(str(view.get("topLeftCell", "A1")))
        frozen = pane is not None and str(pane.get("state", "")).startswith("frozen")
        if frozen and first and (first.top > 1 or first.left > 1):
            message = _("{sheet}: what stands before {cell} cannot be reached, since the panes are frozen.")
            yield _told(naming, message.format(sheet=quoted(form.name), cell=first))
        if is_on(view.get("rightToLeft")):
            message = _("{sheet}: the sheet is shown from right to left.").format(sheet=quoted(form.name))
            yield naming.problem("KG956", message, _("Ask the bidder what applies."))
        if zero and not is_on(view.get("showZeros"), True):
            message = _("{sheet}: the sheet does not show zeros, and it holds some.")
            yield _told(naming, message.format(sheet=quoted(form.name)))


def _merged(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    found = [a for element in named(root, "mergeCell") for a in areas(element.get("ref"))]
    if not found:
        return
    message = _("{sheet}: cells have been merged: {cells}").format(
        sheet=quoted(form.name), cells=naming.several(map(str, found))
    )
    covered = [cell for cell in form.sheet.cells if _is_covered(cell.row, cell.column, found)]
    if covered:
        words = naming.several(f"{cell.reference} “{quoted(cell.words)}”" for cell in covered)
        message += " " + _("They cover {cells}").format(cells=words)
    yield naming.problem("KG932", message, _("Compare the answers with the form that was sent."))


def _is_covered(row: int, column: int, found: Sequence[Area]) -> bool:
    # Merged cells are never many in an honest file; in another the first are enough.
    return any(a.holds(row, column) and (row, column) != (a.top, a.left) for a in found[:_MOST_AREAS])


def _keys(form: FormSheet, known: Known, naming: Naming) -> Iterator[Problem]:
    """Words that somebody has put in the hidden column."""
    if not form.key:
        return
    strange = [row for row in form.rows if row.number > form.header and _is_strange(row, form.key, known)]
    if strange:
        words = naming.several(f"{naming.row(row)} “{quoted(row.cells[form.key].words)}”" for row in strange)
        message = _("{sheet}: words stand in the hidden column: {words}")
        yield _told(naming, message.format(sheet=quoted(form.name), words=words))


def _is_strange(row: FormRow, column: int, known: Known) -> bool:
    return column in row.cells and row.cells[column].words.strip() not in known.keys


def _print_areas(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """Sheets of which a part only is printed."""
    by_sheet = {id(form.sheet): form for form in forms}
    left_to_tell = {at: by_sheet.get(id(sheet)) for at, sheet in enumerate(book.sheets)}
    for element in named(book.roots[book.main], "definedName"):
        if str(element.get("name", "")).lower() != "_xlnm.print_area":
            continue
        # A sheet has one: the first.
        form = left_to_tell.pop(whole(element.get("localSheetId"), -1), None)
        if form is None:
            continue
        told = [area(piece.rpartition("!")[2]) for piece in (element.text or "").split(",")]
        printed = [one for one in told if one is not None][:_MOST_AREAS]
        left = [cell for cell in form.sheet.cells if not any(a.holds(cell.row, cell.column) for a in printed)]
        left = [cell for cell in left if cell.column != form.key]
        if printed and left:
            message = _("{sheet}: the print area leaves cells out: {cells}")
            cells = naming.several(cell.reference for cell in left)
            yield _told(naming, message.format(sheet=quoted(form.name), cells=cells))
