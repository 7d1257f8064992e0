"""Guidance to the one who writes the document → Word comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kravgen.word.markup import NAMESPACES, escape, run
from kravgen.word.writing.ledger import AUTHOR


def commented(content: str, guidance: str, styles: Mapping[str, str], comments: list[str]) -> str:
    """The runs of a paragraph with a comment on them; the comment is added to ``comments``."""
    if not guidance:
        return content
    number = len(comments)
    comments.append(guidance)
    return (
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="{escape(styles["annotation reference"])}"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


def comments_part(comments: Sequence[str], day: str, styles: Mapping[str, str]) -> str:
    """The part that holds the comments. ``day`` is the document's date: a clock would change the bytes."""
    moment = f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    style = escape(styles["annotation text"])
    mark = f'<w:r><w:rPr><w:rStyle w:val="{escape(styles["annotation reference"])}"/></w:rPr><w:annotationRef/></w:r>'
    written = "".join(
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{moment}" w:initials="kg">'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{mark}{run(text)}</w:p></w:comment>'
        for number, text in enumerate(comments)
    )
    return f"<w:comments {NAMESPACES}>{written}</w:comments>"
