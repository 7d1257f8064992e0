"""A change of the library as a comment for a pull request: GitHub's Markdown, in which no text can be more than text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kravgen.comparison.library.difference import LibraryDifference, LibraryItemChange
from kravgen.comparison.library.words import (
    counts_told,
    headline,
    resting_told,
    row_fields_told,
    row_told,
    shifts_told,
    sides,
    sides_told,
)
from kravgen.i18n import _, ngettext

LONGEST = 60_000
"""So many characters a comment may have. GitHub takes 65 536."""
_ROOM = 400
"""What is kept for the line that tells how much is left out."""
_JOINER = "\u2060"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|~&$])")
# What makes a list or a heading where a line begins.
_LEADING = re.compile(r"^([-+=]|[0-9]+(?=[.)]))")
# What GitHub makes more of by itself: names, issues, addresses and commits.
_ACTIVE = re.compile(r"(@|#|GH-|www|://|\b[0-9a-f]{7,40}\b)", re.IGNORECASE)


def markdown(difference: LibraryDifference) -> str:
    """The comment, at most :data:`LONGEST` characters."""
    lines = [f"## {escaped(sides(difference))}", ""]
    if not difference.items and not difference.rows and not difference.not_compared:
        return "\n".join([*lines, _("There is no difference."), ""])
    lines += [f"**{escaped(counts_told(difference))}**", ""]
    used = sum(len(line) + 1 for line in lines)
    left = 0
    for part in _parts(difference):
        text = "\n".join(part)
        if left or used + len(text) + 1 > LONGEST - _ROOM:
            left += 1
            continue
        lines += part
        used += len(text) + 1
    if left:
        told = ngettext(
            "{count} more change is not shown here. Run kravgen diff to see it.",
            "{count} more changes are not shown here. Run kravgen diff to see them.",
            left,
        )
        lines += [f"**{told.format(count=left)}**", ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text as a paragraph's words: no sign of it is Markdown, and it names nobody and links nowhere."""
    one_line = " ".join(text.split())
    quiet = _ACTIVE.sub(lambda found: found[0][:1] + _JOINER + found[0][1:], one_line)
    return _LEADING.sub(r"\1" + _JOINER, _SPECIAL.sub(r"\\\1", quiet))


def _parts(difference: LibraryDifference) -> Iterator[list[str]]:
    """What can be left out whole, the most urgent first."""
    if difference.not_compared:
        yield [f"### {_('Not compared')}", "", *_list(map(str, difference.not_compared)), ""]
    for change in difference.items:
        yield list(_item(change, difference))
    for number, row in enumerate(difference.rows):
        head = [f"### {_('Besides the items')}", ""] if number == 0 else []
        yield [*head, f"- {escaped(row_told(row))}", *_list(row_fields_told(row), "  ")]


def _item(change: LibraryItemChange, difference: LibraryDifference) -> Iterator[str]:
    yield f"### {escaped(headline(change))}"
    yield ""
    for told in sides_told(change):
        yield f"> **{escaped(told.name)}:** {escaped(told.text)}"
        yield ">"
    yield ""
    if len(found := list(shifts_told(change))) > 1:
        yield from _list(found)
    for told in resting_told(change, difference):
        yield f"- **{escaped(told.name)}:** {escaped(told.text)}"
    yield ""


def _list(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    return (f"{indent}- {escaped(line)}" for line in lines)
