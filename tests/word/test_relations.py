"""Which part of a Word file is which: the relationships say so, as Word reads them, whatever the parts are called."""

from __future__ import annotations

import pytest

from kravgen.word.inspection import inspect
from kravgen.word.reading.file import read
from kravgen.word.refusal import Refused
from tests.word.handmade import NAMESPACES, OFFICE, handmade, relationships, said
from tests.word.sample import parts

LINK = f'<Relationship Id="rIdX" Type="{OFFICE}/{{kind}}" Target="{{target}}"{{mode}}/>'


def outside(kind: str) -> str:
    return LINK.format(kind=kind, target="https://example.se/a.png", mode=' TargetMode="External"')


def words(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(content).paragraphs]


@pytest.mark.parametrize(
    "main", ["word/document2.xml", "word/a/text.xml", "word/document.dat", "Word/Document.xml"]
)
def test_the_main_part_is_found_whatever_it_is_called(main: str) -> None:
    decoy = f"<w:document {NAMESPACES}><w:body>{said('Annat.')}</w:body></w:document>".encode()
    assert words(handmade(said("Rätt."), main=main)) == ["Rätt."]
    loose = {} if main.lower() == "word/document.xml" else {"word/document.xml": decoy}
    assert words(handmade(said("Rätt."), main=main, loose=loose)) == ["Rätt."]


def test_a_file_without_styles_is_a_word_file() -> None:
    file = read(handmade(said("Text."), styles=None))
    assert (file.styles, file.default_paragraph_style) == ({}, "")
    assert {problem.code for problem in inspect(handmade(said("Text."), styles=None), "a.docx")} == {"KG832"}


def test_texts_are_those_that_the_main_part_leads_to() -> None:
    header = f"<w:hdr {NAMESPACES}>{said('Ovan.')}</w:hdr>"
    file = read(
        handmade(
            said("Text."),
            related={"word/top.bin": ("header", header)},
            loose={"word/header1.xml": header.encode()},
        )
    )
    assert list(file.texts) == ["word/document.xml", "word/top.bin"]


@pytest.mark.parametrize("twin", ["styles", "footnotes"])
def test_two_parts_where_there_can_be_one_are_refused(twin: str) -> None:
    part = f"<w:{twin} {NAMESPACES}/>"
    related = {"word/one.xml": (twin, part), "word/two.xml": (twin, part)}
    with pytest.raises(Refused) as refused:
        read(handmade(said("Text."), styles=None, related=related))
    assert (refused.value.code, refused.value.part) == ("two-texts", "word/two.xml")


def test_two_main_parts_are_refused() -> None:
    found = parts(handmade(said("Text.")))
    first = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    second = first.replace('"a"', '"b"').replace("document.xml", "other.xml")
    found |= {
        "word/other.xml": found["word/document.xml"],
        "_rels/.rels": relationships(first + second).encode(),
    }
    from kravgen.archive import pack

    with pytest.raises(Refused) as refused:
        read(pack(found))
    assert refused.value.code == "two-texts"


@pytest.mark.parametrize("kind", ["image", "oleObject", "aFChunk"])
def test_what_lies_outside_is_told_and_never_a_reason_to_refuse(kind: str) -> None:
    findings = inspect(handmade(said("Text."), links=outside(kind)), "a.docx")
    assert [(problem.code, "example.se" in problem.message) for problem in findings] == [("KG814", True)]


def test_a_link_lies_outside_and_is_no_finding() -> None:
    assert inspect(handmade(said("Text."), links=outside("hyperlink")), "a.docx") == []
