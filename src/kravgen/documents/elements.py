"""The tables and forms that templates place: from entries to blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kravgen.documents import markdown
from kravgen.documents.answer_form import form_name
from kravgen.documents.entry import Entry
from kravgen.documents.labels import proved
from kravgen.documents.tree import (
    ANSWER,
    COMMENT,
    DAY,
    DONE,
    OUTCOME,
    PROOF,
    SIGNATURE,
    Block,
    Column,
    CrossReference,
    Field,
    FieldKind,
    Inline,
    Paragraph,
    ParagraphRole,
    Row,
    Table,
    Text,
)
from kravgen.i18n import _, placeholder
from kravgen.library.model import PHASES


def requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to read: number with kind, requirement with its sources, and how it is shown and tested."""
    return _requirements(entries, caption, (17, 79, 64), _requirement, _proof)


def light_requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """The same for a small purchase: in less room, and without sources, which stand in the buyer's own list."""
    return _requirements(entries, caption, (14, 76, 70), _short_requirement, _short_proof)


def _requirements(
    entries: Sequence[Entry],
    caption: str,
    widths: tuple[int, int, int],
    required: Callable[[Entry], tuple[Block, ...]],
    proof: Callable[[Entry], tuple[Block, ...]],
) -> Table:
    titles = (_("No."), _("Requirement"), _("How it is shown and tested"))
    columns = tuple(Column(title, width) for title, width in zip(titles, widths, strict=True))
    rows = tuple(
        Row((_number(e, kind(e)), required(e), proof(e)), e.id, guidance=e.guidance) for e in entries
    )
    description = _("Three columns: number with kind, requirement, and how it is shown and tested.")
    return Table(columns, rows, caption, description)


def short_requirement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements that stand elsewhere with how they are tested and why, told again by number and text."""
    columns = (Column(_("No."), 18), Column(_("Requirement"), 142))
    rows = tuple(
        Row((_number(e), _led(e, markdown.blocks(e.text))), e.id, guidance=e.guidance) for e in entries
    )
    return Table(columns, rows, caption, _("Two columns: number and requirement."))


def answer_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to answer by choosing: number, requirement, answer, comment, and kind where there are several."""
    kinds = {entry.item.kind for entry in entries}
    if kinds == {"villkor"}:
        return _terms_table(entries, caption)
    answer, comment = _("Answer"), _("Comment or evidence")
    several = len(kinds) > 1
    columns = (
        Column(_("No."), 17),
        Column(_("Requirement"), 107),
        *((Column(_("Kind"), 16),) if several else ()),
        Column(answer, 14),
        Column(comment, 22),
    )
    rows = tuple(
        Row(
            (
                _number(e),
                _led(e, markdown.blocks(e.text)),
                *((_plain(kind(e)),) if several else ()),
                _answer(e, answer),
                _comment(e, comment),
            ),
            e.id,
        )
        for e in entries
    )
    described = (
        _("Five columns: number, requirement, kind, answer and comment.")
        if several
        else _("Four columns: number, requirement, answer and comment.")
    )
    return Table(columns, rows, caption, described)


