"""Blocks → paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.documents.tree import Block, Change, Field, Heading, ListBlock, Paragraph, Table
from kravgen.documents.wording import plain
from kravgen.word.look.reference import Reference
from kravgen.word.markup import escape, run
from kravgen.word.names import anchor_name
from kravgen.word.writing.comments import commented
from kravgen.word.writing.fields import FieldWriter
from kravgen.word.writing.ledger import Ledger
from kravgen.word.writing.revisions import mark
from kravgen.word.writing.runs import RunWriter
from kravgen.word.writing.sections import ending
from kravgen.word.writing.tables import table

_BODY_STYLES = {
    "body": "Body Text",
    "lead": "Lead",
    "small": "Small",
    "number": "Requirement Number",
    "label": "Label",
    "note": "Remark",
}
# A cell is narrow: the roles that stand apart from running text by their indents do not do so there.
_CELL_STYLES = {
    "body": "Table Text",
    "lead": "Table Text",
    "small": "Table Small",
    "number": "Requirement Number",
    "label": "Label",
    "note": "Table Small",
}

_AFTER_TABLE = 200
_AFTER_LIST = 160
_LIST_STEP = 340
_SHORT_INTRODUCTION = 300


class BlockWriter:
    """Writes the blocks of one document.

    ``indent`` is the right indent that running text gets instead of the one in its style; 0 leaves the style.
    """

    def __init__(
        self,
        reference: Reference,
        ledger: Ledger,
        runs: RunWriter,
        fields: FieldWriter,
        text_width: int,
        indent: int,
    ) -> None:
        self._reference = reference
        self._ledger = ledger
        self._runs = runs
        self._fields = fields
        self._text_width = text_width
        self._indent = indent
        self._styles = {name: escape(style_id) for name, style_id in reference.styles.items()}
        # Most paragraphs stand in cells and differ in nothing but their role: their beginnings are ready.
        self._cell_starts = {
            role: f'<w:p><w:pPr><w:pStyle w:val="{self._styles[name]}"/></w:pPr>'
            for role, name in _CELL_STYLES.items()
        }
        self._empty = self._cell_starts["body"] + "</w:p>"

    def body(self, blocks: Sequence[Block], bookmarks: Iterator[str]) -> list[str]:
        """The blocks of a section, in pieces; each heading takes the next of ``bookmarks``.

        The last piece ends with a paragraph. Pieces, since a long table as one text would stand in the memory twice.
        """
        written: list[str] = []
        before = 0
        after_table = False
        for index, block in enumerate(blocks):
            if isinstance(block, Heading):
                written.append(self._heading(block, next(bookmarks)))
                before, after_table = 0, False
            elif isinstance(block, Table):
                if not block.rows:
                    continue
                if after_table or block.named or isinstance(_next(blocks, index), Table):
                    # Word makes one of two tables that touch: the captions tell them apart, and each has its own.
                    written.append(self._styled("caption", run(block.caption), keep=True, before=before))
                written += self._table(block)
                before, after_table = _AFTER_TABLE, True
            else:
                written.append(self._flow(block, before, _next(blocks, index)))
                before = _AFTER_LIST if isinstance(block, ListBlock) else 0
                # A list may end with a table.
                after_table = written[-1].endswith("</w:tbl>")
        if after_table or not written:
            written.append(ending(self._reference.styles))
        return written

    def cell(self, blocks: Sequence[Block]) -> str:
        """The blocks of a table cell, which always ends with a paragraph."""
        written: list[str] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                start = self._cell_starts[block.role]
                if block.change:
                    start = start.replace("</w:pPr>", f"{mark(block.change, self._ledger)}</w:pPr>")
                written.append(f"{start}{self._content(block)}</w:p>")
            elif isinstance(block, ListBlock):
                written.append(self._list(block, 0, True, 0))
            elif isinstance(block, Field):
                written.append(f"{self._cell_starts['body']}{self._fields.write(block)}</w:p>")
            elif isinstance(block, Heading):
                # A heading in a cell would break the outline of the document; it is a label there.
                written.append(f"{self._cell_starts['label']}{self._runs.write(block.inlines)}</w:p>")
            else:
                raise ValueError("a table cannot stand in a table")
        return "".join(written) or self._empty

    def _heading(self, heading: Heading, bookmark: str) -> str:
        start, end = self._ledger.bookmark(bookmark)
        if heading.anchor:
            also, also_end = self._ledger.bookmark(anchor_name(heading.anchor))
            start, end = start + also, also_end + end
        unnumbered = (
            f'<w:numPr><w:ilvl w:val="{heading.level - 1}"/><w:numId w:val="{self._reference.plain}"/></w:numPr>'
            '<w:ind w:left="0" w:firstLine="0"/>'
        )
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles[f"heading {heading.level}"]}"/><w:keepNext/>'
            f"{'' if heading.numbered else unnumbered}</w:pPr>{start}{self._content(heading)}{end}</w:p>"
        )

    def _flow(self, block: Block, before: int, following: Block | None) -> str:
        if isinstance(block, Paragraph):
            # A short introduction belongs to the table or list it introduces.
            keep = (
                isinstance(following, Table | ListBlock)
                and len(plain(block.inlines, "")) < _SHORT_INTRODUCTION
            )
            style = _BODY_STYLES[block.role]
            return self._styled(style, self._content(block), keep, before, self._indent, block.change)
        if isinstance(block, ListBlock):
            return self._list(block, 0, False, before)
        assert isinstance(block, Field)
        return self._styled("Body Text", self._fields.write(block), False, before, self._indent)

    def _styled(
        self,
        style: str,
        content: str,
        keep: bool = False,
        before: int = 0,
        indent: int = 0,
        change: Change = "",
    ) -> str:
        details = "<w:keepNext/>" if keep else ""
        if before:
            details += f'<w:spacing w:before="{before}"/>'
        if indent:
            details += f'<w:ind w:right="{indent}"/>'
        details += mark(change, self._ledger)
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{details}</w:pPr>{content}</w:p>'

    def _table(self, block: Table) -> list[str]:
        return table(block, self._text_width, self._styles, self._ledger, self.cell)

    def _list(self, block: ListBlock, level: int, in_cell: bool, before: int) -> str:
        level = min(level, 8)
        number = self._ledger.numbered_list(level, block.start) if block.ordered else self._reference.bullets
        name = "Table Text" if in_cell else "List Number" if block.ordered else "List Bullet"
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        right = f' w:right="{self._indent}"' if self._indent and not in_cell else ""
        left = _LIST_STEP * (level + 1)
        # The first paragraph of an item carries the number; the rest stand below its text.
        marked = f'<w:pStyle w:val="{self._styles[name]}"/>{numbering}'
        follows = f'<w:pStyle w:val="{self._styles["Table Text" if in_cell else "List Continue"]}"/>'
        written: list[str] = []
        for item in block.items:
            first = True
            for child in item:
                spacing = f'<w:spacing w:before="{before}"/>' if before else ""
                if isinstance(child, Table):
                    if in_cell:
                        raise ValueError("a table cannot stand in a table")
                    written += self._table(child)
                    continue
                if isinstance(child, ListBlock):
                    if first:
                        written.append(f"<w:p><w:pPr>{marked}{spacing}</w:pPr></w:p>")
                    written.append(self._list(child, level + 1, in_cell, 0))
                else:
                    if first:
                        indent = f"<w:ind{right}/>" if right else ""
                        start = f"{marked}{spacing}{indent}"
                    else:
                        start = f'{follows}{spacing}<w:ind w:left="{left}"{right}/>'
                    if isinstance(child, Paragraph):
                        start += mark(child.change, self._ledger)
                    written.append(f"<w:p><w:pPr>{start}</w:pPr>{self._item(child)}</w:p>")
                first = False
                before = 0
        return "".join(written)

    def _item(self, block: Paragraph | Heading | Field) -> str:
        return self._fields.write(block) if isinstance(block, Field) else self._content(block)

    def _content(self, block: Paragraph | Heading) -> str:
        content = self._runs.write(block.inlines)
        if block.guidance:
            return commented(content, block.guidance, self._reference.styles, self._ledger.comments)
        return content


def _next(blocks: Sequence[Block], index: int) -> Block | None:
    """The block after one; nothing after the last."""
    return blocks[index + 1] if index + 1 < len(blocks) else None
