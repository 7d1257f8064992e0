"""The package that forms are sent in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kravgen.cli import run
from tests.conftest import SMALL

PROTOCOL = """\
---
document: acceptanstestprotokoll
title: Acceptanstestprotokoll
noun: acceptanstestprotokollet
instruction: Prova varje krav, välj utfall och anteckna bevis.
audience: internal
order: 60
form: true
contents: false
---
# Testets genomförande

{{ form([
  ("Avtal", fill("avtalets nummer", "parterna")),
  ("Version som provas", fill("tjänstens version", "leverantören")),
  ("Testmiljö", fill("testmiljö", "systemförvaltare")),
], "Uppgifter om testet") }}

# Krav

{{ test_table(requirements | where("phase", "leverans"), "Krav att pröva") }}
"""


@pytest.fixture(scope="session")
def small_package(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small library's procurement, made once; tests copy what they change."""
    folder = tmp_path_factory.mktemp("paket")
    source = shutil.copy(SMALL / "e-arkiv.yaml", folder)
    assert run(["generate", source, "-o", str(folder / "e-arkiv")], shipped=small) == 0
    return folder / "e-arkiv"


@pytest.fixture(scope="session")
def package_with_protocol(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the small library's procurement with a protocol of its own. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("paket")
    shipped = Path(shutil.copytree(small, folder / "shipped"))
    (shipped / "templates" / "documents" / "acceptanstestprotokoll.md.jinja").write_text(PROTOCOL, "utf-8")
    profile = shipped / "profiles" / "tjanst.yaml"
    told = profile.read_text(encoding="utf-8")
    profile.write_text(told.replace("svarsbilaga]", "svarsbilaga, acceptanstestprotokoll]"), encoding="utf-8")
    source = folder / "e-arkiv.yaml"
    case = (SMALL / "e-arkiv.yaml").read_text(encoding="utf-8")
    source.write_text(case.replace("phase: drift", "phase: leverans"), encoding="utf-8")
    assert run(["generate", str(source), "-o", str(folder / "e-arkiv")], shipped=shipped) == 0
    return folder / "e-arkiv"
