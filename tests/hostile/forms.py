"""Word files out of all measure in what is read of a form that has come back, and of the looks of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.hostile.beside import RUN, beside_excesses
from tests.hostile.building import DOC, PARAGRAPH, body, filled_with, inside, part, put, row, table
from tests.hostile.containers import Parts
from tests.hostile.documents import Excess

_STYLES, _NUMBERING, _THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"
_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def form_excesses() -> Iterator[tuple[str, Excess]]:
    """Every kind of excess, by name."""
    yield from _of_looks()
    yield from _of_tables()
    yield from _of_fields()
    yield from _of_marks()
    yield from beside_excesses()


def _of_looks() -> Iterator[tuple[str, Excess]]:
    yield "looks", lambda parts, n: _looks(parts, n // 6, 1)
    yield "looks-in-many-styles", lambda parts, n: _looks(parts, n // 6, min(n // 60, 4000))
    yield "looks-on-many-grounds", _grounds
    yield "struck-in-nested-paragraphs", _nested_paragraphs
    yield "signs-in-one-paragraph", lambda parts, n: body(parts, inside("w:p", _SYMBOL * (n // 5)))
    yield (
        "unknown-in-one-paragraph",
        lambda parts, n: body(parts, inside("w:p", "<w:r><w:foo/></w:r>" * (n // 2))),
    )
    yield (
        "unknown-in-one-row",
        lambda parts, n: body(parts, table([["a"]]).replace("<w:p>", _unknown(n) + "<w:p>")),
    )
    yield (
        "pictures-in-one-paragraph",
        lambda parts, n: body(parts, inside("w:p", "<w:r><w:pict/></w:r>" * (n // 2))),
    )
    yield "faces-of-a-theme", _faces
    yield (
        "colours-of-a-theme",
        lambda parts, n: put(parts, _THEME, "</a:clrScheme>", "<a:x><a:y/></a:x>" * (n // 2)),
    )
    yield (
        "properties-of-one-run",
        lambda parts, n: body(parts, inside("w:p", RUN.format('<w:b w:val="1"/>' * (n // 2)))),
    )
    yield "foreign-letters", lambda parts, n: row(parts, PARAGRAPH.format("\u0430b" * min(n * 4, 2_900_000)))
    yield (
        "foreign-words",
        lambda parts, n: body(parts, PARAGRAPH.format("\u0430b\u043e " * min(n * 2, 2_500_000))),
    )
    yield (
        "private-signs",
        lambda parts, n: body(parts, PARAGRAPH.format("\ue000\u200b" * min(n * 2, 3_000_000))),
    )
    yield "alternates", lambda parts, n: body(parts, f'<w:p xmlns:mc="{_MC}">{_ALTERNATE * (n // 8)}</w:p>')
    yield "alternates-in-alternates", _nested_alternates
    yield (
        "large-alternate",
        lambda parts, n: body(
            parts,
            f'<w:p xmlns:mc="{_MC}"><mc:AlternateContent><mc:Choice Requires="w"/><mc:Fallback><w:r><w:pict>'
            + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * (n // 5)
            + "</w:pict></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        ),
    )
    yield "alternates-and-namespaces", _namespaces_in_force


def _of_tables() -> Iterator[tuple[str, Excess]]:
    yield "table-style-chain", _table_styles
    yield "conditions-of-a-table-style", _conditions
    yield "narrow-cells-in-a-row", lambda parts, n: body(parts, _narrow(n // 8, 1))
    yield "narrow-cells-in-rows", lambda parts, n: body(parts, _narrow(60, n // 480))
    yield "row-of-wrappers", _wrapped_row
    yield (
        "nested-rows",
        lambda parts, n: body(parts, _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", n, 35)),
    )
    yield "labels", lambda parts, n: body(parts, table([["Krav", "Svar"], *([["EARK-01", "a"]] * (n // 14))]))
    yield (
        "many-tables-of-answers",
        lambda parts, n: body(parts, table([["Krav", "Svar"], ["EARK-01", "b"]]) * (n // 28)),
    )


def _of_fields() -> Iterator[tuple[str, Excess]]:
    yield "fields-in-fields", lambda parts, n: body(parts, inside("w:p", _BEGIN * (n // 8) + _END * (n // 8)))
    yield "fields-without-end", lambda parts, n: body(parts, inside("w:p", _BEGIN * (n // 5)))
    yield "fields-only-ended", lambda parts, n: body(parts, inside("w:p", _END * (n // 3)))
    yield "long-field-code", lambda parts, n: body(parts, inside("w:p", _code("A" * min(n * 12, 9_000_000))))
    yield (
        "field-code-of-quotes",
        lambda parts, n: body(parts, inside("w:p", _code("&quot; " * min(n * 2, 1_400_000)))),
    )
    yield "header-with-a-long-code", _header_code
    yield "header-with-many-separators", _header_separators
    yield "header-of-nested-paragraphs", _header_nested
    yield "long-header-line", lambda parts, n: part(parts, "word/header1.xml", "hdr", _counted(n))
    yield "filled-text", lambda parts, n: _filled(parts, "A b " * min(n * 3, 2_200_000))
    yield "filled-digits", lambda parts, n: _filled(parts, "1" * min(n * 12, 9_000_000))
    yield "filled-marks", lambda parts, n: _filled(parts, "\u200b\u0430\ue000" * min(n * 2, 2_000_000))
    yield "filled-runs", lambda parts, n: filled_with(parts, RUN.format('<w:sz w:val="2"/>') * (n // 6))
    yield "filled-signs", lambda parts, n: filled_with(parts, _SYMBOL * (n // 5))
    yield "filled-lines", lambda parts, n: filled_with(parts, inside("w:r", "<w:br/>" * n))
    yield "list-of-a-field", _long_list


def _of_marks() -> Iterator[tuple[str, Excess]]:
    yield "one-field-many-times", lambda parts, n: body(parts, inside("w:p", _marks(parts, n // 8, 1)))
    yield "one-field-around-all", _around_all
    yield "marks-in-nested-controls", _marks_in_controls
    yield "items-many-times", _items_again
    yield "contents-and-headings", _contents
    yield "contents-alone", lambda parts, n: _lines_of(parts, n // 6, "TOC1", "Rad {}")
    yield "names-of-digits", lambda parts, n: body(parts, _bookmark("svar_" + "_1" * min(n * 5, 4_000_000)))


_SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>ASK x</w:instrText></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_ALTERNATE = (
    '<mc:AlternateContent><mc:Choice Requires="w"><w:r><w:t>a</w:t></w:r></mc:Choice>'
    "<mc:Fallback><w:r><w:t>b</w:t></w:r></mc:Fallback></mc:AlternateContent>"
)


def _nested(begin: str, end: str, n: int, depth: int) -> str:
    """Pieces in pieces, with many paragraphs in the innermost."""
    return begin * depth + PARAGRAPH.format("a") * (min(n, 200_000) // 5) + end * depth


def _looks(parts: Parts, runs: int, styles: int) -> None:
    """As many looks as there are runs, in paragraphs of many styles."""
    made = [
        f'<w:style w:type="paragraph" w:styleId="S{i}"><w:name w:val="S{i}"/>'
        f'<w:rPr><w:sz w:val="{i + 20}"/></w:rPr></w:style>'
        for i in range(styles)
    ]
    put(parts, _STYLES, "</w:styles>", "".join(made))
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="S{i % styles}"/></w:pPr>{RUN.format(f"""<w:sz w:val="{i + 3}"/>""")}</w:p>'
        for i in range(runs // 2)
    ]
    body(parts, "".join(lines))


def _grounds(parts: Parts, n: int) -> None:
    """Each run may stand on each ground: the two are multiplied by one who tries them all."""
    count = min(n // 12, 15_000)
    cells = "".join(
        f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{0xFFFFFF - i:06X}"/></w:tcPr><w:p/></w:tc>'
        for i in range(count)
    )
    runs = "".join(RUN.format(f'<w:kern w:val="{i}"/>') for i in range(count))
    body(parts, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + inside("w:p", runs))


def _nested_paragraphs(parts: Parts, n: int) -> None:
    runs = RUN.format("<w:strike/>") * (min(n, 64_000) // 5)
    body(parts, "<w:p>" * 200 + runs + "</w:p>" * 200)


def _unknown(n: int) -> str:
    return "<w:foo/>" * n


def _faces(parts: Parts, n: int) -> None:
    put(parts, _THEME, "<a:latin", '<a:font script="Jpan" typeface="x"/>' * (n // 4), first=True)
    runs = "".join(
        RUN.format(f'<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="{i + 3}"/>')
        for i in range(n // 24)
    )
    body(parts, inside("w:p", runs))


def _nested_alternates(parts: Parts, n: int) -> None:
    one, end = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="w">',
        "</mc:Choice></mc:AlternateContent>",
    )
    body(parts, one * 90 + PARAGRAPH.format("a") * (min(n, 80_000) // 5) + end * 90)


def _namespaces_in_force(parts: Parts, n: int) -> None:
    """Very many names for namespaces, all in force where each choice asks what a name means."""
    names = " ".join(f'xmlns:a{i}="u{i}"' for i in range(n // 4))
    body(parts, f'<w:p {names} xmlns:mc="{_MC}">{_ALTERNATE * (n // 24)}</w:p>')


def _table_styles(parts: Parts, n: int) -> None:
    """Each style says something of a part of its own, and of all that those below it say."""
    style = (
        '<w:style w:type="table" w:styleId="T{0}"><w:name w:val="T{0}"/><w:basedOn w:val="T{1}"/>'
        '<w:tblStylePr w:type="t{0}"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    count = min(n // 12, 9000)
    put(parts, _STYLES, "</w:styles>", "".join(style.format(i, i + 1) for i in range(count)))
    body(parts, table([["a"]]).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T0"/></w:tblPr>'))


def _conditions(parts: Parts, n: int) -> None:
    told = "".join(
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:sz w:val="{i}"/></w:rPr></w:tblStylePr>'
        for i in range(n // 5)
    )
    put(
        parts,
        _STYLES,
        "</w:styles>",
        f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{told}</w:style>',
    )
    one = table([["a"]]).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    body(parts, one * 50)


def _narrow(cells: int, rows: int) -> str:
    cell = '<w:tc><w:tcPr><w:tcW w:w="9" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    return f"<w:tbl>{f'<w:tr>{cell * cells}</w:tr>' * rows}</w:tbl><w:p/>"


def _wrapped_row(parts: Parts, n: int) -> None:
    """A row of wrappers with no cell in most, and controls before the last of them."""
    wrapper = "<w:customXml><w:customXmlPr/></w:customXml>"
    control = '<w:sdt><w:sdtPr><w:tag w:val="{}"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    tag = (re.findall(r'<w:tag w:val="([^"]+)"', parts[DOC].decode()) or ["x"])[0]
    cell = f"<w:tc><w:p>{control.format(tag) * (n // 20)}</w:p></w:tc>"
    head = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    body(parts, f"<w:tbl>{head}<w:tr>{wrapper * (n // 5)}{cell}</w:tr></w:tbl><w:p/>")


def _code(text: str) -> str:
    begin, separate = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    return f"{begin}<w:r><w:instrText>{text}</w:instrText></w:r>{separate}{_END}"


def _header_code(parts: Parts, n: int) -> None:
    code = "PAGE " + "x " * min(n * 4, 3_000_000)
    part(
        parts,
        "word/header1.xml",
        "hdr",
        f'<w:p><w:fldSimple w:instr="{code}">{"<w:r><w:t>a</w:t></w:r>" * (n // 3)}</w:fldSimple></w:p>',
    )


def _header_separators(parts: Parts, n: int) -> None:
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    code = f"<w:r><w:instrText>{'x ' * min(n * 4, 3_000_000)}</w:instrText></w:r>"
    part(parts, "word/header1.xml", "hdr", inside("w:p", code + separate * (n // 4)))


def _header_nested(parts: Parts, n: int) -> None:
    part(
        parts,
        "word/header1.xml",
        "hdr",
        "<w:p>" * 200 + "<w:r><w:t>a</w:t></w:r>" * (min(n, 64_000) // 4) + "</w:p>" * 200,
    )


def _counted(n: int) -> str:
    page = '<w:fldSimple w:instr="PAGE"/><w:r><w:t>1</w:t></w:r>'
    return inside("w:p", page * (n // 6))


def _fields_of(parts: Parts) -> list[str]:
    return re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(svar_[^"]+)"', parts[DOC].decode()) or [
        "svar_LOK_01"
    ]


def _filled(parts: Parts, text: str) -> None:
    filled_with(parts, f"<w:r><w:t>{text}</w:t></w:r>")


def _long_list(parts: Parts, n: int) -> None:
    items = "".join(f'<w:listItem w:displayText="a{i}" w:value="b{i}"/>' for i in range(n // 4))
    text = parts[DOC].decode()
    at = text.find("<w:listItem")
    if at > 0:
        parts[DOC] = (text[:at] + items + text[at:]).encode()


def _bookmark(name: str, number: int = 9000) -> str:
    return f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/></w:p>'


def _marks(parts: Parts, count: int, names: int) -> str:
    known = _fields_of(parts)[:names]
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:r><w:t>{0}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'
    return "".join(mark.format(i + 9000, known[i % len(known)]) for i in range(count))


def _around_all(parts: Parts, n: int) -> None:
    """Every field is plain text, and its bookmark begins before all text and ends after it."""
    names = _fields_of(parts)
    text = re.sub(r"</?w:sdt>", lambda found: found[0].replace("sdt", "gone"), parts[DOC].decode())
    parts[DOC] = text.replace("w:bookmarkStart", "w:bookmarkGone").encode()
    starts = "".join(
        f'<w:p><w:bookmarkStart w:id="{i}" w:name="{name}"/></w:p>' for i, name in enumerate(names)
    )
    ends = "".join(f'<w:p><w:bookmarkEnd w:id="{i}"/></w:p>' for i in range(len(names)))
    body(parts, starts + PARAGRAPH.format("a") * (n // 5) + ends)


def _marks_in_controls(parts: Parts, n: int) -> None:
    depth = 100
    marks = "".join(f'<w:bookmarkStart w:id="{i}" w:name="x{i}"/>' for i in range(min(n, 150_000) // 3))
    begin, end = "<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"
    body(parts, inside("w:p", begin * depth + marks + end * depth))


def _items_again(parts: Parts, n: int) -> None:
    names = re.findall(r'w:name="(krav_[^"]+)"', parts[DOC].decode()) or ["krav_EARK_01"]
    mark = '<w:p><w:bookmarkStart w:id="{0}" w:name="{1}"/><w:r><w:t>Rad {0}</w:t></w:r></w:p>'
    body(parts, "".join(mark.format(i, names[i % len(names)]) for i in range(n // 6)))


def _lines_of(parts: Parts, count: int, style: str, text: str) -> None:
    line = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body(parts, "".join(line.format(style, text.format(i)) for i in range(count)))


def _contents(parts: Parts, n: int) -> None:
    """As many lines of contents as headings, and none that says what a heading says."""
    _lines_of(parts, n // 14, "Heading1", "Rubrik med ord {}")
    _lines_of(parts, n // 14, "TOC1", "9.9 Rubrik med andra ord {}\t3")
