"""Which of the documents that were sent a file is a copy of, when it neither says so nor has its name.

Its bookmarks tell: every field and every requirement has one. Where a program has dropped them too, its texts do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from kravgen.documents.wording import Wording, comparable
from kravgen.word.names import anchor_name, bookmark_name
from kravgen.word.reading.file import NAME, START, Inspected, P, text_of

Key = TypeVar("Key")

_LEAST_ALIKE = 0.3
"""So much of what the two have must be the same."""
_LEAST_BETTER = 1.1
"""So many times more like the file than the next must a document be: two that are as like tell nothing."""
_LONGEST = 2000


def best_match(file: Inspected, documents: Iterable[tuple[Key, Wording]]) -> Key | None:
    """The document that the file is a copy of. None when none is enough like it, or two are as like."""
    told = list(documents)
    marks = {str(start.get(NAME, "")).lower() for root in file.texts.values() for start in root.iter(START)}
    by_marks = _best(marks, [(key, _bookmarks(sent)) for key, sent in told])
    if by_marks is not None:
        return by_marks
    texts = {comparable(text_of(paragraph, _LONGEST)) for paragraph in file.document.iter(P)} - {""}
    return _best(texts, [(key, frozenset(map(comparable, sent.rest))) for key, sent in told])


def _best(found: Collection[str], sent: Sequence[tuple[Key, frozenset[str]]]) -> Key | None:
    # What no document has says nothing of which one it is.
    known = frozenset(found).intersection(frozenset().union(*(marks for _key, marks in sent)))
    ranked = sorted(((_alike(known, marks), place) for place, (_key, marks) in enumerate(sent)), reverse=True)
    if not ranked or ranked[0][0] < _LEAST_ALIKE:
        return None
    if len(ranked) > 1 and ranked[0][0] < _LEAST_BETTER * ranked[1][0]:
        return None
    return sent[ranked[0][1]][0]


def _alike(known: frozenset[str], marks: frozenset[str]) -> float:
    every = known | marks
    return len(known & marks) / len(every) if every else 0.0


def _bookmarks(sent: Wording) -> frozenset[str]:
    fields = (bookmark_name(field.name).lower() for field in sent.fields)
    return frozenset(fields) | {bookmark_name(anchor_name(item)).lower() for item in sent.items}
