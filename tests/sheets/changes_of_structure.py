"""Changes of how a filled-in workbook is put together: cells twice, elements that no sheet has, rows and columns moved."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from tests.sheets.changes import ROW
from tests.sheets.filling import Parts, S


def _cell(root: etree._Element, reference: str) -> etree._Element:
    cell = root.find(f".//{S}c[@r='{reference}']")
    assert cell is not None
    return cell


def _yes() -> etree._Element:
    return etree.fromstring(f'<c xmlns="{S[1:-1]}" r="D{ROW}" t="inlineStr"><is><t>Ja</t></is></c>')


def cell_twice(root: etree._Element) -> None:
    row = root.find(f".//{S}row[@r='{ROW}']")
    assert row is not None
    row.append(_yes())


def row_twice(root: etree._Element) -> None:
    data = root.find(f"{S}sheetData")
    assert data is not None
    data.append(etree.fromstring(f'<row xmlns="{S[1:-1]}" r="{ROW}"/>'))
    data[-1].append(_yes())


def table_twice(root: etree._Element) -> None:
    data = root.find(f"{S}sheetData")
    assert data is not None
    root.append(copy.deepcopy(data))


def two_values(root: etree._Element) -> None:
    etree.SubElement(_cell(root, f"D{ROW}"), f"{S}v").text = "Ja"


def for_others(root: etree._Element) -> None:
    """An element that no sheet has, with words in it."""
    root.append(etree.fromstring('<news xmlns="urn:x"><t>Vi reserverar oss</t></news>'))


def for_some(root: etree._Element) -> None:
    """Words that some programs show and others do not."""
    data = root.find(f"{S}sheetData")
    assert data is not None
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    words = '<c t="inlineStr"><is><t>Vi reserverar oss</t></is></c>'
    data.append(
        etree.fromstring(
            f'<mc:AlternateContent xmlns:mc="{markup}" xmlns="{S[1:-1]}"><mc:Choice Requires="x">'
            f'<row r="40">{words}</row></mc:Choice></mc:AlternateContent>'
        )
    )


def headers_exchanged(sheet: Any) -> None:
    sheet["D4"].value, sheet["F4"].value = sheet["F4"].value, sheet["D4"].value


def column_twice(sheet: Any) -> None:
    sheet["G4"].value, sheet[f"G{ROW}"].value = "Svar", "Ja"


def row_covered(sheet: Any) -> None:
    """A row is taken for another's copy."""
    for column in range(1, 7):
        sheet.cell(ROW + 1, column).value = sheet.cell(ROW, column).value


def sheet_gone(book: Any) -> None:
    del book["Del D Villkor"]


def prompts(sheet: Any) -> None:
    for rule in sheet.data_validations.dataValidation:
        rule.prompt, rule.showInputMessage = "Svaret gäller bara under 2027", True


NOTE_ALONE = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><v:textbox>'
    b'<div>Vi reserverar oss</div></v:textbox><x:ClientData ObjectType="Note"/></v:shape></xml>'
)
"""A note whose words stand in its shape only."""
DRAWN_FOR_NEW = (
    b'<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    b' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice Requires="a">'
    b"<d:twoCellAnchor><d:from><d:col>3</d:col><d:row>5</d:row></d:from><d:sp><d:txBody><a:p><a:r>"
    b"<a:t>Vi reserverar oss</a:t></a:r></a:p></d:txBody></d:sp></d:twoCellAnchor></mc:Choice>"
    b"</mc:AlternateContent></d:wsDr>"
)
"""A box that new programs show."""


def sum_of_less(sheet: Any) -> None:
    sheet["G8"].value = "=SUM(G5:G6)"


def sum_shows(sheet: Any) -> None:
    sheet["G8"].number_format = '"1 000"'


def two_styles(parts: Parts) -> None:
    """Two parts for the looks of cells: nobody knows which a program uses."""
    parts["xl/styles2.xml"] = parts["xl/styles.xml"]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    lead = b'<Relationship Id="rIdS" Type="' + kind + b'" Target="styles2.xml"/></Relationships>'
    rels = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", lead)
