// docx.js: the table from rows in a JSON file, which the caller makes beforehand.
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.BENCHMARK_NODE + "/");
const { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } = require("docx");

const [rowsFile, out] = process.argv.slice(2);
const rows = JSON.parse(fs.readFileSync(rowsFile, "utf8"));
const runs = (list) => list.map(([text, bold, italics]) => new TextRun({ text, bold, italics }));
const cell = (children) => new TableCell({ children });
const text = (words) => cell([new Paragraph(words)]);
const header = new TableRow({
  tableHeader: true,
  children: ["Nr", "Krav", "Typ", "Svar", "Kommentar"].map(text),
});
const body = rows.map(
  (row) =>
    new TableRow({
      cantSplit: true,
      children: [
        text(row.id),
        cell([
          new Paragraph({ children: runs(row.runs) }),
          ...row.bullets.map((bullet) => new Paragraph({ bullet: { level: 0 }, children: runs(bullet) })),
        ]),
        text(row.kind),
        text("Ja / Nej"),
        text(""),
      ],
    }),
);
const document = new Document({ sections: [{ children: [new Table({ rows: [header, ...body] })] }] });
fs.writeFileSync(out, await Packer.toBuffer(document));
