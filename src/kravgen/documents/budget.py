"""How much one document may take: work is counted and not timed, so the same input ends the same way everywhere."""

from __future__ import annotations

from collections.abc import Collection

from kravgen.i18n import _n

STEPS = 200_000
CHARACTERS = 60_000
ROWS = 1_000
LINE = 30
"""How many characters a new line counts for: a short paragraph takes as much work as a long one."""
MARK = 8
"""How many characters more a mark of Markdown counts for."""
PER_ITEM = 4
"""How many times one item may stand in one document, on average."""


class TooMuchError(Exception):
    """A document takes more than it may. ``reason`` tells what, as an English source string."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Budget:
    """What is left for one document.

    A step is one part of a template that is worked out, a character one that is made on the way or printed, and a
    row one row of a table. ``texts`` are those of the items that are in: what showing them takes is never too much.
    """

    def __init__(self, texts: Collection[str]) -> None:
        items = len(texts)
        self._steps = STEPS + items * 50
        self._characters = CHARACTERS + sum(map(_work, texts))
        self._rows = ROWS + items * PER_ITEM

    def step(self, count: int = 1) -> None:
        """Count work.

        Raises:
            TooMuchError: it is too much.
        """
        self._steps -= count
        if self._steps < 0:
            raise TooMuchError(_n("It never seems to be ready: it takes too many steps."))

    def characters(self, count: int) -> None:
        """Count the characters of a text that is to be made, or has been.

        Raises:
            TooMuchError: it is too much.
        """
        self._characters -= count
        if self._characters < 0:
            raise TooMuchError(_n("It makes more text than a document can hold."))

    def printed(self, text: str) -> None:
        """Count a text that comes into the document.

        Raises:
            TooMuchError: it is too much.
        """
        self.characters(_work(text))

    def rows(self, count: int) -> None:
        """Count rows of a table that is to be made.

        Raises:
            TooMuchError: it is too much.
        """
        self._rows -= count
        if self._rows < 0:
            raise TooMuchError(_n("It makes more rows in tables than a document can hold."))


def _work(text: str) -> int:
    """How many characters a text counts for."""
    return len(text) + LINE * text.count("\n") + MARK * sum(map(text.count, "[*_"))
