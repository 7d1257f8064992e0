#!/usr/bin/env bash
# A price sheet with three formulas: one with the result 12.5, one with the result 0, and one that nobody has
# calculated.
#
# exceljs 4.4.0 reads the last two alike: their `value` holds no result and their `text` is "". The same goes for a
# formula with the result FALSE. A total of 0 kr, a "prices missing: 0" and a "within the ceiling: FALSE" are so taken
# for formulas without a result, unless the reader asks for `result`, which has them. A zero that was typed in is read
# as 0. SheetJS (xlsx) 0.18.5 reads 0 and false, and no value where there is none.
# Fails when either library changes its mind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5
node - <<'NODE'
const assert = require("node:assert");
const Excel = require("exceljs");
const sheetjs = require("xlsx");

(async () => {
  const results = { A1: 12.5, A2: 0, A3: undefined, A4: true, A5: false };
  const made = new Excel.Workbook();
  const sheet = made.addWorksheet("Pris");
  for (const [cell, result] of Object.entries(results)) sheet.getCell(cell).value = { formula: "B1*C1", result };
  sheet.getCell("A6").value = 0;
  const file = await made.xlsx.writeBuffer();

  const book = new Excel.Workbook();
  await book.xlsx.load(file);
  const cell = (name) => book.getWorksheet("Pris").getCell(name);
  const other = sheetjs.read(file).Sheets.Pris;
  console.log("exceljs", require("exceljs/package.json").version, "and SheetJS", sheetjs.version);
  for (const [name, result] of Object.entries(results)) {
    const { value, text, result: asked } = cell(name);
    console.log(`written: ${result}  exceljs: value.result ${value.result}, text "${text}", result ${asked}`
      + `  SheetJS: ${other[name]?.v}`);
    assert.strictEqual(value.result, result || undefined);
    assert.strictEqual(text, result ? String(result) : "");
    assert.strictEqual(asked, result);
    assert.strictEqual(other[name]?.v, result);
  }
  assert.strictEqual(cell("A6").value, 0);
})();
NODE
