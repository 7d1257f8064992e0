"""Reads the tenders in a folder, bidder by bidder. Many bidders are shared out between processes.

One bidder's files are open at a time in each process; what is left of them is a :class:`Tender`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path

from kravgen.i18n import activate, active
from kravgen.problems import Problem
from kravgen.returned.files import Contents
from kravgen.returned.returns import bidders
from kravgen.returned.sent import Sent
from kravgen.tenders.tender import Tender, tender

_LEAST = 8
"""For fewer bidders it takes longer to start a process than to read them."""
_MOST = 8
"""So many processes at most: each has the record of the package."""

_Read = tuple[list[Tender], list[Problem]]
"""Tenders, and what is told of files that belong to nobody."""


def read(sent: Sent, folder: Path, lies: Contents) -> _Read:
    """The tenders of all bidders. ``lies`` is what lies in the folder."""
    shares = _shares(lies)
    if len(shares) > 1:
        try:
            with ProcessPoolExecutor(len(shares)) as pool:
                tasks = [pool.submit(_share, sent.folder, folder, each, active()) for each in shares]
                parts = [task.result() for task in tasks]
        except (OSError, NotImplementedError, BrokenProcessPool):
            # Some systems let a program start no other: then it reads them all itself.
            return _read(sent, folder, lies)
        return list(chain(*(found for found, _told in parts))), list(chain(*(told for _found, told in parts)))
    return _read(sent, folder, lies)


def _shares(lies: Contents) -> Sequence[Contents]:
    """What lies in the folder, in as many shares as there are processes to read it. A bidder's files stay together."""
    count = min(len(lies.folders) // _LEAST, os.cpu_count() or 1, _MOST)
    if count < 2:
        return [lies]
    return [
        Contents(
            [found for found in lies.files if found.folder in folders or (first and not found.folder)],
            sorted(folders),
        )
        for first, folders in ((at == 0, frozenset(lies.folders[at::count])) for at in range(count))
    ]


def _share(package: Path, folder: Path, lies: Contents, language: str) -> _Read:
    activate(language)
    return _read(Sent(package), folder, lies)


def _read(sent: Sent, folder: Path, lies: Contents) -> _Read:
    found: list[Tender] = []
    told: list[Problem] = []
    for group in bidders(sent, folder, lies):
        if group.kind in ("bidder", "single"):
            found.append(tender(sent, group))
        elif group.kind == "loose":
            told += (problem for file in group.files for problem in file.problems)
    return found, told
