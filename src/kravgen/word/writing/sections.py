"""Sections: chapters with a wide table lie down, the rest stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kravgen.documents.tree import Block, Heading, Table
from kravgen.word.look.reference import Page
from kravgen.word.markup import escape

_LOWEST_LINE = 120
"""Six points. A line that is lower is told as one that hides words when a form comes back."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages that lie the same way."""

    landscape: bool
    blocks: tuple[Block, ...]


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """The blocks in sections. Chapters that follow each other and lie the same way are one; there is always one."""
    found: list[Section] = []
    for chapter in _chapters(blocks):
        landscape = any(isinstance(block, Table) and block.wide for block in chapter)
        if found and found[-1].landscape == landscape:
            found[-1] = Section(landscape, (*found[-1].blocks, *chapter))
        else:
            found.append(Section(landscape, chapter))
    return tuple(found) or (Section(False, ()),)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of one section: its size and how wide its text is, in twentieths of a point."""

    width: int
    height: int
    text_width: int


def sheet(page: Page, landscape: bool) -> Leaf:
    """The page, standing or lying."""
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    return Leaf(width, height, width - page.left - page.right)


def properties(
    page: Page,
    landscape: bool,
    header: str,
    footer: str,
    *,
    first: bool,
    columns: int = 1,
    continued: bool = False,
) -> str:
    """The markup that ends a section. ``header`` and ``footer`` are relationship ids.

    ``first`` has the cover. What is ``continued`` begins on the page where the section before it ends.
    """
    size = sheet(page, landscape)
    orientation = ' w:orient="landscape"' if landscape else ""
    # The cover says what the header says, so the first page has only a footer.
    own = f'<w:footerReference w:type="first" r:id="{footer}"/>' if first else ""
    begins = '<w:type w:val="continuous"/>' if continued else ""
    parted = f' w:num="{columns}"' if columns > 1 else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>{own}{begins}'
        f'<w:pgSz w:w="{size.width}" w:h="{size.height}"{orientation}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'<w:cols{parted} w:space="708"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )


def ending(styles: Mapping[str, str]) -> str:
    """The paragraph that a section ends with where nothing else does, so low that it seldom takes a page of its own."""
    low = f'<w:spacing w:before="0" w:after="0" w:line="{_LOWEST_LINE}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(styles["Table Text"])}"/>{low}</w:pPr></w:p>'


def closed(content: str, markup: str) -> str:
    """The section's content with its properties in its last paragraph, where the format wants them."""
    last = content.rindex("<w:p>")
    end = content.index("</w:pPr>", last)
    return f"{content[:end]}{markup}{content[end:]}"


def _chapters(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    chapter: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and chapter:
            yield tuple(chapter)
            chapter = []
        chapter.append(block)
    if chapter:
        yield tuple(chapter)
