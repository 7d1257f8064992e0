"""Cells that show something else than they hold: formats, colours, tiny or struck letters, formulas, look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kravgen.documents.letters import odd_signs
from kravgen.i18n import _, _n
from kravgen.problems import Problem, shortened
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.formats import plain
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.relations import named
from kravgen.sheets.reading.room import crowded
from kravgen.sheets.reading.sizes import Sizes
from kravgen.sheets.reading.styles import unseen

_ASK = _n("Ask the bidder what applies.")
_KINDS: dict[str, tuple[str, str, str, str]] = {
    "error": (
        "KG933",
        _n("{place}: the cell holds an error: {words}"),
        _n("{sheet}: {count} cells hold errors: {cells}"),
        _ASK,
    ),
    "formula": (
        "KG933",
        _n("{place}: the cell holds a formula, which showed {words}."),
        _n("{sheet}: {count} cells hold formulas: {cells}"),
        _ASK,
    ),
    "rich": (
        "KG953",
        _n("{place}: the cell shows a picture or a value from elsewhere and holds {words}"),
        _n("{sheet}: {count} cells show pictures or values from elsewhere: {cells}"),
        _ASK,
    ),
    "colour": (
        "KG952",
        _n("{place}: the letters have the colour of their ground: {words}"),
        _n("{sheet}: the letters of {count} cells have the colour of their ground: {cells}"),
        _ASK,
    ),
    "size": (
        "KG952",
        _n("{place}: the letters are too small to be read: {words}"),
        _n("{sheet}: the letters of {count} cells are too small to be read: {cells}"),
        _ASK,
    ),
    "symbols": (
        "KG953",
        _n("{place}: the font draws other signs than the letters that are stored: {words}"),
        _n("{sheet}: in {count} cells the font draws other signs than the letters that are stored: {cells}"),
        _ASK,
    ),
    "struck": (
        "KG952",
        _n("{place}: the words are struck out: {words}"),
        _n("{sheet}: the words of {count} cells are struck out: {cells}"),
        _ASK,
    ),
    "pushed": (
        "KG952",
        _n("{place}: empty lines, blanks or an indentation push words out of the cell: {words}"),
        _n("{sheet}: empty lines, blanks or an indentation push words out of {count} cells: {cells}"),
        _n("Open the file in Excel, show what is hidden, and read it."),
    ),
    "shown": (
        "KG953",
        _n("{place}: the cell shows {shown} and holds {words}"),
        _n("{sheet}: {count} cells show something else than they hold: {cells}"),
        _ASK,
    ),
    "spoken": (
        "KG955",
        _n("{place}: words that help to pronounce the cell say: {words}"),
        _n("{sheet}: words that help to pronounce {count} cells say: {cells}"),
        _ASK,
    ),
    "signs": (
        "KG954",
        _n("{place}: the words have {shown}: {words}"),
        _n("{sheet}: the words of {count} cells have odd signs: {cells}"),
        _n("Ask for the words in ordinary letters."),
    ),
}
"""What may be the matter with a cell: the code, what is said of one cell and of many, and what to do."""
_APART = re.compile(r"\n|\s\s")
_MOST_APART, _LONGEST_OF_MANY = 3, 60
"""So many cells of a sheet with one matter are told of one by one."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something that is the matter with a cell: of what kind, the words that it holds and what is seen of them."""

    kind: str
    row: FormRow
    cell: FoundCell
    words: str
    shown: str = ""


