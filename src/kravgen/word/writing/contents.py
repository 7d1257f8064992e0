"""The table of contents, readable at once: its entries are written, not left for Word to compute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kravgen.documents.tree import Block, Heading
from kravgen.documents.wording import plain
from kravgen.word.markup import escape, one_line, run
from kravgen.word.writing.ledger import Ledger

_DEEPEST = 2
_MOST_ENTRIES = 60
"""A longer table of contents than this shows the chapters only: in two columns these have room below the cover."""
_ONE_COLUMN = 12
"""A longer table of contents than this stands in two columns."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading as the table of contents sees it."""

    level: int
    number: str
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """The table of contents in two pieces: until its heading, and its lines, which may stand in columns of their own."""

    heading: str
    lines: str
    columns: int


def outline(blocks: Iterable[Block], patterns: Sequence[str], placeholder: str) -> list[OutlineEntry]:
    """Every heading with the number Word will give it: ``patterns`` holds ``%1``, ``%1.%2`` and so on."""
    counts = [0] * len(patterns)
    entries: list[OutlineEntry] = []
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        number = ""
        if block.numbered:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (len(counts) - block.level)
            number = patterns[block.level - 1]
            for level, count in enumerate(counts, 1):
                number = number.replace(f"%{level}", str(count))
        bookmark = f"_Toc{len(entries) + 1:06d}"
        entries.append(OutlineEntry(block.level, number, plain(block.inlines, placeholder), bookmark))
    return entries


def contents(
    entries: Iterable[OutlineEntry], title: str, styles: Mapping[str, str], ledger: Ledger
) -> TableOfContents | None:
    """The table of contents; none when there is nothing to list.

    It is a TOC field, so that Word can compute it anew when a person asks for it. Page numbers are left
    out: only Word knows them, and asking it to compute them means a question at each opening.
    """
    listed = [entry for entry in entries if entry.level <= _DEEPEST]
    deepest = _DEEPEST
    if len(listed) > _MOST_ENTRIES:
        deepest = 1
        listed = [entry for entry in listed if entry.level == 1]
    if not listed:
        return None
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\n \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="{escape(styles[f"toc {entry.level}"])}"/></w:pPr>'
        f"{begin if index == 0 else ''}{_link(entry)}{end if index == len(listed) - 1 else ''}</w:p>"
        for index, entry in enumerate(listed)
    ]
    heading = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{one_line(title, 64)}"/><w:id w:val="{ledger.next_id()}"/>'
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f'<w:sdtContent><w:p><w:pPr><w:pStyle w:val="{escape(styles["TOC Heading"])}"/></w:pPr>{run(title)}</w:p>'
    )
    columns = 1 if len(listed) <= _ONE_COLUMN else 2
    return TableOfContents(heading, f"{''.join(lines)}</w:sdtContent></w:sdt>", columns)


def _link(entry: OutlineEntry) -> str:
    number = f"{run(entry.number)}<w:r><w:tab/></w:r>" if entry.number else ""
    text = " ".join(entry.text.split("\n"))
    return f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{number}{run(text)}</w:hyperlink>'
