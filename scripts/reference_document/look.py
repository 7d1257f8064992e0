"""Fonts, colours, sizes and distances of the shipped reference document."""

from __future__ import annotations

FONT = "Calibri"
CODE_FONT = "Courier New"
ACCENT = "1B3A5C"  # 11.5:1 on white, 9.7:1 on the header row
GREY = "595959"  # 7:1 on white
RULE = "B8C4D0"
SHADE = "E9EEF4"
NOTICE = "6B3E00"  # 8.5:1 on NOTICE_SHADE
NOTICE_RULE = "9A5B00"
NOTICE_SHADE = "FDF3E1"
LINE_LENGTH_INDENT = 2098
"""37 mm: what running text leaves free to the right, so that a line has at most 60–78 characters."""

HEADING_INDENTS = (680, 680, 850, 1021)
LIST_STEP = 340
FACT_INDENT = 2268

BOLD = "<w:b/><w:bCs/>"


def fonts(name: str) -> str:
    """The font in all four slots; a slot left out falls back to another font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size(points: float) -> str:
    """The size of the letters."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def color(value: str) -> str:
    """The colour of the letters."""
    return f'<w:color w:val="{value}"/>'


def spacing(before: float = 0, after: float = 0, line: int = 0) -> str:
    """Space above and below in points; the line height in 240ths of a line."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'
