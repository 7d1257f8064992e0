"""The catalogue of documents: each template's front matter, and its text read and judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen.documents import front as fronts
from kravgen.documents.check import check
from kravgen.documents.front import FOLDER, SUFFIX
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


@dataclass(frozen=True, slots=True)
class Template:
    """A document that can be made. ``source`` is its text, ready to run; ``path`` tells its file."""

    id: str
    title: str
    instruction: str
    audience: str
    order: int
    source: TemplateText
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
    def asking(self) -> str:
        """Its conditions and all of its text: where facts may be named."""
        conditions = (self.when, *(other.when for other in self.titles))
        return "\n".join((*conditions, self.source.text, *(part.text for part in self.source.parts.values())))


def load(world: World, library: Library, problems: Collector) -> dict[str, Template]:
    """Every document template by name, in the order of the package. What is wrong in one is added to ``problems``."""
    found: list[Template] = []
    shared = Parts(world.folder(FOLDER))
    for path in world.files(FOLDER, SUFFIX):
        wrong: list[Problem] = []
        try:
            template = _read(path, shared, wrong)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        wrong += check(template.source, library, template.for_each)
        if template.when:
            wrong += expression.check_condition(template.when, library.questions, template.place)
        for other in template.titles:
            wrong += expression.check_condition(other.when, library.questions, other.place)
        found.append(template)
        problems.extend(wrong)
    return {template.id: template for template in sorted(found, key=lambda t: (t.order, t.id))}


def _read(path: Path, shared: Parts, problems: list[Problem]) -> Template:
    """The template in a file. Its text is empty when it cannot be used, which ``problems`` tell."""
    front = fronts.read(path)
    file = front.opening.file
    source = shared.source(front.text, file, front.first_line, problems)
    return _template(front.opening, path, source or TemplateText.empty(file))


def _template(opening: YamlFile, path: Path, source: TemplateText) -> Template:
    of_paper = ("document", "noun", "parts", "stands_for", "titles")
    fields = {key: value for key, value in opening.data.items() if key not in of_paper}
    return Template(
        id=str(opening.data["document"]),
        source=source,
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
