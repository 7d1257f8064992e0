"""docxtpl: a Word template with a row that repeats and rich text."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import docx
from content import HEADERS, requirements
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate, RichText


def template(path: Path) -> None:
    """The Word template, as a person would draw it."""
    document = docx.Document()
    table = document.add_table(rows=4, cols=len(HEADERS))
    table.style = "Table Grid"
    for cell, header in zip(table.rows[0].cells, HEADERS, strict=True):
        cell.text = header
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.cell(1, 0).text = "{%tr for r in rows %}"
    table.cell(2, 0).text = "{{ r.id }}"
    body = table.cell(2, 1)
    body.paragraphs[0].text = "{{r r.text }}"
    body.add_paragraph("{%p for b in r.bullets %}")
    body.add_paragraph("{{r b }}", style="List Bullet")
    body.add_paragraph("{%p endfor %}")
    table.cell(2, 2).text = "{{ r.kind }}"
    table.cell(2, 3).text = "Ja / Nej"
    table.cell(3, 0).text = "{%tr endfor %}"
    document.save(str(path))


def rich(runs: tuple[tuple[str, bool, bool], ...]) -> RichText:
    """Runs as docxtpl wants them."""
    text = RichText()
    for words, bold, italic in runs:
        text.add(words, bold=bold, italic=italic)
    return text


def main(count: int, out: str) -> None:
    """Write the table."""
    rows = [
        {
            "id": r.id,
            "kind": r.kind.capitalize(),
            "text": rich(r.runs),
            "bullets": [rich(b) for b in r.bullets],
        }
        for r in requirements(count)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mall.docx"
        template(path)
        document = DocxTemplate(path)
        document.render({"rows": rows}, autoescape=True)
        document.save(out)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
