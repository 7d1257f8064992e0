"""How much one document may take: work is counted and not timed, so the same input ends the same way everywhere."""

from __future__ import annotations

from kravgen.i18n import _n

STEPS = 200_000
CHARACTERS = 300_000
ROWS = 1_000
LINE = 30
"""How many characters a new line counts for: a short paragraph takes as much work as a long one."""
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
    row one row of a table. ``items`` is how many the procurement has: what all of them need is never too much.
    """

    def __init__(self, items: int) -> None:
        self._steps = STEPS + items * 50
        self._characters = CHARACTERS + items * 400
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
        self.characters(len(text) + LINE * text.count("\n"))

    def rows(self, count: int) -> None:
        """Count rows of a table that is to be made.

        Raises:
            TooMuchError: it is too much.
        """
        self._rows -= count
        if self._rows < 0:
            raise TooMuchError(_n("It makes more rows in tables than a document can hold."))
