"""Taking in a .docx from somebody else: what is refused before anything in it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kravgen import system
from kravgen.archive import LARGEST, ZIP, NotUnpacked, unpacked
from kravgen.openxml import look_through, tree
from kravgen.word.refusal import Refused

if TYPE_CHECKING:
    from lxml import etree

    from kravgen.word.reading.relations import Relationship

MAIN = "word/document.xml"
"""What the main part is called in the files that kravgen makes."""
MOST_STYLES = 10_000
"""Word itself has no room for half as many."""
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = "[Content_Types].xml"
TEXTS = ("header", "footer", "footnotes", "endnotes", "comments")
"""What a main part is beside that holds text that people see."""
_XML_KINDS = (*TEXTS, "styles", "numbering", "settings", "theme", "fontTable")
# The template a document was made from is only remembered by its path; we leave the memory out.
HARMLESS_OUTSIDE = ("hyperlink", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource")
"""What lies outside the file and is not shown in it."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The parts of a Word file, by name, and what they are."""

    parts: dict[str, bytes]
    main: str
    """The part that holds the text."""
    kinds: Mapping[str, tuple[str, ...]]
    """The parts that the main part leads to, by what they are to it: ``styles``, ``header``."""
    outside: tuple[tuple[str, Relationship], ...]
    """What shows something that lies outside the file, with the part that says so. It is never fetched."""

    @property
    def xml(self) -> tuple[str, ...]:
        """The names of the parts that are XML, whatever they are called."""
        named = (self.main, *(name for kind in _XML_KINDS for name in self.kinds.get(kind, ())))
        return tuple(dict.fromkeys((*filter(_is_xml, self.parts), *named)))

    def one(self, kind: str) -> tuple[str, bytes] | None:
        """The name and the content of the only part of a kind; None when there is none."""
        names = self.kinds.get(kind, ())
        return (names[0], self.parts[names[0]]) if names else None


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


def take_in(content: bytes) -> TakenIn:
    """The parts of the document.

    Raises:
        Refused: the file is no Word document, or holds something that no document needs.
    """
    from kravgen.word.reading.relations import PACKAGE, Relations, by_kind, main_part, refuse_twins

    if content.startswith(_OLD_WORD):
        raise Refused("old-word")
    if len(content) > LARGEST:
        raise Refused("too-large")
    parts = _unpacked(content)
    if _TYPES not in parts:
        raise Refused("not-word", _TYPES)
    _refuse_macros(parts)
    relations = Relations(parts)
    _guard({name: part for name, part in parts.items() if _is_xml(name)})
    roots = {name: parse(name, part) for name, part in parts.items() if name.lower().endswith(".rels")}

    def of(owner: str) -> tuple[Relationship, ...]:
        return relations.read(owner, roots.get(relations.part_of(owner)))

    main = main_part(of(PACKAGE))
    outside = tuple(
        (name, one)
        for name, root in roots.items()
        for one in relations.read(name, root)
        if one.outside and one.kind not in HARMLESS_OUTSIDE
    )
    kinds = by_kind(of(main))
    refuse_twins(kinds)
    taken = TakenIn(parts, main, kinds, outside)
    if not all(map(_is_xml, taken.xml)):
        _guard({name: parts[name] for name in taken.xml})
    if _STRICT in parts[main]:
        raise Refused("strict")
    return taken


def beside_the_text(content: bytes) -> dict[str, bytes]:
    """The parts that are XML of a file that kravgen has made, without the main part: nothing else is unpacked.

    Raises:
        Refused: it is no such file.
    """
    try:
        return dict(unpacked(content, wanted=lambda name: _is_xml(name) and name != MAIN))
    except NotUnpacked as error:
        raise Refused(error.why, error.part) from error


def refuse_outside(taken: TakenIn) -> None:
    """Refuse a file that shows something that lies outside it.

    Raises:
        Refused: it does.
    """
    for name, _relationship in taken.outside:
        raise Refused("external", name)


def parse(name: str, part: bytes, expected: str = "") -> etree._Element:
    """The part as a tree, read without fetching or expanding anything.

    Raises:
        Refused: the part is not XML, or its root is not ``expected``.
    """
    try:
        root = tree(name, part)
    except NotUnpacked as error:
        raise Refused(error.why, error.part) from error
    if expected and root.tag != expected:
        raise Refused("damaged", name)
    return root


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        parts = dict(unpacked(content))
    except NotUnpacked as error:
        raise Refused(error.why, error.part) from error
    if not parts:
        # What begins as a packed file and is none has been cut off.
        raise Refused("damaged" if content.startswith(ZIP) else "not-word")
    return parts


def _guard(parts: Mapping[str, bytes]) -> None:
    """Refuse XML that is not to be given to a parser."""
    try:
        look_through(parts)
    except NotUnpacked as error:
        raise Refused(error.why, error.part) from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _refuse_macros(parts: dict[str, bytes]) -> None:
    for name in parts:
        if name.lower().rsplit("/", 1)[-1] in ("vbaproject.bin", "vbadata.xml"):
            raise Refused("macros", name)
    types = parts[_TYPES].lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise Refused("macros", _TYPES)
