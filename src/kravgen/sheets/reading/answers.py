"""Reads a filled-in workbook: what stands in each cell that was left open, by the row and the column it is in.

Nothing that a program has worked out is trusted: what a formula gave last is no answer, and sums are worked out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kravgen.award.model import Price
from kravgen.documents.answers import Answer, Answers
from kravgen.documents.wording import SentField, Wording, comparable, one_line
from kravgen.i18n import _
from kravgen.problems import Problem, shortened
from kravgen.sheets.names import TOTAL, total_key
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.formats import plain
from kravgen.sheets.reading.layout import FormRow, FormSheet, Known
from kravgen.sheets.reading.looks import is_plain
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.offers import offer
from kravgen.sheets.reading.order import strays
from kravgen.sheets.reading.rules import choices
from kravgen.sheets.reading.sums import Prices, Sums

_MOST_APART, _LONGEST_OF_MANY = 3, 60
"""So many answers of one kind are told one by one, and as much of each is quoted when they are told together."""


def answers(
    book: Book,
    forms: Sequence[FormSheet],
    sent: Wording,
    known: Known,
    prices: Prices,
    sums: Mapping[str, Sums],
    naming: Naming,
) -> Answers:
    """The answers in a returned workbook.

    ``sent`` is what it was sent with, ``prices`` what it prices, and ``sums`` those of each of its price sheets, by part.
    """
    return _Reader(book, sent, known, prices, sums, naming).read(forms)


class _Reader:
    def __init__(
        self,
        book: Book,
        sent: Wording,
        known: Known,
        prices: Prices,
        sums: Mapping[str, Sums],
        naming: Naming,
    ) -> None:
        self._book = book
        self._sent = sent
        self._known = known
        self._prices = prices
        self._sums = sums
        self._naming = naming
        self._found: dict[str, Answer] = {}
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[str, str]] = Counter()
        self._strange: dict[str, list[tuple[str, str]]] = {}
        """Answers that are none of the choices, by the choices: where each stands and what it says."""
        self._twice: dict[str, list[str]] = {}
        """Rows that stand several times with different answers, by their sheet."""
        self._met: set[str] = set()
        """The fields whose cells are there, whatever stands in them."""

    def read(self, forms: Sequence[FormSheet]) -> Answers:
        for form in forms:
            away = strays(form)
            self._altered_lists(form)
            for row in form.rows:
                if row.about:
                    for column, header in form.open.items():
                        self._field(form, row, column, header, row.about in away)
            self._total(form)
        self._tell_answers()
        there = {row.about for form in forms for row in form.rows}
        # Of a row that is gone it is told that it is.
        lost = [
            field
            for field in self._sent.fields
            if field.name not in self._met and field.part != TOTAL and (not field.item or field.item in there)
        ]
        for missing, fields in _by_column(lost).items():
            message = _("The column {column} is missing at {rows}.").format(
                column=quoted(missing), rows=self._naming.several(self._about(field) for field in fields)
            )
            self._problem("KG901", message, _("Ask the bidder for the form with all its fields."))
        ordered = [self._found[field.name] for field in self._sent.fields if field.name in self._found]
        return Answers(tuple(ordered), tuple(self._problems))

    def _tell_answers(self) -> None:
        """The answers that are none, and those that stand twice: many of one kind are told together."""
        hint = _("It is not counted. Ask the bidder what applies, if the rules allow it.")
        for offered, found in self._strange.items():
            if len(found) > _MOST_APART:
                answers = self._naming.several(
                    f"{place} “{shortened(words, _LONGEST_OF_MANY)}”" for place, words in found
                )
                message = _("{count} answers are none of {choices}: {answers}").format(
                    count=len(found), choices=offered, answers=answers
                )
                self._problem("KG906", message, hint)
                continue
            for place, words in found:
                message = _("{place}: the answer is none of {choices}: {words}").format(
                    place=place, choices=offered, words=quoted(words)
                )
                self._problem("KG906", message, hint)
        for sheet, rows in self._twice.items():
            message = _("{place}: {row} stands several times with different answers.").format(
                place=quoted(sheet), row=self._naming.several(dict.fromkeys(rows))
            )
            self._problem("KG902", message, _("Ask the bidder which answer is right."))

    def _field(self, form: FormSheet, row: FormRow, column: int, header: str, away: bool) -> None:
        asked = (row.about, header)
        fields = self._known.fields.get(asked, ())
        count = self._seen[asked]
        self._seen[asked] += 1
        cell = row.cells.get(column)
        if not fields:
            return
        if count >= len(fields):
            self._again(form, row, cell, fields[-1])
            return
        field = fields[count]
        self._met.add(field.name)
        if away:
            return
        if cell is None:
            self._found[field.name] = _answer(field, None)
        elif is_plain(self._book, cell):
            # What is not plain has been told of where the looks of cells are.
            price = self._prices.get(row.about)
            value = self._price(form, row, cell, price) if price else self._text(form, row, cell, field)
            if value is not None:
                self._found[field.name] = _answer(field, value)

    def _again(self, form: FormSheet, row: FormRow, cell: FoundCell | None, field: SentField) -> None:
        """A row that stands twice."""
        first = self._found.get(field.name)
        said = one_line(self._book.shown(cell).words) if cell else ""
        if said and first is not None and one_line(str(first.value or "")) != said:
            self._twice.setdefault(form.name, []).append(self._naming.row(row))
            del self._found[field.name]

    def _text(self, form: FormSheet, row: FormRow, cell: FoundCell, field: SentField) -> str | None:
        """An answer in words; None when it is none of those to choose from."""
        words = self._book.shown(cell).words.strip()
        if not field.choices:
            return words
        chosen = next((one for one in field.choices if comparable(one) == comparable(words)), None)
        if chosen is not None:
            return chosen
        place = self._naming.cell(form.name, cell.reference, row)
        self._strange.setdefault("/".join(field.choices), []).append((place, words))
        return None

    def _price(self, form: FormSheet, row: FormRow, cell: FoundCell, price: Price) -> str | None:
        """What is given for a price, as a number; None when it does not count."""
        shown = self._book.shown(cell)
        given = offer(cell, shown, price)
        if given.wrong:
            place = self._naming.cell(form.name, cell.reference, row)
            message = _(given.wrong).format(place=place, words=quoted(shown.words))
            self._problem("KG941", message, given.hint)
        return None if given.value is None else plain(given.value)

    def _total(self, form: FormSheet) -> None:
        """The sum of a price sheet, and the rows that are not in it."""
        sums = self._sums.get(form.sheet.part)
        if sums is None or form.sent is None:
            return
        name = total_key(form.sent.lot)
        field = next((f for f in self._sent.fields if f.name == name and f.name not in self._met), None)
        if field is None:
            return
        self._met.add(field.name)
        self._found[field.name] = _answer(field, plain(sums.total) if sums.total is not None else None)
        self._problems += sums.without_price(self._naming)
        self._problems += sums.otherwise_shown(field.row, self._naming)

    def _altered_lists(self, form: FormSheet) -> None:
        """Lists that let choose something else than was sent. One that a program has dropped is no concern."""
        told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        offers: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        for row in form.rows:
            for column, header in form.open.items():
                fields = self._known.fields.get((row.about, header), ())
                rule = form.rules.of(row.number, column) if fields and fields[0].choices else None
                if rule is None or rule.kind != "list":
                    continue
                place = rule.formula, fields[0].choices
                if place not in offers:
                    # The same list stands at thousands of cells.
                    offers[place] = _altered(choices(rule, self._book, form.name), place[1])
                if offered := offers[place]:
                    told.setdefault((header, offered), []).append(self._naming.row(row))
        for (header, offered), rows in told.items():
            message = _("{sheet}: the list of {column} has been altered to {choices} at {rows}").format(
                sheet=quoted(form.name),
                column=header,
                choices=quoted("/".join(offered)),
                rows=self._naming.several(rows),
            )
            self._problem("KG907", message, _("Only the answers that were sent are counted."))

    def _about(self, field: SentField) -> str:
        return self._naming.about(field.item) if field.item else field.row or field.name

    def _problem(self, code: str, message: str, hint: str) -> None:
        self._problems.append(self._naming.problem(code, message, hint))


def _answer(field: SentField, value: str | None) -> Answer:
    return Answer(field.name, field.kind, value, "row")


def _altered(offered: tuple[str, ...] | None, sent: tuple[str, ...]) -> tuple[str, ...]:
    """What a list offers when it is something else than was sent; nothing when it is the same, or not known."""
    if offered is None or set(map(comparable, offered)) == set(map(comparable, sent)):
        return ()
    return offered or ("",)


def _by_column(fields: Sequence[SentField]) -> Mapping[str, list[SentField]]:
    found: dict[str, list[SentField]] = {}
    for field in fields:
        found.setdefault(field.column, []).append(field)
    return found
