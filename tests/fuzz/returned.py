"""Damaged files through every command that reads what comes back: ``python -m tests.fuzz.returned FIRST COUNT``."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kravgen.cli import run
from tests.conftest import ROOT, SMALL, answered_in_excel, small_library
from tests.forms.filling import edited, fill_all
from tests.fuzz.damage import damaged, flipped
from tests.fuzz.trial import Fault
from tests.hostile.stage import faults, told
from tests.sheets.filling import filled_form, filled_prices

FORM, SHEET, PRICES, TEMPLATE = "svarsbilaga.docx", "svarsbilaga-excel.xlsx", "prisbilaga.xlsx", "mall.docx"
_STRIDE = 7
"""Of the bytes of a file, each so many are turned when all of it is gone through."""


@dataclass(frozen=True, slots=True)
class _Sound:
    """A file before it is damaged, and what it is called."""

    name: str
    content: bytes
    parts: dict[str, bytes]


class DamagedFiles:
    """Trials in a folder of their own. A seed always makes the same trial."""

    def __init__(self, folder: Path) -> None:
        shipped = answered_in_excel(small_library(folder))
        source = shutil.copy(SMALL / "e-arkiv.yaml", folder)
        self._package = folder / "paket"
        assert run(["generate", str(source), "-o", str(self._package)], shipped=shipped) == 0
        self._folder = folder / "svar"
        self._folder.mkdir()
        self._sound = [self._filled(name) for name in (FORM, SHEET, PRICES)]
        self._sound.append(_sound(TEMPLATE, (ROOT / "templates" / "styles" / "kravgen.docx").read_bytes()))
        self.codes: Counter[str] = Counter()
        """How many trials ended with each exit code, by command."""

    def run(self, seed: int) -> Iterator[Fault]:
        """Damage a file as the seed says, and tell what must not happen."""
        random = Random(seed)
        # The form has most to read.
        sound = random.choice((self._sound[0], *self._sound))
        yield from self._tried(seed, sound.name, damaged(sound.parts, random))

    def turned(self) -> Iterator[Fault]:
        """Turn a bit of one byte after another of the form."""
        sound = self._sound[0]
        for at in range(0, len(sound.content), _STRIDE):
            yield from self._tried(at, sound.name, flipped(sound.content, at, at % 8))

    def _tried(self, seed: int, name: str, content: bytes) -> Iterator[Fault]:
        file = self._folder / name
        file.write_bytes(content)
        for command in self._commands(file):
            answer = told(command)
            self.codes[f"{command[0]} {answer.code}"] += 1
            yield from (Fault(seed, name, f"{command[0]}: {what}"[:300]) for what in faults(command, answer))

    def _commands(self, file: Path) -> Iterator[Sequence[str | Path]]:
        if file.name != TEMPLATE:
            yield "verify", file, "--package", self._package, "--format", "json"
        if file.suffix == ".docx":
            yield "check", file, "--format", "json"
            yield "template", "check", file

    def _filled(self, name: str) -> _Sound:
        sent = self._package / name
        if name == FORM:
            return _sound(name, edited(sent, fill_all, self._folder / name).read_bytes())
        fill = filled_form if name == SHEET else filled_prices
        return _sound(name, fill(sent, self._folder).read_bytes())


def _sound(name: str, content: bytes) -> _Sound:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _Sound(name, content, {part: archive.read(part) for part in archive.namelist()})


def main(first: int, count: int) -> int:
    """Run ``count`` trials from the seed ``first`` and turn every byte of a form. Returns how many faults there were."""
    found: list[Fault] = []
    with tempfile.TemporaryDirectory() as folder:
        trials = DamagedFiles(Path(folder))
        for made in (*(trials.run(seed) for seed in range(first, first + count)), trials.turned()):
            for fault in made:
                found.append(fault)
                print(fault, flush=True)
    codes = ", ".join(f"{code}: {number}" for code, number in sorted(trials.codes.items()))
    print(
        f"{count} damaged files from seed {first}, and every byte of one turned: {len(found)} faults. {codes}"
    )
    return len(found)


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]))))
