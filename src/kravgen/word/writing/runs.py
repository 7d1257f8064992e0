"""Inlines → runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kravgen.documents.tree import CrossReference, Inline, Link, Placeholder, Text
from kravgen.documents.wording import shown
from kravgen.word.markup import escape, run
from kravgen.word.names import anchor_name
from kravgen.word.writing.ledger import Ledger
from kravgen.word.writing.revisions import tracked

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
            gap = run(shown(inline, self._placeholder), f"<w:rPr>{self._placeholder_style}{strong}</w:rPr>")
            return tracked(gap, inline.change, self._ledger)
        if isinstance(inline, Link):
            return self._link(inline)
        if isinstance(inline, CrossReference):
            return self._reference(inline)
        return tracked("<w:r><w:br/></w:r>", inline.change, self._ledger)

    def _text(self, text: Text, style: str = "") -> str:
        if not text.text:
            return ""
        if text.code and not style:
            style = self._code_style
        if text.strong:
            style += _STRONG
        if text.emphasis:
            style += _EMPHASIS
        content = run(text.text, f"<w:rPr>{style}</w:rPr>" if style else "")
        return tracked(content, text.change, self._ledger) if text.change else content

    def _link(self, link: Link) -> str:
        number = self._ledger.link(link.address)
        # An address that is neither web nor mail stays readable text: a document should open nothing else.
        style = self._link_style if number else ""
        content = "".join(self._text(child, style) for child in link.children)
        return f'<w:hyperlink r:id="{number}" w:history="1">{content}</w:hyperlink>' if number else content

    def _reference(self, reference: CrossReference) -> str:
        if reference.target not in self._ledger.anchors:
            return tracked(run(reference.text), reference.change, self._ledger)
        content = run(reference.text, f"<w:rPr>{self._link_style}</w:rPr>")
        content = tracked(content, reference.change, self._ledger)
        return (
            f'<w:hyperlink w:anchor="{anchor_name(reference.target)}" w:history="1">{content}</w:hyperlink>'
        )
