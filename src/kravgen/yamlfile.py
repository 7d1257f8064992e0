"""Reads YAML with positions and limits. Nothing else in kravgen parses YAML.

The reader takes the plain part of YAML: mappings, lists and scalars, in one document. Aliases, tags and
duplicate keys are refused, words such as ``no`` and dates stay text, and every key and value has a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from kravgen.i18n import _, _n
from kravgen.problems import KravgenError, Place, Problem, shown_path

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40

Key = str | int
_Marks = dict[int, dict[Key, tuple[int, int, int, int]]]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file holds, and where each key and value in it stands."""

    file: str
    data: Any
    _marks: _Marks
    _lines: tuple[str, ...]

    def key_place(self, path: Sequence[Key]) -> Place:
        """Where the last key of ``path`` stands (for a list item: where the item begins)."""
        return self._place(path, 0)

    def value_place(self, path: Sequence[Key]) -> Place:
        """Where the value at ``path`` begins."""
        return self._place(path, 2)

    def place_in(self, path: Sequence[Key], offset: int) -> Place:
        """Where the character at ``offset`` of the text at ``path`` stands.

        Folding and indentation change spaces only, so the other characters are counted. After an escape in a
        quoted text the place is near and not exact.
        """
        start = self.value_place(path)
        line, column = start.line - 1, start.column - 1
        if self._lines[line][column : column + 1] in ("|", ">"):
            line, column = line + 1, 0
        elif self._lines[line][column : column + 1] in ("'", '"'):
            column += 1
        node: Any = self.data
        for key in path:
            node = node[key]
        left = sum(not character.isspace() for character in node[:offset])
        while line < len(self._lines):
            for at in range(column, len(self._lines[line])):
                if not self._lines[line][at].isspace():
                    if left == 0:
                        return Place(self.file, line + 1, at + 1)
                    left -= 1
            line, column = line + 1, 0
        return start

    def _place(self, path: Sequence[Key], offset: int) -> Place:
        node, mark = self.data, (1, 1, 1, 1)
        for key in path:
            found = self._marks.get(id(node), {}).get(key)
            if found is None:
                break
            mark, node = found, node[key]
        return Place(self.file, mark[offset], mark[offset + 1])


def read(path: Path, name: str | None = None) -> YamlFile:
    """Read a YAML file. ``name`` is how messages call it; by default its path as the user knows it.

    Raises:
        KravgenError: the file cannot be read or is not in the part of YAML that kravgen takes.
    """
    name = name or shown_path(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
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
    """The error for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        message, hint = _("The file does not exist."), _("Check the name and the folder.")
    elif isinstance(error, IsADirectoryError):
        message, hint = _("This is a folder, not a file."), _("Give the name of a file in it.")
    elif isinstance(error, PermissionError):
        message, hint = _("You may not read the file."), _("Check its permissions.")
    else:
        message, hint = _("The file cannot be read: {error}.").format(error=error.strerror or error), ""
    return KravgenError(Place(name).problem("KG101", message, hint), unreadable=True)


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


def _scalar(value: str) -> Any:
    """A plain scalar's value. Only these forms are not text: no ``yes``/``no``, no dates, no octals."""
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.fullmatch(value):
        return int(value.replace("_", ""))
    if _FLOAT.fullmatch(value):
        return float(value)
    return value


class _Builder:
    """Builds dicts and lists straight from the parser's events: no node tree, so no memory cycles."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marks: _Marks = {}
        self._stack: list[Any] = []
        self._keys: list[tuple[str, int, int] | None] = [None]
        self._root: Any = None

    def build(self, text: str) -> YamlFile:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        documents = 0
        try:
            for event in yaml.parse(text, Loader=loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(event, _("The file holds several YAML documents."), _("Keep one."))
                else:
                    self._take(event)
        except yaml.YAMLError as error:
            raise KravgenError(_yaml_problem(self._name, error), unreadable=True) from error
        except RecursionError:
            self._too_deep(Place(self._name))
        return YamlFile(self._name, self._root, self._marks, tuple(text.split("\n")))

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self._refuse(event, _("Tags ({tag}) are not allowed.").format(tag=event.tag))
            self._put(self._value(event), event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if event.tag is not None:
                self._refuse(event, _("Tags ({tag}) are not allowed.").format(tag=event.tag))
            container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._marks[id(container)] = {}
            self._put(container, event)
            self._stack.append(container)
            self._keys.append(None)
            if len(self._stack) > MAX_DEPTH:
                self._too_deep(self._at(event))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                _("Aliases (*{name}) are not allowed.").format(name=event.anchor),
                _("Write the value out."),
            )

    def _value(self, event: Any) -> Any:
        plain = event.implicit[0] and event.style in (None, "")
        value = _scalar(event.value) if plain else event.value
        # Only an escape in a quoted text can hide a character that the whole text did not show.
        if event.style == '"' and (found := _ILLEGAL.search(event.value)):
            _refuse_character(self._at(event), found[0])
        return value

    def _put(self, value: Any, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        marks = self._marks[id(top)]
        if isinstance(top, list):
            marks[len(top)] = (line, column, line, column)
            top.append(value)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = (self._key(value, event), line, column)
        else:
            word, key_line, key_column = key
            top[word] = value
            marks[word] = (key_line, key_column, line, column)
            self._keys[-1] = None

    def _key(self, value: Any, event: Any) -> str:
        if isinstance(value, dict | list):
            self._refuse(event, _("A key must be a word."))
        word = str(event.value)
        if word in self._stack[-1]:
            first = self._marks[id(self._stack[-1])][word][0]
            _stop(
                self._at(event),
                "KG105",
                _('The key "{key}" stands already on line {line}.').format(key=word, line=first),
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
