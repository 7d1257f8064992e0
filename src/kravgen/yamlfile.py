"""Reads YAML with positions and limits. Nothing else in kravgen decides what a YAML text says.

The reader takes the plain part of YAML: mappings, lists and scalars, in one document. Aliases, tags and
duplicate keys are refused, words such as ``no`` and dates stay text, and every key and value has a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any, NoReturn

import yaml

from kravgen import system, textfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.yamlcomplaint import complaint

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40

Key = str | int
_Mark = int
"""Line and column of a key and of its value, from 0, in one number: four objects for each would fill the memory."""
_Marks = dict[int, dict[Key, _Mark]]
_BITS = 24
_ONES = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file holds, and where each key and value in it stands."""

    file: str
    data: Any
    _marks: _Marks
    _text: str

    def key_place(self, path: Sequence[Key]) -> Place:
        """Where the last key of ``path`` stands (for a list item: where the item begins)."""
        return self._place(path, 2)

    def value_place(self, path: Sequence[Key]) -> Place:
        """Where the value at ``path`` begins."""
        return self._place(path, 0)

    def may_say(self, *words: str) -> bool:
        """Whether a text of the file may hold one of the words, which have no spaces."""
        # An escape can make what the file itself does not hold.
        return "\\" in self._text or any(word in self._text for word in words)

    def place_in(self, path: Sequence[Key], offset: int) -> Place:
        """Where the character at ``offset`` of the text at ``path`` stands.

        Folding and indentation change spaces only, so the other characters are counted. After an escape in a
        quoted text the place is near and not exact.
        """
        start = self.value_place(path)
        lines = _lines(self._text)
        line, column = start.line - 1, start.column - 1
        if lines[line][column : column + 1] in ("|", ">"):
            line, column = line + 1, 0
        elif lines[line][column : column + 1] in ("'", '"'):
            column += 1
        node: Any = self.data
        for key in path:
            node = node[key]
        left = sum(not character.isspace() for character in node[:offset])
        while line < len(lines):
            for at in range(column, len(lines[line])):
                if not lines[line][at].isspace():
                    if left == 0:
                        return Place(self.file, line + 1, at + 1)
                    left -= 1
            line, column = line + 1, 0
        return start

    def written(self, path: Sequence[Key]) -> Any:
        """The value at ``path`` as a person wrote it: "1.500" and "true" as they stand, not as YAML takes them."""
        node: Any = self.data
        for key in path:
            node = node[key]
        if not isinstance(node, int | float):
            return [self.written([*path, at]) for at in range(len(node))] if isinstance(node, list) else node
        start = self.value_place(path)
        found = _PLAIN.match(_lines(self._text)[start.line - 1], start.column - 1)
        return found[0] if found else node

    def changed(self, values: Mapping[tuple[Key, ...], Any]) -> YamlFile:
        """The same file with other values at the paths. Places stay as they were written."""
        marks = dict(self._marks)

        def copied(node: Any) -> Any:
            made: Any = node.copy()
            marks[id(made)] = self._marks.get(id(node), {})
            return made

        made: dict[tuple[Key, ...], Any] = {(): copied(self.data)}
        for (*path, last), value in values.items():
            node = made[()]
            for depth, key in enumerate(path, start=1):
                if tuple(path[:depth]) not in made:
                    node[key] = made[tuple(path[:depth])] = copied(node[key])
                node = node[key]
            node[last] = value
        return YamlFile(self.file, made[()], marks, self._text)

    def style(self, path: Sequence[Key]) -> str:
        """How the text at ``path`` is written: "|", ">", a quotation mark, or "" for none of them."""
        start = self.value_place(path)
        line = _lines(self._text)[start.line - 1]
        sign = line[start.column - 1 : start.column]
        return sign if sign in ("|", ">", "'", '"') else ""

    def begins_line(self, place: Place) -> bool:
        """Whether nothing but space stands before ``place`` on its line."""
        line = _lines(self._text)[place.line - 1]
        return not line[: place.column - 1].strip()

    def _place(self, path: Sequence[Key], offset: int) -> Place:
        node, mark = self.data, 0
        for key in path:
            found = self._marks.get(id(node), {}).get(key)
            if found is None:
                break
            mark, node = found, node[key]
        position = mark >> (offset * _BITS)
        return Place(self.file, ((position >> _BITS) & _ONES) + 1, (position & _ONES) + 1)


_PLAIN = re.compile(r"[^\s,\[\]{}#]+")
"""A number or a truth value as it stands on its line."""


