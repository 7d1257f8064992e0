"""How a returned sheet is laid out: which sent sheet it is, what its columns are, and what each row is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from kravgen.documents.wording import SentField, SentSheet, Wording, comparable
from kravgen.sheets.names import KEY_HEADER, TOTAL, lot_of
from kravgen.sheets.reading.book import Book, BookSheet
from kravgen.sheets.reading.cells import FoundCell
from kravgen.sheets.reading.rules import CellRules
from kravgen.sheets.reading.sizes import Sizes

_COUNTED = re.compile(r"_\d+$")
_MOST_AGAIN = 3
"""So many columns more than were sent may have their headers; any further one counts as added."""
_LEAST_ALIKE = 2
"""A row with so many of the sent headers is the header row."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was sent, by what a row and a column say."""

    items: frozenset[str]
    labels: Mapping[str, tuple[str, ...]]
    """The keys of rows that are no item's by their label, such as what is priced: in several lots it may be the same."""
    keys: frozenset[str]
    fields: Mapping[tuple[str, str], tuple[SentField, ...]]
    """The fields by what their row is about and the header of their column, in order."""
    totals: Mapping[str, str]
    """The labels of sums by the header of their column."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that holds something. ``about`` is an item's id or a price row's key; empty for any other row."""

    number: int
    cells: Mapping[int, FoundCell]
    about: str = ""
    key: str = ""
    """What stands in the column with keys."""
    elsewhere: str = ""
    """The price row of another lot that it says it is."""


@dataclass
class FormSheet:
    """A sheet as it has come back. Columns are by number; without a header row there are none."""

    sheet: BookSheet
    sent: SentSheet | None
    header: int = 0
    headers: Mapping[int, str] = field(default_factory=dict)
    """The header of each sent column that is there, as it was sent."""
    open: Mapping[int, str] = field(default_factory=dict)
    """Those to write in."""
    key: int = 0
    total: int = 0
    """The column of sums; 0 when there is none."""
    added: tuple[int, ...] = ()
    rows: tuple[FormRow, ...] = ()

    @property
    def name(self) -> str:
        """The words of its tab."""
        return self.sheet.name

    @cached_property
    def rules(self) -> CellRules:
        """What may be written in its cells."""
        return CellRules(self.sheet.root)

    @cached_property
    def sizes(self) -> Sizes:
        """How wide its columns and how high its rows are."""
        return Sizes(self.sheet.root)

    @cached_property
    def texts(self) -> list[int]:
        """The columns that are only read, in the order that they were sent in."""
        order = {comparable(header): at for at, header in enumerate(self.sent.headers if self.sent else ())}
        found = (column for column in self.headers if column not in self.open and column != self.total)
        return sorted(found, key=lambda column: (order.get(self.headers[column], len(order)), column))

    def column(self, header: str) -> int:
        """The first column with the header; 0 when there is none."""
        return next((column for column, told in self.headers.items() if told == header), 0)


def known(sent: Wording) -> Known:
    """What was sent, as it is looked for."""
    by_place: dict[tuple[str, str], list[SentField]] = defaultdict(list)
    for one in sent.fields:
        by_place[about(one), comparable(one.column)].append(one)
    keyed = [one for one in sent.fields if not one.item and one.part != TOTAL]
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    for one in keyed:
        labels[comparable(one.row)][about(one)] = None
    return Known(
        frozenset(sent.items),
        {label: tuple(keys) for label, keys in labels.items()},
        frozenset(map(about, keyed)) | frozenset(sent.items),
        {place: tuple(found) for place, found in by_place.items()},
        {comparable(one.column): comparable(one.row) for one in sent.fields if one.part == TOTAL},
    )


def about(one: SentField) -> str:
    """What the row of a field is about: its item, or the key of a price row."""
    return one.item or _COUNTED.sub("", one.name)


def laid_out(book: Book, sent: Wording, looked_for: Known) -> list[FormSheet]:
    """The sheets of the workbook in the order that they were sent in; those that were not sent come last."""
    worksheets = [sheet for sheet in book.sheets if sheet.root is not None and sheet.kind == "worksheet"]
    matched = _matched(worksheets, sent.sheets, looked_for)
    found = [_laid_out(book, sheet, one, looked_for) for sheet, one in matched]
    order = {one.name: at for at, one in enumerate(sent.sheets)}
    return sorted(found, key=lambda form: order[form.sent.name] if form.sent else len(order))


