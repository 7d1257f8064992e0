"""A Word file that somebody has written, read into pieces: body, tables, text boxes, notes, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kravgen.drafts import rows as columns
from kravgen.drafts.numbering import Numbering
from kravgen.drafts.piece import DraftText, Piece, Role, Way, cell_spot
from kravgen.drafts.wordtext import DraftWords, changes, is_gone, runs_on
from kravgen.i18n import _
from kravgen.word.reading.file import (
    TBL,
    Element,
    Inspected,
    P,
    cells,
    properties,
    read,
    rows,
    value,
    w,
    whole,
)
from kravgen.word.reading.words import blocks

_STYLE, _OUTLINE, _P_PR = w("pStyle"), w("outlineLvl"), w("pPr")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_word(content: bytes, name: str) -> DraftText:
    """The texts of a Word file as they will stand when every tracked change is accepted.

    Raises:
        Refused: it is no Word file, or one that is not read.
    """
    file = read(content)
    reader = _Reader(file)
    body = file.document.find(w("body"))
    pieces = [*(reader.blocks(body, Way()) if body is not None else ()), *reader.beside()]
    notes = file.related.get("comments", ())
    return DraftText(
        name,
        tuple(pieces),
        sum(1 for root in file.texts.values() for _change in changes(root)),
        sum(len(file.roots[part]) for part in notes if part in file.roots),
        file,
    )


class _Reader:
    """Goes through a file in reading order."""

    def __init__(self, file: Inspected) -> None:
        self._file = file
        self._levels = file.levels
        self._default = file.default_paragraph_style
        self._contents = {
            style
            for style, element in file.styles.items()
            if value(element.find(w("name"))).lower().startswith(("toc ", "table of figures"))
        }
        self._numbering = Numbering(file)
        self._open: DraftWords | None = None
        """The words of a paragraph whose end is deleted: those of the next belong to it."""

    def blocks(self, parent: Element, way: Way, spot: str = "") -> Iterator[Piece]:
        """The pieces in an element. With ``spot`` they are at a place of its own, as in a note."""
        for block in blocks(parent):
            if block.tag == P:
                yield from self._paragraph(block, way, spot)
            else:
                yield from self._table(block, way, spot)

    def beside(self) -> Iterator[Piece]:
        """The pieces of notes, headers and footers."""
        related = self._file.related
        for kind, told in (("footnotes", _("footnote {number}")), ("endnotes", _("endnote {number}"))):
            for part in related.get(kind, ()):
                found = [note for note in self._file.roots[part] if value(note, "type") not in _SEPARATORS]
                for number, note in enumerate(found, 1):
                    yield from self.blocks(note, Way(), told.format(number=number))
        seen: set[str] = set()
        for kind, told in (("header", _("the header of the page")), ("footer", _("the footer of the page"))):
            for part in related.get(kind, ()):
                for piece in self.blocks(self._file.roots[part], Way(), told):
                    # The same words stand in the headers of most sections.
                    if piece.text not in seen:
                        seen.add(piece.text)
                        yield replace(piece, role="beside")

    def _paragraph(self, element: Element, way: Way, spot: str, role: Role = "text") -> Iterator[Piece]:
        own = properties(element, _P_PR)
        style = value(own.find(_STYLE)) if own is not None else ""
        if style in self._contents:
            return
        told = self._numbering.next(element, style)
        words = self._open or DraftWords()
        before = len(words.boxes)
        words.take(element)
        self._open = words if runs_on(element) else None
        if self._open is None and words.text.strip():
            yield self._piece(words, way, spot, role, told, self._level(own, style))
        for box in words.boxes[before:]:
            yield from self.blocks(box, way, ", ".join(part for part in (spot, _("text box")) if part))

    def _piece(
        self, words: DraftWords, way: Way, spot: str, role: Role, told: tuple[str, int] | None, level: int
    ) -> Piece:
        number, deep = told or ("", 0)
        text = words.text
        if level and not spot:
            way.enter(level, f"{number} {text.strip()}".strip())
            return Piece(text, "heading", way.path, _("the heading"), spans=words.spans)
        if told is not None and role == "text":
            role = "item"
        return Piece(text, role, way.path, spot or way.paragraph(), number, spans=words.spans, deep=deep)

    def _level(self, own: Element | None, style: str) -> int:
        given = own.find(_OUTLINE) if own is not None else None
        if given is not None:
            return (whole(value(given), 9) + 1) % 10
        return self._levels.get(style or self._default, 0)

    def _table(self, table: Element, way: Way, spot: str) -> Iterator[Piece]:
        number, names = way.table(), []
        for at, row in enumerate((row for row in rows(table) if not is_gone(row)), 1):
            found = list(cells(row))
            shown = [_text(cell) for cell in found]
            if at == 1:
                names = columns.names(shown)
            kind, called = columns.kind(names, shown), columns.number(shown)
            for column, cell in enumerate(found):
                name = names[column] if column < len(names) and at > 1 else ""
                here = ", ".join(part for part in (spot, cell_spot(number, at, name)) if part)
                role = columns.role(name, at == 1 and bool(names))
                yield from self._cell(cell, way, here, role, kind, called)

    def _cell(
        self, cell: Element, way: Way, spot: str, role: Role, kind: str, number: str
    ) -> Iterator[Piece]:
        for block in blocks(cell):
            if block.tag == TBL:
                yield from self._table(block, way, spot)
                continue
            for piece in self._paragraph(block, way, spot, role):
                yield Piece(
                    piece.text,
                    piece.role,
                    piece.headings,
                    piece.spot,
                    number or piece.number,
                    kind,
                    spans=piece.spans,
                )


def _text(cell: Element) -> str:
    words = DraftWords()
    for block in blocks(cell):
        if block.tag == P:
            words.take(block)
            words.pieces.append(" ")
    return words.text
