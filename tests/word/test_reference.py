"""Reference documents: the shipped one, a municipality's own, and those that are refused."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from kravgen.word.look.load import load, shipped_path
from kravgen.word.look.reference import Page, Reference
from kravgen.word.refusal import REASONS, Refused
from kravgen.word.writing.writer import write
from tests.hostile.containers import containers
from tests.word.handmade import OFFICE, relationships
from tests.word.sample import (
    DOCUMENT,
    R_ID,
    SHIPPED,
    W,
    body,
    parts,
    shown,
    styled,
    values,
)


def own(path: Path, content: bytes) -> Reference:
    path.write_bytes(content)
    return load(path)


def packed(found: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def plain_word() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


LEADS = f'<Relationship Type="{OFFICE}/{{kind}}" Target="{{target}}"/>'


def minimal() -> dict[str, bytes]:
    namespace = f'xmlns:w="{W[1:-1]}"'
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships(
            LEADS.format(kind="officeDocument", target="word/document.xml")
        ).encode(),
        "word/_rels/document.xml.rels": relationships(
            "".join(
                LEADS.format(kind=kind, target=f"{kind}.xml") for kind in ("styles", "numbering", "settings")
            )
            + LEADS.format(kind="fontTable", target="fontTable.xml")
            + LEADS.format(kind="theme", target="theme/theme1.xml")
        ).encode(),
        "word/document.xml": f"<w:document {namespace}><w:body/></w:document>".encode(),
        "word/styles.xml": f"<w:styles {namespace}/>".encode(),
    }


def check_whole(reference: Reference) -> None:
    """Every style and number that a document on the reference uses is there, and no number hangs in the air."""
    found = parts(write(DOCUMENT, reference))
    root = etree.fromstring(found["word/document.xml"])
    sheet = etree.fromstring(found["word/styles.xml"])
    ids = [str(s.get(f"{W}styleId")) for s in sheet.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    used = (
        values(root, "pStyle") + values(root, "rStyle") + values(root, "tblStyle") + values(sheet, "basedOn")
    )
    assert set(used) <= set(ids)
    numbering = etree.fromstring(found["word/numbering.xml"])
    numbers = values(numbering, "num", f"{W}numId")
    assert len(numbers) == len(set(numbers))
    assert set(values(root, "numId") + values(sheet, "numId")) <= set(numbers)
    assert {str(n[0].get(f"{W}val")) for n in numbering.iter(f"{W}num")} <= set(
        values(numbering, "abstractNum", f"{W}abstractNumId")
    )
    docx.Document(io.BytesIO(write(DOCUMENT, reference)))


def test_word_file_that_lacks_our_styles(tmp_path: Path) -> None:
    reference = own(tmp_path / "egen.docx", plain_word())
    check_whole(reference)
    assert reference.page.width == 12240  # python-docx's own template is in US Letter
    sheet = reference.parts["word/styles.xml"].decode()
    assert 'w:lang w:val="sv-SE"' in sheet
    assert "en-US" not in sheet
    assert reference.styles["heading 1"] == "Heading1"


def test_file_with_next_to_nothing(tmp_path: Path) -> None:
    reference = own(tmp_path / "egen.docx", packed(minimal()))
    check_whole(reference)
    assert reference.page == Page()
    assert reference.headings == SHIPPED.headings


def test_restyled_shipped_document_keeps_its_look(tmp_path: Path) -> None:
    found = parts(shipped_path().read_bytes())
    found["word/styles.xml"] = found["word/styles.xml"].replace(b"1B3A5C", b"00563F")
    found["word/numbering.xml"] = found["word/numbering.xml"].replace(b'"%1.%2"', b'"%1-%2"')
    found["word/document.xml"] = found["word/document.xml"].replace(b'w:left="1417"', b'w:left="1134"')
    reference = own(tmp_path / "egen.docx", packed(found))
    check_whole(reference)
    assert b"00563F" in reference.parts["word/styles.xml"]
    assert reference.page.left == 1134
    root = body(DOCUMENT, reference)
    assert [shown(p) for p in styled(root, "TOC2")] == ["1-1\tMål", "1-2\tOrd"]


def test_names_and_ids_taken_by_other_styles(tmp_path: Path) -> None:
    found = minimal()
    found["word/styles.xml"] = (
        f'<w:styles xmlns:w="{W[1:-1]}">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Lead"><w:name w:val="Brödtext"/></w:style>'
        '<w:style w:type="character" w:styleId="x"><w:name w:val="Remark"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="Heading 1"/><w:basedOn w:val="borta"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="A"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="B"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="B2"/></w:style><w:style/></w:styles>'
    ).encode()
    reference = own(tmp_path / "egen.docx", packed(found))
    check_whole(reference)
    assert reference.styles["heading 1"] == "Rubrik1"
    assert reference.styles["Lead"] != "Lead"
    names = [n.lower() for n in values(etree.fromstring(reference.parts["word/styles.xml"]), "name")]
    assert len(names) == len(set(names))


def test_settings_of_one_documents_own_life_stay_behind(tmp_path: Path) -> None:
    found = minimal()
    found["word/settings.xml"] = (
        f'<w:settings xmlns:w="{W[1:-1]}" xmlns:r="{R_ID[1:-3]}"><w:zoom/><w:trackRevisions/>'
        '<w:attachedTemplate r:id="rId1"/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
        "<w:updateFields/><w:autoHyphenation/></w:settings>"
    ).encode()
    kept = own(tmp_path / "egen.docx", packed(found)).parts["word/settings.xml"].decode()
    assert "autoHyphenation" in kept
    assert 'w:percent="100"' in kept
    for gone in ("trackRevisions", "attachedTemplate", "documentProtection", "updateFields"):
        assert gone not in kept


RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="https://example.org/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("kind", ["hyperlink", "attachedTemplate"])
def test_links_and_template_path_are_no_reason_to_refuse(tmp_path: Path, kind: str) -> None:
    found = minimal() | {"word/_rels/document.xml.rels": RELATIONSHIPS.format(kind=kind).encode()}
    reference = own(tmp_path / "egen.docx", packed(found))
    assert b"example.org/x" not in b"".join(parts(write(DOCUMENT, reference)).values())


def without(name: str) -> bytes:
    return packed({key: value for key, value in minimal().items() if key != name})


def truncated() -> bytes:
    content = shipped_path().read_bytes()
    return content[:300] + b"\0" * 50 + content[350:]


STYLE = b'<w:style w:type="paragraph"/>'


def contained(how: str) -> bytes:
    return dict(containers())[how](minimal(), random.Random(1))


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("not-word", lambda: b""),
    "text": ("not-word", lambda: b"PK is not enough"),
    "other zip": ("not-word", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    "old word": ("old-word", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
    "no document": ("incomplete", lambda: without("word/document.xml")),
    "nothing that says which part is the text": ("incomplete", lambda: without("_rels/.rels")),
    "two texts": (
        "two-texts",
        lambda: packed(
            minimal()
            | {
                "_rels/.rels": relationships(
                    LEADS.format(kind="officeDocument", target="word/document.xml")
                    + LEADS.format(kind="officeDocument", target="word/styles.xml")
                ).encode()
            }
        ),
    ),
    "macro project": ("macros", lambda: packed(minimal() | {"word/vbaProject.bin": b"x"})),
    "macro type": (
        "macros",
        lambda: packed(
            minimal() | {"[Content_Types].xml": b'<Types x="ms-word.document.macroEnabled.main+xml"/>'}
        ),
    ),
    "bomb": ("too-large", lambda: packed(minimal() | {"word/media/a.bin": b"\0" * 2_000_000})),
    "large": ("too-large", lambda: packed(minimal() | {"word/media/a.bin": b"\0" * 21 * 1024 * 1024})),
    "doctype": (
        "doctype",
        lambda: packed(minimal() | {"word/theme/theme1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ),
    "hidden doctype": (
        "doctype",
        lambda: packed(minimal() | {"word/a.xml": "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le")}),
    ),
    "linked picture": (
        "external",
        lambda: packed(
            minimal() | {"word/_rels/header1.xml.rels": RELATIONSHIPS.format(kind="image").encode()}
        ),
    ),
    "encrypted": ("encrypted", lambda: contained("encrypted")),
    "packed in another way": ("packing", lambda: contained("bzip2")),
    "a part above the file": ("names", lambda: contained("above")),
    "more styles than anybody has use for": (
        "too-full",
        lambda: packed(
            minimal()
            | {
                "word/styles.xml": minimal()["word/styles.xml"].replace(
                    b"/>", b">" + STYLE * 10_001 + b"</w:styles>"
                )
            }
        ),
    ),
    "not xml": ("damaged", lambda: packed(minimal() | {"word/styles.xml": b"<w:styles"})),
    "other xml": ("damaged", lambda: packed(minimal() | {"word/styles.xml": b"<html/>"})),
    "broken": ("damaged", truncated),
    "strict": (
        "strict",
        lambda: packed(
            minimal()
            | {"word/document.xml": b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}
        ),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_reference_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    code, make = BAD[name]
    with pytest.raises(Refused) as caught:
        own(tmp_path / "egen.docx", make())
    assert caught.value.code == code
    assert (caught.value.reason, caught.value.remedy) == REASONS[code]


def test_missing_reference_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path / "borta.docx")
    assert caught.value.code == "unreadable"


def test_every_reason_is_tested() -> None:
    assert {code for code, _ in BAD.values()} | {"unreadable"} == set(REASONS)


def test_shipped_reference_is_what_the_script_makes(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "build_reference_document.py"
    code = f"import runpy, sys; m = runpy.run_path({str(script)!r}); sys.stdout.buffer.write(m['build']())"
    made = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONPATH": str(script.parent)}
    ).stdout
    assert made == shipped_path().read_bytes()
