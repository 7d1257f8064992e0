"""Zip files that lie, are damaged, or are packed as Word packs none."""

from __future__ import annotations

import io
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator

Parts = dict[str, bytes]
Container = Callable[[Parts, random.Random], bytes]

_LISTED = b"PK\x01\x02"
_MAINS = (b"word/document.xml", b"xl/workbook.xml")
_DOC = "word/document.xml"


def packed(parts: Parts, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one zip file."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", way) as archive:
        warnings.simplefilter("ignore")
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def containers() -> Iterator[tuple[str, Container]]:
    """Every kind of container, by name."""
    yield "bzip2", lambda parts, _r: packed(parts, zipfile.ZIP_BZIP2)
    yield "lzma", lambda parts, _r: packed(parts, zipfile.ZIP_LZMA)
    yield "deflate64", lambda parts, _r: _listed(packed(parts), 10, struct.pack("<H", 9))
    yield "unknown-packing", lambda parts, _r: _listed(packed(parts), 10, struct.pack("<H", 77))
    yield "encrypted", lambda parts, _r: _listed(packed(parts), 8, struct.pack("<H", 1))
    yield "strongly-encrypted", lambda parts, _r: _listed(packed(parts), 8, struct.pack("<H", 0x41))
    yield "patched", lambda parts, _r: _listed(packed(parts), 8, struct.pack("<H", 0x20))
    yield "newer-version", lambda parts, _r: _listed(packed(parts), 6, struct.pack("<H", 99))
    yield "says-less", lambda parts, _r: _listed(packed(parts), 24, struct.pack("<I", 10))
    yield "says-more", lambda parts, _r: _listed(packed(parts), 24, struct.pack("<I", 9_000_000))
    yield "says-gigabytes", lambda parts, _r: _listed(packed(parts), 24, struct.pack("<I", 0xFFFF_FFF0))
    yield "packed-says-more", lambda parts, _r: _listed(packed(parts), 20, struct.pack("<I", 9_000_000))
    yield "other-check-sum", lambda parts, _r: _listed(packed(parts), 16, b"\1\2\3\4")
    yield "wrong-place", lambda parts, _r: _listed(packed(parts), 42, struct.pack("<I", 7))
    yield "far-place", lambda parts, _r: _listed(packed(parts), 42, struct.pack("<I", 0x7FFF_FFFF))
    yield "all-in-one-place", _overlapping
    yield "twice", lambda parts, _r: _also(parts, _DOC)
    yield "twice-but-for-case", lambda parts, _r: _also(parts, "word/Document.XML")
    yield "absolute", lambda parts, _r: _also(parts, "/word/extra.xml")
    yield "above", lambda parts, _r: _also(parts, "../../extra.xml")
    yield "backslash", lambda parts, _r: _also(parts, "word\\extra.xml")
    yield "drive", lambda parts, _r: _also(parts, "c:/extra.xml")
    yield "nameless", lambda parts, _r: _also(parts, "word//extra.xml")
    yield "link", _linked
    yield (
        "name-not-utf8",
        lambda parts, _r: _also(parts, "word/abc.xml").replace(b"word/abc.xml", b"word/\xff\xfec.xml"),
    )
    yield "crowded", lambda parts, _r: packed(parts | {f"word/media/{n}.png": b"" for n in range(2500)})
    yield "very-crowded", lambda parts, _r: packed(parts | {f"m/{n}": b"" for n in range(6000)})
    yield "packed-hard", lambda parts, _r: packed(parts | {"word/media/a.bmp": b"\0" * 3_000_000})
    yield (
        "packed-hard-together",
        lambda parts, _r: packed(parts | {f"word/media/{n}.bmp": b"\0" * 900_000 for n in range(30)}),
    )
    yield "after-the-end", lambda parts, r: packed(parts) + r.randbytes(100)
    yield "before-the-start", lambda parts, r: r.randbytes(100) + packed(parts)
    yield "a-zip-after", lambda parts, _r: packed(parts) + packed({"a": b"b"})
    yield "no-directory", lambda parts, _r: packed(parts).split(_LISTED)[0]
    yield "nothing", lambda _parts, _r: b""
    yield "only-the-mark", lambda _parts, _r: b"PK\x03\x04"
    yield "empty-zip", lambda _parts, _r: packed({})
    yield "old-word", lambda _parts, r: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + r.randbytes(3000)
    yield "noise", lambda _parts, r: r.randbytes(3000)
    for number in range(8):
        yield f"cut-{number}", lambda parts, r: (whole := packed(parts))[: r.randrange(len(whole))]
    for number in range(20):
        yield f"flipped-{number}", _flipped


def _listed(whole: bytes, offset: int, value: bytes) -> bytes:
    """The zip file with a value of the main part's entry in the directory, and beside the part, exchanged."""
    found = bytearray(whole)
    at = 0
    while (at := whole.find(_LISTED, at)) >= 0:
        length = int.from_bytes(whole[at + 28 : at + 30], "little")
        if whole[at + 46 : at + 46 + length] in _MAINS:
            found[at + offset : at + offset + len(value)] = value
        at += 4
    return bytes(found)


def _overlapping(parts: Parts, _random: random.Random) -> bytes:
    whole = bytearray(packed(parts | {f"word/media/{n}.bin": b"x" * 1000 for n in range(50)}))
    at, place = 0, b""
    while (at := whole.find(_LISTED, at)) >= 0:
        length = int.from_bytes(whole[at + 28 : at + 30], "little")
        if whole[at + 46 : at + 46 + length].startswith(b"word/media/"):
            place = place or bytes(whole[at + 42 : at + 46])
            whole[at + 42 : at + 46] = place
        at += 4
    return bytes(whole)


def _also(parts: Parts, name: str) -> bytes:
    buffer = io.BytesIO(packed(parts))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<a/>")
    return buffer.getvalue()


def _linked(parts: Parts, _random: random.Random) -> bytes:
    buffer = io.BytesIO(packed(parts))
    with zipfile.ZipFile(buffer, "a") as archive:
        entry = zipfile.ZipInfo("word/extra.xml")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "document.xml")
    return buffer.getvalue()


def _flipped(parts: Parts, chance: random.Random) -> bytes:
    whole = bytearray(packed(parts))
    for _flip in range(chance.randrange(1, 20)):
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)
