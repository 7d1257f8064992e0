"""Makes the package of one procurement many times from content that is read once.

    python benchmarks/packages.py CASE COUNT

The packages stay in memory, as they do for whoever makes many of them in one process.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kravgen import i18n
from kravgen.memory import collect_seldom


def main(case: Path, count: int) -> None:
    """Make them, and see that they are the same."""
    # The program does both before anything else too.
    collect_seldom()
    i18n.activate(i18n.DEFAULT)
    from kravgen.package.generate import read
    from kravgen.package.make import make

    content, procurement = read(case, "2026-11-23")
    first = make(content, procurement, {})
    for _again in range(count - 1):
        if make(content, procurement, {}).files != first.files:
            raise RuntimeError("the same content and case gave other bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
