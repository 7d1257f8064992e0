#!/usr/bin/env bash
# A price sheet worked out by three Python libraries that recalculate workbooks without an office program.
#
# A row of a price sheet is a volume times a price in kronor, rounded with ROUND(…,2). Volumes such as half a year make
# products of exactly half an öre. Excel's rule is away from zero. formulas 1.2.10 rounds the binary product, so
# ROUND(0.5*0.29,2) is 0.14 and ROUND(0.5*1.15,2) is 0.57. pycel 1.0b30 and xlcalculator 0.5.0 give 0.15 and 0.58, but
# 1.22 for ROUND(3.5*0.35,2), whose binary product lies just below the half. Whoever checks bidders' sums on a server may
# so find öre that no bidder has got wrong. A rounding to more decimals inside the other, ROUND(ROUND(…,6),2), makes pycel
# and xlcalculator right in all four rows, and formulas in one more.
# Fails when one of them changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  formulas==1.2.10 pycel==1.0b30 xlcalculator==0.5.0 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from decimal import ROUND_HALF_UP, Decimal
from importlib.metadata import version

import formulas
import openpyxl
import pycel
from xlcalculator import Evaluator, ModelCompiler

ROWS = ((0.5, 0.29), (0.5, 1.15), (3.5, 0.35), (0.5, 2.01))
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Pris"
for number, (volume, price) in enumerate(ROWS, 1):
    sheet.append([volume, price, f"=ROUND(A{number}*B{number},2)", f"=ROUND(ROUND(A{number}*B{number},6),2)"])
book.save("priser.xlsx")

model = formulas.ExcelModel().loads("priser.xlsx").finish().calculate()
compiled = pycel.ExcelCompiler("priser.xlsx")
evaluator = Evaluator(ModelCompiler().read_and_parse_archive("priser.xlsx"))
programs = {
    "formulas": lambda cell: model[f"'[priser.xlsx]PRIS'!{cell}"].value[0, 0],
    "pycel": lambda cell: compiled.evaluate(f"Pris!{cell}"),
    "xlcalculator": lambda cell: evaluator.evaluate(f"Pris!{cell}"),
}
exact = [
    str((Decimal(str(volume)) * Decimal(str(price))).quantize(Decimal("0.01"), ROUND_HALF_UP)) for volume, price in ROWS
]
print("exact", exact)
seen = {}
for name, value in programs.items():
    for column, words in (("C", "once"), ("D", "twice")):
        found = [f"{float(value(f'{column}{number}')):.2f}" for number in range(1, len(ROWS) + 1)]
        print(name, version(name), "rounded", words, found)
        seen[name, words] = [number for number, (a, b) in enumerate(zip(found, exact), 1) if a != b]
print("rows that differ:", seen)
assert seen == {
    ("formulas", "once"): [1, 2, 3, 4],
    ("formulas", "twice"): [1, 2, 4],
    ("pycel", "once"): [3],
    ("pycel", "twice"): [],
    ("xlcalculator", "once"): [3],
    ("xlcalculator", "twice"): [],
}, seen
PYTHON
