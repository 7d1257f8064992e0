"""What the file says about itself: core, application and custom properties."""

from __future__ import annotations

from datetime import date

from kravgen.documents.tree import Document
from kravgen.word.markup import exact, one_line

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id every custom property carries; fixed by the file format."""


def core_properties(document: Document) -> str:
    """Title, subject, keywords, language and date. The date is the document's: a clock would change the bytes.

    The title begins with the kind of document: who has ten windows open, or hears the title read, tells them apart.
    """
    title = " – ".join(filter(None, (document.cover.kind, document.cover.title)))
    moment = f"{date.fromisoformat(document.date).isoformat()}T00:00:00Z"
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{one_line(title)}</dc:title>"
        f"<dc:subject>{one_line(document.subject)}</dc:subject>"
        f"<dc:creator>kravgen</dc:creator>"
        f"<cp:keywords>{one_line(document.keywords)}</cp:keywords>"
        f"<dc:language>{one_line(document.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def app_properties() -> str:
    """The program that made the file."""
    return (
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>kravgen</Application></Properties>'
    )


def custom_properties(properties: tuple[tuple[str, str], ...]) -> str:
    """Named values such as the fingerprint of the package.

    Raises:
        ValueError: a name stands twice; Word would call the file damaged.
    """
    names = [name.lower() for name, _ in properties]
    if len(set(names)) != len(names):
        raise ValueError(f"a custom property stands twice: {', '.join(sorted(names))}")
    # The file format reserves the numbers 0 and 1.
    entries = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{one_line(name)}">'
        f"<vt:lpwstr>{exact(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties, 2)
    )
    return f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{entries}</Properties>'
