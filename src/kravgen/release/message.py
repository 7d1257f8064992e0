"""A release as a message that everybody can read, and as text for contracts that are signed."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.entry import LANGUAGE
from kravgen.documents.labels import labels
from kravgen.documents.markdown import blocks, inlines
from kravgen.documents.tree import (
    Block,
    Column,
    Cover,
    Document,
    Fact,
    Heading,
    ListBlock,
    Paragraph,
    Placeholder,
    Row,
    Table,
    Text,
)
from kravgen.i18n import _, speaking
from kravgen.library.model import Item, Library
from kravgen.release.make import NextRelease
from kravgen.release.model import News, Release
from kravgen.review.state import demanded, standings

MESSAGE, CONTRACTS = "nyheter", "tillaggsavtal"
"""What the two documents are called."""


def lines(release: Release, made: NextRelease, library: Library) -> Iterator[str]:
    """The message as lines of Markdown, for a mail or a page."""
    with speaking(LANGUAGE):
        yield f"# {_title(release)}"
        yield ""
        for sentence in _opening(release, made, library):
            yield sentence
            yield ""
        for heading, news in _chapters(release, made):
            yield f"## {heading}"
            yield ""
            for each in news:
                yield f"- **{_named(each, library)}.** {' '.join(each.says.split())}"
                yield f"  {_('Why')}: {' '.join(each.because.split())}"
            yield ""


def message(release: Release, made: NextRelease, library: Library) -> Document:
    """The message as a document, in the language of all documents."""
    with speaking(LANGUAGE):
        found: list[Block] = [Paragraph(inlines(each)) for each in _opening(release, made, library)]
        for heading, chapter in _chapters(release, made):
            found.append(Heading(1, (Text(heading),), numbered=False))
            for news in chapter:
                found.append(Heading(2, (Text(_named(news, library)),), numbered=False))
                found += blocks(news.says)
                found.append(Paragraph((Text(f"{_('Why')}: "), *inlines(news.because)), "small"))
        instruction = _("Read what is new before you make documents again.")
        return _document(MESSAGE, release, library, _("News"), _title(release), instruction, tuple(found))


def contracts(release: Release, made: NextRelease, library: Library) -> Document | None:
    """Text for supplementary agreements to contracts that are signed; None when no news asks for any."""
    with speaking(LANGUAGE):
        told = [news for news in release.news if news.contracts]
        if not told:
            return None
        rows = tuple(
            Row(
                (
                    (Paragraph((Text(", ".join(news.items), strong=True),)),),
                    tuple(blocks(news.contracts)),
                    tuple(blocks(news.because)),
                )
            )
            for news in told
        )
        columns = (Column(_("Requirement or clause"), 32), Column(_("New wording"), 78), Column(_("Why"), 50))
        asked = (
            (_("Contract"), _("title and registration number of the contract")),
            (_("Supplier"), _("name and organisation number of the supplier")),
            (_("In force from"), _("the day that the change begins")),
            (_("Price"), _("how the price changes, in kronor without VAT")),
        )
        found = (
            Paragraph(
                inlines(
                    _(
                        "First judge whether the contract may be changed without a new procurement, and take out what"
                        " the contract does not hold."
                    )
                )
            ),
            ListBlock(
                False,
                tuple(
                    (Paragraph((Text(f"{what}: ", strong=True), Placeholder(gap))),) for what, gap in asked
                ),
            ),
            Table(columns, rows, _("What is changed"), _("Each row is one change with its new wording.")),
            Paragraph(inlines(_("The contract holds otherwise unchanged."))),
        )
        kind = _("Supplementary agreement")
        instruction = _("Text to take into a supplementary agreement.")
        return _document(CONTRACTS, release, library, kind, _title(release), instruction, found)


def _title(release: Release) -> str:
    return _("The requirements library {version}").format(version=release.version)


def _opening(release: Release, made: NextRelease, library: Library) -> Iterator[str]:
    if made.last is None:
        yield _(
            "This is the first version of the requirements library. Later versions tell what has changed since."
        )
    elif not made.changes:
        yield _("No requirement has changed since {version}.").format(version=made.last.version)
    else:
        yield _(
            "What is new since {version} is told here. Documents that are made stay as they are. A procurement that is"
            " made again takes the new texts."
        ).format(version=made.last.version)
    told = dict.fromkeys(item for news in release.news for item in news.items if item in library.items)
    if told:
        yield _("Items that are reviewed in their new wording: {reviewed} of {count}.").format(
            reviewed=sum(_is_reviewed(library.items[item], library) for item in told), count=len(told)
        )


def _is_reviewed(item: Item, library: Library) -> bool:
    """Whether all who are to review the item have, as it stands."""
    wanted = demanded(item, library)
    return all(each.state == "reviewed" for each in standings(item, library) if each.role in wanted)


def _chapters(release: Release, made: NextRelease) -> Iterator[tuple[str, list[News]]]:
    """The news under what they are about: a change that counts for signed contracts first."""
    signed = [news for news in release.news if news.contracts]
    others = [news for news in release.news if not news.contracts]
    for heading, found in (
        (_("Concerns contracts that are signed too"), signed),
        (_("Concerns new procurements"), others),
    ):
        if found:
            yield heading, found


def _named(news: News, library: Library) -> str:
    """The items of a news with their titles."""
    items = library.items
    return ", ".join(f"{name} {items[name].title}" if name in items else name for name in news.items)


def _document(
    name: str,
    release: Release,
    library: Library,
    kind: str,
    title: str,
    instruction: str,
    found: tuple[Block, ...],
) -> Document:
    facts = ((_("Date"), release.date), (_("Fingerprint"), library.fingerprint))
    return Document(
        id=name,
        cover=Cover(
            buyer="",
            title=title,
            kind=kind,
            instruction=(Text(instruction),),
            facts=tuple(Fact(label, (Text(value),)) for label, value in facts),
            notice="",
        ),
        blocks=found,
        labels=labels(),
        language="sv-SE",
        header=(title, ""),
        footer=_("library {version}").format(version=release.version),
        subject=kind,
        keywords="",
        date=release.date,
        contents=False,
        properties=(("kravgen-library", library.fingerprint), ("kravgen-document", name)),
    )
