"""Which documents, sheets and parts of them a package holds: what the references in its texts lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kravgen.content import Content
from kravgen.documents.catalogue import Template
from kravgen.documents.needed import needed
from kravgen.documents.render import Rendered
from kravgen.documents.tree import Heading, ListBlock, Table
from kravgen.documents.wording import one_line, plain
from kravgen.library.model import Item
from kravgen.library.papers import Paper
from kravgen.library.references import mentioned
from kravgen.procurement.case import Case


def expected(content: Content, case: Case, items: Iterable[Item]) -> set[str]:
    """What the package holds as far as can be told before a document is made: papers and their parts, by name."""
    from kravgen.sheets.build import tables_with_rows

    found: set[str] = set()
    for template, is_in, _reason in needed(content.templates, case):
        if is_in:
            found.update(_names(template.paper))
    taken = list(items)
    for sheet, is_in, _reason in needed(content.sheets, case):
        if is_in and (tables := tables_with_rows(sheet, taken)):
            found.update(_names(sheet.paper, tables))
    return found


def not_there(content: Content, documents: Iterable[Rendered]) -> set[str]:
    """Which of the documents and parts are not among the documents that have been made."""
    every = {name for template in content.templates.values() for name in _names(template.paper)}
    for rendered in documents:
        every.difference_update(_names(rendered.template.paper, set(_titles(rendered))))
    return every


def mentioned_by(template: Template) -> frozenset[str]:
    """What the words of a template itself refer to and ask about."""
    return frozenset({*template.source.mentions, *mentioned(template.instruction)})


def mentioned_in(items: Iterable[Item]) -> set[str]:
    """What the texts of items refer to and ask about."""
    found: set[str] = set()
    for item in items:
        for text in (item.text, item.motive, item.evidence, item.accept, item.value, item.lawyer_note):
            found.update(mentioned(text))
    return found


def _names(paper: Paper, titles: Iterable[str] | None = None) -> Iterator[str]:
    """A paper and its parts, by name. With ``titles`` only the parts that stand under one of them."""
    for own in (paper.id, paper.stands_for) if paper.stands_for else (paper.id,):
        yield own
        for name, part in paper.parts.items():
            if not part.title or titles is None or part.title in titles:
                yield f"{own}.{name}"


def _titles(rendered: Rendered) -> Iterator[str]:
    """The headings of a document and the captions of its tables."""
    word = rendered.document.labels.placeholder
    for block in rendered.document.blocks:
        if isinstance(block, Heading):
            yield one_line(plain(block.inlines, word))
        elif isinstance(block, Table):
            yield one_line(block.caption)
        elif isinstance(block, ListBlock):
            yield from (
                one_line(table.caption) for item in block.items for table in item if isinstance(table, Table)
            )