def read(path: Path, name: str | None = None) -> YamlFile:
    """Read a YAML file. ``name`` is how messages call it; by default its path as the user knows it.

    Raises:
        KravgenError: the file cannot be read or is not in the part of YAML that kravgen takes.
    """
    name = name or shown_path(path)
    try:
        raw = system.read(path, MAX_BYTES)
    except OSError as error:
        raise textfile.unreadable(name, error) from error
    return parse(raw, name)


def parse(raw: bytes, name: str) -> YamlFile:
    """Read YAML from bytes. See :func:`read`."""
    if len(raw) > MAX_BYTES:
        _stop(
            Place(name, 1, 1),
            "KG102",
            _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 1024 // 1024),
            _("Split it into several files."),
        )
    return _Builder(name, textfile.decode(raw, name)).build()


def _stop(place: Place, code: str, message: str, hint: str) -> NoReturn:
    raise KravgenError(place.problem(code, message, hint), unreadable=True)


# What the parser takes for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_OTHER_BREAKS = ("\r", "\x85", "\u2028", "\u2029")


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    # One file is mostly asked about many times in a row, and nearly all have one sort of line end.
    return _BREAK.split(text) if any(sign in text for sign in _OTHER_BREAKS) else text.split("\n")


_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9_]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,14}")
_DIGITS = 15
"""So many digits a number with decimals can have and still come out as it was written."""
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMERIC = frozenset("-+0123456789")
# What a plain scalar begins with when it may be something else than text.
_NOT_ONLY_TEXT = _NUMERIC | {word[:1] for word in _WORDS}


def _scalar(value: str) -> Any:
    """A plain scalar's value. Only these forms are not text: no ``yes``/``no``, no dates, no octals."""
    if value[:1] not in _NOT_ONLY_TEXT:
        return value
    if value[:1] not in _NUMERIC:
        return _WORDS.get(value, value)
    if _INTEGER.fullmatch(value):
        return int(value.replace("_", ""))
    if _FLOAT.fullmatch(value) and len(value) <= _DIGITS:
        return float(value)
    return value


# What a comment may stand after on the same line: a number, a date, a word in lower case or an id.
# An amount or a day in words can be a whole answer too.
_SHORT = re.compile(
    r"[-+]?[0-9][0-9_.,:-]*|[0-9]{1,3}(?: [0-9]{3})*(?:,[0-9]+)?(?: ?(?:kr|tkr|[Mm]kr|%))?"
    r"|[0-9]{1,2} [a-z]{3,9} [0-9]{4}|[0-9]{1,2}/[0-9]{1,2} [0-9]{4}|[a-zåäö0-9_.-]+|[A-ZÅÄÖ0-9.-]+|~"
)
_OF_COMMENT = ("", " ", "\t", "#", "\r", "!")
_SIGN = re.compile(r"\s*[^\s#].*?\s(?P<sign>#)")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?![\\\s])")
_MADE_BY_ESCAPES = re.compile("[\t\r\x85\u2028\u2029]")


def _number_signs(text: str) -> dict[int, int]:
    """The first sign # that stands after a word and a space on its line: line and column from 0."""
    if " #" not in text and "\t#" not in text:
        return {}
    if not any(_SIGN.match(line) for line in text.split("\n") if "#" in line):
        return {}
    found = {number: _SIGN.match(line) for number, line in enumerate(_lines(text)) if "#" in line}
    return {number: sign.start("sign") for number, sign in found.items() if sign}


