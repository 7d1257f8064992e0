"""Document tree → the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kravgen.archive import Part, pack
from kravgen.documents.tree import Block, Document, Heading, Table
from kravgen.word.look.reference import Reference
from kravgen.word.markup import DECLARATION, NAMESPACES, escape
from kravgen.word.writing.blocks import BlockWriter
from kravgen.word.writing.comments import comments_part
from kravgen.word.writing.contents import contents, outline
from kravgen.word.writing.cover import cover
from kravgen.word.writing.edges import footer, header
from kravgen.word.writing.fields import FieldWriter
from kravgen.word.writing.ledger import Ledger
from kravgen.word.writing.properties import app_properties, core_properties, custom_properties
from kravgen.word.writing.protection import protected
from kravgen.word.writing.runs import RunWriter
from kravgen.word.writing.sections import closed, ending, properties, sections, sheet

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_CONTENT}.wordprocessingml"

_PARTS = (
    # part, content type, relationship type, relationship id in the document
    ("word/styles.xml", f"{_WORD}.styles+xml", "styles", "rId1"),
    ("word/numbering.xml", f"{_WORD}.numbering+xml", "numbering", "rId2"),
    ("word/settings.xml", f"{_WORD}.settings+xml", "settings", "rId3"),
    ("word/header1.xml", f"{_WORD}.header+xml", "header", "rId4"),
    ("word/footer1.xml", f"{_WORD}.footer+xml", "footer", "rId5"),
    ("word/fontTable.xml", f"{_WORD}.fontTable+xml", "fontTable", "rId6"),
    ("word/theme/theme1.xml", f"{_CONTENT}.theme+xml", "theme", "rId7"),
    ("word/header2.xml", f"{_WORD}.header+xml", "header", "rId8"),
    ("word/footer2.xml", f"{_WORD}.footer+xml", "footer", "rId9"),
    ("word/comments.xml", f"{_WORD}.comments+xml", "comments", "rId10"),
)
_EDGES = {False: ("1", "rId4", "rId5"), True: ("2", "rId8", "rId9")}
"""Header and footer of pages that stand and pages that lie: part number and relationship ids."""


def write(document: Document, reference: Reference) -> bytes:
    """The document as a .docx on the styles of the reference document. The same input gives the same bytes.

    Raises:
        ValueError: a text has a character that cannot stand in XML, a row has not as many cells as its table
            has columns, a table stands in a table, or the date is not a date.
    """
    page, styles = reference.page, reference.styles
    ledger = Ledger(reference, document.date)
    ledger.anchors = frozenset(_anchors(document.blocks))
    fields = FieldWriter(styles, ledger, document.labels)
    runs = RunWriter(styles, ledger, document.labels.placeholder)
    entries = outline(document.blocks, reference.headings, document.labels.placeholder)
    bookmarks = iter([entry.bookmark for entry in entries])
    parts: dict[str, Part] = {name: reference.parts[name] for name, *_ in _PARTS if name in reference.parts}

    found = sections(document.blocks)
    body = [cover(document.cover, styles, runs)]
    listed = contents(entries, document.labels.contents, styles, ledger) if document.contents else None
    in_columns = listed is not None and listed.columns > 1
    if listed is not None:
        body += [listed.heading, listed.lines]
    if listed is not None and in_columns:
        # The lines are a section of their own on the page of the cover, and the chapters follow below them.
        lies = found[0].landscape
        _part, above, below = _EDGES[lies]
        body[-2] = closed(listed.heading, properties(page, lies, above, below, first=True))
        columns = properties(page, lies, above, below, first=False, columns=listed.columns, continued=True)
        body.append(closed(ending(styles), columns))
    for index, section in enumerate(found):
        width = sheet(page, section.landscape).text_width
        # Running text keeps its line length on a page that lies down: the rest of the width is for tables.
        indent = reference.right_indent + page.height - page.width if section.landscape else 0
        blocks = BlockWriter(reference, ledger, runs, fields, width, indent)
        body += blocks.body(section.blocks, bookmarks)
        number, above, below = _EDGES[section.landscape]
        begins = index == 0
        markup = properties(
            page,
            section.landscape,
            above,
            below,
            first=begins and not in_columns,
            continued=begins and in_columns,
        )
        if index == len(found) - 1:
            body.append(markup)
        else:
            body[-1] = closed(body[-1], markup)
        if f"word/header{number}.xml" not in parts:
            parts[f"word/header{number}.xml"] = _xml(header(document.header, reference, width))
            below_text = footer(document.footer, document.labels.page_of, reference, width)
            parts[f"word/footer{number}.xml"] = _xml(below_text)
    head = f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    parts["word/document.xml"] = [head, *body, "</w:body></w:document>"]
    if ledger.comments:
        parts["word/comments.xml"] = _xml(comments_part(ledger.comments, document.date, styles))
    if document.form:
        parts["word/settings.xml"] = protected(reference.parts["word/settings.xml"])
    parts["word/styles.xml"] = _in_language(reference.parts["word/styles.xml"], document.language)
    parts["word/numbering.xml"] = ledger.numbering()
    parts["docProps/core.xml"] = _xml(core_properties(document))
    parts["docProps/app.xml"] = _xml(app_properties())
    if document.properties:
        parts["docProps/custom.xml"] = _xml(custom_properties(document.properties))
    parts["word/_rels/document.xml.rels"] = _xml(_document_relationships(parts, ledger))
    parts["_rels/.rels"] = _xml(_package_relationships(parts))
    parts["[Content_Types].xml"] = _xml(_content_types(parts))
    return pack(parts)


def _xml(text: str) -> bytes:
    return (DECLARATION + text).encode()


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.anchor
        elif isinstance(block, Table):
            yield from (row.anchor for row in block.rows)


def _in_language(styles: bytes, language: str) -> bytes:
    """The styles with the language of the document; screen readers choose their voice by it."""
    if language == "sv-SE":
        return styles
    return styles.replace(b'<w:lang w:val="sv-SE"', f'<w:lang w:val="{escape(language)}"'.encode(), 1)


def _document_relationships(parts: Collection[str], ledger: Ledger) -> str:
    known = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{name.removeprefix("word/")}"/>'
        for name, _, kind, number in _PARTS
        if name in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{known}{ledger.links()}</Relationships>'


def _package_relationships(parts: Collection[str]) -> str:
    kinds = [
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        (f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
    ]
    known = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{name}"/>'
        for index, (kind, name) in enumerate(kinds, 1)
        if name in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{known}</Relationships>'


def _content_types(parts: Collection[str]) -> str:
    kinds = [
        ("word/document.xml", f"{_WORD}.document.main+xml"),
        *((name, content) for name, content, *_ in _PARTS),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", f"{_CONTENT}.extended-properties+xml"),
        ("docProps/custom.xml", f"{_CONTENT}.custom-properties+xml"),
    ]
    known = "".join(
        f'<Override PartName="/{name}" ContentType="{content}"/>' for name, content in kinds if name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{known}</Types>'
    )
