"""Entries of the files and the texts in them, as the rules see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from kravgen.library.references import REFERENCE
from kravgen.lint import swedish
from kravgen.lint.phrases import Hit, Phrases
from kravgen.lint.swedish import Word
from kravgen.problems import Place
from kravgen.yamlfile import Key


class EntryFile(Protocol):
    """The file that an entry stands in, as far as rules need it: its name, its data, and where what is in it stands."""

    @property
    def file(self) -> str:
        """Its name."""

    @property
    def data(self) -> Any:
        """What it holds besides the entry."""

    def value_place(self, path: Sequence[Key]) -> Place:
        """Where the value at ``path`` begins."""

    def place_in(self, path: Sequence[Key], offset: int) -> Place:
        """Where the character at ``offset`` of the text at ``path`` stands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in an entry. The table gives it a code and a level."""

    entry: Written
    place: Place
    message: str
    hint: str = ""
    proposal: str = ""


@dataclass(frozen=True, eq=False)
class Written:
    """One mapping in a file: an item or a variant of one, a block, source, question, profile or procurement.

    ``sort`` is the key it stands under in the singular. ``shown`` tells whether what is found in it is to be
    told; other entries are only what it is compared with. ``when`` is the item's whole condition.
    """

    file: EntryFile
    path: tuple[Key, ...]
    sort: str
    data: Mapping[str, Any]
    shown: bool = True
    when: str = ""
    above: Written | None = None
    given: Mapping[str, Any] | None = None
    """Of an item that a workspace changes: the change, for all else stands in another file."""

    @property
    def id(self) -> str:
        return str(self.data.get("id") or self.data.get(self.sort) or "")

    @property
    def kind(self) -> str:
        """ska, bör, villkor or fråga for a requirement; otherwise the sort."""
        return str(self.data.get("kind", self.sort))

    @property
    def sources(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.data.get("sources") or []
        return found

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """The entry's own parameters; a variant has those of its clause."""
        found: dict[str, dict[str, Any]] = (self.above or self).data.get("parameters") or {}
        return found

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts in it that a person reads. A source's name and title are the law's own."""
        if self.sort == "source":
            return ()
        found = [
            Passage(self, key, (*self.path, key), value, _plain(value))
            for key in _PROSE
            if isinstance(value := self.data.get(key), str)
        ]
        test = self.data.get("test")
        if isinstance(test, dict):
            accept = test["accept"]
            found.append(Passage(self, "accept", (*self.path, "test", "accept"), accept, _plain(accept)))
        elif isinstance(test, str):
            found.append(Passage(self, "accept", (*self.path, "test"), test, _plain(test)))
        for number, later in enumerate(self.data.get("later") or ()):
            above = (*self.path, "later", number)
            found += [
                Passage(self, key, (*above, key), later[key], _plain(later[key]))
                for key in _PROSE
                if isinstance(later.get(key), str)
            ]
        return tuple(found)

    def at(self, message: str, hint: str = "", key: tuple[Key, ...] = (), proposal: str = "") -> Finding:
        """A finding about a key, or about the whole entry: at its id, or where it begins."""
        name = key or (("id",) if "id" in self.data else ((self.sort,) if self.sort in self.data else ()))
        return Finding(self, self.file.value_place((*self.path, *name)), message, hint, proposal)


@dataclass(frozen=True, eq=False)
class Passage:
    """A text of an entry. ``key`` is where in the entry it stands: "text", "accept" …

    ``plain`` is the text with templates and marks of emphasis taken out, every other character in its old place.
    """

    entry: Written
    key: str
    path: tuple[Key, ...]
    value: str
    plain: str

    @cached_property
    def spoken(self) -> str:
        """The plain text without what stands in quotes, which is somebody else's words."""
        return _QUOTED.sub(_blank, self.plain) if '"' in self.plain else self.plain

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the plain text."""
        return swedish.words(self.plain)

    @cached_property
    def spoken_words(self) -> tuple[Word, ...]:
        """The words outside quotes."""
        return self.words if self.spoken is self.plain else swedish.words(self.spoken)

    @cached_property
    def tokens(self) -> list[str]:
        """The words of the plain text as they stand: quicker to have than :attr:`words`, which know their place."""
        return swedish.tokens(self.plain)

    @cached_property
    def spoken_tokens(self) -> list[str]:
        """The words outside quotes as they stand."""
        return self.tokens if self.spoken is self.plain else swedish.tokens(self.spoken)

    @cached_property
    def lower(self) -> list[str]:
        """The words of the plain text in small letters."""
        return [word.lower() for word in self.tokens]

    @cached_property
    def spoken_lower(self) -> list[str]:
        """The words outside quotes in small letters."""
        return self.lower if self.spoken is self.plain else [word.lower() for word in self.spoken_tokens]

    def hits(self, phrases: Phrases, quoted: bool = False) -> Iterator[Hit]:
        """Where the entries of a word list stand, outside quotes unless ``quoted``."""
        if phrases.stand_in(self.tokens if quoted else self.spoken_tokens):
            yield from phrases.find(self.words if quoted else self.spoken_words)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where the sentences begin and end."""
        return tuple(swedish.sentences(self.plain))

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that ``offset`` stands in."""
        return next((s for s in self.sentences if s[0] <= offset < s[1]), (0, len(self.value)))

    def sentence_words(self, offset: int) -> tuple[Word, ...]:
        """The words of the sentence that ``offset`` stands in."""
        start, end = self.sentence(offset)
        return tuple(word for word in self.words if start <= word.start < end)

    def at(self, offset: int, message: str, hint: str = "", proposal: str = "") -> Finding:
        """A finding at a place in the text."""
        file, given = self.entry.file, self.entry.given
        here = given is None or self.path[len(self.entry.path)] in given
        place = file.place_in(self.path, offset) if here else file.value_place(self.path)
        return Finding(self.entry, place, message, hint, proposal)

    def with_replaced(self, start: int, end: int, new: str) -> str:
        """The sentence around a place as it would read with other words there."""
        first, last = self.sentence(start)
        if not new and self.value[end : end + 1] == " ":
            end += 1
        if start == first and self.value[start : start + 1].isupper():
            new = new[:1].upper() + new[1:]
        return " ".join(f"{self.value[first:start]}{new}{self.value[end:last]}".split())


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """The text of a document template, or of a part of one. ``entry`` stands for its file."""

    entry: Written
    text: str
    first_line: int

    def at(self, offset: int, message: str, hint: str = "") -> Finding:
        """A finding at a place in the text."""
        before = self.text[:offset]
        line = self.first_line + before.count("\n")
        return Finding(
            self.entry, Place(self.entry.file.file, line, offset - before.rfind("\n")), message, hint
        )


def _plain(text: str) -> str:
    if "{" in text:
        text = _PARAMETER.sub(lambda found: swedish.PARAMETER * len(found[0]), text)
        text = _STATEMENT.sub(_blank, text)
    if "[[" in text:
        text = REFERENCE.sub(lambda found: swedish.MENTION * len(found[0]), text)
    return text.replace("**", "  ")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


_PARAMETER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r'"[^"\n]*"')
_PROSE = (
    *("title", "text", "motive", "evidence", "value", "because", "asks", "lawyer_note", "covers"),
    *("does_not_cover", "label", "help", "decides", "describes", "purpose", "meaning"),
)
