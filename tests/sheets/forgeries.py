"""Ways to change what a returned workbook says to its reader, each with what must be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tests.sheets import changes as c
from tests.sheets.filling import SHEET, Parts, in_sheet

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


FORGERIES: tuple[Forgery, ...] = (
    # Answers that are none.
    Forgery("nja", "KG906", "svaret är inte något av Ja/Nej: Nja", c.answer("Nja")),
    Forgery("capitals", "KG906", "JA", c.answer("JA")),
    Forgery("with-reservation", "KG906", "Ja, med reservation", c.answer("Ja, med reservation för bilaga 3")),
    Forgery("truth-value", "KG906", "SANT", c.answer(True)),
    Forgery("number", "KG906", "inte något av Ja/Nej: 1", c.answer(1)),
    Forgery("look-alike", "KG954", "U+0430", c.answer("J\u0430")),
    Forgery("zero-width", "KG954", "U+200B", c.cell("F6", "Be\u200bvis")),
    Forgery("formula", "KG933", "har en formel", c.answer('=IF(TODAY()>50000,"Nej","Ja")')),
    Forgery("error", "KG933", "har ett fel: #N/A", c.answer("#N/A")),
    Forgery("formula-in-comment", "KG933", "har en formel", c.cell("F6", "=A6")),
    Forgery("formula-in-text", "KG933", "har en formel", c.cell("C6", '="Tjänsten bör"')),
    # Formats.
    Forgery("format-with-words", "KG953", "visar Ja men innehåller Nej", c.answer("Nej", '0;0;0;"Ja"')),
    Forgery("format-adds-words", "KG953", "visar inte Ja men", c.answer("Ja", '"inte "@')),
    Forgery("format-without-text", "KG953", "visar ingenting men innehåller Nej", c.answer("Nej", ";;;")),
    Forgery("number-as-word", "KG953", "visar Ja men innehåller 0", c.answer(0, '"Ja";"Ja";"Ja"')),
    Forgery("price-shown-as-one", "KG953", "visar 1 men innehåller 0", c.price(0, '"1"'), kind="prices"),
    Forgery("price-in-thousands", "KG953", "innehåller 1200000", c.price(1200000, "#,##0,"), kind="prices"),
    Forgery("price-on-condition", "KG953", "visar 5", c.price(900, "[<1000]5;0"), kind="prices"),
    Forgery("price-rounded", "KG953", "innehåller 1200,5", c.price(1200.5, "0"), kind="prices"),
    Forgery("minus-not-shown", "KG953", "innehåller -5", c.price(-5, "0;0"), kind="prices"),
    # Looks.
    Forgery("white", "KG952", "samma färg", c.font(c.NOTE, color="FFFFFFFF")),
    Forgery("white-by-theme", "KG952", "samma färg", parts=c.run('<color theme="0"/>')),
    Forgery("white-by-number", "KG952", "samma färg", parts=c.run('<color indexed="9"/>')),
    Forgery("nearly-white", "KG952", "samma färg", c.font(c.NOTE, color="FFF4F4F4")),
    Forgery("colour-of-ground", "KG952", "samma färg", c.form_of(c.fill)),
    Forgery("tiny", "KG952", "för små", c.font(c.NOTE, sz=1)),
    Forgery("struck", "KG952", "överstrukna: Nej", c.font(c.ANSWER, strike=True)),
    Forgery("struck-in-part", "KG952", "överstrukna: Ja utom drift", parts=c.run("<strike/>")),
    Forgery("tiny-in-part", "KG952", "för små", parts=c.run('<sz val="1"/>')),
    Forgery("symbols", "KG953", "ritar andra tecken", c.font(c.ANSWER, name="Wingdings")),
    Forgery("symbols-in-part", "KG953", "ritar andra tecken", parts=c.run('<rFont val="Symbol"/>')),
    Forgery("conditional", "KG953", "villkorsstyrd formatering", c.form_of(c.conditional)),
    # What is hidden.
    Forgery("row", "KG952", "rader är dolda eller för låga", c.form_of(c.hide_row)),
    Forgery("filtered", "KG952", "ett filter döljer rader", c.form_of(c.filter_of)),
    Forgery("low-row", "KG952", "för låga", c.form_of(c.low_row)),
    Forgery("all-rows", "KG952", "för låga", parts=in_sheet(c.zero_height)),
    Forgery("column", "KG952", "kolumner är dolda", c.form_of(c.hide_column)),
    Forgery("narrow-column", "KG952", "för smala", c.form_of(c.narrow_column)),
    Forgery("sheet", "KG952", "Bladet Del B Bör-krav är dolt", c.hide_sheet),
    Forgery("very-hidden-sheet", "KG952", "Bladet Del B Bör-krav är dolt", c.very_hidden),
    Forgery("frozen", "KG952", "det som står före A6", parts=in_sheet(c.freeze)),
    Forgery("right-to-left", "KG956", "höger till vänster", parts=in_sheet(c.right_to_left)),
    Forgery("no-zeros", "KG952", "visar inte nollor", c.prices(c.no_zeros), kind="prices"),
    Forgery("print-area", "KG952", "utskriftsområdet", c.form_of(c.print_area)),
    Forgery("words-in-hidden-column", "KG952", "den dolda kolumnen", c.cell("E6", "Gäller ej")),
    Forgery("merged", "KG932", "D6:D7", c.form_of(c.merge)),
    # Rows and answers that are moved.
    Forgery(
        "open-cells-sorted", "KG930", "vid K2 (EARK-02) står svaret på K3 (EARK-03)", c.exchanged(4, 5, 6)
    ),
    Forgery("answers-sorted", "KG930", "vid K2 (EARK-02) står svaret på K3", c.form_of(c.lists_moved)),
    Forgery("texts-sorted", "KG930", "utan sina krav", c.exchanged(1, 2, 3)),
    Forgery("rows-sorted", "KG956", "i en annan ordning", c.form_of(c.row_exchanged)),
    # What was sent, changed.
    Forgery("text", "KG911", "K2 (EARK-02)", c.cell("C6", "Sökning efter handling\nTjänsten bör söka.")),
    Forgery("value", "KG911", "K2 (EARK-02)", c.cell("A6", "K99")),
    Forgery("id", "KG911", "K2 (EARK-02)", c.cell("B6", "EARK-09")),
    Forgery("row-taken-away", "KG912", "EARK-02", c.form_of(lambda sheet: sheet.delete_rows(6))),
    Forgery(
        "row-emptied",
        "KG912",
        "EARK-02",
        c.form_of(c.empty_row),
    ),
    Forgery("title", "KG914", "Svarsbilaga – utkast", c.cell("A1", "Svarsbilaga – utkast")),
    Forgery("below", "KG914", "Vi reserverar oss", c.cell("C30", "Vi reserverar oss")),
    Forgery("beside", "KG939", "kolumn H har lagts till", c.cell("H6", "Gäller ej")),
    Forgery(
        "renamed", "KG914", "Del A Önskemål", lambda book: setattr(book[SHEET], "title", "Del A Önskemål")
    ),
    Forgery("header", "KG914", "Ditt svar", c.cell("D4", "Ditt svar")),
    Forgery("new-sheet", "KG939", "Bladet Reservationer har lagts till: Vi reserverar oss", c.added_sheet),
    Forgery("sheet-called-otherwise", "KG939", "Villkor har lagts till: Vi reserverar", parts=c.renamed_part),
    Forgery("sheet-not-read", "KG957", "Bladet Villkor kan inte läsas", parts=c.lost_part),
    Forgery("footer", "KG914", "Priserna gäller i en månad", c.form_of(c.footer)),
    Forgery("page-header", "KG914", "Utkast", c.form_of(c.header)),
    Forgery("list", "KG907", "Ja/Ja med förbehåll", c.form_of(c.list_of)),
    Forgery("list-of-cells", "KG907", "Kanske/Ja", c.form_of(c.list_of_cells)),
    # What is there besides.
    Forgery("comment", "KG955", "Gäller inte drift", c.form_of(c.comment_of)),
    Forgery(
        "thread", "KG955", "Med undantag för helger", parts=c.related("threadedComment", "t.xml", c.THREAD)
    ),
    Forgery("prompt", "KG955", "Svaret gäller bara under 2027", c.form_of(c.prompt)),
    Forgery(
        "box",
        "KG951",
        "Ja, men inte drift",
        parts=c.drawn(c.BOX),
    ),
    Forgery(
        "picture",
        "KG951",
        "cell D6: en bild",
        parts=c.drawn("<xdr:pic/>"),
    ),
    Forgery("old-box", "KG951", "Vi förbehåller oss", parts=c.related("vmlDrawing", "v.vml", c.VML)),
    Forgery("picture-behind", "KG957", "en bild", parts=c.related("image", "/xl/media/a.png", b"x")),
    Forgery("object", "KG957", "inbäddat objekt", parts=c.related("oleObject", "/xl/embeddings/a.bin", b"x")),
    Forgery("unknown-part", "KG957", "nyhet", parts=c.related("nyhet", "n.xml", b"<a/>")),
    # Prices.
    Forgery("included", "KG941", "ingår", c.price("ingår"), kind="prices"),
    Forgery("thousands-or-decimals", "KG941", "1.200", c.price("1.200"), kind="prices"),
    Forgery("per-month", "KG941", "1200 kr/mån", c.price("1200 kr/mån"), kind="prices"),
    Forgery("negative", "KG941", "negativt: -5", c.price(-5), kind="prices"),
    Forgery(
        "no-price",
        "KG942",
        "rader utan pris är inte med i summan: Pris för EARK-01",
        c.price(None),
        kind="prices",
    ),
    Forgery(
        "sum-by-hand",
        "KG944",
        "visar summan 1, och priserna ger 1055",
        c.priced(5, c.SUM, 1),
        kind="prices",
    ),
    Forgery(
        "total-by-hand",
        "KG944",
        "priserna ger 3195",
        c.priced(8, c.SUM, 7),
        kind="prices",
    ),
    Forgery(
        "priced-thing",
        "KG914",
        "Pris för EARK-01 per år",
        c.priced(5, 3, "Pris för EARK-01 per år"),
        kind="prices",
    ),
)
