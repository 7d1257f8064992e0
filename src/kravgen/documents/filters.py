"""What a template may put after a value: the filters, what ``where`` can ask about, and the tests after ``is``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kravgen.documents.kinds import ANY_LIST, NUMBER, TEXT, YES_NO, Kind, listed, maybe
from kravgen.documents.plain import Plain, Record
from kravgen.documents.records import ENTRIES, RECORDS
from kravgen.documents.shapes import Argument, Value
from kravgen.i18n import _n
from kravgen.procurement.values import number


class Filter(NamedTuple):
    """A filter: the kinds it takes, what it takes besides, and the kind it gives for a kind.

    ``longest`` tells how long a text it will make, where that is not about as long as the one it takes.
    """

    takes: tuple[Kind, ...]
    parameters: tuple[Argument, ...]
    gives: Callable[[Kind], Kind]
    meaning: str
    example: str
    run: Callable[..., Any]
    longest: Callable[..., int] | None = None


WHERE: Mapping[str, Kind] = {
    name: field.kind
    for fields in (RECORDS["item"], RECORDS["entry"])
    for name, field in fields.items()
    if field.kind.sort != "record"
}
"""What ``where`` can ask about an entry: the fields of its item and its own."""


def _where(entries: Sequence[Record], name: str, *wanted: Plain) -> tuple[Record, ...]:
    """The entries that have one of the values under ``name``; without values, those that have any."""
    return tuple(entry for entry in entries if _has(_under(entry, name), wanted))


def _without(entries: Sequence[Record], name: str, *unwanted: Plain) -> tuple[Record, ...]:
    """The entries that have none of the values under ``name``."""
    return tuple(entry for entry in entries if not _has(_under(entry, name), unwanted))


def _under(entry: Record, name: str) -> Plain:
    item: Any = entry["item"]
    return item[name] if name in item else entry[name]


def _has(value: Plain, wanted: Sequence[Plain]) -> bool:
    if not wanted:
        return bool(value)
    return any(part in wanted for part in value) if isinstance(value, tuple) else value in wanted


def _values(records: Sequence[Record], column: str) -> tuple[str, ...]:
    """The different texts under ``column``, in the order they come."""
    return tuple(dict.fromkeys(text for each in records if (text := _cell(each, column))))


def _rows(records: Sequence[Record], *columns: str) -> tuple[tuple[str, ...], ...]:
    """A row for each record with the texts of its columns; a column without a name is empty."""
    return tuple(tuple(_cell(each, column) for column in columns) for each in records)


def _cell(source: Record, column: str) -> str:
    value: Any = source
    for name in column.split(".") if column else ():
        value = value[name]
    if not column or value is None:
        return ""
    return number(value) if isinstance(value, int | float) else str(value)


def _texts(_kind: Kind) -> Kind:
    return listed(TEXT)


def _rows_of_texts(_kind: Kind) -> Kind:
    return listed(listed(TEXT))


def _same(kind: Kind) -> Kind:
    return kind


def _entry_of(kind: Kind) -> Kind:
    return maybe(kind.of[0])


def _text(_kind: Kind) -> Kind:
    return TEXT


_TEXT = Argument((TEXT,))

FILTERS: Mapping[str, Filter] = {
    "where": Filter(
        (ENTRIES,),
        (Argument((TEXT,), names="field"), Argument((TEXT, YES_NO), repeated=True)),
        _same,
        _n("The entries that have one of the values; without values, those that have any."),
        '{{ test_table(requirements | where("phase", "leverans", "drift"), "Krav att prova") }}',
        _where,
    ),
    "without": Filter(
        (ENTRIES,),
        (Argument((TEXT,), names="field"), Argument((TEXT, YES_NO), repeated=True)),
        _same,
        _n("The entries that have none of the values; without values, those that have nothing."),
        '{{ checklist(checks | without("phase", "i drift", "vid exit"), "Kontroller") }}',
        _without,
    ),
    "values": Filter(
        (ANY_LIST,),
        (Argument((TEXT,), names="column"),),
        _texts,
        _n("The different texts that the records have in a field, in the order they come."),
        '{% for role in checks | values("item.role") %}\n# {{ role | upper_first }}\n\n'
        '{{ checklist(checks | where("role", role), "Kontroller") }}\n{% endfor %}',
        _values,
    ),
    "rows": Filter(
        (ANY_LIST,),
        (Argument((TEXT,), names="column", repeated=True),),
        _rows_of_texts,
        _n(
            "Rows of a table: a cell for each named field of each record, and an empty cell for an empty name."
        ),
        '{{ table([("Nr", 20, ""), ("Krav", 100, ""), ("Granskat", 30, "date")],'
        ' requirements | rows("number", "item.title", ""), "Granskning") }}',
        _rows,
    ),
    "join": Filter(
        (listed(TEXT),),
        (_TEXT,),
        _text,
        _n("The texts of a list as one text, with something between."),
        '{{ buyer.controllers | join(", ") }}',
        lambda texts, between: between.join(texts),
        lambda texts, between: sum(map(len, texts)) + len(between) * len(texts),
    ),
    "length": Filter(
        (ANY_LIST, TEXT),
        (),
        lambda kind: NUMBER,
        _n("How many there are."),
        "{{ requirements | length }}",
        len,
    ),
    "first": Filter(
        (ANY_LIST,),
        (),
        _entry_of,
        _n("The first of a list; none when it is empty."),
        '{{ answer(buyer.controllers | first, "nämnd", "verksamheten") }}',
        lambda values: values[0] if values else None,
    ),
    "last": Filter(
        (ANY_LIST,),
        (),
        _entry_of,
        _n("The last of a list; none when it is empty."),
        '{{ answer(buyer.controllers | last, "nämnd", "verksamheten") }}',
        lambda values: values[-1] if values else None,
    ),
    "upper": Filter(
        (TEXT,), (), _text, _n("In capital letters."), "{{ entry.item.kind | upper }}", str.upper
    ),
    "lower": Filter((TEXT,), (), _text, _n("In small letters."), "{{ entry.item.title | lower }}", str.lower),
    "upper_first": Filter(
        (TEXT,),
        (),
        _text,
        _n("With a capital first letter."),
        "{{ entry.item.kind | upper_first }}",
        lambda text: text[:1].upper() + text[1:],
    ),
    "trim": Filter(
        (TEXT,),
        (Argument((TEXT,), repeated=True),),
        _text,
        _n("Without blanks, or without the given signs, at both ends."),
        '{{ entry.item.because | trim | trim(".") }}',
        lambda text, *signs: text.strip("".join(signs) or None),
    ),
}
"""The filters, by name."""

TESTS: Mapping[str, Value] = {
    "defined": Value(
        YES_NO, _n("Whether a fact is answered."), "{% if facts.users_count is defined %}…{% endif %}"
    ),
    "none": Value(
        YES_NO, _n("Whether a value is missing."), "{% if case.term_years is not none %}…{% endif %}"
    ),
}
"""The tests, by name."""
