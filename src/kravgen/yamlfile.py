"""Reads YAML with positions and limits. Nothing else in kravgen parses YAML.

The reader takes the plain part of YAML: mappings, lists and scalars, in one document. Aliases, tags and
duplicate keys are refused, words such as ``no`` and dates stay text, and every key and value has a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, NoReturn

import yaml

from kravgen import system
from kravgen.i18n import _, _n
from kravgen.problems import KravgenError, Place, Problem, shown_path

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40

Key = str | int
_Mark = int
"""Line and column of a key and of its value in one number: four objects for each would fill the memory."""
_Marks = dict[int, dict[Key, _Mark]]
_BITS = 24
_ONES = (1 << _BITS) - 1
_FIRST = sum(1 << shift * _BITS for shift in range(4))


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

    def place_in(self, path: Sequence[Key], offset: int) -> Place:
        """Where the character at ``offset`` of the text at ``path`` stands.

        Folding and indentation change spaces only, so the other characters are counted. After an escape in a
        quoted text the place is near and not exact.
        """
        start = self.value_place(path)
        lines = self._text.split("\n")
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

    def _place(self, path: Sequence[Key], offset: int) -> Place:
        node, mark = self.data, _FIRST
        for key in path:
            found = self._marks.get(id(node), {}).get(key)
            if found is None:
                break
            mark, node = found, node[key]
        position = mark >> (offset * _BITS)
        return Place(self.file, (position >> _BITS) & _ONES, position & _ONES)


def read(path: Path, name: str | None = None) -> YamlFile:
    """Read a YAML file. ``name`` is how messages call it; by default its path as the user knows it.

    Raises:
        KravgenError: the file cannot be read or is not in the part of YAML that kravgen takes.
    """
    name = name or shown_path(path)
    try:
        raw = system.read(path, MAX_BYTES)
    except OSError as error:
        raise unreadable(name, error) from error
    return parse(raw, name)


def parse(raw: bytes, name: str) -> YamlFile:
    """Read YAML from bytes. See :func:`read`."""
    if len(raw) > MAX_BYTES:
        _stop(
            Place(name),
            "KG102",
            _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 1024 // 1024),
            _("Split it into several files."),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        _stop(
            Place(name, line, column),
            "KG103",
            _("The file is not UTF-8 text."),
            _("Save it again with the encoding UTF-8."),
        )
    check_characters(text, name)
    return _Builder(name).build(text)


def check_characters(text: str, name: str, first_line: int = 1) -> None:
    """Refuse a text with a character that cannot stand in a document.

    Raises:
        KravgenError: there is one; ``first_line`` is the line of the file that the text begins on.
    """
    if found := _ILLEGAL.search(text):
        at = found.start()
        place = Place(name, text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))
        _refuse_character(place, found[0])


def unreadable(name: str, error: OSError) -> KravgenError:
    """The error for a file that the system does not let us read, or that is not to be read."""
    code = "KG101"
    if isinstance(error, FileNotFoundError):
        message, hint = _("The file does not exist."), _("Check the name and the folder.")
    elif isinstance(error, IsADirectoryError):
        message, hint = _("This is a folder, not a file."), _("Give the name of a file in it.")
    elif isinstance(error, PermissionError):
        message, hint = _("You may not read the file."), _("Check its permissions.")
    elif isinstance(error, system.TooLarge):
        code = "KG102"
        message = _("The file is larger than {limit} MB.").format(limit=error.most // system.MEBI)
        hint = _("Make it smaller, or split it into several files.")
    else:
        message = _("The file cannot be read: {reason}.").format(reason=system.reason(error))
        hint = _("Check the name and the folder.")
    return KravgenError(Place(name).problem(code, message, hint), unreadable=True)


def _stop(place: Place, code: str, message: str, hint: str = "") -> NoReturn:
    raise KravgenError(place.problem(code, message, hint), unreadable=True)


def _refuse_character(place: Place, character: str) -> NoReturn:
    _stop(
        place,
        "KG106",
        _("The text has the character {character}, which cannot stand in a document.").format(
            character=f"U+{ord(character):04X}"
        ),
        _("Take it out."),
    )


# Characters that XML 1.0 has no place for, and the noncharacters that kravgen keeps for itself.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9_]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# What a plain scalar begins with when it may be something else than text.
_NOT_ONLY_TEXT = frozenset("-+0123456789~ntf") | {""}


def _scalar(value: str) -> Any:
    """A plain scalar's value. Only these forms are not text: no ``yes``/``no``, no dates, no octals."""
    if value[:1] not in _NOT_ONLY_TEXT:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.fullmatch(value):
        return int(value.replace("_", ""))
    if _FLOAT.fullmatch(value):
        return float(value)
    return value


_Pending = tuple[str, int] | None


