"""What has changed between two packages, as the procurement officer and the lawyer ask it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kravgen.cli import run
from tests.conftest import Kravgen
from tests.word.redline import by_id, resolved
from tests.word.sample import parts


def changed(case: Path, *replacements: tuple[str, str]) -> Path:
    """The procurement with some words exchanged, beside it."""
    text = case.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    other = case.with_name("ny.yaml")
    other.write_text(text, encoding="utf-8")
    return other


@pytest.fixture
def newer(example: Path) -> Path:
    return changed(
        example,
        ("på högst en minut", "på högst två minuter"),
        ('version: "0.3"', 'version: "0.4"'),
        ("date: 2026-11-23", "date: 2026-12-01"),
        ("users_count: 1200", "users_count: 900"),
    )


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_procurement_files_are_compared_and_nothing_is_written(
    example: Path, newer: Path, kravgen: Kravgen
) -> None:
    before = files(example.parent)
    result = kravgen("diff", example, newer)
    assert result.code == 0, result.err
    lines = result.out.splitlines()
    assert lines[0].startswith("Tidigare: E-arkiv som tjänst, version 0.3, 2026-11-23, paket ")
    assert lines[1].startswith("Nu: E-arkiv som tjänst, version 0.4, 2026-12-01, paket ")
    assert "  K2 Sökning efter handling (EARK-02) ändras." in lines
    assert '    Texten: "diarienummer på högst en minut." blir "diarienummer på högst två minuter."' in lines
    assert '  Kravspecifikation, Avtalsvillkor: "Version 0.3" blir "Version 0.4"' in lines
    assert any("1200 användare" in line and "900 användare" in line for line in lines)
    assert lines[-2:] == ["1 krav ändrat, 0 borttagna, 0 nya", "4 andra stycken ändrade, 0 borttagna, 0 nya"]
    assert files(example.parent) == before


def test_decisions_tell_why(example: Path, kravgen: Kravgen) -> None:
    drop = "  - item: SKYDD-01\n    decision: drop\n    because: Ställs i ramavtalet.\n    by: jurist\nrequirements:\n"
    newer = changed(example, ("requirements:\n", drop), ("retrieval_days: 90", "retrieval_days: 75"))
    lines = kravgen("diff", example, newer).out.splitlines()
    dropped = next(line for line in lines if "(SKYDD-01)" in line)
    assert dropped.endswith("utgår. Skälet: beslut (jurist): Ställs i ramavtalet.")
    parameter = next(line for line in lines if "(EXIT-08)" in line)
    assert "ändras. Skälet: " in parameter and "75 dagar i stället för" in parameter
    back = kravgen("diff", newer, example).out
    assert "(SKYDD-01) tillkommer. Skälet: uppgiften" in back


def test_package_folder_manifest_and_procurement_file_are_all_packages(
    example: Path, newer: Path, kravgen: Kravgen
) -> None:
    assert kravgen("generate", example, "-o", "gammalt").code == 0
    assert kravgen("generate", newer, "-o", "nytt").code == 0
    told = {
        kravgen("diff", old, new).out.split("\n", 2)[2]
        for old in ("gammalt", "gammalt/manifest.json", "e-arkiv.yaml")
        for new in ("nytt", "nytt/manifest.json", "ny.yaml")
    }
    assert len(told) == 1


def test_no_difference(example: Path, kravgen: Kravgen) -> None:
    assert kravgen("generate", example, "-o", "paket").code == 0
    result = kravgen("diff", "paket", example)
    assert result.code == 0
    assert result.out.splitlines()[2:] == ["", "Det finns ingen skillnad."]


def test_documents_that_come_and_go(example: Path, kravgen: Kravgen) -> None:
    newer = changed(example, ("personal_data: sensitive", "personal_data: none"))
    out = kravgen("diff", example, newer).out
    assert "(pub-instruktion.docx) utgår." in out
    assert "1 dokument borttaget, 0 nya" in out
    assert "(pub-instruktion.docx) tillkommer. Skälet: uppgiften" in kravgen("diff", newer, example).out


def test_data_for_programs(example: Path, newer: Path, kravgen: Kravgen) -> None:
    result = kravgen("diff", example, newer, "--format", "json")
    assert result.code == 0
    told: dict[str, Any] = json.loads(result.out)
    (item,) = told["items"]
    assert (item["id"], item["change"], list(item["fields"])) == ("EARK-02", "changed", ["text"])
    words = item["fields"]["text"]["words"]
    assert [text for change, text in words if change == "deleted"] == ["en minut"]
    assert "".join(text for change, text in words if change != "deleted") == item["fields"]["text"]["after"]
    assert told["counts"]["requirement"] == {"changed": 1, "gone": 0, "new": 0}
    assert told["after"]["version"] == "0.4"


def test_word_file_with_tracked_changes(example: Path, newer: Path, kravgen: Kravgen) -> None:
    result = kravgen("diff", example, newer, "-o", "andringar.docx")
    assert result.code == 0, result.err
    assert "andringar.docx" in result.out
    content = (example.parent / "andringar.docx").read_bytes()
    root = etree.fromstring(parts(content)["word/document.xml"])
    for accept, words in ((True, "på högst två minuter."), (False, "på högst en minut.")):
        assert by_id(resolved(root, accept))["Krav", "EARK-02"][1][1].endswith(words)
    opened = docx.Document(str(example.parent / "andringar.docx"))
    assert opened.core_properties.subject == "Ändringsmeddelande"
    assert opened.core_properties.created.isoformat().startswith("2026-12-01")
    assert kravgen("diff", example, newer, "--format", "docx", "-o", "igen.docx").code == 0
    assert (example.parent / "igen.docx").read_bytes() == content


def test_word_file_is_swedish_and_on_the_workspaces_own_styles(workspace: Path, kravgen: Kravgen) -> None:
    docx.Document().save(str(workspace / "mall.docx"))
    (workspace / "kravgen.yaml").write_text("reference_document: mall.docx\n", encoding="utf-8")
    newer = changed(workspace / "fall.yaml", ("Enkätverktyg", "Enkäter"))
    assert kravgen("--lang", "en", "diff", "fall.yaml", newer, "-o", "a.docx").code == 0
    opened = docx.Document(str(workspace / "a.docx"))
    assert opened.sections[0].page_width is not None and round(opened.sections[0].page_width.inches, 1) == 8.5
    assert "Jämförelse" in [p.text for p in opened.paragraphs]


def test_a_file_that_is_there_is_never_overwritten(example: Path, kravgen: Kravgen) -> None:
    target = example.parent / "mitt.docx"
    target.write_bytes(b"mina anteckningar")
    result = kravgen("diff", example, example, "-o", "mitt.docx")
    assert result.code == 2
    assert "KG602" in result.err
    assert target.read_bytes() == b"mina anteckningar"


def test_the_result_goes_where_it_is_told(workspace: Path, kravgen: Kravgen) -> None:
    newer = changed(workspace / "fall.yaml", ("Enkätverktyg", "Enkäter"))
    said = kravgen("diff", "fall.yaml", newer).out
    assert kravgen("diff", "fall.yaml", newer, "-o", "andringar.txt").code == 0
    assert (workspace / "andringar.txt").read_text(encoding="utf-8") == said
    result = kravgen("diff", "fall.yaml", newer, "-o", "borta/andringar.txt")
    assert (result.code, "mappen finns inte" in result.err) == (2, True)
    result = kravgen("diff", "fall.yaml", newer, "--format", "docx")
    assert (result.code, "-o" in result.err) == (2, True)


BAD = {
    "borta": "KG101",
    "borta.yaml": "KG101",
    "borta.json": "KG101",
    "tom": "KG702",
    "e-arkiv.lock.json": "KG702",
    "text.json": "KG702",
    "djup.json": "KG702",
    "dokument.docx": "KG702",
    "fel.yaml": "KG201",
    "block.yaml": "KG205",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_compared_is_told(example: Path, kravgen: Kravgen, name: str) -> None:
    folder = example.parent
    (folder / "tom").mkdir()
    (folder / "e-arkiv.lock.json").write_text('{"format": 1, "numbers": {}}', encoding="utf-8")
    (folder / "text.json").write_text("hej", encoding="utf-8")
    (folder / "djup.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "dokument.docx").write_bytes(b"PK")
    (folder / "fel.yaml").write_text(example.read_text(encoding="utf-8") + "fel: 1\n", encoding="utf-8")
    (folder / "block.yaml").write_text("block: a\n", encoding="utf-8")
    result = kravgen("diff", name, example)
    assert result.code == 2
    assert BAD[name] in result.err


def test_both_sides_must_be_there(workspace: Path, kravgen: Kravgen) -> None:
    result = kravgen("diff", "fall.yaml", "borta.yaml")
    assert (result.code, "KG101" in result.err) == (2, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["format", "items", "documents", "procurement", "library", "as_of", "kravgen"]
                ),
                inner,
            )
        ),
    ).map(lambda data: json.dumps(data).encode())
)
def test_no_manifest_makes_it_fall_over(folder: Path, raw: bytes) -> None:
    (folder / "manifest.json").write_bytes(raw)
    assert run(["diff", "manifest.json", "manifest.json"]) == 2
