"""The parts of a Word or Excel file from somebody else, as XML: what is refused before a tree is made of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kravgen.archive import NotUnpacked

if TYPE_CHECKING:
    from lxml import etree

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
_BLANK = codecs.BOM_UTF8 + b" \t\r\n"
_ENCODINGS = re.compile(rb"utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)


def look_through(parts: Mapping[str, bytes]) -> None:
    """Refuse what would fill the memory as trees, and what makes XML say something else than its bytes.

    Raises:
        NotUnpacked: a part is damaged, holds a document type, or there are too many elements.
    """
    found = {name: part for name, part in parts.items() if is_xml(name, part)}
    elements = sum(map(_elements, found.values()))
    if elements > _MOST_ELEMENTS or elements + sum(part.count(b"=") for part in found.values()) > _MOST_NODES:
        raise NotUnpacked("too-full")
    for name, part in found.items():
        _refuse_encoding(name, part)
        # Looked for as bytes, before any parser sees it, in every encoding the format allows.
        encodings = ("ascii", "utf-16-le", "utf-16-be") if b"\0" in part else ("ascii",)
        for mark in ("<!DOCTYPE", "<!ENTITY"):
            if any(mark.encode(encoding) in part for encoding in encodings):
                raise NotUnpacked("doctype", name)


def is_xml(name: str, part: bytes) -> bool:
    """Whether a part is XML: by its name, or by how it begins, since a part may be called anything."""
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    # A picture may be XML too, and is only looked at.
    return not name.lower().endswith(".svg") and (
        part[:2] in _UTF_16 or part[:_START].lstrip(_BLANK)[:1] == b"<"
    )


def tree(name: str, part: bytes) -> etree._Element:
    """The part as a tree, read without fetching or expanding anything.

    Raises:
        NotUnpacked: it is not XML, or too deep to be looked through.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        # The old drawings around comments are not always XML when Excel has written them.
        recover=name.lower().endswith(".vml"),
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotUnpacked("damaged", name) from error
    if root is None:
        raise NotUnpacked("damaged", name)
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise NotUnpacked("doctype", name)
    # To look into each element would take the part's size times its depth.
    deepest = _MOST_STEPS // max(_elements(part), 1)
    # Asked of each element of the third level, this is two thirds of the time that it takes from the root.
    if deepest < _DEEPEST and etree.XPath(f"boolean(/*/*/*[{'/'.join('*' * (deepest - 2))}])")(root):
        raise NotUnpacked("too-full", name)
    return root


def _elements(part: bytes) -> int:
    """At least as many as the elements in the part: what begins a mark less what begins an end mark."""
    return part.count(b"<") - part.count(b"</")


def _refuse_encoding(name: str, part: bytes) -> None:
    """Refuse an encoding in which the marks that are counted and looked for would be other bytes."""
    if part[:2] in _UTF_16:
        return
    declared = _DECLARED.match(part)
    if not part[:_START].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or (
        declared and not _ENCODINGS.fullmatch(declared[1])
    ):
        raise NotUnpacked("damaged", name)
