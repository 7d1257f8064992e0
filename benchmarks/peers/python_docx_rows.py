"""python-docx with ``add_row``: what one writes first."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import docx
from content import HEADERS, requirements
from docx.oxml import OxmlElement


def main(count: int, out: str) -> None:
    """Write the table."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADERS))
    table.style = "Table Grid"
    for cell, header in zip(table.rows[0].cells, HEADERS, strict=True):
        cell.text = header
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for requirement in requirements(count):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = row.cells
        cells[0].text = requirement.id
        paragraph = cells[1].paragraphs[0]
        for text, bold, italic in requirement.runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic
        for bullet in requirement.bullets:
            paragraph = cells[1].add_paragraph(style="List Bullet")
            for text, bold, italic in bullet:
                run = paragraph.add_run(text)
                run.bold, run.italic = bold, italic
        cells[2].text = requirement.kind.capitalize()
        cells[3].text = "Ja / Nej"
    document.save(out)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
