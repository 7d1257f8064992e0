"""The guide to whoever coordinates the requirements works at the first try: its commands are run in their order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CASE, ROOT, Kravgen

GUIDE = (ROOT / "docs" / "samordnare.md").read_text(encoding="utf-8")


def sections() -> dict[str, list[str]]:
    """The commands of each section, in order."""
    found: dict[str, list[str]] = {}
    for part in GUIDE.split("\n## ")[1:]:
        commands = "\n".join(re.findall(r"```sh\n(.*?)```", part, re.DOTALL)).splitlines()
        found[part.splitlines()[0]] = [line for line in commands if line]
    return found


def test_every_command_of_the_guide_does_what_it_says(
    kravgen: Kravgen, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Prov")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "prov@example.com")
    told: dict[str, str] = {}
    for title, commands in sections().items():
        if title == "Ändra ett krav":
            change("requirements_library/garanti.yaml", "default: 10", "default: 5")
        for command in commands:
            told[command] = run(kravgen, command)
            if command == "kravgen new profile garantikop":
                change("profiles/garantikop.yaml", "# blocks: [exit]", "blocks: [garanti]")
    assert "senast 5 dagar" in told["kravgen diff output/prov prov.yaml"]
    assert "Granskad av kommunjurist 2026-12-01." in told["kravgen explain prov.yaml GARANTI-01"]
    assert (folder / "kommunens-krav" / "requirements_library" / "reviews.yaml").is_file()
    assert len(told) > 15


def test_what_is_left_to_decide_shows_in_the_package(kravgen: Kravgen, folder: Path) -> None:
    Path("kravgen.yaml").touch()
    for kind in ("block", "source", "document", "profile"):
        run(kravgen, f"kravgen new {kind} garanti")
    change("profiles/garanti.yaml", "# blocks: [exit]", "blocks: [garanti]")
    change("profiles/garanti.yaml", "# documents: [exitplan]", "documents: [garanti]")
    Path("fall.yaml").write_text(CASE.replace("direktupphandling-light", "garanti"), encoding="utf-8")
    told = run(kravgen, "kravgen generate fall.yaml")
    assert "internt/garanti.docx" in told
    assert "kravet i några ord" in told and "vad dokumentet ska säga" in told


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def run(kravgen: Kravgen, command: str) -> str:
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    if words[0] == "kravgen":
        result = kravgen(*words[1:])
        assert result.code == 0, command + result.out + result.err
        return result.out
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout
