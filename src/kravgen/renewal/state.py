"""How a procurement stands to today's library: read without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.comparison.difference import Difference, compare
from kravgen.comparison.side import Side
from kravgen.content import Content
from kravgen.i18n import _
from kravgen.package.generate import default_folder, read_with
from kravgen.package.make import make
from kravgen.problems import Collector, Problem, shown_path
from kravgen.procurement.case import Case
from kravgen.record import lockfile, manifest
from kravgen.record.model import Record
from kravgen.renewal.decisions import StaleDecision, stale

_OF_DECISIONS = ("KG312", "KG688")
"""What is wrong when a decision is to be taken again: here it is what is asked about."""


@dataclass(frozen=True)
class BesideLibrary:
    """A procurement beside today's library.

    ``record`` is of the package that was made before, None where there is none; ``difference`` what the package would get
    if it were made now. ``numbers`` are those of the lock, and ``numbers_now`` with those that new items would get.
    """

    content: Content
    case: Case
    folder: Path
    record: Record | None
    difference: Difference | None
    decisions: tuple[StaleDecision, ...]
    numbers: Mapping[str, str]
    numbers_now: Mapping[str, str]
    lock: tuple[Problem, ...]
    """What somebody has done to the lock by hand."""

    @property
    def new_numbers(self) -> Mapping[str, str]:
        """The numbers that would be given, by item."""
        return {item: number for item, number in self.numbers_now.items() if item not in self.numbers}

    @property
    def is_current(self) -> bool:
        """Whether a package has been made and nothing in it would differ."""
        found = self.difference
        differs = not found or found.items or found.papers or found.passages or found.untold
        return not differs and not self.decisions


def standing(file: Path, folder: Path | None, today: str) -> BesideLibrary:
    """How the procurement in ``file`` stands. ``folder`` holds its package; by default where ``generate`` puts it.

    Raises:
        KravgenError: something else than decisions is wrong in the files, or the record or the lock cannot be read.
    """
    problems, found = Collector(), Collector()
    content, case = read_with(file, today, found)
    problems.extend(problem for problem in found if problem.code not in _OF_DECISIONS)
    problems.stop()
    assert case, "no procurement and no problems"
    target = folder or default_folder(content, case)
    record = manifest.read(target) if folder or system.is_file(target / manifest.FILE) else None
    raw = lockfile.content(file)
    name = shown_path(lockfile.path_of(file))
    numbers = lockfile.parse(raw, name) if raw is not None else {}
    package = make(content, case, numbers)
    now = package.record(package.files)
    return BesideLibrary(
        content,
        case,
        target,
        record,
        compare(Side(shown_path(target), record), Side(shown_path(file), now)) if record else None,
        stale(case, content.library, record),
        numbers,
        package.numbers,
        tuple(_by_hand(raw, name, numbers, record)),
    )


def _by_hand(
    raw: bytes | None, name: str, numbers: Mapping[str, str], record: Record | None
) -> Iterator[Problem]:
    """What stands in the lock that kravgen has not written: another number than the package shows, or another form."""
    if raw is None:
        return
    moved = False
    for item in record.items if record else ():
        # A criterion has its requirement's number and a label.
        if item.number and item.sort != "criterion" and numbers.get(item.id) != item.number:
            moved = True
            given = numbers.get(item.id)
            told = (
                _("{item} has the number {number} here, and {shown} in the package.").format(
                    item=item.id, number=given, shown=item.number
                )
                if given
                else _("{item} has no number here, and {shown} in the package.").format(
                    item=item.id, shown=item.number
                )
            )
            yield lockfile.place_of(raw, name, item.id).problem(
                "KG687",
                told,
                _(
                    "The lock is never edited by hand. Restore it from a backup or from its history; if there is none,"
                    " take it away: the numbers are then read from the package."
                ),
            )
    if not moved and raw.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf") != lockfile.to_bytes(numbers):
        yield lockfile.place_of(raw, name, "").problem(
            "KG687",
            _(
                "The lock has been edited by hand. Its numbers can be read, and none that a package shows has moved."
            ),
            _("Nothing needs to be done: it is written anew by the next kravgen generate or kravgen update."),
            "warning",
        )
