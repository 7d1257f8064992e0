"""Who stops ``kravgen new`` in a terminal, at any question, keeps what was answered or has no file, and is told which."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kravgen import yamlfile

PROGRAM = """\
import sys
from pathlib import Path
from kravgen import world
from kravgen.cli import run
with world.shipping(Path(sys.argv[1])):
    sys.exit(run(sys.argv[2:]))
"""
ANSWERS = ("Enkäter", "Lindhags kommun", "", "nej", "ja")
PATIENCE = 60


class Session:
    """The program at a terminal of its own, as a person has it."""

    def __init__(self, shipped: Path, arguments: Sequence[str]) -> None:
        self.told = ""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execv(sys.executable, [sys.executable, "-c", PROGRAM, str(shipped), *arguments])

    def wait_for(self, words: str, times: int = 1) -> None:
        until = time.monotonic() + PATIENCE
        while self.told.count(words) < times and time.monotonic() < until and self._read():
            pass
        assert self.told.count(words) >= times, self.told

    def type(self, words: str) -> None:
        os.write(self.terminal, words.encode())

    def stop(self, key: str) -> int:
        """Press the key, and again when nothing happens: one that comes while the program begins to listen is lost."""
        until = time.monotonic() + PATIENCE
        self.type(key)
        while time.monotonic() < until:
            if select.select([self.terminal], [], [], 3)[0]:
                if not self._read():
                    break
            else:
                self.type(key)
        return self.end()

    def end(self) -> int:
        while self._read():
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def _read(self) -> bool:
        if not select.select([self.terminal], [], [], PATIENCE)[0]:
            return False
        try:
            read = os.read(self.terminal, 65536)
        except OSError:
            # Linux says so when the program has ended.
            return False
        self.told += read.decode(errors="replace")
        return bool(read)


def held(folder: Path) -> dict[str, object]:
    return yamlfile.parse((folder / "ny.yaml").read_bytes(), "ny.yaml").data


@pytest.mark.parametrize("way", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_before_there_is_a_profile_nothing_is_written(way: str, folder: Path, shipped: Path) -> None:
    session = Session(shipped, ["new", "ny", "--ask"])
    session.wait_for("Svar: ")
    assert session.stop(way) == 130
    assert "Inget har skrivits." in session.told
    assert "Traceback" not in session.told
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize("given", range(len(ANSWERS)))
@pytest.mark.parametrize("way", ["ctrl-c", "ctrl-d", "killed"])
def test_at_each_question_what_was_answered_is_kept(
    way: str, given: int, folder: Path, shipped: Path
) -> None:
    session = Session(shipped, ["new", "ny", "--ask", "-p", "direktupphandling-light"])
    for number, answer in enumerate(ANSWERS[:given], start=1):
        session.wait_for("Svar: ", number)
        session.type(answer + "\n")
    session.wait_for("Svar: ", given + 1)
    if way == "killed":
        os.kill(session.child, signal.SIGKILL)
        code = session.end()
    else:
        code = session.stop("\x03" if way == "ctrl-c" else "\x04")
    assert code == (-signal.SIGKILL if way == "killed" else 130)
    assert way == "killed" or "Dina svar är sparade i ny.yaml" in " ".join(session.told.split()), session.told
    assert "Traceback" not in session.told
    data = held(folder)
    facts = {name: value for name, value in data["facts"].items() if value is not None}
    assert (data["title"] == "Enkäter") == (given > 0)
    assert (data["buyers"][0]["name"] == "Lindhags kommun") == (given > 1)
    assert ("security_sensitive" in facts) == (given > 3)
    # Nothing is left of a file that was being written.
    assert [path.name for path in folder.iterdir() if path.suffix != ".json"] == ["ny.yaml"]


def test_fill_tells_what_was_saved_when_somebody_stops_it(folder: Path, shipped: Path) -> None:
    begun = Session(shipped, ["new", "ny", "--ask", "-p", "direktupphandling-light"])
    begun.wait_for("Svar: ")
    assert begun.stop("\x04") == 130
    session = Session(shipped, ["fill", "ny.yaml"])
    session.wait_for("> ")
    assert session.stop("\x03") == 130
    assert "0 svar sparades." in session.told
    assert "Traceback" not in session.told
