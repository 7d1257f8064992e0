"""The catalogue of documents: each template's front matter, and its text, which is read and judged when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from kravgen.documents import front as fronts
from kravgen.documents.check import check
from kravgen.documents.front import FOLDER, SUFFIX, Front
from kravgen.documents.parts import Parts
from kravgen.documents.syntax import TemplateText
from kravgen.library import expression
from kravgen.library.model import Answer, Library
from kravgen.library.papers import Paper, made_paper
from kravgen.problems import Collector, KravgenError, Place, Problem
from kravgen.world import World
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Title:
    """What a document is called in the procurements that its condition holds for."""

    title: str
    when: str
    place: Place


@dataclass(frozen=True)
class Template:
    """A document that can be made. ``path`` tells its file; ``judge`` reads its text and tells what is wrong with it."""

    id: str
    title: str
    instruction: str
    audience: str
    order: int
    judge: Callable[[], tuple[TemplateText, tuple[Problem, ...]]]
    path: Path
    place: Place
    paper: Paper
    instruction_place: Place
    when: str = ""
    because: str = ""
    form: bool = False
    contents: bool = True
    without_items: bool = False
    numbered: bool = True
    """Whether its headings are numbered one by one; otherwise each bears the number that it is written with."""
    measured: bool = False
    """Whether how much of its forms is filled in is told when it is made."""
    for_each: str = ""
    """What a document is made for each of; empty when there is one."""
    titles: tuple[Title, ...] = ()
    """What it is called instead, in some procurements: the first whose condition holds."""

    def titled(self, facts: Mapping[str, Answer]) -> Template:
        """As it is called in a procurement. What nobody has answered gives it no other title than its own."""
        for other in self.titles:
            if expression.settled(other.when, facts, unknown=False):
                return replace(self, title=other.title)
        return self

    @property
    def source(self) -> TemplateText:
        """Its text, ready to run when nothing is :attr:`wrong`; empty when it cannot be used."""
        return self._judged[0]

    @property
    def wrong(self) -> tuple[Problem, ...]:
        """What is wrong with its text."""
        return self._judged[1]

    @cached_property
    def _judged(self) -> tuple[TemplateText, tuple[Problem, ...]]:
        return self.judge()

    @property
    def asking(self) -> str:
        """Its conditions and all of its text: where facts may be named."""
        conditions = (self.when, *(other.when for other in self.titles))
        return "\n".join((*conditions, self.source.text, *(part.text for part in self.source.parts.values())))


def load(world: World, library: Library, problems: Collector) -> dict[str, Template]:
    """Every document template by name, in the order of the package.

    What is wrong in the front matter of one is added to ``problems``; what is wrong in its text it tells itself.
    """
    found: list[Template] = []
    shared = Parts(world.folder(FOLDER))
    for path in world.files(FOLDER, SUFFIX):
        try:
            front = fronts.read(path)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        template = _template(front.opening, path, partial(_judged, front, shared, library))
        if template.when:
            problems.extend(expression.check_condition(template.when, library.questions, template.place))
        for other in template.titles:
            problems.extend(expression.check_condition(other.when, library.questions, other.place))
        found.append(template)
    return {template.id: template for template in sorted(found, key=lambda t: (t.order, t.id))}


def _judged(front: Front, shared: Parts, library: Library) -> tuple[TemplateText, tuple[Problem, ...]]:
    """The text of a template, and what is wrong with it."""
    problems: list[Problem] = []
    file = front.opening.file
    source = shared.source(front.text, file, front.first_line, problems) or TemplateText.empty(file)
    problems += check(source, library, front.opening.data.get("for_each", ""))
    return source, tuple(problems)


def _template(
    opening: YamlFile, path: Path, judge: Callable[[], tuple[TemplateText, tuple[Problem, ...]]]
) -> Template:
    of_paper = ("document", "noun", "parts", "stands_for", "titles")
    fields = {key: value for key, value in opening.data.items() if key not in of_paper}
    return Template(
        id=str(opening.data["document"]),
        judge=judge,
        path=path,
        paper=made_paper(opening, "document"),
        instruction_place=opening.value_place(["instruction"]),
        place=opening.key_place(["when"] if "when" in opening.data else ["document"]),
        titles=tuple(
            Title(other["title"], other["when"], opening.value_place(["titles", number, "when"]))
            for number, other in enumerate(opening.data.get("titles", ()))
        ),
        **fields,
    )
