"""Taking in a workbook from somebody else: what is refused before anything in it is used."""

from __future__ import annotations

import re

from kravgen.archive import LARGEST, ZIP, NotUnpacked, unpacked
from kravgen.openxml import look_through, tree
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.sheets.reading.relations import Element

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES = "[Content_Types].xml"
_OVERRIDE = re.compile(rb"<(?:\w{1,20}:)?override\b[^<>]*>")
"""What the content types say of one part."""
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def take_in(content: bytes) -> dict[str, bytes]:
    """The parts of the workbook, by name.

    Raises:
        SheetRefused: the file is no workbook, or is one that is not read.
    """
    if content.startswith(_OLE):
        raise SheetRefused("old-excel")
    if len(content) > LARGEST:
        raise SheetRefused("too-large")
    try:
        parts = dict(unpacked(content))
        if not parts and content.startswith(ZIP):
            # What begins as a packed file and is none has been cut off.
            raise SheetRefused("damaged")
        if b"spreadsheetml" not in parts.get(_TYPES, b"") and not any(n.startswith("xl/") for n in parts):
            raise SheetRefused("not-excel")
        _refuse_kinds(parts)
        look_through(parts)
    except NotUnpacked as error:
        raise SheetRefused(error.why, error.part) from error
    return parts


def parse(name: str, part: bytes) -> Element:
    """The part as a tree.

    Raises:
        SheetRefused: it is damaged, or too deep.
    """
    try:
        return tree(name, part)
    except NotUnpacked as error:
        raise SheetRefused(error.why, error.part) from error


def _refuse_kinds(parts: dict[str, bytes]) -> None:
    for name, part in parts.items():
        last = name.lower().rsplit("/", 1)[-1]
        if last in ("vbaproject.bin", "vbadata.xml") or "/macrosheets/" in name.lower():
            raise SheetRefused("macros", name)
        if last == "workbook.bin":
            raise SheetRefused("binary", name)
        if name.startswith("xl/") and last.endswith(".xml") and _STRICT in part:
            raise SheetRefused("strict", name)
    # SheetJS always writes what parts with macros would be called, though it writes none.
    for told in _OVERRIDE.findall(parts.get(_TYPES, b"").lower()):
        if b"macroenabled" in told or b"vbaproject" in told:
            raise SheetRefused("macros", _TYPES)
