"""Taking in a .docx from somebody else: what is refused before anything in it is used."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from kravgen.word.refusal import LARGEST, Refused

if TYPE_CHECKING:
    from lxml import etree

_MOST_PARTS = 2000
_HIGHEST_RATIO = 200
# XML packs well, so a small part may be packed hard; it is large ones that are bombs.
_RATIO_COUNTS_FROM = 1024 * 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NEEDED = ("[Content_Types].xml", "word/document.xml", "word/styles.xml")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The template a document was made from is only remembered by its path; we leave the memory out.
_HARMLESS_EXTERNAL = ("/hyperlink", "/attachedTemplate")


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
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
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
    return root


def _unpacked(content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS:
                raise Refused("too-large")
            for entry in entries:
                if entry.is_dir():
                    continue
                if entry.flag_bits & 0x1 or entry.filename in parts:
                    raise Refused("damaged", entry.filename)
                # The size in the directory is only a claim, so reading stops one byte after what is allowed.
                with archive.open(entry) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                if left < 0 or _is_bomb(len(part), entry.compress_size):
                    raise Refused("too-large", entry.filename)
                parts[entry.filename] = part
    except zipfile.BadZipFile as error:
        raise Refused("damaged" if parts else "not-word") from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged") from error
    return parts


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_COUNTS_FROM and size > _HIGHEST_RATIO * max(packed, 1)


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
