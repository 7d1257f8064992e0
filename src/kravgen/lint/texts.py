"""Texts that are looked through together, so that a rule reads only those that can hold what it looks for.

Most rules find nothing in most texts. One search through all of them at once, or one look in a register of their
words, leaves the few that the rule then reads closely.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from kravgen.library.whole import Whole
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
        return self._standing(words & self._forms.keys())

    def having(self, phrases: Phrases) -> set[Passage]:
        """The texts that may have all the words of an entry, in any order."""
        found: set[Passage] = set()
        for phrase in phrases.possible(self._forms.keys()):
            # The texts with the rarest word are few enough to be asked one by one about the others.
            rarest, *others = sorted(phrase, key=self._count)
            found.update(
                text
                for text in self._standing((rarest,))
                if all(any(word in text.plain for word in self._forms[other]) for other in others)
            )
        return found

    def _count(self, word: str) -> int:
        return sum(len(self._texts[piece]) for form in self._forms[word] for piece in self._pieces[form])

    def meaning(self, is_meant: Callable[[str], object]) -> set[Passage]:
        """The texts with a word that is meant in a form that it can be looked up by. Each form is tested once."""
        if is_meant not in self._meant:
            self._meant[is_meant] = self._standing(filter(is_meant, self._forms))
        return self._meant[is_meant]

    def _standing(self, forms: Iterable[str]) -> set[Passage]:
        words = {word for form in forms for word in self._forms[form]}
        return set[Passage]().union(*(self._texts[piece] for word in words for piece in self._pieces[word]))

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """The words as they stand, by each form that they can be looked up by."""
        found = {word: [word] for word in self._pieces}
        for word in self._pieces:
            if not word.islower() and (small := word.lower()) != word:
                found.setdefault(small, []).append(word)
            if not word.isalpha() and ("-" in word or ":" in word):
                found.setdefault(swedish.head(word), []).append(word)
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
        """Those with a word in them that is meant as it stands or in small letters."""
        return self._among(self.vocabulary.meaning(is_meant))

    @cached_property
    def with_figures(self) -> Texts:
        """Those with a digit or a parameter in them."""
        return self.meaning(_has_figure)

    def holding(self, *parts: str) -> Texts:
        """Those that have one of the parts in them as they are written. No part goes over the end of a line."""
        found = {number for part in parts for number in self._written.holding(part)}
        return self._numbered(sorted(found))

    def matching(self, *patterns: re.Pattern[str]) -> Texts:
        """Those that one of the patterns can be found in, templates and marks of emphasis taken out.

        One that begins with a letter or a sign is found many times faster than one that begins with a choice.
        """
        found = {number for pattern in patterns for number in self._plain.matching(pattern)}
        return self._numbered(sorted(found))

    def _numbered(self, numbers: Iterable[int]) -> Texts:
        return Texts(tuple(self.passages[number] for number in numbers), self.vocabulary)

    def _among(self, found: set[Passage]) -> Texts:
        return Texts(tuple(text for text in self.passages if text in found) if found else (), self.vocabulary)

    @cached_property
    def _written(self) -> Whole:
        return Whole(text.value for text in self.passages)

    @cached_property
    def _plain(self) -> Whole:
        return Whole(text.plain for text in self.passages)


_has_figure = swedish.FIGURE.search
