"""Which words of the glossary occur in what has been said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kravgen.library.glossary import Term

_WORD = re.compile(r"[\w-]+")


def occurring(terms: Iterable[Term], said: Sequence[str]) -> Iterator[Term]:
    """The words that stand in the texts, whole and in one of their forms.

    A word in capital letters is an abbreviation and stands so; others may begin a sentence.
    """
    spaced = f" {' '.join(_WORD.findall(' '.join(said)))} "
    low = spaced.lower()
    for term in terms:
        forms = (term.term, *term.also)
        if any(
            f" {form if form.isupper() else form.lower()} " in (spaced if form.isupper() else low)
            for form in forms
        ):
            yield term
