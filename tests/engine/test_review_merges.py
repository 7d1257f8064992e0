"""Branches with reviews of different items, drawn at random, always go together in git, and lose or mix up nothing."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from kravgen import yamledit, yamlfile
from kravgen.review.rows import new_attributes, new_file

ITEMS = [f"A-{number:02d}" for number in range(12)]
ROLES = ("arkivarie", "kommunjurist")
Rows = dict[tuple[str, str], str]
"""What is reviewed: the fingerprint by item and role."""


def git(folder: Path, *arguments: str) -> int:
    who = ["-c", "user.name=Prov", "-c", "user.email=prov@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=False).returncode


def read(file: Path) -> list[tuple[tuple[str, str], str]]:
    held = yamlfile.parse(file.read_bytes(), "reviews.yaml").data["reviews"] or {}
    return [((item, row["role"]), row["text"]) for item, rows in held.items() for row in rows]


def add(file: Path, new: Rows) -> None:
    held: dict[str, dict[str, str]] = {}
    for (item, role), text in [*read(file), *new.items()]:
        held.setdefault(item, {})[role] = text
    rows = {
        item: [
            {"role": role, "date": "2026-12-01", "text": text} for role, text in sorted(held[item].items())
        ]
        for item, _role in new
    }
    titles = {item: f"{item} Samma titel" for item in rows}
    file.write_bytes(yamledit.set_rows(file.read_bytes(), "reviews.yaml", "reviews", rows, titles))


@pytest.mark.parametrize("seed", [0, 1, 2, 15, 49, 87, 123, 294])
def test_nothing_is_lost_or_mixed_up(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)

    def some(items: list[str]) -> Rows:
        pairs = [(item, role) for item in items for role in drawn.sample(ROLES, drawn.choice((1, 1, 2)))]
        return {pair: f"{drawn.randrange(16**15, 16**16):x}" for pair in pairs}

    file = tmp_path / "reviews.yaml"
    file.write_bytes(new_file())
    (tmp_path / ".gitattributes").write_bytes(new_attributes())
    before = some(drawn.sample(ITEMS, drawn.randrange(1, 8)))
    add(file, before)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Prov")
    shuffled, at = drawn.sample(ITEMS, len(ITEMS)), drawn.randrange(1, 6)
    one, other = some(shuffled[:at]), some(shuffled[at : at + drawn.randrange(1, 6)])
    for branch, new in (("ena", one), ("andra", other)):
        git(tmp_path, "checkout", "-qb", branch, "main")
        add(file, new)
        assert git(tmp_path, "commit", "-qam", "Prov") == 0
    assert git(tmp_path, "merge", "-q", "--no-edit", "ena") == 0
    found = read(file)
    assert dict(found) == {**before, **one, **other} and len(found) == len(dict(found))
