"""From a procurement file to a package again and again: what moves, what stays and what is never overwritten."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.conftest import Kravgen
from tests.reading import files, manifest, taken, words


def test_same_input_same_bytes(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example, "-o", "a").code == 0
    assert kravgen("generate", example, "-o", "b").code == 0
    assert files(example.parent / "a") == files(example.parent / "b")


@pytest.mark.parametrize("first", [True, False])
def test_what_is_bought_stands_before_what_every_purchase_has(
    workspace: Path, kravgen: Kravgen, first: bool
) -> None:
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(block.read_text(encoding="utf-8") + f"subject: {str(first).lower()}\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    items = taken(workspace / "output" / "fall").values()
    requirements = [item["id"] for item in items if item.get("number", "").startswith("K")]
    assert (requirements.index("LOK-01") < requirements.index("AVT-KRAV")) is first
    clauses = [item["id"] for item in items if item.get("number", "").startswith("A")]
    assert clauses[0].startswith("AVT-")


def test_numbers_do_not_move(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    before = {item["id"]: item.get("number") for item in manifest(package)["items"]}
    text = example.read_text(encoding="utf-8")
    first = text.index("  - id: EARK-01")
    moved = text[:first] + text[text.index("  - id: EARK-02") :].replace("EARK-03", "EARK-04", 1)
    example.write_text(moved, encoding="utf-8")
    assert kravgen("generate", example).code == 0
    after = {item["id"]: item.get("number") for item in manifest(package)["items"]}
    assert "EARK-01" not in after
    assert after["EARK-04"] not in before.values()
    assert all(after[name] == number for name, number in before.items() if after.get(name))
    example.write_text(text, encoding="utf-8")
    assert kravgen("generate", example).code == 0
    assert {item["id"]: item.get("number") for item in manifest(package)["items"]} == before


def test_an_edited_file_is_left_alone(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    edited = package / "kravspecifikation.docx"
    edited.write_bytes(edited.read_bytes() + b"min text")
    (package / "anteckningar.txt").write_text("mina", encoding="utf-8")
    example.write_text(example.read_text(encoding="utf-8").replace("users_count: 1200", "users_count: 900"))
    result = kravgen("generate", example)
    assert result.code == 0
    assert "kravspecifikation.docx" in result.out
    assert "kravspecifikation.ny.docx" in result.out
    assert edited.read_bytes().endswith(b"min text")
    assert "900 användare" in words(package / "kravspecifikation.ny.docx")
    assert (package / "anteckningar.txt").read_text(encoding="utf-8") == "mina"
    assert kravgen("generate", example).code == 0
    assert edited.read_bytes().endswith(b"min text")


def test_a_gap_is_visible_and_counted(example: Path, kravgen: Kravgen) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("reference_number: KS 2026/0412\n", ""), encoding="utf-8")
    result = kravgen("generate", example)
    package = example.parent / "output" / "e-arkiv"
    assert "[FYLL I: diarienummer]" in words(package / "kravspecifikation.docx")
    gaps = [gap for gap in manifest(package)["gaps"] if gap["what"] == "diarienummer"]
    assert {gap["document"] for gap in gaps} == {d["id"] for d in manifest(package)["documents"]}
    assert "diarienummer" in result.out


def test_own_reference_document(workspace: Path, kravgen: Kravgen) -> None:
    docx.Document().save(str(workspace / "mall.docx"))
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0, result.err
    assert "LOK-01" in words(workspace / "output" / "fall" / "kravspecifikation-light.docx")


def test_reference_document_that_is_no_word_file(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "mall.docx").write_text("hej", encoding="utf-8")
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "KG603" in result.err
    assert result.code == 1
    assert not (workspace / "output").exists()


def test_new_file_can_be_validated_and_is_never_overwritten(folder: Path, kravgen: Kravgen) -> None:
    assert kravgen("new", "inkop", "--profile", "direktupphandling-light").code == 0
    content = (folder / "inkop.yaml").read_bytes()
    again = kravgen("new", "inkop", "--profile", "direktupphandling-light")
    assert again.code == 2
    assert "KG602" in again.err
    assert (folder / "inkop.yaml").read_bytes() == content
    checked = kravgen("validate", "inkop.yaml")
    assert checked.code == 1
    assert set(checked.err.split()) & {"KG501"} and "KG2" not in checked.err
    text = content.decode()
    assert "title: Upphandlingens namn" in text
    assert "# vad som ska köpas och varför, i några meningar\n# purpose:\n" in text
