"""Runs kravgen in a process of its own that the system ends when it takes too much."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import Result

SECONDS = 2
MEMORY = 200 * 1024 * 1024


def bounded(arguments: Sequence[str], shipped: Path, folder: Path) -> Result:
    """What a run leaves behind. Its code is negative when it took more than two seconds or 200 MiB."""
    from kravgen.cli import run

    told = folder / "bounded.txt"
    child = os.fork()
    if not child:
        # Whatever happens here, the tests go on in the other process only.
        code = 99
        try:
            output = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(output, 1)
            os.dup2(output, 2)
            sys.stdout = sys.stderr = os.fdopen(output, "w", encoding="utf-8")
            used = (
                int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
            )
            resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            code = run(list(arguments), shipped=shipped)
            sys.stderr.flush()
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    return Result(os.waitstatus_to_exitcode(status), "", told.read_text(encoding="utf-8"))
