"""A difference as a document with tracked changes: accept them all and the new text is left, or the old one.

What only the buyer reads stands in a chapter of its own at the end, so that it can be taken out before the
document is sent to bidders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from kravgen.comparison.difference import Difference, ItemChange, Kind, PassageChange, flowed
from kravgen.comparison.side import Side
from kravgen.comparison.words import SORTS, counts, described, heading, papers_named, singular
from kravgen.documents.entry import LANGUAGE
from kravgen.documents.labels import audience_of, footer_of, labels, notice_of
from kravgen.documents.revision import Flow, marked_cell, revised
from kravgen.documents.tree import (
    Block,
    Change,
    Column,
    Cover,
    Document,
    Fact,
    Heading,
    ListBlock,
    Paragraph,
    ParagraphRole,
    Row,
    Table,
    Text,
)
from kravgen.i18n import _, speaking
from kravgen.record.model import KeptDocument, KeptItem

ID = "andringsmeddelande"


def notice(difference: Difference) -> Document:
    """The document, in the language of all documents. Its date is that of the new package."""
    with speaking(LANGUAGE):
        return _document(difference)


def _document(difference: Difference) -> Document:
    before, after = difference.before, difference.after
    record, procurement = after.record, after.record.procurement
    public, internal = list(_chapters(difference, False)), list(_chapters(difference, True))
    if internal:
        warning = _(
            "Take this chapter out, and change the audience on the first page, before the document is sent to bidders."
        )
        internal = [_heading(_("Internal")), *_paragraph(warning), *internal]
    kind = _("Notice of changes")
    buyers = ", ".join(buyer.name for buyer in procurement.buyers)
    facts = (
        (_("Before"), described(before)),
        (_("Now"), described(after)),
        (
            _("Requirements library"),
            _("{before}, now {after}").format(before=_library(before), after=_library(after)),
        ),
        (_("Audience"), audience_of("internal" if internal else "public")),
    )
    return Document(
        id=ID,
        cover=Cover(
            buyer=buyers,
            title=procurement.title,
            kind=kind,
            instruction=(Text(_("Read what has changed, and accept or reject each change in Word.")),),
            facts=tuple(Fact(label, (Text(value),)) for label, value in facts),
            notice=notice_of(record.status),
        ),
        blocks=(*_summary(difference), *public, *internal),
        labels=labels(),
        language="sv-SE",
        header=(f"{kind} – {procurement.title}", procurement.reference_number),
        footer=footer_of(buyers, record.status, record.library.version),
        subject=kind,
        keywords=procurement.reference_number,
        date=record.as_of,
        contents=False,
        properties=(
            ("kravgen", record.kravgen),
            ("kravgen-library", record.library.fingerprint),
            ("kravgen-package", record.fingerprint),
            ("kravgen-package-before", before.record.fingerprint),
            ("kravgen-document", ID),
        ),
    )


def _library(side: Side) -> str:
    return f"{side.record.library.version} ({side.record.library.fingerprint})"


def _summary(difference: Difference) -> Iterator[Block]:
    yield _heading(_("Comparison"))
    told = [f"{line}." for line in counts(difference)]
    if not told:
        yield from _paragraph(_("There is no difference."))
        return
    yield ListBlock(False, tuple(_paragraph(line) for line in told))
    yield from _paragraph(
        _(
            "Text that has come is marked as inserted and text that has gone as deleted. On the tab Review in Word,"
            " accept all changes and the new text is left; reject all and the old text is left."
        )
    )


def _chapters(difference: Difference, internal: bool) -> Iterator[Block]:
    """The tables with their headings: what bidders read, or what only the buyer reads."""
    level = 2 if internal else 1
    for title, table in _internal(difference) if internal else _public(difference):
        if table.rows:
            yield _heading(title, level)
            yield table


def _public(difference: Difference) -> Iterator[tuple[str, Table]]:
    for sort in SORTS:
        if sort != "check":
            read = [change for change in difference.of(sort) if _is_read(change)]
            yield heading(sort), _items(heading(sort), singular(sort), read, _shown)
    yield from _rest(difference, True)


def _internal(difference: Difference) -> Iterator[tuple[str, Table]]:
    yield heading("check"), _items(heading("check"), singular("check"), difference.of("check"), _shown)
    tests = [test for change in difference.items for test in _tests(change)]
    yield _("Tests"), _items(_("Tests"), _("Test"), tests, _tested)
    yield from _rest(difference, False)


def _rest(difference: Difference, public: bool) -> Iterator[tuple[str, Table]]:
    papers = [change for change in difference.papers if _is_public(change.paper) == public]
    yield (
        _("Documents"),
        _table(
            (Column(_("Document"), 100), Column(_("File"), 60)),
            [_row(change.kind, change.paper, change.paper, _paper, "") for change in papers],
            _("Documents"),
        ),
    )
    passages = [passage for passage in difference.passages if any(map(_is_public, passage.papers)) == public]
    yield (
        _("Other text"),
        _table(
            (Column(_("Document"), 45), Column(_("Text"), 115)),
            [_passage(passage, difference, public) for passage in passages],
            _("Other text"),
        ),
    )


# --- rows ------------------------------------------------------------------------------------------

# A cell is made of parts (the title, the text, the evidence), each compared with itself.
_Part = tuple[Flow, ...]
_Cells = tuple[tuple[_Part, ...], ...]
_T = TypeVar("_T")


def _items(
    caption: str, column: str, changes: Iterable[ItemChange], cells: Callable[[KeptItem], _Cells]
) -> Table:
    columns = (Column(_("No."), 18), Column(column, 118), Column(_("Kind"), 24))
    rows = [
        _row(change.kind, change.before or change.item, change.item, cells, change.item.id)
        for change in changes
    ]
    return _table(columns, rows, caption)


def _table(columns: tuple[Column, ...], rows: Iterable[Row], caption: str) -> Table:
    return Table(columns, tuple(rows), caption, _("The table shows what has come, gone and changed."))


def _row(kind: Kind, before: _T, after: _T, cells: Callable[[_T], _Cells], anchor: str) -> Row:
    if kind != "changed":
        change: Change = "inserted" if kind == "new" else "deleted"
        found = tuple(marked_cell(list(chain(*cell)), change) for cell in cells(after))
        return Row(found, anchor, change=change)
    pairs = zip(cells(before), cells(after), strict=True)
    return Row(
        tuple(
            tuple(block for old, new in zip(*pair, strict=True) for block in revised(old, new))
            for pair in pairs
        ),
        anchor,
    )


def _shown(item: KeptItem) -> _Cells:
    """An item as its readers see it."""
    accept = () if _has_own_tests(item) else _labelled(item.accept, _("Test"))
    return _about(
        item,
        flowed(item.text),
        _labelled(item.value, _("Added value")),
        _labelled(item.evidence, _("Evidence")),
        accept,
    )


def _tested(item: KeptItem) -> _Cells:
    """How an item is tested, which bidders do not see."""
    return _about(item, flowed(item.accept))


def _about(item: KeptItem, *parts: _Part) -> _Cells:
    # The id stands last because it never changes: the last paragraph of a cell cannot come or go by itself.
    return (
        (_paragraph(item.number, "number", strong=True),),
        (_paragraph(item.title, strong=True), *parts, _paragraph(item.id, "small")),
        (_paragraph(item.kind.capitalize()),),
    )


def _labelled(text: str, label: str) -> _Part:
    found = tuple(
        replace(block, role="small") if isinstance(block, Paragraph) else block for block in flowed(text)
    )
    if not found:
        return ()
    lead = Text(f"{label}: ", strong=True)
    if isinstance(found[0], Paragraph):
        return (replace(found[0], inlines=(lead, *found[0].inlines)), *found[1:])
    return (Paragraph((lead,), "small"), *found)


def _paper(paper: KeptDocument) -> _Cells:
    return ((_paragraph(paper.title),), (_paragraph(paper.file),))


def _passage(passage: PassageChange, difference: Difference, public: bool) -> Row:
    audience = [
        [paper for paper in papers if _is_public(paper) == public]
        for papers in (passage.papers, difference.compared)
    ]
    names = papers_named(*audience)

    def cells(text: str) -> _Cells:
        return ((_paragraph(names),), (_paragraph(text),))

    return _row(passage.kind, passage.before, passage.after or passage.before, cells, "")


def _is_read(change: ItemChange) -> bool:
    """Whether what has changed about an item is more than its test."""
    return change.kind != "changed" or set(change.fields) != {"accept"} or not _has_own_tests(change.item)


def _tests(change: ItemChange) -> Iterator[ItemChange]:
    """The change of an item's test alone, where only the buyer reads it."""
    before, after = (item if item and item.accept else None for item in (change.before, change.after))
    if not _has_own_tests(change.item) or not (before or after):
        return
    if not before or not after:
        yield replace(change, kind="new" if after else "gone", before=before, after=after)
    elif "accept" in change.fields:
        yield change


def _has_own_tests(item: KeptItem) -> bool:
    """Whether the test stands only in the buyer's own document; a criterion says to all how it is tested."""
    return item.sort in ("requirement", "clause")


def _is_public(paper: KeptDocument) -> bool:
    return paper.audience == "public"


def _heading(text: str, level: int = 1) -> Heading:
    return Heading(level, (Text(text),))


def _paragraph(text: str, role: ParagraphRole = "body", strong: bool = False) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(text, strong=strong),), role),)
