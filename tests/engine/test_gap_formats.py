"""A file of gaps that another program has saved in a format of its own: what to save it as is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.engine.test_gaps import OPEN, case

__all__ = ["case"]


def of_libreoffice(kind: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        parts.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("svar.odt", of_libreoffice("text"), "Word (.docx)"),
        ("svar.ods", of_libreoffice("spreadsheet"), "Excel (.xlsx)"),
        ("svar.docx", of_libreoffice("text"), "Word (.docx)"),
        ("svar.rtf", rb"{\rtf1 svar}", "Word (.docx)"),
        ("svar.numbers", b"", "Excel (.xlsx)"),
    ],
)
def test_a_file_in_another_programs_format_is_told_what_to_save_as(
    name: str, content: bytes, format: str, case: Path, folder: Path, kravgen: Kravgen
) -> None:
    (folder / name).write_bytes(content or b"PK\x03\x04")
    result = kravgen("fill", case, folder / name)
    assert result.code == 1
    assert f"{name} KG638" in result.err and "Spara som" in result.err and format in result.err
    assert case.read_text(encoding="utf-8") == OPEN
