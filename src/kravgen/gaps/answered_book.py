"""Answers in a workbook of gaps that has come back, whatever program has saved it and whoever has moved its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kravgen.documents.wording import comparable
from kravgen.gaps.collect import Register
from kravgen.gaps.origin import Origin, of_this, origin
from kravgen.gaps.store import Reply
from kravgen.i18n import _
from kravgen.problems import Place, Problem, shortened
from kravgen.sheets.names import ANSWER, KEY_HEADER
from kravgen.sheets.reading.book import Book, BookSheet
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.looks import is_plain
from kravgen.sheets.reading.naming import Naming
from kravgen.sheets.reading.order import strays
from kravgen.sheets.reading.other import comments
from kravgen.textlines import first_of

_MOST_HEADERS, _MOST_ROWS, _NAMED, _SHOWN = 40, 5000, 5, 300


def origin_of(book: Book) -> Origin | None:
    """What the workbook says of itself: its properties, or a line above the table of a sheet."""
    return origin(book.properties, (line for sheet in book.sheets for line in _above(sheet)))


def replies(register: Register, book: Book, place: Place) -> Iterator[Reply | Problem]:
    """The replies in every sheet, and all else that stands there, told."""
    for sheet in book.sheets:
        if sheet.root is None:
            yield place.problem(
                "KG645",
                _("The sheet {sheet} cannot be read.").format(sheet=shortened(sheet.name, 60)),
                _("Open the file in Excel and look at it."),
            )
            continue
        # A sheet that somebody has taken from another workbook says so itself.
        own = origin({}, _above(sheet))
        mine, told = of_this(register, own, Place(f"{place.file}, {sheet.name}")) if own else (True, ())
        yield from told
        if mine:
            yield from _Sheet(register, book, sheet, place).replies()


def _above(sheet: BookSheet) -> Iterator[str]:
    """The lines above the table."""
    header = _header(sheet)
    until = header.row if header else _MOST_HEADERS
    yield from (cell.words for cell in sheet.cells if cell.row < until)


def _header(sheet: BookSheet) -> FoundCell | None:
    found = (cell for cell in sheet.cells if cell.row <= _MOST_HEADERS)
    return next((cell for cell in found if cell.words.strip() == KEY_HEADER), None)


@dataclass(frozen=True)
class _Sheet:
    """A sheet of the workbook as it is read. Its columns are known by their headers, wherever they stand."""

    register: Register
    book: Book
    sheet: BookSheet
    place: Place

    def replies(self) -> Iterator[Reply | Problem]:
        header = _header(self.sheet)
        if header is None:
            yield from self._without("")
            return
        columns: dict[str, int] = {}
        for cell in self.sheet.cells:
            if cell.row == header.row:
                columns.setdefault(comparable(cell.words), cell.column)
        names = [comparable(name) for name in (_("Question"), _("Answer"))]
        missing = [name for name in names if name not in columns]
        if missing:
            yield from self._without(_(" and ").join(missing))
            return
        asked_at, answer_at = (columns[name] for name in names)
        lines: dict[int, dict[int, FoundCell]] = {}
        for cell in self.sheet.cells:
            if cell.row > header.row:
                lines.setdefault(cell.row, {})[cell.column] = cell
        if len(lines) > _MOST_ROWS:
            yield self.place.problem(
                "KG641",
                _("The sheet {name} has more than {most} rows. The rest was not read.").format(
                    name=shortened(self.sheet.name, 40), most=_MOST_ROWS
                ),
                _("Take out what does not belong there."),
            )
        rows = [self._row(number, lines[number], header.column, asked_at) for number in sorted(lines)]
        del rows[_MOST_ROWS:]
        form = FormSheet(
            self.sheet, None, header.row, {}, {answer_at: ANSWER}, header.column, rows=tuple(rows)
        )
        moved = strays(form)
        if moved:
            yield self._moved(moved)
        for row in rows:
            answer = row.cells.get(answer_at)
            if answer is None or row.about in moved or not (answer.words.strip() or answer.formula):
                continue
            yield self._reply(row, answer, asked_at)
        yield from self._beside(rows, columns)
        for said in comments(self.book, [form], Naming(self.place, {})):
            yield replace(said, level="warning")

    def _row(self, number: int, cells: Mapping[int, FoundCell], key_at: int, asked_at: int) -> FormRow:
        key = cells[key_at].words.strip() if key_at in cells else ""
        asked = comparable(cells[asked_at].words) if asked_at in cells else ""
        # The question cannot be moved in the sheet as it is sent, so it tells what the row is about.
        own = self.register.by_words.get(asked, ())
        return FormRow(number, cells, own[0] if len(own) == 1 else key, key)

    def _without(self, missing: str) -> Iterator[Problem]:
        """That a sheet with words in it has no keys, or lacks the columns with these headers."""
        first = next((cell for cell in self.sheet.cells if cell.words.strip()), None)
        if first is not None:
            yield Place(f"{self.place.file}, {self.sheet.name}!{first.reference}").problem(
                "KG641",
                _("The sheet lacks the column {name}, so its answers were not read.").format(name=missing)
                if missing
                else _("The sheet has lost its keys, so its answers are not known by their questions."),
                _("Copy the answers into a new file: kravgen gaps FILE -o luckor.xlsx"),
            )

    def _moved(self, moved: Mapping[str, str]) -> Problem:
        told = [
            _("at {row} stands the answer to {other}").format(row=row, other=other)
            for row, other in moved.items()
        ]
        return Place(f"{self.place.file}, {self.sheet.name}").problem(
            "KG644",
            _("Answers have been sorted or moved without their questions: {told}").format(
                told=first_of(told, _NAMED)
            ),
            _("None of these was stored. Put them at their questions, or ask for the file once more."),
        )

    def _reply(self, row: FormRow, answer: FoundCell, asked_at: int) -> Reply | Problem:
        where = f"{self.place.file}, {self.sheet.name}!{answer.reference}"
        words = self.book.shown(answer).words.strip()
        if answer.formula or answer.kind in ("error", "rich"):
            return Place(where).problem(
                "KG933",
                _("The cell holds a formula or something else that is no written answer: {words}").format(
                    words=shortened(words, 60)
                ),
                _("Write the answer itself in the cell."),
            )
        if not is_plain(self.book, answer):
            return Place(where).problem(
                "KG645",
                _('The cell shows something else than it holds, "{held}", or its words are struck.').format(
                    held=shortened(answer.words, 60)
                ),
                _("It was not stored. Write the answer as plain words in the cell."),
            )
        shown = row.cells.get(asked_at)
        return reply(self.register, row.key, words, comparable(shown.words) if shown else "", where)

    def _beside(self, rows: list[FormRow], columns: Mapping[str, int]) -> Iterator[Problem]:
        """Words that nobody reads as answers: in columns that were not sent, and in that beside an empty answer."""
        form_at = columns.get(comparable(_("What an answer is")), 0)
        answer_at = columns[comparable(_("Answer"))]
        found = [
            cell
            for row in rows
            for column, cell in row.cells.items()
            if cell.words.strip()
            and (
                column not in columns.values()
                or (column == form_at and answer_at not in row.cells and self._is_written(row, cell))
            )
        ]
        if found:
            told = [f"{cell.reference} {shortened(cell.words, 60)}" for cell in found]
            yield Place(f"{self.place.file}, {self.sheet.name}").problem(
                "KG645",
                _("Words stand outside the column with answers: {told}").format(told=first_of(told, _NAMED)),
                _("They were not read. Write what is an answer in the column Answer."),
                "warning",
            )

    def _is_written(self, row: FormRow, cell: FoundCell) -> bool:
        """Whether somebody has written over what an answer is."""
        asked = self.register.find(row.about)
        return asked is not None and comparable(cell.words) != comparable(asked.form)


def reply(register: Register, key: str, words: str, told: str, where: str) -> Reply | Problem:
    """The reply, or why it is none: no key, or another question than today's."""
    if not key:
        return Place(where).problem(
            "KG632",
            _("The answer stands in a row without a key: {words}").format(words=shortened(words, _SHOWN)),
            _("It was not stored. Put it in the row of its question."),
        )
    asked = register.find(key)
    if asked is not None and asked.question and told != comparable(asked.asked):
        return Place(where).problem(
            "KG643",
            _("The question of {key} reads otherwise now: {question}").format(key=key, question=asked.asked),
            _("The answer was not stored: {words}").format(words=shortened(words, _SHOWN)),
        )
    return Reply(key, words, where)
