"""Every hostile file through every command, and how the work grows: ``python -m tests.hostile [SIZE]``.

The process may have no more memory than a command that is let loose would need many times over.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from tests.hostile.containers import containers as containers_of
from tests.hostile.stage import SIZE, Case, Package, cases, commands, faults, made, told, written
from tests.hostile.work import grows

_MOST_MEMORY = 900 << 20
"""Of addresses, which the libraries take a third of before anything is read."""


def tried(case: Case, package: Package, folder: Path, size: int) -> list[str]:
    """What is wrong with the answers about one case."""
    file = written(case, package, folder, size)
    return [
        f"{case.name}: {command[0]}: {fault}"
        for command in commands(case, package, file)
        for fault in faults(command, told(command))
    ]


def main() -> int:
    """Print what is wrong, and how much was tried."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    found: list[str] = []
    every = cases()
    with tempfile.TemporaryDirectory() as scratch:
        package = made(Path(scratch))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        for number, case in enumerate(every):
            found += tried(case, package, Path(scratch) / f"{number}", size)
        containers = {f"sheet-{name}" for name, _make in containers_of()}
        growing = [case for case in every if case.name not in containers]
        for number, case in enumerate(growing):
            told_of = grows(case, package, Path(scratch) / f"work-{number}")
            found += [f"{case.name}: {what}" for what in told_of]
    print(*found, sep="\n")
    print(f"{len(every)} hostile files of size {size}, {len(growing)} in three sizes: {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
