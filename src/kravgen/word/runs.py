"""Inlines → runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kravgen.documents.tree import Inline, Link, Placeholder, Text
from kravgen.word.ledger import Ledger
from kravgen.word.markup import escape, run

_STRONG = "<w:b/><w:bCs/>"
_EMPHASIS = "<w:i/><w:iCs/>"


class RunWriter:
    """Writes the inlines of one document."""

    def __init__(self, styles: Mapping[str, str], ledger: Ledger, placeholder: str) -> None:
        self._ledger = ledger
        self._placeholder = placeholder
        self._placeholder_style = f'<w:rStyle w:val="{escape(styles["Placeholder"])}"/>'
        self._code_style = f'<w:rStyle w:val="{escape(styles["Code Text"])}"/>'
        self._link_style = f'<w:rStyle w:val="{escape(styles["Hyperlink"])}"/>'

    def write(self, inlines: Iterable[Inline]) -> str:
        """The runs of the inlines."""
        return "".join([self._inline(inline) for inline in inlines])

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return self._text(inline)
        if isinstance(inline, Placeholder):
            strong = _STRONG if inline.strong else ""
            return run(shown(inline, self._placeholder), f"<w:rPr>{self._placeholder_style}{strong}</w:rPr>")
        if isinstance(inline, Link):
            return self._link(inline)
        return "<w:r><w:br/></w:r>"

    def _text(self, text: Text, style: str = "") -> str:
        if not text.text:
            return ""
        if text.code and not style:
            style = self._code_style
        if text.strong:
            style += _STRONG
        if text.emphasis:
            style += _EMPHASIS
        return run(text.text, f"<w:rPr>{style}</w:rPr>" if style else "")

    def _link(self, link: Link) -> str:
        number = self._ledger.link(link.address)
        # An address that is neither web nor mail stays readable text: a document should open nothing else.
        style = self._link_style if number else ""
        content = "".join(self._text(child, style) for child in link.children)
        return f'<w:hyperlink r:id="{number}" w:history="1">{content}</w:hyperlink>' if number else content


def plain(inlines: Iterable[Inline], placeholder: str) -> str:
    """The words of the inlines without any look, on one line."""
    return "".join(_plain(inline, placeholder) for inline in inlines)


def shown(placeholder: Placeholder, word: str) -> str:
    """A placeholder as it stands in the text: ``[FYLL I: what]``."""
    return f"[{word}: {placeholder.what}]"


def _plain(inline: Inline, placeholder: str) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Placeholder):
        return shown(inline, placeholder)
    if isinstance(inline, Link):
        return "".join(child.text for child in inline.children)
    return " "
