"""Markdown as plain lines, for what has no bold and no lists: a cell of a spreadsheet, a line of a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kravgen.documents import markdown
from kravgen.documents.tree import Inline, LineBreak, Link
from kravgen.documents.wording import plain
from kravgen.i18n import _


def plain_text(text: str) -> str:
    """A Markdown text as plain lines: what a spreadsheet cell can hold."""
    return _plain_text(text, _("FILL IN"))


@lru_cache(maxsize=8192)
def _plain_text(text: str, word: str) -> str:
    return "\n".join(sign + _words(line, word) for sign, line in markdown.lines(markdown.blocks(text)))


def _words(inlines: Iterable[Inline], word: str) -> str:
    """The words of a line. A link has its address after it, since a cell of text leads nowhere."""
    found = []
    for inline in inlines:
        words = "\n" if isinstance(inline, LineBreak) else plain((inline,), word)
        if isinstance(inline, Link) and inline.address.removeprefix("mailto:") != words:
            words = f"{words} ({inline.address})"
        found.append(words)
    return "".join(found)
