"""Tables: as wide as the text, with a header row that repeats and rows that hold together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kravgen.documents.tree import Block, Field, ListBlock, Paragraph, Row, Table, Text
from kravgen.documents.wording import plain
from kravgen.word.markup import one_line, run
from kravgen.word.names import anchor_name
from kravgen.word.writing.ledger import Ledger
from kravgen.word.writing.revisions import stamp

CellWriter = Callable[[Sequence[Block]], str]

_TWIPS = 1440 / 25.4
_SHORT_FORM = 8
"""A form of at most so many rows stays on one page: a field that stands alone on the next page is missed. So does
another table of so few rows when they are short."""
_STYLED = re.compile('(<w:pStyle w:val="[^"]*"/>)')
_LONGEST_UNBROKEN = 500
"""A row with more characters than this may break across pages: it can be longer than half a page."""


def table(
    block: Table, text_width: int, styles: Mapping[str, str], ledger: Ledger, cell: CellWriter
) -> list[str]:
    """The table, row by row; ``cell`` writes the blocks of one cell.

    Raises:
        ValueError: a row has not as many cells as the table has columns.
    """
    widths = column_widths([column.width for column in block.columns], text_width)
    starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        f'{start}<w:p><w:pPr><w:pStyle w:val="{styles["Table Heading"]}"/><w:keepNext/></w:pPr>'
        f"{run(column.title)}</w:p></w:tc>"
        for start, column in zip(starts, block.columns, strict=True)
    )
    written = [
        f"<w:tbl>{_properties(block, sum(widths), styles)}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    ]
    together = len(block.rows) <= _SHORT_FORM and (
        block.first_column_header or sum(map(_words, block.rows)) <= _LONGEST_UNBROKEN
    )
    for index, row in enumerate(block.rows):
        cells = _with_guidance(row) if row.guidance else row.cells
        if len(cells) != len(starts):
            raise ValueError(
                f"a row of {len(cells)} cells in a table of {len(starts)} columns: {block.caption}"
            )
        anchor = row.anchor
        content = "".join(
            [f"{start}{cell(blocks)}</w:tc>" for start, blocks in zip(starts, cells, strict=True)]
        )
        if anchor:
            begin, end = ledger.bookmark(anchor_name(anchor))
            content = content.replace("</w:pPr>", f"</w:pPr>{begin}{end}", 1)
        if together and index < len(block.rows) - 1:
            content = _STYLED.sub(r"\1<w:keepNext/>", content)
        whole = "" if _is_long(row, content) else "<w:cantSplit/>"
        if row.height:
            whole += f'<w:trHeight w:val="{round(row.height * _TWIPS)}" w:hRule="atLeast"/>'
        if row.change:
            # Properties of a row may not hold the mark alone, so a row that may be split says so ("0" is not let through).
            whole = (whole or '<w:cantSplit w:val="off"/>') + stamp(row.change, ledger)
        written.append(
            f"<w:tr><w:trPr>{whole}</w:trPr>{content}</w:tr>" if whole else f"<w:tr>{content}</w:tr>"
        )
    written.append("</w:tbl>")
    return written


def column_widths(wanted: Sequence[float], text_width: int) -> list[int]:
    """The wanted widths in the same proportions, together exactly as wide as the text."""
    total = sum(wanted)
    if total <= 0:
        wanted, total = [1.0] * len(wanted), float(len(wanted))
    edges = [round(sum(wanted[:index]) / total * text_width) for index in range(len(wanted) + 1)]
    return [max(right - left, 1) for left, right in pairwise(edges)]


def _properties(block: Table, width: int, styles: Mapping[str, str]) -> str:
    first = int(block.first_column_header)
    # The same switches as bits, for readers that know no attributes: 0x20 first row, 0x80 first column, no bands.
    bits = 0x0620 | (0x0080 if first else 0)
    caption = f'<w:tblCaption w:val="{one_line(block.caption)}"/>' if block.caption else ""
    description = f'<w:tblDescription w:val="{one_line(block.description)}"/>' if block.description else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{styles["Kravgen Table"]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{bits:04X}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}{description}</w:tblPr>'
    )


def _with_guidance(row: Row) -> tuple[tuple[Block, ...], ...]:
    """The cells of the row with its guidance on the first paragraph there is."""
    for column, blocks in enumerate(row.cells):
        for index, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                noted = (*blocks[:index], replace(block, guidance=row.guidance), *blocks[index + 1 :])
                return (*row.cells[:column], noted, *row.cells[column + 1 :])
    return row.cells


def _is_long(row: Row, content: str) -> bool:
    # The markup is longer than its text, so a short row need not be counted.
    if len(content) <= _LONGEST_UNBROKEN:
        return False
    return _words(row) > _LONGEST_UNBROKEN


def _words(row: Row) -> int:
    """How many characters of text a row has."""
    return sum(_length(block) for blocks in row.cells for block in blocks)


def _length(block: Block) -> int:
    if isinstance(block, ListBlock):
        return sum(_length(child) for item in block.items for child in item)
    if isinstance(block, Field | Table):
        return 0
    return sum(
        len(inline.text) if isinstance(inline, Text) else len(plain((inline,), ""))
        for inline in block.inlines
    )
