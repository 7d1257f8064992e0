"""Whatever happens while a package is written: it is whole or absent, and nothing of the user's is lost.

``make faults`` tries every moment; here a part of them is tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from tests.record import faults

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs processes that are copies of each other"
)


@pytest.mark.parametrize("started", [True, False])
def test_killed_at_every_change(started: bool, capsys: pytest.CaptureFixture[str]) -> None:
    count = faults.kill_at_every_change(started=started)
    assert count > 50
    _say(capsys, f"killed {count} times, nothing lost")


@pytest.mark.parametrize("error", [faults.full_disk, KeyboardInterrupt])
def test_refused_at_any_change(
    error: Callable[[], BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    count = faults.refuse_at_every_change(error, step=3)
    assert count > 20
    _say(capsys, f"stopped {count} times, nothing lost")


@pytest.mark.parametrize(("kills", "count"), [(False, 100), (True, 50)])
def test_saved_at_any_moment(kills: bool, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(count)
    with faults.place() as at:
        calls = faults.calls(lambda: faults.generate(at, faults.SECOND), changes=False)
    saved = 0
    for _ in range(count):
        kill = chance.randrange(2, calls) if kills else 0
        number = chance.randrange(1, kill or calls)
        saved += faults.save_at(number, chance.choice(faults.TARGETS), chance.choice(faults.HOWS), kill)
    assert saved > count / 2
    _say(capsys, f"saved {saved} times, nothing lost")


def test_written_to_a_file_that_is_held_open(capsys: pytest.CaptureFixture[str]) -> None:
    in_time = sum(faults.write_to_a_held_file(name, step=2) for name in ("a.docx", "c.csv"))
    assert in_time > 40
    _say(capsys, f"written {in_time} times, nothing lost")


def test_three_writers_in_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    written, saved, met = faults.crowd(1.0)
    assert written > 5 and saved > 2 and met > 2
    _say(capsys, f"{written} packages, {saved} saves, {met} times read, nothing lost")


def _say(capsys: pytest.CaptureFixture[str], told: str) -> None:
    with capsys.disabled():
        print(f" {told} ", end="")
