"""What is packed can be read by any program, is the same each time, and is told of in the order that readers need."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from kravgen.archive import pack, repacked

_NAMES = st.sampled_from(
    ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/å.xml", "docProps/core.xml"]
)
_PARTS = st.dictionaries(_NAMES, st.text(max_size=200) | st.text("ab<", min_size=500, max_size=3000))


def _by_the_library(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@given(_PARTS)
def test_what_is_packed_can_be_read(parts: dict[str, str]) -> None:
    packed = pack({name: text.encode() for name, text in parts.items()})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry).decode() for entry in archive.infolist()} == parts
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in parts]
    assert names == [*first, *sorted(set(parts) - set(first))]


@given(_PARTS)
def test_pieces_and_wholes_and_what_a_library_has_packed_give_the_same_bytes(parts: dict[str, str]) -> None:
    packed = pack({name: text.encode() for name, text in parts.items()})
    assert pack({name: list(text) for name, text in reversed(parts.items())}) == packed
    assert repacked(_by_the_library(parts)) == packed
