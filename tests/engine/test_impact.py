"""Which packages and contracts rest on what has changed, as the security coordinator asks when the library has."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL
from tests.engine.history import IN_TIME, PROMPT, SKYDD, Run, change, commit, library_in_git, runner

SOURCES = "requirements_library/sources.yaml"


@pytest.fixture
def library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = library_in_git(folder)
    monkeypatch.chdir(made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    return made


@pytest.fixture
def kravgen(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(library, capsys)


@pytest.fixture
def packages(kravgen: Run, folder: Path) -> Path:
    case = shutil.copy(SMALL / "e-arkiv.yaml", folder / "e-arkiv.yaml")
    assert kravgen("generate", case, "-o", folder / "paket" / "a" / "e-arkiv").code == 0
    return folder / "paket"


def concerns(kravgen: Run, packages: Path, *more: str) -> list[dict[str, Any]]:
    result = kravgen("impact", packages, "--format", "json", *more)
    (package,) = json.loads(result.out)["packages"]
    return list(package["concerns"])


def test_a_package_of_today_rests_on_nothing_that_has_changed(kravgen: Run, packages: Path) -> None:
    result = kravgen("impact", packages)
    assert result.code == 0
    assert "1 paket har lästs, per den " in result.out and "  Inget har ändrats." in result.out


def test_what_has_changed_and_gone_is_told_the_most_urgent_first(
    kravgen: Run, packages: Path, library: Path
) -> None:
    change(library, SKYDD, PROMPT, IN_TIME)
    text = (library / SKYDD).read_text(encoding="utf-8")
    start, end = text.index("  - id: SKYDD-01"), text.index("  - id: SKYDD-02")
    (library / SKYDD).write_text(text[:start] + text[end:], encoding="utf-8")
    change(
        library,
        "requirements_library/exit.yaml",
        "minst {{ retrieval_days }} dagar efter",
        "{{ retrieval_days }} dagar efter",
    )
    found = concerns(kravgen, packages)
    assert [(c["sort"], c["item"], c["verdict"]) for c in found] == [
        ("gone", "SKYDD-01", None),
        ("changed", "SKYDD-03", "stricter"),
        ("changed", "EXIT-08", "unknown"),
    ]
    told = kravgen("impact", packages).out
    assert 'lyder annorlunda i biblioteket: skärpt. Texten: "utan dröjsmål" blir' in told
    assert f"I paketet: {PROMPT}" in told and f"I biblioteket: {IN_TIME}" in told


def test_a_law_that_is_repealed_soon_or_was(kravgen: Run, packages: Path, library: Path) -> None:
    change(library, SOURCES, "in_force: 2017-01-01,", "in_force: 2017-01-01, repealed: 2027-03-01,")
    assert {c["sort"] for c in concerns(kravgen, packages, "--as-of", "2026-11-30")} <= {"value"}
    days = {"2026-12-01": "ending", "2027-02-28": "ending", "2027-03-01": "repealed"}
    for day, sort in days.items():
        found = [c for c in concerns(kravgen, packages, "--as-of", day) if c["source"]]
        assert found and {c["sort"] for c in found} == {sort}, day
        assert {c["day"] for c in found} == {"2027-03-01"}


def test_a_source_whose_row_has_changed(kravgen: Run, packages: Path, library: Path) -> None:
    text = (library / SOURCES).read_text(encoding="utf-8")
    (library / SOURCES).write_text(text.replace("checked: ", "checked: Läst på nytt. ", 1), encoding="utf-8")
    assert not [c for c in concerns(kravgen, packages) if c["sort"] == "source"]
    assert "bara med --since" in kravgen("impact", packages).out
    assert [c for c in concerns(kravgen, packages, "--since", "HEAD") if c["sort"] == "source"]
    commit(library, "Läst")
    assert not [c for c in concerns(kravgen, packages, "--since", "HEAD") if c["sort"] == "source"]


def test_one_broken_manifest_never_stops_the_rest_and_what_is_not_read_is_named(
    kravgen: Run, packages: Path
) -> None:
    manifest = json.loads((packages / "a" / "e-arkiv" / "manifest.json").read_text(encoding="utf-8"))
    for name, content in (
        ("trasig", "{"),
        ("framtida", json.dumps({**manifest, "format": 99, "kravgen": "9.0.0"})),
        ("nyare", json.dumps({**manifest, "kravgen": "9.1.0"})),
    ):
        (packages / name).mkdir()
        (packages / name / "manifest.json").write_text(content, encoding="utf-8")
    (packages / "avtal").mkdir()
    (packages / "avtal" / "Avtal 2024.pdf").write_bytes(b"%PDF-1.4")
    result = kravgen("impact", packages)
    assert result.code == 1
    assert "2 paket har lästs" in result.out
    assert "nyare: E-arkiv som tjänst" in result.out and "gjort av en nyare kravgen (9.1.0)" in result.out
    tail = result.out[result.out.index("Inte läst") :]
    assert "trasig/manifest.json" in tail and "Avtal 2024.pdf" in tail
    assert "format 99" in tail and "9.0.0" in tail


def test_a_folder_with_nothing_to_look_at_is_told(kravgen: Run, folder: Path) -> None:
    (folder / "tom").mkdir()
    result = kravgen("impact", folder / "tom")
    assert result.code == 1 and "KG689" in result.out
    assert kravgen("impact", folder / "borta").code == 2


def test_the_comment_holds_no_text_that_is_more_than_text(
    kravgen: Run, packages: Path, library: Path
) -> None:
    change(library, SKYDD, PROMPT, "'Leverantören ska <b>nu</b> larma @alla i [tid](https://ond.example).'")
    told = kravgen("impact", packages, "--format", "markdown").out
    assert "\\<b\\>" in told and "@alla" not in told and "](https" not in told
