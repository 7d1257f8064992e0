"""Workbooks out of all measure in what is read of a form that has come back."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.building import put
from tests.hostile.containers import Parts
from tests.hostile.documents import Excess

_SHEET, _BOOK, _STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERS = (
    "1e14",
    "999999999999999.9",
    "-1e-30",
    "0." + "0" * 40 + "1",
    "1E+14",
    "Infinity",
    "-NaN",
    "sNaN9",
    "0e999999",
)
"""What stands where a price should, and is hard to count with."""
_FORMATS = (
    "0.00",
    "0." + "0" * 200,
    "#,##0.00 kr;[<5]0;@;@",
    "yyyy",
    "0.00E+00",
    "%" * 90,
    "[h]",
    "0,,,",
    '"',
    "[",
    "\\",
    "_",
    ";;;;;",
    "",
)


def sheetform_excesses() -> Iterator[tuple[str, Excess]]:
    """Every kind of excess, by name."""
    yield (
        "one-row-many-times",
        lambda parts, n: _rows(parts, (_line(i, "pris-retrieval", 3) for i in range(n // 12))),
    )
    yield "rows-under-many-answers", lambda parts, n: _wide(parts, "Pris", n)
    yield "rows-under-many-texts", lambda parts, n: _wide(parts, "Enhet", n)
    yield "rows-under-many-headers", lambda parts, n: _wide(parts, "Annat", n)
    yield "lists-of-one-area", lambda parts, n: _lists(parts, n, same=True)
    yield "lists-of-many-areas", lambda parts, n: _lists(parts, n, same=False)
    yield (
        "rules-with-many-areas",
        lambda parts, n: _after(parts, _rule(" ".join(f"F{i}" for i in range(1, min(n, 600_000))))),
    )
    yield (
        "rules-with-words",
        lambda parts, n: _after(parts, "".join(_rule(f"F{i}", f"r{i}") for i in range(1, n // 6))),
    )
    yield "print-areas", _print_areas
    yield "print-areas-of-many-sheets", _names_of_sheets
    yield (
        "long-print-area",
        lambda parts, n: put(parts, _BOOK, "</workbook>", _area(",".join(["x!A1"] * min(n * 2, 2_000_000)))),
    )
    yield (
        "views",
        lambda parts, n: _after(
            parts, "<sheetViews>" + '<sheetView showZeros="0"/>' * (n // 4) + "</sheetViews>"
        ),
    )
    yield "rows-of-zeros", _zeros
    yield (
        "conditional-formats",
        lambda parts, n: _after(
            parts, "".join(f'<conditionalFormatting sqref="A{i}"/>' for i in range(n // 2))
        ),
    )
    yield "one-drawing-many-times", _drawing_again
    yield "one-drawing-of-many-sheets", _drawing_of_sheets
    yield "one-comment-part-many-times", _comments_again
    yield "references-of-comments", _references
    yield (
        "headers-and-footers",
        lambda parts, n: _after(
            parts, f"<oddFooter>&amp;L{'&amp;P' * min(n * 2, 1_500_000)}x</oddFooter>" * 2
        ),
    )
    yield "many-footers", lambda parts, n: _after(parts, "<oddFooter>x</oddFooter>" * n)
    yield (
        "tooltips",
        lambda parts, n: _after(
            parts, "".join(f'<hyperlink ref="A1" tooltip="t{i}"/>' for i in range(n // 3))
        ),
    )
    yield "looks", _looks
    yield "fonts-of-runs", _runs
    yield (
        "faces",
        lambda parts, n: put(
            parts, _STYLES, "</fonts>", "<font>" + "<a/>" * (n // 2) + '<sz val="1"/></font>'
        ),
    )
    yield "private-signs", lambda parts, n: _answer(parts, "\ue000\u200b" * min(n * 2, 3_000_000))
    yield "foreign-words", lambda parts, n: _answer(parts, "\u0430b\u043e " * min(n * 2, 2_500_000))
    yield "escapes", lambda parts, n: _answer(parts, "_x0041_" * min(n * 2, 2_500_000))
    yield (
        "surrogates",
        lambda parts, n: _answer(parts, "_xD800_ _xDFFF_ _x0000_ _xFFFF_" * min(n // 20, 1000)),
    )
    yield "blank-amount", lambda parts, n: _answer(parts, "1" + " " * min(n * 10, 9_000_000) + "kr")
    yield "properties", _properties
    yield "alternates-in-alternates", _nested_alternates
    yield "types-without-end", lambda parts, n: _types(parts, "<override " * min(n * 2, 1_800_000))
    yield "one-long-list", _long_list
    yield "charts-of-a-drawing", _charts
    yield "many-sheets", _sheets
    for at, number in enumerate(_NUMBERS):
        yield f"number-{at}", lambda parts, _n, number=number: _priced(parts, number)
    for at, code in enumerate(_FORMATS):
        yield f"format-{at}", lambda parts, _n, code=code: _format(parts, code)


def _cell(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _line(number: int, key: str, price: int | str) -> str:
    """A row under the header of the price sheet."""
    return f'<row r="{number + 10}"><c r="F{number + 10}"><v>{price}</v></c>{_cell(f"H{number + 10}", key)}</row>'


def _rows(parts: Parts, rows: Iterator[str]) -> None:
    put(parts, _SHEET, "</sheetData>", "".join(rows))


def _after(parts: Parts, xml: str) -> None:
    put(parts, _SHEET, "</worksheet>", xml)


def _letters(column: int) -> str:
    told = ""
    while column:
        column, letter = divmod(column - 1, 26)
        told = chr(ord("A") + letter) + told
    return told


def _wide(parts: Parts, header: str, n: int) -> None:
    """A header row with very many columns, and very many rows under it."""
    columns = min(n // 12, 16_000)
    text = parts[_SHEET].decode()
    heads = "".join(_cell(f"{_letters(i)}4", header) for i in range(9, columns))
    at = text.index("</row>", text.index('<row r="4"'))
    parts[_SHEET] = (text[:at] + heads + text[at:]).encode()
    _rows(parts, (_line(i, "pris-retrieval", 1) for i in range(n // 24)))


def _rule(cells: str, prompt: str = "", formula: str = "0") -> str:
    return f'<dataValidation type="list" sqref="{cells}" prompt="{prompt}"><formula1>{formula}</formula1></dataValidation>'


def _lists(parts: Parts, n: int, same: bool) -> None:
    """Every row may choose from an area of the sheet itself."""
    count = n // 30
    _rows(parts, (_line(i, "pris-retrieval", 1) for i in range(count)))
    end = 1_000_000
    _after(
        parts, "".join(_rule(f"F{i + 10}", "", f"$A$1:$H${end if same else end - i}") for i in range(count))
    )


def _area(cells: str) -> str:
    return f'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">{cells}</definedName></definedNames>'


def _print_areas(parts: Parts, n: int) -> None:
    _rows(parts, (_line(i, "pris-retrieval", 1) for i in range(n // 24)))
    put(parts, _BOOK, "</workbook>", _area("Priser!$A$1:$A$2") * (n // 12))


def _names_of_sheets(parts: Parts, n: int) -> None:
    _sheets(parts, n)
    put(parts, _BOOK, "</workbook>", _area("Priser!$A$1:$A$2").replace('"0"', '"700"') * (n // 8))


def _sheets(parts: Parts, n: int) -> None:
    """As many sheets as there may be parts, each with a few cells."""
    count = min(n // 20, 900)
    leads = "".join(
        f'<Relationship Id="z{i}" Type="{_OFFICE}/worksheet" Target="worksheets/z{i}.xml"/>'
        for i in range(count)
    )
    put(parts, "xl/_rels/workbook.xml.rels", "</Relationships>", leads)
    put(
        parts,
        _BOOK,
        "</sheets>",
        "".join(f'<sheet name="Blad {i}" sheetId="{i + 90}" r:id="z{i}"/>' for i in range(count)),
    )
    sheet = parts[_SHEET]
    begin = sheet[: sheet.index(b"<sheetPr")]
    data = f"<sheetData><row>{_cell('A1', 'x') * 1}</row></sheetData></worksheet>".encode()
    parts.update({f"xl/worksheets/z{i}.xml": begin + data for i in range(count)})


def _zeros(parts: Parts, n: int) -> None:
    _rows(parts, (_line(i, "x", 0.5) for i in range(n // 24)))
    _after(parts, "<sheetViews>" + '<sheetView showZeros="0"/>' * (n // 8) + "</sheetViews>")


def _leads(parts: Parts, kind: str, target: str, count: int, sheet: str = "sheet1") -> None:
    one = f'<Relationship Id="x" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    parts[f"xl/worksheets/_rels/{sheet}.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}">{one * count}</Relationships>'.encode()
    )


def _drawing(parts: Parts, anchors: int) -> None:
    anchor = "<oneCellAnchor><from><col>1</col><row>9</row></from><t>x</t></oneCellAnchor>"
    parts["xl/drawings/d.xml"] = f"<wsDr>{anchor * anchors}</wsDr>".encode()


def _drawing_again(parts: Parts, n: int) -> None:
    _drawing(parts, n // 12)
    _leads(parts, "drawing", "../drawings/d.xml", n // 10)


def _drawing_of_sheets(parts: Parts, n: int) -> None:
    _drawing(parts, n // 12)
    _sheets(parts, n)
    for name in [name for name in parts if name.startswith("xl/worksheets/z")]:
        _leads(
            parts, "drawing", "../drawings/d.xml", 1, name.removeprefix("xl/worksheets/").removesuffix(".xml")
        )


def _comments_again(parts: Parts, n: int) -> None:
    comment = '<comment ref="A1"><text><t>x</t></text></comment>'
    parts["xl/c.xml"] = f"<comments>{comment * (n // 10)}</comments>".encode()
    _leads(parts, "comments", "../c.xml", n // 10)


def _references(parts: Parts, _n: int) -> None:
    """Places of comments that are no places: signs that are numbers and no digits, and nothing at all."""
    places = (
        "A\u00b2",
        "\u2460\u2461",
        "A\u0663",
        "",
        "9" * 5000,
        "A1:B2",
        "\ud835\udfd9".encode("utf-16", "surrogatepass").decode("utf-16"),
    )
    comments = "".join(f'<comment ref="{place}"><text><t>x</t></text></comment>' for place in places)
    parts["xl/c.xml"] = f"<comments>{comments}</comments>".encode()
    _leads(parts, "comments", "../c.xml", 1)


def _looks(parts: Parts, n: int) -> None:
    """Each cell in a look of its own."""
    count = n // 20
    fonts = "".join(f'<font><sz val="{i + 5}"/><color rgb="FF{i:06X}"/></font>' for i in range(count))
    formats = "".join(f'<xf fontId="{i}" numFmtId="{i}"/>' for i in range(count))
    text = (
        parts[_STYLES]
        .decode()
        .replace("</fonts>", fonts + "</fonts>")
        .replace("</cellXfs>", formats + "</cellXfs>")
    )
    parts[_STYLES] = text.encode()
    _rows(parts, (f'<row r="{i + 10}"><c s="{i}"><v>{i}</v></c></row>' for i in range(count)))


def _runs(parts: Parts, n: int) -> None:
    run = '<r><rPr><rFont val="Wingdings"/><sz val="8"/></rPr><t>a</t></r>'
    _rows(parts, (f'<row r="10"><c t="inlineStr"><is>{run * (n // 12)}</is></c></row>' for _one in range(1)))


def _answer(parts: Parts, words: str) -> None:
    """Words where the price of the first row should stand."""
    text = parts[_SHEET].decode()
    parts[_SHEET] = text.replace('<c r="F5" s="7"/>', _cell("F5", words)).encode("utf-8", "surrogatepass")


def _priced(parts: Parts, number: str) -> None:
    text = parts[_SHEET].decode()
    price = f'<c r="F5" s="7"><v>{number}</v></c>'
    text = text.replace('<c r="F5" s="7"/>', price).replace(
        '<v>0</v></c><c r="H5"', f'<v>{number}</v></c><c r="H5"'
    )
    parts[_SHEET] = text.encode()


def _format(parts: Parts, code: str) -> None:
    quoted = code.replace('"', "&quot;").replace("<", "&lt;")
    text = parts[_STYLES].decode()
    text = text.replace(
        "<fonts", f'<numFmts count="1"><numFmt numFmtId="299" formatCode="{quoted}"/></numFmts><fonts', 1
    )
    text = text.replace("</cellXfs>", '<xf numFmtId="299" fontId="0"/></cellXfs>')
    parts[_STYLES] = text.encode()
    last = text.split("<cellXfs")[1].count("<xf ") - 1
    sheet = parts[_SHEET].decode()
    numbers = ("999999999999999", "-0.0000001", "12345678901.123456789", "-99999999", "1e14")
    cells = "".join(
        f'<row r="{i + 20}"><c s="{last}"><v>{number}</v></c></row>' for i, number in enumerate(numbers)
    )
    sheet = sheet.replace('<c r="F5" s="7"/>', f'<c r="F5" s="{last}"><v>-44000.5</v></c>')
    parts[_SHEET] = sheet.replace("</sheetData>", cells + "</sheetData>").encode()


def _properties(parts: Parts, n: int) -> None:
    one = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="a"><a>b</a></property>'
    put(parts, "docProps/custom.xml", "</Properties>", one * (n // 6))


def _types(parts: Parts, xml: str) -> None:
    put(parts, "[Content_Types].xml", "</Types>", xml)


def _long_list(parts: Parts, n: int) -> None:
    """A list of very many choices that stands at every row."""
    count = n // 24
    _rows(parts, (_line(i, "pris-retrieval", 1) for i in range(count)))
    words = ",".join(["Ja"] * min(n, 500_000))
    _after(parts, _rule(f"F5:F{count + 10}", "", f"&quot;{words}&quot;"))


def _charts(parts: Parts, n: int) -> None:
    """A drawing that leads to one chart very many times."""
    _drawing(parts, 1)
    _leads(parts, "drawing", "../drawings/d.xml", 1)
    one = f'<Relationship Id="x" Type="{_OFFICE}/chart" Target="../c.xml"/>'
    parts["xl/drawings/_rels/d.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}">{one * (n // 10)}</Relationships>'.encode()
    )
    parts["xl/c.xml"] = f"<c>{'<v>ord</v>' * (n // 3)}</c>".encode()


def _nested_alternates(parts: Parts, n: int) -> None:
    """Words in pieces for other programs, each in the next."""
    begin, end = "<x:AlternateContent xmlns:x='x'>", "</x:AlternateContent>"
    words = f"<x:t xmlns:x='x'>{'ord ' * min(n * 2, 1_400_000)}</x:t>"
    _rows(parts, iter([f'<row r="90">{begin * 90}{words}{end * 90}</row>']))
