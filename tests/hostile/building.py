"""Small pieces of Word files, and how they are put into one."""

from __future__ import annotations

from tests.hostile.containers import Parts

DOC = "word/document.xml"
PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def inside(name: str, xml: str) -> str:
    return f"<{name}>{xml}</{name}>"


def put(parts: Parts, part: str, before: str, xml: str, first: bool = False) -> None:
    text = parts[part].decode()
    at = text.index(before) if first else text.rindex(before)
    end = at + len(before) if first else at
    parts[part] = (text[:at] + xml + text[end:]).encode()


def drop(parts: Parts, name: str) -> None:
    del parts[name]


def body(parts: Parts, xml: str) -> None:
    put(parts, DOC, "<w:sectPr", xml)


def row(parts: Parts, xml: str) -> None:
    """The paragraph as the first cell of a table's second row, where the id of an item is looked for."""
    body(parts, table([["Krav", "Svar"], ["a", "b"]]).replace(PARAGRAPH.format("a"), xml))


def table(rows: list[list[str]], instead: str = "") -> str:
    made = ["<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"]
    for row in rows:
        lines = [inside("w:p", instead) if instead else PARAGRAPH.format(cell) for cell in row]
        made.append(inside("w:tr", "".join(inside("w:tc", line) for line in lines)))
    return "".join(made) + "</w:tbl><w:p/>"


def part(parts: Parts, name: str, root: str, xml: str) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts[name] = f'<w:{root} xmlns:w="{namespace}">{xml}</w:{root}>'.encode()


def filled_with(parts: Parts, xml: str) -> None:
    """The content of the first field for words."""
    text = parts[DOC].decode()
    at = text.find("<w:sdtContent>", text.find('w:val="kommentar.')) + len("<w:sdtContent>")
    parts[DOC] = (text[:at] + xml + text[at:]).encode()
