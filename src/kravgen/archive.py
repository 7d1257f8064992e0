"""The zip file around the parts of a Word or Excel file: the same parts give the same bytes.

Files from others are unpacked here and nowhere else, under limits: what a zip file says of itself is only a claim.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

Part = bytes | Iterable[str]
Why = Literal["damaged", "encrypted", "packing", "names", "too-large"]

LARGEST = 20 * 1024 * 1024
"""The most bytes that a file from somebody else may hold, packed or unpacked."""
OWN = 1024 * 1024 * 1024
"""The most bytes that kravgen itself puts into a file."""

_MARK = b"PK\x03\x04"
_LISTED, _END, _LOCAL = b"PK\x01\x02", b"PK\x05\x06", struct.Struct("<4s5H3I2H")
_END_SIZE = 22
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MOST_PARTS = 2000
_HIGHEST_RATIO = 200
# XML packs well, so a small part may be packed hard; it is large ones that are bombs.
_RATIO_COUNTS_FROM = 1024 * 1024
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40


class NotUnpacked(ValueError):  # noqa: N818 - it says what happened
    """A zip file that is not unpacked: ``why``, and the ``part`` it is about where there is one."""

    def __init__(self, why: Why, part: str = "") -> None:
        self.why: Why = why
        self.part = part
        super().__init__(f"{why} {part}")


def pack(parts: Mapping[str, Part]) -> bytes:
    """The parts as one zip file, whatever the clock, the computer or the order they came in.

    A long part may come as pieces of text, so that it need not stand in the memory as a whole.

    The content types stand first: some readers decide from the first entry what kind of file it is.
    """
    names = [name for name in _FIRST if name in parts] + sorted(set(parts) - set(_FIRST))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Zero means "made on MS-DOS, no file attributes": the one value that is equal everywhere.
            entry.create_system = 0
            with archive.open(entry, "w") as stream:
                part = parts[name]
                for piece in (part,) if isinstance(part, bytes) else part:
                    stream.write(piece if isinstance(piece, bytes) else piece.encode())
            # The library has put its own attributes in; the directory that holds them is written last.
            entry.external_attr = 0
    return buffer.getvalue()


def unpacked(content: bytes, most: int = LARGEST) -> Iterator[tuple[str, bytes]]:
    """The parts of a zip file by name, one at a time, in the order of its directory; none when it is no zip file.

    ``most`` is how many bytes they may have together. Folders have no content and are left out.

    Raises:
        NotUnpacked: the file is damaged, or is not made as Word and Excel make their files.
    """
    if not content.startswith(_MARK) or _END not in content:
        return
    # A directory with millions of entries is seen before anybody reads it.
    if content.count(_LISTED) > 2 * _MOST_PARTS:
        raise NotUnpacked("too-large")
    if not _ends_there(content):
        raise NotUnpacked("damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _look(archive, entries, content, most)
            left = most
            for entry in entries:
                if entry.is_dir():
                    continue
                # Not trusting the size that is claimed: reading stops one byte after what is allowed.
                with archive.open(entry) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                if left < 0 or _is_bomb(len(part), entry.compress_size):
                    raise NotUnpacked("too-large", entry.filename)
                if len(part) != entry.file_size:
                    raise NotUnpacked("damaged", entry.filename)
                yield entry.filename, part
    except NotUnpacked:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        IndexError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise NotUnpacked("damaged") from error


def _ends_there(content: bytes) -> bool:
    """Whether nothing stands after the directory and its comment."""
    at = content.rfind(_END)
    comment = int.from_bytes(content[at + _END_SIZE - 2 : at + _END_SIZE], "little")
    return len(content) == at + _END_SIZE + comment


def _look(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], content: bytes, most: int) -> None:
    """Look through the directory before anything is unpacked."""
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > most:
        raise NotUnpacked("too-large")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & _ENCRYPTED:
            raise NotUnpacked("encrypted", name)
        if entry.compress_type not in _WAYS:
            raise NotUnpacked("packing", name)
        # Names that differ in small and large letters only are one file on many computers.
        if name.lower() in seen or not _is_inside(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise NotUnpacked("names", name)
        seen.add(name.lower())
    _refuse_overlap(archive, entries, content)


def _is_inside(name: str) -> bool:
    pieces = name.removesuffix("/").split("/")
    return "\\" not in name and ":" not in name and all(piece not in ("", ".", "..") for piece in pieces)


def _refuse_overlap(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], content: bytes) -> None:
    """Refuse entries that share bytes: each would be small, and all of them together a bomb."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        # The first stands first: nothing is hidden before it.
        if start < end or (end == 0 and start != 0):
            raise NotUnpacked("damaged", entry.filename)
        header = _LOCAL.unpack_from(content, start)
        end = start + _LOCAL.size + header[-2] + header[-1] + entry.compress_size
    if end > archive.start_dir:
        raise NotUnpacked("damaged")


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_COUNTS_FROM and size > _HIGHEST_RATIO * max(packed, 1)
