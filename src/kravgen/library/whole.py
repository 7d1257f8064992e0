"""Many texts put together as one, so that what few of them hold is found by one search and not by one a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

BETWEEN = "\0"
"""Stands between two texts. No text of a file can hold it."""


class Whole:
    """Texts as one, and where each begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        listed = list(texts)
        self._whole = BETWEEN.join(listed)
        self._starts = list(accumulate((len(text) + len(BETWEEN) for text in listed), initial=0))

    def holding(self, part: str) -> Iterator[int]:
        """The numbers of the texts that a part stands in."""
        return self._holders(lambda at: self._whole.find(part, at))

    def matching(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the texts that a pattern can be found in. It must not match what stands between them."""

        def find(at: int) -> int:
            found = pattern.search(self._whole, at)
            return found.start() if found else -1

        return self._holders(find)

    def _holders(self, find: Callable[[int], int]) -> Iterator[int]:
        at = 0
        while (at := find(at)) >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._starts[number + 1]
