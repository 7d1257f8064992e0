"""What a person fills in, what a person is told, and pages that lie down: seen in the written file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
from lxml import etree

from kravgen.documents.tree import Column, CrossReference, Field, Heading, Paragraph, Row, Table, Text
from kravgen.word.look.load import load, shipped_path
from kravgen.word.writing.writer import write
from tests.word.sample import (
    DOCUMENT,
    FORM,
    SHIPPED,
    W14,
    W,
    answer,
    body,
    box,
    heading,
    parts,
    requirements,
    row,
    said,
    shown,
    styled,
    values,
    with_blocks,
)


def _controls(root: etree._Element) -> list[etree._Element]:
    return [pr for pr in root.iter(f"{W}sdtPr") if pr.find(f"{W}docPartObj") is None]


def _value(properties: etree._Element, tag: str) -> str:
    found = properties.find(f"{W}{tag}")
    assert found is not None
    return str(found.get(f"{W}val"))


# --- fields -----------------------------------------------------------------------------------------


def test_a_field_says_three_times_what_it_is_about() -> None:
    root = body(with_blocks(requirements(answer(7))))
    first, second = _controls(root)
    assert [_value(pr, "tag") for pr in (first, second)] == ["svar.EXIT-07", "kommentar.EXIT-07"]
    assert values(root, "bookmarkStart", f"{W}name") == ["krav_EXIT_07", "svar_EXIT_07", "kommentar_EXIT_07"]
    inside = [
        b.getnext().find(f"{W}sdtPr") is not None  # type: ignore[union-attr]
        for b in list(root.iter(f"{W}bookmarkStart"))[1:]
    ]
    assert inside == [True, True]
    assert "EXIT-07" in shown(next(r for r in root.iter(f"{W}tr") if r.find(f".//{W}sdtPr") is not None))


def test_the_spoken_name_begins_with_the_number() -> None:
    assert [_value(pr, "alias") for pr in _controls(body(with_blocks(requirements(answer(7)))))] == [
        "1.7 Svar: Export",
        "1.7 Kommentar: Export",
    ]


def test_an_empty_field_shows_what_to_do() -> None:
    root = body(with_blocks(requirements(answer(1)), FORM))
    contents = [shown(sdt) for sdt in root.iter(f"{W}sdtContent")]
    assert contents == ["Välj", "Skriv här", "[FYLL I: namn]", "Datum"]
    assert all(pr.find(f"{W}showingPlcHdr") is not None for pr in _controls(root))
    choices = [str(i.get(f"{W}displayText")) for i in root.iter(f"{W}listItem")]
    assert choices == ["Ja", "Nej"]


def test_fields_of_the_same_name_are_told_apart() -> None:
    root = body(with_blocks(requirements(answer(1)), requirements(answer(1))))
    assert [_value(pr, "tag") for pr in _controls(root)] == [
        "svar.EXIT-01",
        "kommentar.EXIT-01",
        "svar.EXIT-01_2",
        "kommentar.EXIT-01_2",
    ]


def test_a_box_is_empty_and_cannot_be_deleted() -> None:
    (properties,) = _controls(body(with_blocks(box("Klart", "Allt är med"))))
    checked = properties.find(f"{W14}checkbox/{W14}checked")
    assert checked is not None
    assert checked.get(f"{W14}val") == "0"
    assert _value(properties, "lock") == "sdtLocked"


def test_a_choice_with_markup_characters_stays_whole() -> None:
    field = Field("choice", "Svar <1>", "svar", "A-1", ('"Ja" & <nej>', "Nej"))
    root = body(with_blocks(Table((Column("Svar", 1),), (Row(((field,),)),), "Svar")))
    assert [str(i.get(f"{W}value")) for i in root.iter(f"{W}listItem")] == ['"Ja" & <nej>', "Nej"]


# --- protection -------------------------------------------------------------------------------------


def _protection(content: bytes) -> list[etree._Element]:
    settings = etree.fromstring(parts(content)["word/settings.xml"])
    assert [child.tag for child in settings][:1] == [f"{W}zoom"]
    return list(settings.iter(f"{W}documentProtection"))


def test_only_a_form_is_protected() -> None:
    assert _protection(write(DOCUMENT, SHIPPED)) == []
    (protection,) = _protection(write(replace(DOCUMENT, form=True), SHIPPED))
    assert protection.get(f"{W}edit") == "forms"
    assert protection.getprevious().tag == f"{W}zoom"  # type: ignore[union-attr]


def test_a_form_on_an_own_reference_document_is_protected_too(tmp_path: Path) -> None:
    own = tmp_path / "mall.docx"
    docx.Document().save(str(own))
    (protection,) = _protection(write(replace(DOCUMENT, form=True), load(own, shipped_path())))
    assert protection.getprevious().tag == f"{W}zoom"  # type: ignore[union-attr]


# --- guidance ---------------------------------------------------------------------------------------


def test_guidance_is_a_comment_and_never_text() -> None:
    guided = with_blocks(
        Heading(1, (Text("Krav"),), guidance="Stäm av & granska."),
        Paragraph((Text("Inledning."),), guidance="Andra."),
        requirements(replace(row(1), guidance="Tredje.")),
    )
    found = parts(write(guided, SHIPPED))
    comments = etree.fromstring(found["word/comments.xml"])
    assert [shown(c) for c in comments] == ["Stäm av & granska.", "Andra.", "Tredje."]
    assert {str(c.get(f"{W}date")) for c in comments} == {"2026-11-23T00:00:00Z"}
    root = etree.fromstring(found["word/document.xml"])
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert values(root, name, f"{W}id") == ["0", "1", "2"]
    assert "Stäm av" not in shown(root)


def test_without_guidance_there_is_no_comment_part() -> None:
    assert "word/comments.xml" not in parts(write(with_blocks(said("text")), SHIPPED))


# --- references -------------------------------------------------------------------------------------


def test_a_reference_leads_to_the_item_when_it_is_there() -> None:
    root = body(
        with_blocks(
            Heading(1, (Text("Vite"),), anchor="VITE-1.2"),
            requirements(row(1)),
            Paragraph(
                (
                    CrossReference("VITE-1.2", "A1"),
                    CrossReference("EXIT-01", "K1"),
                    CrossReference("X-9", "K9"),
                )
            ),
        )
    )
    links = {shown(link): str(link.get(f"{W}anchor")) for link in root.iter(f"{W}hyperlink")}
    assert links == {"A1": "krav_VITE_1_2", "K1": "krav_EXIT_01"}
    assert set(links.values()) <= set(values(root, "bookmarkStart", f"{W}name"))
    assert shown(styled(root, "BodyText")[0]) == "A1K1K9"


# --- pages that lie down ----------------------------------------------------------------------------


def test_only_the_chapter_with_a_wide_table_lies_down() -> None:
    wide = replace(requirements(row(1)), wide=True)
    content = write(
        with_blocks(heading(1, "Ett"), said("a"), heading(1, "Två"), wide, heading(1, "Tre"), said("b")),
        SHIPPED,
    )
    found = parts(content)
    root = etree.fromstring(found["word/document.xml"])
    assert values(root, "pgSz", f"{W}orient") == ["None", "landscape", "None"]
    assert [shown(p) for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None] == ["a", ""]
    assert len(list(root.iter(f"{W}titlePg"))) == 1
    tabs = [etree.fromstring(found[f"word/header{n}.xml"]).find(f".//{W}tab") for n in (1, 2)]
    assert [str(tab.get(f"{W}pos")) for tab in tabs if tab is not None] == ["9072", "14004"]


def test_pages_that_stand_have_no_other_header() -> None:
    assert "word/header2.xml" not in parts(write(DOCUMENT, SHIPPED))


def test_a_row_to_sign_in_has_room() -> None:
    (height,) = body(with_blocks(FORM)).iter(f"{W}trHeight")
    assert int(str(height.get(f"{W}val"))) == 907
