"""Looks up the words and phrases of a word list in a text, one step a word however long the list is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kravgen.lint import swedish
from kravgen.lint.swedish import Word


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found: the words as they stand, the entry of the list and its advice."""

    words: Sequence[Word]
    entry: str
    advice: str

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Phrases:
    """A word list, ready for looking up. ``forms`` inflects the entries that are one word.

    With ``exact`` capitals count, and a word also matches by its part before a hyphen or a colon: Teams-möte.
    """

    def __init__(
        self,
        entries: Mapping[str, str],
        forms: Callable[[str], Iterable[str]] = lambda word: (word,),
        exact: bool = False,
    ) -> None:
        self._exact = exact
        self._advice = entries
        # By the last of the longest words of the phrase, which few texts have: most begin with "i" or "på".
        self._by_word: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        self._parts: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            parts = tuple(swedish.tokens(entry))
            if not exact:
                parts = tuple(part.lower() for part in parts)
            for phrase in [(form,) for form in forms(parts[0])] if len(parts) == 1 else [parts]:
                at = 0
                if len(phrase) > 1:
                    at = max(range(len(phrase)), key=lambda index: (len(phrase[index]), index))
                self._by_word.setdefault(phrase[at], []).append((at, phrase, entry))
                pieces = tuple(piece for part in phrase for piece in part.split())
                self._parts.setdefault(phrase[at].split()[0], []).append(pieces)

    def possible(self, words: Set[str]) -> Iterator[tuple[str, ...]]:
        """The entries that could be made of the words, each as its own words, taken apart at every space."""
        for word in self._parts.keys() & words:
            for parts in self._parts[word]:
                if all(part in words for part in parts):
                    yield parts

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every place where an entry stands, in order. Where several overlap, the one that begins first."""
        for start, end, entry in self.places([word.text for word in words]):
            yield Hit(words[start:end], entry, self._advice[entry])

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether an entry stands among the words of a text, which are quicker to have than their places."""
        return any(True for _place in self._candidates(words))

    def places(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """As :meth:`find`, among words as they stand: the numbers of the first word and of the one after the last."""
        end = 0
        for start, after, entry in sorted(self._candidates(words), key=lambda place: (place[0], -place[1])):
            if start >= end:
                end = after
                yield start, after, entry

    def _candidates(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        if not self._exact:
            words = [word.lower() for word in words]
        for position, word in enumerate(words):
            variants = self._by_word.get(word)
            if variants is None and self._exact and ("-" in word or ":" in word):
                variants = self._by_word.get(swedish.head(word))
            for at, phrase, entry in variants or ():
                start = position - at
                standing = words[start : start + len(phrase)] if start >= 0 else ()
                if len(standing) == len(phrase) and all(map(self._is, standing, phrase)):
                    yield start, start + len(phrase), entry

    def _is(self, word: str, part: str) -> bool:
        return word == part or (self._exact and swedish.head(word) == part)
