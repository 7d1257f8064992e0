"""A table as lines of text, for a screen or a file that people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """A plain table with aligned columns. ``numbers`` are the columns that are aligned to the right.

    A header may have several lines: they stand just above the rows.
    """
    right = set(numbers)
    lines = [header.split("\n") for header in headers]
    tallest = max(map(len, lines))
    head = list(zip(*([""] * (tallest - len(told)) + told for told in lines), strict=True))
    widths = [max(map(len, column)) for column in zip(*head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([*map(line, head), line(["─" * width for width in widths]), *map(line, rows)])
