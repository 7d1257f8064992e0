"""Cells that show something else than they hold: formats, colours, tiny or struck letters, formulas, look-alikes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.documents.letters import odd_signs
from kravgen.i18n import _, _n
from kravgen.problems import Problem
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.relations import named
from kravgen.sheets.reading.styles import unseen

WHY = {
    "colour": _n("{place}: the letters have the colour of their ground: {words}"),
    "size": _n("{place}: the letters are too small to be read: {words}"),
    "symbols": _n("{place}: the font draws other signs than the letters that are stored: {words}"),
    "struck": _n("{place}: the words are struck out: {words}"),
}


def looks(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """Every cell that is not seen as it is, and rules that may change how cells look."""
    for form in forms:
        for row in form.rows:
            for column, cell in row.cells.items():
                if column == form.key and row.number >= form.header > 0:
                    continue
                yield from _cell(book, form, row, cell, naming)
        yield from _conditional(form, naming)


def is_plain(book: Book, cell: FoundCell) -> bool:
    """Whether a cell is seen as it is: what is not has been told of, and is no answer."""
    return not cell.formula and cell.kind != "error" and not why(book, cell) and book.shown(cell).honest


def why(book: Book, cell: FoundCell) -> str:
    """Why the letters of a cell are not seen as they stand; empty when they are."""
    look = book.styles[cell.style]
    # A cell whose letters all have their own look is not seen by the cell's.
    own = "".join(words for words, _run in cell.runs)
    told = unseen(look.font, look.ground) if len(own.strip()) < len(cell.words.strip()) else ""
    runs = (unseen(book.styles.font(run, look.font), look.ground) for _words, run in cell.runs)
    return told or next(filter(None, runs), "")


def _cell(book: Book, form: FormSheet, row: FormRow, cell: FoundCell, naming: Naming) -> Iterator[Problem]:
    place = naming.cell(form.name, cell.reference, row)
    hint = _("Ask the bidder what applies.")
    words = quoted(cell.words)
    if cell.kind == "error":
        message = _("{place}: the cell holds an error: {words}").format(place=place, words=words)
        yield naming.problem("KG933", message, hint)
    elif cell.formula and not (form.header and column_of_sums(form, row, cell)):
        message = _("{place}: the cell holds a formula, which showed {words}.")
        yield naming.problem("KG933", message.format(place=place, words=words or _("nothing")), hint)
    if reason := why(book, cell):
        code = "KG953" if reason == "symbols" else "KG952"
        yield naming.problem(code, _(WHY[reason]).format(place=place, words=words), hint)
    shown = book.shown(cell)
    if not shown.honest and not cell.formula:
        message = _("{place}: the cell shows {shown} and holds {words}").format(
            place=place, shown=quoted(shown.words) or _("nothing"), words=words
        )
        yield naming.problem("KG953", message, hint)
    # What has been changed of the texts that were sent is told with the texts.
    if cell.kind == "text" and cell.column in form.open and (signs := odd_signs(cell.words)):
        told = _("{place}: the words have {signs}: {words}").format(
            place=place, signs=quoted(", ".join(signs)), words=words
        )
        yield naming.problem("KG954", told, _("Ask for the words in ordinary letters."))


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
