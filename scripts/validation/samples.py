"""The documents to validate: every example, and one procurement of every profile that asks for all it can."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kravgen import content as contents
from kravgen import world as worlds
from kravgen.problems import Collector
from validation.tools import ROOT

PROFILE = "profil-"
"""What the name of a procurement begins with that is made for a profile."""
_DAY = "2026-11-23"
_WORKERS = 2
_FACTS = """\
facts:
  procedure: {procedure}
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
  interface_users: both
  personal_data: sensitive
  protected_identities: true
  secrecy: true
  supplier_access: both
  secret_release: true
  goods_included: {goods}
  foreign_production: true
  framework_end: 2028-12-31
"""
_LONG = ("Kommungemensamt informationssäkerhetsklassificeringsstöd med ärendehantering och e-arkiv " * 3)[
    :200
]


def procurements(folder: Path) -> Iterator[Path]:
    """The procurement files; those of the profiles are made in ``folder``."""
    yield from sorted((ROOT / "examples").glob("*.yaml"))
    for profile in contents.read(worlds.find(ROOT, _DAY), Collector()).profiles.values():
        if profile.abstract:
            continue
        file = folder / f"{PROFILE}{profile.id}.yaml"
        procedure = profile.facts.get("procedure", "above_threshold")
        head = f'profile: {profile.id}\ntitle: "{_LONG.strip()}"\ndate: 2026-11-23\nbuyers: [{{name: Lindhags kommun}}]\n'
        # A profile that buys no equipment of any kind has none.
        goods = "false" if profile.facts.get("goods_classes") == () else "true"
        file.write_text(head + _FACTS.format(procedure=procedure, goods=goods), encoding="utf-8")
        yield file


def packages(folder: Path, pdf: bool) -> Iterator[Path]:
    """The folders of the packages, made in ``folder``."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        yield from pool.map(lambda file: _package(file, folder, pdf), procurements(folder))
    yield _redline(folder)


def _package(file: Path, folder: Path, pdf: bool) -> Path:
    copy = folder / file.name
    if copy != file:
        copy.write_bytes(file.read_bytes())
    command = [sys.executable, "-m", "kravgen", "generate", str(copy), "-o", str(folder / file.stem)]
    # The pages of a thousand documents would take longer than all the rest: those of the examples have every kind.
    pdf = pdf and not file.name.startswith(PROFILE)
    subprocess.run([*command, *(["--pdf"] if pdf else [])], check=True, capture_output=True, text=True)
    return folder / file.stem


def _redline(folder: Path) -> Path:
    """A folder with a comparison that has something of everything: two packages with little in common."""
    target = folder / "jamforelse"
    target.mkdir()
    sides = [str(folder / name) for name in ("e-arkiv", "enkatverktyg")]
    command = [sys.executable, "-m", "kravgen", "diff", *sides, "-o", str(target / "jamforelse.docx")]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return target
