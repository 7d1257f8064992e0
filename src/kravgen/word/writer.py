"""Document tree → the bytes of a .docx."""

from __future__ import annotations

from kravgen.documents.tree import Document
from kravgen.word.archive import pack
from kravgen.word.blocks import BlockWriter
from kravgen.word.contents import contents, outline
from kravgen.word.cover import cover
from kravgen.word.edges import footer, header
from kravgen.word.ledger import Ledger
from kravgen.word.markup import DECLARATION, NAMESPACES, escape
from kravgen.word.properties import app_properties, core_properties, custom_properties
from kravgen.word.reference import Page, Reference
from kravgen.word.runs import RunWriter

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
)
_HEADER, _FOOTER = "rId4", "rId5"


def write(document: Document, reference: Reference) -> bytes:
    """The document as a .docx on the styles of the reference document. The same input gives the same bytes.

    Raises:
        ValueError: a text has a character that cannot stand in XML, a row has not as many cells as its table
            has columns, a table stands in a table, or the date is not a date.
    """
    page = reference.page
    width, height = (page.height, page.width) if document.landscape else (page.width, page.height)
    text_width = width - page.left - page.right
    # Running text keeps its line length on a page that lies down: the rest of the width is for tables.
    indent = reference.right_indent + (width - page.width) if document.landscape else 0

    ledger = Ledger(reference)
    runs = RunWriter(reference.styles, ledger, document.labels.placeholder)
    entries = outline(document.blocks, reference.headings, document.labels.placeholder)
    blocks = BlockWriter(reference, ledger, runs, text_width, indent)
    body = [
        cover(document.cover, reference.styles, runs),
        contents(entries, document.labels.contents, reference.styles, ledger) if document.contents else "",
        blocks.body(document.blocks, [entry.bookmark for entry in entries]),
        _section(page, width, height, document.landscape),
    ]
    parts = {name: reference.parts[name] for name, *_ in _PARTS if name in reference.parts}
    parts["word/document.xml"] = _xml(
        f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    )
    parts["word/header1.xml"] = _xml(header(document.header, reference, text_width))
    parts["word/footer1.xml"] = _xml(footer(document.footer, document.labels.page_of, reference, text_width))
    parts["word/styles.xml"] = _in_language(parts["word/styles.xml"], document.language)
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


def _section(page: Page, width: int, height: int, landscape: bool) -> str:
    orientation = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{_FOOTER}"/>'
        # The cover says what the header says, so the first page has only a footer.
        f'<w:footerReference w:type="first" r:id="{_FOOTER}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def _in_language(styles: bytes, language: str) -> bytes:
    """The styles with the language of the document; screen readers choose their voice by it."""
    if language == "sv-SE":
        return styles
    return styles.replace(b'<w:lang w:val="sv-SE"', f'<w:lang w:val="{escape(language)}"'.encode(), 1)


def _document_relationships(parts: dict[str, bytes], ledger: Ledger) -> str:
    known = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{name.removeprefix("word/")}"/>'
        for name, _, kind, number in _PARTS
        if name in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{known}{ledger.links()}</Relationships>'


def _package_relationships(parts: dict[str, bytes]) -> str:
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


def _content_types(parts: dict[str, bytes]) -> str:
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
