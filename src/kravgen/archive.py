"""The zip file around the parts of a Word or Excel file: the same parts give the same bytes.

Files from others are unpacked here and nowhere else, under limits: what a zip file says of itself is only a claim.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

Part = bytes | Iterable[str]
Why = Literal["damaged", "encrypted", "packing", "names", "too-large", "too-full", "doctype"]

LARGEST = 20 * 1024 * 1024
"""The most bytes that a file from somebody else may hold, packed or unpacked."""

ZIP = b"PK\x03\x04"
"""How a packed file begins."""
_LISTED, _END, _LOCAL = b"PK\x01\x02", b"PK\x05\x06", struct.Struct("<4s5H3I2H")
_ENTRY, _LAST = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _UTF_8_NAME = 20, 0x800
_FIRST_DAY = (0, 1 << 5 | 1)
"""Midnight of 1 January 1980, where the time of zip files begins."""
_END_SIZE = 22
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MOST_PARTS = 2000
_HIGHEST_RATIO = 200
# XML packs well, so a small part may be packed hard; it is large ones that are bombs.
_RATIO_COUNTS_FROM = 1024 * 1024
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40
_UNPACKING = (
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
)
"""What a damaged file can bring about."""


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
    deflated = {
        name: _deflated(part) if isinstance(part, bytes) else _deflated_pieces(part)
        for name, part in parts.items()
    }
    return _zipped(deflated)


def repacked(content: bytes) -> bytes:
    """A zip file that a library has made for kravgen, with its parts as :func:`pack` would have packed them.

    Such a library packs the parts in the same way, so that what differs is only what the zip file says of them.
    """
    deflated = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_DEFLATED, entry.filename
            begin = _content_of(entry, content)
            data = content[begin : begin + entry.compress_size]
            deflated[entry.filename] = _Deflated(data, entry.CRC, entry.file_size)
    return _zipped(deflated)


def own_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a file that kravgen has just made, by name and as they are packed; none when it is no zip file.

    It needs none of the limits of :func:`unpacked`, which take longer than the unpacking.
    """
    if not content.startswith(ZIP):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            begin = _content_of(entry, content)
            yield entry.filename, content[begin : begin + entry.compress_size]


def own_unpacked(part: bytes) -> bytes:
    """What a part of :func:`own_parts` holds."""
    return zlib.decompress(part, -zlib.MAX_WBITS)


class _Deflated(NamedTuple):
    """A part as it stands in a zip file, with the checksum and the size of what it holds."""

    data: bytes
    checksum: int
    size: int


# The styles, the theme and more are the same in all documents of a package.
@lru_cache(maxsize=64)
def _deflated(part: bytes) -> _Deflated:
    return _deflated_pieces((part,))


def _deflated_pieces(pieces: Iterable[str | bytes]) -> _Deflated:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    found: list[bytes] = []
    checksum = size = 0
    for text in pieces:
        piece = text if isinstance(text, bytes) else text.encode()
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        found.append(packer.compress(piece))
    return _Deflated(b"".join((*found, packer.flush())), checksum, size)


def _zipped(parts: Mapping[str, _Deflated]) -> bytes:
    """The zip file around the parts. Nothing in it tells of time, computer or user."""
    found: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name in [name for name in _FIRST if name in parts] + sorted(set(parts) - set(_FIRST)):
        part = parts[name]
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF_8_NAME
        sizes = (len(part.data), part.size, len(raw), 0)
        told = (flags, zipfile.ZIP_DEFLATED, *_FIRST_DAY, part.checksum, *sizes)
        local = _LOCAL.pack(ZIP, _VERSION, *told)
        directory += (_ENTRY.pack(_LISTED, _VERSION, _VERSION, *told, 0, 0, 0, 0, at), raw)
        found += (local, raw, part.data)
        at += len(local) + len(raw) + len(part.data)
    listed = b"".join(directory)
    count = len(directory) // 2
    return b"".join((*found, listed, _LAST.pack(_END, 0, 0, count, count, len(listed), at, 0)))


def unpacked(
    content: bytes, most: int = LARGEST, *, wanted: Callable[[str], bool] = lambda _name: True
) -> Iterator[tuple[str, bytes]]:
    """The parts of a zip file by name, one at a time, in the order of its directory; none when it is no zip file.

    ``most`` is how many bytes they may have together. Folders have no content and are left out, as are parts that are not
    ``wanted`` by name.

    Raises:
        NotUnpacked: the file is damaged, or is not made as Word and Excel make their files.
    """
    if not content.startswith(ZIP) or _END not in content:
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
                if entry.is_dir() or not wanted(entry.filename):
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
    except _UNPACKING as error:
        raise NotUnpacked("damaged") from error


def names(content: bytes) -> tuple[str, ...]:
    """What the directory of a zip file lists, without unpacking anything; nothing when it is none or cannot be read."""
    if not content.startswith(ZIP) or content.count(_LISTED) > 2 * _MOST_PARTS:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except _UNPACKING:
        return ()


def _content_of(entry: zipfile.ZipInfo, content: bytes) -> int:
    """Where the packed content of an entry begins."""
    header = _LOCAL.unpack_from(content, entry.header_offset)
    return entry.header_offset + _LOCAL.size + int(header[-2]) + int(header[-1])


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
        end = _content_of(entry, content) + entry.compress_size
    if end > archive.start_dir:
        raise NotUnpacked("damaged")


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_COUNTS_FROM and size > _HIGHEST_RATIO * max(packed, 1)
