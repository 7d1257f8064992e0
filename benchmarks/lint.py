"""``kravgen lint`` of the whole library beside the first release's code: what each side ships, and the same size.

    .venv/bin/python benchmarks/lint.py [pairs]

Each run is a process of its own, without anything kept from another; sides take turns and are timed as in
``baseline.py``. The library has grown, so the seconds for a million characters of YAML are printed too. Nothing is
asserted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from baseline import (  # noqa: E402 - the folder is put on the path first
    BASELINE,
    COMMIT,
    PAIRS,
    ROOT,
    WARM_UPS,
    Side,
    lint,
    prepared,
)

GOAL = 0.3
_MILLION = 1_000_000


def characters(root: Path) -> int:
    """How much the library, the profiles and the texts of the templates are."""
    files = [
        *(root / "requirements_library").rglob("*.yaml"),
        *(root / "profiles").rglob("*.yaml"),
        *(root / "templates").rglob("*.jinja"),
    ]
    return sum(len(file.read_text(encoding="utf-8")) for file in files)


def main() -> None:
    """Print the seconds of both and their ratio."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    if not prepared():
        print(f"\nThe baseline, commit {COMMIT}, cannot be had here: nothing to compare with.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        sides = [
            Side(root, Path(scratch) / name, Path(), Path())
            for root, name in ((BASELINE, "then"), (ROOT, "now"))
        ]
        runs = [[side.seconds(lint(side)) for side in sides] for _run in range(WARM_UPS + pairs)][WARM_UPS:]
    then, now = (statistics.median(seconds) for seconds in zip(*runs, strict=True))
    ratio = statistics.median(mine / before for before, mine in runs)
    sizes = [characters(side.root) / _MILLION for side in sides]
    print(
        f"\nLint of the whole library beside commit {COMMIT}: seconds of the processor, median of {pairs} pairs"
    )
    print(f"{'':42} {'then':>8} {'now':>8} {'ratio':>8} {'goal':>6}")
    print(f"{'millions of characters to read':42} {sizes[0]:8.2f} {sizes[1]:8.2f} {sizes[1] / sizes[0]:8.2f}")
    print(f"{'lint of the whole library':42} {then:8.3f} {now:8.3f} {ratio:8.2f} {GOAL:6.2f}")
    told = (then / sizes[0], now / sizes[1], ratio * sizes[0] / sizes[1])
    print(f"{'a million characters of it':42} {told[0]:8.3f} {told[1]:8.3f} {told[2]:8.2f}")


if __name__ == "__main__":
    main()
