"""What a reader of a returned workbook does not see: hidden or too small rows, columns and sheets, and merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.i18n import _
from kravgen.problems import Problem
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import Area, area, areas, letters
from kravgen.sheets.reading.layout import FormRow, FormSheet, Known
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.relations import Element, child, decimal, is_on, named, whole
from kravgen.sheets.reading.sizes import Sizes

_MOST_ASKED = 1000
"""So many frozen rows and columns are asked for their sizes."""
_MOST_AREAS = 20
"""So many areas are compared with each cell; no form has as many."""
_CUT = 0.9
"""So much of the size of its letters must a row have."""
_SMALLEST_SCALE = 36
"""In percent: at a smaller scale, letters of eleven points have less than four."""
_MOST_FROZEN_HEIGHT, _MOST_FROZEN_WIDTH = 600.0, 200.0
"""More than a screen shows, in points and in characters."""
_LOWEST, _NARROWEST = 8.0, 2.5
"""Lower than a line of small letters, in points; narrower than a letter and its margins, in characters."""


def hidden(book: Book, forms: Sequence[FormSheet], known: Known, naming: Naming) -> Iterator[Problem]:
    """Everything that is there but not seen, sheet by sheet."""
    windows = named(book.roots[book.main], "workbookView")
    if windows and all(str(window.get("visibility", "visible")) != "visible" for window in windows):
        yield _told(naming, _("The window of the workbook is hidden, so nothing is shown when it is opened."))
    if any(not is_on(window.get("showSheetTabs"), True) for window in windows) and len(book.sheets) > 1:
        yield _told(naming, _("The tabs of the sheets are hidden, so only one sheet is seen."))
    for form in forms:
        root = form.sheet.root
        if form.sheet.hidden and form.rows:
            yield _told(naming, _("The sheet {sheet} is hidden.").format(sheet=quoted(form.name)))
        if root is None or not form.rows:
            continue
        sizes = form.sizes
        yield from _rows(book, form, sizes, root, naming)
        yield from _columns(form, sizes, naming)
        yield from _views(form, sizes, root, naming)
        yield from _paper(form, root, naming)
        yield from _merged(form, root, naming)
        yield from _keys(form, known, naming)
    yield from _print_areas(book, forms, naming)


def _told(naming: Naming, message: str) -> Problem:
    return naming.problem("KG952", message, _("Open the file in Excel, show what is hidden, and read it."))


def _rows(book: Book, form: FormSheet, sizes: Sizes, root: Element, naming: Naming) -> Iterator[Problem]:
    found = [row for row in form.rows if sizes.height(row.number) < max(_LOWEST, _least(book, form, row))]
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


def _least(book: Book, form: FormSheet, row: FormRow) -> float:
    """The height of the largest letters in a row: in a lower row they are cut."""
    styles = {cell.style for column, cell in row.cells.items() if column != form.key}
    return _CUT * max((book.styles[style].font.size for style in styles), default=0.0)


def _columns(form: FormSheet, sizes: Sizes, naming: Naming) -> Iterator[Problem]:
    used = {column for row in form.rows for column in row.cells} - {form.key}
    gone = [column for column in sorted(used) if sizes.width(column) < _NARROWEST]
    if gone:
        message = _("{sheet}: columns are hidden or too narrow to be read: {columns}")
        columns = naming.several(quoted(form.headers.get(column) or letters(column)) for column in gone)
        yield _told(naming, message.format(sheet=quoted(form.name), columns=columns))


def _views(form: FormSheet, sizes: Sizes, root: Element, naming: Naming) -> Iterator[Problem]:
    zero = any(cell.number == 0 for row in form.rows for cell in row.cells.values() if not cell.formula)
    for view in named(root, "sheetView"):
        pane = child(view, "pane")
        first = area(str(view.get("topLeftCell", "A1")))
        frozen = pane is not None and str(pane.get("state", "")).startswith("frozen")
        if frozen and first and (first.top > 1 or first.left > 1):
            message = _("{sheet}: what stands before {cell} cannot be reached, since the panes are frozen.")
            yield _told(naming, message.format(sheet=quoted(form.name), cell=first))
        if frozen and pane is not None and _fills_the_screen(pane, sizes):
            message = _("{sheet}: so much is frozen that what stands after it cannot be reached.")
            yield _told(naming, message.format(sheet=quoted(form.name)))
        scale = whole(view.get("zoomScale"), 100)
        if 0 < scale < _SMALLEST_SCALE:
            message = _(
                "{sheet}: the sheet is shown at {scale} percent, so the letters are too small to be read."
            )
            yield _told(naming, message.format(sheet=quoted(form.name), scale=scale))
        if is_on(view.get("rightToLeft")):
            message = _("{sheet}: the sheet is shown from right to left.").format(sheet=quoted(form.name))
            yield naming.problem("KG956", message, _("Ask the bidder what applies."))
        if zero and not is_on(view.get("showZeros"), True):
            message = _("{sheet}: the sheet does not show zeros, and it holds some.")
            yield _told(naming, message.format(sheet=quoted(form.name)))


def _fills_the_screen(pane: Element, sizes: Sizes) -> bool:
    rows, columns = (min(int(decimal(pane.get(name), 0.0)), _MOST_ASKED) for name in ("ySplit", "xSplit"))
    return (
        sum(sizes.height(row) for row in range(1, rows + 1)) > _MOST_FROZEN_HEIGHT
        or sum(sizes.width(column) for column in range(1, columns + 1)) > _MOST_FROZEN_WIDTH
    )


def _paper(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    """A sheet that is printed too small."""
    setup, fits = child(root, "pageSetup"), next(iter(named(root, "pageSetUpPr")), None)
    scale = whole(setup.get("scale"), 100) if setup is not None else 100
    if 0 < scale < _SMALLEST_SCALE and not (fits is not None and is_on(fits.get("fitToPage"))):
        message = _(
            "{sheet}: the sheet is printed at {scale} percent, so the letters are too small to be read."
        )
        yield _told(naming, message.format(sheet=quoted(form.name), scale=scale))


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
