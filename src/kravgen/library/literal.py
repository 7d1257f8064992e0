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
    if not _is_suspect(text):
        return text
    lines = text.split("\n")
    for number, (_kind, at) in _literal_lines(lines).items():
        begin, rest = lines[number][:at], lines[number][at:]
        lines[number] = f"{begin if begin.strip() else ''}{GUARD}{rest}{GUARD}"
    return _INLINE.sub(_signs, "\n".join(lines))


def unguarded(text: str) -> str:
    """The text as it was written, for a place where no mark means anything."""
    return _STANDS_FOR.sub(lambda found: SIGNS.get(found[0], ""), text)


def marks(text: str) -> Iterator[Mark]:
    """Every mark that is shown as it is written, in no order."""
    if _is_suspect(text):
        yield from _kept(text)
    for kind, (sign, pattern) in _SHOWN.items():
        if sign in text:
            for found in pattern.finditer(text):
                yield Mark(kind, found.start())


def _kept(text: str) -> Iterator[Mark]:
    """The lines and the signs that :func:`guarded` guards."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    literal = _literal_lines(lines)
    for number, (kind, at) in literal.items():
        # A table is told once.
        if kind != "table" or literal.get(number - 1, ("",))[0] != "table":
            yield Mark(kind, starts[number] + at)
    for found in _INLINE.finditer(text):
        if literal.get(text.count("\n", 0, found.start()), ("",))[0] == "fence":
            continue
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


def _is_suspect(text: str) -> bool:
    """Whether a text may have something to guard."""
    return bool(
        _BEGINS_LINE.match(text)
        or _SIGN.search(text)
        or "![" in text
        or _EMPTY_LINK.search(text)
        or _BEGINS_NEXT_LINE.search(text)
    )


def _signs(found: re.Match[str]) -> str:
    if found["image"] or found["link"]:
        return found[0].replace("[", _BRACKET)
    return found[0].replace("`", _TICK) if found["tick"] else found[0]


def _literal_lines(lines: list[str]) -> dict[int, tuple[str, int]]:
    """The lines that begin like something that a text cannot have: what that is, and the column that it begins in."""
    found: dict[int, tuple[str, int]] = {}
    table = any(_TABLE.match(line) for line in lines)
    last: int | None = None
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        begin = len(line) - len(line.lstrip())
        if kind := "table" if table and "|" in bare else _kind_of(bare):
            found[number] = kind, begin
        elif count := _NUMBERED.match(bare):
            follows = last is None or int(count["number"]) == last + 1
            if begin or not follows or count["number"] != str(int(count["number"])):
                found[number] = "number", begin
            else:
                last = int(count["number"])
                _in_item(found, number, line, count.end())
        elif bare.startswith("- "):
            last = last if begin else None
            alone = not any(_is_bullet(lines, at) for at in (number - 1, number + 1))
            if alone and _NEGATIVE.match(bare):
                found[number] = "minus", begin
            else:
                _in_item(found, number, line, begin + len("- "))
        elif not begin and number and not lines[number - 1].strip():
            last = None
    return found


def _in_item(found: dict[int, tuple[str, int]], number: int, line: str, at: int) -> None:
    """Add what the text of a list item begins with, when that would be more than text."""
    rest = line[at:].lstrip()
    if kind := _kind_of(rest) or (
        "number" if _NUMBERED.match(rest) else "bullet" if rest.startswith("- ") else ""
    ):
        found[number] = kind, len(line) - len(rest)


def _kind_of(bare: str) -> str:
    found = _LINE.match(bare)
    return (found.lastgroup or "") if found else ""


def _is_bullet(lines: list[str], number: int) -> bool:
    return 0 <= number < len(lines) and lines[number].lstrip().startswith("- ")


_STANDS_FOR = re.compile(f"[{GUARD}{''.join(SIGNS)}]")
# Quick ways to rule a text out: most have none of these. Each begins with one sign, which is found fast.
_SIGN = re.compile(r"[`|]")
_EMPTY_LINK = re.compile(r"\[\s*\]\((?!#)")
_BEGINS_LINE = re.compile(r"[ \t]*(?:[#>+*=_~-]|[0-9]+[.)])")
_BEGINS_NEXT_LINE = re.compile(rf"\n{_BEGINS_LINE.pattern}")
_TABLE = re.compile(r"\s*\||\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+$")
_LINE = re.compile(
    r"(?P<heading>#{1,6}(?:\s|$))"
    r"|(?P<quote>>)"
    r"|(?P<bullet>[*+](?:\s|$))"
    r"|(?P<bracket>[0-9]{1,9}\)(?:\s|$))"
    r"|(?P<rule>(?P<sign>[-=_*])(?:\s*(?P=sign))*$|[0-9]{1,9}[.)]$)"
    r"|(?P<fence>`{3}|~{3})"
)
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,9})\.\s+")
_NEGATIVE = re.compile(r"-\s+[0-9]")
# Code in good order is passed over, so that what is left are ticks that begin nothing.
_INLINE = re.compile(
    r"(?<![\w`])`[^`\n]+`(?![\w`])"
    r"|(?P<image>!\[)"
    r"|(?P<link>\[\s*\]\((?!#))"
    r"|(?P<tick>`+)"
)
_SHOWN = {
    "address": ("](", re.compile(r"\[(?<!!\[)[^\[\]\n]+\]\((?!https?://|mailto:|#)[^()\s]+\)")),
    "underscore": ("_", re.compile(r"(_(?<![\w/.:]_)_?)[^\W_](?:[^_\n]*[^\W_])?\1(?!\w)")),
    "escape": ("\\", re.compile(r"\\[*_`\[\]#>()!~-]")),
    "entity": ("&", re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,9}|#[0-9]{1,7});")),
    "tag": ("<", re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")),
    "struck": ("~~", re.compile(r"~~[^~\s](?:[^~\n]*[^~\s])?~~")),
}
"""Marks that Markdown knows and that kravgen reads as the signs they are, everywhere; each with what it has in it."""
