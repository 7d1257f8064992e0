"""Marks that a text keeps as they are written, although Markdown would make something else of them.

A requirement may have paragraphs, lists with ``- ``, numbered lists, bold, italics, code, links and mentions. Whatever
else Markdown knows would take signs away or give the reader other ones, so those signs are guarded: the documents show
them as they stand, each such line on a line of its own, and ``kravgen validate`` tells the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

GUARD = "\ufdd1"
"""Stands at each end of a line that is no heading, list or table. It is never shown."""

SIGNS = {"\ufdd2": "`", "\ufdd3": "["}
"""What stands for a sign that begins nothing, and the sign it is."""

_TICK, _BRACKET = SIGNS


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is shown as it is written: what Markdown takes it for, and where in the text it stands."""

    kind: str
    offset: int


def guarded(text: str) -> str:
    """The text with a guard around each line and in place of each sign that is to be shown as it is written."""
    if not _SUSPECT.search(text):
        return text
    literal = {line for line, _kind in _literal_lines(text.split("\n"))}
    lines = [
        f"{GUARD}{line.lstrip()}{GUARD}" if number in literal else line
        for number, line in enumerate(text.split("\n"))
    ]
    return _INLINE.sub(_signs, "\n".join(lines))


def marks(text: str) -> Iterator[Mark]:
    """Every mark that is shown as it is written, in no order."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    told = ""
    for number, kind in _literal_lines(lines):
        if kind == told == "table":
            continue
        told = kind
        yield Mark(kind, starts[number] + len(lines[number]) - len(lines[number].lstrip()))
    for found in _INLINE.finditer(text):
        if (
            kind := "image"
            if found["image"]
            else "link"
            if found["link"]
            else "tick"
            if found["tick"]
            else ""
        ):
            yield Mark(kind, found.start())
    for kind, pattern in _SHOWN.items():
        for found in pattern.finditer(text):
            yield Mark(kind, found.start())


def _signs(found: re.Match[str]) -> str:
    if found["image"] or found["link"]:
        return found[0].replace("[", _BRACKET)
    return found[0].replace("`", _TICK) if found["tick"] else found[0]


def _literal_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that begin like something that a text cannot have, and what that is."""
    table = any(_TABLE.match(line) for line in lines)
    last: int | None = None
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if table and "|" in bare:
            yield number, "table"
        elif kind := next((kind for kind, pattern in _LINES.items() if pattern.match(bare)), ""):
            yield number, kind
        elif found := _NUMBERED.match(line):
            count = int(found["number"])
            wrong = (
                found["indent"] or str(count) != found["number"] or (last is not None and count != last + 1)
            )
            if wrong:
                yield number, "number"
            else:
                last = count
        elif bare.startswith("- "):
            if _NEGATIVE.match(bare) and not any(_is_bullet(lines, at) for at in (number - 1, number + 1)):
                yield number, "minus"
            last = None if line.startswith("-") else last
        elif not line[0].isspace() and number and not lines[number - 1].strip():
            last = None


def _is_bullet(lines: list[str], number: int) -> bool:
    return 0 <= number < len(lines) and lines[number].lstrip().startswith("- ")


# A quick way to rule a text out: most have none of these.
_SUSPECT = re.compile(r"[`|]|!\[|\[\s*\]\((?!#)|^[ \t]*(?:[#>+*=_~-]|[0-9]+[.)])", re.MULTILINE)
_TABLE = re.compile(r"\s*\||\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+$")
_LINES = {
    "heading": re.compile(r"#{1,6}(?:\s|$)"),
    "quote": re.compile(r">"),
    "bullet": re.compile(r"[*+](?:\s|$)"),
    "bracket": re.compile(r"[0-9]{1,9}\)(?:\s|$)"),
    "rule": re.compile(r"([-=_*])(?:\s*\1)*$|[0-9]{1,9}[.)]$"),
    "fence": re.compile(r"`{3}|~{3}"),
}
_NUMBERED = re.compile(r"(?P<indent>\s*)(?P<number>[0-9]{1,9})\.\s")
_NEGATIVE = re.compile(r"-\s+[0-9]")
# Code in good order is passed over, so that what is left are ticks that begin nothing.
_INLINE = re.compile(
    r"(?<![\w`])`[^`\n]+`(?![\w`])"
    r"|(?P<image>!\[)"
    r"|(?P<link>\[\s*\]\((?!#))"
    r"|(?P<tick>`+)"
)
_SHOWN = {
    "address": re.compile(r"(?<!!)\[[^\[\]\n]+\]\((?!https?://|mailto:|#)[^()\s]+\)"),
    "underscore": re.compile(r"(?<![\w/.:])(_{1,2})[^\W_](?:[^_\n]*[^\W_])?\1(?!\w)"),
    "escape": re.compile(r"\\[*_`\[\]#>()!~-]"),
    "entity": re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,9}|#[0-9]{1,7});"),
    "tag": re.compile(r"</?[A-Za-z][^<>\n]*>|<!--"),
    "struck": re.compile(r"~~[^~\s](?:[^~\n]*[^~\s])?~~"),
}
"""Marks that Markdown knows and that kravgen reads as the signs they are, everywhere."""
