"""The gaps as a page of text, as a workbook, and as a Word page to send to the one who can fill them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kravgen.documents.labels import labels
from kravgen.documents.tree import Column, Cover, Document, Fact, Field, Heading, Paragraph, Row, Table, Text
from kravgen.gaps.collect import Register
from kravgen.gaps.model import AskedGap
from kravgen.gaps.origin import DOCUMENT, line, properties
from kravgen.i18n import _, ngettext
from kravgen.sheets.table import SheetColumn, SheetLabels, SheetRow, SheetTable, Workbook

_WIDTH, _LONGEST_TAB = 100, 31


def text(asked: Sequence[AskedGap]) -> Iterator[str]:
    """The gaps, role by role: the key, the question, what an answer is and where it stands."""
    if not asked:
        yield _("No gaps are left.")
        return
    yield ngettext("{count} gap:", "{count} gaps:", len(asked)).format(count=len(asked))
    for role in dict.fromkeys(each.role for each in asked):
        theirs = [each for each in asked if each.role == role]
        yield ""
        yield f"{role[:1].upper()}{role[1:]} ({len(theirs)})"
        for each in theirs:
            yield f"  {each.key}"
            for words in _about(each):
                yield from textwrap.wrap(words, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _about(asked: AskedGap) -> Iterator[str]:
    yield asked.question
    if asked.help:
        yield asked.help
    yield from _rest(asked)


def _rest(asked: AskedGap) -> Iterator[str]:
    if asked.form:
        yield _("Answer: {form}").format(form=asked.form)
    if asked.where:
        yield _("Stands in: {where}").format(where=asked.where)
    if not asked.path:
        yield _("Is set by hand in the file.")


def workbook(register: Register, asked: Sequence[AskedGap], day: str) -> Workbook:
    """One workbook for all roles, a sheet for each: the answer is the one cell in each row that can be written in."""
    columns = (
        SheetColumn(_("Question"), 44),
        SheetColumn(_("Answer"), 40, "input", part="svar"),
        SheetColumn(_("What an answer is"), 36),
        SheetColumn(_("Stands in"), 44),
    )
    tables, names = [], set[str]()
    for role in dict.fromkeys(each.role for each in asked):
        rows = tuple(
            SheetRow(
                (each.asked, "", each.form, each.where),
                each.key,
                prompt=each.form,
                choices=each.options,
                digits=each.kind in ("integer", "number", "date"),
            )
            for each in asked
            if each.role == role and each.path
        )
        if rows:
            tables.append(SheetTable(_tab(role, names), columns, rows))
    return Workbook(
        _title(register),
        _("Gaps to fill in"),
        _("Reference number: {number}").format(number=register.case.reference_number or "–"),
        "\n".join(
            (
                _("Write in the column Answer and send the file back. Leave empty what you do not know."),
                line(register),
            )
        ),
        ", ".join(buyer.name for buyer in register.case.buyers),
        SheetLabels(_("Page"), _("of"), "", ""),
        tuple(tables),
        day,
        properties(register),
    )


def _tab(role: str, names: set[str]) -> str:
    """A name for the sheet of a role: sheets have names of 31 signs at most, without some signs, each its own."""
    name = "".join(sign if sign not in "[]:*?/\\'" else " " for sign in role)[:_LONGEST_TAB].strip() or _(
        "role"
    )
    name, number = name[:1].upper() + name[1:], 1
    while (told := name if number == 1 else f"{name[: _LONGEST_TAB - 3]} {number}").lower() in names:
        number += 1
    names.add(told.lower())
    return told


def page(register: Register, role: str, asked: Sequence[AskedGap], day: str) -> Document:
    """A page for one role: each gap with a field to answer in. Its fields are called by the keys."""
    columns = (Column(_("Question"), 62), Column(_("Answer"), 58), Column(_("What holds"), 50))
    rows = tuple(
        Row(
            (
                (Paragraph((Text(each.asked),)),),
                (Field("choice" if each.options else "text", each.question, each.key, choices=each.options),),
                tuple(Paragraph((Text(words),), "small") for words in _rest(each)),
            )
        )
        for each in asked
    )
    table = Table(
        columns,
        rows,
        _("Gaps for {role}").format(role=role),
        _("Three columns: question, answer and what holds."),
        first_column_header=True,
    )
    title = _("Gaps for {role}").format(role=role)
    buyers = ", ".join(buyer.name for buyer in register.case.buyers)
    return Document(
        id=DOCUMENT,
        cover=Cover(
            buyers,
            register.case.title,
            title,
            (Text(_("Write in the fields and send the file back. Leave empty what you do not know.")),),
            (Fact(_("Date"), (Text(day),)),),
        ),
        blocks=(
            Heading(1, (Text(_("Questions")),), numbered=False),
            Paragraph((Text(line(register)),), "small"),
            table,
        ),
        labels=labels(),
        language="sv-SE",
        header=(f"{title} – {register.case.title}", register.case.reference_number),
        footer=buyers,
        subject=title,
        keywords=register.case.reference_number,
        date=day,
        form=True,
        contents=False,
        properties=properties(register),
    )


def _title(register: Register) -> str:
    return _("Gaps – {title}").format(title=register.case.title)
