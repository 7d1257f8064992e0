"""``generate --pdf`` on what is shipped: an accessible PDF beside each Word file."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.conftest import Kravgen
from tests.external import need
from tests.reading import manifest


def test_each_word_file_has_a_tagged_pdf(example: Path, kravgen: Kravgen) -> None:
    need("soffice")
    result = kravgen("generate", example, "--pdf", "-o", "paket")
    assert result.code == 0, result.err
    package = example.parent / "paket"
    pages = sorted(package.rglob("*.pdf"))
    assert pages == sorted(path.with_suffix(".pdf") for path in package.rglob("*.docx"))
    assert len(pages) > 10
    titles = set()
    for page in pages:
        with pikepdf.open(page) as file:
            assert str(file.Root.Lang) == "sv-SE"
            assert bool(file.Root.MarkInfo.Marked)
            assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
            titles.add(str(file.docinfo["/Title"]))
            assert str(file.docinfo["/CreationDate"]) == "D:20261123000000Z"
            with file.open_metadata(update_docinfo=False) as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert metadata["dc:title"] == str(file.docinfo["/Title"])
            assert all(page.get("/Tabs") == "/S" for page in file.pages if "/Annots" in page)
    assert "Kravspecifikation – E-arkiv som tjänst" in titles
    assert len(titles) == len(pages), "who has several open could not tell them apart"
    told = manifest(package)
    assert set(pages) < {package / document["file"] for document in told["documents"]}
    # A gap is told once, though it stands in two files.
    assert len([gap for gap in told["gaps"] if gap["what"] == "testmiljö"]) == 1
