"""Texts that are looked through together, so that a rule reads only those that can hold what it looks for.

Most rules find nothing in most texts. One search through all of them at once, or one look in a register of their
words, leaves the few that the rule then reads closely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

from kravgen.lint import swedish
from kravgen.lint.passage import Passage
from kravgen.lint.phrases import Phrases


class Vocabulary:
    """Which texts each word stands in, inside quotes too.

    Texts are taken apart at spaces, which is quick, and then each piece once: most pieces stand in many texts. So of a
    figure written with a space, 301 549, each part is a word here.
    """

    def __init__(self, texts: Iterable[Passage]) -> None:
        standing: dict[str, list[Passage]] = defaultdict(list)
        for text in texts:
            for piece in text.plain.split():
                standing[piece].append(text)
        pieces: dict[str, list[str]] = defaultdict(list)
        for piece in standing:
            for word in (piece,) if piece.isalpha() else swedish.tokens(piece):
                pieces[word].append(piece)
        self._texts, self._pieces = standing, pieces
        self._meant: dict[Callable[[str], object], set[Passage]] = {}

    def naming(self, words: Set[str]) -> set[Passage]:
        """The texts with one of the words: as it stands, in small letters, or before a hyphen or a colon."""
        return self._with(standing for word in words & self._forms.keys() for standing in self._forms[word])

    def having(self, phrases: Phrases) -> set[Passage]:
        """The texts with all the words of an entry, in any order."""
        found: set[Passage] = set()
        for phrase in phrases.possible(self._forms.keys()):
            found.update(set.intersection(*(self._with(self._forms[word]) for word in phrase)))
        return found

    def meaning(self, is_meant: Callable[[str], object]) -> set[Passage]:
        """The texts with a word that is meant, as it stands. Each test is made once on each word."""
        if is_meant not in self._meant:
            self._meant[is_meant] = self._with(filter(is_meant, self._pieces))
        return self._meant[is_meant]

    def _with(self, words: Iterable[str]) -> set[Passage]:
        return set[Passage]().union(*(self._texts[piece] for word in words for piece in self._pieces[word]))

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """The words as they stand, by each form that they can be looked up by."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._pieces:
            found[word].append(word)
            if (small := word.lower()) != word:
                found[small].append(word)
            if "-" in word or ":" in word:
                found[swedish.head(word)].append(word)
        return found


@dataclass(frozen=True, eq=False)
class Texts:
    """Passages, and the words of these and of others."""

    passages: tuple[Passage, ...]
    vocabulary: Vocabulary

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def naming(self, words: Set[str]) -> Texts:
        """Those with one of the words in them, which are in small letters or as they are to stand."""
        return self._among(self.vocabulary.naming(words))

    def having(self, phrases: Phrases) -> Texts:
        """Those that may have an entry of a word list in them."""
        return self._among(self.vocabulary.having(phrases))

    def meaning(self, is_meant: Callable[[str], object]) -> Texts:
        """Those with a word in them that is meant."""
        return self._among(self.vocabulary.meaning(is_meant))

    @cached_property
    def with_figures(self) -> Texts:
        """Those with a digit or a parameter in them."""
        return self.meaning(_has_figure)

    def holding(self, *parts: str) -> Texts:
        """Those that have one of the parts in them as they are written. No part goes over the end of a line."""
        written, starts = self._written
        found: set[int] = set()
        for part in parts:
            found.update(_holders(starts, partial(written.find, part)))
        return Texts(tuple(self.passages[number] for number in sorted(found)), self.vocabulary)

    def matching(self, pattern: re.Pattern[str]) -> Texts:
        """Those that a pattern can be found in, templates and marks of emphasis taken out."""
        plain, starts = self._plain

        def find(at: int) -> int:
            found = pattern.search(plain, at)
            return found.start() if found else -1

        return Texts(tuple(self.passages[number] for number in _holders(starts, find)), self.vocabulary)

    def _among(self, found: set[Passage]) -> Texts:
        return Texts(tuple(text for text in self.passages if text in found) if found else (), self.vocabulary)

    @cached_property
    def _written(self) -> tuple[str, list[int]]:
        return _joined(text.value for text in self.passages)

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _joined(text.plain for text in self.passages)


_has_figure = swedish.FIGURE.search


def _joined(texts: Iterable[str]) -> tuple[str, list[int]]:
    """The texts as one, with a new line between them, and where each begins."""
    listed = list(texts)
    return "\n".join(listed), list(accumulate((len(text) + 1 for text in listed), initial=0))


def _holders(starts: list[int], find: Callable[[int], int]) -> Iterator[int]:
    """The numbers of the texts that something is found in: ``find`` tells where it stands next, -1 when nowhere."""
    at = 0
    while (at := find(at)) >= 0:
        number = bisect_right(starts, at) - 1
        yield number
        at = starts[number + 1]
