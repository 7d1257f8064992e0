"""What is shipped has been reviewed by nobody, and every package says so."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from kravgen import yamlfile
from kravgen.content import Content
from tests.conftest import CASE, ROOT, Kravgen

SAID = "posterna ur kravbiblioteket är granskad."


def words(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_nothing_is_shipped_as_reviewed(content: Content) -> None:
    file = yamlfile.read(ROOT / "requirements_library" / "reviews.yaml")
    assert file.data == {"reviews": None}
    assert content.library.reviews == ()


def test_every_block_is_for_a_lawyer_and_its_owner_to_review(content: Content) -> None:
    for block in content.library.blocks.values():
        assert {"kommunjurist", block.owner} == set(block.reviewed_by), block.id


def test_an_internal_document_says_that_nobody_has(package: Path) -> None:
    assert SAID in words(package / "internt" / "beslutslogg.docx")
    public = [words(file) for file in package.glob("*.docx")]
    assert public and not any(SAID in text for text in public)


def test_so_does_that_of_a_direct_purchase(kravgen: Kravgen, folder: Path) -> None:
    (folder / "fall.yaml").write_text(CASE, encoding="utf-8")
    told = kravgen("generate", "fall.yaml", "-o", "ut")
    assert told.code == 0 and SAID in told.out
    assert SAID in words(folder / "ut" / "internt" / "lathund.docx")
