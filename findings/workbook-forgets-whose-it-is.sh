#!/usr/bin/env bash
# A workbook that says in its custom properties which purchase it belongs to, opened and saved without a change.
#
# exceljs 4.4.0 drops the custom properties and says nothing, so that a program that knows its files by them takes the
# workbook for somebody else's. openpyxl 3.1.5 keeps them. SheetJS (xlsx) 0.18.5 keeps those of the file as XlsxWriter
# wrote it; when openpyxl with lxml has saved it, SheetJS finds none and drops them: the same XML, with a namespace
# declared at the value and not at the top. What stands in a cell is kept by all.
# Fails when a library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 lxml==6.1.3 XlsxWriter==3.3.1
venv/bin/python - <<'PYTHON'
import openpyxl
import xlsxwriter

book = xlsxwriter.Workbook("sent.xlsx")
book.set_custom_property("purchase", "E-arkiv", "text")
book.add_worksheet().write_string(0, 0, "Hör till E-arkiv.")
book.close()
openpyxl.load_workbook("sent.xlsx").save("openpyxl.xlsx")
PYTHON
node - <<'NODE'
const Excel = require("exceljs");
const sheetjs = require("xlsx");
(async () => {
  const book = new Excel.Workbook();
  await book.xlsx.readFile("sent.xlsx");
  await book.xlsx.writeFile("exceljs.xlsx");
  sheetjs.writeFile(sheetjs.readFile("sent.xlsx"), "sheetjs.xlsx");
  sheetjs.writeFile(sheetjs.readFile("openpyxl.xlsx"), "openpyxl-sheetjs.xlsx");
  console.log("exceljs", require("exceljs/package.json").version, "SheetJS", sheetjs.version);
})();
NODE
venv/bin/python - <<'PYTHON'
import zipfile

import openpyxl

SEEN = {"sent": True, "openpyxl": True, "exceljs": False, "sheetjs": True, "openpyxl-sheetjs": False}
for name, seen in SEEN.items():
    with zipfile.ZipFile(f"{name}.xlsx") as file:
        parts = [part for part in file.namelist() if part == "docProps/custom.xml"]
        told = any("E-arkiv" in file.read(part).decode() for part in parts)
    in_cell = openpyxl.load_workbook(f"{name}.xlsx").active["A1"].value
    print(f"{name:17} its properties say whose it is: {told!s:6} its cell: {in_cell}")
    assert (told, in_cell) == (seen, "Hör till E-arkiv."), name
PYTHON
