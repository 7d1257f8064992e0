"""Sentences that are nearly the same, found without comparing each with every other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kravgen.consistency.said import Sentence


def within(sentences: Sequence[Sentence], share: float, least: int) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of which one has that share of what matters in the other, and at least ``least`` words of it."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        shared = Counter(other for stem in sentence.matter for other in by_stem[stem])
        for other, both in shared.items():
            if both >= least and both >= share * min(len(sentence.matter), len(sentences[other].matter)):
                yield sentences[other], sentence
        for stem in sentence.matter:
            by_stem[stem].append(number)


def alike(sentences: Sequence[Sentence], share: float, least: int) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs with at least that share of their words in common; sentences with fewer words than ``least`` are in none.

    Two that are so much alike have one of their rarest words in common, so only such pairs are compared.
    """
    some = [sentence for sentence in sentences if len(sentence.stems) >= least]
    common = Counter(stem for sentence in some for stem in sentence.stems)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(some):
        size = len(sentence.stems)
        rarest = sorted(sentence.stems, key=lambda stem: (common[stem], stem))
        near: set[int] = set()
        for stem in rarest[: size - math.ceil(share * size) + 1]:
            near.update(by_stem[stem])
            by_stem[stem].append(number)
        for other in sorted(near):
            both = len(sentence.stems & some[other].stems)
            if both >= share * (size + len(some[other].stems) - both):
                yield some[other], sentence


def between(
    known: Sequence[Sentence], others: Sequence[Sentence], share: float, least: int
) -> Iterator[tuple[Sentence, Sentence]]:
    """As :func:`alike`, the pairs of a known sentence and another; neither kind is compared with its own."""
    some = [sentence for sentence in known if len(sentence.stems) >= least]
    common = Counter(stem for sentence in some for stem in sentence.stems)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(some):
        for stem in sentence.stems:
            by_stem[stem].append(number)
    for sentence in others:
        size = len(sentence.stems)
        # What no known sentence has counts too: of so many words that are not shared, none can be left over.
        rarest = sorted(sentence.stems, key=lambda stem: (common[stem], stem)) if size >= least else ()
        near = {
            number
            for stem in rarest[: size - math.ceil(share * size) + 1]
            for number in by_stem.get(stem, ())
        }
        for other in sorted(near):
            both = len(sentence.stems & some[other].stems)
            if both >= share * (size + len(some[other].stems) - both):
                yield some[other], sentence
