"""Sends workbooks through other programs, each as it saves them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from tests.external import need, need_installed

Files = Sequence[Path]

_EXCELJS = """
const Excel = require("exceljs");
(async () => {
  for (const [from, to] of JSON.parse(process.argv[1])) {
    const book = new Excel.Workbook();
    await book.xlsx.readFile(from);
    await book.xlsx.writeFile(to);
  }
})();
"""
_SHEETJS = """
const sheets = require("xlsx");
for (const [from, to] of JSON.parse(process.argv[1])) sheets.writeFile(sheets.readFile(from, {cellStyles: true}), to);
"""
_ONLYOFFICE = """
import json, sys
import docbuilder
builder = docbuilder.CDocBuilder()
for source, target in json.loads(sys.argv[1]):
    builder.OpenFile(source, "")
    builder.SaveFile("xlsx", target)
    builder.CloseFile()
"""
_SORT = """Sub Run(source, target, cells)
Dim load(0) As New com.sun.star.beans.PropertyValue
load(0).Name = "Hidden"
load(0).Value = True
document = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
Dim fields(0) As New com.sun.star.table.TableSortField
fields(0).Field = 0
fields(0).IsAscending = True
Dim how(0) As New com.sun.star.beans.PropertyValue
how(0).Name = "SortFields"
how(0).Value = fields()
document.Sheets.getByIndex(0).getCellRangeByName(cells).sort(how())
Dim save(0) As New com.sun.star.beans.PropertyValue
save(0).Name = "FilterName"
save(0).Value = "Calc MS Excel 2007 XML"
document.storeToURL(target, save())
document.close(True)
End Sub"""


def libreoffice(files: Files, to: Path) -> None:
    """Saved by LibreOffice."""
    _converted(files, to, "xlsx")


def libreoffice_ods(files: Files, to: Path) -> None:
    """Saved by LibreOffice in its own format, and then as a workbook."""
    _converted(files, to / "ods", "ods")
    _converted([to / "ods" / f"{file.stem}.ods" for file in files], to, "xlsx")


def gnumeric(files: Files, to: Path) -> None:
    """Saved by Gnumeric."""
    program = need("ssconvert")
    for file in files:
        subprocess.run([program, file, to / file.name], check=True, capture_output=True, timeout=60)


def exceljs(files: Files, to: Path) -> None:
    """Saved by exceljs."""
    _node(_EXCELJS, "exceljs", files, to)


def sheetjs(files: Files, to: Path) -> None:
    """Saved by SheetJS."""
    _node(_SHEETJS, "xlsx", files, to)


def onlyoffice(files: Files, to: Path) -> None:
    """Saved by ONLYOFFICE."""
    python = need_installed("venv/bin/python")
    subprocess.run(
        [python, "-c", _ONLYOFFICE, _pairs(files, to)], check=True, capture_output=True, timeout=120
    )


def by_openpyxl(files: Files, to: Path) -> None:
    """Saved by openpyxl."""
    for file in files:
        openpyxl.load_workbook(file).save(to / file.name)


PROGRAMS: Mapping[str, Callable[[Files, Path], None]] = {
    "libreoffice": libreoffice,
    "libreoffice-ods": libreoffice_ods,
    "gnumeric": gnumeric,
    "exceljs": exceljs,
    "sheetjs": sheetjs,
    "onlyoffice": onlyoffice,
    "openpyxl": by_openpyxl,
}


class Sorter:
    """LibreOffice with a macro that sorts cells of a workbook's first sheet, as somebody does by hand."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"
        self._program = need("soffice")
        self._run("--terminate_after_init")
        basic = self._profile / "user" / "basic" / "Standard"
        listed = '<library:element library:name="Sort"/></library:library>'
        library = basic / "script.xlb"
        empty = library.read_text(encoding="utf-8")
        library.write_text(empty.replace("</library:library>", listed), encoding="utf-8")
        (basic / "Sort.xba").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script"'
            f' script:name="Sort" script:language="StarBasic">{escape(_SORT)}</script:module>',
            encoding="utf-8",
        )

    def sort(self, file: Path, areas: Sequence[str], to: Path) -> dict[str, Path]:
        """For each area the workbook with its cells sorted by their first column. One start serves all."""
        sorted_by = {cells: to / f"{cells.replace(':', '-')}.xlsx" for cells in areas}
        self._run(
            *(
                f'macro:///Standard.Sort.Run("{file.as_uri()}","{path.as_uri()}","{cells}")'
                for cells, path in sorted_by.items()
            )
        )
        return sorted_by

    def _run(self, *what: str) -> None:
        profile = f"-env:UserInstallation={self._profile.as_uri()}"
        subprocess.run(
            [self._program, profile, "--headless", *what], check=True, capture_output=True, timeout=120
        )


def _converted(files: Files, to: Path, form: str) -> None:
    profile = f"-env:UserInstallation={(to / 'profile').resolve().as_uri()}"
    command = [need("soffice"), profile, "--headless", "--convert-to", form, "--outdir", to, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _node(script: str, package: str, files: Files, to: Path) -> None:
    modules = need_installed(f"node_modules/{package}").parent
    command = [need("node"), "-e", script, _pairs(files, to)]
    subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=modules.parent)


def _pairs(files: Files, to: Path) -> str:
    return json.dumps([[str(file), str(to / file.name)] for file in files])
