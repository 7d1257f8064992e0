"""``kravgen lint`` as a user meets it: findings with place and proposal, exceptions with a reason, forms, codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BLOCK, CASE, Kravgen
from tests.reading import files

DAY = ("--as-of", "2026-11-23")


def _write(workspace: Path, old: str = "", new: str = "", text: str = BLOCK) -> Path:
    assert old in text
    file = workspace / "requirements_library" / "lokalt.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_nothing_to_remark_on(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace)
    assert kravgen("lint", *DAY) == kravgen("lint", "requirements_library", "profiles", *DAY)
    assert kravgen("lint", *DAY).out == "Inget att anmärka på. Poster: 1. Filer: 2.\n"


def test_place_code_message_advice_and_proposal(workspace: Path, kravgen: Kravgen) -> None:
    folded = ">-\n      Tjänsten ska visa\n      en modern   och\n      enkel text."
    _write(workspace, "Tjänsten ska visa text på svenska.", folded)
    result = kravgen("lint", *DAY)
    assert (
        'lokalt.yaml:13:10 KL112 "modern" går inte att mäta. Ange vilken version eller egenskap som krävs.'
        in result.err
    )
    assert "lokalt.yaml:13:19 KL121 (varning) Här står två mellanslag." in result.err
    assert "    Förslag: Tjänsten ska visa en modern och enkel text." in result.err
    assert 'lokalt.yaml:14:7 KL112 "enkel"' in result.err
    assert result.err.endswith("2 fel. 1 varning.\n")
    assert result.code == 1


def test_a_warning_alone_is_enough(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "ska visa", "skall visa")
    result = kravgen("lint", *DAY)
    assert "KL104 (varning)" in result.err
    assert result.code == 1


def test_messages_in_english(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "ska visa", "skall visa")
    assert 'KL104 (warning) "skall" is archaic. Write "ska".' in kravgen("--lang", "en", "lint", *DAY).err


def test_a_check_never_writes(workspace: Path, kravgen: Kravgen) -> None:
    file = _write(workspace, "ska visa", "skall  visa")
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    kravgen("lint", *DAY)
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before
    assert b"skall  visa" in file.read_bytes()


def test_silenced_in_place_with_a_reason(workspace: Path, kravgen: Kravgen) -> None:
    text = BLOCK.replace("Tjänsten ska visa text på svenska.", "Tjänsten ska visa modern text på svenska.")
    allow = "    allow: [{rule: KL112, because: Så heter typsnittet.}]\n    light: true\n"
    _write(workspace, "    light: true\n", allow, text)
    assert kravgen("lint", *DAY).code == 0


@pytest.mark.parametrize(
    ("allow", "expected"),
    [
        ("{rule: KL999, because: Prov.}", 'lokalt.yaml:16:20 KL901 Det finns ingen regel "KL999".'),
        ("{rule: KL112, because: Prov.}", "lokalt.yaml:16:20 KL902 (varning) Regeln KL112 hittar inget här."),
        ("{rule: KL112}", 'KG202 Nyckeln "because" saknas.'),
    ],
)
def test_exceptions_that_are_wrong(workspace: Path, kravgen: Kravgen, allow: str, expected: str) -> None:
    _write(workspace, "    light: true\n", f"    allow: [{allow}]\n    light: true\n")
    result = kravgen("lint", *DAY)
    assert expected in result.err
    assert result.code == 1


def test_an_exception_changes_no_document(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace)
    kravgen("generate", "fall.yaml", "-o", "utan")
    _write(workspace, "    light: true\n", "    allow: [{rule: KL112, because: Prov.}]\n    light: true\n")
    kravgen("generate", "fall.yaml", "-o", "med")
    assert files(workspace / "utan") == files(workspace / "med") != {}


def test_json(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "ska visa", "skall visa")
    result = kravgen("lint", "--format", "json", *DAY)
    (row,) = json.loads(result.out)
    assert row == {
        "file": "requirements_library/lokalt.yaml",
        "line": 11,
        "column": 20,
        "code": "KL104",
        "message": '"skall" är ålderdomligt.',
        "hint": 'Skriv "ska".',
        "level": "warning",
        "proposal": "Tjänsten ska visa text på svenska.",
    }
    assert result.code == 1


def test_github(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "ska visa", "skall visa 100 %")
    result = kravgen("lint", "--format", "github", *DAY)
    assert result.out.startswith(
        "::warning file=requirements_library/lokalt.yaml,line=11,col=20,title=KL104::"
        '"skall" är ålderdomligt. Skriv "ska". Förslag: Tjänsten ska visa 100 %25 text på svenska.\n'
    )


def test_only_the_named_files_are_told_of(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "ska visa", "skall visa")
    assert kravgen("lint", "profiles", *DAY).code == 0
    assert kravgen("lint", "requirements_library/lokalt.yaml", *DAY).code == 1


def test_a_workspace_hears_only_of_its_own_files(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace)
    result = kravgen("lint", "--as-of", "2099-01-01")
    assert "lokalt.yaml:6:12 KL406 Granskningen skulle ha gjorts senast 2027-06-30." in result.err
    assert result.err.endswith("\n1 fel.\n")


def test_the_same_thing_said_twice_is_found_beside_the_shipped_library(
    workspace: Path, kravgen: Kravgen
) -> None:
    _write(
        workspace,
        "Tjänsten ska visa text på svenska.",
        "Leverantören ska hålla data tillgängliga för hämtning i minst 90 dagar efter avtalets slut.",
    )
    assert "KL601 (varning) Texten är till" in kravgen("lint", *DAY).err


def test_words_of_ones_own(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "Tjänsten ska visa text", "Badhus ska visa fräsig, snabb och moderna text")
    assert "KL105" in kravgen("lint", *DAY).err
    (workspace / "requirements_library" / "egna-ord.yaml").write_text(
        "words:\n  subjects: [Badhus]\n  vague: {fräsig: Ange färg och storlek., modern: Ange årtal.}\n",
        encoding="utf-8",
    )
    result = kravgen("lint", *DAY)
    assert "KL105" not in result.err
    assert 'KL112 "fräsig" går inte att mäta. Ange färg och storlek.' in result.err
    assert 'KL112 "moderna" går inte att mäta. Ange årtal.' in result.err
    assert 'KL112 "snabb" går inte att mäta. Ange en tid' in result.err


def test_the_longest_of_two_entries_that_overlap_is_told_of(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace, "Skärmbild.", "Hur vendor lock-in undviks.")
    result = kravgen("lint", *DAY)
    assert result.err.count("KL116") == 1
    assert 'KL116 (varning) "vendor lock-in" har en svensk motsvarighet. Skriv "inlåsning".' in result.err


def test_a_procurement_with_its_own_requirements(workspace: Path, kravgen: Kravgen) -> None:
    _write(workspace)
    own = (
        BLOCK[BLOCK.index("requirements:") :]
        .replace("LOK-01", "EGET-01")
        .replace("på svenska.\n", "snabbt.\n")
    )
    (workspace / "fall.yaml").write_text(
        CASE.replace("direktupphandling-light", "lokal") + own, encoding="utf-8"
    )
    result = kravgen("lint", "fall.yaml", *DAY)
    assert "fall.yaml:14:11 KL105" not in result.err
    assert 'KL112 "snabbt" går inte att mäta.' in result.err
    assert result.code == 1


def test_a_procurement_on_a_library_that_does_not_hang_together(workspace: Path, kravgen: Kravgen) -> None:
    file = _write(workspace, "    light: true\n", "    light: true\n    replaces: [LOK-99]\n")
    case = CASE.replace("direktupphandling-light", "lokal")
    (workspace / "inkop.yaml").write_text(case, encoding="utf-8")
    result = kravgen("lint", file, "inkop.yaml", *DAY)
    assert 'KG307 "LOK-99" är inte någon annan post av samma slag.' in result.err
    assert result.code == 1


def test_too_many_mandatory_requirements_in_a_light_procurement(workspace: Path, kravgen: Kravgen) -> None:
    entry = BLOCK[BLOCK.index("  - id: LOK-01") :]
    many = "".join(
        entry.replace("LOK-01", f"LOK-{n:02}").replace("Svensk text", f"Text {n}") for n in range(1, 42)
    )
    _write(workspace, entry, many)
    result = kravgen("lint", "fall.yaml", *DAY)
    assert "fall.yaml:1:1 KL701 (varning) Upphandlingen har" in result.err


def test_different_values_in_one_procurement(workspace: Path, kravgen: Kravgen) -> None:
    entry = BLOCK[BLOCK.index("  - id: LOK-01") :]
    parameter = "    parameters: {d: {type: integer, label: tid för svar, unit: dagar, default: 5}}\n"
    twin = entry.replace("visa text på svenska", "svara inom {{ d }} dagar").replace(
        "    light", f"{parameter}    light"
    )
    other = twin.replace("LOK-01", "LOK-02").replace("Svensk text", "Annat svar")
    _write(workspace, entry, twin + other)
    case = CASE.replace("direktupphandling-light", "lokal") + "parameters: {LOK-02: {d: 9}}\n"
    (workspace / "fall.yaml").write_text(case, encoding="utf-8")
    assert (
        'KL702 (varning) "tid för svar" är 9 i LOK-02 och 5 i LOK-01.'
        in kravgen("lint", "fall.yaml", *DAY).err
    )


@pytest.mark.parametrize(
    ("content", "code", "expected"),
    [
        ("block: [", 2, "KG103"),
        ("hej: du\n", 1, "KG205"),
        ("block: nytt\n", 1, "KG202"),
    ],
)
def test_files_that_cannot_be_used(
    workspace: Path, kravgen: Kravgen, content: str, code: int, expected: str
) -> None:
    file = workspace / "losa" / "fil.yaml"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    result = kravgen("lint", "losa/fil.yaml", *DAY)
    assert "losa/fil.yaml:" in result.err
    assert expected in result.err
    assert result.code == code


def test_a_file_that_does_not_exist(kravgen: Kravgen, folder: Path) -> None:
    result = kravgen("lint", "finns-inte.yaml")
    assert "finns-inte.yaml KG101 Filen finns inte." in result.err
    assert result.code == 2


def test_a_repealed_law_on_the_day(workspace: Path, kravgen: Kravgen) -> None:
    _write(
        workspace, "    light: true\n", "    sources: [{source: gamla-lagen, at: 12 §}]\n    light: true\n"
    )
    assert "KL401 Gamla lagen upphävdes 2026-01-15." in kravgen("lint", *DAY).err
    assert "KL401" not in kravgen("lint", "--as-of", "2026-01-14").err
