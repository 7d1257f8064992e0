"""References in texts, as they are written: ``[[prisbilaga]]``, ``[[prisbilaga.optioner|optionerna]]``, ``[[EXIT-08]]``
and ``[[EXIT-08.tabell]]``, the table that answers it.

They are read here and nowhere else. What one leads to is told when a package is made, since a paper or an item may be
in one package and not in another. A text may ask about that: ``{% if "EXIT-08" in items %}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

from kravgen.i18n import _
from kravgen.library.papers import Paper
from kravgen.problems import Place, Problem, did_you_mean
from kravgen.yamlfile import Key, YamlFile

REFERENCE = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]|\n]*))?\]\]")
TABLE = "tabell"
"""The part of an item that is the table that answers it."""
TEXTS = ("instruction", "text", "motive", "evidence", "accept", "test", "value", "lawyer_note")
"""The keys of the texts that references may stand in."""

_ITEM = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9.]+)+")
_PRESENCE = re.compile(r"""(["'])([^"'\n]*)\1\s+(?:not\s+)?in\s+(items|documents)\b""")


class Mention(NamedTuple):
    """A reference: the id that it names, the part of a paper, and the words to show.

    Where no words are given the paper's own are shown, with a ``capital`` when its id is written with one.
    """

    target: str
    part: str = ""
    words: str = ""
    capital: bool = False

    @property
    def of_item(self) -> bool:
        """Whether it names an item, and no paper."""
        return _ITEM.fullmatch(self.target) is not None

    @property
    def name(self) -> str:
        """The id, with the part after a full stop."""
        return f"{self.target}.{self.part}" if self.part else self.target


class Targets(NamedTuple):
    """What there is to refer to: the ids of items and clauses, the papers by id, and the items that a table answers."""

    items: Set[str]
    papers: Mapping[str, Paper]
    tables: Set[str]


def reference(found: re.Match[str]) -> Mention:
    """What a match of :data:`REFERENCE` says."""
    name, words = found[1].strip(), (found[2] or "").strip()
    if _ITEM.fullmatch(name):
        return Mention(name, words=words)
    if _ITEM.fullmatch(above := name.removesuffix(f".{TABLE}")):
        return Mention(above, TABLE, words)
    target, _dot, part = name.partition(".")
    return Mention(target[:1].lower() + target[1:], part, words, target[:1].isupper())


def mentioned(text: str) -> Iterator[str]:
    """What a text refers to and asks about, by id; a part has its paper's id and a full stop before it."""
    if "[[" in text:
        yield from (reference(found).name for found in REFERENCE.finditer(text))
    if " in documents" in text:
        yield from (found[2] for found in _PRESENCE.finditer(text))


def check(text: str, known: Targets, place: Callable[[int], Place]) -> Iterator[Problem]:
    """What is wrong with the references in a text. ``place`` tells where an offset of the text stands."""
    for found in REFERENCE.finditer(text):
        if wrong := _wrong(reference(found), known):
            yield place(found.start()).problem("KG320", *wrong)
    if "[[" in (rest := REFERENCE.sub(lambda found: " " * len(found[0]), text)):
        yield place(rest.index("[[")).problem(
            "KG320",
            _("The reference cannot be read."),
            _("Write [[id]], [[id|words]] or [[id.part]] on one line."),
        )
    for asked in _PRESENCE.finditer(text):
        there = known.items if asked[3] == "items" else known.papers
        if asked[2] not in there:
            yield place(asked.start(2)).problem("KG320", *unknown(asked[2], asked[3] == "items", known))


def check_file(file: YamlFile, known: Targets) -> Iterator[Problem]:
    """What is wrong with the references in the texts of a file."""
    if not file.may_say("[[", "items", "documents"):
        return
    for path, text in _referring(file.data, ()):
        if path[-1] in TEXTS:
            yield from check(text, known, lambda offset, at=path: file.place_in(at, offset))  # type: ignore[misc]
        elif "[[" in text:
            yield file.place_in(path, text.index("[[")).problem(
                "KG320",
                _("A reference cannot stand here."),
                _("It can stand in {keys} and in a template.").format(keys=", ".join(TEXTS)),
            )


def _referring(data: Any, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    """The texts that may refer to something, each with its path."""
    inner: Iterable[tuple[Key, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inner:
        if isinstance(value, str):
            if "[[" in value or " in items" in value or " in documents" in value:
                yield (*path, key), value
        elif isinstance(value, dict | list):
            yield from _referring(value, (*path, key))


def _wrong(found: Mention, known: Targets) -> tuple[str, str] | None:
    """Why a reference cannot be used, and what to do; None when it can."""
    if found.of_item:
        if found.target not in known.items:
            return unknown(found.target, True, known)
        if found.part and found.target not in known.tables:
            message = _("No table answers {item}.").format(item=found.target)
            return message, _("Add answer: with table and columns to it.")
        return None
    paper = known.papers.get(found.target)
    if paper is None:
        return unknown(found.target, False, known)
    if found.part and found.part not in paper.parts:
        message = _('"{paper}" has no part called "{part}".').format(paper=paper.id, part=found.part)
        return message, did_you_mean(found.part, paper.parts) if paper.parts else _(
            "Declare it under parts, where the paper is declared."
        )
    if not (paper.noun or found.part or found.words):
        message = _('Nothing tells what a text calls "{paper}".').format(paper=paper.id)
        return message, _("Add noun: … in definite form where the paper is declared, or write [[id|words]].")
    return None


def unknown(name: str, of_item: bool, known: Targets) -> tuple[str, str]:
    """What to say of an item or a paper that there is not: a message and a hint."""
    if of_item:
        return _('Unknown item "{name}".').format(name=name), did_you_mean(name, known.items)
    return _('Unknown paper "{name}".').format(name=name), did_you_mean(name, known.papers)
