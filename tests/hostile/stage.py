"""Every hostile file, and what the commands have to say of it."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from kravgen.cli import run
from kravgen.many import MOST_TOLD
from tests.conftest import SMALL, small_library
from tests.hostile.containers import Container, Parts, containers, packed
from tests.hostile.documents import Excess, excesses
from tests.hostile.forms import form_excesses
from tests.hostile.records import Record, records
from tests.hostile.sheetforms import sheetform_excesses
from tests.hostile.workbooks import sheet_excesses

SEED = 19
SIZE = 1200
FORM, SHEET, MANIFEST = "svarsbilaga.docx", "prisbilaga.xlsx", "manifest.json"
_LINE = re.compile(r"(?P<file>.+?)(:\d+:\d+)? (?P<code>KG\d{3})( \(varning\))? (?P<message>.+)")
_FOREIGN = re.compile(r"Traceback|Errno|Exception|[a-z]Error\b|No such file|Permission denied")


@dataclass(frozen=True)
class Package:
    """A sound package that hostile files are made of and compared with."""

    folder: Path

    def parts(self, name: str) -> Parts:
        with zipfile.ZipFile(self.folder / name) as archive:
            return {part: archive.read(part) for part in archive.namelist()}

    @property
    def manifest(self) -> Any:
        return json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))


Make = Callable[[Package, int, random.Random], bytes]


@dataclass(frozen=True)
class Case:
    """A hostile file. ``make`` gives its bytes."""

    name: str
    kind: Literal["word", "sheet", "record"]
    make: Make


def made(folder: Path) -> Package:
    """A package of the small library, in the folder."""
    shipped = small_library(folder)
    source = shutil.copy(SMALL / "e-arkiv.yaml", folder)
    with contextlib.redirect_stdout(io.StringIO()):
        assert run(["generate", str(source), "-o", str(folder / "paket")], shipped=shipped) == 0
    return Package(folder / "paket")


def cases() -> list[Case]:
    """Every case, in a fixed order."""
    found = [Case(f"word-{name}", "word", partial(_container, FORM, make)) for name, make in containers()]
    found += [Case(f"sheet-{name}", "sheet", partial(_container, SHEET, make)) for name, make in containers()]
    found += [
        Case(f"word-{name}", "word", partial(_excess, FORM, make))
        for name, make in (*excesses(), *form_excesses())
    ]
    found += [
        Case(f"sheet-{name}", "sheet", partial(_excess, SHEET, make))
        for name, make in (*sheet_excesses(), *sheetform_excesses())
    ]
    found += [Case(f"record-{name}", "record", partial(_record, make)) for name, make in records()]
    return found


def _container(name: str, make: Container, package: Package, _size: int, chance: random.Random) -> bytes:
    return make(package.parts(name), chance)


def _excess(name: str, make: Excess, package: Package, size: int, _chance: random.Random) -> bytes:
    parts = package.parts(name)
    make(parts, size)
    return packed(parts)


def _record(make: Record, package: Package, size: int, chance: random.Random) -> bytes:
    return make(package.manifest, size, chance)


def written(case: Case, package: Package, folder: Path, size: int = SIZE) -> Path:
    """The case's file in the folder; a record lies in a folder of its own, as in a package."""
    folder.mkdir(parents=True, exist_ok=True)
    name = {"word": FORM, "sheet": SHEET, "record": MANIFEST}[case.kind]
    file = folder / name
    file.write_bytes(case.make(package, size, random.Random(f"{SEED} {case.name}")))
    return file


def commands(case: Case, package: Package, file: Path) -> Iterator[Sequence[str | Path]]:
    """What is asked about the file."""
    if case.kind == "word":
        yield "check", file, "--format", "json"
        yield "template", "check", file
    if case.kind != "record":
        yield "verify", file, "--package", package.folder, "--format", "json"
        return
    yield "verify", file.parent, "--format", "json"
    yield "verify", package.folder / FORM, "--package", file.parent
    yield "diff", package.folder, file.parent
    yield "diff", file, package.folder, "--format", "json"
    yield "diff", package.folder, file, "-o", file.parent / "skillnad.docx"


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


def told(arguments: Sequence[str | Path]) -> Told:
    """Run a command, here."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return Told(code, out.getvalue(), err.getvalue())


def faults(arguments: Sequence[str | Path], answer: Told) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    if answer.code not in (0, 1, 2):
        yield f"exit code {answer.code}"
    if _FOREIGN.search(answer.err):
        yield f"foreign words: {answer.err[:200]}"
    if arguments[-1] == "json" and arguments[0] != "diff":
        read = json.loads(answer.out)
        listed = read["problems"] if arguments[0] == "verify" else read
        problems = [(p["file"], p["code"], p["message"], p["hint"]) for p in listed]
        for problem in problems:
            if not all(problem):
                yield f"something is missing: {problem}"
        count = Counter((file, code) for file, code, _message, _hint in problems)
        if count and max(count.values()) > MOST_TOLD + 1:
            yield f"told without end: {count.most_common(1)}"
        if bool(problems) != bool(answer.code):
            yield f"exit code {answer.code} with {len(problems)} problems"
    elif answer.code == 2:
        # The last line counts them.
        for line in answer.err.splitlines()[:-1]:
            if not _LINE.fullmatch(line):
                yield f"no problem: {line[:200]}"
