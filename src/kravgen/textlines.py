"""Lines of a page of text that people read on a screen and save: short, indented and never without an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TypeVar

from kravgen.i18n import _

WIDTH = 79
"""So many characters has a line, where words allow it: a screen for text may have no more than eighty."""

Listed = TypeVar("Listed")


def paragraph(text: str, indent: int = 2) -> list[str]:
    """The text as lines."""
    edge = " " * indent
    return wrap(text, WIDTH, initial_indent=edge, subsequent_indent=edge, break_on_hyphens=False)


def item(text: str, indent: int = 4) -> list[str]:
    """The text as an item of a list: what follows the first line stands further in."""
    edge = " " * indent
    return wrap(text, WIDTH, initial_indent=edge, subsequent_indent=f"{edge}    ", break_on_hyphens=False)


def bounded(found: Sequence[Listed], most: int, lines: Callable[[Listed], Iterable[str]]) -> Iterator[str]:
    """The lines of the first ``most``, and how many more there are."""
    for each in found[:most]:
        yield from lines(each)
    if len(found) > most:
        yield f"    {and_more(len(found) - most)}"


def first_of(names: Sequence[str], most: int) -> str:
    """The first ``most`` names on one line, and how many more there are."""
    shown = ", ".join(names[:most])
    if len(names) > most:
        return f"{shown} {and_more(len(names) - most)}"
    return shown


def and_more(count: int) -> str:
    """What stands for those that are not shown."""
    return _("and {count} more").format(count=count)
