"""The cover block: what the document is and what to do with it, at the top of the first page."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.documents.tree import Cover
from kravgen.word.markup import escape, run
from kravgen.word.writing.runs import RunWriter


def cover(cover: Cover, styles: Mapping[str, str], runs: RunWriter) -> str:
    """The paragraphs of the cover block; what is empty is left out.

    The facts are paragraphs with a tab, not a table: a table without a header row is read aloud as noise.
    """
    lines = [
        _paragraph(styles["Cover Kind"], run(cover.kind) if cover.kind else ""),
        _paragraph(styles["Title"], run(cover.title)),
        _paragraph(styles["Subtitle"], run(cover.buyer) if cover.buyer else ""),
        _paragraph(styles["Cover Notice"], run(cover.notice) if cover.notice else ""),
        *(
            _paragraph(
                styles["Cover Fact"], f"{run(fact.label, _LABEL)}<w:r><w:tab/></w:r>{runs.write(fact.value)}"
            )
            for fact in cover.facts
        ),
        _paragraph(styles["Cover Instruction"], runs.write(cover.instruction)),
    ]
    return "".join(lines)


_LABEL = "<w:rPr><w:b/><w:bCs/></w:rPr>"


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>{content}</w:p>' if content else ""
