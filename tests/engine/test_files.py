"""Which files are read, under what names, and what is told about the others."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import Kravgen
from tests.engine.test_texts import TEXT, cell


@pytest.mark.parametrize("file", ["requirements_library/lokalt.yaml", "fall.yaml", "kravgen.yaml"])
def test_marks_of_a_merge_are_named(workspace: Path, kravgen: Kravgen, file: str) -> None:
    with (workspace / file).open("a", encoding="utf-8") as stream:
        stream.write("<<<<<<< HEAD\n# ett\n=======\n# två\n>>>>>>> annan\n")
    line = (workspace / file).read_text(encoding="utf-8").split("\n").index("<<<<<<< HEAD") + 1
    for command in ("validate", "generate"):
        result = kravgen(command, "fall.yaml")
        assert f"{file}:{line}:1 KG108 Raden <<<<<<< HEAD är en konflikt" in result.err


def test_marks_of_a_merge_in_a_template_are_named(workspace: Path, kravgen: Kravgen) -> None:
    folder = workspace / "templates" / "documents"
    folder.mkdir(parents=True)
    front = "---\ndocument: brev\ntitle: Brev\ninstruction: Läs\naudience: public\norder: 1\n---\n"
    (folder / "brev.md.jinja").write_text(f"{front}# A\n\n<<<<<<< HEAD\n", encoding="utf-8")
    assert "templates/documents/brev.md.jinja:10:1 KG108 " in kravgen("validate").err


@pytest.mark.parametrize("ending", [".yml", ".YAML", ".Yml"])
def test_other_spellings_of_the_ending_are_read(workspace: Path, kravgen: Kravgen, ending: str) -> None:
    for name in ("requirements_library/lokalt", "profiles/lokal", "fall"):
        (workspace / f"{name}.yaml").rename(workspace / f"{name}{ending}")
    assert "1 upphandlingar" in kravgen("validate", ".").out
    assert kravgen("generate", f"fall{ending}").code == 0
    assert cell(workspace, "kravtext") == TEXT
    assert kravgen("lint", ".", "--as-of", "2026-11-23").out.endswith("Filer: 3.\n")
    assert (workspace / "fall.lock.json").exists()


def test_a_yml_takes_the_place_of_the_shipped_yaml(workspace: Path, kravgen: Kravgen, shipped: Path) -> None:
    words = (shipped / "requirements_library" / "words.yaml").read_bytes()
    (workspace / "requirements_library" / "words.yml").write_bytes(words)
    assert kravgen("validate").code == 0


def test_two_spellings_of_one_name_are_told(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "requirements_library" / "lokalt.yml").write_text("", encoding="utf-8")
    result = kravgen("validate")
    assert (
        "requirements_library/lokalt.yml:1:1 KG204 Filen requirements_library/lokalt.yaml har samma"
        in result.err
    )


@pytest.mark.parametrize(
    "name",
    [
        *("requirements_library/lokalt.yaml.bak", "requirements_library/eget.yaml.txt", "profiles/egen.json"),
        *("templates/documents/brev.md", "templates/brev.md.docx", "fall2.yaml~"),
    ],
)
def test_a_file_that_is_not_read_is_told(workspace: Path, kravgen: Kravgen, name: str) -> None:
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text("x", encoding="utf-8")
    result = kravgen("validate", ".")
    assert f"{name}:1:1 KG111 (varning) Filen läses inte" in result.err
    assert result.code == 0
    assert kravgen("generate", "fall.yaml").code == 0


def test_what_the_system_keeps_for_itself_is_passed_by(workspace: Path, kravgen: Kravgen) -> None:
    folder = workspace / "requirements_library"
    for name in ("._lokalt.yaml", ".DS_Store", ".git/x.yaml", "__MACOSX/a.yaml", "~$a.yaml", "README.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\x00\x05\x16\x07")
    result = kravgen("validate", ".")
    assert (result.code, result.err) == (0, "")


def test_a_folder_that_is_a_link_is_told(
    workspace: Path, kravgen: Kravgen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("gemensam")
    (workspace / "requirements_library" / "gemensam").symlink_to(elsewhere)
    assert "requirements_library/gemensam:1:1 KG111 (varning) Mappen är en länk" in kravgen("validate").err


def test_decomposed_letters_are_the_same_letters(workspace: Path, kravgen: Kravgen) -> None:
    for file in (*workspace.rglob("*.yaml"),):
        text = file.read_text(encoding="utf-8")
        file.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    assert cell(workspace, "kravtext") == TEXT


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_a_word_template_is_found_by_its_name(
    workspace: Path, kravgen: Kravgen, shipped: Path, written: str, stored: str
) -> None:
    name = "mall på.docx"
    reference = (shipped / "templates" / "styles" / "kravgen.docx").read_bytes()
    (workspace / unicodedata.normalize(stored, name)).write_bytes(reference)
    text = f"reference_document: {unicodedata.normalize(written, name)}\n"
    (workspace / "kravgen.yaml").write_text(text, encoding="utf-8")
    assert kravgen("validate", "fall.yaml").code == 0


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Krav", "KRAV"], "KG204 Bara stora och små bokstäver skiljer namnet"),
        (["Krav", "History"], 'KG203 Excel använder själv namnet "History"'),
        (["Krav", "a" * 32], "KG203 Värdet är längre än 31."),
        (["Krav", "a/b"], 'KG203 "a/b" har fel form.'),
        (["Krav", " "], "har fel form."),
    ],
)
def test_names_that_excel_refuses(workspace: Path, kravgen: Kravgen, names: list[str], told: str) -> None:
    folder = workspace / "templates" / "sheets"
    folder.mkdir(parents=True)
    tables = "".join(f"  - {{name: '{n}', rows: requirements, columns: [nr, krav]}}\n" for n in names)
    head = (
        "sheet: egen\ntitle: Egen\ninstruction: Läs\naudience: public\norder: 1\nformats: [xlsx]\ntables:\n"
    )
    (folder / "egen.yaml").write_text(head + tables, encoding="utf-8")
    result = kravgen("validate")
    assert "templates/sheets/egen.yaml:9:12 " in result.err
    assert told in result.err


def test_a_sum_needs_its_factors(workspace: Path, kravgen: Kravgen) -> None:
    folder = workspace / "templates" / "sheets"
    folder.mkdir(parents=True)
    (folder / "egen.yaml").write_text(
        "sheet: egen\ntitle: Egen\ninstruction: Läs\naudience: public\norder: 1\nformats: [xlsx]\n"
        "tables: [{name: Pris, rows: prices, columns: [rad, summa]}]\n",
        encoding="utf-8",
    )
    assert "egen.yaml:7:52 KG310 Före kolumnen" in kravgen("validate").err


def test_a_file_name_that_is_not_utf8(workspace: Path, kravgen: Kravgen) -> None:
    name = os.fsdecode(b"f\xf6rskola.yaml")
    (workspace / name).write_bytes((workspace / "fall.yaml").read_bytes())
    for command in ("validate", "generate"):
        result = kravgen(command, name)
        assert "f\\xf6rskola.yaml:1:1 KG110 " in result.err
        assert result.code == 2


def test_the_workspace_file_may_end_in_yml(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "kravgen.yaml").rename(workspace / "kravgen.yml")
    assert kravgen("generate", "fall.yaml").code == 0
    (workspace / "kravgen.yaml").touch()
    assert "kravgen.yml:1:1 KG204 " in kravgen("validate").err
