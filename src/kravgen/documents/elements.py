"""The tables and forms that templates place: from entries to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kravgen.documents import markdown
from kravgen.documents.entry import Entry
from kravgen.documents.tree import (
    ANSWER,
    COMMENT,
    DAY,
    DONE,
    FAULT_CLASS,
    OUTCOME,
    PROOF,
    RETEST,
    SIGNATURE,
    Block,
    Column,
    CrossReference,
    Field,
    FieldKind,
    Paragraph,
    ParagraphRole,
    Placeholder,
    Row,
    Table,
    Text,
    name_of,
)
from kravgen.i18n import _

_SIGNING_HEIGHT = 16


def requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to read: number, requirement with evidence, sources and consequence, kind."""
    return _requirements(entries, caption, sources=True)


def short_requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to read without their sources, for a document that must be short."""
    return _requirements(entries, caption, sources=False)


def _requirements(entries: Sequence[Entry], caption: str, *, sources: bool) -> Table:
    columns = (Column(_("No."), 18), Column(_("Requirement"), 118), Column(_("Kind"), 24))
    rows = tuple(
        Row((_number(e), _requirement(e, sources=sources), _plain(kind(e))), e.id, guidance=e.guidance)
        for e in entries
    )
    return Table(columns, rows, caption, _("Three columns: number, requirement and kind."))


def answer_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to answer by choosing: number, requirement, kind, answer, comment."""
    answer, comment = _("Answer"), _("Comment or reference to evidence")
    columns = (
        Column(_("No."), 18),
        Column(_("Requirement"), 76),
        Column(_("Kind"), 16),
        Column(answer, 24),
        Column(comment, 36),
    )
    rows = tuple(
        Row(
            (
                _number(e),
                _titled(e),
                _plain(kind(e)),
                _answer(e, answer),
                _field("text", COMMENT, e, comment),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(columns, rows, caption, _("Five columns: number, requirement, kind, answer and comment."))


def question_table(entries: Sequence[Entry], caption: str) -> Table:
    """Questions to answer in words: number, question, answer."""
    answer = _("Answer")
    columns = (Column(_("No."), 18), Column(_("Question"), 72), Column(answer, 80))
    rows = tuple(
        Row((_number(e), _titled(e), _field("text", ANSWER, e, answer, asked=True)), e.id) for e in entries
    )
    return Table(columns, rows, caption, _("Three columns: number, question and answer."))


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
    """Requirements to test: number, what is tested, how, result, fault class, evidence, retest."""
    result, fault, evidence, retest = _("Result"), _("Fault class"), _("Evidence and action"), _("Retest")
    columns = (
        Column(_("No."), 18),
        Column(_("Requirement"), 66),
        Column(_("Test and what is approved"), 72),
        Column(result, 26),
        Column(fault, 18),
        Column(evidence, 36),
        Column(retest, 24),
    )
    outcomes = (_("Approved"), _("Not approved"), _("Not tested"))
    rows = tuple(
        Row(
            (
                _number(e),
                _titled(e),
                _test(e),
                _field("choice", OUTCOME, e, result, outcomes, asked=True),
                _field("choice", FAULT_CLASS, e, fault, ("A", "B", "C")),
                _field("text", PROOF, e, evidence),
                _field("date", RETEST, e, retest),
            ),
            e.id,
        )
        for e in entries
    )
    description = _("Seven columns: number, requirement, test, result, fault class, evidence and retest.")
    return Table(columns, rows, caption, description, wide=True)


def checklist_table(entries: Sequence[Entry], caption: str) -> Table:
    """Checks to tick: box, what, why and by whom, date and signature."""
    done, day, signature = _("Done"), _("Date"), _("Signature")
    columns = (
        Column(done, 26),
        Column(_("Check"), 98),
        Column(day, 22),
        Column(signature, 24),
    )
    rows = tuple(
        Row(
            (
                (
                    Field("checkbox", _spoken(e, done), DONE, e.id, shown=e.number),
                    Paragraph((Text(e.id),), "small"),
                ),
                (
                    Paragraph((Text(e.item.title, strong=True),)),
                    *markdown.blocks(e.text),
                    *_small(e.motive),
                    *_small(e.sources, _("Source")),
                    # Some roles are longer than a column can be without breaking the word.
                    *_small(e.item.role, _("Responsible")),
                ),
                _field("date", DAY, e, day),
                _field("text", SIGNATURE, e, signature),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(
        columns, rows, caption, _("Four columns: done, check with responsible role, date and signature.")
    )


def form_table(rows: Iterable[tuple[str, str]], caption: str) -> Table:
    """A form: label and value, two columns. A value that is a placeholder and nothing else can be filled in."""
    columns = (Column(_("Field"), 50), Column(_("Value"), 120))
    filled = tuple(Row((_plain(label), _value(label, value))) for label, value in rows)
    return Table(columns, filled, caption, _("Two columns: field and value."), first_column_header=True)


def signature_table(rows: Sequence[str], parties: Sequence[str], caption: str) -> Table:
    """A place for each party to sign: ``rows`` are filled in, and below them there is room to sign in ink."""
    columns = (Column(_("Field"), 40), *(Column(party, 130 / len(parties)) for party in parties))
    filled = [
        Row(
            (
                _plain(label),
                *((Field("text", f"{label}, {party}", name_of(f"{label} {party}")),) for party in parties),
            )
        )
        for label in rows
    ]
    signed = Row((_plain(_("Signature")), *(() for _party in parties)), height=_SIGNING_HEIGHT)
    return Table(columns, (*filled, signed), caption, _("Fields for signature."), first_column_header=True)


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


def _requirement(entry: Entry, *, sources: bool) -> tuple[Block, ...]:
    consequence: tuple[Block, ...] = ()
    asked = entry.item.kind == "fråga"
    if entry.consequence:
        lead = Text(f"{_('Consequence')}: ", strong=True)
        consequence = (Paragraph((lead, CrossReference(*entry.consequence)), "small"),)
    return (
        *_titled(entry),
        *_small(entry.value, _("How the answer is used") if asked else _("Added value")),
        *_small(entry.evidence, _("Evidence")),
        *(_small(entry.sources, _("Source")) if sources else ()),
        *consequence,
    )


def _answer(entry: Entry, column: str) -> tuple[Block, ...]:
    if entry.item.kind == "villkor":
        spoken = _spoken(entry, column)
        return (Field("checkbox", spoken, ANSWER, entry.id, shown=_("Accepted"), asked=True),)
    return _field("choice", ANSWER, entry, column, (_("Yes"), _("No")), asked=True)


def _test(entry: Entry) -> tuple[Block, ...]:
    method = (Paragraph((Text(entry.item.method.capitalize(), strong=True),)),) if entry.item.method else ()
    return (*method, *markdown.blocks(entry.accept))


def _field(
    kind: FieldKind,
    part: str,
    entry: Entry,
    column: str,
    choices: tuple[str, ...] = (),
    *,
    asked: bool = False,
) -> tuple[Block, ...]:
    return (Field(kind, _spoken(entry, column), part, entry.id, choices, asked=asked),)


def _spoken(entry: Entry, column: str) -> str:
    """What a screen reader says at a field: the requirement's number first, so that nobody answers the wrong one."""
    return f"{entry.number} {column.split()[0]}: {entry.item.title}"


def _value(label: str, value: str) -> tuple[Block, ...]:
    blocks = markdown.blocks(value)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and len(blocks[0].inlines) == 1:
        only = blocks[0].inlines[0]
        if isinstance(only, Placeholder):
            return (Field("text", label, name_of(label), missing=only.what),)
    return blocks