def short_answer_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to answer in less room, a line each: number, title, answer, comment. Their texts stand elsewhere."""
    answer, comment = _("Answer"), _("Comment or evidence")
    columns = (Column(_("No."), 30), Column(_("Requirement"), 72), Column(answer, 26), Column(comment, 42))
    rows = tuple(
        Row((_number_and_id(e), _plain(e.item.title), _answer(e, answer), _comment(e, comment)), e.id)
        for e in entries
    )
    return Table(columns, rows, caption, _("Four columns: number, requirement, answer and comment."))


def _terms_table(entries: Sequence[Entry], caption: str) -> Table:
    """Terms to accept as they stand in the specification: their titles, and nowhere to write a reservation."""
    answer = _("Answer")
    columns = (Column(_("No."), 36), Column(_("Term"), 94), Column(answer, 30))
    rows = tuple(Row((_number_and_id(e), _plain(e.item.title), _answer(e, answer)), e.id) for e in entries)
    return Table(columns, rows, caption, _("Three columns: number, term and answer."))


def question_table(entries: Sequence[Entry], caption: str) -> Table:
    """Questions to answer in words: number, question with how the answer is used, answer."""
    answer = _("Answer")
    # Where tables answer nearly all of them, the column of answers only names the tables.
    tables = sum(bool(entry.item.answer.table) for entry in entries)
    room = 50 if 2 * tables > len(entries) else 70
    columns = (Column(_("No."), 18), Column(_("Question"), 142 - room), Column(answer, room))
    rows = tuple(
        Row(
            (
                _number(e),
                (*_titled(e), *_aside(_used(e))),
                _answer_in_words(e, answer),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(columns, rows, caption, _("Three columns: number, question and answer."))


def criteria_table(entries: Sequence[Entry], caption: str) -> Table:
    """Criteria to read: label, what it means, how it is tested; and level where there are several."""
    columns = (
        Column(_("Criterion"), 20),
        Column(_("What it means"), 60),
        Column(_("How it is tested"), 80),
    )
    several = len({entry.item.level for entry in entries}) > 1
    rows = tuple(
        Row((_label(e, level=several), _titled(e), markdown.blocks(e.accept)), e.id) for e in entries
    )
    return Table(columns, rows, caption, _("Three columns: criterion, meaning and test."))


def test_table(entries: Sequence[Entry], caption: str) -> Table:
    """Requirements to test: number, title with what is approved, outcome, notes, signature."""
    outcome, notes, signature = _("Result"), _("Evidence and action"), _("Initials")
    # How a criterion is tested stands in the list of criteria, once: here it has a line.
    lined = all(entry.item.sort == "criterion" for entry in entries)
    columns = (
        Column(_("No."), 44 if lined else 18),
        Column(_("Requirement and what is approved"), 58 if lined else 84),
        Column(outcome, 20),
        Column(notes, 20),
        Column(signature, 18),
    )
    rows = tuple(
        Row(
            (
                _number_and_id(e) if lined else _number(e),
                _plain(e.item.title) if lined else _led(e, markdown.blocks(e.accept)),
                _field("choice", OUTCOME, e, outcome, _outcomes(e), asked=True),
                _field("text", PROOF, e, notes),
                _field("text", SIGNATURE, e, signature),
            ),
            e.id,
        )
        for e in entries
    )
    description = _(
        "Five columns: number, requirement with what is approved, result, evidence and signature."
    )
    return Table(columns, rows, caption, description)


def _outcomes(entry: Entry) -> tuple[str, ...]:
    """What a test can come to: a fault's class before delivery, and what a report says of a criterion."""
    if entry.item.sort == "criterion":
        return (_("Met"), _("Deviation"), _("Blocking fault"), _("Not applicable"), _("Not tested"))
    if entry.item.phase in ("drift", "exit"):
        return (_("Approved"), _("Not approved"), _("Not tested"))
    return (_("Approved"), _("Fault A"), _("Fault B"), _("Fault C"), _("Not tested"))


def checklist_table(entries: Sequence[Entry], caption: str) -> Table:
    """Checks to tick, in the order they are made: box, what and when, date and initials.

    Why a check is made stands in the library: whoever ticks needs the deed.
    """
    done, day, signature = _("Done"), _("Date"), _("Initials")
    columns = (Column(done, 25), Column(_("Check"), 113), Column(_("Signed"), 22))
    # A role that all share is told by the heading or the caption.
    several = len({entry.item.role for entry in entries}) > 1
    rows = tuple(
        Row(
            (
                (
                    Field("checkbox", e.spoken(done), DONE, e.id, shown=e.number),
                    Paragraph((Text(e.id),), "small"),
                ),
                (
                    *_led(
                        e,
                        markdown.blocks(e.text),
                        f"{e.item.role}, {e.item.phase}" if several else e.item.phase,
                    ),
                ),
                (*_field("date", DAY, e, day), *_field("text", SIGNATURE, e, signature)),
            ),
            e.id,
        )
        for e in sorted(entries, key=_when)
    )
    return Table(columns, rows, caption, _("Three columns: done, check with phase, date and signature."))


def _when(entry: Entry) -> int:
    """When a check is made, as a place in the order of the phases."""
    return PHASES.index(entry.item.phase) if entry.item.phase in PHASES else len(PHASES)


def kind(entry: Entry) -> str:
    """The kind as it stands in a table: ska-krav reads "Ska" """
    return entry.item.kind.capitalize()


def _plain(text: str, role: ParagraphRole = "body") -> tuple[Block, ...]:
    return (Paragraph((Text(text),), role),) if text else ()


def _aside(*told: tuple[str, Sequence[Inline]]) -> tuple[Block, ...]:
    """The smaller second line of a text: one paragraph with each thing after its word. What is empty is left out."""
    found: list[Inline] = []
    for word, words in told:
        if words:
            found += [Text(" ")] if found else []
            found += [Text(f"{word}: ", strong=True)] if word else []
            found += words
    return (Paragraph(tuple(found), "small"),) if found else ()


def _number(entry: Entry, kind: str = "") -> tuple[Block, ...]:
    return (
        Paragraph((Text(entry.number, strong=True),), "number"),
        *_plain(kind),
        Paragraph((Text(entry.id),), "small"),
    )


