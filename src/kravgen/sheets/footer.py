"""The line at the foot of printed pages, as the file format writes it and as it is read."""

from __future__ import annotations

import re

from kravgen.documents.wording import one_line
from kravgen.sheets.table import Workbook

_LONGEST_FOOTER = 255
_COMMAND = re.compile(r'&(?:&|"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|.)', re.DOTALL)
"""What an ampersand begins: a font, a colour, a size, a page number; two of them are one."""


def footer(workbook: Workbook) -> str:
    """The footer with the workbook's text to the left, as many words of it as the file format has room for."""
    text, right = workbook.footer, f"&R{workbook.labels.page} &P {workbook.labels.of} &N"
    room = _LONGEST_FOOTER - len("&L") - len(right)
    words = text[:_LONGEST_FOOTER].split()
    left = _told_in_footer(text)
    while words and _length(left) > room:
        words.pop()
        left = _told_in_footer(" ".join(words).rstrip(",") + " …")
    return f"&L{left}{right}"


def footer_words(code: str) -> str:
    """The words of a footer or a header, without commands."""
    return one_line(_COMMAND.sub(lambda found: "&" if found[0] == "&&" else " ", code))


def _told_in_footer(text: str) -> str:
    # The ampersand begins a command in a page footer.
    return text.replace("&", "&&")


def _length(text: str) -> int:
    """The length as the file format counts it."""
    return len(text.encode("utf-16-le")) // 2
