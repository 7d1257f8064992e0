"""A workbook that has come back: what it says, what has been filled in, and what a reader may not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from kravgen.documents.answers import Answers
from kravgen.documents.wording import Wording, comparable, one_line
from kravgen.problems import Place, Problem
from kravgen.sheets.reading.answers import answers
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.hidden import hidden
from kravgen.sheets.reading.layout import FormRow, FormSheet, known, laid_out
from kravgen.sheets.reading.looks import looks
from kravgen.sheets.reading.naming import Naming
from kravgen.sheets.reading.order import moved, strangers
from kravgen.sheets.reading.other import other, quiet
from kravgen.sheets.reading.room import cut_off
from kravgen.sheets.reading.sums import Prices, Sums


class ReturnedBook:
    """A returned workbook. ``sent`` is what it was sent with, and ``prices`` what is priced.

    ``numbers`` are what messages call an item or a price, by its id or by what its row is called.
    """

    def __init__(
        self, file: Book, sent: Wording, prices: Prices, place: Place, numbers: Mapping[str, str]
    ) -> None:
        self._file = file
        self._sent = sent
        self._prices = prices
        self._known = known(sent)
        self._forms = laid_out(file, sent, self._known)
        self._naming = Naming(place, numbers)

    @cached_property
    def wording(self) -> Wording:
        """The words of the sheets that were sent, told as :func:`kravgen.sheets.wording.wording` tells them."""
        items: dict[str, list[str]] = {}
        for form in self._forms:
            for row in form.rows:
                if row.about in self._known.items:
                    items.setdefault(row.about, []).extend(self._words(form, row))
        return Wording(
            {item: one_line(" ".join(words)) for item, words in items.items()},
            self._rest,
        )

    @cached_property
    def answers(self) -> Answers:
        """What has been filled in, and what could not be read with certainty."""
        return answers(
            self._file, self._forms, self._sent, self._known, self._prices, self._sums, self._naming
        )

    @cached_property
    def _sums(self) -> Mapping[str, Sums]:
        """The sums of each price sheet, by the part of the file that it is."""
        return {
            form.sheet.part: Sums(self._file, form, self._prices)
            for form in self._forms
            if form.total and form.sent is not None
        }

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Quiet lines about what is no bidder's doing, and what changes nothing of what is read."""
        return (
            *(note for sums in self._sums.values() for note in sums.notes(self._naming)),
            *cut_off(self._file, self._forms, self._naming),
            *quiet(self._file, self._forms, self._naming),
        )

    def problems(self) -> Iterator[Problem]:
        """What a reader may not see or sees otherwise than it is stored, and what has been added or moved."""
        yield from hidden(self._file, self._forms, self._known, self._naming)
        yield from looks(self._file, self._forms, self._naming)
        yield from moved(self._forms, self._naming)
        yield from strangers(self._forms, self._naming)
        yield from other(self._file, self._forms, self._sent, self._naming)

    def _words(self, form: FormSheet, row: FormRow) -> Iterator[str]:
        """The words of a row besides answers, keys, sums and columns that have been added."""
        columns = form.texts if row.about else sorted(row.cells)
        for column in columns:
            cell = row.cells.get(column)
            if cell is None or (form.header and row.number == form.header and column == form.key):
                continue
            if column == form.total and row.number > form.header > 0 and self._is_sum(form, row, cell):
                continue
            yield self._file.shown(cell).words if cell.kind != "text" else cell.words

    def _is_sum(self, form: FormSheet, row: FormRow, cell: FoundCell) -> bool:
        """Whether a cell is a sum of the form's own: some programs keep what it was and drop how it is worked out."""
        if cell.formula or cell.number is None:
            return cell.formula
        labels = {comparable(one.words) for one in row.cells.values()}
        if row.about or not labels.isdisjoint(self._known.totals.values()):
            return True
        return (
            form.sheet.part in self._sums
            and cell.number == self._sums[form.sheet.part].left_out
            and not labels.isdisjoint(self._sent.rest)
        )

    @cached_property
    def _rest(self) -> tuple[str, ...]:
        """Every other text of the sheets that were sent."""
        found: list[str] = []
        for form in self._forms:
            if form.sent is not None:
                found.append(form.name)
                for row in form.rows:
                    if row.about not in self._known.items:
                        found.extend(self._words(form, row))
        return tuple(text for text in map(comparable, found) if text)