class _Builder:
    """Builds dicts and lists straight from the parser's events: no node tree, so no memory cycles."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._marks: _Marks = {}
        self._signs = _number_signs(text)
        self._cut: list[Problem] = []

    def build(self) -> YamlFile:
        text = self._text
        # The loader in C gives its events without a check before each: None comes after the last.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            root = self._built(iter(loader.get_event, None))
        except yaml.YAMLError as error:
            told = self._cut or list(self._cut_before(error)) or [complaint(self._name, error)]
            raise KravgenError(told, unreadable=True) from error
        finally:
            loader.dispose()
        if self._cut:
            raise KravgenError(self._cut, unreadable=True)
        return YamlFile(self._name, root, self._marks, text)

    def _built(self, events: Iterator[Any]) -> Any:
        """The value that the events make. One loop without calls: a long library has hundreds of thousands."""
        root: Any = None
        top: Any = None
        in_list = False
        marks: dict[Key, _Mark] = {}
        key: str | None = None
        key_position = 0
        stack: list[tuple[Any, bool, dict[Key, _Mark], str | None]] = []
        documents = 0
        signs = self._signs
        scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        for event in events:
            kind = event.__class__
            if kind is scalar:
                value = event.value
                style = event.style
                if event.tag is not None or style == '"':
                    value = self._value(event)
                elif not style and value[:1] in _NOT_ONLY_TEXT and event.implicit[0]:
                    value = _scalar(value)
                if signs and not style and event.end_mark.line in signs:
                    self._check_comment(event)
            elif kind is mapping or kind is sequence:
                if event.tag is not None:
                    self._refuse_tag(event)
                value = {} if kind is mapping else []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                top, in_list, marks, key = stack.pop()
                continue
            else:
                documents += kind is yaml.DocumentStartEvent
                self._other(event, documents)
                continue
            start = event.start_mark
            position = start.line << _BITS | start.column
            if in_list:
                marks[len(top)] = position << 2 * _BITS | position
                top.append(value)
            elif key is not None:
                top[key] = value
                marks[key] = key_position << 2 * _BITS | position
                key = None
            elif top is None:
                root = value
            else:
                if kind is not scalar or event.value in top:
                    self._refuse_key(event, marks)
                # The same few words are keys thousands of times; one object each is enough.
                key = intern(event.value)
                key_position = position
                continue
            if kind is not scalar:
                stack.append((top, in_list, marks, key))
                if len(stack) > MAX_DEPTH:
                    self._too_deep(self._at(event))
                top, in_list, marks = value, kind is sequence, {}
                self._marks[id(value)] = marks
        return root

    def _other(self, event: Any, documents: int) -> None:
        if documents > 1:
            self._refuse(event, _("The file holds several YAML documents."), _("Keep one."))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                _("Aliases (*{name}) are not allowed.").format(name=event.anchor),
                _("Write the value out."),
            )

    def _value(self, event: Any) -> Any:
        if event.tag is not None:
            self._refuse_tag(event)
        style = event.style
        if style == '"':
            self._check_escapes(event)
        return event.value if style or not event.implicit[0] else _scalar(event.value)

    def _check_comment(self, event: Any) -> None:
        """Tell of a text that a number sign cuts off. After a number, a date or a short word it begins a comment."""
        end = event.end_mark
        at = self._signs[end.line]
        line = _lines(self._text)[end.line]
        if at < end.column or line[end.column : at].strip() or event.value == "":
            return
        if not (_SHORT.fullmatch(event.value) and line[at + 1 : at + 2] in _OF_COMMENT):
            self._cut.append(self._number_sign(end.line, at))

    def _cut_before(self, error: yaml.YAMLError) -> Iterator[Problem]:
        """The number signs just before what the parser cannot understand: the text goes on after a comment."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        for line in (mark.line - 2, mark.line - 1, mark.line) if mark else ():
            if line in self._signs:
                yield self._number_sign(line, self._signs[line])

    def _number_sign(self, line: int, column: int) -> Problem:
        return Place(self._name, line + 1, column + 1).problem(
            "KG109",
            _("A space and # begin a comment in YAML, so the text ends before it."),
            _("Put the whole text in quotes, or write the comment on a line of its own."),
        )

    def _check_escapes(self, event: Any) -> None:
        """Only an escape in a quoted text can hide a character that the whole text did not show."""
        if found := textfile.illegal_in(event.value):
            textfile.refuse_character(self._at(event), found[0])
        written = self._text[event.start_mark.index : event.end_mark.index]
        if "\\" in written and (_DRIVE.search(written) or _MADE_BY_ESCAPES.search(event.value)):
            self._refuse(
                event,
                _("In double quotes a backslash and a letter become another character."),
                _("Write the text in single quotes ('), where a backslash is a backslash."),
            )

    def _refuse_key(self, event: Any, marks: dict[Key, _Mark]) -> NoReturn:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(
                event, _("A key must be a word."), _("Put the text in quotes if it begins with [ or {.")
            )
        _stop(
            self._at(event),
            "KG105",
            _('The key "{key}" stands already on line {line}.').format(
                key=event.value, line=(marks[event.value] >> 3 * _BITS) + 1
            ),
            _("Keep one of them."),
        )

    def _at(self, event: Any) -> Place:
        return Place(self._name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_tag(self, event: Any) -> NoReturn:
        self._refuse(
            event,
            _("Tags ({tag}) are not allowed.").format(tag=event.tag),
            _("Take the word with ! out, or put the value in quotes."),
        )

    def _refuse(self, event: Any, message: str, hint: str) -> NoReturn:
        _stop(self._at(event), "KG104", message, hint)

    def _too_deep(self, place: Place) -> NoReturn:
        _stop(
            place,
            "KG102",
            _("The file is nested deeper than {limit} levels.").format(limit=MAX_DEPTH),
            _("Check the indentation."),
        )
