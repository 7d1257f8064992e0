#!/usr/bin/env bash
# A price sheet with rules for what its cells allow, opened and saved by ONLYOFFICE before openpyxl reads it.
#
# ONLYOFFICE's document-builder 10.0.0.170 moves the plain rules, such as "Ja,Nej" or a number of at least 0, to the
# part of the file that Excel 2010 added for lists on other sheets, and leaves the list on another sheet where it was.
# openpyxl 3.1.5 does not read that part: it warns of an extension, sees one rule of three, and a copy that it saves has
# but that one. A buyer whose program puts a note in a bidder's workbook and sends it back for completion so sends a
# sheet that takes any text for a price. (Without a licence document-builder says so and adds a watermark.)
# Fails when either program changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  document-builder==10.0.0.170 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import warnings
import zipfile
from importlib.metadata import version

import docbuilder
import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation

made = openpyxl.Workbook()
sheet = made.active
sheet.title = "Pris"
sheet.append(["Krav", "Svar", "Pris", "Uppfylls"])
answers = made.create_sheet("Svar")
answers.append(["Ja"])
answers.append(["Nej"])
rules = {
    "B2": DataValidation("list", '"Ja,Nej"'),
    "C2": DataValidation("decimal", "0", operator="greaterThanOrEqual"),
    "D2": DataValidation("list", "Svar!$A$1:$A$2"),
}
for cell, rule in rules.items():
    sheet.add_data_validation(rule)
    rule.add(cell)
made.save("sent.xlsx")

builder = docbuilder.CDocBuilder()
builder.OpenFile("sent.xlsx", "")
builder.SaveFile("xlsx", "returned.xlsx")
builder.CloseFile()

print("document-builder", version("document-builder"), "and openpyxl", openpyxl.__version__)
seen = {}
for step in ("sent", "returned", "copy"):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        book = openpyxl.load_workbook(f"{step}.xlsx")
    told = [str(warning.message) for warning in warned if "Validation" in str(warning.message)]
    found = sorted(str(rule.sqref) for rule in book["Pris"].data_validations.dataValidation)
    with zipfile.ZipFile(f"{step}.xlsx") as file:
        part = next(name for name in file.namelist() if name.endswith("sheet1.xml"))
        extended = file.read(part).count(b"<x14:dataValidation ")
    print(f"{step}: openpyxl sees rules for {found}, in the extension {extended}, warns: {told}")
    seen[step] = found, extended, told
    if step == "returned":
        book.save("copy.xlsx")
warning = "Data Validation extension is not supported and will be removed"
assert seen == {
    "sent": (["B2", "C2", "D2"], 0, []),
    "returned": (["D2"], 2, [warning]),
    "copy": (["D2"], 0, []),
}, seen
PYTHON
