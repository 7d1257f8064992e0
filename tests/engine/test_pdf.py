"""``generate --pdf``: the same bytes each time, and a LibreOffice that is missing, fails or does not finish."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kravgen.pdf import convert
from tests.conftest import Kravgen
from tests.external import need


def test_the_same_bytes_each_time(example: Path, kravgen: Kravgen) -> None:
    need("soffice")
    for name in ("a", "b"):
        result = kravgen("generate", example, "--pdf", "-o", name)
        assert result.code == 0, result.err
    first, second = (
        {path.name: path.read_bytes() for path in Path(name).rglob("*.pdf")} for name in ("a", "b")
    )
    assert len(first) == 5
    assert first == second


def test_without_libreoffice_nothing_is_written(
    example: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(example.parent))
    result = kravgen("generate", example, "--pdf")
    assert "--pdf KG604 LibreOffice saknas" in result.err
    assert result.code == 2
    assert [path.name for path in example.parent.iterdir()] == ["e-arkiv.yaml"]


@pytest.mark.parametrize(("does", "told"), [("exit 77", "med koden 77"), ("exit 0", "skapade ingen PDF")])
def test_a_libreoffice_that_fails_is_told(
    example: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch, does: str, told: str
) -> None:
    need("sh")
    broken = example.parent / "bin" / "soffice"
    broken.parent.mkdir()
    broken.write_text(f"#!/bin/sh\n{does}\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(broken.parent), prepend=":")
    result = kravgen("generate", example, "--pdf")
    assert "--pdf KG605" in result.err
    assert told in result.err
    assert result.code == 2
    assert not (example.parent / "output").exists()


def test_a_libreoffice_that_does_not_finish_is_ended_with_all_it_has_started(
    example: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("sh")
    slow = example.parent / "bin" / "soffice"
    slow.parent.mkdir()
    # As LibreOffice's own: a script that starts the program and waits for it.
    slow.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {example.parent}/pid\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent), prepend=":")
    monkeypatch.setattr(convert, "START_SECONDS", 1)
    monkeypatch.setattr(convert, "SECONDS_EACH", 0)
    result = kravgen("generate", example, "--pdf")
    assert "KG605 LibreOffice blev inte klart på 1 sekunder" in result.err
    child = Path("/proc", (example.parent / "pid").read_text().strip(), "stat")
    # A busy machine may take a moment to end what has been killed.
    assert any(_ended(child) or time.sleep(0.05) for _attempt in range(200))


def _ended(process: Path) -> bool:
    """Whether it has ended, and perhaps not yet been buried by its parent."""
    try:
        return process.read_text().split()[2] == "Z"
    except OSError:
        return True
