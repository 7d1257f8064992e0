"""Single changes of a filled-in workbook, through openpyxl or of its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.sheets.filling import PRICES, SHEET, Parts, S, in_sheet

ROW, ANSWER, KEY, NOTE = 6, 4, 5, 6
"""Of the answer form's first sheet: a row with the answer "Nej", and where its cells stand."""
PRICE_ROW, QUANTITY, PRICE, SUM = 5, 5, 6, 7


def form_of(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda book: change(book[SHEET])


def prices(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda book: change(book[PRICES])


def answer(value: Any, code: str = "") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        cell = sheet.cell(ROW, ANSWER)
        cell.value = value
        if code:
            cell.number_format = code

    return form_of(change)


def price(value: Any, code: str = "") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        cell = sheet.cell(PRICE_ROW, PRICE)
        cell.value = value
        if code:
            cell.number_format = code

    return prices(change)


def priced(row: int, column: int, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(row, column).value = value

    return prices(change)


def font(column: int, **look: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(ROW, column).font = Font(**look)

    return form_of(change)


def exchanged(*columns: int) -> Callable[[Any], None]:
    """The open cells of two rows exchanged, as a program sorts them."""

    def change(sheet: Any) -> None:
        for column in columns:
            one, other = sheet.cell(ROW, column), sheet.cell(ROW + 1, column)
            one.value, other.value = other.value, one.value

    return form_of(change)


def lists_moved(sheet: Any) -> None:
    """The answers alone exchanged, each with its list."""
    one, other = sheet.cell(ROW, ANSWER), sheet.cell(ROW + 1, ANSWER)
    one.value, other.value = other.value, one.value
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    first, second = rules[one.coordinate], rules[other.coordinate]
    first.errorTitle, second.errorTitle = second.errorTitle, first.errorTitle


def row_exchanged(sheet: Any) -> None:
    for column in range(1, NOTE + 1):
        one, other = sheet.cell(ROW, column), sheet.cell(ROW + 1, column)
        one.value, other.value = other.value, one.value


def empty_row(sheet: Any) -> None:
    for column in range(1, NOTE + 1):
        sheet.cell(ROW, column).value = None


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[ROW].hidden = True


def filter_of(sheet: Any) -> None:
    sheet.auto_filter.ref = "A4:F10"
    sheet.auto_filter.add_filter_column(3, ["Ja"])
    sheet.row_dimensions[ROW].hidden = True


def low_row(sheet: Any) -> None:
    sheet.row_dimensions[ROW].height = 1


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["F"].hidden = True


def narrow_column(sheet: Any) -> None:
    sheet.column_dimensions["F"].width = 0.5


def hide_sheet(book: Any) -> None:
    book["Del B Bör-krav"].sheet_state = "hidden"


def very_hidden(book: Any) -> None:
    book["Del B Bör-krav"].sheet_state = "veryHidden"


def fill(sheet: Any) -> None:
    cell = sheet.cell(ROW, NOTE)
    cell.fill = PatternFill("solid", fgColor="FF1B3A5C")
    cell.font = Font(color="FF1B3A5C")


def list_of(sheet: Any) -> None:
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            rule.formula1 = '"Ja,Ja med förbehåll"'


def list_of_cells(sheet: Any) -> None:
    sheet["X1"], sheet["X2"] = "Kanske", "Ja"
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            rule.formula1 = "$X$1:$X$2"


def prompt(sheet: Any) -> None:
    rule = DataValidation(type="textLength", operator="lessThan", formula1="100", showInputMessage=True)
    rule.promptTitle, rule.prompt = "Obs", "Svaret gäller bara under 2027"
    sheet.add_data_validation(rule)
    rule.add("C7")


def comment_of(sheet: Any) -> None:
    sheet.cell(ROW, ANSWER).comment = Comment("Gäller inte drift", "Anbudsgivaren")


def conditional(sheet: Any) -> None:
    rule = CellIsRule(operator="equal", formula=['"Nej"'], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("D5:D10", rule)


def merge(sheet: Any) -> None:
    sheet.merge_cells("D6:D7")


def added_sheet(book: Any) -> None:
    book.create_sheet("Reservationer")["A1"] = "Vi reserverar oss mot K3"


def cell(reference: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[reference] = value

    return form_of(change)


def print_area(sheet: Any) -> None:
    sheet.print_area = "A1:D8"


def footer(sheet: Any) -> None:
    sheet.oddFooter.center.text = "Priserna gäller i en månad"


def header(sheet: Any) -> None:
    sheet.oddHeader.left.text = "Utkast"


def freeze(root: etree._Element) -> None:
    view = root.find(f".//{S}sheetView")
    assert view is not None
    view.set("topLeftCell", "A6")


def right_to_left(root: etree._Element) -> None:
    view = root.find(f".//{S}sheetView")
    assert view is not None
    view.set("rightToLeft", "1")


def no_zeros(sheet: Any) -> None:
    sheet.sheet_view.showZeros = False
    sheet.cell(PRICE_ROW, PRICE).value = 0


def zero_height(root: etree._Element) -> None:
    standard = root.find(f"{S}sheetFormatPr")
    assert standard is not None
    standard.set("zeroHeight", "1")
    for row in root.iter(f"{S}row"):
        row.attrib.pop("ht", None)


def run(look: str) -> Callable[[Parts], None]:
    """A comment that is partly written in another look."""

    def change(root: etree._Element) -> None:
        cell = root.find(f".//{S}c[@r='F{ROW}']")
        assert cell is not None
        cell.clear()
        cell.attrib.update({"r": f"F{ROW}", "t": "inlineStr"})
        words = f"<r><t>Ja </t></r><r><rPr>{look}</rPr><t>utom drift</t></r>"
        cell.append(etree.fromstring(f'<is xmlns="{S[1:-1]}">{words}</is>'))

    return in_sheet(change)


def related(kind: str, target: str, part: bytes, external: bool = False) -> Callable[[Parts], None]:
    """A part that the first sheet leads to."""

    def change(parts: Parts) -> None:
        rels = "xl/worksheets/_rels/sheet1.xml.rels"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        found = parts.get(
            rels, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        )
        root = etree.fromstring(found)
        told = {"Id": "rIdX", "Type": f"{office}/{kind}", "Target": target}
        etree.SubElement(
            root, f"{root.tag[:-13]}Relationship", told | ({"TargetMode": "External"} if external else {})
        )
        parts[rels] = etree.tostring(root)
        if not external:
            parts["xl/worksheets/" + target if not target.startswith("/") else target[1:]] = part

    return change


DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col>'
    "<xdr:row>5</xdr:row></xdr:from>{}</xdr:twoCellAnchor></xdr:wsDr>"
)


def drawn(xml: str) -> Callable[[Parts], None]:
    return related("drawing", "d.xml", DRAWING.format(xml).encode())


BOX = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Ja, men inte drift</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
THREAD = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="D6"><text>Med undantag f\xc3\xb6r helger</text></threadedComment></ThreadedComments>'
)
VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>Vi f\xc3\xb6rbeh\xc3\xa5ller oss<br></div>'
    b"</v:textbox></v:shape></xml>"
)


def renamed_part(parts: Parts) -> None:
    """An added sheet whose part is called as no sheet is."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = etree.fromstring(parts["xl/workbook.xml"])
    sheets = book.find(f"{S}sheets")
    assert sheets is not None
    etree.SubElement(sheets, f"{S}sheet", {"name": "Villkor", "sheetId": "99", f"{{{office}}}id": "rIdX"})
    parts["xl/workbook.xml"] = etree.tostring(book)
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    lead = f'<Relationship Id="rIdX" Type="{office}/worksheet" Target="Media/Bild.bin"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", lead).encode()
    cell = '<c t="inlineStr"><is><t>Vi reserverar oss</t></is></c>'
    sheet = f'<worksheet xmlns="{S[1:-1]}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    parts["xl/media/bild.bin"] = sheet.encode()


def lost_part(parts: Parts) -> None:
    """An added sheet whose part cannot be read."""
    renamed_part(parts)
    parts["xl/media/bild.bin"] = b"x"
