"""Two sequences side by side: what stands in both, and what has come and gone between."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from kravgen.documents.tree import Change

T = TypeVar("T", bound=Hashable)

LEAST_ALIKE = 1 / 3
"""Of the words in the longer version: when fewer stand in both, the text is easier to read as a new one."""
_MOST_PAIRS = 50_000
"""So many pairs of equal elements are compared. What repeats itself more than that would take minutes."""
_MOST_ROUNDS = 40
"""As often is each element looked at, on the average. What people change takes two or three times."""


def steps(
    old: Sequence[T], new: Sequence[T], is_blank: Callable[[T], bool] = lambda _token: False
) -> Iterator[tuple[str, Sequence[T], Sequence[T]]]:
    """The steps from the old sequence to the new: "equal" or another word, and what stands in each version."""
    start, end = common(old, new)
    if start:
        yield "equal", old[:start], new[:start]
    middle, replacement = old[start : len(old) - end], new[start : len(new) - end]
    at, there = 0, 0
    for i, j, size in (*_blocks(middle, replacement, is_blank), (len(middle), len(replacement), 0)):
        if at < i or there < j:
            step = "replace" if at < i and there < j else "delete" if at < i else "insert"
            yield step, middle[at:i], replacement[there:j]
        if size:
            yield "equal", middle[i : i + size], replacement[j : j + size]
        at, there = i + size, j + size
    if end:
        yield "equal", old[len(old) - end :], new[len(new) - end :]


def _blocks(
    old: Sequence[T], new: Sequence[T], is_blank: Callable[[T], bool]
) -> Iterator[tuple[int, int, int]]:
    """The blocks that stand in both, in order: where in each, and how long.

    They are those of :class:`difflib.SequenceMatcher`, but the work is counted. When there is no more of it to give,
    what is left between two blocks counts as replaced: a text can be made so that to compare it takes hours.
    """
    numbers: dict[T, int] = {}
    # Numbers are compared in a hundredth of the time that words with their look take.
    before = [numbers.setdefault(token, len(numbers)) for token in old]
    after = [numbers.setdefault(token, len(numbers)) for token in new]
    blanks = {number for token, number in numbers.items() if is_blank(token)}
    counts = Counter(after)
    # What it takes to look for the longest block from one place to another in the old sequence.
    work = [0, *accumulate(1 + (0 if number in blanks else counts[number]) for number in before)]
    if work[-1] - len(old) > _MOST_PAIRS:
        return
    matcher = SequenceMatcher(blanks.__contains__, before, after, autojunk=False)
    found: list[tuple[int, int, int]] = []
    left = _MOST_ROUNDS * (work[-1] + len(new))
    waiting = [(0, len(old), 0, len(new))]
    while waiting and left > 0:
        i1, i2, j1, j2 = waiting.pop()
        left -= work[i2] - work[i1]
        i, j, size = matcher.find_longest_match(i1, i2, j1, j2)
        if not size:
            continue
        found.append((i, j, size))
        if i1 < i and j1 < j:
            waiting.append((i1, i, j1, j))
        if i + size < i2 and j + size < j2:
            waiting.append((i + size, i2, j + size, j2))
    end = (0, 0)
    joined: list[tuple[int, int, int]] = []
    for i, j, size in sorted(found):
        if joined and (i, j) == end:
            size += joined[-1][2]
            i, j, _size = joined.pop()
        joined.append((i, j, size))
        end = i + size, j + size
    yield from joined


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
    gone, come = deque(old), deque(new)
    while gone and come:
        if alike(gone[0], come[0]):
            yield changed(gone.popleft(), come.popleft())
        elif len(gone) > len(come):
            yield marked(gone.popleft(), "deleted")
        elif len(come) > len(gone):
            yield marked(come.popleft(), "inserted")
        else:
            yield marked(gone.popleft(), "deleted")
            yield marked(come.popleft(), "inserted")
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
    (fewer, least), (more, most) = sorted(map(_counted, (old[0], new[1])), key=lambda found: found[1])
    if least < most * LEAST_ALIKE:
        return False
    return sum(min(count, more[word]) for word, count in fewer.items()) >= most * LEAST_ALIKE


@lru_cache(maxsize=4)
def _counted(text: str) -> tuple[Counter[str], int]:
    """The words of a text and how many they are. A long text is compared with one after another."""
    words = Counter(text.split())
    return words, words.total()


def _unchanged(pair: tuple[str, str], _change: Change) -> tuple[str, str]:
    return pair
