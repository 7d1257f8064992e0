"""Fills in workbooks as a bidder does, and changes copies of them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from kravgen.archive import pack

SHEET, PRICES = "Del A Ska-krav", "Priser"
HEADER = 4
Parts = dict[str, bytes]
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def columns(sheet: Any) -> dict[str, int]:
    """The number of each column by its header."""
    return {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}


def filled_form(file: Path, folder: Path) -> Path:
    """The answer form with an answer for everything."""

    def fill(book: Any) -> None:
        for sheet in book.worksheets:
            at = columns(sheet)
            for row in range(HEADER + 1, sheet.max_row + 1):
                key = sheet.cell(row, at["Id"]).value
                answer = {"Del C Frågor": f"Svar om {key}: å & <ä>\nrad två", "Del D Villkor": "Godtas"}
                other = "Ja" if row % 2 else "Nej"
                sheet.cell(row, at["Svar"]).value = answer.get(sheet.title, other)
                if "Kommentar eller hänvisning till bevis" in at:
                    sheet.cell(row, at["Kommentar eller hänvisning till bevis"]).value = f"Bevis för {key}"

    return changed(file, folder / "anbud.xlsx", fill)


def filled_prices(file: Path, folder: Path) -> Path:
    """The price sheet with quantities and prices."""

    def fill(book: Any) -> None:
        sheet = book[PRICES]
        at = columns(sheet)
        for row in range(HEADER + 1, HEADER + 4):
            sheet.cell(row, at["Antal"]).value = 10
            sheet.cell(row, at["Pris per enhet, kronor"]).value = 100.5 + row

    return changed(file, folder / "priser.xlsx", fill)


def changed(file: Path, to: Path, change: Callable[[Any], None]) -> Path:
    """A copy of the workbook, changed and saved by openpyxl."""
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(to)
    return to


def edited(file: Path, to: Path, change: Callable[[Parts], None]) -> Path:
    """A copy of the workbook with its parts changed."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    to.write_bytes(pack(parts))
    return to


def in_sheet(change: Callable[[etree._Element], None], number: int = 1) -> Callable[[Parts], None]:
    """A change of a sheet's part."""

    def apply(parts: Parts) -> None:
        name = f"xl/worksheets/sheet{number}.xml"
        root = etree.fromstring(parts[name])
        change(root)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return apply
