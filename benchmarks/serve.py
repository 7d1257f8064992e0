"""Time the web form: many visitors who make small packages at once, on a server of their own on this computer.

Run by ``python benchmarks/serve.py [VISITORS] [SECONDS] [WORKERS]``; ``make bench`` runs it with 50, 60 and 2. Prints
how long the visitors waited, packages a second, packages for each second of a processor, and the server's memory from
beginning to end. Ends by itself, with 1 when somebody got no package.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.web.server import SURVEY, Visitor, started  # noqa: E402

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Tally:
    """What the visitors met."""

    waited: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def main(visitors: int, seconds: float, workers: int) -> int:
    """Serve, visit and tell; 1 when something failed."""
    with started(workers=workers) as address:
        first = Visitor(address)
        page = first.answered(first.begun(), SURVEY)
        form = {name: page.fields[name] for name in ("token", "state")}
        for _number in range(2 * workers):
            first.post("/paket", **form, go="draft")
        tally = Tally()
        before = _used(os.getpid())
        memory = [_memory(os.getpid())]
        start = time.monotonic()
        end = start + seconds
        crowd = [
            threading.Thread(target=_visit, args=(Visitor(address, first.cookies), form, end, tally))
            for _number in range(visitors)
        ]
        for one in crowd:
            one.start()
        while time.monotonic() < end:
            time.sleep(min(5.0, max(0.0, end - time.monotonic())))
            memory.append(_memory(os.getpid()))
        for one in crowd:
            one.join()
        took = time.monotonic() - start
        used = _used(os.getpid()) - before
    _tell(tally, took, used, memory, visitors, workers)
    return 1 if tally.failed or not tally.waited else 0


def _visit(visitor: Visitor, form: dict[str, str], end: float, tally: Tally) -> None:
    while time.monotonic() < end:
        asked = time.monotonic()
        try:
            answer = visitor.post("/paket", **form, go="draft")
            if answer.status != 200 or not answer.body.startswith(b"PK"):
                tally.failed.append(f"{answer.status} {answer.heading}")
        except OSError as error:
            tally.failed.append(repr(error))
        else:
            tally.waited.append(time.monotonic() - asked)


def _tell(tally: Tally, took: float, used: float, memory: list[int], visitors: int, workers: int) -> None:
    made = len(tally.waited)
    print(f"{visitors} visitors, {took:.0f} s, {workers} workers, {os.cpu_count()} processors")
    print(f"packages made            {made}")
    print(
        f"errors                   {len(tally.failed)} {sorted(set(tally.failed))[:3] if tally.failed else ''}"
    )
    if made > 1:
        cuts = statistics.quantiles(tally.waited, n=100)
        print(f"waited, median           {cuts[49]:.2f} s")
        print(f"waited, 95 of 100        {cuts[94]:.2f} s")
        print(f"packages a second        {made / took:.2f}")
        print(f"  for each worker        {made / took / workers:.2f}")
        print(f"  for each cpu second    {made / used:.2f}")
    print(f"memory of all processes  {' '.join(f'{each // 2**20}' for each in memory)} MB")


def _family(parent: int) -> list[int]:
    """The processes that a process has begun, and those that they have."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
    own = [int(pid) for pid in told.stdout.split()]
    return [*own, *(grandchild for child in own for grandchild in _family(child))]


def _used(parent: int) -> float:
    """How many seconds of a processor the processes under ``parent`` have used."""
    total = 0
    for pid in _family(parent):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _memory(parent: int) -> int:
    """How many bytes of memory the processes under ``parent`` hold."""
    total = 0
    for pid in _family(parent):
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        except OSError:
            continue
    return total


if __name__ == "__main__":
    wanted = [int(sys.argv[n + 1]) if len(sys.argv) > n + 1 else usual for n, usual in enumerate((50, 60, 2))]
    sys.exit(main(wanted[0], wanted[1], wanted[2]))
