"""What the tests share: the program run as a user runs it, and small files to run it on."""

from __future__ import annotations

import shutil
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from kravgen import content as contents
from kravgen import world as worlds
from kravgen import yamlfile
from kravgen.cli import run
from kravgen.content import Content
from kravgen.documents import usual
from kravgen.i18n import DEFAULT, activate
from kravgen.memory import collect_seldom
from kravgen.problems import Collector

ROOT = Path(__file__).parents[1]

# As in the program: a test run reads libraries again and again, and keeps some.
collect_seldom()

# No test says anything about time: a machine may be busy.
settings.register_profile("kravgen", deadline=None)
settings.load_profile("kravgen")

# The same files are read by nearly every test. The same text is the same tree, and nobody changes a tree.
yamlfile.parse = lru_cache(maxsize=1024)(yamlfile.parse)
usual.read = lru_cache(maxsize=1024)(usual.read)

TODAY = date(2026, 12, 1)
"""The day that the program runs on, where a test does not say another."""

SMALL = Path(__file__).parent / "small"
"""A library of a few items with profiles, templates and a procurement: what tests of the engine run on."""


def answer_workbook(templates: Path) -> None:
    """Put the shipped answer form in Excel among the templates of a small library, for every form of purchase."""
    sheet = "sheets/svarsbilaga-excel.yaml"
    lines = (ROOT / "templates" / sheet).read_text(encoding="utf-8").splitlines(keepends=True)
    # Its condition asks a question that the small library does not have.
    kept = "".join(line for line in lines if not line.startswith("when:"))
    (templates / sheet).parent.mkdir(parents=True, exist_ok=True)
    (templates / sheet).write_text(kept, encoding="utf-8")


def small_library(folder: Path) -> Path:
    """A copy of the small library in the folder, as kravgen ships its own: with the reference document."""
    shipped = Path(shutil.copytree(SMALL, folder / "shipped"))
    shutil.copytree(ROOT / "templates" / "styles", shipped / "templates" / "styles")
    return shipped


def answered_in_excel(shipped: Path) -> Path:
    """The same library, where bidders may answer in Excel as well."""
    answer_workbook(shipped / "templates")
    profile = shipped / "profiles" / "tjanst.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("svarsbilaga]", "svarsbilaga, svarsbilaga-excel]"), encoding="utf-8")
    return shipped


def priced_in_full(shipped: Path) -> Path:
    """The same library, where the price sheet has the columns of the one that kravgen ships."""
    sheet = "templates/sheets/prisbilaga.yaml"
    lines = (ROOT / sheet).read_text(encoding="utf-8").splitlines()
    columns = next(line for line in lines if "columns:" in line)
    own = (shipped / sheet).read_text(encoding="utf-8").partition("tables:")[0]
    table = f"tables:\n  - name: Priser\n    rows: prices\n{columns}\n"
    (shipped / sheet).write_text(own + table, encoding="utf-8")
    return shipped


CASE = """\
profile: direktupphandling-light
title: Enkätverktyg
date: 2026-11-23
buyers: [{name: Lindhags kommun}]
facts:
  procedure: direct
  security_sensitive: false
  framework_available: false
  estimated_value: 180000
"""

BLOCK = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2027-06-30
requirements:
  - id: LOK-01
    title: Svensk text
    kind: ska
    text: Tjänsten ska visa text på svenska.
    phase: leverans
    motive: Alla ska förstå.
    evidence: Skärmbild.
    test: {method: granskning, accept: Startsidan har svensk text.}
    light: true
"""

PROFILE = """\
profile: lokal
title: Lokal profil
describes: För prov.
extends: [direktupphandling-light]
blocks: [lokalt]
"""


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Kravgen = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program runs in, on a day of its own and without settings from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KRAVGEN_LANG", raising=False)
    # Days of review pass, so what is told of the shipped library depends on the day.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm(TODAY.timetuple())))
    return tmp_path


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library. Nobody writes in it."""
    return small_library(tmp_path_factory.mktemp("small"))


@pytest.fixture(autouse=True)
def swedish() -> None:
    """A run chooses its language for the process; no test hears what another has chosen."""
    activate(DEFAULT)


@pytest.fixture(scope="session")
def content() -> Content:
    """All that is shipped, read once."""
    problems = Collector()
    read = contents.read(worlds.find(ROOT, "2026-11-23"), problems)
    problems.stop()
    return read


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the e-archive example on what is shipped, made once. Nobody writes in it."""
    folder = tmp_path_factory.mktemp("paket")
    source = shutil.copy(ROOT / "examples" / "e-arkiv.yaml", folder)
    assert run(["generate", source, "-o", str(folder / "e-arkiv")]) == 0
    return folder / "e-arkiv"


@pytest.fixture
def shipped() -> Path | None:
    """What lies under every workspace: None for what kravgen ships. A folder of tests may have another."""
    return None


@pytest.fixture
def kravgen(folder: Path, shipped: Path | None, capsys: pytest.CaptureFixture[str]) -> Kravgen:
    """Runs kravgen in the folder."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments], shipped=shipped)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def example(folder: Path) -> Path:
    """The e-archive example, alone in the folder and without its lock."""
    return Path(shutil.copy(ROOT / "examples" / "e-arkiv.yaml", folder / "e-arkiv.yaml"))


@pytest.fixture
def workspace(folder: Path) -> Path:
    """A workspace with a block, a profile and a procurement of its own."""
    (folder / "kravgen.yaml").write_text("", encoding="utf-8")
    (folder / "requirements_library").mkdir()
    (folder / "profiles").mkdir()
    (folder / "requirements_library" / "lokalt.yaml").write_text(BLOCK, encoding="utf-8")
    (folder / "profiles" / "lokal.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "fall.yaml").write_text(CASE.replace("direktupphandling-light", "lokal"), encoding="utf-8")
    return folder
