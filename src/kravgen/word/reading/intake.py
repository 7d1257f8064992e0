"""Taking in a .docx from somebody else: what is refused before anything in it is used."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kravgen import system
from kravgen.archive import LARGEST, NotUnpacked, unpacked
from kravgen.word.refusal import Refused

if TYPE_CHECKING:
    from lxml import etree

MOST_STYLES = 10_000
"""Word itself has no room for half as many."""
_MOST_ELEMENTS = 700_000
"""In all parts together. A form with five thousand requirements has 630 000."""
_MOST_NODES = 1_000_000
"""Elements and attributes."""
_MOST_STEPS = 16_000_000
"""Elements of a part times the depth of the deepest."""
_DEEPEST = 256
"""The XML library takes nothing deeper."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{0,40})""")
_START = 1000
_ENCODINGS = re.compile(rb"utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NEEDED = ("[Content_Types].xml", "word/document.xml", "word/styles.xml")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The template a document was made from is only remembered by its path; we leave the memory out.
_HARMLESS_EXTERNAL = ("/hyperlink", "/attachedTemplate")


def content_of(path: Path) -> bytes:
    """The bytes of a file, looked at before they are read.

    Raises:
        Refused: it is larger than a Word file may be.
        OSError: it cannot be read.
    """
    try:
        return system.read(path, LARGEST)
    except system.TooLarge as error:
        raise Refused("too-large") from error


def take_in(content: bytes) -> dict[str, bytes]:
    """The parts of the document, by name.

    Raises:
        Refused: the file is no Word document, or holds something a reference document must not.
    """
    if content.startswith(_OLD_WORD):
        raise Refused("old-word")
    if len(content) > LARGEST:
        raise Refused("too-large")
    parts = _unpacked(content)
    for name in _NEEDED:
        if name not in parts:
            raise Refused("incomplete" if "[Content_Types].xml" in parts else "not-word", name)
    _refuse_macros(parts)
    _refuse_too_full(parts)
    for name, part in parts.items():
        if _is_xml(name):
            _refuse_encoding(name, part)
            _refuse_document_type(name, part)
        if name.lower().endswith(".rels"):
            _refuse_external(name, part)
    if _STRICT in parts["word/document.xml"]:
        raise Refused("strict")
    return parts


def parse(name: str, part: bytes, expected: str = "") -> etree._Element:
    """The part as a tree, read without fetching or expanding anything.

    Raises:
        Refused: the part is not XML, or its root is not ``expected``.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("damaged", name) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Refused("doctype", name)
    if expected and root.tag != expected:
        raise Refused("damaged", name)
    _refuse_depth(name, root, part)
    return root


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        parts = dict(unpacked(content))
    except NotUnpacked as error:
        raise Refused(error.why, error.part) from error
    if not parts:
        raise Refused("not-word")
    return parts


def _refuse_too_full(parts: dict[str, bytes]) -> None:
    """Refuse what would fill the memory as a tree, before there is one."""
    elements = attributes = 0
    for name, part in parts.items():
        if _is_xml(name):
            elements += _elements(part)
            attributes += part.count(b"=")
    if elements > _MOST_ELEMENTS or elements + attributes > _MOST_NODES:
        raise Refused("too-full")


def _elements(part: bytes) -> int:
    """At least as many as the elements in the part: what begins a mark less what begins an end mark."""
    return part.count(b"<") - part.count(b"</")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _refuse_encoding(name: str, part: bytes) -> None:
    """Refuse an encoding in which the marks that are counted and looked for would be other bytes."""
    if part[:2] in _UTF_16:
        return
    declared = _DECLARED.match(part)
    if not part[:_START].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or (
        declared and not _ENCODINGS.fullmatch(declared[1])
    ):
        raise Refused("damaged", name)


def _refuse_depth(name: str, root: etree._Element, part: bytes) -> None:
    """Refuse what is large and deep: to look into each element would take its size times its depth."""
    from lxml import etree

    deepest = _MOST_STEPS // max(_elements(part), 1)
    if deepest < _DEEPEST and etree.XPath(f"boolean({'/*' * (deepest + 1)})")(root):
        raise Refused("too-full", name)


def _refuse_macros(parts: dict[str, bytes]) -> None:
    for name in parts:
        if name.lower().rsplit("/", 1)[-1] in ("vbaproject.bin", "vbadata.xml"):
            raise Refused("macros", name)
    types = parts["[Content_Types].xml"].lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise Refused("macros", "[Content_Types].xml")


def _refuse_document_type(name: str, part: bytes) -> None:
    # Looked for as bytes, before any parser sees it, in every encoding the format allows.
    for mark in ("<!DOCTYPE", "<!ENTITY"):
        if any(mark.encode(encoding) in part for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise Refused("doctype", name)


def _refuse_external(name: str, part: bytes) -> None:
    for relationship in parse(name, part).iter(_RELATIONSHIPS):
        external = str(relationship.get("TargetMode", "")).lower() == "external"
        if external and not str(relationship.get("Type", "")).endswith(_HARMLESS_EXTERNAL):
            raise Refused("external", name)
