"""Drafts in Word, made for a test: some with tracked changes, boxes and notes, which the library that makes them has not."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

W = nsdecls("w")


def draft(*blocks: str | Sequence[Sequence[str]]) -> Document:
    """A document of paragraphs: "# …" is a heading, "1. …" a point of a numbered list, a list of rows a table."""
    made = docx.Document()
    for block in blocks:
        if not isinstance(block, str):
            table = made.add_table(len(block), len(block[0]))
            for row, cells in enumerate(block):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = text
        elif block.startswith("#"):
            marks, _space, title = block.partition(" ")
            made.add_heading(title, len(marks))
        elif block.startswith("1. "):
            made.add_paragraph(block[3:], style="List Number")
        elif block.startswith("- "):
            made.add_paragraph(block[2:], style="List Bullet")
        else:
            made.add_paragraph(block)
    return made


def saved(made: Document, path: Path) -> Path:
    """The document in a file."""
    made.save(str(path))
    return path


def content(made: Document) -> bytes:
    """The document as bytes."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def deleted(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    """Words at the end of the paragraph that somebody has deleted with changes tracked."""
    paragraph._p.append(
        parse_xml(
            f'<w:del {W} w:id="901" w:author="Prov" w:date="2026-01-01T00:00:00Z"><w:r>'
            f'<w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
        )
    )


def inserted(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    """Words at the end of the paragraph that somebody has inserted with changes tracked."""
    paragraph._p.append(
        parse_xml(
            f'<w:ins {W} w:id="902" w:author="Prov" w:date="2026-01-01T00:00:00Z"><w:r>'
            f'<w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
        )
    )


def moved_away(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    """Words at the end of the paragraph that somebody has moved to another place with changes tracked."""
    paragraph._p.append(
        parse_xml(
            f'<w:moveFrom {W} w:id="904" w:author="Prov" w:date="2026-01-01T00:00:00Z"><w:r>'
            f'<w:t xml:space="preserve">{text}</w:t></w:r></w:moveFrom>'
        )
    )


def end_deleted(paragraph: docx.text.paragraph.Paragraph) -> None:
    """The end of the paragraph, deleted: it and the next are one when the change is accepted."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:rPr {W}><w:del w:id="903" w:author="Prov" w:date="2026-01-01T00:00:00Z"/></w:rPr>')
    )


def boxed(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    """A text box that hangs in the paragraph."""
    paragraph._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>'
            f"<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def numbered_headings(made: Document) -> None:
    """Give the headings numbers as a municipality's template does: 1, 1.1, 1.1.1 by their styles."""
    root = made.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/></w:lvl>'
        for level in range(3)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in range(3):
        properties = made.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        told = OxmlElement("w:numId")
        told.set(qn("w:val"), "77")
        number.append(told)
        properties.append(number)
