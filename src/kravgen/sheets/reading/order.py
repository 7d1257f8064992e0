"""Answers that stand elsewhere than they were given: sorted, or moved by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kravgen.i18n import _
from kravgen.problems import Problem
from kravgen.sheets.names import mark
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.rules import titles


def moved(forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """Each sheet whose answers have been moved."""
    for form in forms:
        away = strays(form)
        if away:
            told = naming.several(
                _("at {row} stands the answer to {other}").format(
                    row=naming.about(row), other=naming.about(other)
                )
                for row, other in away.items()
            )
            message = _("{sheet}: answers have been sorted or moved without their requirements: {told}")
            hint = _("They are not counted. Ask the bidder to fill in the form that was sent.")
            yield naming.problem("KG930", message.format(sheet=quoted(form.name), told=told), hint)


def strangers(forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """Each sheet with price rows of another lot."""
    for form in forms:
        away = [row for row in form.rows if row.elsewhere]
        if away:
            told = naming.several(f"{naming.row(row)} {naming.about(row.elsewhere)}" for row in away)
            message = _("{sheet}: rows of another lot stand here: {rows}")
            hint = _("They are not counted. Ask the bidder what applies, if the rules allow it.")
            yield naming.problem("KG945", message.format(sheet=quoted(form.name), rows=told), hint)


def strays(form: FormSheet) -> Mapping[str, str]:
    """Rows with the answer to another row, by what each is about: what its key or the list of its cell says.

    A cell that is copied takes list and key with it, so these alone do not tell. In rows that have been moved each key
    stands in one other place, and none where it belongs.
    """
    rows = [row for row in form.rows if row.about and row.number > form.header > 0]
    found: dict[str, str] = {}
    if form.key:
        found.update(_exchanged({row.about: row.key for row in rows if row.key}))
    by_mark = {mark(row.about): row.about for row in rows}
    for column in form.open:
        told = titles(form.rules, [(row.number, column) for row in rows])
        marks = {row.about: by_mark.get(told.get((row.number, column), ""), "") for row in rows}
        away = dict(_exchanged({row: other for row, other in marks.items() if other}))
        if not _shifted(rows, away):
            found.update(away)
    return found


def _shifted(rows: Sequence[FormRow], away: Mapping[str, str]) -> bool:
    """Whether rows were put in or taken out by a program that left the lists where they were.

    Then each answer still stands beside its own key, and all lists are as many rows away.
    """
    at = {row.about: number for number, row in enumerate(rows)}
    steps = {at[other] - at[row] for row, other in away.items()}
    return len(steps) == 1 and all(row.key == row.about for row in rows)


def _exchanged(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of rows and the keys in them, those that hold another's key while their own stands elsewhere."""
    told = set(keys.values())
    for row, key in keys.items():
        if key != row and keys.get(key) != key and row in told:
            yield row, key
