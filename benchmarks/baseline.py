"""kravgen beside itself as it was before the first release: how much of the processor the same work takes.

    .venv/bin/python benchmarks/baseline.py [pairs]

The baseline is checked out from git into ``benchmarks/.cache`` and gets an environment of its own there. Both run in
turns, so that what else the machine does touches both alike. Each run is a process of its own; its time is what the
system counts for it. Medians are printed with the goal beside the ratio; nothing is asserted.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

sys.path.insert(1, str(ROOT))

from content import block  # noqa: E402 - the folders are put on the path first
from run import PROFILE, workspace  # noqa: E402
from tests.forms.filling import edited, fill_all  # noqa: E402

COMMIT = "304f575"
BASELINE = HERE / ".cache" / "baseline"
PAIRS, WARM_UPS = 9, 2
PACKAGES = 20
ROWS = 5000
DAY = "2026-11-23"
CASE = (
    "profile: bank\ntitle: Prov\ndate: 2026-11-23\nbuyers: [{name: Lindhags kommun}]\nfacts:\n"
    "  procedure: above_threshold\n  security_sensitive: false\n"
)

Arguments = Sequence[str | Path]


@dataclass(frozen=True)
class Side:
    """One of the two: a checkout, the folder that it runs in, the long form that both check, and what has come back.

    ``returned`` holds a package of the side's own making in ``ut``, and its form filled in: ``svar.docx``.
    """

    root: Path
    folder: Path
    form: Path
    returned: Path

    @property
    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    @property
    def kravgen(self) -> Path:
        return self.root / ".venv" / "bin" / "kravgen"

    def seconds(self, arguments: Arguments) -> float:
        """The processor time of one run, with everything that an earlier run left behind taken away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self.root / "examples" / "e-arkiv.yaml", self.folder)
        # As on a user's machine: modules are compiled once. The warm-ups do that.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        quiet = subprocess.DEVNULL
        done = subprocess.run(arguments, cwd=self.folder, env=environment, stdout=quiet, stderr=quiet)
        # 1 is an answer too: lint has found something.
        if done.returncode not in (0, 1):
            raise subprocess.CalledProcessError(done.returncode, list(map(str, arguments)))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


Work = Callable[[Side], Arguments]


@dataclass(frozen=True)
class Figure:
    """One row: what each side runs, what is taken off as not kravgen's own, and into how many parts it is divided."""

    name: str
    goal: float
    then: Work
    now: Work
    without: Work | None = None
    parts: int = 1
    """How many packages our side makes in the time; the baseline makes one a run."""


def _bare(side: Side) -> Arguments:
    return (side.python, "-c", "pass")


def _help(side: Side) -> Arguments:
    return (side.kravgen, "--help")


def lint(side: Side) -> Arguments:
    """The whole library that the side ships, on a day that does not move."""
    return (side.kravgen, "lint", "--as-of", DAY)


def generate(side: Side) -> Arguments:
    return (side.kravgen, "generate", "e-arkiv.yaml")


def _packages(side: Side) -> Arguments:
    return (side.python, HERE / "packages.py", "e-arkiv.yaml", str(PACKAGES))


def _check(side: Side) -> Arguments:
    return (side.kravgen, "check", side.form)


def _verify(side: Side) -> Arguments:
    return (side.kravgen, "verify", side.returned / "svar.docx", "--package", side.returned / "ut")


FIGURES = (
    Figure("--help, over bare Python", 0.7, _help, _help, without=_bare),
    Figure("one generate, cold", 1.0, generate, generate),
    Figure(f"a package, {PACKAGES} from content read once", 0.35, generate, _packages, parts=PACKAGES),
    Figure(f"check of a form with {ROWS} rows", 0.5, _check, _check),
    Figure(f"verify of a form with {2 * ROWS} fields", 1.2, _verify, _verify),
)


def prepared(folder: Path = BASELINE, commit: str = COMMIT) -> bool:
    """Whether the baseline is there to run; it is fetched and installed when it is not."""
    if not (folder / "Makefile").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["git", "-C", ROOT, "worktree", "prune"], check=True)
        added = subprocess.run(
            ["git", "-C", ROOT, "worktree", "add", "--detach", folder, commit], check=False
        )
        if added.returncode:
            return False
    done = subprocess.run(
        ["make", "-C", folder, f"PYTHON={sys.executable}", ".venv/.ready"],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    return not done.returncode


def long_form(folder: Path) -> Path:
    """An answer form with many rows, written by kravgen as it is now."""
    workspace(folder, ROWS)
    form = folder / "form.docx"
    subprocess.run([sys.executable, HERE / "form.py", folder, form], check=True)
    return form


def has_come_back(root: Path, folder: Path) -> None:
    """A package with a long form, made by the checkout, and the form with an answer in every field."""
    for name in ("requirements_library", "profiles"):
        (folder / name).mkdir(parents=True)
    (folder / "kravgen.yaml").touch()
    (folder / "requirements_library" / "bank.yaml").write_text(block(ROWS), encoding="utf-8")
    (folder / "profiles" / "bank.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "fall.yaml").write_text(CASE, encoding="utf-8")
    arguments = [root / ".venv" / "bin" / "kravgen", "generate", "fall.yaml", "-o", "ut"]
    subprocess.run(arguments, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    edited(folder / "ut" / "svarsbilaga.docx", fill_all, folder / "svar.docx")


def measured(figure: Figure, sides: tuple[Side, Side], pairs: int) -> tuple[float, float]:
    """The medians of both sides, the baseline first."""
    work = (figure.then, figure.now)
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(WARM_UPS + pairs):
        for side, does, found in zip(sides, work, times, strict=True):
            seconds = side.seconds(does(side))
            if figure.without:
                seconds -= side.seconds(figure.without(side))
            if run >= WARM_UPS:
                found.append(seconds)
    return statistics.median(times[0]), statistics.median(times[1]) / figure.parts


_SIDES = ((BASELINE, "then"), (ROOT, "now"))


def _side(root: Path, folder: Path, form: Path) -> Side:
    returned = folder.with_name(f"{folder.name}-returned")
    has_come_back(root, returned)
    return Side(root, folder, form, returned)


def main() -> None:
    """Print the table."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    if not prepared():
        print(f"\nThe baseline, commit {COMMIT}, cannot be had here: nothing to compare with.")
        return
    print(f"\nBeside commit {COMMIT}: seconds of the processor, median of {pairs} pairs")
    print(f"{'':42} {'then':>8} {'now':>8} {'ratio':>8} {'goal':>6}")
    with tempfile.TemporaryDirectory() as scratch:
        form = long_form(Path(scratch) / "library")
        sides = tuple(_side(root, Path(scratch) / name, form) for root, name in _SIDES)
        assert len(sides) == 2
        for figure in FIGURES:
            then, now = measured(figure, sides, pairs)
            print(f"{figure.name:42} {then:8.3f} {now:8.3f} {now / then:8.2f} {figure.goal:6.2f}")


if __name__ == "__main__":
    main()
