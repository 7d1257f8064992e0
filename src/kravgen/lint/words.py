"""The word lists that the rules look words up in, from the library's own files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kravgen.lint import swedish
from kravgen.lint.phrases import Phrases
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True)
class Words:
    """Every list of every file, a later file's words laid over an earlier's. Each maps a word to its advice."""

    lists: Mapping[str, Mapping[str, str]]

    def plain(self, name: str) -> Mapping[str, str]:
        """A list as it is written; empty when no file has it."""
        return self.lists.get(name, {})

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Whole words, in small letters, that a requirement may be about."""
        return frozenset(word.lower() for word in self.plain("subjects") if not word.startswith("-"))

    @cached_property
    def subject_endings(self) -> tuple[str, ...]:
        """Endings of such words."""
        return tuple(word[1:].lower() for word in self.plain("subjects") if word.startswith("-"))

    def is_subject(self, word: str) -> bool:
        """Whether a word in small letters names somebody or something that a requirement may be about."""
        return word in self.subjects or word.endswith(self.subject_endings)

    @cached_property
    def paper_endings(self) -> tuple[str, ...]:
        """What words for papers in definite form end with."""
        return tuple(word.removeprefix("-").lower() for word in self.plain("papers"))

    @cached_property
    def vague(self) -> Phrases:
        return Phrases(self.plain("vague"), swedish.adjective_forms)

    @cached_property
    def english(self) -> Phrases:
        return Phrases(self.plain("english"), swedish.noun_forms)

    @cached_property
    def brands(self) -> Phrases:
        return Phrases(self.plain("brands"), exact=True)

    @cached_property
    def standards(self) -> Phrases:
        return Phrases(self.plain("standards"), exact=True)

    @cached_property
    def terms(self) -> Phrases:
        return Phrases(self.plain("terms"))

    @cached_property
    def open(self) -> Phrases:
        return Phrases(self.plain("open"))

    @cached_property
    def abbreviations(self) -> Phrases:
        return Phrases(self.plain("abbreviations"))

    @cached_property
    def filler(self) -> Phrases:
        return Phrases(self.plain("filler"))

    @cached_property
    def heavy(self) -> Phrases:
        return Phrases(self.plain("heavy"))

    @cached_property
    def outdated(self) -> Phrases:
        return Phrases(self.plain("outdated"))

    @cached_property
    def duties(self) -> Phrases:
        return Phrases(self.plain("duties"))


def gather(files: Iterable[YamlFile]) -> Words:
    """The words of every file that has the key ``words``."""
    lists: dict[str, dict[str, str]] = {}
    for file in files:
        for name, entries in (file.data.get("words") or {}).items():
            given = entries if isinstance(entries, dict) else dict.fromkeys(entries, "")
            lists.setdefault(name, {}).update(given)
    return Words(lists)
