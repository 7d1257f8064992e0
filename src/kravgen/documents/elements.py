"""The tables and forms that templates place: from entries to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kravgen.documents import markdown
from kravgen.documents.entry import Entry
from kravgen.documents.tree import Block, Checkbox, Column, Paragraph, ParagraphRole, Row, Table, Text
from kravgen.i18n import _


def requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to read: number, requirement with evidence, kind."""
    columns = (Column(_("No."), 18), Column(_("Requirement"), 118), Column(_("Kind"), 24))
    rows = tuple(Row((_number(e), _requirement(e), _plain(kind(e))), e.id) for e in entries)
    return Table(columns, rows, caption, _("Three columns: number, requirement and kind."))


def answer_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to answer: number, requirement, kind, answer, comment."""
    columns = (
        Column(_("No."), 18),
        Column(_("Requirement"), 78),
        Column(_("Kind"), 16),
        Column(_("Answer"), 20),
        Column(_("Comment or reference to evidence"), 38),
    )
    rows = tuple(Row((_number(e), _text(e), _plain(kind(e)), _answer(e), ()), e.id) for e in entries)
    return Table(columns, rows, caption, _("Five columns: number, requirement, kind, answer and comment."))


def criteria_table(entries: Sequence[Entry], caption: str) -> Table:
    """Criteria to read: label, what it means, how it is tested."""
    columns = (
        Column(_("Criterion"), 20),
        Column(_("Level"), 14),
        Column(_("What it means"), 66),
        Column(_("How it is tested"), 70),
    )
    rows = tuple(
        Row((_label(e), _plain(e.item.level), _titled(e), markdown.blocks(e.accept)), e.id) for e in entries
    )
    return Table(columns, rows, caption, _("Four columns: criterion, level, meaning and test."))


def test_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to test: number, what is tested, how, result, note."""
    columns = (
        Column(_("No."), 18),
        Column(_("Requirement"), 66),
        Column(_("Test and what is approved"), 76),
        Column(_("Result"), 32),
        Column(_("Evidence, fault class and action"), 55),
    )
    rows = tuple(Row((_number(e), _text(e), _test(e), _result(e), ()), e.id) for e in entries)
    return Table(columns, rows, caption, _("Five columns: number, requirement, test, result and notes."))


def checklist_table(entries: Sequence[Entry], caption: str) -> Table:
    """Checks to tick: box, what and why, role, date and signature."""
    columns = (
        Column(_("Done"), 14),
        Column(_("Check"), 90),
        Column(_("Role"), 30),
        Column(_("Date and signature"), 36),
    )
    rows = tuple(
        Row(
            (
                (Checkbox(f"{e.number} {e.item.title}", e.number),),
                (
                    Paragraph((Text(e.item.title, strong=True),)),
                    *markdown.blocks(e.text),
                    *_small(e.motive),
                    *_small(e.sources),
                ),
                _plain(e.item.role),
                (),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(columns, rows, caption, _("Four columns: done, check, role, and date with signature."))


def form_table(rows: Iterable[tuple[str, str]], caption: str) -> Table:
    """A form: label and value, two columns."""
    columns = (Column(_("Field"), 50), Column(_("Value"), 120))
    filled = tuple(Row((_plain(label), markdown.blocks(value))) for label, value in rows)
    return Table(columns, filled, caption, _("Two columns: field and value."), first_column_header=True)


def signature_table(rows: Sequence[str], parties: Sequence[str], caption: str) -> Table:
    """A place for each party to sign."""
    columns = (Column(_("Field"), 40), *(Column(party, 130 / len(parties)) for party in parties))
    filled = tuple(Row((_plain(label), *(() for _party in parties))) for label in rows)
    return Table(columns, filled, caption, _("Fields for signature."), first_column_header=True)


def kind(entry: Entry) -> str:
    """The kind as it stands in a table: ska-krav reads "Ska" """
    return entry.item.kind.capitalize()


def _plain(text: str, role: ParagraphRole = "body") -> tuple[Block, ...]:
    return (Paragraph((Text(text),), role),) if text else ()


def _small(text: str, label: str = "") -> tuple[Block, ...]:
    if not text:
        return ()
    lead = (Text(f"{label}: ", strong=True),) if label else ()
    return (Paragraph((*lead, *markdown.inlines(text)), "small"),)


def _number(entry: Entry) -> tuple[Block, ...]:
    return (Paragraph((Text(entry.number, strong=True),), "number"), Paragraph((Text(entry.id),), "small"))


def _label(entry: Entry) -> tuple[Block, ...]:
    return (
        Paragraph((Text(entry.item.label, strong=True),), "number"),
        *_plain(_("EN {clause}").format(clause=entry.item.clause) if entry.item.clause else "", "small"),
    )


def _titled(entry: Entry) -> tuple[Block, ...]:
    return (Paragraph((Text(entry.item.title, strong=True),)), *markdown.blocks(entry.text))


def _text(entry: Entry) -> tuple[Block, ...]:
    return _titled(entry)


def _requirement(entry: Entry) -> tuple[Block, ...]:
    return (
        *_titled(entry),
        *_small(entry.value, _("Value")),
        *_small(entry.evidence, _("Evidence")),
        *_small(entry.sources, _("Source")),
        *_small(entry.item.consequence, _("Consequence")),
    )


def _answer(entry: Entry) -> tuple[Block, ...]:
    if entry.item.kind == "fråga":
        return ()
    words = (_("Accepted"),) if entry.item.kind == "villkor" else (_("Yes"), _("No"))
    return tuple(Checkbox(f"{entry.number} {word}", word) for word in words)


def _test(entry: Entry) -> tuple[Block, ...]:
    method = (Paragraph((Text(entry.item.method.capitalize(), strong=True),)),) if entry.item.method else ()
    return (*method, *markdown.blocks(entry.accept))


def _result(entry: Entry) -> tuple[Block, ...]:
    words = (_("Approved"), _("Not approved"), _("Not tested"))
    return tuple(Checkbox(f"{entry.number} {word}", word) for word in words)
