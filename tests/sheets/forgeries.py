"""Ways to change what a returned workbook says to its reader, each with what must be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.sheets.filling import PRICES, SHEET, Parts, S, in_sheet

ROW, ANSWER, KEY, NOTE = 6, 4, 5, 6
"""Of the answer form's first sheet: a row with the answer "Nej", and where its cells stand."""
PRICE_ROW, QUANTITY, PRICE, SUM = 5, 5, 6, 7

Kind = Literal["form", "prices"]


@dataclass(frozen=True)
class Forgery:
    """A change of a filled-in workbook, through openpyxl or of its parts; the code and the words that tell of it."""

    name: str
    code: str
    words: str
    book: Callable[[Any], None] | None = None
    parts: Callable[[Parts], None] | None = None
    kind: Kind = "form"


def _form(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda book: change(book[SHEET])


def _prices(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda book: change(book[PRICES])


def _answer(value: Any, code: str = "") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        cell = sheet.cell(ROW, ANSWER)
        cell.value = value
        if code:
            cell.number_format = code

    return _form(change)


def _price(value: Any, code: str = "") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        cell = sheet.cell(PRICE_ROW, PRICE)
        cell.value = value
        if code:
            cell.number_format = code

    return _prices(change)


def _priced(row: int, column: int, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(row, column).value = value

    return _prices(change)


def _font(column: int, **look: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(ROW, column).font = Font(**look)

    return _form(change)


def _exchanged(*columns: int) -> Callable[[Any], None]:
    """The open cells of two rows exchanged, as a program sorts them."""

    def change(sheet: Any) -> None:
        for column in columns:
            one, other = sheet.cell(ROW, column), sheet.cell(ROW + 1, column)
            one.value, other.value = other.value, one.value

    return _form(change)


def _lists_moved(sheet: Any) -> None:
    """The answers alone exchanged, each with its list."""
    one, other = sheet.cell(ROW, ANSWER), sheet.cell(ROW + 1, ANSWER)
    one.value, other.value = other.value, one.value
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    first, second = rules[one.coordinate], rules[other.coordinate]
    first.errorTitle, second.errorTitle = second.errorTitle, first.errorTitle


def _row_exchanged(sheet: Any) -> None:
    for column in range(1, NOTE + 1):
        one, other = sheet.cell(ROW, column), sheet.cell(ROW + 1, column)
        one.value, other.value = other.value, one.value


def _empty_row(sheet: Any) -> None:
    for column in range(1, NOTE + 1):
        sheet.cell(ROW, column).value = None


def _hide_row(sheet: Any) -> None:
    sheet.row_dimensions[ROW].hidden = True


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A4:F10"
    sheet.auto_filter.add_filter_column(3, ["Ja"])
    sheet.row_dimensions[ROW].hidden = True


def _low_row(sheet: Any) -> None:
    sheet.row_dimensions[ROW].height = 1


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["F"].hidden = True


def _narrow_column(sheet: Any) -> None:
    sheet.column_dimensions["F"].width = 0.5


def _hide_sheet(book: Any) -> None:
    book["Del B Bör-krav"].sheet_state = "hidden"


def _very_hidden(book: Any) -> None:
    book["Del B Bör-krav"].sheet_state = "veryHidden"


def _fill(sheet: Any) -> None:
    cell = sheet.cell(ROW, NOTE)
    cell.fill = PatternFill("solid", fgColor="FF1B3A5C")
    cell.font = Font(color="FF1B3A5C")


def _list(sheet: Any) -> None:
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            rule.formula1 = '"Ja,Ja med förbehåll"'


def _list_of_cells(sheet: Any) -> None:
    sheet["X1"], sheet["X2"] = "Kanske", "Ja"
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            rule.formula1 = "$X$1:$X$2"


def _prompt(sheet: Any) -> None:
    rule = DataValidation(type="textLength", operator="lessThan", formula1="100", showInputMessage=True)
    rule.promptTitle, rule.prompt = "Obs", "Svaret gäller bara under 2027"
    sheet.add_data_validation(rule)
    rule.add("C7")


def _comment(sheet: Any) -> None:
    sheet.cell(ROW, ANSWER).comment = Comment("Gäller inte drift", "Anbudsgivaren")


def _conditional(sheet: Any) -> None:
    rule = CellIsRule(operator="equal", formula=['"Nej"'], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("D5:D10", rule)


def _merge(sheet: Any) -> None:
    sheet.merge_cells("D6:D7")


def _added_sheet(book: Any) -> None:
    book.create_sheet("Reservationer")["A1"] = "Vi reserverar oss mot K3"


def _cell(reference: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[reference] = value

    return _form(change)


def _print_area(sheet: Any) -> None:
    sheet.print_area = "A1:D8"


def _footer(sheet: Any) -> None:
    sheet.oddFooter.center.text = "Priserna gäller i en månad"


def _header(sheet: Any) -> None:
    sheet.oddHeader.left.text = "Utkast"


def _freeze(root: etree._Element) -> None:
    view = root.find(f".//{S}sheetView")
    assert view is not None
    view.set("topLeftCell", "A6")


def _right_to_left(root: etree._Element) -> None:
    view = root.find(f".//{S}sheetView")
    assert view is not None
    view.set("rightToLeft", "1")


def _no_zeros(sheet: Any) -> None:
    sheet.sheet_view.showZeros = False
    sheet.cell(PRICE_ROW, PRICE).value = 0


def _zero_height(root: etree._Element) -> None:
    standard = root.find(f"{S}sheetFormatPr")
    assert standard is not None
    standard.set("zeroHeight", "1")
    for row in root.iter(f"{S}row"):
        row.attrib.pop("ht", None)


def _run(look: str) -> Callable[[Parts], None]:
    """A comment that is partly written in another look."""

    def change(root: etree._Element) -> None:
        cell = root.find(f".//{S}c[@r='F{ROW}']")
        assert cell is not None
        cell.clear()
        cell.attrib.update({"r": f"F{ROW}", "t": "inlineStr"})
        words = f"<r><t>Ja </t></r><r><rPr>{look}</rPr><t>utom drift</t></r>"
        cell.append(etree.fromstring(f'<is xmlns="{S[1:-1]}">{words}</is>'))

    return in_sheet(change)


def _related(kind: str, target: str, part: bytes, external: bool = False) -> Callable[[Parts], None]:
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


_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col>'
    "<xdr:row>5</xdr:row></xdr:from>{}</xdr:twoCellAnchor></xdr:wsDr>"
)


def _drawn(xml: str) -> Callable[[Parts], None]:
    return _related("drawing", "d.xml", _DRAWING.format(xml).encode())


_BOX = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Ja, men inte drift</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
_THREAD = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="D6"><text>Med undantag f\xc3\xb6r helger</text></threadedComment></ThreadedComments>'
)
_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>Vi f\xc3\xb6rbeh\xc3\xa5ller oss<br></div>'
    b"</v:textbox></v:shape></xml>"
)

FORGERIES: tuple[Forgery, ...] = (
    # Answers that are none.
    Forgery("nja", "KG934", "svaret är inte något av Ja/Nej: Nja", _answer("Nja")),
    Forgery("capitals", "KG934", "JA", _answer("JA")),
    Forgery("with-reservation", "KG934", "Ja, med reservation", _answer("Ja, med reservation för bilaga 3")),
    Forgery("truth-value", "KG934", "SANT", _answer(True)),
    Forgery("number", "KG934", "inte något av Ja/Nej: 1", _answer(1)),
    Forgery("look-alike", "KG945", "U+0430", _answer("J\u0430")),
    Forgery("zero-width", "KG945", "U+200B", _cell("F6", "Be\u200bvis")),
    Forgery("formula", "KG933", "har en formel", _answer('=IF(TODAY()>50000,"Nej","Ja")')),
    Forgery("error", "KG933", "har ett fel: #N/A", _answer("#N/A")),
    Forgery("formula-in-comment", "KG933", "har en formel", _cell("F6", "=A6")),
    Forgery("formula-in-text", "KG933", "har en formel", _cell("C6", '="Tjänsten bör"')),
    # Formats.
    Forgery("format-with-words", "KG936", "visar Ja men innehåller Nej", _answer("Nej", '0;0;0;"Ja"')),
    Forgery("format-adds-words", "KG936", "visar inte Ja men", _answer("Ja", '"inte "@')),
    Forgery("format-without-text", "KG936", "visar ingenting men innehåller Nej", _answer("Nej", ";;;")),
    Forgery("number-as-word", "KG936", "visar Ja men innehåller 0", _answer(0, '"Ja";"Ja";"Ja"')),
    Forgery("price-shown-as-one", "KG936", "visar 1 men innehåller 0", _price(0, '"1"'), kind="prices"),
    Forgery("price-in-thousands", "KG936", "innehåller 1200000", _price(1200000, "#,##0,"), kind="prices"),
    Forgery("price-on-condition", "KG936", "visar 5", _price(900, "[<1000]5;0"), kind="prices"),
    Forgery("price-rounded", "KG936", "innehåller 1200.5", _price(1200.5, "0"), kind="prices"),
    Forgery("minus-not-shown", "KG936", "innehåller -5", _price(-5, "0;0"), kind="prices"),
    # Looks.
    Forgery("white", "KG936", "samma färg", _font(NOTE, color="FFFFFFFF")),
    Forgery("white-by-theme", "KG936", "samma färg", parts=_run('<color theme="0"/>')),
    Forgery("white-by-number", "KG936", "samma färg", parts=_run('<color indexed="9"/>')),
    Forgery("nearly-white", "KG936", "samma färg", _font(NOTE, color="FFF4F4F4")),
    Forgery("colour-of-ground", "KG936", "samma färg", _form(_fill)),
    Forgery("tiny", "KG936", "för små", _font(NOTE, sz=1)),
    Forgery("struck", "KG936", "överstrukna: Nej", _font(ANSWER, strike=True)),
    Forgery("struck-in-part", "KG936", "överstrukna: Ja utom drift", parts=_run("<strike/>")),
    Forgery("tiny-in-part", "KG936", "för små", parts=_run('<sz val="1"/>')),
    Forgery("conditional", "KG936", "villkorsstyrd formatering", _form(_conditional)),
    # What is hidden.
    Forgery("row", "KG931", "rader är dolda eller för låga", _form(_hide_row)),
    Forgery("filtered", "KG931", "ett filter döljer rader", _form(_filter)),
    Forgery("low-row", "KG931", "för låga", _form(_low_row)),
    Forgery("all-rows", "KG931", "för låga", parts=in_sheet(_zero_height)),
    Forgery("column", "KG931", "kolumner är dolda", _form(_hide_column)),
    Forgery("narrow-column", "KG931", "för smala", _form(_narrow_column)),
    Forgery("sheet", "KG931", "Bladet Del B Bör-krav är dolt", _hide_sheet),
    Forgery("very-hidden-sheet", "KG931", "Bladet Del B Bör-krav är dolt", _very_hidden),
    Forgery("frozen", "KG931", "det som står före A6", parts=in_sheet(_freeze)),
    Forgery("right-to-left", "KG931", "höger till vänster", parts=in_sheet(_right_to_left)),
    Forgery("no-zeros", "KG931", "visar inte nollor", _prices(_no_zeros), kind="prices"),
    Forgery("print-area", "KG931", "utskriftsområdet", _form(_print_area)),
    Forgery("words-in-hidden-column", "KG931", "den dolda kolumnen", _cell("E6", "Gäller ej")),
    Forgery("merged", "KG932", "D6:D7", _form(_merge)),
    # Rows and answers that are moved.
    Forgery(
        "open-cells-sorted", "KG930", "vid K2 (EARK-02) står svaret på K3 (EARK-03)", _exchanged(4, 5, 6)
    ),
    Forgery("answers-sorted", "KG930", "vid K2 (EARK-02) står svaret på K3", _form(_lists_moved)),
    Forgery("texts-sorted", "KG930", "utan sina krav", _exchanged(1, 2, 3)),
    Forgery("rows-sorted", "KG940", "i en annan ordning", _form(_row_exchanged)),
    # What was sent, changed.
    Forgery("text", "KG911", "K2 (EARK-02)", _cell("C6", "Sökning efter handling\nTjänsten bör söka.")),
    Forgery("value", "KG911", "K2 (EARK-02)", _cell("A6", "K99")),
    Forgery("id", "KG911", "K2 (EARK-02)", _cell("B6", "EARK-09")),
    Forgery("row-taken-away", "KG912", "EARK-02", _form(lambda sheet: sheet.delete_rows(6))),
    Forgery(
        "row-emptied",
        "KG912",
        "EARK-02",
        _form(_empty_row),
    ),
    Forgery("title", "KG914", "Svarsbilaga – utkast", _cell("A1", "Svarsbilaga – utkast")),
    Forgery("below", "KG914", "Vi reserverar oss", _cell("C30", "Vi reserverar oss")),
    Forgery("beside", "KG939", "kolumn H har lagts till", _cell("H6", "Gäller ej")),
    Forgery(
        "renamed", "KG914", "Del A Önskemål", lambda book: setattr(book[SHEET], "title", "Del A Önskemål")
    ),
    Forgery("header", "KG914", "Ditt svar", _cell("D4", "Ditt svar")),
    Forgery("new-sheet", "KG939", "Bladet Reservationer har lagts till: Vi reserverar oss", _added_sheet),
    Forgery("footer", "KG914", "Priserna gäller i en månad", _form(_footer)),
    Forgery("page-header", "KG914", "Utkast", _form(_header)),
    Forgery("list", "KG935", "Ja/Ja med förbehåll", _form(_list)),
    Forgery("list-of-cells", "KG935", "Kanske/Ja", _form(_list_of_cells)),
    # What is there besides.
    Forgery("comment", "KG937", "Gäller inte drift", _form(_comment)),
    Forgery(
        "thread", "KG937", "Med undantag för helger", parts=_related("threadedComment", "t.xml", _THREAD)
    ),
    Forgery("prompt", "KG937", "Svaret gäller bara under 2027", _form(_prompt)),
    Forgery(
        "box",
        "KG938",
        "Ja, men inte drift",
        parts=_drawn(_BOX),
    ),
    Forgery(
        "picture",
        "KG938",
        "cell D6: en bild",
        parts=_drawn("<xdr:pic/>"),
    ),
    Forgery("old-box", "KG938", "Vi förbehåller oss", parts=_related("vmlDrawing", "v.vml", _VML)),
    Forgery("picture-behind", "KG938", "en bild", parts=_related("image", "/xl/media/a.png", b"x")),
    Forgery("object", "KG938", "inbäddat objekt", parts=_related("oleObject", "/xl/embeddings/a.bin", b"x")),
    Forgery("unknown-part", "KG938", "nyhet", parts=_related("nyhet", "n.xml", b"<a/>")),
    # Prices.
    Forgery("included", "KG941", "ingår", _price("ingår"), kind="prices"),
    Forgery("thousands-or-decimals", "KG941", "1.200", _price("1.200"), kind="prices"),
    Forgery("per-month", "KG941", "1200 kr/mån", _price("1200 kr/mån"), kind="prices"),
    Forgery("negative", "KG941", "negativt: -5", _price(-5), kind="prices"),
    Forgery(
        "no-price",
        "KG942",
        "rader utan pris eller antal är inte med i summan: rad 1",
        _price(None),
        kind="prices",
    ),
    Forgery(
        "sum-by-hand",
        "KG944",
        "visar summan 1, och priserna ger 1055",
        _priced(5, SUM, 1),
        kind="prices",
    ),
    Forgery(
        "total-by-hand",
        "KG944",
        "priserna ger 3195",
        _priced(8, SUM, 7),
        kind="prices",
    ),
    Forgery(
        "quantity",
        "KG943",
        "antal för pris för EARK-01] har fyllts i: 2",
        _priced(5, QUANTITY, 2),
        kind="prices",
    ),
    Forgery(
        "priced-thing",
        "KG914",
        "Pris för EARK-01 per år",
        _priced(5, 3, "Pris för EARK-01 per år"),
        kind="prices",
    ),
)
