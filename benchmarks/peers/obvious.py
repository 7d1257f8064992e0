"""The obvious whole way: safe_load, jsonschema, Jinja2 for each text, markdown-it-py, python-docx ``add_row``.

python obvious.py FOLDER OUT.docx
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import docx
import yaml
from docx.oxml import OxmlElement
from jinja2.sandbox import SandboxedEnvironment
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

HEADERS = ("Nr", "Krav", "Typ", "Svar", "Kommentar")
SCHEMA = {
    "type": "object",
    "required": ["block", "requirements"],
    "properties": {
        "requirements": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "kind", "text", "phase", "motive", "evidence"],
                "properties": {
                    "id": {"type": "string", "pattern": "^[A-Z0-9]+(-[A-Z0-9.]+)+$"},
                    "kind": {"enum": ["ska", "bör", "villkor", "fråga"]},
                    "text": {"type": "string", "minLength": 1},
                    "parameters": {"type": "object", "additionalProperties": {"type": "object"}},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        }
    },
}


def main(folder: Path, out: str) -> None:
    """Write the table."""
    data = yaml.safe_load((folder / "requirements_library" / "bank.yaml").read_text(encoding="utf-8"))
    errors = list(Draft202012Validator(json.loads(json.dumps(SCHEMA))).iter_errors(data))
    assert not errors
    environment, markdown = SandboxedEnvironment(), MarkdownIt()
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADERS))
    table.style = "Table Grid"
    for cell, header in zip(table.rows[0].cells, HEADERS, strict=True):
        cell.text = header
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for item in data["requirements"]:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = row.cells
        cells[0].text = item["id"]
        cells[2].text = item["kind"].capitalize()
        cells[3].text = "Ja / Nej"
        values = {name: parameter.get("default") for name, parameter in item["parameters"].items()}
        text = environment.from_string(item["text"]).render(values)
        paragraph, used = cells[1].paragraphs[0], False
        bullet = False
        for token in markdown.parse(text):
            if token.type == "list_item_open":
                bullet = True
            elif token.type == "inline":
                if used or bullet:
                    paragraph = cells[1].add_paragraph(style="List Bullet" if bullet else None)
                used, bullet, bold, italic = True, False, False, False
                for child in token.children or ():
                    if child.type in ("strong_open", "strong_close"):
                        bold = child.type == "strong_open"
                    elif child.type in ("em_open", "em_close"):
                        italic = child.type == "em_open"
                    elif child.type == "text":
                        run = paragraph.add_run(child.content)
                        run.bold, run.italic = bold, italic
    document.save(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
