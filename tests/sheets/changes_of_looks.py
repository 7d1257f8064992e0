"""Changes of how a filled-in workbook looks: room, colours, sizes and what stands in for words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from openpyxl.styles import Alignment, Font, GradientFill, PatternFill

from tests.sheets.changes import NOTE, ROW
from tests.sheets.filling import Parts, S

LONG = "Ja, vi uppfyller kravet i allt väsentligt enligt beskrivningen i bilaga 3. " * 8


def noted(words: str = LONG, height: float | None = None, **alignment: Any) -> Callable[[Any], None]:
    """A comment in a row of a height, aligned in some way."""

    def change(sheet: Any) -> None:
        cell = sheet.cell(ROW, NOTE)
        cell.value = words
        if alignment:
            cell.alignment = Alignment(**alignment)
        if height is not None:
            sheet.row_dimensions[ROW].height = height

    return change


def on_ground(fill: PatternFill | GradientFill, colour: str) -> Callable[[Any], None]:
    """A comment in a colour on a ground."""

    def change(sheet: Any) -> None:
        cell = sheet.cell(ROW, NOTE)
        cell.fill = fill
        cell.font = Font(color=colour)

    return change


DARK = "FF1B3A5C"
GRADIENT = GradientFill(stop=(DARK, DARK))
PATTERN = PatternFill("gray125", fgColor=DARK, bgColor=DARK)


def all_white(parts: Parts) -> None:
    """The letters of the ordinary font have the colour of the ground."""
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'<color theme="1"/>', b'<color theme="0"/>')


def own_palette(parts: Parts) -> None:
    """The black that old programs name by number is white."""
    styles = parts["xl/styles.xml"].replace(b'<color theme="1"/>', b'<color indexed="8"/>')
    root = etree.fromstring(styles)
    for old in root.iter(f"{S}rgbColor"):
        old.set("rgb", "FFFFFFFF")
    assert root.find(f".//{S}rgbColor") is not None
    parts["xl/styles.xml"] = etree.tostring(root)


def zoom(sheet: Any) -> None:
    sheet.sheet_view.zoomScale = 12


def printed_small(sheet: Any) -> None:
    sheet.page_setup.scale = 10
    sheet.sheet_properties.pageSetUpPr.fitToPage = False


def frozen_rows(sheet: Any) -> None:
    sheet.freeze_panes = "A200"


def frozen_columns(sheet: Any) -> None:
    sheet.freeze_panes = "AZ5"


def window(parts: Parts) -> None:
    """The window of the workbook is not shown."""
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b'visibility="visible"', b'visibility="hidden"'
    )


def spoken(root: etree._Element) -> None:
    """Words above the words, as for Japanese."""
    text = root.find(f".//{S}c[@r='F{ROW}']/{S}is")
    assert text is not None
    aside = etree.SubElement(text, f"{S}rPh", {"sb": "0", "eb": "3"})
    etree.SubElement(aside, f"{S}t").text = "Nej, vi reserverar oss"


def rich(root: etree._Element) -> None:
    """A cell that shows a picture in place of its words."""
    cell = root.find(f".//{S}c[@r='D{ROW}']")
    assert cell is not None
    cell.set("vm", "1")


def spilled(root: etree._Element) -> None:
    """A formula that fills all answers."""
    cell = root.find(f".//{S}c[@r='D5']")
    assert cell is not None
    cell.clear()
    cell.attrib.update({"r": "D5", "t": "str"})
    etree.SubElement(cell, f"{S}f", {"t": "array", "ref": "D5:D10"}).text = '"Ja"'
    etree.SubElement(cell, f"{S}v").text = "Ja"


def no_tabs(parts: Parts) -> None:
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'showSheetTabs="1"', b'showSheetTabs="0"')


def very_narrow(sheet: Any) -> None:
    sheet.column_dimensions["C"].width = 2
