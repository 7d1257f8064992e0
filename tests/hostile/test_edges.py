"""What a hand, a shell or a disk can do: names that are none, files that are no files, output that nobody takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CASE, Kravgen

KRAVGEN = f"{sys.executable} -m kravgen"
NAMES = {
    "the folder": ".",
    "the folder above": "..",
    "too long": "a" * 300 + ".docx",
    "too deep": "a/" * 3000 + "b.docx",
    "a pipe": "ror.docx",
    "a circle": "rund.docx",
    "not there": "borta.docx",
    "a file as a folder": "fall.yaml/b.docx",
    "not utf-8": "b\udcff.docx",
}
COMMANDS = {
    "check": ("check", "{}"),
    "verify": ("verify", "{}"),
    "verify in": ("verify", "fall.yaml", "--package", "{}"),
    "template check": ("template", "check", "{}"),
    "diff": ("diff", "{}", "{}"),
    "generate": ("generate", "{}"),
    "explain": ("explain", "{}"),
    "lint": ("lint", "{}"),
    "new": ("new", "-p", "borta", "{}"),
}
READS_A_FOLDER = {("check", name) for name in ("the folder", "the folder above")} | {
    ("lint", name) for name in ("the folder", "the folder above")
}


@pytest.fixture
def shipped(small: Path) -> Path:
    """What a name is does not depend on the library."""
    return small


@pytest.fixture
def odd(folder: Path) -> Path:
    """A folder with files that are none, in a folder of its own."""
    inner = folder / "inre"
    inner.mkdir()
    os.chdir(inner)
    os.mkfifo("ror.docx")
    Path("rund.docx").symlink_to("rund.docx")
    Path("fall.yaml").write_text(CASE, encoding="utf-8")
    return inner


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_is_no_file(odd: Path, kravgen: Kravgen, command: str, name: str) -> None:
    result = kravgen(*(part.format(NAMES[name]) for part in COMMANDS[command]))
    if (command, name) in READS_A_FOLDER:
        assert result.code in (0, 1, 2) and "kravgen-" not in result.err
        return
    assert result.code == 2, result.out
    # The place, the code, and what is wrong and what to do; the last line counts.
    told = result.err.splitlines()[0]
    assert re.search(r" K[GL][0-9]{3} .+\. .", told), told
    assert "Errno" not in result.err and "rror" not in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ""),
        ("verify", "a.docx", "--package", ""),
        ("verify", "a.docx", "--package="),
        ("generate", "fall.yaml", "-o", ""),
        ("diff", "", "b"),
        ("explain", "fall.yaml", ""),
        ("check", "a\0b"),
    ],
)
def test_an_empty_argument_is_not_the_current_folder(
    odd: Path, kravgen: Kravgen, arguments: tuple[str, ...]
) -> None:
    result = kravgen(*arguments)
    assert (result.code, "KG701 Ett argument är tomt" in result.err) == (2, True)
    assert sorted(path.name for path in odd.iterdir()) == ["fall.yaml", "ror.docx", "rund.docx"]


def test_a_current_folder_that_is_gone(folder: Path, kravgen: Kravgen) -> None:
    gone = folder / "borta"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    for command in (("validate",), ("generate", "fall.yaml"), ("check", "a.docx"), ("explain", "fall.yaml")):
        result = kravgen(*command)
        assert result.code == 2
        assert "KG101" in result.err and "Mappen som kommandot körs i finns inte längre" in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_output_that_cannot_be_written(folder: Path) -> None:
    script = (
        f"{KRAVGEN} list profiles >/dev/full; echo $?; {KRAVGEN} list profiles >&-; echo $?;"
        f"{KRAVGEN} list profiles 2>&- >/dev/null; echo $?; {KRAVGEN} list profiles >/dev/full 2>/dev/full; echo $?;"
        f"{KRAVGEN} list profiles | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "0", "0", "2", "0"]
    assert done.stderr.startswith("KG601 ") and "disken är full" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs to know its own size")
def test_too_little_memory_names_the_file(folder: Path) -> None:
    """The guard itself: a reader that has no room left."""
    (folder / "stor.docx").write_bytes(b"PK\3\4" + bytes(19 << 20))
    code = (
        "import resource\nfrom kravgen.cli import run\nimport kravgen.cli.check_command, kravgen.word.inspection\n"
        "import kravgen.word.reading.intake, kravgen.yamlfile\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + (8 << 20), used + (8 << 20)))\n"
        "print(run(['check', 'stor.docx']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[-1:] == ["2"], done.stderr
    assert done.stderr.startswith("stor.docx KG102 Filen är för stor")