def _number_and_id(entry: Entry) -> tuple[Block, ...]:
    """Both on one line, for a row that has only one."""
    return (Paragraph((Text(f"{entry.number} ", strong=True), Text(entry.id)), "number"),)


def _label(entry: Entry, *, level: bool) -> tuple[Block, ...]:
    clause = _("EN {clause}").format(clause=entry.item.clause) if entry.item.clause else ""
    return (
        Paragraph((Text(entry.item.label, strong=True),), "number"),
        *_plain(entry.item.level if level else "", "small"),
        *_plain(clause, "small"),
    )


def _titled(entry: Entry) -> tuple[Block, ...]:
    """The title on a line of its own, and the text."""
    return (Paragraph((Text(entry.item.title, strong=True),)), *markdown.blocks(entry.text))


def _led(entry: Entry, blocks: Sequence[Block], when: str = "") -> tuple[Block, ...]:
    """The text led in by the title, and when it is done, on the same line, where there is little room."""
    named = f"{entry.item.title} ({when})" if when else entry.item.title
    title = named if named[-1] in ".?!" else f"{named}."
    lead = Text(f"{title} ", strong=True)
    if blocks and isinstance(first := blocks[0], Paragraph):
        return (replace(first, inlines=(lead, *first.inlines)), *blocks[1:])
    return (Paragraph((lead,)), *blocks)


def _requirement(entry: Entry) -> tuple[Block, ...]:
    """What is required, and beneath it what it rests on and leads to."""
    return (
        *_titled(entry),
        *_aside((_("Source"), markdown.inlines(entry.sources)), (_("Consequence"), _consequence(entry))),
    )


def _short_requirement(entry: Entry) -> tuple[Block, ...]:
    """What is required, on the line of its title."""
    return _led(entry, markdown.blocks(entry.text))


def _consequence(entry: Entry) -> tuple[Inline, ...]:
    return (CrossReference(*entry.consequence),) if entry.consequence else ()


def _proof(entry: Entry) -> tuple[Block, ...]:
    """What the bidder shows, and when, how and by what criterion it is tested."""
    when = proved(entry.item.phase, entry.item.method)
    criterion = (Text(f"{when}: ", strong=True), *markdown.inlines(entry.accept)) if entry.accept else ()
    return (
        *_aside(_used(entry)),
        *_aside((_("Evidence"), markdown.inlines(entry.evidence))),
        *_aside(("", criterion or ((Text(when, strong=True),) if when else ()))),
    )


def _short_proof(entry: Entry) -> tuple[Block, ...]:
    """The same in the smaller column, and on its last line what the requirement leads to."""
    proof, leads = _proof(entry), _aside((_("Consequence"), _consequence(entry)))
    if not proof or not leads:
        return (*proof, *leads)
    words = [
        inline
        for block in (proof[-1], *leads)
        if isinstance(block, Paragraph)
        for inline in (*block.inlines, Text(" "))
    ]
    return (*proof[:-1], Paragraph(tuple(words[:-1]), "small"))


def _used(entry: Entry) -> tuple[str, Sequence[Inline]]:
    """How it counts: what a bör is worth, and what the answer to a question is used for."""
    if entry.item.kind == "fråga":
        return _("Use"), markdown.inlines(entry.value or placeholder(_("how the answer is used")))
    return _("Added value"), markdown.inlines(entry.value)


def _comment(entry: Entry, column: str) -> tuple[Block, ...]:
    """A place for what is said besides the answer."""
    return _field("text", COMMENT, entry, column)


def _answer(entry: Entry, column: str) -> tuple[Block, ...]:
    if entry.item.kind == "villkor":
        spoken = entry.spoken(column)
        return (Field("checkbox", spoken, ANSWER, entry.id, shown=_("Accepted"), asked=True),)
    return _field("choice", ANSWER, entry, column, (_("Yes"), _("No")), asked=True)


def _answer_in_words(entry: Entry, column: str) -> tuple[Block, ...]:
    """A place for words or for a number; where a table answers, its name."""
    form = entry.item.answer
    if form.table:
        return _plain(_("Answer in the table {table}.").format(table=form_name(entry)))
    if form.unit:
        return (Field("number", entry.spoken(column), ANSWER, entry.id, shown=form.unit, asked=True),)
    return _field("text", ANSWER, entry, column, asked=True)


def _field(
    kind: FieldKind,
    part: str,
    entry: Entry,
    column: str,
    choices: tuple[str, ...] = (),
    *,
    asked: bool = False,
) -> tuple[Block, ...]:
    return (Field(kind, entry.spoken(column), part, entry.id, choices, asked=asked),)
