"""Word files whose content is out of all measure: what takes a careless reader hours, or more memory than there is.

``size`` says how much: a test takes little of each, the benchmark as much as a file may hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.hostile.building import PARAGRAPH, body, drop, inside, part, put, row, table
from tests.hostile.containers import Parts

Excess = Callable[[Parts, int], None]

_DOC, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
ODD = ("abc", "-7", "", "0x1F", "1e9", "٣", "9" * 5000, "2147483648", " 4 ", "NaN", "\N{FULLWIDTH DIGIT ONE}")
"""What stands where a number should."""


def excesses() -> Iterator[tuple[str, Excess]]:
    """Every kind of excess, by name."""
    yield "paragraphs", lambda parts, n: body(parts, "<w:p/>" * n)
    yield (
        "lines",
        lambda parts, n: body(parts, "".join(PARAGRAPH.format(f"Rad {i}") for i in range(n // 4))),
    )
    yield "runs", lambda parts, n: body(parts, f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * (n // 3)}</w:p>")
    yield "long-run", lambda parts, n: body(parts, PARAGRAPH.format("ord " * min(n * 4, 2_400_000)))
    yield "long-word", lambda parts, n: row(parts, PARAGRAPH.format("A" * min(n * 12, 9_000_000)))
    yield "long-id", lambda parts, n: row(parts, PARAGRAPH.format("AB-1." * min(n * 2, 1_900_000)))
    yield "blanks", lambda parts, n: body(parts, PARAGRAPH.format(" " * min(n * 12, 9_000_000)))
    yield "breaks", lambda parts, n: body(parts, f"<w:p><w:r>{'<w:br/>' * n}</w:r></w:p>")
    yield (
        "bold-lines",
        lambda parts, n: body(
            parts, "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Två ord</w:t></w:r></w:p>" * (n // 5)
        ),
    )
    yield (
        "typed-lists",
        lambda parts, n: body(parts, (PARAGRAPH.format("- ett") * 2 + PARAGRAPH.format("b")) * (n // 10)),
    )
    yield (
        "colours",
        lambda parts, n: body(
            parts,
            "".join(
                f'<w:p><w:r><w:rPr><w:color w:val="{0xFFFFFF - i:06X}"/></w:rPr><w:t>a</w:t></w:r></w:p>'
                for i in range(n // 6)
            ),
        ),
    )
    yield (
        "links",
        lambda parts, n: body(
            parts,
            inside("w:p", '<w:hyperlink w:anchor="x"><w:r><w:t>här</w:t></w:r></w:hyperlink>' * (n // 4)),
        ),
    )
    yield (
        "fields",
        lambda parts, n: body(
            parts, f"<w:p>{'<w:r><w:instrText>REF x{}</w:instrText></w:r>' * (n // 2)}</w:p>"
        ),
    )
    yield (
        "attributes",
        lambda parts, n: body(parts, "<w:p " + " ".join(f'a{i}="{i}"' for i in range(n // 4)) + "/>"),
    )
    yield "attributes-everywhere", lambda parts, n: body(parts, '<w:p a="" b="" c=""/>' * (n // 3))
    yield (
        "long-attribute",
        lambda parts, n: body(
            parts, '<w:p><w:bookmarkStart w:id="1" w:name="' + "x" * min(n * 12, 9_000_000) + '"/></w:p>'
        ),
    )
    yield (
        "namespaces",
        lambda parts, n: body(parts, "".join(f'<a{i}:p xmlns:a{i}="u{i}"/>' for i in range(n // 8))),
    )
    yield (
        "bookmarks",
        lambda parts, n: body(
            parts,
            inside("w:p", "".join(f'<w:bookmarkStart w:id="{i}" w:name="b{i % 9}"/>' for i in range(n // 2))),
        ),
    )
    yield "bookmarks-and-controls", _bookmarks_and_controls
    yield "fields-that-overlap", _overlapping_fields
    yield "controls", lambda parts, n: body(parts, f"<w:p>{_CONTROL * (n // 6)}</w:p>")
    yield (
        "controls-without-content",
        lambda parts, n: body(
            parts,
            f"<w:p>{'<w:r><w:t> </w:t></w:r>' * (n // 10)}{'<w:sdt><w:sdtPr/></w:sdt>' * (n // 4)}</w:p>",
        ),
    )
    yield (
        "controls-in-controls",
        lambda parts, n: body(
            parts, ("<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100) * (n // 250)
        ),
    )
    yield (
        "items-of-a-list",
        lambda parts, n: body(
            parts,
            "<w:p><w:sdt><w:sdtPr><w:dropDownList>"
            + '<w:listItem w:displayText="a" w:value="b"/>' * (n // 2)
            + "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        ),
    )
    yield "wide-row", lambda parts, n: body(parts, table([["a"] * (n // 8)] * 2))
    yield "wide-rows", lambda parts, n: body(parts, table([["a"] * 60] * (n // 300)))
    yield (
        "controls-in-a-wide-row",
        lambda parts, n: body(parts, table([["a"] * (n // 12), ["a"]], _CONTROL)),
    )
    yield (
        "many-rows-under-a-wide-one",
        lambda parts, n: body(parts, table([["rubrik"] * (n // 8), *([["a"]] * (n // 10))])),
    )
    yield "rows", lambda parts, n: body(parts, table([["a"]] * (n // 6)))
    yield "tables", lambda parts, n: body(parts, table([["a"]]) * (n // 9))
    yield (
        "nested-tables",
        lambda parts, n: body(
            parts, "<w:tbl><w:tr><w:tc>" * 60 + table([["a"]] * (n // 8)) + "</w:tc></w:tr></w:tbl>" * 60
        ),
    )
    yield "merged", lambda parts, n: body(parts, table([["a"]]).replace("<w:tc>", _MERGED) * (n // 12))
    yield (
        "nested-runs",
        lambda parts, n: body(
            parts, f"<w:p>{'<w:r>' * 200}{'<w:t>a</w:t>' * (n // 2)}{'</w:r>' * 200}</w:p>"
        ),
    )
    yield (
        "nested-paragraphs",
        lambda parts, n: body(
            parts, f"{'<w:p>' * 200}{'<w:r><w:t>ord</w:t></w:r>' * (n // 3)}{'</w:p>' * 200}"
        ),
    )
    yield (
        "nested-long-text",
        lambda parts, n: row(
            parts, f"{'<w:p>' * 200}<w:r><w:t>{'ord ' * min(n * 2, 1_500_000)}</w:t></w:r>{'</w:p>' * 200}"
        ),
    )
    yield (
        "nested-boxes",
        lambda parts, n: body(
            parts,
            "<w:p><w:r><w:pict>"
            + "<w:txbxContent>" * 150
            + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (n // 4)
            + "</w:txbxContent>" * 150
            + "</w:pict></w:r></w:p>",
        ),
    )
    yield "very-deep", lambda parts, _n: body(parts, "<w:p>" * 250 + "</w:p>" * 250)
    yield "too-deep", lambda parts, _n: body(parts, "<w:p>" * 400 + "</w:p>" * 400)
    yield (
        "inserted",
        lambda parts, n: body(parts, inside("w:p", '<w:ins w:id="1"><w:r/></w:ins>' * (n // 2))),
    )
    yield (
        "comments",
        lambda parts, n: part(
            parts,
            "word/comments.xml",
            "comments",
            f'<w:comment w:id="1">{PARAGRAPH.format("a")}</w:comment>' * (n // 5),
        ),
    )
    yield (
        "comment-references",
        lambda parts, n: body(
            parts, inside("w:p", "".join(f'<w:commentReference w:id="{i}"/>' for i in range(n)))
        ),
    )
    yield "headers", _headers
    yield "relationships", _relationships
    yield "relationships-of-others", _relationships_of_others
    yield (
        "pictures",
        lambda parts, n: body(
            parts,
            "<w:p xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
            + '<w:r><wp:docPr id="1" name="bild"/></w:r>' * (n // 2)
            + "</w:p>",
        ),
    )
    yield "style-chain", lambda parts, n: _styles(parts, _chain(n // 3), min(n // 40, 5000))
    yield (
        "style-chain-of-many",
        lambda parts, n: _styles(parts, _chain(min(n // 3, 9000)), min(n // 40, 5000), based_on="S0"),
    )
    yield (
        "style-circle",
        lambda parts, n: _styles(parts, _chain(min(n // 3, 9000), 3000), min(n // 40, 5000), based_on="S1"),
    )
    yield "style-of-itself", lambda parts, _n: _styles(parts, _chain(1, 1), 1)
    yield (
        "lists-with-one-number",
        lambda parts, n: put(
            parts,
            _NUMBERING,
            "</w:numbering>",
            "".join(f'<w:abstractNum w:abstractNumId="{i + 900}"/>' for i in range(n // 4))
            + '<w:num w:numId="1"><w:abstractNumId w:val="x"/></w:num>' * (n // 4),
        ),
    )
    yield (
        "levels",
        lambda parts, n: put(
            parts,
            _NUMBERING,
            "</w:numbering>",
            '<w:abstractNum w:abstractNumId="900">' + '<w:lvl w:ilvl="1"/>' * (n // 2) + "</w:abstractNum>",
        ),
    )
    yield (
        "settings",
        lambda parts, n: put(
            parts, "word/settings.xml", "</w:settings>", '<w:zoom w:percent="x"/>' * (n // 2)
        ),
    )
    yield "sections", lambda parts, n: body(parts, "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * (n // 3))
    yield "properties", _properties
    yield (
        "titles",
        lambda parts, n: put(
            parts, "docProps/core.xml", "</cp:coreProperties>", "<dc:title>a</dc:title>" * n
        ),
    )
    yield (
        "document-type",
        lambda parts, _n: put(parts, _DOC, "<w:document", "<!DOCTYPE w:document><w:document", first=True),
    )
    yield "utf-7", lambda parts, _n: _encoded(parts, "UTF-7", "utf-7")
    yield "cp037", lambda parts, _n: _encoded(parts, "cp037", "cp037")
    yield "utf-16", lambda parts, _n: _encoded(parts, "UTF-16", "utf-16")
    yield "unknown-encoding", lambda parts, _n: _encoded(parts, "x-unknown", "utf-8")
    yield "not-xml", lambda parts, _n: parts.update({_DOC: b"\0\1\2"})
    yield "half-a-character", lambda parts, _n: body(parts, PARAGRAPH.format("&#xD800;"))
    yield (
        "no-body",
        lambda parts, _n: parts.update({_DOC: re.sub(rb"<w:body>.*</w:body>", b"", parts[_DOC], flags=re.S)}),
    )
    yield "no-styles", lambda parts, _n: drop(parts, _STYLES)
    yield "other-root", lambda parts, _n: parts.update({_STYLES: b"<html/>"})
    for number, odd in enumerate(ODD):
        yield f"odd-values-{number}", _odd_values(odd)
        yield f"odd-marks-{number}", _odd_marks(odd)


_CONTROL = '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
_MERGED = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>'


def _headers(parts: Parts, n: int) -> None:
    for number in range(10, 400):
        part(parts, f"word/header{number}.xml", "hdr", "<w:p/>" * (n // 500))


def _fields_of(parts: Parts) -> list[str]:
    """The bookmarks of the form's fields."""
    return re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(svar_[^"]+)"', parts[_DOC].decode()) or [
        "svar_LOK_01"
    ]


def _bookmarks_and_controls(parts: Parts, n: int) -> None:
    names = _fields_of(parts)
    marks = "".join(f'<w:bookmarkStart w:id="{i}" w:name="{names[i % len(names)]}"/>' for i in range(n // 20))
    body(parts, f"<w:p>{marks}{_CONTROL * (n // 20)}{marks}</w:p>" * 2)


def _overlapping_fields(parts: Parts, n: int) -> None:
    """Fields that programs have made plain text of, all of them beginning before any has ended."""
    names = _fields_of(parts)
    marks = "".join(f'<w:bookmarkStart w:id="{i}" w:name="{names[i % len(names)]}"/>' for i in range(n // 4))
    text = parts[_DOC].decode().replace("w:bookmarkStart", "w:bookmarkGone")
    text = text.replace("<w:sdt>", "<w:gone>").replace("</w:sdt>", "</w:gone>")
    parts[_DOC] = text.encode()
    body(parts, inside("w:p", marks + "<w:r><w:t>a</w:t></w:r>" * (n // 6)))


def _relationships(parts: Parts, n: int) -> None:
    put(
        parts,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        "".join(f'<Relationship Id="x{i}" Type="t" Target="borta{i}.xml"/>' for i in range(n // 2)),
    )


def _relationships_of_others(parts: Parts, n: int) -> None:
    """Many lists of relationships that all seem to belong to the main part."""
    body(parts, "<w:p/>" * (n // 2))
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    parts.update({f"word/x{i}/document.xml.rels": rels for i in range(1500)})


def _chain(count: int, turn: int = 0) -> str:
    """Styles of which each is based on the next; after ``turn`` of them the chain begins anew."""
    style = '<w:style w:type="paragraph" w:styleId="S{0}"><w:name w:val="S{0}"/><w:basedOn w:val="S{1}"/></w:style>'
    return "".join(
        style.format(number, (number + 1) % turn if turn else number + 1) for number in range(count)
    )


def _styles(parts: Parts, xml: str, used: int, based_on: str = "") -> None:
    """The styles added, paragraphs in the first ``used`` of them, and ours based on one of them."""
    put(parts, _STYLES, "</w:styles>", xml)
    if based_on:
        text = (
            parts[_STYLES].decode().replace('<w:basedOn w:val="Normal"/>', f'<w:basedOn w:val="{based_on}"/>')
        )
        parts[_STYLES] = text.encode()
    line = '<w:p><w:pPr><w:pStyle w:val="S{}"/></w:pPr><w:r><w:t>- ett</w:t></w:r></w:p>'
    body(parts, "".join(map(line.format, range(used))) * 4)


def _properties(parts: Parts, n: int) -> None:
    one = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="a"><a>b</a></property>'
    put(parts, "docProps/custom.xml", "</Properties>", one * (n // 2))


def _encoded(parts: Parts, declared: str, encoding: str) -> None:
    text = re.sub(r'encoding="[^"]*"', f'encoding="{declared}"', parts[_DOC].decode())
    parts[_DOC] = text.encode(encoding, "xmlcharrefreplace")


def _odd_values(odd: str) -> Excess:
    """Every number in the main part, the styles and the lists is odd."""

    def change(parts: Parts, _n: int) -> None:
        for name in (_DOC, _STYLES, _NUMBERING, "word/settings.xml"):
            text = parts[name].decode()
            parts[name] = re.sub(r'="-?\d+"', lambda _found: f'="{odd}"', text).encode()

    return change


def _odd_marks(odd: str) -> Excess:
    """Elements whose numbers a reader reckons with."""

    def change(parts: Parts, _n: int) -> None:
        cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{odd}"/></w:tcPr><w:p/></w:tc>'
        body(
            parts,
            f'<w:tbl><w:tblPr><w:tblLook w:val="{odd}"/></w:tblPr><w:tblGrid><w:gridCol w:w="{odd}"/></w:tblGrid>'
            f'<w:tr><w:trPr><w:gridBefore w:val="{odd}"/><w:tblHeader w:val="{odd}"/></w:trPr>{cell}</w:tr></w:tbl>'
            f'<w:p><w:pPr><w:outlineLvl w:val="{odd}"/><w:jc w:val="{odd}"/></w:pPr>'
            f'<w:r><w:rPr><w:color w:val="{odd}"/><w:sz w:val="{odd}"/></w:rPr><w:t>a</w:t></w:r></w:p>'
            f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{odd}" w:h="{odd}"/><w:pgMar w:left="{odd}"/></w:sectPr></w:pPr></w:p>',
        )
        style = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
        put(parts, _STYLES, "</w:styles>", style.format(odd) + "</w:style>")
        put(
            parts,
            _NUMBERING,
            "</w:numbering>",
            f'<w:num w:numId="{odd}"><w:abstractNumId w:val="{odd}"/></w:num>',
        )

    return change
