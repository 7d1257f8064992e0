"""What LibreOffice leaves undone for PDF/UA-1, and what would make the same document give other bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf

_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
_BUILDING = frozenset({"m", "l", "c", "v", "y", "h", "re", "W", "W*"})
_OPENING, _CLOSING = frozenset({"BMC", "BDC"}), "EMC"


def repaired(content: bytes, day: str) -> bytes:
    """The PDF with reading order, notes, ornaments and dates mended. ``day`` is ISO 8601.

    Four things: pages with links follow the structure when a person tabs through them, notes have ids, lines
    that are drawn outside the structure (borders of paragraphs) are marked as ornaments, and dates and ids come
    from the document instead of the clock.
    """
    with pikepdf.open(io.BytesIO(content)) as file:
        for page in file.pages:
            if "/Annots" in page:
                page.Tabs = pikepdf.Name.S
            _mark_ornaments(file, page)
        _name_notes(file)
        _date(file, day)
        # Both come from the clock; the first is LibreOffice's own and no reader asks for it.
        for name in ("/DocChecksum", "/ID"):
            if name in file.trailer:
                del file.trailer[name]
        buffer = io.BytesIO()
        file.save(buffer, deterministic_id=True)
        return buffer.getvalue()


def _mark_ornaments(file: pikepdf.Pdf, page: pikepdf.Page) -> None:
    instructions = pikepdf.parse_content_stream(page)
    marked = list(_marked(instructions))
    if len(marked) != len(instructions):
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(marked))


def _marked(instructions: Iterable[_Instruction]) -> Iterator[_Instruction]:
    """The instructions, with every path painted outside marked content as an artifact of its own."""
    depth = 0
    path: list[_Instruction] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in _OPENING:
            depth += 1
        elif operator == _CLOSING:
            depth -= 1
        if depth or operator not in _BUILDING | _PAINTING:
            yield from path
            path = []
            yield instruction
        elif operator in _BUILDING:
            path.append(instruction)
        else:
            paints = operator != "n"
            if paints:
                yield _instruction("BMC", pikepdf.Name.Artifact)
            yield from (*path, instruction)
            if paints:
                yield _instruction(_CLOSING)
            path = []
    yield from path


def _instruction(operator: str, *operands: pikepdf.Object) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def _name_notes(file: pikepdf.Pdf) -> None:
    count = 0
    waiting: list[object] = [file.Root.get("/StructTreeRoot")]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == pikepdf.Name.Note and "/ID" not in node:
                count += 1
                node.ID = pikepdf.String(f"note-{count}")
            if "/K" in node:
                waiting.append(node.K)


def _date(file: pikepdf.Pdf, day: str) -> None:
    moment = f"D:{day.replace('-', '')}000000Z"
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[name] = f"{day}T00:00:00Z"
    file.docinfo["/CreationDate"] = moment
    file.docinfo["/ModDate"] = moment
