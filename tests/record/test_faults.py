"""Whatever happens while a package is written: it is whole or absent, and nothing of the user's is lost.

``make faults`` tries every moment; here a part of them is tried.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from tests.record import faults

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs processes that are copies of each other"
)


Apart = Callable[..., Any]


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """Calls a function in a process with little in it: hundreds of copies are made, and one of this would be large."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield lambda work, *given, **named: pool.submit(work, *given, **named).result()


@pytest.mark.parametrize("started", [True, False])
def test_killed_at_every_change(started: bool, apart: Apart, capsys: pytest.CaptureFixture[str]) -> None:
    count = apart(faults.kill_at_every_change, started=started)
    assert count > 50
    _say(capsys, f"killed {count} times, nothing lost")


@pytest.mark.parametrize("error", [faults.full_disk, KeyboardInterrupt])
def test_refused_at_any_change(
    error: Callable[[], BaseException], apart: Apart, capsys: pytest.CaptureFixture[str]
) -> None:
    count = apart(faults.refuse_at_every_change, error, step=3)
    assert count > 20
    _say(capsys, f"stopped {count} times, nothing lost")


@pytest.mark.parametrize(("kills", "count"), [(False, 100), (True, 50)])
def test_saved_at_any_moment(
    kills: bool, count: int, apart: Apart, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(count)
    calls = apart(faults.moments)
    saved = 0
    for _ in range(count):
        kill = chance.randrange(2, calls) if kills else 0
        number = chance.randrange(1, kill or calls)
        saved += apart(
            faults.save_at, number, chance.choice(faults.TARGETS), chance.choice(faults.HOWS), kill
        )
    assert saved > count / 2
    _say(capsys, f"saved {saved} times, nothing lost")


def test_written_to_a_file_that_is_held_open(apart: Apart, capsys: pytest.CaptureFixture[str]) -> None:
    in_time = sum(apart(faults.write_to_a_held_file, name, step=2) for name in ("a.docx", "c.csv"))
    assert in_time > 40
    _say(capsys, f"written {in_time} times, nothing lost")


def test_three_writers_in_one_folder(apart: Apart, capsys: pytest.CaptureFixture[str]) -> None:
    written, saved, met = apart(faults.crowd, 1.0)
    assert written > 5 and saved > 2 and met > 2
    _say(capsys, f"{written} packages, {saved} saves, {met} times read, nothing lost")


def _say(capsys: pytest.CaptureFixture[str], told: str) -> None:
    with capsys.disabled():
        print(f" {told} ", end="")
