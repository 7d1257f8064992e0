"""The main job: from a procurement file to a package, as the procurement officer does it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator

from kravgen import schema
from tests.conftest import ROOT, Kravgen


def _manifest(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def _words(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("name", ["e-arkiv", "enkatverktyg"])
def test_example(folder: Path, kravgen: Kravgen, name: str) -> None:
    source = folder / f"{name}.yaml"
    source.write_bytes((ROOT / "examples" / f"{name}.yaml").read_bytes())
    result = kravgen("generate", source)
    assert result.code == 0, result.err
    package = folder / "output" / name
    manifest = _manifest(package)
    Draft202012Validator(schema.load("manifest")).validate(manifest)
    made = {document["file"] for document in manifest["documents"]}
    assert made | {"manifest.json"} == {path.name for path in package.iterdir()}
    for file in made:
        assert file in result.out
        assert file.endswith(".csv") or zipfile.ZipFile(package / file).testzip() is None
    assert all(item["reason"]["kind"] for item in manifest["items"])
    assert all(item["number"] for item in manifest["items"] if item["decision"] != "dropped")


def test_every_mandatory_requirement_has_the_same_number_in_both_documents(
    example: Path, kravgen: Kravgen
) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    specification, answers = (
        _words(package / f"{name}.docx") for name in ("kravspecifikation", "svarsbilaga")
    )
    mandatory = [i for i in _manifest(package)["items"] if i["kind"] == "ska" and i["decision"] != "dropped"]
    assert len(mandatory) > 10
    for item in mandatory:
        cell = f"{item['number']}\n{item['id']}"
        assert cell in specification
        assert cell in answers


def test_same_input_same_bytes(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example, "-o", "a").code == 0
    assert kravgen("generate", example, "-o", "b").code == 0
    first = {path.name: path.read_bytes() for path in (example.parent / "a").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (example.parent / "b").iterdir()}


def test_documents_are_swedish_whatever_language_their_maker_reads(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example, "-o", "a").code == 0
    assert kravgen("--lang", "en", "generate", example, "-o", "b").code == 0
    for document in (example.parent / "a").glob("*.docx"):
        assert document.read_bytes() == (example.parent / "b" / document.name).read_bytes()


def test_guidance_stands_once_and_can_be_left_out(example: Path, kravgen: Kravgen) -> None:
    result = kravgen("generate", example, "-o", "a")
    notes = [
        comment.text
        for document in (example.parent / "a").glob("*.docx")
        for comment in docx.Document(str(document)).comments
    ]
    assert len(notes) > 10
    assert f"{len(notes)} kommentarer" in result.out
    assert kravgen("generate", example, "-o", "b", "--without-guidance").code == 0
    for document in (example.parent / "b").glob("*.docx"):
        assert "word/comments.xml" not in zipfile.ZipFile(document).namelist()


def test_manifest_tells_what_each_document_says(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    manifest = _manifest(package)
    taken = {item["id"]: item for item in manifest["items"] if item["decision"] != "dropped"}
    compared = [document for document in manifest["documents"] if document["file"].endswith(".docx")]
    assert all("wording" not in document for document in manifest["documents"] if document not in compared)
    for document in compared:
        words = " ".join(_words(package / document["file"]).split())
        assert set(document["wording"]["items"]) <= set(taken)
        assert all(text in words for text in document["wording"]["rest"] if text.startswith("Ett ska-krav"))
        with zipfile.ZipFile(package / document["file"]) as archive:
            assert set(document["parts"]) == set(archive.namelist())
        properties = zipfile.ZipFile(package / document["file"]).read("docProps/custom.xml").decode()
        assert manifest["fingerprint"] in properties
    terms = next(d for d in manifest["documents"] if d["id"] == "avtalsvillkor")
    clauses = {item for item, entry in taken.items() if entry["kind"] == "avtalsvillkor"}
    assert clauses & set(terms["wording"]["items"])
    assert "Sök" in taken["EARK-02"]["title"] and "arkivarie" in taken["EARK-02"]["text"]


@pytest.mark.parametrize("first", [True, False])
def test_what_is_bought_stands_before_what_every_purchase_has(
    workspace: Path, kravgen: Kravgen, first: bool
) -> None:
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(block.read_text(encoding="utf-8") + f"subject: {str(first).lower()}\n", encoding="utf-8")
    assert kravgen("generate", "fall.yaml").code == 0
    taken = _manifest(workspace / "output" / "fall")["items"]
    requirements = [item["id"] for item in taken if item.get("number", "").startswith("K")]
    assert (requirements.index("LOK-01") < requirements.index("TILL-01")) is first
    clauses = [item["id"] for item in taken if item.get("number", "").startswith("A")]
    assert clauses[0].startswith("AVT-")


def test_numbers_do_not_move(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    before = {item["id"]: item.get("number") for item in _manifest(package)["items"]}
    text = example.read_text(encoding="utf-8")
    first = text.index("  - id: EARK-01")
    moved = text[:first] + text[text.index("  - id: EARK-02") :].replace("EARK-03", "EARK-04", 1)
    example.write_text(moved, encoding="utf-8")
    assert kravgen("generate", example).code == 0
    after = {item["id"]: item.get("number") for item in _manifest(package)["items"]}
    assert "EARK-01" not in after
    assert after["EARK-04"] not in before.values()
    assert all(after[name] == number for name, number in before.items() if after.get(name))
    example.write_text(text, encoding="utf-8")
    assert kravgen("generate", example).code == 0
    assert {item["id"]: item.get("number") for item in _manifest(package)["items"]} == before


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
    assert "900 användare" in _words(package / "kravspecifikation.ny.docx")
    assert (package / "anteckningar.txt").read_text(encoding="utf-8") == "mina"
    assert kravgen("generate", example).code == 0
    assert edited.read_bytes().endswith(b"min text")


def test_a_gap_is_visible_and_counted(example: Path, kravgen: Kravgen) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("reference_number: KS 2026/0412\n", ""), encoding="utf-8")
    result = kravgen("generate", example)
    package = example.parent / "output" / "e-arkiv"
    assert "[FYLL I: diarienummer]" in _words(package / "kravspecifikation.docx")
    gaps = [gap for gap in _manifest(package)["gaps"] if gap["what"] == "diarienummer"]
    assert {gap["document"] for gap in gaps} == {d["id"] for d in _manifest(package)["documents"]}
    assert "diarienummer" in result.out


def test_a_mention_shows_the_number_of_the_item(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    package = example.parent / "output" / "e-arkiv"
    numbers = {item["id"]: item.get("number") for item in _manifest(package)["items"]}
    words = _words(package / "kravspecifikation.docx")
    assert f"från kravet {numbers['TILL-01']} senast" in words
    assert f"samma betydelse som i {numbers['VITE-TILL']}." in words


def test_the_value_of_a_requirement_is_called_what_it_is(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example).code == 0
    words = _words(example.parent / "output" / "e-arkiv" / "kravspecifikation.docx")
    assert "Mervärde: Varje uppfyllt kriterium ger prisavdrag" in words


def test_own_reference_document(workspace: Path, kravgen: Kravgen) -> None:
    docx.Document().save(str(workspace / "mall.docx"))
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert result.code == 0, result.err
    assert "LOK-01" in _words(workspace / "output" / "fall" / "kravspecifikation-light.docx")


def test_reference_document_that_is_no_word_file(workspace: Path, kravgen: Kravgen) -> None:
    (workspace / "mall.docx").write_text("hej", encoding="utf-8")
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    result = kravgen("generate", "fall.yaml")
    assert "KG603" in result.err
    assert result.code == 1
    assert not (workspace / "output").exists()


def test_a_new_file_of_any_profile_only_lacks_answers(folder: Path, kravgen: Kravgen) -> None:
    profiles = [profile["id"] for profile in json.loads(kravgen("list", "profiles", "--format", "json").out)]
    for profile in profiles:
        assert kravgen("new", profile, "--profile", profile).code == 0
        problems = [line for line in kravgen("validate", f"{profile}.yaml").err.splitlines() if "KG" in line]
        assert all("KG501" in problem for problem in problems), (profile, problems)
    assert "delivery_model: telecom\n" in (folder / "telekom.yaml").read_text(encoding="utf-8")
    assert "development: false\n" in (folder / "telekom.yaml").read_text(encoding="utf-8")


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
    assert "# purpose:  # vad som ska köpas och varför, i några meningar" in text
