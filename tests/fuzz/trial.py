"""A workspace with one file of each kind, and what ``validate`` and ``generate`` say when one of them is changed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unicodedata import category

from kravgen import world as worlds
from kravgen.package.generate import generate
from kravgen.package.validate import validate
from kravgen.problems import KravgenError, Problem
from tests.conftest import ROOT, SMALL
from tests.fuzz.mutation import mutated

DAY = "2026-11-23"
CASE = "kop.yaml"
LOCK = "kop.lock.json"

ADDED = {
    "kravgen.yaml": "reference_document: mall.docx\n",
    LOCK: '{\n "format": 1,\n "numbers": {\n  "EARK-01": "K1",\n  "EXIT-08": "K2"\n }\n}\n',
}
"""What the small library does not have."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must not happen: which trial, which file was changed, and what is wrong."""

    seed: int
    file: str
    told: str

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.file}: {self.told}"


class Trials:
    """Trials in a folder of their own. A seed always makes the same trial."""

    def __init__(self, folder: Path) -> None:
        self._shipped = folder / "shipped"
        self._root = folder / "workspace"
        for place in (self._shipped, self._root):
            shutil.copytree(SMALL, place)
        shutil.copytree(ROOT / "templates" / "styles", self._shipped / "templates" / "styles")
        shutil.copy(ROOT / "templates" / "styles" / "kravgen.docx", self._root / "mall.docx")
        (self._root / "e-arkiv.yaml").rename(self._root / CASE)
        for name, text in ADDED.items():
            (self._root / name).write_text(text, encoding="utf-8")
        self._files = {
            path.relative_to(self._root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self._root.rglob("*"))
            if path.suffix in (".yaml", ".json", ".jinja")
        }
        self.codes: Counter[str] = Counter()
        """How many trials met each code."""

    def run(self, seed: int) -> Iterator[Fault]:
        """Change a file as the seed says, and tell what must not happen. The file is as before afterwards."""
        random = Random(seed)
        name = random.choice(list(self._files))
        path = self._root / name
        path.write_bytes(mutated(self._files[name], random))
        try:
            yield from (Fault(seed, name, told) for told in self._wrong(name))
        finally:
            path.write_text(self._files[name], encoding="utf-8")

    def _wrong(self, name: str) -> Iterator[str]:
        try:
            with worlds.shipping(self._shipped):
                found = self._validated()
                made = self._generated()
        except Exception as error:
            yield f"exit 3: {type(error).__name__}: {error}"[:300]
            return
        self.codes.update({problem.code for problem in (*found, *made)} or {"none"})
        for problem in (*found, *made):
            if not (problem.line and problem.column and problem.file):
                yield f"no place: {problem}"[:300]
            if not problem.hint:
                yield f"no hint: {problem}"[:300]
            if any(category(sign).startswith("C") for sign in str(problem)):
                yield f"cannot be printed: {str(problem)!r}"[:300]
        wrong = {problem.code for problem in found if problem.level == "error"}
        refused = {problem.code for problem in made}
        if bool(wrong) != bool(refused):
            yield f"validate says {sorted(wrong)}, generate says {sorted(refused)}"

    def _validated(self) -> tuple[Problem, ...]:
        try:
            return validate([self._root / CASE], DAY).problems
        except KravgenError as error:
            return error.problems

    def _generated(self) -> tuple[Problem, ...]:
        lock = self._root / LOCK
        before = lock.read_bytes()
        try:
            generate(self._root / CASE, self._root / "paket", DAY)
        except KravgenError as error:
            return error.problems
        finally:
            lock.write_bytes(before)
            shutil.rmtree(self._root / "paket", ignore_errors=True)
        return ()


def main(first: int, count: int) -> int:
    """Run ``count`` trials from the seed ``first`` and print what was found. Returns how many faults there were."""
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for seed in range(first, first + count):
            for fault in trials.run(seed):
                faults.append(fault)
                print(fault)
    codes = ", ".join(f"{code} {number}" for code, number in trials.codes.most_common())
    print(f"{count} mutations from seed {first}: {len(faults)} faults. {codes}")
    return len(faults)


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]))))
