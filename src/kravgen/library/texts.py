"""What the author of a text should know before it is sent: marks that documents show as signs, lines that YAML joins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kravgen.i18n import _, _n
from kravgen.library.literal import marks
from kravgen.library.whole import Whole
from kravgen.problems import Place, Problem
from kravgen.yamlfile import Key, YamlFile


def check_texts(file: YamlFile) -> Iterator[Problem]:
    """Warnings about the texts of a file that documents show."""
    texts = list(_texts(file.data))
    for number in _perhaps_suspect([value for _above, _key, value, _prose in texts]):
        above, key, value, prose = texts[number]
        if not _is_suspect(value):
            continue
        path = (*above, key)
        if prose:
            yield from (_shown(file, path, mark.kind, mark.offset) for mark in marks(value))
            yield from _joined(file, path, value)
        elif found := _IN_LINE.search(value):
            yield _shown(file, path, "line", found.start())


def _perhaps_suspect(values: Sequence[str]) -> list[int]:
    """The numbers of the texts that may be suspect, found by few searches: most texts hold words and nothing else."""
    joined = Whole(values)
    found = {number for pattern in _PERHAPS for number in joined.matching(pattern)}
    found.update(number for number, value in enumerate(values) if value.lstrip()[:1] == "-")
    return sorted(found)


def _is_suspect(value: str) -> bool:
    return any(sign.search(value) for sign in (*_SIGNS, _LISTED_LINE))


def _texts(data: Any) -> Iterator[tuple[tuple[Key, ...], Key, str, bool]]:
    """Every text that documents show, with the path of what it stands in and its key, and whether it may have marks."""
    waiting: list[tuple[Any, tuple[Key, ...], str]] = [(data, (), "")]
    while waiting:
        entries, path, above = waiting.pop()
        for key, value in entries.items() if entries.__class__ is dict else enumerate(entries):
            name = key if key.__class__ is str else above
            if value.__class__ is str:
                if name in _PROSE or above in _FREE:
                    yield path, key, value, True
                elif name in _LINES:
                    yield path, key, value, False
            elif value.__class__ in (dict, list) and name not in _NOT_SHOWN:
                waiting.append((value, (*path, key), name if above not in _FREE else above))


def _joined(file: YamlFile, path: tuple[Key, ...], value: str) -> Iterator[Problem]:
    """Lines of a list or a table, and paragraphs, that YAML has put together before anybody could see them."""
    listed = list(_LISTED.finditer(value))
    apart = _APART.search(value)
    if not (listed or apart) or (style := file.style(path)) == "|":
        return
    start = file.value_place(path)
    for found in listed:
        place = file.place_in(path, found.start())
        if place.line > start.line and file.begins_line(place):
            yield _warning(place, "joined")
            return
    if apart and style != '"':
        yield _warning(file.place_in(path, apart.start("next")), "joined")


def _shown(file: YamlFile, path: tuple[Key, ...], kind: str, offset: int) -> Problem:
    return _warning(file.place_in(path, offset), kind)


def _warning(place: Place, kind: str) -> Problem:
    message, hint = _TOLD[kind]
    return place.problem("KG408", _(message), _(hint), "warning")


_PROSE = (
    "text",
    "motive",
    "evidence",
    "value",
    "accept",
    "test",
    "asks",
    "purpose",
    "lawyer_note",
    "because",
)
_LINES = (
    "title",
    "label",
    "name",
    "reference_number",
    "version",
    "controllers",
    "choices",
    "unit",
    "table",
    "columns",
)
_FREE = ("facts", "filled", "parameters")
_NOT_SHOWN = ("allow", "sources", "tags", "answers", "meets", "words")

# What a mark begins with. Neither the name of a parameter nor a mention, [](#EXIT-08), has any.
_SIGNS = (
    re.compile(r"[`|*\\~<&>+=\n]"),
    re.compile(r"_(?<![\w/.:]_)"),
    re.compile(r"#(?<!\(#)"),
    re.compile(r"!\["),
    re.compile(r"\]\("),
)
_LISTED_LINE = re.compile(r"^\s*(?:-|[0-9]+[.)])|\s(?:-|[0-9]+[.)])\s")
# Every text that is suspect has one of these or begins with a dash, and each is found fast.
_PERHAPS = (*_SIGNS, re.compile(r"-\s"), re.compile(r"[0-9][.)]"))
_IN_LINE = re.compile(
    r"(?<![\w*])(\*{1,2})[^\s*](?:[^*\n]*[^\s*])?\1(?![\w*])|`[^`]+`|\]\((?:https?:|mailto:|#)|\s#+\s*$"
)
_LISTED = re.compile(r"(?<=\s)(?:[-*+]|[0-9]{1,9}[.)]|\|)\s")
_APART = re.compile(r"(?<=[^\n])\n(?P<next>[^\n])")

_TOLD = {
    "heading": (
        _n("A text cannot have a heading of its own; the documents show the sign #."),
        _n("Take the sign out, or give the text under it an entry of its own."),
    ),
    "quote": (
        _n("The line begins with >, which the documents show as it stands."),
        _n('Write it in words, for example "mer än".'),
    ),
    "bullet": (
        _n("The line begins with * or +, which the documents show as it stands."),
        _n('Begin each line of a list with "- ".'),
    ),
    "bracket": (
        _n("A number with a bracket begins no list; the documents show the line as it stands."),
        _n('Begin the lines of a numbered list with "1. ", "2. " and so on.'),
    ),
    "rule": (
        _n("The line holds a mark and nothing else; the documents show it as it stands."),
        _n("Take the line out."),
    ),
    "fence": (
        _n("Blocks of code cannot stand in a text; the documents show the marks."),
        _n("Write the text without them."),
    ),
    "table": (
        _n("A table cannot stand in a text; the documents show its bars and dashes."),
        _n('Write a list with "- ", or make the table a form in a document template.'),
    ),
    "number": (
        _n("The number does not follow the one before it, or stands in a list within a list."),
        _n("Number the lines 1, 2, 3 in one list. The documents show the line as it stands."),
    ),
    "minus": (
        _n("A line with a dash and a number would be a list; the documents show the line as it stands."),
        _n('Write "minus", or let the dash touch the number.'),
    ),
    "image": (
        _n("A picture cannot stand in a text; the documents show its address."),
        _n("Take it out, or put it in the Word template."),
    ),
    "link": (
        _n("The link has no words to show."),
        _n("Write what it leads to between the square brackets."),
    ),
    "address": (
        _n("The address of the link cannot be used, so the documents show the brackets."),
        _n("Begin it with https:// or mailto:, or write [](#ID) with the id of an item."),
    ),
    "tick": (
        _n("The mark ` stands alone; the documents show it."),
        _n("Put one at each end of a word in code, or use another quotation mark."),
    ),
    "underscore": (
        _n("The documents show the sign _ as it stands."),
        _n("Write *italics* or **bold** with stars."),
    ),
    "escape": (
        _n("The documents show the backslash."),
        _n("Take it out: the sign after it is shown as it stands."),
    ),
    "entity": (
        _n("The documents show the letters between & and ; as they stand."),
        _n("Write the character itself."),
    ),
    "tag": (
        _n("The documents show what stands between < and > as it stands."),
        _n("Take it out. Bold is written **so**."),
    ),
    "struck": (
        _n("The documents show the sign ~ as it stands."),
        _n("Take the text out instead of crossing it out."),
    ),
    "line": (
        _n("A title, a name or a label is plain text; its marks are shown in some places and not in others."),
        _n("Write it without marks."),
    ),
    "joined": (
        _n("YAML joins this line with the one before it, so the documents show them as one."),
        _n("Write | after the key instead of >- or nothing, and an empty line between paragraphs."),
    ),
}
