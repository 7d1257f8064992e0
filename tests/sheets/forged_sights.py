"""Forgeries of what is seen of a workbook's cells."""

from __future__ import annotations

from tests.sheets import changes as c
from tests.sheets import changes_of_looks as looks
from tests.sheets import changes_of_structure as structure
from tests.sheets.filling import in_sheet
from tests.sheets.forgeries import Forgery

SIGHTS: tuple[Forgery, ...] = (
    # No room.
    Forgery("shrunk", "KG952", "för små", c.form_of(looks.noted(looks.LONG, shrink_to_fit=True))),
    Forgery("cut-row", "KG952", "för låga", c.form_of(looks.noted(height=9))),
    Forgery(
        "empty-lines",
        "KG952",
        "flyttar ord utanför cellen: Ja. Men inte drift",
        c.form_of(looks.noted("Ja." + "\n" * 9 + "Men inte drift", height=48)),
    ),
    Forgery(
        "blanks",
        "KG952",
        "flyttar ord utanför cellen: Ja. Men inte drift",
        c.form_of(looks.noted("Ja." + " " * 400 + "Men inte drift", height=48)),
    ),
    Forgery("indented", "KG952", "indrag", c.form_of(looks.noted("Ja, men inte drift", indent=100))),
    Forgery("zoomed-out", "KG952", "visas i 12 procent", c.form_of(looks.zoom)),
    Forgery("printed-small", "KG952", "skrivs ut i 10 procent", c.form_of(looks.printed_small)),
    Forgery("frozen-rows", "KG952", "inte går att nå", c.form_of(looks.frozen_rows)),
    Forgery("frozen-columns", "KG952", "inte går att nå", c.form_of(looks.frozen_columns)),
    Forgery("window", "KG952", "fönster är dolt", parts=looks.window),
    # Colours.
    Forgery("all-white", "KG952", "i 32 celler har bokstäverna samma färg", parts=looks.all_white),
    Forgery("palette", "KG952", "har bokstäverna samma färg", parts=looks.own_palette),
    Forgery("gradient", "KG952", "samma färg", c.form_of(looks.on_ground(looks.GRADIENT, looks.DARK))),
    Forgery("pattern", "KG952", "samma färg", c.form_of(looks.on_ground(looks.PATTERN, looks.DARK))),
    Forgery("format-white", "KG952", "samma färg", c.answer("Nej", "[White]@")),
    Forgery("format-colour-2", "KG952", "samma färg", c.answer("Nej", "[Color2]@")),
    Forgery("price-white", "KG952", "samma färg", c.price(1200, "[White]0"), kind="prices"),
    Forgery("small-raised", "KG952", "för små", parts=c.run('<sz val="5"/><vertAlign val="superscript"/>')),
    # Other signs and values.
    Forgery("fraction", "KG953", "innehåller 0,333", c.price(0.333, "# ?/?"), kind="prices"),
    Forgery("digits-thai", "KG953", "innehåller 1200", c.price(1200, "[$-D000000]0"), kind="prices"),
    Forgery("digits-chinese", "KG953", "innehåller 1200", c.price(1200, "[DBNum1]0"), kind="prices"),
    Forgery("digit-before", "KG953", "visar 15 men innehåller 5", c.price(5, '"1"0'), kind="prices"),
    Forgery("digits-after", "KG953", "visar 500 men innehåller 5", c.price(5, "0\\0\\0"), kind="prices"),
    Forgery("share", "KG941", "50%", c.price(0.5, "0%"), kind="prices"),
    Forgery("day", "KG941", "2023-03-15", c.price(45000, "yyyy-mm-dd"), kind="prices"),
    Forgery("euro", "KG941", "1200 €", c.price(1200, "0 [$€-2]"), kind="prices"),
    Forgery("spoken", "KG955", "Nej, vi reserverar oss", parts=in_sheet(looks.spoken)),
    Forgery("rich", "KG953", "visar en bild", parts=in_sheet(looks.rich)),
    Forgery("spilled", "KG933", "6 celler har formler", parts=in_sheet(looks.spilled)),
    # How the file is put together.
    Forgery("for-others", "KG957", "Vi reserverar oss", parts=in_sheet(structure.for_others)),
    Forgery("for-some", "KG957", "Vi reserverar oss", parts=in_sheet(structure.for_some)),
    Forgery("headers-exchanged", "KG906", "6 svar är inte något av", c.form_of(structure.headers_exchanged)),
    Forgery("column-twice", "KG902", "K2 (EARK-02) står flera gånger", c.form_of(structure.column_twice)),
    Forgery("row-covered", "KG912", "EARK-03", c.form_of(structure.row_covered)),
    Forgery("sheet-gone", "KG914", "borttagen: Del D Villkor", structure.sheet_gone),
    Forgery("prompts", "KG955", "D5, F5, D6", c.form_of(structure.prompts)),
    Forgery("no-tabs", "KG952", "flikar är dolda", parts=looks.no_tabs),
    Forgery("very-narrow", "KG952", "för smala", c.form_of(looks.very_narrow)),
    Forgery(
        "note-alone",
        "KG951",
        "Vi reserverar oss",
        parts=c.related("vmlDrawing", "v.vml", structure.NOTE_ALONE),
    ),
    Forgery(
        "drawn-for-new",
        "KG951",
        "Vi reserverar oss",
        parts=c.related("drawing", "d.xml", structure.DRAWN_FOR_NEW),
    ),
    Forgery("sum-of-less", "KG944", "SUM(G5:G6)", c.prices(structure.sum_of_less), kind="prices"),
    Forgery("sum-shows", "KG953", "visar 1 000", c.prices(structure.sum_shows), kind="prices"),
)
