"""XML as text: the one place where characters become markup."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
"""The declarations of every part with text in it. ``r`` is declared even where it is not used: some readers
trip over its absence. ``w14`` (check boxes) is ignorable, so that older readers may pass it by."""

# What XML 1.0 forbids, said as what is forbidden: the complement is ten times slower to compile.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Most texts have neither these nor markup characters, and one look tells.
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_BLANKS = re.compile("[\t\n\r ]+")
_BREAKS = re.compile("(\r\n|[\t\n\r])")


def escape(text: str) -> str:
    """The text with its markup characters escaped, fit for an element or an attribute.

    Raises:
        ValueError: a character cannot stand in XML 1.0 at all (control characters, lone surrogates).
    """
    if not _SPECIAL.search(text):
        return text
    illegal = _ILLEGAL.search(text)
    if illegal:
        raise ValueError(f"character U+{ord(illegal[0]):04X} cannot stand in XML")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def exact(text: str) -> str:
    """Like :func:`escape`, with tabs and line ends as references so that no parser changes them."""
    return escape(text).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def one_line(text: str, limit: int = 0) -> str:
    """Like :func:`escape`, with blanks and line ends made one space; cut to ``limit`` characters if given."""
    line = _BLANKS.sub(" ", text).strip(" ")
    if limit and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return escape(line)


def run(text: str, properties: str = "") -> str:
    """One run: the text with ``properties`` (a whole ``w:rPr`` or nothing). Tabs and line ends become marks."""
    escaped = escape(text)
    if "\n" in text or "\t" in text or "\r" in text:
        content = "".join(_piece(piece) for piece in _BREAKS.split(escaped) if piece)
        return f"<w:r>{properties}{content}</w:r>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A field such as PAGE with the text it shows until Word computes it."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown, properties)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece in ("\n", "\r", "\r\n"):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{piece}</w:t>'
