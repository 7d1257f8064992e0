"""What a draft is read into: its words as they will stand, and places that a reader finds."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Kravgen, Result
from tests.drafts.building import (
    boxed,
    deleted,
    draft,
    end_deleted,
    inserted,
    moved_away,
    numbered_headings,
    saved,
)

DAY = ("--as-of", "2026-11-23")
VAGUE = "Tjänsten ska vara användarvänlig."


def _rows(result: Result) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(result.out)
    return rows


def _places(kravgen: Kravgen, file: str, code: str = "KL112") -> list[str]:
    rows = _rows(kravgen("lint", file, "--format", "json", *DAY))
    return [str(row["where"]) for row in rows if row["code"] == code]


def test_places_in_word(folder: Path, kravgen: Kravgen) -> None:
    made = draft(
        "# Krav",
        "Inledning.",
        "## Säkerhet",
        "Tjänsten ska visa text på svenska.",
        VAGUE,
        "1. Tjänsten ska visa text på finska.",
        f"1. {VAGUE}",
        [["Nr", "Krav", "Typ"], ["K1", "Tjänsten ska visa tid.", "Ska"], ["K2", VAGUE, "Ska"]],
    )
    numbered_headings(made)
    saved(made, folder / "utkast.docx")
    assert _places(kravgen, "utkast.docx") == [
        "1 Krav › 1.1 Säkerhet, stycke 2",
        "1 Krav › 1.1 Säkerhet, stycke 4, nr 2.",
        "1 Krav › 1.1 Säkerhet, tabell 1, rad 3, kolumn ”Krav”, nr K2",
    ]


def test_tracked_changes_are_judged_as_accepted_and_told(folder: Path, kravgen: Kravgen) -> None:
    made = draft(
        "Tjänsten ska vara ", "Tjänsten ska visa tid.", "Tjänsten ska vara", "användarvänlig för alla."
    )
    first, second, third, _fourth = made.paragraphs
    inserted(first, "användarvänlig.")
    deleted(second, " Tjänsten ska vara modern.")
    moved_away(second, " Tjänsten ska vara smidig.")
    end_deleted(third)
    third.add_run(" ")
    saved(made, folder / "utkast.docx")
    result = kravgen("lint", "utkast.docx", *DAY)
    assert "KL622 (varning) I utkastet finns 4 spårade ändringar." in result.err
    assert "modern" not in result.err and "smidig" not in result.err
    assert result.err.count("användarvänlig") == 2
    assert "(stycke 3) KL112" in result.err


def test_boxes_headers_and_what_is_hidden_from_view(folder: Path, kravgen: Kravgen) -> None:
    made = draft("# Krav", "Här hänger en ruta.")
    boxed(made.paragraphs[1], VAGUE)
    made.sections[0].header.paragraphs[0].text = VAGUE
    saved(made, folder / "utkast.docx")
    assert _places(kravgen, "utkast.docx") == ["Krav, textruta", "sidhuvudet"]


def test_markdown_and_text_know_lines_and_columns(folder: Path, kravgen: Kravgen) -> None:
    (folder / "utkast.md").write_text(
        f"---\ntitel: Tjänsten ska vara modern.\n---\n# Krav\n\nEn text som är\nbruten. {VAGUE}\n\n```\n{VAGUE}\n```\n\n"
        f"| Nr | Krav |\n|---|---|\n| K1 | {VAGUE} |\n\n- {VAGUE}\n",
        encoding="utf-8",
    )
    rows = _rows(kravgen("lint", "utkast.md", "--format", "json", *DAY))
    found = [(row["line"], row["column"], row["where"]) for row in rows if row["code"] == "KL112"]
    assert found == [
        (7, 27, "Krav, stycke 1"),
        (15, 26, "Krav, tabell 1, rad 2, kolumn ”Krav”, nr K1"),
        (17, 21, "Krav, stycke 2"),
    ]
    (folder / "utkast.txt").write_bytes(f"1 Krav\r\n\r\n1.1 Tjänsten ska visa\r\ntid. {VAGUE}\r\n".encode())
    rows = _rows(kravgen("lint", "utkast.txt", "--format", "json", *DAY))
    assert [(row["line"], row["column"], row["where"]) for row in rows if row["code"] == "KL112"] == [
        (4, 24, "1 Krav, stycke 1, nr 1.1")
    ]


def test_points_have_the_verb_of_the_sentence_before_them(folder: Path, kravgen: Kravgen) -> None:
    (folder / "utkast.md").write_text(
        "Tjänsten ska:\n\n- fungera i Microsoft Teams\n- vara användarvänlig\n\nDetta är bra:\n\n- Microsoft Teams\n",
        encoding="utf-8",
    )
    rows = _rows(kravgen("lint", "utkast.md", "--format", "json", *DAY))
    assert [(row["code"], row["line"]) for row in rows] == [("KL201", 3), ("KL112", 4)]


def test_a_fine_may_be_told_in_several_paragraphs(folder: Path, kravgen: Kravgen) -> None:
    fine = "# Avtal\n\nLeverantören betalar vite när en rapport är försenad.\n\n"
    (folder / "utkast.md").write_text(fine, encoding="utf-8")
    assert "KL505 Vitet saknar hur det räknas, ett tak." in kravgen("lint", "utkast.md", *DAY).err
    rest = "Vitet är 5 000 kronor för varje påbörjad vecka.\n\nVitet är sammanlagt högst 50 000 kronor.\n"
    (folder / "utkast.md").write_text(fine + rest, encoding="utf-8")
    assert "KL505" not in kravgen("lint", "utkast.md", *DAY).err


def test_workbooks(folder: Path, kravgen: Kravgen) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Krav"
    for row in (["Nr", "Krav", "Typ"], ["K1", VAGUE, "Ska"], ["K2", "=A1", "Ska"]):
        sheet.append(row)
    book.save(folder / "krav.xlsx")
    assert _places(kravgen, "krav.xlsx") == ["blad ”Krav”, cell B2, nr K1"]


def test_opendocument(folder: Path, kravgen: Kravgen) -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    )
    text = (
        f'<office:document-content {names}><office:automatic-styles><text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/></text:list-style>'
        "</office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region>"
        f"<text:deletion><text:p>{VAGUE}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Krav</text:h><text:p>Text<text:note><text:note-body>'
        f"<text:p>{VAGUE}</text:p></text:note-body></text:note></text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>Tjänsten ska visa tid.</text:p></text:list-item>'
        f"<text:list-item><text:p>{VAGUE}</text:p></text:list-item></text:list>"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "utkast.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", text)
    assert _places(kravgen, "utkast.odt") == ["fotnot 1", "Krav, stycke 3, nr b)"]
    assert "1 spårad ändring" in kravgen("lint", "utkast.odt", *DAY).err


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("krav.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "skyddad med lösenord"),
        ("krav.docx", b"%PDF-1.7 inget", "inget Word-dokument"),
        ("krav.docx", b"", "filen är tom"),
        ("krav.txt", b"\xd0\xcf\x11\xe0 \x00\x00", "den är ingen text"),
        (
            "krav.txt",
            "Tjänsten ska vara öppen.".encode("latin-1"),
            "krav.txt:1:3 KL621 Filen är inte text i UTF-8.",
        ),
        ("krav.txt", "Krav".encode("utf-16"), "UTF-16"),
        ("krav.md", b"", "filen är tom"),
        ("krav.odt", b"PK\x03\x04 trasig", "OpenDocument"),
        ("krav.pdf", b"%PDF-1.7", "namnet har en ändelse som inte läses"),
        ("krav.xlsx", b"PK\x03\x04 trasig", "KL621"),
    ],
)
def test_bad_files_are_told_and_stop_no_other(
    folder: Path, kravgen: Kravgen, name: str, content: bytes, told: str
) -> None:
    (folder / name).write_bytes(content)
    (folder / "bra.md").write_text(VAGUE, encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    result = kravgen("lint", name, "bra.md", *DAY)
    assert told in result.err and "KL621" in result.err and name in result.err
    assert "bra.md:1:19 (stycke 1) KL112" in result.err
    assert result.code == 2
    assert sorted(path.name for path in folder.iterdir()) == before


def test_large_files_and_bombs_are_refused_before_they_are_unpacked(folder: Path, kravgen: Kravgen) -> None:
    with (folder / "stor.docx").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (60 * 1024 * 1024))
    result = kravgen("lint", "stor.docx", "bomb.docx", *DAY)
    assert {line.split(" ")[0] for line in result.err.splitlines() if "KL621" in line} == {
        "stor.docx",
        "bomb.docx",
    }
    assert "för stor" in result.err and "större än 20 MB" in result.err and result.code == 2


def test_a_file_that_is_not_there(folder: Path, kravgen: Kravgen) -> None:
    result = kravgen("lint", "finns-inte.docx", *DAY)
    assert "finns-inte.docx KL621" in result.err and result.code == 2


def test_folders(folder: Path, kravgen: Kravgen) -> None:
    (folder / "tom").mkdir()
    result = kravgen("lint", "tom", *DAY)
    assert "tom KL624 I mappen finns inget som går att granska." in result.err and result.code == 1
    (folder / "bilder").mkdir()
    (folder / "bilder" / "bild.png").write_bytes(b"x")
    result = kravgen("lint", "bilder", *DAY)
    assert "Inte granskat: bild.png." in result.err and "KL624" in result.err and result.code == 1
    (folder / "bilder" / "krav.md").write_text("Tjänsten ska visa tid.", encoding="utf-8")
    result = kravgen("lint", "bilder", *DAY)
    assert "Inte granskat: bild.png." in result.err and result.code == 0
    assert result.out == "Inget att anmärka på. Poster: 0. Texter i utkast: 1. Filer: 1.\n"


def test_sarif_tells_line_or_place_in_words(folder: Path, kravgen: Kravgen) -> None:
    saved(draft("# Krav", VAGUE), folder / "mitt utkast.docx")
    (folder / "krav.md").write_text(VAGUE, encoding="utf-8")
    result = kravgen("lint", "mitt utkast.docx", "krav.md", "--format", "sarif", *DAY)
    (run,) = json.loads(result.out)["runs"]
    word, plain = (one["locations"][0] for one in run["results"])
    assert word["physicalLocation"] == {"artifactLocation": {"uri": "mitt%20utkast.docx"}}
    assert word["logicalLocations"] == [{"fullyQualifiedName": "Krav, stycke 1"}]
    assert plain["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 19}
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "KL112"


def test_github_tells_the_place_in_words(folder: Path, kravgen: Kravgen) -> None:
    saved(draft("# Krav", VAGUE), folder / "utkast.docx")
    told = kravgen("lint", "utkast.docx", "--format", "github", *DAY).out
    assert told.startswith("::error file=utkast.docx,title=KL112::Krav, stycke 1: ")
