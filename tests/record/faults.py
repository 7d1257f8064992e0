"""Faults at chosen moments: a writer that is killed or refused, or somebody who saves, before the n-th call.

The writer runs in a process of its own (fork) with a profile function that sees every call to the system. Each
function here tries one sort of fault and raises AssertionError when a byte of the user's is lost or a package is
neither whole nor absent. ``python -m tests.record.faults SECONDS`` tries all of them and prints how many.
"""

from __future__ import annotations

import errno
import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from kravgen import i18n
from kravgen.record.replacement import SAVED
from tests.record.crowd import crowd
from tests.record.stage import (
    SECOND,
    USERS,
    Told,
    check_done,
    check_whole,
    contents,
    generate,
    place,
)

TARGETS = (
    "a.docx",
    "b.docx",
    "c.csv",
    "d.docx",
    "e.docx",
    "e.ny.docx",
    "f.docx",
    "internt/g.docx",
    "internt/i.docx",
    "manifest.json",
    "../../fall.lock.json",
)

_KILLED = 9
_CHANGES = frozenset(
    ["open", "write", "fsync", "rename", "replace", "link", "unlink", "mkdir", "rmdir", "chmod", "flock"]
)


def calls(work: Callable[[], object], *, changes: bool) -> int:
    """How many calls to the system the work makes; only those that can change something, if ``changes``."""
    return int(_in_child(work, {}, changes)[1])


def kill_at_every_change(*, started: bool) -> int:
    """Kill the writer before each change. Returns how many times."""
    with place(started=started) as at:
        count = calls(lambda: generate(at, SECOND), changes=True)
    for number in range(1, count + 1):
        with place(started=started) as at:
            users = contents(at.folder)
            _in_child(lambda at=at: generate(at, SECOND), {number: lambda: os._exit(_KILLED)}, changes=True)
            found = contents(at.root)
            check_whole(at.folder, USERS)
            for name in USERS if started else ():
                assert found[f"ut/paket/{name}"] == users[name], (number, name)
            told = generate(at, SECOND)
            assert not told.problem, told.problem
            check_done(at, users=USERS if started else {})
    return count


def refuse_at_every_change(error: Callable[[], BaseException], step: int = 1) -> int:
    """Let the system refuse each change once, or every ``step``-th. Returns how many times."""

    def refuse() -> None:
        raise error()

    with place() as at:
        count = calls(lambda: generate(at, SECOND), changes=True)
    for number in range(1, count + 1, step):
        with place() as at:
            before = contents(at.root)
            _in_child(lambda at=at: generate(at, SECOND), {number: refuse}, changes=True)
            after = {
                name: held for name, held in contents(at.root).items() if not name.endswith(".kravgen.lock")
            }
            if after["ut/paket/manifest.json"] == before["ut/paket/manifest.json"]:
                assert after == before, number
            check_whole(at.folder, USERS)
            assert not generate(at, SECOND).problem
            check_done(at)
    return len(range(1, count + 1, step))


def moments() -> int:
    """How many moments there are to save at: the calls to the system while a package is written."""
    with place() as at:
        return calls(lambda: generate(at, SECOND), changes=False)


def save(path: Path, content: bytes, how: str) -> Iterator[None]:
    """Save as programs do: over the file, by a file that takes its place, or slowly; the rest is done when resumed."""
    if how == "renamed":
        part = path.with_name(f"~{path.name}")
        part.write_bytes(content)
        part.replace(path)
        yield
    else:
        with path.open("wb") as stream:
            if how == "slow":
                yield
            stream.write(content)
        yield


HOWS = ("over", "renamed", "slow")


def save_at(number: int, target: str, how: str, kill: int = 0) -> bool:
    """Save before call ``number``, and kill the writer before call ``kill``. True when the save was in time."""
    content = f"saved before {number}".encode()
    with place() as at:
        path = at.folder / target
        name = target.removeprefix("../../")
        saving = save(path, content, how)
        saves: dict[int, Callable[[], object]] = {number: lambda: next(saving)}
        if how == "slow":
            saves[number + 5] = lambda: next(saving, None)
        if kill:
            saves[kill] = lambda: os._exit(_KILLED)
        before = contents(at.root)
        told, seen = _in_child(lambda: generate(at, SECOND), saves, changes=False)
        if seen is not None and (seen < number or (how == "slow" and seen < number + 5)):
            return False
        after = contents(at.root)
        if kill and content not in after.values():
            # Killed before the save, or while it was slowly made.
            return False
        heard = [Told(**told)] if told else []
        if kill:
            heard.append(generate(at, SECOND))
            after = contents(at.root)
        where = [found for found, held in after.items() if held == content]
        assert where, (number, target, how, kill)
        if not (heard and heard[-1].problem):
            assert not any(".kravgen" in found for found in after), (number, target, how, kill, list(after))
        # One who saves once is never in the way of another save.
        assert not any(SAVED in found for found in after), (number, target, how, kill, where)
        if os.path.normpath(f"ut/paket/{target}") not in where:
            assert any(one.tells(name) for one in heard), (number, target, how, kill, where, heard)
        if heard and heard[-1].problem:
            assert name in heard[-1].problem, heard[-1]
            assert kill or {name: held for name, held in after.items() if held != content} == {
                name: held for name, held in before.items() if name not in where
            }
        elif target != "manifest.json":
            check_whole(at.folder, {name})
        for users, text in USERS.items():
            assert users == target or after[f"ut/paket/{users}"] == text.encode(), (number, target, users)
    return True


