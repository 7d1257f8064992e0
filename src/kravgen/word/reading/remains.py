"""What is left of a form whose fields a program has made plain text of.

The cells for the answers still stand under their headers. What stands in them is no part of what was sent, and which of
it is an answer nobody can tell, so their words are left out and the rest is compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from kravgen.documents.wording import SentField, Wording, one_line
from kravgen.word.names import anchor_name, bookmark_name
from kravgen.word.reading.file import NAME, START, cells
from kravgen.word.reading.glyphs import ticked
from kravgen.word.reading.returned import MOST_COLUMNS, Returned
from kravgen.word.reading.words import shown_text


def row_words(form: Returned, sent: Wording) -> dict[str, str]:
    """The words in the rows of each item that was sent, without those that stand where its fields were."""
    fields = {field.name: field for field in sent.fields}
    words: dict[str, list[str]] = {}
    for row in form.rows:
        if row.item not in sent.items:
            continue
        for column, cell in enumerate(islice(cells(row.element), MOST_COLUMNS)):
            part = row.parts[column] if column < len(row.parts) else ""
            words.setdefault(row.item, []).append(_beside(shown_text(cell), part, row.item, fields))
    return {item: one_line(" ".join(texts)) for item, texts in words.items()}


def marked_items(form: Returned, sent: Wording) -> int:
    """How many of the items that were sent still have their bookmark."""
    known = {str(start.get(NAME, "")).lower() for start in form.document.iter(START)}
    return sum(bookmark_name(anchor_name(item)).lower() in known for item in sent.items)


def _beside(text: str, part: str, item: str, fields: Mapping[str, SentField]) -> str:
    """The words of a cell without the answer: those beside a box are kept."""
    field = fields.get(f"{part}.{item}")
    if field is None:
        return text
    return text[1:] if field.kind == "checkbox" and ticked(text[:1]) is not None else ""
