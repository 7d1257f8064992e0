"""What a document hands out once: ids, names, links and list numbers."""

from __future__ import annotations

import re
from datetime import date

from kravgen.word.look.reference import Reference
from kravgen.word.markup import W, escape
from kravgen.word.names import LONGEST_BOOKMARK, bookmark_name

_SCHEMES = ("http://", "https://", "mailto:")
_LINKS_FROM = 100

AUTHOR = "kravgen"
"""Who comments and changes in a document are by."""


class Ledger:
    """Counters and sets for one document. Everything counts from the start, so the result is the same each time.

    ``day`` (ISO 8601) is the document's date: a clock would change the bytes.
    """

    def __init__(self, reference: Reference, day: str) -> None:
        self._reference = reference
        self._moment = f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
        self._id = 0
        self._names: set[str] = set()
        self._wanted: dict[str, int] = {}
        self._links: dict[str, str] = {}
        self._lists: list[tuple[int, int]] = []
        self.comments: list[str] = []
        """The comments of the document, in order; their ids are their places here."""
        self.anchors: frozenset[str] = frozenset()
        """The items that the document shows, so that a reference to them can be a link."""

    def next_id(self) -> int:
        """A number no other bookmark, control or tracked change in the document has."""
        self._id += 1
        return self._id

    def revision(self) -> str:
        """The attributes of a new tracked change: its number, author and date."""
        return f'w:id="{self.next_id()}" w:author="{AUTHOR}" w:date="{self._moment}"'

    def name(self, wanted: str) -> tuple[str, int]:
        """``wanted`` as a bookmark name that no other has, and the number that tells it from its likes."""
        base = bookmark_name(wanted)
        # Word does not tell KRAV_1 from krav_1.
        count = self._wanted.get(base.lower(), 0) + 1
        name = base if count == 1 else _numbered(base, count)
        while name.lower() in self._names:
            count += 1
            name = _numbered(base, count)
        self._wanted[base.lower()] = count
        self._names.add(name.lower())
        return name, count

    def bookmark(self, wanted: str) -> tuple[str, str]:
        """The start and the end of a new bookmark."""
        begin, end, _count = self.counted_bookmark(wanted)
        return begin, end

    def counted_bookmark(self, wanted: str) -> tuple[str, str, int]:
        """The start and the end of a new bookmark, and the number that tells its name from its likes."""
        number = self.next_id()
        name, count = self.name(wanted)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
            count,
        )

    def link(self, address: str) -> str:
        """The relationship id of a link, or an empty text when the address is not one for the web or mail."""
        target = _target(address)
        if not target:
            return ""
        return self._links.setdefault(target, f"rId{_LINKS_FROM + len(self._links)}")

    def links(self) -> str:
        """The relationships of all links."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        return "".join(
            f'<Relationship Id="{number}" Type="{kind}" Target="{escape(target)}" TargetMode="External"/>'
            for target, number in self._links.items()
        )

    def numbered_list(self, level: int, start: int) -> int:
        """The number id of a new numbered list, whose first number on ``level`` is ``start``."""
        self._lists.append((level, start))
        return self._reference.next_number + len(self._lists) - 1

    def numbering(self) -> bytes:
        """The numbering part with every list that has been handed out."""
        part = self._reference.parts["word/numbering.xml"]
        lists = "".join(
            # The namespace is said again because an own reference document may call it by another prefix.
            f'<w:num xmlns:w="{W}" w:numId="{self._reference.next_number + index}">'
            f'<w:abstractNumId w:val="{self._reference.ordered}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for index, (level, start) in enumerate(self._lists)
        )
        end = part.rindex(b"</")
        return part[:end] + lists.encode() + part[end:]


def _numbered(base: str, count: int) -> str:
    suffix = f"_{count}"
    return base[: LONGEST_BOOKMARK - len(suffix)] + suffix


def _target(address: str) -> str:
    """The address as a relationship may hold it. Word calls a file damaged when an address is malformed."""
    from urllib.parse import quote, urlsplit

    if not address.lower().startswith(_SCHEMES):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() != "mailto" and not re.fullmatch(r"[A-Za-z0-9._~:@%-]+", host):
        return ""
    rest = parts._replace(netloc=host).geturl()
    return quote(rest, safe="%/:?#[]@!$&'()*+,;=~-._")
