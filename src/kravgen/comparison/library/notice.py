"""A change of the library as a document with tracked changes, for whoever is to approve it."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen import __version__
from kravgen.comparison.difference import flowed
from kravgen.comparison.library.difference import LibraryDifference, LibraryItemChange
from kravgen.comparison.library.words import (
    counts_told,
    headline,
    resting_told,
    row_fields_told,
    row_told,
    shifts_told,
    sides,
)
from kravgen.documents.entry import LANGUAGE
from kravgen.documents.labels import audience_of, labels
from kravgen.documents.revision import marked_cell, revised
from kravgen.documents.tree import (
    Block,
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

LIBRARY_NOTICE = "biblioteksandring"


def library_notice(difference: LibraryDifference, today: str) -> Document:
    """The document, in the language of all documents. ``today`` is its date (ISO 8601)."""
    with speaking(LANGUAGE):
        kind = _("Changes of the requirements library")
        facts = (
            (_("Before"), difference.before.name),
            (_("Now"), difference.after.name),
            (_("Audience"), audience_of("internal")),
        )
        return Document(
            id=LIBRARY_NOTICE,
            cover=Cover(
                buyer="",
                title=_("What has changed in the library"),
                kind=kind,
                instruction=(Text(_("Read what has changed, and accept or reject each change in Word.")),),
                facts=tuple(Fact(label, (Text(value),)) for label, value in facts),
            ),
            blocks=tuple(_blocks(difference)),
            labels=labels(),
            language="sv-SE",
            header=(kind, ""),
            footer=_("library {version}").format(version=__version__),
            subject=kind,
            keywords="",
            date=today,
            contents=False,
            properties=(("kravgen", __version__), ("kravgen-document", LIBRARY_NOTICE)),
        )


def _blocks(difference: LibraryDifference) -> Iterator[Block]:
    yield _heading(_("Comparison"))
    yield _paragraph(sides(difference))
    yield _paragraph(counts_told(difference))
    if difference.not_compared:
        yield _heading(_("Not compared"))
        yield _list(map(str, difference.not_compared))
    if difference.items:
        yield _heading(_("Items"))
        yield Table(
            (Column(_("Id"), 24), Column(_("What has changed"), 136)),
            tuple(_row(change, difference) for change in difference.items),
            _("Items"),
            _("The table shows what has come, gone and changed."),
        )
    if difference.rows:
        yield _heading(_("Besides the items"))
        for row in difference.rows:
            yield _paragraph(row_told(row))
            if lines := list(row_fields_told(row)):
                yield _list(lines)


def _row(change: LibraryItemChange, difference: LibraryDifference) -> Row:
    """An item: what is said of it, and its text with what has come and gone."""
    before, after = (item.text if item else "" for item in (change.before, change.after))
    if change.before and change.after:
        text = revised(flowed(before), flowed(after))
    else:
        text = marked_cell(flowed(before or after), "inserted" if change.after else "deleted")
    told = [
        *shifts_told(change),
        *(f"{each.name}: {each.text}" for each in resting_told(change, difference)),
    ]
    cell: tuple[Block, ...] = (
        _paragraph(headline(change), strong=True),
        *text,
        *(_paragraph(line, "small") for line in told),
    )
    return Row(((_paragraph(change.item.id, "number", strong=True),), cell), change.item.id)


def _heading(text: str) -> Heading:
    return Heading(1, (Text(text),))


def _list(lines: Iterator[str] | list[str]) -> ListBlock:
    return ListBlock(False, tuple((_paragraph(line),) for line in lines))


def _paragraph(text: str, role: ParagraphRole = "body", strong: bool = False) -> Paragraph:
    return Paragraph((Text(text, strong=strong),), role)
