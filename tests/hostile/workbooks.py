"""Workbooks whose content is out of all measure. ``size`` says how much, as for Word files."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.building import put
from tests.hostile.containers import Parts
from tests.hostile.documents import ODD, Excess

_SHEET, _BOOK, _STRINGS, _STYLES = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_excesses() -> Iterator[tuple[str, Excess]]:
    """Every kind of excess, by name."""
    yield "rows", lambda parts, n: _rows(parts, "".join(_row(20 + i, _cell("a")) for i in range(n // 3)))
    yield "wide", lambda parts, n: _rows(parts, _row(20, _cell("a") * min(n // 2, 16_000)))
    yield "too-wide", lambda parts, _n: _rows(parts, _row(20, _cell("a") * 17_000))
    yield "same-row", lambda parts, n: _rows(parts, _row(5, _cell("Hämtning av data")) * (n // 3))
    yield "many-headers", lambda parts, n: _rows(parts, _row(20, _cell("Antal") * min(n // 2, 16_000)))
    yield "one-text-in-all", _one_text
    yield "one-text-of-runs", _runs
    yield "long-text", lambda parts, n: _rows(parts, _row(20, _cell("ord " * min(n * 4, 2_400_000))))
    yield "letters", lambda parts, n: _rows(parts, _row(20, _cell("\u0430b" * min(n * 4, 2_400_000))))
    yield "columns", lambda parts, n: _before(parts, "<sheetData", _cols(n))
    yield "merged", lambda parts, n: _after(parts, f"<mergeCells>{_merges(n)}</mergeCells>")
    yield "lists", lambda parts, n: _after(parts, _rules("".join(_rule(f"F{i}") for i in range(1, n // 4))))
    yield "wide-lists", lambda parts, n: _after(parts, _rules(_rule("A1:XFD1048576") * (n // 4)))
    yield "list-of-all-cells", lambda parts, n: _after(parts, _rules(_rule("F5", "A1:XFD1048576") * (n // 4)))
    yield "conditional", lambda parts, n: _after(parts, '<conditionalFormatting sqref="A1"/>' * (n // 2))
    yield "fonts", lambda parts, n: put(parts, _STYLES, "</fonts>", '<font><sz val="1"/></font>' * (n // 2))
    yield "formats", lambda parts, n: put(parts, _STYLES, "<fonts", _formats(n), first=False)
    yield "deep", lambda parts, n: _after(parts, "<a>" * min(n, 250) + "</a>" * min(n, 250))
    yield "too-deep", lambda parts, n: _after(parts, "<a>" * 5000 + "</a>" * 5000)
    yield (
        "sheets",
        lambda parts, n: put(parts, _BOOK, "</sheets>", '<sheet name="B" r:id="rId1"/>' * (n // 3)),
    )
    yield "names", lambda parts, n: put(parts, _BOOK, "</definedNames>", _names(n))
    yield "comments", _comments
    yield "drawings", _drawings
    yield "relations", lambda parts, n: _leads(parts, [("nyhet", f"n{i}.xml") for i in range(n // 3)])
    yield (
        "to-itself",
        lambda parts, _n: _leads(parts, [("drawing", "sheet1.xml"), ("comments", "sheet1.xml")]),
    )
    yield "outside", lambda parts, _n: _leads(parts, [("drawing", "../../../../etc/passwd")])
    yield "no-book", lambda parts, _n: parts.__delitem__(_BOOK)
    yield "no-sheet", lambda parts, _n: parts.__delitem__(_SHEET)
    yield "no-strings", lambda parts, _n: parts.__delitem__(_STRINGS)
    yield "no-styles", lambda parts, _n: parts.__delitem__(_STYLES)
    for at, odd in enumerate(ODD):
        yield (
            f"odd-row-{at}",
            lambda parts, _n, odd=odd: _rows(parts, f'<row r="{odd}"><c><v>1</v></c></row>'),
        )
        yield (
            f"odd-cell-{at}",
            lambda parts, _n, odd=odd: _rows(parts, f'<row><c r="{odd}"><v>1</v></c></row>'),
        )
        yield (
            f"odd-style-{at}",
            lambda parts, _n, odd=odd: _rows(parts, f'<row><c s="{odd}"><v>1</v></c></row>'),
        )
        yield (
            f"odd-text-{at}",
            lambda parts, _n, odd=odd: _rows(parts, f'<row><c t="s"><v>{odd}</v></c></row>'),
        )
        yield f"odd-number-{at}", lambda parts, _n, odd=odd: _price(parts, odd)
        yield (
            f"odd-height-{at}",
            lambda parts, _n, odd=odd: _rows(parts, f'<row ht="{odd}">{_cell("a")}</row>'),
        )
        yield f"odd-merge-{at}", lambda parts, _n, odd=odd: _after(parts, f'<mergeCell ref="{odd}:{odd}"/>')


def _row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def _cell(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def _rows(parts: Parts, xml: str) -> None:
    put(parts, _SHEET, "</sheetData>", xml)


def _before(parts: Parts, mark: str, xml: str) -> None:
    text = parts[_SHEET].decode()
    parts[_SHEET] = text.replace(mark, xml + mark, 1).encode()


def _after(parts: Parts, xml: str) -> None:
    put(parts, _SHEET, "</worksheet>", xml)


def _price(parts: Parts, odd: str) -> None:
    _rows(parts, f'<row r="5"><c r="E5"><v>{odd}</v></c><c r="F5"><v>{odd}</v></c></row>')


def _one_text(parts: Parts, size: int) -> None:
    put(parts, _STRINGS, "<si>", f"<si><t>{'a' * 30_000}</t></si>", first=True)
    _rows(parts, "".join(_row(20 + i, '<c t="s"><v>0</v></c>') for i in range(size // 3)))


def _runs(parts: Parts, size: int) -> None:
    run = '<r><rPr><sz val="8"/></rPr><t>a</t></r>'
    put(parts, _STRINGS, "<sst", "", first=True)
    text = parts[_STRINGS].decode()
    parts[_STRINGS] = text.replace("</sst>", f"<si>{run * (size // 6)}</si></sst>").encode()
    last = text.count("<si>")
    _rows(parts, "".join(_row(20 + i, f'<c t="s"><v>{last}</v></c>') for i in range(size // 6)))


def _cols(size: int) -> str:
    return "<cols>" + '<col min="1" max="16384" width="0" hidden="1"/>' * (size // 4) + "</cols>"


def _merges(size: int) -> str:
    return "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, size // 3))


def _rules(rules: str) -> str:
    return f"<dataValidations>{rules}</dataValidations>"


def _rule(cells: str, listed: str = "") -> str:
    formula = listed or "&quot;Ja,Kanske&quot;"
    return f'<dataValidation type="list" sqref="{cells}" errorTitle="x"><formula1>{formula}</formula1></dataValidation>'


def _formats(size: int) -> str:
    code = "0" * 250
    return "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i in range(size // 3))


def _names(size: int) -> str:
    name = '<definedName name="_xlnm.Print_Area" localSheetId="0">Priser!$A$1:$A$2</definedName>'
    return name * (size // 3)


def _comments(parts: Parts, size: int) -> None:
    _leads(parts, [("comments", "../comments9.xml")])
    comment = '<comment ref="A{}"><text><t>x</t></text></comment>'
    inner = "".join(comment.format(i) for i in range(1, size // 5))
    parts["xl/comments9.xml"] = (
        f'<comments xmlns="{_S}"><commentList>{inner}</commentList></comments>'.encode()
    )


def _drawings(parts: Parts, size: int) -> None:
    _leads(parts, [("drawing", "../drawings/d.xml")])
    anchor = (
        "<twoCellAnchor><from><col>1</col><row>99999999</row></from><graphicFrame/><t>x</t></twoCellAnchor>"
    )
    parts["xl/drawings/d.xml"] = f"<wsDr>{anchor * (size // 6)}</wsDr>".encode()


def _leads(parts: Parts, targets: list[tuple[str, str]]) -> None:
    told = "".join(
        f'<Relationship Id="x{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts[_RELS] = f'<Relationships xmlns="{package}">{told}</Relationships>'.encode()
