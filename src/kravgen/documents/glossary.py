"""Which words of the glossary occur in what has been said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from kravgen.library.glossary import Term

_WORD = re.compile(r"[\w-]+")


def occurring(terms: Iterable[Term], said: Sequence[str]) -> Iterator[Term]:
    """The words that stand in the texts, whole and in one of their forms.

    A word in capital letters is an abbreviation and stands so; others may begin a sentence.
    """
    whole = " ".join(said)
    # Taken apart at spaces first, which is quick: most pieces stand there again and again.
    words = {word for piece in set(whole.split()) for word in _WORD.findall(piece)}
    low = {word.lower() for word in words}
    for term in terms:
        if any(_stands(form, words if form.isupper() else low, whole) for form in (term.term, *term.also)):
            yield term


def _stands(form: str, words: Set[str], whole: str) -> bool:
    """Whether a form stands in the whole text, of which these are the ``words``."""
    parts = _WORD.findall(form if form.isupper() else form.lower())
    if not all(part in words for part in parts):
        return False
    together = r"(?<![\w-])" + r"[^\w-]+".join(parts) + r"(?![\w-])"
    return len(parts) == 1 or bool(re.search(together, whole, 0 if form.isupper() else re.IGNORECASE))
