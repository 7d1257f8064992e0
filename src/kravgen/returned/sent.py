"""A package that has been sent, as the measure of what comes back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath

from kravgen import system
from kravgen.archive import LARGEST, NotUnpacked, unpacked
from kravgen.award.model import Price
from kravgen.problems import shortened
from kravgen.record import manifest
from kravgen.record.file import sha256
from kravgen.record.model import KeptDocument, KeptItem, Record
from kravgen.sheets.names import price_key

_LONGEST_QUOTE = 300
_COPY = re.compile(r"^(?:kopia av|copy of) |(?:[\s_-]*(?:kopia|copy|\(\d+\)|\[\d+\]))+$")
"""What a program puts to the name of a copy."""


class Sent:
    """The documents of a package and what it calls its items.

    Raises:
        KravgenError: the folder has no package, or its manifest cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record: Record = manifest.read(folder)

    def files(self) -> Iterator[tuple[Path, KeptDocument]]:
        """Every file of the package where it should lie, and its document."""
        yield from ((self.folder / document.file, document) for document in self.record.documents)

    def same(self, content: bytes) -> KeptDocument | None:
        """The document that the content is, byte for byte or part for part: a program may have packed it anew."""
        checksum = sha256(content)
        found = self._by_checksum.get(checksum)
        if found is None and (parts := _parts(content)):
            found = next((kept for kept in self.record.documents if kept.parts == parts), None)
        return found

    def original(self, document: KeptDocument) -> bytes | None:
        """The document's file as it was sent; None when it is gone or has been changed in the package."""
        try:
            content = system.read(self.folder / document.file, LARGEST)
        except OSError:
            return None
        return content if sha256(content) == document.sha256 else None

    def of_name(self, name: str) -> KeptDocument | None:
        """The document whose file has the name, also as a copy: ``svarsbilaga (2).docx``."""
        return self._by_name.get(plain_name(name))

    def of_stem(self, name: str) -> KeptDocument | None:
        """The document whose file has the name but for its ending: ``svarsbilaga.pdf``."""
        return self._by_stem.get(PurePath(plain_name(name)).stem)

    def of_id(self, name: str) -> KeptDocument | None:
        """The document with the id, where it is compared word by word."""
        return next((kept for kept in self.record.documents if kept.id == name and kept.wording), None)

    def item(self, name: str) -> KeptItem | None:
        """The item with the id."""
        return self.record.by_id.get(name)

    def told(self, item: str) -> str:
        """What an item is called in a message: its number and its id."""
        number, item = self.number(item), short(item)
        return f"{number} ({item})" if number != item else item

    def number(self, item: str) -> str:
        """The number of an item; its id where it has none."""
        known = self.item(item)
        return short((known.number if known else "") or item)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of the items, by id."""
        return {name: known.number for name, known in self.record.by_id.items()}

    @cached_property
    def prices(self) -> Mapping[str, Price]:
        """What is priced, by what its row in the price sheet is called."""
        return {price_key(price.key): price for price in self.record.prices}

    def text(self, item: str) -> str:
        """The text of an item; empty when it is unknown."""
        known = self.item(item)
        return known.text if known else ""

    @cached_property
    def _by_checksum(self) -> Mapping[str, KeptDocument]:
        return {kept.sha256: kept for kept in reversed(self.record.documents)}

    @cached_property
    def _by_name(self) -> Mapping[str, KeptDocument]:
        return {plain_name(kept.file): kept for kept in reversed(self.record.documents)}

    @cached_property
    def _by_stem(self) -> Mapping[str, KeptDocument]:
        return {PurePath(plain_name(kept.file)).stem: kept for kept in reversed(self.record.documents)}


def plain_name(name: str) -> str:
    """A file's name in small letters, without what a program adds when it makes a copy of a file."""
    path = PurePath(unicodedata.normalize("NFC", name).lower())
    return (_COPY.sub("", path.stem) or path.stem) + path.suffix


def short(text: str) -> str:
    """The text as it is quoted in a message."""
    return shortened(text, _LONGEST_QUOTE)


def _parts(content: bytes) -> dict[str, str]:
    """The checksum of every part. Empty when it is no zip file."""
    try:
        return {name: sha256(part) for name, part in unpacked(content)}
    except NotUnpacked:
        return {}
