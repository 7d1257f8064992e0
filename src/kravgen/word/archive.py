"""The zip file around the parts: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST = ("[Content_Types].xml", "_rels/.rels")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one zip file, whatever the clock, the computer or the order they came in.

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
            archive.writestr(entry, parts[name])
            # The library has put its own attributes in; the directory that holds them is written last.
            entry.external_attr = 0
    return buffer.getvalue()
