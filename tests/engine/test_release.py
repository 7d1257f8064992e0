"""Versions of a library: every change is told, in words for everybody and for contracts that are signed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from docx import Document

from tests.conftest import Kravgen

BLOCK = """\
block: lokalt
title: Lokala krav
covers: Egna krav.
does_not_cover: Allt annat.
owner: upphandlare
review_by: 2030-06-30
requirements:
  - id: LOK-1
    title: Svar i tid
    kind: ska
    text: Leverantören ska svara utan dröjsmål.
    phase: drift
    motive: Frågor får svar.
    evidence: Rutin.
    test: {method: granskning, accept: Rutinen finns.}
  - id: LOK-2
    title: Möte
    kind: ska
    text: Leverantören ska delta i möten.
    phase: drift
    motive: Avtalet följs upp.
    evidence: Rutin.
    test: {method: granskning, accept: Rutinen finns.}
"""
NEWS = """\
news: Leverantören svarar inom 12 timmar. Tidigare stod det utan dröjsmål.
items: [LOK-1]
because: En tid går att följa upp.
contracts: Leverantören ska svara inom 12 timmar.
"""


@pytest.fixture
def library(workspace: Path, kravgen: Kravgen) -> Path:
    """A workspace with a block and a first version of it."""
    (workspace / "requirements_library" / "lokalt.yaml").write_text(BLOCK, encoding="utf-8")
    assert kravgen("release", "1.9").code == 0
    return workspace


def change(library: Path) -> None:
    """Change one item and take another out."""
    text = BLOCK.replace("utan dröjsmål", "inom 12 timmar")
    (library / "requirements_library" / "lokalt.yaml").write_text(text, encoding="utf-8")


def news(library: Path, name: str, text: str) -> Path:
    """Write news that are in no version yet."""
    folder = library / "changelog" / "unreleased"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_change_without_news_stops_a_version_and_is_told_at_the_item(
    library: Path, kravgen: Kravgen
) -> None:
    change(library)
    for arguments in ((), ("1.10",)):
        result = kravgen("release", *arguments)
        assert result.code == 1
        assert "lokalt.yaml:8:9 KG691 LOK-1 är ändrad sedan 1.9, men ingen nyhet säger hur." in result.err
        assert "LOK-2" not in result.err
    assert [path.name for path in (library / "changelog").iterdir()] == ["1.9.yaml"]


def test_a_version_tells_everybody_what_is_new(library: Path, kravgen: Kravgen) -> None:
    change(library)
    written = news(library, "svar.yaml", NEWS)
    assert kravgen("release").out == "Alla ändringar sedan 1.9 har en nyhet.\n"
    result = kravgen("release", "1.10", "-o", library / "ut")
    assert result.code == 0, result.err
    assert "# Kravbiblioteket 1.10" in result.out
    assert "- **LOK-1 Svar i tid.** Leverantören svarar inom 12 timmar." in result.out
    assert "Poster som är granskade i sin nya lydelse: 0 av 1." in result.out
    kept = yaml.safe_load((library / "changelog" / "1.10.yaml").read_text(encoding="utf-8"))
    assert kept["news"][0]["contracts"] == "Leverantören ska svara inom 12 timmar."
    assert set(kept["fingerprints"]) >= {"LOK-1", "LOK-2"}
    assert not written.exists()
    # What has been told is told: the next version begins anew.
    assert kravgen("release").out == "Alla ändringar sedan 1.10 har en nyhet.\n"


def test_contracts_get_the_new_wording_with_gaps_for_what_nobody_knows(
    library: Path, kravgen: Kravgen
) -> None:
    change(library)
    news(library, "svar.yaml", NEWS)
    assert kravgen("release", "2.0", "-o", library / "ut").code == 0
    document = Document(str(library / "ut" / "tillaggsavtal.docx"))
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    assert "Leverantören ska svara inom 12 timmar." in cells
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert words.count("[FYLL I") == 4
    result = kravgen("check", library / "ut" / "tillaggsavtal.docx", library / "ut" / "nyheter.docx")
    assert result.code == 0, result.out + result.err


def test_without_news_for_contracts_there_is_no_text_for_them(library: Path, kravgen: Kravgen) -> None:
    change(library)
    news(library, "svar.yaml", NEWS.rsplit("contracts", 1)[0])
    assert kravgen("release", "2.0", "-o", library / "ut").code == 0
    assert [path.name for path in (library / "ut").iterdir()] == ["nyheter.docx"]


def test_new_and_gone_items_are_changes_too(library: Path, kravgen: Kravgen) -> None:
    text = BLOCK.replace("LOK-2", "LOK-3")
    (library / "requirements_library" / "lokalt.yaml").write_text(text, encoding="utf-8")
    result = kravgen("release", "2.0")
    assert "KG691 LOK-3 är ny sedan 1.9" in result.err
    assert "1.9.yaml:2:10 KG691 LOK-2 är borttagen sedan 1.9" in result.err
    news(
        library,
        "a.yaml",
        NEWS.replace("[LOK-1]", "[LOK-2, LOK-3]").replace("contracts: L", "contracts: Att l"),
    )
    assert kravgen("release", "2.0").code == 0


def test_everything_that_is_wrong_is_told_at_once(library: Path, kravgen: Kravgen) -> None:
    change(library)
    news(library, "fel.yaml", NEWS.replace("[LOK-1]", "[LOK-2, LOK-11]"))
    result = kravgen("release", "1.9.0")
    assert result.code == 1
    for told in (
        "KG691 LOK-1 är ändrad",
        "fel.yaml:2:9 KG692 LOK-2 är inte ändrad sedan 1.9",
        'fel.yaml:2:16 KG692 Biblioteket har ingen post LOK-11. Menade du "LOK-1"',
        "KG694 1.9.0 kommer inte efter 1.9",
    ):
        assert told in result.err
    assert not (library / "changelog" / "1.9.0.yaml").exists()


def test_news_that_a_killed_run_left_are_not_told_twice(library: Path, kravgen: Kravgen) -> None:
    change(library)
    news(library, "svar.yaml", NEWS)
    assert kravgen("release", "1.10").code == 0
    news(library, "svar.yaml", NEWS)
    result = kravgen("release", "1.11")
    assert result.code == 1
    assert "svar.yaml:1:7 KG693 Nyheten står redan i 1.10. Ta bort filen." in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("nästa",), "siffror med punkt emellan"), (("-o", "ut"), "vilken version")],
)
def test_a_version_is_a_number_and_is_given(
    library: Path, kravgen: Kravgen, arguments: tuple[str, ...], told: str
) -> None:
    result = kravgen("release", *arguments)
    assert result.code == 2
    assert told in result.err


def test_a_file_that_is_no_news_is_told_with_its_place(library: Path, kravgen: Kravgen) -> None:
    news(library, "fel.yaml", "news: Något är annorlunda nu.\nitem: [LOK-1]\n")
    result = kravgen("release")
    assert result.code == 1
    assert "fel.yaml:2:1 KG201" in result.err


def test_outside_a_workspace_there_is_nothing_to_make_a_version_of(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("release", "1.0")
    assert result.code == 2
    assert "KG675" in result.err


def test_the_handbook_tells_the_news_at_the_item(library: Path, kravgen: Kravgen) -> None:
    change(library)
    news(library, "svar.yaml", NEWS)
    assert kravgen("release", "1.10").code == 0
    assert kravgen("site", "-o", library / "handbok").code == 0
    for page in ("nyheter.html", "krav/LOK-1.html"):
        assert "Tidigare stod det utan dröjsmål." in (library / "handbok" / page).read_text(encoding="utf-8")
    assert "Tidigare stod" not in (library / "handbok" / "krav" / "LOK-2.html").read_text(encoding="utf-8")
