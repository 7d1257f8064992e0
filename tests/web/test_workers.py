"""The processes that make packages: what takes too long ends, what is too much is refused, what dies is replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from kravgen.web.workers import BusyError, Home, OverTimeError, Workers
from tests.conftest import small_library
from tests.web import tasks

DAY = "2026-11-30"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A workspace of its own on the small library."""
    return Home(tmp_path, small_library(tmp_path), DAY)


@pytest.fixture
def workers(home: Home) -> Iterator[Workers]:
    """One process that may work a second, and two pieces of work at once."""
    found = Workers(home, 1, seconds=1, most=2)
    yield found
    found.close()


def test_work_that_takes_too_long_ends_and_the_next_is_done(workers: Workers) -> None:
    async def both() -> int:
        with pytest.raises(OverTimeError):
            await workers.run(DAY, tasks.slow, 20)
        return await workers.run(DAY, tasks.profiles)

    assert asyncio.run(both()) > 0


def test_more_than_may_wait_is_refused_at_once(workers: Workers) -> None:
    async def three() -> list[object]:
        asked = (workers.run(DAY, tasks.slow, 0.3) for _number in range(3))
        return await asyncio.gather(*asked, return_exceptions=True)

    done = asyncio.run(three())
    assert done[:2] == ["done", "done"]
    assert isinstance(done[2], BusyError)


def test_a_process_that_dies_is_replaced(workers: Workers) -> None:
    async def both() -> int:
        with pytest.raises(BrokenProcessPool):
            await workers.run(DAY, tasks.ends)
        return await workers.run(DAY, tasks.profiles)

    assert asyncio.run(both()) > 0
