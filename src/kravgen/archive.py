"""The zip file around the parts of a Word or Excel file: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

Part = bytes | Iterable[str]

_MARK = b"PK\x03\x04"
_FIRST = ("[Content_Types].xml", "_rels/.rels")


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


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a file that kravgen has packed, by name; none when it is no zip file."""
    if not content.startswith(_MARK):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)
