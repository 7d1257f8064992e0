"""The folder to send: whole when nothing is left, and refused with the reasons when something is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kravgen.content import Content
from kravgen.web import jobs
from kravgen.web.workers import Home
from tests.conftest import small_library
from tests.engine.test_sending import READY


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The small library."""
    return Home(tmp_path, small_library(tmp_path), "2026-11-30").read()


def test_what_is_ready_is_sent_without_what_is_internal(content: Content) -> None:
    sent = jobs.package(content, READY, "kop", send=True)
    assert sent.stops == ()
    names = zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    assert "kop/svarsbilaga.docx" in names and "kop/prisbilaga.xlsx" in names
    assert not [name for name in names if "internt" in name or not name.endswith((".docx", ".xlsx"))]
    whole = zipfile.ZipFile(io.BytesIO(jobs.package(content, READY, "kop", send=False).content)).namelist()
    assert set(names) < set(whole)
    assert {"kop/manifest.json", "kop/kop.yaml", "kop/kop.lock.json"} <= set(whole)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: klar", "status: utkast", "klar"),
        (
            "  personuppgiftsansvarig-namnd: Kultur- och fritidsnämnden\n",
            "  x: y\n",
            "personuppgiftsansvarig",
        ),
    ],
)
def test_what_is_left_is_told(content: Content, old: str, new: str, told: str) -> None:
    text = READY.replace(old, new)
    assert text != READY
    refused = jobs.package(content, text, "kop", send=True)
    assert refused.content == b""
    assert any(told in f"{each.message} {each.hint}" for each in refused.stops)
