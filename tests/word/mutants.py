"""Thirty-one defects, put one at a time into a sound document: what a checker of Word files must see."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from kravgen.archive import pack
from kravgen.word.writing.writer import write
from tests.word.sample import DOCUMENT, SHIPPED, W, parts

Parts = dict[str, bytes]
DOC = "word/document.xml"
_NOTES = "word/footnotes.xml"
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sound() -> Parts:
    """A document with everything that the defects need, and no defect."""
    found = parts(write(replace(DOCUMENT, form=True), SHIPPED))
    namespace = W.strip("{}")
    found[_NOTES] = (
        f'<w:footnotes xmlns:w="{namespace}"><w:footnote w:id="1"><w:p><w:r><w:t>Not.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{_NOTES}" ContentType="{_NOTE_TYPE}"/></Types>'.encode()
    )
    rels = "word/_rels/document.xml.rels"
    found[rels] = found[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rId900" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    extra = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Se krav</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> REF krav_EXIT_01 </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1.1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    found[DOC] = re.sub(
        rb"(<w:sectPr>(?!.*<w:sectPr>))", extra.encode() + rb"\1", found[DOC], flags=re.DOTALL
    )
    return found


def _change(pattern: str, by: str, part: str = DOC) -> Callable[[Parts], None]:
    def change(found: Parts) -> None:
        text, count = re.subn(pattern, by, found[part].decode(), count=1, flags=re.DOTALL)
        assert count, pattern
        found[part] = text.encode()

    return change


def _same_ids(found: Parts) -> None:
    text = found[DOC].decode()
    first, second, *_others = re.findall(r'<w:id w:val="\d+"/><w:lock', text)
    found[DOC] = text.replace(second, first, 1).encode()


def _drop(part: str) -> Callable[[Parts], None]:
    def change(found: Parts) -> None:
        del found[part]

    return change


_BULLET = r'<w:pPr><w:pStyle w:val="ListBullet"/>'
_TITLE = r'(<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>)'
_CELL = r"(<w:tc><w:tcPr>(?:(?!</w:tc>).)*?</w:tcPr>)(?:(?!</w:tc>).)*</w:tc>"
_INNER = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
)

# Name, change, and whether our own check alone must see it: the seven that other validators pass by.
DEFECTS: tuple[tuple[str, Callable[[Parts], None] | None, bool], ...] = (
    ("not well-formed", _change("</w:body>", ""), False),
    ("tcPr after p", _change(r"(<w:tc>)(<w:tcPr>.*?</w:tcPr>)(<w:p>.*?</w:p>)", r"\1\3\2"), False),
    ("cell without a paragraph", _change(_CELL, r"\1</w:tc>"), False),
    (
        "pPr in wrong order",
        _change(_BULLET, '<w:pPr><w:jc w:val="left"/><w:pStyle w:val="ListBullet"/>'),
        False,
    ),
    (
        "rPr in wrong order",
        _change(r"<w:rPr><w:b/><w:bCs/></w:rPr>", '<w:rPr><w:sz w:val="20"/><w:b/></w:rPr>'),
        False,
    ),
    (
        "value outside the list",
        _change(r'(<w:pStyle w:val="BodyText"/>)(</w:pPr>)', r'\1<w:jc w:val="foo"/>\2'),
        False,
    ),
    ("width that is no number", _change(r'<w:tcW w:w="\d+"', '<w:tcW w:w="12.5"'), False),
    ("text outside a run", _change(_TITLE, r"\1<w:t>x</w:t>"), False),
    ("paragraph in a paragraph", _change(_TITLE, r"\1<w:p/>"), False),
    ("unknown element", _change(_TITLE, r"\1<w:foo/>"), False),
    (
        "control without content",
        _change(
            r'(<w:tag w:val="klart[^>]*>(?:(?!</w:sdtPr>).)*</w:sdtPr>)<w:sdtContent>.*?</w:sdtContent>',
            r"\1",
        ),
        False,
    ),
    ("two controls with one id", _same_ids, True),
    ("bookmark twice", _change('w:name="krav_EXIT_02"', 'w:name="krav_EXIT_01"'), True),
    ("bookmark without end", _change(r"<w:bookmarkEnd [^>]*/>", ""), True),
    ("field without end", _change(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""), True),
    ("reference to nothing", _change("REF krav_EXIT_01", "REF krav_EXIT_99"), True),
    (
        "footnote that is not there",
        _change('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="77"/>'),
        False,
    ),
    (
        "comment that is not there",
        _change(r'<w:commentReference w:id="\d+"/>', '<w:commentReference w:id="99"/>'),
        False,
    ),
    ("list that is not defined", _change(r'<w:numId w:val="\d+"/>', '<w:numId w:val="999"/>'), False),
    ("style that is not defined", _change('w:val="ListBullet"', 'w:val="NoSuchStyle"'), False),
    (
        "link without relationship",
        _change(_TITLE, r'\1<w:hyperlink r:id="rId999"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
        False,
    ),
    ("relationship to a missing part", _drop(_NOTES), False),
    (
        "part without content type",
        _change(rf'<Override PartName="/{_NOTES}"[^>]*/>', "", "[Content_Types].xml"),
        False,
    ),
    ("table without grid", _change(r"<w:tblGrid>.*?</w:tblGrid>", ""), False),
    (
        "row with a cell too few",
        _change(r"<w:tc>(?:(?!</w:tc>).)*</w:tc></w:tr></w:tbl>", "</w:tr></w:tbl>"),
        False,
    ),
    ("table last in a cell", _change(_CELL, rf"\1{_INNER}</w:tc>"), True),
    ("section properties not last", _change(r"(<w:sectPr>.*</w:sectPr>)(</w:body>)", r"\1<w:p/>\2"), False),
    (
        "settings out of order",
        _change(r"(<w:documentProtection[^>]*/>)(.*)(</w:settings>)", r"\2\1\3", "word/settings.xml"),
        False,
    ),
    (
        "created twice",
        _change(r"(<dcterms:created.*?</dcterms:created>)", r"\1\1", "docProps/core.xml"),
        True,
    ),
    ("control character", _change("Se krav", "Se&#x1; krav"), False),
    ("the same part twice", None, False),
)


def mutants() -> Iterator[tuple[str, bytes, bool]]:
    """Each defect's name, the file that has it, and whether our own check alone must see it."""
    base = sound()
    for name, change, ours in DEFECTS:
        found = dict(base)
        if change is None:
            yield name, _twice(found), ours
            continue
        change(found)
        yield name, pack(found), ours


def _twice(found: Parts) -> bytes:
    buffer = io.BytesIO(pack(found))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(DOC, b"<x/>")
    return buffer.getvalue()