class _Builder:
    """Builds dicts and lists straight from the parser's events: no node tree, so no memory cycles."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marks: _Marks = {}

    def build(self, text: str) -> YamlFile:
        # The loader in C gives its events without a check before each: None comes after the last.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            root = self._built(iter(loader.get_event, None))
        except yaml.YAMLError as error:
            raise KravgenError(_yaml_problem(self._name, error), unreadable=True) from error
        except RecursionError:
            self._too_deep(Place(self._name))
        finally:
            loader.dispose()
        return YamlFile(self._name, root, self._marks, text)

    def _built(self, events: Iterator[Any]) -> Any:
        """The value that the events make. One loop without calls: a long library has hundreds of thousands."""
        root: Any = None
        top: Any = None
        marks: dict[Key, _Mark] = {}
        key: _Pending = None
        stack: list[tuple[Any, dict[Key, _Mark], _Pending]] = []
        documents = 0
        scalar = yaml.ScalarEvent
        for event in events:
            kind = event.__class__
            if kind is scalar:
                text = event.value
                plain = not event.style and event.tag is None and event.implicit[0]
                value = text if plain and text[:1] not in _NOT_ONLY_TEXT else self._value(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag is not None:
                    self._refuse(event, _("Tags ({tag}) are not allowed.").format(tag=event.tag))
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                top, marks, key = stack.pop()
                continue
            else:
                documents += kind is yaml.DocumentStartEvent
                self._other(event, documents)
                continue
            start = event.start_mark
            position = (start.line + 1) << _BITS | start.column + 1
            if top is None:
                root = value
            elif top.__class__ is list:
                marks[len(top)] = position << 2 * _BITS | position
                top.append(value)
            elif key is None:
                key = self._key(value, event, top, marks), position
                continue
            else:
                top[key[0]] = value
                marks[key[0]] = key[1] << 2 * _BITS | position
                key = None
            if kind is not scalar:
                stack.append((top, marks, key))
                if len(stack) > MAX_DEPTH:
                    self._too_deep(self._at(event))
                top, marks, key = value, {}, None
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
            self._refuse(event, _("Tags ({tag}) are not allowed.").format(tag=event.tag))
        style = event.style
        # Only an escape in a quoted text can hide a character that the whole text did not show.
        if style == '"' and (found := _ILLEGAL.search(event.value)):
            _refuse_character(self._at(event), found[0])
        return event.value if style or not event.implicit[0] else _scalar(event.value)

    def _key(self, value: Any, event: Any, top: Any, marks: dict[Key, _Mark]) -> str:
        if isinstance(value, dict | list):
            self._refuse(event, _("A key must be a word."))
        # The same few words are keys thousands of times; one object each is enough.
        word = intern(event.value)
        if word in top:
            _stop(
                self._at(event),
                "KG105",
                _('The key "{key}" stands already on line {line}.').format(
                    key=word, line=marks[word] >> 3 * _BITS
                ),
                _("Keep one of them."),
            )
        return word

    def _at(self, event: Any) -> Place:
        return Place(self._name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: Any, message: str, hint: str = "") -> NoReturn:
        _stop(self._at(event), "KG104", message, hint)

    def _too_deep(self, place: Place) -> NoReturn:
        _stop(
            place,
            "KG102",
            _("The file is nested deeper than {limit} levels.").format(limit=MAX_DEPTH),
            _("Check the indentation."),
        )


def _yaml_problem(name: str, error: yaml.YAMLError) -> Problem:
    """The parser's complaint in the user's language, with its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    told = _EXPLAINED.get(str(getattr(error, "problem", "") or ""), "")
    message = _("This is not valid YAML: {reason}.").format(
        reason=_(told) if told else _("the line cannot be understood")
    )
    return place.problem("KG103", message, _("Look at the indentation, colons and quotes just before."))


_EXPLAINED = {
    "mapping values are not allowed in this context": _n("a colon stands where none may stand"),
    "did not find expected node content": _n("a value is missing or a bracket is not closed"),
    "could not find expected ':'": _n("a colon is missing after a key"),
    "did not find expected key": _n("a key was expected here; is the indentation right?"),
    "expected <block end>, but found '<block mapping start>'": _n("the indentation is wrong"),
    "did not find expected '-' indicator": _n("a list item was expected here; is the indentation right?"),
    "did not find expected ',' or ']'": _n("a list in brackets is not closed"),
    "did not find expected ',' or '}'": _n("a mapping in braces is not closed"),
    "found character that cannot start any token": _n("a tab or a special character starts the line"),
    "found a tab character that violates indentation": _n("a tab is used for indentation; use spaces"),
    "found unexpected end of stream": _n("a quote is not closed"),
    "found unknown escape character": _n("a backslash is followed by an unknown letter"),
    "block sequence entries are not allowed in this context": _n("a list item may not stand here"),
}
