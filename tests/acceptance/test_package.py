"""The main job: from a procurement file to a package, as the procurement officer does it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

from kravgen import schema
from tests.conftest import ROOT, Kravgen
from tests.reading import files, manifest, taken, words


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "examples").glob("*.yaml")))
def test_example(folder: Path, kravgen: Kravgen, name: str) -> None:
    source = folder / f"{name}.yaml"
    source.write_bytes((ROOT / "examples" / f"{name}.yaml").read_bytes())
    result = kravgen("generate", source)
    assert result.code == 0, result.err
    package = folder / "output" / name
    told = manifest(package)
    Draft202012Validator(schema.load("manifest")).validate(told)
    made = {document["file"] for document in told["documents"]}
    assert made | {"manifest.json"} == files(package).keys()
    for file in made:
        assert file in result.out
        assert file.endswith(".csv") or zipfile.ZipFile(package / file).testzip() is None
    assert all(item["reason"]["kind"] for item in told["items"])
    assert all(item["number"] for item in taken(package).values())


def test_every_mandatory_requirement_has_the_same_number_in_both_documents(package: Path) -> None:
    *read, answers = (
        words(package / f"{name}.docx")
        for name in (
            "kravspecifikation",
            "upphandlingsforeskrifter",
            "servicenivaer",
            "it-sakerhet",
            "svarsbilaga",
        )
    )
    mandatory = [item for item in taken(package).values() if item["kind"] == "ska"]
    assert len(mandatory) > 10
    for item in mandatory:
        # What qualifies a bidder stands with the rules of the procurement, and all else in the specification or in
        # one of the annexes that it leads to.
        cell = f"{item['number']}\nSka\n{item['id']}"
        assert [cell in text for text in read].count(True) == 1, item["id"]
        assert f"{item['number']}\n{item['id']}" in answers


def test_documents_are_swedish_whatever_language_their_maker_reads(
    package: Path, example: Path, kravgen: Kravgen
) -> None:
    assert kravgen("--lang", "en", "generate", example, "-o", "b").code == 0
    documents = list(package.rglob("*.docx"))
    assert len(documents) > 5
    for document in documents:
        assert document.read_bytes() == (example.parent / "b" / document.relative_to(package)).read_bytes()


def test_guidance_stands_once_and_can_be_left_out(package: Path, example: Path, kravgen: Kravgen) -> None:
    notes = [
        comment.text
        for document in package.rglob("*.docx")
        for comment in docx.Document(str(document)).comments
    ]
    assert len(notes) > 10
    assert f"{len(notes)} kommentarer" in kravgen("generate", example, "-o", "a").out
    assert kravgen("generate", example, "-o", "b", "--without-guidance").code == 0
    for document in (example.parent / "b").rglob("*.docx"):
        assert "word/comments.xml" not in zipfile.ZipFile(document).namelist()


def test_manifest_tells_what_each_document_says(package: Path) -> None:
    told, inside = manifest(package), taken(package)
    compared = [document for document in told["documents"] if document["file"].endswith(".docx")]
    sheets = [document for document in told["documents"] if document.get("wording", {}).get("sheets")]
    # Of workbooks those that somebody fills in.
    assert {document["file"] for document in sheets} == {"svarsbilaga-excel.xlsx", "prisbilaga.xlsx"}
    told_of = [*compared, *sheets]
    assert all("wording" not in document for document in told["documents"] if document not in told_of)
    for document in compared:
        text = " ".join(words(package / document["file"]).split())
        assert set(document["wording"]["items"]) <= set(inside)
        assert all(said in text for said in document["wording"]["rest"] if said.startswith("Ett ska-krav"))
        with zipfile.ZipFile(package / document["file"]) as archive:
            assert set(document["parts"]) == set(archive.namelist())
        properties = zipfile.ZipFile(package / document["file"]).read("docProps/custom.xml").decode()
        assert told["fingerprint"] in properties
    terms = next(d for d in told["documents"] if d["id"] == "avtal")
    clauses = {item for item, entry in inside.items() if entry["kind"] == "avtalsvillkor"}
    assert clauses & set(terms["wording"]["items"])
    assert "Sök" in inside["EARK-02"]["title"] and "arkivarie" in inside["EARK-02"]["text"]


def test_a_mention_shows_the_number_of_the_item(package: Path) -> None:
    numbers = {name: item["number"] for name, item in taken(package).items()}
    text = words(package / "kravspecifikation.docx")
    assert f"sätt än genom gallring enligt {numbers['ARK-03']}." in text
    assert f"samma betydelse som i {numbers['VITE-TILL']}." in text


def test_the_value_of_a_requirement_is_called_what_it_is(package: Path) -> None:
    text = words(package / "kravspecifikation.docx")
    assert "Mervärde: Kravet har 6 delar. Var och en som är uppfylld ger prisavdrag" in text


def test_a_new_file_of_any_profile_only_lacks_answers(folder: Path, kravgen: Kravgen) -> None:
    profiles = [profile["id"] for profile in json.loads(kravgen("list", "profiles", "--format", "json").out)]
    assert len(profiles) > 10
    for profile in profiles:
        assert kravgen("new", profile, "--profile", profile).code == 0
    problems = [line for line in kravgen("validate", ".").err.splitlines() if "KG" in line]
    assert all("KG501" in problem for problem in problems), problems
    assert {problem.partition(":")[0] for problem in problems} == {f"{profile}.yaml" for profile in profiles}
    assert "delivery_model: telecom\n" in (folder / "telekom.yaml").read_text(encoding="utf-8")
    assert "development: false\n" in (folder / "telekom.yaml").read_text(encoding="utf-8")
