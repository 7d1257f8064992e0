"""How long ``kravgen diff`` of two revisions takes, beside reading today's library once with ``kravgen list``.

    .venv/bin/python benchmarks/revisions.py [old] [new]

The whole command is timed from start to exit, in turns with the other. One item's change is timed in a repository made
for it, and two revisions of the project's own, by default 40 apart. Ratios are printed; nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from run import timed  # noqa: E402 - the folders are put on the path first

RUNS = 5
_KRAVGEN = "import sys; from kravgen.cli import run; sys.exit(run(sys.argv[1:]) > 1)"


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def one_change(folder: Path) -> None:
    """The library in a repository where one item says "senast 12 timmar" in the place of "utan dröjsmål"."""
    for part in ("requirements_library", "profiles", "templates", "examples"):
        subprocess.run(["cp", "-r", str(ROOT / part), str(folder)], check=True)
    block = folder / "requirements_library" / "sakerhet" / "cybersakerhet.yaml"
    text = block.read_text(encoding="utf-8")
    after, before = "senast {{ notice_hours }} timmar efter upptäckt, ", "utan dröjsmål, "
    assert text.count(after) == 1
    _git(folder, "init", "-q")
    for words in (before, after):
        block.write_text(text.replace(after, words), encoding="utf-8")
        _git(folder, "add", "-A")
        _git(folder, "commit", "-qm", words)


def main() -> None:
    """Print the table."""
    old, new = sys.argv[1:3] if len(sys.argv) > 2 else ("HEAD~40", "HEAD")
    print(f"{'what':<34}{'seconds':>9}{'of reading once':>18}")
    with tempfile.TemporaryDirectory() as made:
        one_change(Path(made))
        works = {
            "list, today's library": (ROOT, ["list", "profiles"]),
            "diff, one item": (Path(made), ["diff", "HEAD~1", "HEAD"]),
            f"diff, {old} to {new}": (ROOT, ["diff", old, new]),
        }
        best: dict[str, float] = {}
        for _turn in range(RUNS):
            for name, (folder, arguments) in works.items():
                command = [sys.executable, "-c", _KRAVGEN, *arguments]
                seconds = timed(command, 1, folder).seconds
                best[name] = min(best.get(name, seconds), seconds)
    first = next(iter(best.values()))
    for name, seconds in best.items():
        print(f"{name:<34}{seconds:>9.2f}{seconds / first:>18.2f}")


if __name__ == "__main__":
    main()
