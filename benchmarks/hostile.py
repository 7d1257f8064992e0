"""Files that nobody should have to meet, as large as they may be, beside kravgen before the first release.

    .venv/bin/python benchmarks/hostile.py [seconds]

Each file is made of a package's own form or manifest by ``tests.hostile`` and read by a process of its own, which is
stopped after so many seconds. Printed are the processor time and the peak memory; nothing is asserted. The goal is at
most 5 seconds and 300 MiB each.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

from baseline import BASELINE, COMMIT, prepared  # noqa: E402 - the folders are put on the path first
from tests.hostile.containers import packed  # noqa: E402
from tests.hostile.documents import excesses  # noqa: E402
from tests.hostile.forms import form_excesses  # noqa: E402
from tests.hostile.records import records  # noqa: E402
from tests.hostile.sheetforms import sheetform_excesses  # noqa: E402

FORM, SHEET = "svarsbilaga.docx", "prisbilaga.xlsx"
_EXCESSES = {FORM: {**dict(excesses()), **dict(form_excesses())}, SHEET: dict(sheetform_excesses())}
LARGEST = 20 * 1024 * 1024 - 100_000
DOCUMENTS = {
    "paragraphs": 640_000,
    "lines": 680_000,
    "attributes": 680_000,
    "bookmarks": 590_000,
    "controls-without-content": 680_000,
    "fields-that-overlap": 600_000,
    "wide-row": 600_000,
    "many-rows-under-a-wide-one": 600_000,
    "nested-runs": 70_000,
    "style-chain": 29_000,
    "long-word": 680_000,
    "looks-in-many-styles": 680_000,
    "unknown-in-one-row": 680_000,
    "table-style-chain": 680_000,
    "narrow-cells-in-a-row": 680_000,
    "levels-of-many-lists": 680_000,
    "overrides": 680_000,
    "header-with-a-long-code": 680_000,
    "contents-and-headings": 680_000,
    "marks-in-nested-controls": 680_000,
}
WORKBOOKS = {
    "rows-under-many-answers": 680_000,
    "lists-of-many-areas": 680_000,
    "one-drawing-many-times": 680_000,
    "many-footers": 680_000,
    "long-print-area": 680_000,
}
RECORDS = {"paragraphs": 700_000, "long-paragraphs": 700_000, "text-of-stars": 95_000, "items": 700_000}

# Started from a process with little in it: what the starting one holds would count as memory of the started.
_LAUNCHER = """
import json, resource, subprocess, sys
seconds, *command = json.loads(sys.argv[1])
try:
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds).returncode
except subprocess.TimeoutExpired:
    code = None
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Side:
    """A checkout and the package that it has made."""

    root: Path
    package: Path

    def run(self, arguments: Sequence[str | Path], seconds: int) -> str:
        """The time, the memory and the exit code of one command, as a column."""
        command = [self.root / ".venv" / "bin" / "kravgen", *arguments]
        line = json.dumps([seconds, *map(str, command)])
        done = subprocess.run(
            [sys.executable, "-c", _LAUNCHER, line], check=True, capture_output=True, text=True
        )
        code, time, memory = json.loads(done.stdout)
        return (
            f"{'–':>2} {'>' + str(seconds):>7} {memory:6.0f}"
            if code is None
            else f"{code:2} {time:7.2f} {memory:6.0f}"
        )


def _made(root: Path, folder: Path) -> Side:
    folder.mkdir()
    source = shutil.copy(root / "examples" / "e-arkiv.yaml", folder)
    kravgen = root / ".venv" / "bin" / "kravgen"
    subprocess.run(
        [kravgen, "generate", source, "-o", folder / "paket"], check=True, stdout=subprocess.DEVNULL
    )
    return Side(root, folder / "paket")


def _document(side: Side, name: str, size: int, folder: Path, made_of: str = FORM) -> Path:
    make = _EXCESSES[made_of][name]
    while True:
        with zipfile.ZipFile(side.package / made_of) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        make(parts, size)
        # Not deflated, for it would be refused as a bomb.
        content = packed(parts, zipfile.ZIP_STORED)
        if len(content) < LARGEST:
            break
        size = size * 9 // 10
    file = folder / f"{name}{Path(made_of).suffix}"
    file.write_bytes(content)
    return file


def _record(side: Side, name: str, size: int, folder: Path, seed: int) -> Path:
    sound = json.loads((side.package / "manifest.json").read_text(encoding="utf-8"))
    file = folder / f"{name}-{seed}.json"
    file.write_bytes(dict(records())[name](sound, size, random.Random(seed)))
    return file


Command = Callable[[Side, Path], Sequence[str | Path]]


def lines() -> Iterator[tuple[str, Command]]:
    """Every row: its name, and the command that a side is given in a folder of its own."""

    def of_document(name: str, size: int, *words: str) -> Command:
        return lambda side, folder: (*words, _document(side, name, size, folder))

    for name, size in DOCUMENTS.items():
        yield f"check: {name}", of_document(name, size, "check")
        yield (
            f"verify: {name}",
            lambda side, folder, name=name, size=size: (
                *("verify", _document(side, name, size, folder), "--package", side.package),
            ),
        )
        yield f"template check: {name}", of_document(name, size, "template", "check")
    for name, size in WORKBOOKS.items():
        yield (
            f"verify: {name}",
            lambda side, folder, name=name, size=size: (
                *("verify", _document(side, name, size, folder, SHEET), "--package", side.package),
            ),
        )
    for name, size in RECORDS.items():
        yield (
            f"diff: {name}",
            lambda side, folder, name=name, size=size: (
                *("diff", _record(side, name, size, folder, 1), _record(side, name, size, folder, 2)),
            ),
        )
    yield "check: three gigabytes", lambda _side, folder: ("check", _gigabytes(folder))


def _gigabytes(folder: Path) -> Path:
    file = folder / "stor.docx"
    with file.open("wb") as stream:
        stream.truncate(3 << 30)
    return file


def main() -> None:
    """Print the table."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    there = prepared()
    told = f"Beside commit {COMMIT}" if there else f"Without commit {COMMIT}, which cannot be had here"
    print(
        f"\nHostile files. {told}: exit code, processor seconds (stopped after {seconds}) and MiB, then and now"
    )
    with tempfile.TemporaryDirectory() as scratch:
        roots = {"then": BASELINE, "now": ROOT} if there else {"now": ROOT}
        sides = {name: _made(root, Path(scratch) / name) for name, root in roots.items()}
        for name, command in lines():
            columns = []
            for side_name, side in sides.items():
                folder = Path(scratch) / side_name / "fil"
                folder.mkdir()
                columns.append(side.run(command(side, folder), seconds))
                shutil.rmtree(folder)
            print(f"{name:45} {'   '.join(columns)}", flush=True)


if __name__ == "__main__":
    main()
