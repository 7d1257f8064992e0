"""The text of a template as a tree that holds only what templates may hold. Nothing runs here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kravgen.documents import nodes, usual
from kravgen.library.condition import AMONG
from kravgen.library.references import mentioned
from kravgen.problems import Place, Problem

_DEEPEST = 25
"""What is nested deeper is left to Jinja's reader: nothing that is judged as too deep there is less than this here."""
MAX_TOLD = 50
"""How many problems of one template are told: nobody mends more at a time."""


@dataclass(frozen=True)
class TemplateText:
    """A template's text, or a part that templates include.

    ``first_line`` is where the text begins in its file; ``parts`` are the sources that it includes, by name.
    """

    file: str
    text: str
    first_line: int
    body: tuple[nodes.Statement, ...]
    parts: Mapping[str, TemplateText] = field(default_factory=dict)

    @classmethod
    def empty(cls, file: str) -> TemplateText:
        """What stands for a text that cannot be used. Nothing is made of content with problems."""
        return cls(file, "", 1, ())

    def place(self, line: int, word: str = "") -> Place:
        """Where a line of the text stands in the file, with the column of ``word`` in its code."""
        return place(self.file, self._lines, self.first_line, line, word)

    @cached_property
    def every(self) -> tuple[nodes.Node, ...]:
        """All parts of its tree in the order that they stand in."""
        return tuple(node for node, _depth in nodes.every(self.body))

    @cached_property
    def height(self) -> int:
        """How deep its parts include each other; 0 when it includes none."""
        return max((1 + part.height for part in self.parts.values()), default=0)

    @property
    def files(self) -> Iterator[TemplateText]:
        """It and the parts that it includes, and theirs."""
        yield self
        for part in self.parts.values():
            yield from part.files

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that stand in it as they are: between the code, and in quotes within it."""
        between = (node.data for node in self.every if isinstance(node, nodes.TemplateData))
        quoted = (node.value for node in self.every if isinstance(node, nodes.Const))
        return (*between, *(text for text in quoted if isinstance(text, str)))

    @cached_property
    def asked(self) -> tuple[tuple[int, str, str], ...]:
        """What it asks about the package: the line, the id, and what that is to be among, such as "items"."""
        found = []
        for node in self.every:
            if not isinstance(node, nodes.Compare):
                continue
            among = node.right.name if isinstance(node.right, nodes.Name) else ""
            if among in AMONG and isinstance(node.expr, nodes.Const):
                found.append((node.lineno, str(node.expr.value), among))
        return tuple(found)

    @cached_property
    def mentions(self) -> frozenset[str]:
        """What it refers to and asks about, by id."""
        named = (name for file in self.files for text in file.texts for name in mentioned(text))
        return frozenset((*named, *(name for file in self.files for _line, name, _among in file.asked)))

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


def place(file: str, lines: list[str], first_line: int, line: int, word: str = "") -> Place:
    """Where something stands: the column of ``word`` after the mark where the code of the line begins.

    The tree knows lines and not columns, so the first of equal words is taken.
    """
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    code = _CODE.search(shown)
    column = code.start() if code else len(shown) - len(shown.lstrip())
    if word:
        # In an expression over several lines there may be no mark.
        found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(shown, column if code else 0)
        column = found.start() if found else column
    return Place(file, first_line + line - 1, column + 1)


def read(text: str, file: str, first_line: int) -> tuple[TemplateText | None, list[Problem]]:
    """A template's text without the parts that it includes, and what is wrong with it. None when it cannot be used."""
    body = usual.read(text)
    if body is None or any(depth > _DEEPEST for _node, depth in nodes.every(body)):
        # It takes long to load, and few templates need it.
        from kravgen.documents import unusual

        body, wrong = unusual.read(text, MAX_TOLD)
        if wrong:
            lines = text.split("\n")
            problems = []
            for code, line, word, message, hint in wrong:
                at = place(file, lines, first_line, line, word) if line else Place(file, first_line, 1)
                problems.append(at.problem(code, message, hint))
            return None, problems
    return TemplateText(file, text, first_line, body), []


_CODE = re.compile(r"\{[{%]-?\s*")
