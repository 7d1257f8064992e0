#!/usr/bin/env bash
# A workbook with the sheets "Krav" and "krav": Excel takes no two names that differ in case only.
#
# openpyxl 3.1.5 gives the second sheet another name, "krav1", and says nothing, so a program that looks for its sheet by
# name afterwards finds the wrong one or none. XlsxWriter 3.3.1 raises DuplicateWorksheetName. Neither minds the name
# "History", which Excel keeps for itself and refuses in a file.
# Fails when either library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1
"$folder/venv/bin/python" - <<'PYTHON'
import io

import openpyxl
import xlsxwriter
from xlsxwriter.exceptions import DuplicateWorksheetName

book = openpyxl.Workbook()
book.active.title = "Krav"
book.create_sheet("krav")
names = book.sheetnames
print("openpyxl", openpyxl.__version__, names)

other = xlsxwriter.Workbook(io.BytesIO())
other.add_worksheet("Krav")
try:
    other.add_worksheet("krav")
    raised = False
except DuplicateWorksheetName as error:
    raised = True
    print("XlsxWriter", xlsxwriter.__version__, type(error).__name__)

kept = openpyxl.Workbook()
kept.active.title = "History"
also = xlsxwriter.Workbook(io.BytesIO())
also.add_worksheet("History")
kept.save(io.BytesIO())
also.close()
print('"History" is written by both')
assert (names, raised) == (["Krav", "krav1"], True)
PYTHON
