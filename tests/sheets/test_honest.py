"""What honest bidders and their programs do with a workbook accuses nobody: exit 0, and no more than a quiet line."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.conftest import Kravgen
from tests.sheets import changes as c
from tests.sheets.changes_of_looks import LONG, noted
from tests.sheets.filling import Parts, S, changed, edited, in_sheet

Change = Callable[[Any], None]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _looks(**look: Any) -> Change:
    """Every cell that is filled in, in a look."""

    def change(book: Any) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(min_row=5, min_col=4):
                for cell in row:
                    for name, value in look.items():
                        setattr(cell, name, value)

    return change


def _sheet(**values: Any) -> Change:
    """Words in cells."""

    def change(sheet: Any) -> None:
        for reference, value in values.items():
            sheet[reference].value = value

    return c.form_of(change)


def _view(**values: Any) -> Change:
    def change(sheet: Any) -> None:
        for name, value in values.items():
            setattr(sheet.sheet_view, name, value)

    return c.form_of(change)


def _row_put_in(sheet: Any) -> None:
    """By a program that leaves lists where they were."""
    sheet.insert_rows(6)


def _shown_keys(sheet: Any) -> None:
    sheet.column_dimensions["E"].hidden = False


def _filled_down(sheet: Any) -> None:
    for row in range(6, 11):
        for column in (c.ANSWER, c.KEY):
            sheet.cell(row, column).value = sheet.cell(5, column).value


def _scrolled(sheet: Any) -> None:
    sheet.sheet_view.pane.topLeftCell = "A9"


def _auto_heights(sheet: Any) -> None:
    for row in range(1, 12):
        sheet.row_dimensions[row].height = None
    sheet["F6"].value = "Ja." + "\n" * 6 + "Se bilaga 3."


def _empty_note(sheet: Any) -> None:
    sheet["F7"].comment = Comment("", "Anna")


def _percent(sheet: Any) -> None:
    sheet["F6"].value, sheet["F6"].number_format = 0.99, "0%"


def _link(sheet: Any) -> None:
    sheet["F6"].value = "https://alfa.example/bilaga3"
    sheet["F6"].hyperlink = "https://alfa.example/bilaga3"


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A4:F10"


def _empty_sheet(book: Any) -> None:
    book.create_sheet("Blad1")


LOOKS: dict[str, Change] = {
    "red-bold": _looks(font=Font(name="Arial", sz=9, color="FFFF0000", b=True, i=True)),
    "marked-yellow": _looks(fill=PatternFill("solid", fgColor="FFFFFF00")),
    "grey": _looks(font=Font(color="FF7F7F7F")),
    "small": _looks(font=Font(sz=8)),
    "borders": _looks(border=Border(top=Side("thick"), bottom=Side("double"))),
    "centred": _looks(alignment=Alignment(horizontal="center", wrap_text=True, indent=1)),
    "shrunk-a-little": _looks(alignment=Alignment(shrink_to_fit=True)),
    "zoom-50": _view(zoomScale=50),
    "no-grid": _view(showGridLines=False),
    "scrolled": c.form_of(_scrolled),
    "auto-heights": c.form_of(_auto_heights),
    "much-in-a-low-row": c.form_of(noted(LONG)),
    "much-without-wrap": c.form_of(noted(LONG, wrap_text=False)),
    "letter": _sheet(F6="Ja.\n\nSe bilaga 3:\n- sida 4\n\tsida 5\n\n\nAlfa AB"),
    "signs": _sheet(F6="• punkt – tanke → ≥ 5 µs ½ € “citat” ’ …"),
    "number": _sheet(F6=3, F7="-"),
    "day": _sheet(F6=datetime.date(2027, 5, 1)),
    "percent": c.form_of(_percent),
    "blanks-around": _sheet(D6="Nej ", D7="\u00a0Ja", E6="EARK-02 ", D4="Svar "),
    "link": c.form_of(_link),
    "empty-note": c.form_of(_empty_note),
    "row-put-in": c.form_of(_row_put_in),
    "keys-shown": c.form_of(_shown_keys),
    "filled-down": c.form_of(_filled_down),
    "filter-that-hides-nothing": c.form_of(_filter),
    "empty-sheet": _empty_sheet,
    "quoted": c.answer("Nej", "@"),
}
PRICES = (
    *(("1 200,50 kr", ""), ("1200.50", ""), ("1\u00a0200", ""), ("1\u202f200\u202fkr", ""), ("1200:-", "")),
    *(("SEK 1 200", ""), ("1.200,50", ""), ("1,200.50", ""), ("kr. 1 200", ""), (0, ""), ("1200,-", "")),
    *((1200, "General"), (1200.5, "#,##0.00"), (1200, '#,##0\\ "kr";[Red]\\-#,##0\\ "kr"'), (1200, "@")),
    (0, '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-'),
    *(
        (1200, "_-* #,##0.00\\ [$kr-41D]_-;\\-* #,##0.00\\ [$kr-41D]_-"),
        (0.1 + 0.2, "0.00"),
        (12005, "# ##0.00"),
    ),
)


def as_excel(parts: Parts) -> None:
    """Texts stored once, and what Excel puts in besides."""
    texts: dict[str, int] = {}
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(parts[name])
        for cell in [cell for cell in root.iter(f"{S}c") if cell.get("t") == "inlineStr"]:
            words = "".join(str(text) for text in cell.itertext())
            told = {key: str(cell.get(key)) for key in ("r", "s") if cell.get(key)}
            cell.clear()
            cell.attrib.update({**told, "t": "s"})
            etree.SubElement(cell, f"{S}v").text = str(texts.setdefault(words, len(texts)))
        errors = etree.SubElement(root, f"{S}ignoredErrors")
        etree.SubElement(errors, f"{S}ignoredError", {"sqref": "D5:D9", "numberStoredAsText": "1"})
        parts[name] = etree.tostring(root)
    shared = etree.Element(f"{S}sst")
    for words in texts:
        entry = etree.SubElement(shared, f"{S}si")
        etree.SubElement(entry, f"{S}t").text = words
        etree.SubElement(entry, f"{S}phoneticPr", {"fontId": "1"})
    leads = "".join(
        f'<Relationship Id="rIdX{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            {
                "sharedStrings": "sharedStrings.xml",
                "calcChain": "calcChain.xml",
                "person": "person.xml",
            }.items()
        )
    )
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>", f"{leads}</Relationships>"
    ).encode()
    parts["xl/sharedStrings.xml"] = etree.tostring(shared)
    parts["xl/calcChain.xml"] = parts["xl/person.xml"] = b"<empty/>"
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><p url="C:\\Anbud"/></mc:Choice></mc:AlternateContent><bookViews>'
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<bookViews>", path.encode())


def _restyled(parts: Parts) -> None:
    """Formats under other numbers."""
    root = etree.fromstring(parts["xl/styles.xml"])
    formats = root.find(f"{S}cellXfs")
    assert formats is not None
    count = len(formats)
    for each in list(formats):
        formats.append(etree.fromstring(etree.tostring(each)))
    parts["xl/styles.xml"] = etree.tostring(root)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        sheet = etree.fromstring(parts[name])
        for cell in sheet.iter(f"{S}c"):
            cell.set("s", str(int(cell.get("s", "0")) + count))
        parts[name] = etree.tostring(sheet)


def _unused_hidden(root: etree._Element) -> None:
    columns = root.find(f"{S}cols")
    data = root.find(f"{S}sheetData")
    assert columns is not None
    assert data is not None
    etree.SubElement(columns, f"{S}col", {"min": "8", "max": "16384", "width": "9", "hidden": "1"})
    etree.SubElement(data, f"{S}row", {"r": "1048576", "hidden": "1"})


def _sums_as_values(root: etree._Element) -> None:
    """A program that keeps what formulas gave and drops the formulas."""
    told = {"G5": "1055", "G6": "1065", "G7": "1075", "G8": "3195.0000000000005", "G9": "0"}
    for cell in root.iter(f"{S}c"):
        formula = cell.find(f"{S}f")
        if formula is not None:
            place = str(cell.get("r"))
            cell.clear()
            cell.set("r", place)
            etree.SubElement(cell, f"{S}v").text = told[place]


def _in_order(kravgen: Kravgen, file: Path, package: Path) -> Any:
    result = kravgen("verify", file, "--package", package, "--format", "json")
    told = json.loads(result.out)
    assert (result.code, told["problems"]) == (0, [])
    return told


@pytest.mark.parametrize("change", LOOKS.values(), ids=LOOKS)
def test_how_an_honest_bidder_writes(
    change: Change, package: Path, form: Path, folder: Path, kravgen: Kravgen
) -> None:
    told = _in_order(kravgen, changed(form, folder / "anbud.xlsx", change), package)
    assert sum(len(file["notes"]) for file in told["files"]) <= 1


@pytest.mark.parametrize("price, code", PRICES)
def test_how_an_honest_bidder_writes_a_price(
    price: Any, code: str, package: Path, prices: Path, folder: Path, kravgen: Kravgen
) -> None:
    told = _in_order(kravgen, changed(prices, folder / "pris.xlsx", c.price(price, code)), package)
    assert next(row["answer"] for row in told["answers"] if row["title"] == "Pris för EARK-01")


@pytest.mark.parametrize(
    "change", [as_excel, _restyled, in_sheet(_unused_hidden)], ids=["excel", "restyled", "unused-hidden"]
)
def test_how_programs_save(
    change: Callable[[Parts], None], package: Path, form: Path, folder: Path, kravgen: Kravgen
) -> None:
    _in_order(kravgen, edited(form, folder / "anbud.xlsx", change), package)


def test_sums_without_formulas(package: Path, prices: Path, folder: Path, kravgen: Kravgen) -> None:
    _in_order(kravgen, edited(prices, folder / "pris.xlsx", in_sheet(_sums_as_values)), package)


def test_words_that_do_not_show_and_links_are_quiet_lines(
    package: Path, form: Path, folder: Path, kravgen: Kravgen
) -> None:
    def change(sheet: Any) -> None:
        sheet["F6"].value = LONG
        sheet["F7"].value, sheet["F7"].hyperlink = "Se vår webb", "https://alfa.example/villkor"

    told = _in_order(kravgen, changed(form, folder / "anbud.xlsx", c.form_of(change)), package)
    assert [note for file in told["files"] for note in file["notes"]] == [
        "Del A Ska-krav: alla ord syns inte i cellen: F6 K2 (EARK-02). Gör raden högre i Excel.",
        "Del A Ska-krav: länkar leder från celler till F7 https://alfa.example/villkor",
    ]
