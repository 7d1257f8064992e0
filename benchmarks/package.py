"""How long the e-archive package takes from a cold start, beside the start of Python itself.

    .venv/bin/python benchmarks/package.py [repeats]

Every run is a process of its own on a fresh copy of the example. Prints medians and ratios; asserts nothing.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
KRAVGEN = (sys.executable, "-m", "kravgen")


def timed(command: Callable[[Path], tuple[str, ...]], repeats: int) -> float:
    """The median time of a command, in seconds."""
    times = []
    for _run in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(ROOT / "examples" / "e-arkiv.yaml", folder)
            started = time.perf_counter()
            subprocess.run(command(Path(folder)), cwd=folder, check=True, capture_output=True)
            times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rows = {
        "python -c pass": lambda folder: (sys.executable, "-c", "pass"),
        "kravgen --help": lambda folder: (*KRAVGEN, "--help"),
        "kravgen validate": lambda folder: (*KRAVGEN, "validate", "e-arkiv.yaml"),
        "kravgen explain": lambda folder: (*KRAVGEN, "explain", "e-arkiv.yaml"),
        "kravgen generate": lambda folder: (*KRAVGEN, "generate", "e-arkiv.yaml"),
    }
    measured = {name: timed(command, repeats) for name, command in rows.items()}
    bare = measured["python -c pass"]
    print(f"median of {repeats} runs, each a new process")
    for name, seconds in measured.items():
        print(f"{name:<20} {seconds:6.3f} s  {seconds / bare:6.1f} × bare Python")


if __name__ == "__main__":
    main()
