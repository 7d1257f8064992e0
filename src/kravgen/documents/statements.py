"""Tables where somebody states how things are: a supplier about criteria, a lawyer about what holds."""

from __future__ import annotations

from collections.abc import Sequence

from kravgen.documents import markdown
from kravgen.documents.entry import Entry
from kravgen.documents.tree import (
    CONSEQUENCE,
    DEVIATION,
    JUDGEMENT,
    MENDED,
    RESULT,
    Block,
    Column,
    Field,
    Inline,
    Paragraph,
    Row,
    Table,
    Text,
)
from kravgen.i18n import _


def statement_table(entries: Sequence[Entry], caption: str) -> Table:
    """Criteria to report on: criterion, result, deviation and how it was tested, day of mending."""
    result, deviation, mended = _("Result"), _("Deviation, and how it was tested"), _("Mended by")
    columns = (
        Column(_("Criterion"), 62),
        Column(result, 28),
        Column(deviation, 58),
        Column(mended, 22),
    )
    choices = (_("Met"), _("Partly met"), _("Not met"), _("Not applicable"))
    rows = tuple(
        Row(
            (
                (Paragraph((Text(f"{e.item.label} ", strong=True), Text(e.item.title))),),
                (Field("choice", e.spoken(result), RESULT, e.id, choices, asked=True),),
                (Field("text", e.spoken(deviation), DEVIATION, e.id),),
                (Field("date", e.spoken(mended), MENDED, e.id),),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(columns, rows, caption, _("Four columns: criterion, result, deviation and day of mending."))


def assessment_table(entries: Sequence[Entry], caption: str) -> Table:
    """Checks to judge: what holds and because of which answer, the judgement, and what the contract needs."""
    judgement = _("Judgement, and what the contract needs")
    columns = (
        Column(_("No."), 20),
        Column(_("What holds"), 116),
        Column(judgement, 34),
    )
    choices = (_("Holds"), _("Does not hold"), _("Unclear"))
    rows = tuple(
        Row(
            (
                (
                    Paragraph((Text(e.number, strong=True),), "number"),
                    Paragraph((Text(e.id),), "small"),
                ),
                (
                    Paragraph((Text(e.item.title, strong=True),)),
                    *markdown.blocks(e.text),
                    _grounds(e),
                ),
                (
                    Field("choice", e.spoken(judgement), JUDGEMENT, e.id, choices),
                    Field("text", e.spoken(_("Contract")), CONSEQUENCE, e.id),
                ),
            ),
            e.id,
        )
        for e in entries
    )
    return Table(columns, rows, caption, _("Three columns: number, what holds and judgement."))


def _grounds(entry: Entry) -> Block:
    """The sources, and the answers that led to them, on one line."""
    told = [(_("Source"), entry.sources_with_doubt)]
    if entry.decision.reason.facts:
        told.append((_("Because"), entry.reason))
    inlines: list[Inline] = []
    for label, text in told:
        inlines += [Text(f" {label}: " if inlines else f"{label}: ", strong=True), *markdown.inlines(text)]
    return Paragraph(tuple(inlines), "small")
