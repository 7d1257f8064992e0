"""Files that nobody vouches for: each is answered, within bounds, and none stops the rest."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kravgen.many import MOST_TOLD
from tests.conftest import Kravgen
from tests.hostile.stage import FORM, SEED, Case, Package, cases, commands, faults, made, told, written
from tests.hostile.work import grows

CASES = cases()
ALWAYS = ("word-tint-6", "word-one-large-style", "sheet-references-of-comments", "sheet-format-1")
"""What numbers that are none, and a language where none belongs, once brought about."""
SAMPLE = random.Random(SEED).sample([case for case in CASES if case.name not in ALWAYS], 60)
SAMPLE += [case for case in CASES if case.name in ALWAYS]
"""``make hostile`` goes through all of them."""
SOUND = ("flipped", "cut", "name-not-utf8", "other-check-sum")
"""Containers of which some may be read: chance decides."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return made(tmp_path_factory.mktemp("fientligt"))


def test_there_are_many_kinds() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 200
    assert {case.kind for case in CASES} == {"word", "sheet", "record"}


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
def test_each_is_answered(case: Case, package: Package, folder: Path) -> None:
    file = written(case, package, folder / "hit")
    for command in commands(case, package, file):
        assert list(faults(command, told(command))) == [], command[0]


def _container(name: str) -> Case:
    return next(case for case in CASES if case.name == f"word-{name}")


@pytest.mark.parametrize(
    "name, words",
    [
        ("bzip2", "packad på ett sätt"),
        ("encrypted", "lösenord"),
        ("twice-but-for-case", "namn står två gånger"),
        ("above", "leder ut ur filen"),
        ("all-in-one-place", "skadad"),
        ("after-the-end", "skadad"),
        ("says-less", "skadad"),
        ("crowded", "för stor"),
        ("packed-hard", "för stor"),
        ("too-deep", "skadad"),
        ("utf-7", "skadad"),
    ],
)
def test_the_reason_is_told(name: str, words: str, package: Package, folder: Path, kravgen: Kravgen) -> None:
    file = written(_container(name), package, folder)
    result = kravgen("check", file)
    assert result.code == 2
    assert f"{FORM} KG800" in result.err and words in result.err


def test_one_bad_file_never_stops_the_rest(package: Package, folder: Path, kravgen: Kravgen) -> None:
    returned = folder / "svar"
    returned.mkdir()
    (returned / "a.docx").write_bytes(b"inget")
    os.mkfifo(returned / "b.docx")
    written(_container("lines"), package, returned)
    for command in (("verify", returned, "--package", package.folder), ("check", returned)):
        result = kravgen(*command)
        assert result.code == 2
        assert [name in result.err for name in ("a.docx", "b.docx")] == [True, True]
        assert command[0] == "check" or f"{FORM}" in result.err


def test_findings_are_told_up_to_a_number(package: Package, folder: Path, kravgen: Kravgen) -> None:
    file = written(_container("typed-lists"), package, folder, 12_000)
    result = kravgen("check", file, "--format", "json")
    found = [problem for problem in json.loads(result.out) if problem["code"] == "KG837"]
    assert len(found) == MOST_TOLD + 1
    assert found[-1]["message"].startswith("Och 1000 till av samma slag:")


def test_a_manifest_leads_nowhere_else(package: Package, folder: Path, kravgen: Kravgen) -> None:
    # The last is only too long for the disk.
    for number in range(9):
        file = written(
            next(case for case in CASES if case.name == f"record-file-name-{number}"), package, folder
        )
        result = kravgen("verify", folder)
        assert result.code == 2
        assert re.search(r"manifest.json:\d+:\d+ KG(702|106)", result.err), file.read_bytes()[:200]


HEAVY = (
    "style-chain",
    "bookmarks-and-controls",
    "fields-that-overlap",
    "wide-row",
    "many-rows-under-a-wide-one",
)
HEAVY += ("controls-without-content", "nested-tables", "long-word", "attributes")
HEAVY += (
    "signs-in-one-paragraph",
    "table-style-chain",
    "levels-of-many-lists",
    "notes",
    "contents-and-headings",
)


@pytest.mark.parametrize("name", HEAVY)
def test_the_work_grows_with_the_file(name: str, package: Package, folder: Path) -> None:
    assert grows(_container(name), package, folder) == []


@pytest.mark.parametrize("name", ["paragraphs", "every-other-paragraph", "text-of-brackets", "items"])
def test_the_work_grows_with_the_record(name: str, package: Package, folder: Path) -> None:
    case = next(case for case in CASES if case.name == f"record-{name}")
    assert grows(case, package, folder) == []


def test_a_file_of_gigabytes_is_not_read(folder: Path) -> None:
    """In a process that may have no more memory than it takes to start."""
    for name in ("stor.docx", "stor.json", "stor.yaml"):
        with (folder / name).open("wb") as stream:
            stream.truncate(3 << 30)
    code = (
        "import resource, sys\n"
        "from kravgen.cli import run\n"
        "import kravgen.word.inspection.soundness, kravgen.comparison.notice, kravgen.returned.wordfile\n"
        "limit = 1 << 30\n"
        "resource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
        "print([run(line) for line in (['check', 'stor.docx'], ['template', 'check', 'stor.docx'],\n"
        "['diff', 'stor.json', 'stor.json'], ['explain', 'stor.yaml'])])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["[2, 2, 2, 2]"], done.stderr
    assert done.stderr.count("stor.") >= 4 and "MemoryError" not in done.stderr
