"""Processes that do what takes a processor's time: packages and overviews, made from content that each has read once."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Concatenate, NoReturn, ParamSpec, TypeVar

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.content import Content
from kravgen.i18n import active, speaking
from kravgen.memory import collect_seldom, settle
from kravgen.problems import Collector
from kravgen.web.bounds import MOST_WAITING, SECONDS_OF_WORK

P = ParamSpec("P")
T = TypeVar("T")

_content: Content | None = None


class BusyError(Exception):
    """So much is being done that no more is begun."""


class OverTimeError(Exception):
    """A piece of work took longer than it may."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where content is read from: the folder that a run begins in, and what kravgen ships."""

    start: Path
    shipped: Path
    today: str

    def read(self) -> Content:
        """The content. What is wrong in it stops it.

        Raises:
            KravgenError: something is wrong.
        """
        problems = Collector()
        with worlds.shipping(self.shipped):
            content = contents.read(worlds.find(self.start, self.today), problems)
        problems.stop()
        return content


def at(content: Content, day: str) -> Content:
    """The content as it is on a day (ISO 8601) to one who reads the language in use."""
    return replace(content, world=replace(content.world, today=day, language=active()))


class Workers:
    """``count`` processes. A job is a function of a module: it is given the content first, and gives back plain data.

    A job may take ``seconds``; at most so many as ``most`` are done or wait at once.
    """

    def __init__(
        self, home: Home, count: int, *, seconds: float = SECONDS_OF_WORK, most: int = MOST_WAITING
    ) -> None:
        self._home = home
        self._count = count
        self._seconds = seconds
        self._most = most
        self._executor = self._new()
        self._under_way = 0

    def _new(self) -> ProcessPoolExecutor:
        # Not by fork: the server has threads.
        way = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, way, _begin, (self._home,))

    async def run(
        self, day: str, job: Callable[Concatenate[Content, P], T], *args: P.args, **named: P.kwargs
    ) -> T:
        """Do the job in the language in use, on a day (ISO 8601).

        Raises:
            BusyError: too much is under way.
            OverTimeError: the job took too long.
        """
        if self._under_way >= self._most:
            raise BusyError
        self._under_way += 1
        try:
            executor = self._executor
            try:
                return await self._done(executor, day, job, args, named)
            except BrokenProcessPool:
                # Something outside ended a process. The others are gone with it; the job is tried once more.
                self._renew(executor)
                return await self._done(self._executor, day, job, args, named)
        finally:
            self._under_way -= 1

    async def _done(
        self, executor: ProcessPoolExecutor, day: str, job: Callable[..., T], args: object, named: object
    ) -> T:
        return await asyncio.wrap_future(
            executor.submit(_do, self._seconds, day, active(), job, args, named)  # type: ignore[arg-type]
        )

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        """New processes in the place of the broken ones, unless somebody else has seen to it."""
        if self._executor is broken:
            self._executor = self._new()
            broken.shutdown(wait=False, cancel_futures=True)

    async def ready(self) -> None:
        """Wait until every process has read the content."""
        await asyncio.gather(
            *(asyncio.wrap_future(self._executor.submit(_ready)) for _ in range(self._count))
        )

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin(home: Home) -> None:
    global _content
    # Whoever presses Ctrl+C ends the server, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    _content = home.read()
    settle()


def _ready() -> bool:
    return _content is not None


def _do(
    seconds: float,
    day: str,
    language: str,
    job: Callable[..., T],
    args: tuple[object, ...],
    named: dict[str, object],
) -> T:
    assert _content is not None, "a worker begins by reading the content"
    with speaking(language), _limited(seconds):
        return job(at(_content, day), *args, **named)


class _limited:  # noqa: N801 - read as a word in the with statement
    """Ends what takes too long, where the system has an alarm for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _too_long)
            signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_exception: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise OverTimeError
