"""A procurement takes a library that has changed beneath it: decisions again, numbers as they were."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL
from tests.engine.history import IN_TIME, INCIDENT, PROMPT, SKYDD, Run, change, library_in_git, runner

ROW = "    text: Leverantören ska redovisa sina transporter varje år.\n"
OTHER_ROW = "    text: Leverantören ska redovisa sina transporter två gånger per år.\n"


@pytest.fixture
def library(folder: Path) -> Path:
    return library_in_git(folder)


@pytest.fixture
def kravgen(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(library, capsys)


@pytest.fixture
def case(folder: Path, kravgen: Run) -> Path:
    """A procurement that drops SKYDD-02, with its package made."""
    made = Path(shutil.copy(SMALL / "e-arkiv.yaml", folder / "e-arkiv.yaml"))
    assert kravgen("generate", made).code == 0
    return made


def numbers(case: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(case.with_name("e-arkiv.lock.json").read_text(encoding="utf-8"))[
        "numbers"
    ]
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def waits(kravgen: Run, case: Path) -> list[tuple[str, str]]:
    told: dict[str, Any] = json.loads(kravgen("outdated", case, "--format", "json").out)
    return [(decision["sort"], decision["id"]) for decision in told["decisions"]]


def test_nothing_has_changed(kravgen: Run, case: Path) -> None:
    result = kravgen("outdated", case)
    assert result.code == 0
    assert result.out == "Paketet i output/e-arkiv är vad dagens bibliotek ger.\n"


def test_what_the_package_would_get_and_no_decision_waits(kravgen: Run, case: Path, library: Path) -> None:
    change(library, SKYDD, PROMPT, IN_TIME)
    before = files(case.parent)
    result = kravgen("outdated", case)
    assert result.code == 0
    assert "utan dröjsmål" in result.out and "senast 12 timmar efter upptäckt" in result.out
    assert files(case.parent) == before
    assert kravgen("update", case).code == 0
    assert kravgen("outdated", case).out.startswith("Paketet i output/e-arkiv är")


def test_a_decision_about_another_text_is_taken_again(kravgen: Run, case: Path, library: Path) -> None:
    change(library, SKYDD, ROW, OTHER_ROW)
    assert waits(kravgen, case) == [("drop", "SKYDD-02")]
    told = kravgen("outdated", case)
    assert told.code == 1
    assert "SKYDD-02: utgår (upphandlare): Tjänsten innehåller inga varutransporter." in told.out
    assert "två gånger per år" in told.out
    before = files(case.parent)
    refused = kravgen("update", case)
    assert refused.code == 1 and "KG688" in refused.err and "--accept SKYDD-02" in refused.err
    assert files(case.parent) == before
    assert kravgen("update", case, "--accept", "SKYDD-02").code == 0
    assert "fingerprint: " in case.read_text(encoding="utf-8")
    assert waits(kravgen, case) == []
    # From now on the file itself tells when the item is another, also to who makes the package.
    change(library, SKYDD, OTHER_ROW, ROW)
    assert "KG688" in kravgen("validate", case).err
    assert waits(kravgen, case) == [("drop", "SKYDD-02")]
    shutil.rmtree(case.parent / "output")
    assert waits(kravgen, case) == [("drop", "SKYDD-02")]


def test_values_that_the_procurement_has_set(kravgen: Run, case: Path, library: Path) -> None:
    change(
        library,
        "requirements_library/exit.yaml",
        "dagar efter avtalets slut",
        "dagar efter avtalets sista dag",
    )
    assert waits(kravgen, case) == [("parameters", "EXIT-08")]
    assert kravgen("update", case, "--accept", "EXIT-08").code == 0
    assert waits(kravgen, case) == []


def test_the_workspaces_own_change(kravgen: Run, case: Path, library: Path) -> None:
    (case.parent / "kravgen.yaml").write_text("", encoding="utf-8")
    own = case.parent / "requirements_library" / "andringar.yaml"
    own.parent.mkdir()
    items = json.loads(kravgen("list", "items", "SKYDD-03", "--format", "json").out)
    own.write_text(
        "# Våra ändringar\nchanges:\n  - item: SKYDD-03\n"
        f'    fingerprint: "{items[0]["fingerprint"]}"\n'
        "    because: Vi har jour.\n    by: informationssäkerhetssamordnare\n    title: Larm om incident\n",
        encoding="utf-8",
    )
    assert kravgen("generate", case).code == 0
    change(library, SKYDD, PROMPT, IN_TIME)
    assert kravgen("generate", case).code == 1
    assert waits(kravgen, case) == [("local", "SKYDD-03")]
    assert kravgen("update", case, "--accept", "SKYDD-03").code == 0
    assert own.read_text(encoding="utf-8").startswith("# Våra ändringar\n")
    assert kravgen("generate", case).code == 0 and waits(kravgen, case) == []


def test_numbers_are_kept_and_new_items_get_new_ones(kravgen: Run, case: Path, library: Path) -> None:
    before = numbers(case)
    gone = INCIDENT.removesuffix("clauses:\n")
    change(library, SKYDD, gone, gone.replace("SKYDD-03", "SKYDD-04"))
    told = kravgen("outdated", case)
    assert "1 post skulle få ett nytt nummer: " in told.out
    assert kravgen("update", case).code == 0
    after = numbers(case)
    assert before.items() <= after.items()
    (new,) = after.keys() - before.keys()
    assert new == "SKYDD-04" and after[new] not in before.values()


@pytest.mark.parametrize("accept", ["SKYDD-99", "SKYDD-01", ""])
def test_what_nobody_asks_cannot_be_accepted(kravgen: Run, case: Path, library: Path, accept: str) -> None:
    change(library, SKYDD, ROW, OTHER_ROW)
    before = files(case.parent)
    result = kravgen("update", case, "--accept", "SKYDD-02", "--accept", accept or "SKYDD-2")
    assert result.code == 1 and "KG688" in result.err
    assert files(case.parent) == before


def test_a_lock_that_somebody_has_edited(kravgen: Run, case: Path) -> None:
    lock = case.with_name("e-arkiv.lock.json")
    sound = lock.read_text(encoding="utf-8")
    given = numbers(case)
    lock.write_text(sound.replace(f'"{given["SKYDD-01"]}"', '"K77"'), encoding="utf-8")
    line = next(n for n, text in enumerate(sound.splitlines(), start=1) if '"SKYDD-01"' in text)
    for command in ("outdated", "update"):
        result = kravgen(command, case)
        assert result.code == 1
        assert f"e-arkiv.lock.json:{line}:3 KG687" in result.out + result.err
        assert "K77" in lock.read_text(encoding="utf-8")
    lock.write_text(sound.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert "KG687" not in kravgen("outdated", case).out
    lock.write_text(sound.replace("{", "{ ", 1), encoding="utf-8")
    assert "KG687" in kravgen("outdated", case).out and kravgen("update", case).code == 0


def test_without_a_package_the_lock_and_the_files_are_told_of(kravgen: Run, case: Path, folder: Path) -> None:
    shutil.rmtree(folder / "output")
    result = kravgen("outdated", case)
    assert result.code == 0 and "Inget paket hittades i output/e-arkiv" in result.out
    assert kravgen("outdated", case, "-o", "annan").code == 2


def test_a_broken_record_or_procurement_is_told(kravgen: Run, case: Path, folder: Path) -> None:
    manifest = folder / "output" / "e-arkiv" / "manifest.json"
    manifest.write_text("{", encoding="utf-8")
    for command in ("outdated", "update"):
        assert kravgen(command, case).code == 2
    manifest.unlink()
    case.write_text(case.read_text(encoding="utf-8") + "fel: 1\n", encoding="utf-8")
    for command in ("outdated", "update"):
        result = kravgen(command, case)
        assert result.code == 1 and "KG201" in result.err
