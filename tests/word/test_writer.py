"""What a written document holds, seen through ``write`` and read back from the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
from lxml import etree

from kravgen.documents.tree import (
    Cover,
    Link,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)
from kravgen.word.look.load import load, shipped_path
from kravgen.word.writing.writer import write
from tests.word.sample import (
    COLUMNS,
    DOCUMENT,
    FORM,
    NESTED,
    R_ID,
    SHIPPED,
    W14,
    W,
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

# --- the file ---------------------------------------------------------------------------------------


def test_same_input_gives_same_bytes() -> None:
    assert write(DOCUMENT, SHIPPED) == write(DOCUMENT, load(shipped_path()))


def test_archive_carries_no_clock_and_starts_with_the_content_types() -> None:
    with zipfile.ZipFile(io.BytesIO(write(DOCUMENT, SHIPPED))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {(e.date_time, e.create_system, e.external_attr) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0)
    }


def test_every_part_is_xml_and_every_part_has_a_type_and_a_relationship() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    for content in found.values():
        etree.fromstring(content)
    types = found["[Content_Types].xml"].decode()
    targets = found["word/_rels/document.xml.rels"].decode() + found["_rels/.rels"].decode()
    for name in found:
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types
            assert f'"{name.removeprefix("word/")}"' in targets or f'"{name}"' in targets


def test_other_program_opens_it() -> None:
    opened = docx.Document(io.BytesIO(write(DOCUMENT, SHIPPED)))
    assert opened.core_properties.title == "Kravspecifikation – E-arkiv som tjänst"
    assert opened.core_properties.language == "sv-SE"
    assert opened.core_properties.created.isoformat().startswith("2026-11-23T00:00:00")
    assert len(opened.tables) == 3
    assert [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"][
        1
    ] == "Upphandlingen"


def test_properties_keep_markup_characters() -> None:
    custom = etree.fromstring(parts(write(DOCUMENT, SHIPPED))["docProps/custom.xml"])
    assert [str(p.get("name")) for p in custom] == ["kravgen.fingerprint", "Diarienummer"]
    assert custom[1][0].text == "KS 2026/1 <&>"


def test_ids_and_names_are_unique() -> None:
    root = body(DOCUMENT)
    for found in (
        values(root, "bookmarkStart", f"{W}name"),
        values(root, "bookmarkStart", f"{W}id"),
        [str(i.get(f"{W}val")) for i in root.iterfind(f".//{W}sdtPr/{W}id")],
        values(root, "tag"),
    ):
        assert found
        assert [name for name, count in Counter(map(str.lower, found)).items() if count > 1] == []
    assert sorted(values(root, "bookmarkStart", f"{W}id")) == sorted(values(root, "bookmarkEnd", f"{W}id"))
    assert all(
        re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name)
        for name in values(root, "bookmarkStart", f"{W}name")
    )


def test_every_style_and_number_used_is_there() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    root = etree.fromstring(found["word/document.xml"])
    known = {str(s.get(f"{W}styleId")) for s in etree.fromstring(found["word/styles.xml"]).iter(f"{W}style")}
    used = set(values(root, "pStyle") + values(root, "rStyle") + values(root, "tblStyle"))
    assert used <= known
    numbers = {str(n.get(f"{W}numId")) for n in etree.fromstring(found["word/numbering.xml"]).iter(f"{W}num")}
    assert set(values(root, "numId")) <= numbers


# --- the cover, the contents and the edges ----------------------------------------------------------


def test_cover_says_what_the_document_is() -> None:
    root = body(DOCUMENT)
    cover = ("CoverKind", "Title", "Subtitle", "CoverNotice", "CoverFact", "CoverInstruction")
    assert [[shown(p) for p in styled(root, style)] for style in cover] == [
        ["Kravspecifikation"],
        ["E-arkiv som tjänst"],
        ["Granviks kommun"],
        ["Utkast, ej juristgranskad"],
        ["Diarienummer\tKS 2026/1", "Sista anbudsdag\t[FYLL I: dag]"],
        ["Besvara varje krav."],
    ]


def test_cover_leaves_out_what_is_empty() -> None:
    root = body(
        replace(DOCUMENT, cover=Cover("", "Titel", "", "", ()), contents=False, blocks=(said("text"),))
    )
    assert [shown(p) for p in root.iter(f"{W}p")] == ["Titel", "text"]


def test_contents_list_the_headings_as_word_numbers_them() -> None:
    root = body(DOCUMENT)
    entries = [shown(p) for style in ("TOC1", "TOC2") for p in styled(root, style)]
    assert entries == ["Om dokumentet", "1\tUpphandlingen", "2\tKrav", "1.1\tMål", "1.2\tOrd"]
    assert set(values(root, "hyperlink", f"{W}anchor")) - {"None"} <= set(
        values(root, "bookmarkStart", f"{W}name")
    )
    assert Counter(values(root, "fldChar", f"{W}fldCharType")) == {"begin": 1, "separate": 1, "end": 1}


def test_long_contents_show_chapters_only() -> None:
    many = tuple(heading(level, f"Rubrik {n}") for n in range(40) for level in (1, 2))
    root = body(replace(DOCUMENT, blocks=many))
    assert len(styled(root, "TOC1")) == 40
    assert styled(root, "TOC2") == []


@pytest.mark.parametrize("lies", [False, True])
@pytest.mark.parametrize(("chapters", "parts_of_page"), [(12, [""]), (13, ["", "2", ""])])
def test_long_contents_stand_in_columns_on_the_page_of_the_cover(
    chapters: int, parts_of_page: list[str], lies: bool
) -> None:
    table = replace(requirements(row(1)), wide=lies)
    blocks = tuple(block for n in range(chapters) for block in (heading(1, f"Rubrik {n}"), table))
    root = body(replace(DOCUMENT, blocks=blocks))
    found = list(root.iter(f"{W}sectPr"))
    assert [values(section, "cols", f"{W}num")[0].replace("None", "") for section in found] == parts_of_page
    assert {tuple(values(section, "pgSz", f"{W}w")) for section in found} == {("16838" if lies else "11906",)}
    # The first has the cover and the heading of the contents; the others go on below it.
    assert [values(section, "type") for section in found] == [[], *[["continuous"]] * (len(found) - 1)]
    assert [bool(list(section.iter(f"{W}titlePg"))) for section in found] == [
        True,
        *[False] * (len(found) - 1),
    ]
    text = etree.tostring(root, encoding="unicode")
    assert [
        text[: text.index(f'"{style}"')].count("<w:sectPr") for style in ("TOCHeading", "TOC1", "Heading1")
    ] == ([0, 1, 2] if parts_of_page[1:] else [0, 0, 0])


def test_what_ends_a_document_after_a_table_is_low() -> None:
    last = list(body(with_blocks(requirements(row(1)))).iterfind(f"{W}body/{W}p"))[-1]
    assert shown(last) == ""
    assert values(last, "spacing", f"{W}before") == values(last, "spacing", f"{W}after") == ["0"]
    assert values(last, "spacing", f"{W}lineRule") == ["exact"]
    assert values(last, "spacing", f"{W}line") == ["120"]


def test_no_headings_no_contents() -> None:
    assert styled(body(replace(DOCUMENT, blocks=(said("text"),))), "TOCHeading") == []


def test_header_and_footer() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    assert shown(etree.fromstring(found["word/header1.xml"])) == "E-arkiv\tKS 2026/1"
    assert shown(etree.fromstring(found["word/footer1.xml"])) == "Kravspecifikation\tSida 1 av 1"


@pytest.mark.parametrize(("landscape", "width", "text"), [(False, 11906, 9072), (True, 16838, 14004)])
def test_tables_fill_the_page_it_stands_or_lies(landscape: bool, width: int, text: int) -> None:
    root = body(with_blocks(replace(requirements(row(1)), wide=landscape)))
    size = root.find(f".//{W}pgSz")
    assert size is not None
    assert size.get(f"{W}w") == str(width)
    for grid in root.iter(f"{W}tblGrid"):
        assert sum(int(str(column.get(f"{W}w"))) for column in grid) == text


# --- headings, lists and tables ---------------------------------------------------------------------


def test_headings_stay_with_what_follows() -> None:
    root = body(DOCUMENT)
    headings = [p for level in range(1, 5) for p in styled(root, f"Heading{level}")]
    assert len(headings) == 7
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in headings)


def test_unnumbered_heading_shows_no_number() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    first = styled(etree.fromstring(found["word/document.xml"]), "Heading1")[0]
    number = first.find(f"{W}pPr/{W}numPr/{W}numId")
    assert number is not None
    numbering = etree.fromstring(found["word/numbering.xml"])
    instance = numbering.find(f"{W}num[@{W}numId='{number.get(f'{W}val')}']/{W}abstractNumId")
    assert instance is not None
    level = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{instance.get(f'{W}val')}']/{W}lvl/{W}numFmt")
    assert level is not None
    assert level.get(f"{W}val") == "none"


def test_each_numbered_list_starts_at_one() -> None:
    found = parts(write(with_blocks(*[ListBlock(True, ((said("a"),), (said("b"),)))] * 3), SHIPPED))
    numbers = values(etree.fromstring(found["word/document.xml"]), "numId")
    assert [count for _, count in sorted(Counter(numbers).items())] == [2, 2, 2]
    numbering = etree.fromstring(found["word/numbering.xml"])
    for number in set(numbers):
        start = numbering.find(f"{W}num[@{W}numId='{number}']/{W}lvlOverride/{W}startOverride")
        assert start is not None
        assert start.get(f"{W}val") == "1"


def test_nested_lists_are_one_level_in() -> None:
    root = body(with_blocks(NESTED))
    levels = {
        shown(p).strip("☐ "): str(p.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val"))  # type: ignore[union-attr]
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    }
    assert levels == {
        "ett": "0",
        "ett a": "1",
        "ett b": "1",
        "två": "0",
        "punkt": "1",
        "ruta i en lista": "0",
    }


def test_table_has_a_header_row_and_words_for_those_who_cannot_see_it() -> None:
    table = next(body(with_blocks(requirements(row(1)))).iter(f"{W}tbl"))
    first = table.find(f"{W}tr")
    assert first is not None
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert shown(first) == "NrKravTypSvarKommentar"
    assert values(table, "tblCaption") == ["Krav på exit"]
    assert values(table, "tblDescription") == ["Kraven med nummer, text och typ."]


def test_only_a_very_long_row_may_break() -> None:
    table = next(body(with_blocks(requirements(row(1), row(2, "ord " * 400)))).iter(f"{W}tbl"))
    assert [r.find(f"{W}trPr/{W}cantSplit") is not None for r in table.iter(f"{W}tr")] == [True, True, False]


def test_row_is_found_by_its_id() -> None:
    root = body(with_blocks(requirements(row(1), row(1), row(2))))
    assert values(root, "bookmarkStart", f"{W}name") == ["krav_EXIT_01", "krav_EXIT_01_2", "krav_EXIT_02"]


def test_every_cell_ends_with_a_paragraph() -> None:
    assert all(cell[-1].tag == f"{W}p" for cell in body(DOCUMENT).iter(f"{W}tc"))


def test_tables_do_not_touch_and_the_document_ends_with_a_paragraph() -> None:
    content = body(with_blocks(FORM, FORM)).find(f"{W}body")
    assert content is not None
    tags = [child.tag.removeprefix(W) for child in content]
    assert tags[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert [shown(p) for p in styled(content, "Caption")] == ["Formulär", "Formulär"]


def test_table_without_rows_is_left_out() -> None:
    assert list(body(with_blocks(requirements())).iter(f"{W}tbl")) == []


def test_form_labels_are_marked_as_headers() -> None:
    look = next(body(with_blocks(FORM)).iter(f"{W}tblLook"))
    assert look.get(f"{W}firstColumn") == "1"
    assert int(str(look.get(f"{W}val")), 16) & 0x80


@pytest.mark.parametrize(
    "table",
    [
        Table(COLUMNS, (Row(((),)),), "Ojämn"),
        Table(COLUMNS[:1], (Row(((FORM,),)),), "Tabell i tabell"),
        Table(COLUMNS[:1], (Row(((ListBlock(False, ((FORM,),)),),)),), "Tabell i lista i tabell"),
    ],
)
def test_table_that_cannot_be_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="table"):
        write(with_blocks(table), SHIPPED)


def test_check_boxes_have_a_spoken_name() -> None:
    root = body(DOCUMENT)
    boxes = [pr for pr in root.iter(f"{W}sdtPr") if pr.find(f"{W14}checkbox") is not None]
    names = [str(pr.find(f"{W}alias").get(f"{W}val")) for pr in boxes]  # type: ignore[union-attr]
    assert len(names) == 4
    assert "Klart: behovet är känt" in names
    assert all(0 < len(name) <= 64 for name in names)


def test_words_stand_beside_a_box_when_there_are_any() -> None:
    root = body(with_blocks(box("Klart", "Allt är med"), box("Klart")))
    assert [shown(p) for p in styled(root, "BodyText")] == ["☐ Allt är med", "☐"]


def test_placeholder_is_marked() -> None:
    marked = [
        r
        for r in body(DOCUMENT).iter(f"{W}r")
        if r.find(f"{W}rPr/{W}rStyle[@{W}val='Placeholder']") is not None
    ]
    assert [shown(r) for r in marked] == ["[FYLL I: dag]", "[FYLL I: sista anbudsdag]", "[FYLL I: namn]"]


def test_links_lead_only_to_web_and_mail() -> None:
    found = parts(write(DOCUMENT, SHIPPED))
    relationships = found["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://www.example.org/a%20b?x=1&amp;y=%C3%A5" TargetMode="External"' in relationships
    assert "javascript" not in relationships
    root = etree.fromstring(found["word/document.xml"])
    assert [shown(link) for link in root.iter(f"{W}hyperlink") if link.get(R_ID)] == ["kommunens webbplats"]
    assert "ingen länk" in shown(root)


@pytest.mark.parametrize(
    "address", ["http://[", "https://", "http://a b/", "https://x:port/", "file:///etc/passwd", ""]
)
def test_malformed_address_is_text(address: str) -> None:
    found = parts(write(with_blocks(Paragraph((Link(address, (Text("ord"),)),))), SHIPPED))
    assert b"hyperlink" not in found["word/_rels/document.xml.rels"]
    assert "ord" in shown(etree.fromstring(found["word/document.xml"]))