def looks(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """Every cell that is not seen as it is, and rules that may change how cells look."""
    for form in forms:
        sizes = form.sizes
        by_kind: dict[str, list[_Finding]] = {}
        for row in form.rows:
            for column, cell in row.cells.items():
                if column == form.key and row.number >= form.header > 0:
                    continue
                if _is_ordinary(book, form, cell):
                    continue
                for finding in _cell(book, form, row, cell, sizes):
                    by_kind.setdefault(finding.kind, []).append(finding)
        for kind, findings in by_kind.items():
            yield from _told(form, kind, findings, naming)
        yield from _conditional(form, naming)


def is_plain(book: Book, cell: FoundCell) -> bool:
    """Whether a cell is seen as it is: what is not has been told of, and is no answer."""
    return (
        not cell.formula
        and cell.kind not in ("error", "rich")
        and not why(book, cell)
        and book.shown(cell).honest
    )


def why(book: Book, cell: FoundCell) -> str:
    """Why the letters of a cell are not seen as they stand; empty when they are."""
    colour = book.colour(cell)
    if colour:
        look = book.styles[cell.style]
        if unseen(replace(look.font, colour=colour), look.ground) == "colour":
            return "colour"
    if not cell.runs:
        return book.styles.unseen(cell.style)
    look = book.styles[cell.style]
    # A cell whose letters all have their own look is not seen by the cell's.
    own = "".join(words for words, _run in cell.runs)
    by_cell = cell.formula or len(own.strip()) < len(cell.words.strip())
    told = book.styles.unseen(cell.style) if by_cell else ""
    runs = (unseen(book.styles.font(run, look.font), look.ground) for _words, run in cell.runs)
    return told or next(filter(None, runs), "")


def _is_ordinary(book: Book, form: FormSheet, cell: FoundCell) -> bool:
    """Whether a cell is a text of one line, as most are, that nothing can be the matter with."""
    return (
        cell.kind == "text"
        and not (cell.formula or cell.runs or cell.spoken or cell.column in form.open)
        and book.shows_texts(cell.style)
        and not _APART.search(cell.words)
    )


def _cell(book: Book, form: FormSheet, row: FormRow, cell: FoundCell, sizes: Sizes) -> Iterator[_Finding]:
    if cell.kind in ("error", "rich"):
        yield _Finding(cell.kind, row, cell, _held(cell))
    elif cell.formula and not (form.header and column_of_sums(form, row, cell)):
        yield _Finding("formula", row, cell, _held(cell))
    if reason := why(book, cell) or crowded(book, cell, sizes):
        yield _Finding(reason, row, cell, _held(cell))
    # Some programs work nothing out, so what a sum shows is asked of any number. It may be rounded.
    shown = book.shown_sum(cell.style) if cell.formula else book.shown(cell)
    if not shown.honest:
        yield _Finding("shown", row, cell, _held(cell), shown.words)
    if cell.spoken.strip():
        yield _Finding("spoken", row, cell, cell.spoken)
    # What has been changed of the texts that were sent is told with the texts.
    if cell.kind == "text" and cell.column in form.open and (signs := odd_signs(cell.words)):
        yield _Finding("signs", row, cell, _held(cell), ", ".join(signs))


def _held(cell: FoundCell) -> str:
    """What a cell holds, before any format."""
    return plain(cell.number) if cell.number is not None else cell.words


def _told(form: FormSheet, kind: str, findings: Sequence[_Finding], naming: Naming) -> Iterator[Problem]:
    code, single, several, hint = _KINDS[kind]
    if len(findings) <= _MOST_APART:
        for one in findings:
            message = _(single).format(
                place=naming.cell(form.name, one.cell.reference, one.row),
                words=quoted(one.words) or _("nothing"),
                shown=quoted(one.shown) or _("nothing"),
            )
            yield naming.problem(code, message, _(hint))
        return
    cells = naming.several(
        f"{one.cell.reference} {naming.row(one.row)} “{shortened(one.words, _LONGEST_OF_MANY)}”"
        for one in findings
    )
    message = _(several).format(sheet=quoted(form.name), count=len(findings), cells=cells)
    yield naming.problem(code, message, _(hint))


def column_of_sums(form: FormSheet, row: FormRow, cell: FoundCell) -> bool:
    """Whether a cell is one of the sums that the form works out itself."""
    return row.number > form.header and cell.column == form.total


def _conditional(form: FormSheet, naming: Naming) -> Iterator[Problem]:
    if form.sheet.root is None:
        return
    found = [str(e.get("sqref", "")) for e in named(form.sheet.root, "conditionalFormatting")]
    if found:
        message = _("{sheet}: conditional formatting may change what is seen in {cells}")
        cells = naming.several(quoted(one) for one in found if one) or _("some cells")
        hint = _("Take the conditional formatting away and look at the cells.")
        yield naming.problem("KG953", message.format(sheet=quoted(form.name), cells=cells), hint)
