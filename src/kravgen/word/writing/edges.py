"""The header and the footer of every page."""

from __future__ import annotations

from kravgen.word.look.reference import Reference
from kravgen.word.markup import NAMESPACES, escape, field, one_line, run


def header(texts: tuple[str, str], reference: Reference, text_width: int) -> str:
    """The header part: one text at each side."""
    left, right = (_line(text) for text in texts)
    return f"<w:hdr {NAMESPACES}>{_paragraph('header', reference, text_width, left, right)}</w:hdr>"


def footer(text: str, page_of: tuple[str, str], reference: Reference, text_width: int) -> str:
    """The footer part: the text to the left, "Sida X av Y" to the right."""
    page, of = (one_line(word) for word in page_of)
    number = _line(f"{page} ") + field("PAGE", "1") + _line(f" {of} ") + field("NUMPAGES", "1")
    return f"<w:ftr {NAMESPACES}>{_paragraph('footer', reference, text_width, _line(text), number)}</w:ftr>"


# A tab or a line end would move the text at the other side.
_BLANKS = str.maketrans("\t\n\r", "   ")


def _line(text: str) -> str:
    return run(text.translate(_BLANKS)) if text else ""


def _paragraph(name: str, reference: Reference, text_width: int, left: str, right: str) -> str:
    cleared = "".join(
        f'<w:tab w:val="clear" w:pos="{position}"/>'
        for position in reference.tabs.get(name, ())
        if position != text_width
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{escape(reference.styles[name])}"/>'
        f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{text_width}"/></w:tabs></w:pPr>'
        f"{left}<w:r><w:tab/></w:r>{right}</w:p>"
    )
