"""The largest example beside itself as it was before it had twice the documents: what the rest of them cost.

    .venv/bin/python benchmarks/largest.py [pairs]

Each side makes its own example, cold. Sides take turns and are timed as in ``baseline.py``; nothing is asserted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from baseline import PAIRS, ROOT, WARM_UPS, Side, generate, prepared  # noqa: E402 - the folder is put on the path first

COMMIT = "947164a"
THEN = HERE / ".cache" / "largest"
GOAL = 1.3


def main() -> None:
    """Print the seconds and the documents of both, and the ratio of the seconds."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    if not prepared(THEN, COMMIT):
        print(f"\nThe largest example at commit {COMMIT} cannot be had here: nothing to compare with.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        sides = [
            Side(root, Path(scratch) / name, Path(), Path()) for root, name in ((THEN, "then"), (ROOT, "now"))
        ]
        runs = [[side.seconds(generate(side)) for side in sides] for _run in range(WARM_UPS + pairs)][
            WARM_UPS:
        ]
        made = [len([*(side.folder / "output").rglob("*.docx")]) for side in sides]
    then, now = (statistics.median(seconds) for seconds in zip(*runs, strict=True))
    ratio = statistics.median(mine / before for before, mine in runs)
    print(f"\nThe largest example beside commit {COMMIT}: seconds of the processor, median of {pairs} pairs")
    print(f"{'':42} {'then':>8} {'now':>8} {'ratio':>8} {'goal':>6}")
    print(f"{'Word documents':42} {made[0]:8} {made[1]:8} {made[1] / made[0]:8.2f}")
    print(f"{'one generate, cold':42} {then:8.3f} {now:8.3f} {ratio:8.2f} {GOAL:6.2f}")


if __name__ == "__main__":
    main()