def write_to_a_held_file(name: str = "a.docx", step: int = 1) -> int:
    """Write, before each change or every ``step``-th, with a handle from before kravgen began.

    Returns how many were in time: a file that has been removed takes what is written to it with it.
    """
    with place() as at:
        count = calls(lambda: generate(at, SECOND), changes=True)
    in_time = 0
    for number in range(1, count + 1, step):
        with place() as at:
            content = f"held, written before {number}".encode()
            with (at.folder / name).open("r+b", buffering=0) as stream:

                def write(stream: Any = stream, content: bytes = content) -> None:
                    if os.fstat(stream.fileno()).st_nlink:
                        stream.write(content)
                    else:
                        os._exit(_KILLED)

                told, _seen = _in_child(lambda at=at: generate(at, SECOND), {number: write}, changes=True)
            if told:
                in_time += 1
                where = [found for found, held in contents(at.folder).items() if held == content]
                assert where, (name, number)
                assert name in where or Told(**told).tells(name), (name, number, where, told)
                check_whole(at.folder, {*USERS, name})
    return in_time


def _in_child(
    work: Callable[[], Any], at: Mapping[int, Callable[[], object]], changes: bool
) -> tuple[dict[str, Any] | None, int]:
    """Do the work in a process of its own, with something done before the calls that are numbered.

    Returns what the work told and how many calls it made; nothing when it was killed or fell.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        seen, told = 0, None

        def watch(_frame: FrameType, event: str, called: Any) -> None:
            nonlocal seen
            if event != "c_call" or not _asks_the_system(called, changes):
                return
            seen += 1
            if disturb := at.get(seen):
                sys.setprofile(None)
                try:
                    disturb()
                finally:
                    sys.setprofile(watch)

        try:
            sys.setprofile(watch)
            told = vars(work())
        except (OSError, KeyboardInterrupt):
            pass
        finally:
            sys.setprofile(None)
            os.write(writing, json.dumps([told, seen]).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, _KILLED)
    told, seen = json.loads(answer) if answer else (None, None)
    return told, seen


def _asks_the_system(called: Any, changes: bool) -> bool:
    home = called.__module__ or type(getattr(called, "__self__", None)).__module__
    return home in ("posix", "io", "_io", "fcntl") and (not changes or called.__name__ in _CHANGES)


def full_disk() -> OSError:
    """What the system says when the disk is full."""
    return OSError(errno.ENOSPC, "")


def main() -> None:
    """Try everything, with as many saves as there are moments, and the crowd for as long as is asked for."""
    i18n.activate("sv")
    print(
        f"killed at every change: {kill_at_every_change(started=True)} + {kill_at_every_change(started=False)}"
    )
    print(f"refused at every change: {refuse_at_every_change(full_disk)}, the disk full")
    print(f"interrupted at every change: {refuse_at_every_change(KeyboardInterrupt)}")
    count = moments()
    chance = random.Random(0)
    every = [
        (number, target, HOWS[(number + offset) % len(HOWS)])
        for number in range(1, count)
        for offset, target in enumerate(TARGETS)
    ]
    print(f"saves at every moment: {sum(save_at(*moment) for moment in every)} of {len(every)} in time")
    some = chance.sample(every, len(every) // 5)
    killed = sum(save_at(*moment, chance.randrange(moment[0] + 1, count + 1)) for moment in some)
    print(f"saves before a kill: {killed} of {len(some)} in time")
    print(f"written to a file that is held open: {write_to_a_held_file()} in time")
    seconds = float(sys.argv[1])
    written, saved, met = crowd(seconds)
    print(f"three writers for {seconds:.0f} s: {written} packages, {saved} saves, {met} times read")
    print("0 bytes of the user's lost, no package found that was not whole")


if __name__ == "__main__":
    main()
