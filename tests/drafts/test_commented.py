"""A copy of a draft in Word with a comment at each place, and the draft as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx

from tests.conftest import Kravgen
from tests.drafts.building import boxed, draft, saved

DAY = ("--as-of", "2026-11-23")
VAGUE = "Tjänsten ska vara användarvänlig."


def test_comments_stand_at_the_places(folder: Path, kravgen: Kravgen) -> None:
    made = draft(
        "# Krav", "Tjänsten ska visa tid.", VAGUE, [["Nr", "Text"], ["K1", "Tjänsten ska vara modern."]]
    )
    boxed(made.paragraphs[1], "Tjänsten ska vara snabb.")
    made.sections[0].header.paragraphs[0].text = "Tjänsten ska vara smidig."
    path = saved(made, folder / "utkast.docx")
    before = path.read_bytes()
    sound = kravgen("check", "utkast.docx").err
    result = kravgen("lint", "utkast.docx", "-o", "kommenterad.docx", *DAY)
    assert result.code == 1 and "kommenterad.docx" in result.err
    assert path.read_bytes() == before
    copy = docx.Document(str(folder / "kommenterad.docx"))
    told = {
        paragraph.text: [comment.text for comment in copy.comments if _is_on(comment.comment_id, paragraph)]
        for paragraph in (
            *copy.paragraphs,
            *(p for row in copy.tables[0].rows for p in row.cells[1].paragraphs),
        )
    }
    assert [text.split(" ")[0] for text in told[VAGUE]] == ["KL112"]
    assert '"modern"' in told["Tjänsten ska vara modern."][0]
    assert '"snabb"' in told["Tjänsten ska visa tid."][0]
    assert told["Krav"][0].startswith("sidhuvudet:")
    assert {(comment.author, comment.initials) for comment in copy.comments} == {("kravgen", "kg")}
    assert kravgen("check", "kommenterad.docx").err.replace("kommenterad.docx", "utkast.docx") == sound
    again = kravgen("lint", "utkast.docx", "-o", "kommenterad.docx", *DAY)
    assert again.code != 0 and "kommenterad.docx" in again.err


def test_comments_that_are_there_stay(folder: Path, kravgen: Kravgen) -> None:
    made = draft(VAGUE)
    made.add_comment(made.paragraphs[0].runs, "Se över detta.", "Handläggaren", "H")
    saved(made, folder / "utkast.docx")
    result = kravgen("lint", "utkast.docx", "-o", "kommenterad.docx", *DAY)
    assert "I utkastet finns 1 kommentar." in result.err
    copy = docx.Document(str(folder / "kommenterad.docx"))
    assert [comment.author for comment in copy.comments] == ["Handläggaren", "kravgen"]
    assert len({comment.comment_id for comment in copy.comments}) == 2


def test_all_else_is_the_same(folder: Path, kravgen: Kravgen) -> None:
    path = saved(draft(VAGUE), folder / "utkast.docx")
    kravgen("lint", "utkast.docx", "-o", "kommenterad.docx", *DAY)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(folder / "kommenterad.docx") as new:
        changed = {
            name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)
        }
        assert set(old.namelist()) <= set(new.namelist())
    told = {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/comments.xml"}
    assert changed <= told and "word/comments.xml" in changed


def test_only_one_draft_in_word_can_be_copied(folder: Path, kravgen: Kravgen) -> None:
    (folder / "krav.md").write_text(VAGUE, encoding="utf-8")
    result = kravgen("lint", "krav.md", "-o", "kopia.docx", *DAY)
    assert result.code == 2 and "-o tar ett utkast i Word" in result.err
    assert not (folder / "kopia.docx").exists()


def _is_on(number: int, paragraph: docx.text.paragraph.Paragraph) -> bool:
    ids = paragraph._p.xpath(f"./w:commentRangeStart[@w:id='{number}']")
    return bool(ids)
