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
        for stem in rarest[: _enough(size, share)]:
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
    rank = {stem: at for at, stem in enumerate(sorted(common, key=lambda stem: (common[stem], stem)))}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(some):
        for stem in sorted(sentence.stems, key=rank.__getitem__)[: _enough(len(sentence.stems), share)]:
            by_stem[stem].append(number)
    for sentence in others:
        size = len(sentence.stems)
        shared = rank.keys() & sentence.stems if size >= least else set[str]()
        # What no known sentence has is the rarest of all: with enough of it, none can be so much alike.
        left = _enough(size, share) - (size - len(shared))
        rarest = sorted(shared, key=rank.__getitem__)[: max(left, 0)]
        near = set[int]().union(*(by_stem[stem] for stem in rarest if stem in by_stem))
        for other in sorted(near):
            both = len(sentence.stems & some[other].stems)
            if both >= share * (size + len(some[other].stems) - both):
                yield some[other], sentence


def _enough(size: int, share: float) -> int:
    """So many of its rarest words hold one that any sentence has which is so much alike."""
    return size - math.ceil(share * size) + 1
