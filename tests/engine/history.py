"""A small library in a git repository of its own, and what happens to it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import Result, small_library

Run = Callable[..., Result]
PROMPT = "Leverantören ska utan dröjsmål underrätta Beställaren om en incident."
IN_TIME = "Leverantören ska senast 12 timmar efter upptäckt underrätta Beställaren om en incident."
INCIDENT = f"""\
  - id: SKYDD-03
    title: Underrättelse om incident
    kind: ska
    text: {PROMPT}
    phase: drift
    motive: Kommunen har egna frister.
    evidence: Beskrivning av rutinen.
    test: {{method: granskning, accept: Rutinen beskriver hur Beställaren underrättas.}}
clauses:
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git in the folder, as somebody."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    """Commit all that stands in the folder, and return the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Exchange some words of a file."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


SKYDD = "requirements_library/skydd.yaml"


def library_in_git(folder: Path) -> Path:
    """The small library with a requirement about incidents, committed once."""
    made = small_library(folder)
    change(made, SKYDD, "clauses:\n", INCIDENT)
    (made / "examples").mkdir()
    git(made, "init", "-q", "-b", "main")
    commit(made, "Biblioteket")
    return made


def runner(made: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs kravgen on the library that ``made`` is."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments], shipped=made)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
