"""How long it takes to compare 50 tenders of 500 rows, beside only reading the same price sheets.

    .venv/bin/python benchmarks/compare.py [bidders] [rows]

The package is made on the small library of the tests. The whole command is timed from start to exit, in turns with a
process that opens the same workbooks with openpyxl and looks at nothing in them. Ratios and the highest memory are
printed, also for a fifth of the bidders: what is kept of a tender is small. Nothing is asserted.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from run import timed  # noqa: E402 - the folders are put on the path first
from tests.conftest import SMALL, small_library  # noqa: E402
from tests.sheets.filling import HEADER, changed  # noqa: E402

from kravgen.cli import run  # noqa: E402

RUNS = 3
_OURS = """\
import sys
from kravgen.cli import run
run(["award", "compare", *sys.argv[1:]])
"""
_PEER = """\
import glob, sys, openpyxl
for file in glob.glob(sys.argv[1] + "/*/prisbilaga.xlsx"):
    openpyxl.load_workbook(file)
"""


def _apart(make: Callable[..., None], *told: Any) -> None:
    """Make something in a process of its own: what is timed later begins with the memory of this one."""
    process = multiprocessing.Process(target=make, args=told)
    process.start()
    process.join()


def package(folder: Path, rows: int) -> None:
    """A package with so many prices."""
    shipped = small_library(folder)
    own = ", ".join(f"rad-{at}" for at in range(rows - 1))
    case = (SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")
    case = case.replace("  - id: EARK-01\n", f"  - id: EARK-01\n    prices: [{own}]\n")
    case += "prices:\n  retrieval: {quantity: 3}\n" + "".join(
        f"  rad-{at}: {{name: Vara {at}, group: goods, unit: styck, quantity: {at + 1}}}\n"
        for at in range(rows - 1)
    )
    (folder / "fall.yaml").write_text(case, encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        code = run(["generate", str(folder / "fall.yaml"), "-o", str(folder / "paket")], shipped=shipped)
    if code:
        raise RuntimeError("no package was made")


def tenders(sheet: Path, folder: Path, count: int) -> None:
    """A folder for each bidder with a filled-in price sheet."""
    chance = random.Random(1)

    def fill(book: Any) -> None:
        prices = book.worksheets[0]
        at = next(cell.column for cell in prices[HEADER] if str(cell.value).startswith("Pris per"))
        key = next(cell.column for cell in prices[HEADER] if cell.value == "kravgen")
        for row in range(HEADER + 1, prices.max_row + 1):
            if prices.cell(row, key).value:
                prices.cell(row, at).value = chance.randrange(100, 900_000) / 100

    for number in range(count):
        own = folder / f"Bolag {number:02}"
        own.mkdir(parents=True)
        changed(sheet, own / "prisbilaga.xlsx", fill)


def main(bidders: int = 50, rows: int = 500) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = folder / "paket"
        _apart(package, folder, rows)
        for count in (bidders // 5, bidders):
            place = folder / f"anbud-{count}"
            _apart(tenders, made / "prisbilaga.xlsx", place, count)
            ours = timed([sys.executable, "-c", _OURS, made, place], RUNS)
            only = timed([sys.executable, "-c", _PEER, place], RUNS)
            print(f"\n{count} tenders of {rows} rows, whole process, median of {RUNS}")
            print(f"{'':42} {'seconds':>8} {'MiB':>6} {'times reading':>14}")
            for name, found in (("openpyxl: only reading", only), ("kravgen award compare", ours)):
                print(
                    f"{name:42} {found.seconds:8.3f} {found.memory:6.0f} {found.seconds / only.seconds:14.2f}"
                )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
