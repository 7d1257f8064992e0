"""Markdown and plain text that somebody has written, read into pieces that know their lines and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kravgen import textfile
from kravgen.drafts import rows as columns
from kravgen.drafts.piece import DraftText, LineBegin, Piece, Role, Way, cell_spot
from kravgen.i18n import _

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_POINT = re.compile(
    r"(?P<indent>\s*)(?P<mark>[-*+•–]|\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,4})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=\S)"
)
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"[\s|:-]+$")
_CELL = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-ZÅÄÖ]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BINDS = re.compile(r"\b(?:ska|skall|bör|måste|får)\b")
_LONGEST_HEADING = 90
_MOST_LEVELS = 6


def read_plain(content: bytes, name: str, *, markdown: bool) -> DraftText:
    """The texts of a Markdown file, or of plain text, whose headings are known by their looks.

    Raises:
        KravgenError: it is no text in UTF-8.
    """
    text = textfile.decode(content, name, merges=False)
    if markdown:
        # What is hidden stands where it stood, as spaces, so that all else keeps its place.
        text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return DraftText(name, tuple(_Reader(text.split("\n"), markdown).pieces()))


class _Reader:
    def __init__(self, lines: list[str], markdown: bool) -> None:
        self._lines = [line.removesuffix("\r") for line in lines]
        self._markdown = markdown
        self._at = 0
        self._way = Way()

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order."""
        self._skip_front()
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif self._markdown and (fence := _FENCE.match(line)):
                self._skip_to(fence[1])
            elif self._markdown and _ROW.match(line):
                yield from self._table()
            elif heading := self._heading():
                yield heading
            else:
                yield self._paragraph()

    def _skip_front(self) -> None:
        if self._markdown and self._lines[0].strip() == "---" and "---" in self._lines[1:]:
            self._at = self._lines.index("---", 1) + 1

    def _skip_to(self, fence: str) -> None:
        self._at += 1
        while self._at < len(self._lines) and not self._lines[self._at].lstrip().startswith(fence):
            self._at += 1
        self._at += 1

    def _heading(self) -> Piece | None:
        line, column = self._lines[self._at], 1
        below = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if self._markdown and (found := _HEADING.match(line)):
            level, title, column = len(found[1]), found[2], found.start(2) + 1
        elif (underline := _UNDERLINE.match(below)) and self._may_be_heading(line):
            level, title = (1 if underline[1][0] == "=" else 2), line.strip()
        elif not self._markdown and self._looks_like_heading(line, below):
            number = _NUMBERED.match(line)
            level, title = (min(number[1].count(".") + 1, _MOST_LEVELS) if number else 1), line.strip()
        else:
            return None
        self._way.enter(level, title)
        piece = Piece(
            title, "heading", self._way.path, _("the heading"), lines=(LineBegin(0, self._at + 1, column),)
        )
        self._at += 2 if _UNDERLINE.match(below) and not _HEADING.match(line) else 1
        return piece

    def _may_be_heading(self, line: str) -> bool:
        return 0 < len(line.strip()) <= _LONGEST_HEADING and not _POINT.match(line)

    def _looks_like_heading(self, line: str, below: str) -> bool:
        """Whether a line of plain text is a heading: alone and short, numbered or in capitals, and no sentence."""
        told = line.strip()
        if len(told) > _LONGEST_HEADING or told.endswith((".", ":", ";", ",", "?")) or _BINDS.search(told):
            return False
        alone = self._at == 0 or not self._lines[self._at - 1].strip()
        return alone and (
            bool(_NUMBERED.match(line)) or (told.isupper() and len(told) > 2 and not below.strip())
        )

    def _paragraph(self) -> Piece:
        line = self._lines[self._at]
        number, role, deep, column = "", "text", 0, len(line) - len(line.lstrip())
        if found := _POINT.match(line):
            mark = found["mark"]
            number = "" if mark in "-*+•–" else mark
            role, deep, column = "item", len(found["indent"].expandtabs(4)) // 2, found.end()
        elif line.lstrip().startswith(">"):
            column = len(line) - len(line.lstrip("> "))
        text, lines = line[column:].rstrip(), [LineBegin(0, self._at + 1, column + 1)]
        self._at += 1
        while self._at < len(self._lines) and self._goes_on(self._lines[self._at]):
            more = self._lines[self._at]
            bare = more.lstrip("> ").rstrip() if more.lstrip().startswith(">") else more.strip()
            lines.append(LineBegin(len(text) + 1, self._at + 1, more.find(bare) + 1))
            text += f" {bare}"
            self._at += 1
        kind: Role = "item" if role == "item" else "text"
        return Piece(text, kind, self._way.path, self._way.paragraph(), number, lines=tuple(lines), deep=deep)

    def _goes_on(self, line: str) -> bool:
        """Whether a line belongs to the paragraph before it."""
        if not line.strip() or _POINT.match(line):
            return False
        if self._markdown:
            return not (_HEADING.match(line) or _FENCE.match(line) or _ROW.match(line))
        return True

    def _table(self) -> Iterator[Piece]:
        number, names, row = self._way.table(), list[str](), 0
        while self._at < len(self._lines) and _ROW.match(self._lines[self._at]):
            line = self._lines[self._at]
            self._at += 1
            if _RULE.fullmatch(line):
                continue
            row += 1
            cells = _cells(line)
            texts = [text for text, _column in cells]
            if row == 1:
                names = texts
            kind, called = columns.kind(names, texts), columns.number(texts)
            for at, (text, column) in enumerate(cells):
                if text:
                    name = names[at] if at < len(names) and row > 1 else ""
                    role = columns.role(name, row == 1)
                    spot = cell_spot(number, row, name)
                    yield Piece(
                        text, role, self._way.path, spot, called, kind, (LineBegin(0, self._at, column),)
                    )


def _cells(line: str) -> list[tuple[str, int]]:
    """The words of each cell and the column that they begin in."""
    bars = [found.start() for found in _CELL.finditer(line)]
    found = []
    for begin, end in pairwise(bars):
        inside = line[begin + 1 : end]
        found.append((inside.strip(), begin + 2 + len(inside) - len(inside.lstrip())))
    return found