def _matched(
    sheets: Sequence[BookSheet], sent: Sequence[SentSheet], looked_for: Known
) -> Iterable[tuple[BookSheet, SentSheet | None]]:
    """Each sheet with the one that it was sent as: by its name, else by what stands in it."""
    by_name = {one.name.lower(): one for one in sent}
    taken = {sheet.name.lower() for sheet in sheets if sheet.name.lower() in by_name}
    left = [one for one in sent if one.name.lower() not in taken]
    for sheet in sheets:
        one = by_name.get(sheet.name.lower())
        if one is None and left:
            held = {cell.words.strip() for cell in sheet.cells} & looked_for.keys
            lots = set(map(lot_of, held))
            one = next((each for each in left if each.lot in lots), None)
            if one is not None:
                left.remove(one)
        yield sheet, one


def _laid_out(book: Book, sheet: BookSheet, sent: SentSheet | None, looked_for: Known) -> FormSheet:
    lines: dict[int, dict[int, FoundCell]] = {}
    for cell in sheet.cells:
        lines.setdefault(cell.row, {})[cell.column] = cell
    form = FormSheet(sheet, sent)
    if sent is not None:
        _find_columns(form, lines, sent, looked_for)
    form.rows = tuple(_row(form, number, lines[number], looked_for) for number in sorted(lines))
    return form


def _find_columns(
    form: FormSheet, lines: Mapping[int, Mapping[int, FoundCell]], sent: SentSheet, looked_for: Known
) -> None:
    sent_headers = tuple(map(comparable, sent.headers))
    wanted = set(sent_headers)
    told = {
        number: {column: comparable(cell.words) for column, cell in line.items()}
        for number, line in lines.items()
    }
    alike = {number: len(wanted.intersection(line.values())) for number, line in told.items()}
    form.header = max(alike, key=lambda number: (alike[number], -number), default=0)
    if not form.header or alike[form.header] < min(_LEAST_ALIKE, len(wanted)):
        form.header = 0
        return
    line = told[form.header]
    form.key = next((column for column, words in line.items() if words == KEY_HEADER), 0)
    headers = {column: words for column, words in line.items() if words in wanted}
    headers = dict(islice(headers.items(), len(wanted) + _MOST_AGAIN))
    strange = [column for column in line if column not in headers and column != form.key]
    missing = [header for header in sent_headers if header not in headers.values()]
    if len(strange) == len(missing):
        # As many have new names as have none: they are the same columns, and the new names are told.
        headers.update(zip(sorted(strange), missing, strict=True))
        strange = []
    form.headers = dict(sorted(headers.items()))
    held = set[str]().union(*(line.values() for line in told.values()))
    told_about = held.union(*(looked_for.labels[words] for words in held & looked_for.labels.keys()))
    # A header may be asked for on another sheet and only be read on this one.
    may_be_open = {column for about, column in looked_for.fields if about in told_about}
    may_be_open -= set(looked_for.totals)
    form.open = {column: header for column, header in form.headers.items() if header in may_be_open}
    form.total = next((column for column, header in headers.items() if header in looked_for.totals), 0)
    used = {column for number, line in lines.items() if number > form.header for column in line}
    form.added = tuple(sorted((used | set(strange)) - set(form.headers) - {form.key}))


def _row(form: FormSheet, number: int, line: Mapping[int, FoundCell], looked_for: Known) -> FormRow:
    if not form.header or number <= form.header:
        return FormRow(number, line)
    key = line[form.key].words.strip() if form.key in line else ""
    read_only = [comparable(line[column].words) for column in form.texts if column in line]
    said = next((words for words in read_only if words in looked_for.items), "")
    if said:
        return FormRow(number, line, said, key)
    lot = form.sent.lot if form.sent else ""
    named = next((looked_for.labels[words] for words in read_only if words in looked_for.labels), ())
    keys = (key,) if key in looked_for.keys else ()
    # Where several rows say the same, the key tells which it is.
    meant = keys + named if key in named else named + keys
    own = next((each for each in meant if lot_of(each) == lot), "")
    return FormRow(number, line, own, key, "" if own else next(iter(meant), ""))
