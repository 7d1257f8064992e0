"""The floor: rows as text spliced into a document that is ready, nothing else. No tool does less work than this."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))

from content import HEADERS, requirements

MARK = "<w:p><w:r><w:t>TABELL</w:t></w:r></w:p>"
LOOKS = {(True, False): "<w:rPr><w:b/></w:rPr>", (False, True): "<w:rPr><w:i/></w:rPr>", (False, False): ""}


def shell(path: Path) -> None:
    """The document that is ready: made once, not timed."""
    import docx

    document = docx.Document()
    document.add_paragraph("TABELL")
    document.save(str(path))


def _runs(runs: tuple[tuple[str, bool, bool], ...]) -> str:
    return "".join(
        f'<w:r>{LOOKS[bold, italic]}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        for text, bold, italic in runs
    )


def _cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _text(words: str) -> str:
    return _cell(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>")


def main(count: int, out: str, ready: str) -> None:
    """Write the table."""
    bullet = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'
    rows = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(map(_text, HEADERS))}</w:tr>"]
    for r in requirements(count):
        body = _cell(f"<w:p>{_runs(r.runs)}</w:p>{''.join(f'{bullet}{_runs(b)}</w:p>' for b in r.bullets)}")
        cells = f"{_text(r.id)}{body}{_text(r.kind.capitalize())}{_text('Ja / Nej')}{_cell('<w:p/>')}"
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    grid = '<w:gridCol w:w="1800"/>' * len(HEADERS)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    with zipfile.ZipFile(ready) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.decode().replace(MARK, table, 1).encode()
            target.writestr(name, content)


if __name__ == "__main__":
    if sys.argv[1] == "shell":
        shell(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
