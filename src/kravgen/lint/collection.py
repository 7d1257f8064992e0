"""Everything that the rules look at in one run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kravgen.library.load import entries as items_of
from kravgen.library.model import Question, Value
from kravgen.library.papers import Paper
from kravgen.lint.passage import Passage, TemplatePage, Written
from kravgen.lint.texts import Texts, Vocabulary
from kravgen.lint.words import Words
from kravgen.yamlfile import Key, YamlFile

ITEMS = ("requirement", "criterion", "clause", "variant", "check")
BINDING = ("requirement", "clause", "variant")
"""The sorts whose text binds somebody when the contract is signed."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a procurement has taken: the ids of its requirements of kind ska, and every value that is set."""

    entry: Written
    light: bool
    mandatory: tuple[str, ...]
    values: Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class Collection:
    """The entries of every file, the word lists, and the day that law and reviews are judged on (ISO 8601).

    ``templates`` is the text of every document template: facts and items may be used there only.
    """

    entries: tuple[Written, ...]
    words: Words
    day: str
    questions: Mapping[str, Question]
    templates: str = ""
    purchases: tuple[Purchase, ...] = ()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    """What texts can refer to besides items."""
    decisive: frozenset[str] | None = None
    """The questions whose answers decide something for some profile; None when no profile is known."""
    pages: tuple[TemplatePage, ...] = ()
    """The texts of document templates, where they are to be looked at."""

    def of(self, *sorts: str) -> Iterator[Written]:
        """The entries of the sorts."""
        return (entry for entry in self.entries if entry.sort in sorts)

    @cached_property
    def items(self) -> tuple[Written, ...]:
        """Requirements, criteria, clauses, their variants, and checks."""
        return tuple(self.of(*ITEMS))

    @cached_property
    def _every_text(self) -> Texts:
        found = tuple(text for entry in self.entries if entry.shown for text in entry.passages)
        return Texts(found, Vocabulary(found))

    @cached_property
    def _shelves(self) -> dict[tuple[str, str, str], list[Passage]]:
        """Every text by its key and its entry's sort and kind."""
        shelves: dict[tuple[str, str, str], list[Passage]] = defaultdict(list)
        for text in self._every_text:
            shelves[text.key, text.entry.sort, text.entry.kind].append(text)
        return shelves

    @cached_property
    def _selections(self) -> dict[tuple[Some[str], ...], Texts]:
        return {}

    def texts(self, keys: Some[str] = (), sorts: Some[str] = (), kinds: Some[str] = ()) -> Texts:
        """The texts that are shown, under the keys of entries of the sorts and kinds; all where none is named."""
        if not (keys or sorts or kinds):
            return self._every_text
        if (keys, sorts, kinds) not in self._selections:
            chosen = tuple(
                text
                for (key, sort, kind), texts in self._shelves.items()
                if (not keys or key in keys) and (not sorts or sort in sorts) and (not kinds or kind in kinds)
                for text in texts
            )
            self._selections[keys, sorts, kinds] = Texts(chosen, self._every_text.vocabulary)
        return self._selections[keys, sorts, kinds]

    def demands(self, *kinds: str) -> Texts:
        """The texts of the requirements of the kinds, or of all."""
        return self.texts(("text",), ("requirement",), kinds)


def entries(file: YamlFile, shown: bool = True) -> Iterator[Written]:
    """The entries of a file that has passed its schema."""
    data = file.data
    for sort in ("block", "profile"):
        if sort in data and "buyers" not in data:
            yield Written(file, (), sort, data, shown)
            break
    if "buyers" in data:
        yield Written(file, (), "procurement", data, shown)
    yield from _listed(file, ("sources", "questions", "dated", "gates", "glossary", "price_rows"), shown)
    if "buyers" in data:
        yield from _listed(file, ("requirements",), shown)
    clause: Written | None = None
    for path, item in items_of(file):
        if len(path) > 2 and clause is not None:
            when = " and ".join(f"({w})" for w in (clause.when, item.get("when")) if w)
            yield Written(file, tuple(path), "variant", item, shown, when, clause)
        else:
            entry = Written(file, tuple(path), _SORTS[path[0]], item, shown, item.get("when", ""))
            clause = entry
            yield entry


def _listed(file: YamlFile, keys: Iterable[str], shown: bool) -> Iterator[Written]:
    for key in keys:
        for number, item in enumerate(file.data.get(key) or ()):
            yield Written(file, (key, number), _SORTS[key], item, shown, item.get("when", ""))


_SORTS: dict[Key, str] = {
    "sources": "source",
    "questions": "question",
    "dated": "dated",
    "glossary": "term",
    "gates": "gate",
    "price_rows": "price_row",
    "requirements": "requirement",
    "criteria": "criterion",
    "clauses": "clause",
    "checks": "check",
}
