"""How the work grows with the size of a file. Calls are counted, not seconds: the same on every computer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from tests.hostile.stage import Case, Package, commands, told, written

_SMALL, _TIMES = 600, 4
_ALLOWED = 1.35
"""So much more than in proportion: what is done once, and sorting, weigh differently in small and large."""


def calls(arguments: Sequence[str | Path]) -> int:
    """How many calls a command makes, of Python's functions and of those in C."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        told(arguments)
    finally:
        sys.setprofile(None)
    return count


def grows(case: Case, package: Package, folder: Path) -> list[str]:
    """The commands for which a file some times as large takes more than so many times the work."""
    counts = []
    for size in (1, _SMALL, _SMALL * _TIMES):
        file = written(case, package, folder / str(size), size)
        found = []
        for command in commands(case, package, file):
            told(command)
            found.append(calls(command))
        counts.append(found)
    least, small, large = counts
    return [
        f"command {at}: {few} calls at the least, {some} for a small file and {many} for a large one"
        for at, (few, some, many) in enumerate(zip(least, small, large, strict=True))
        if many - few > _ALLOWED * _TIMES * max(some - few, _SMALL)
    ]
