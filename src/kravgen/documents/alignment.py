"""Two sequences side by side: what stands in both, and what has come and gone between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from kravgen.documents.tree import Change

T = TypeVar("T", bound=Hashable)

LEAST_ALIKE = 1 / 3
"""Of the words in the longer version: when fewer stand in both, the text is easier to read as a new one."""
_MOST_PAIRS = 50_000
"""So many pairs of equal elements are compared. What repeats itself more than that would take minutes."""


def steps(
    old: Sequence[T], new: Sequence[T], is_blank: Callable[[T], bool] = lambda _token: False
) -> Iterator[tuple[str, Sequence[T], Sequence[T]]]:
    """The steps from the old sequence to the new: "equal" or another word, and what stands in each version."""
    start, end = common(old, new)
    if start:
        yield "equal", old[:start], new[:start]
    middle, replacement = old[start : len(old) - end], new[start : len(new) - end]
    counts = Counter(middle), Counter(replacement)
    pairs = sum(count * counts[1][token] for token, count in counts[0].items() if not is_blank(token))
    if 0 < pairs <= _MOST_PAIRS:
        matcher = SequenceMatcher(is_blank, middle, replacement, autojunk=False)
        for step, i1, i2, j1, j2 in matcher.get_opcodes():
            yield step, middle[i1:i2], replacement[j1:j2]
    elif middle or replacement:
        yield "replace", middle, replacement
    if end:
        yield "equal", old[len(old) - end :], new[len(new) - end :]


def common(old: Sequence[T], new: Sequence[T]) -> tuple[int, int]:
    """How many elements both begin with, and how many of the rest both end with."""
    shortest, start, end = min(len(old), len(new)), 0, 0
    while start < shortest and old[start] == new[start]:
        start += 1
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def paired_off(
    old: Sequence[T],
    new: Sequence[T],
    alike: Callable[[T, T], bool],
    changed: Callable[[T, T], T],
    marked: Callable[[T, Change], T],
) -> Iterator[T]:
    """What stands in place of ``old``: in order, one changed for one when they are alike, else gone and come."""
    gone, come = list(old), list(new)
    while gone and come:
        if alike(gone[0], come[0]):
            yield changed(gone.pop(0), come.pop(0))
        elif len(gone) > len(come):
            yield marked(gone.pop(0), "deleted")
        elif len(come) > len(gone):
            yield marked(come.pop(0), "inserted")
        else:
            yield marked(gone.pop(0), "deleted")
            yield marked(come.pop(0), "inserted")
    yield from (marked(block, "deleted") for block in gone)
    yield from (marked(block, "inserted") for block in come)


def paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts that are not in both versions, in order: what stood and what stands, empty when there is none."""
    for step, old, new in steps(before, after):
        if step == "equal":
            continue
        pairs = [(text, "") for text in old], [("", text) for text in new]
        yield from paired_off(
            *pairs, _have_words_in_common, lambda gone, come: (gone[0], come[1]), _unchanged
        )


def _have_words_in_common(old: tuple[str, str], new: tuple[str, str]) -> bool:
    words = [Counter(text.split()) for text in (old[0], new[1])]
    same = (words[0] & words[1]).total()
    return same >= max(counter.total() for counter in words) * LEAST_ALIKE


def _unchanged(pair: tuple[str, str], _change: Change) -> tuple[str, str]:
    return pair
