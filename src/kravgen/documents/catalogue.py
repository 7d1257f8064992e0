"""The catalogue of documents: each template's front matter, and its text read and judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kravgen import schema, yamlfile
from kravgen.documents import parts
from kravgen.documents.check import check
from kravgen.documents.parts import SUFFIX, Parts
from kravgen.documents.syntax import Source
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Library
from kravgen.problems import Collector, KravgenError, Place, Problem, shown_path
from kravgen.world import World
from kravgen.yamlfile import YamlFile

FOLDER = "templates/documents"


@dataclass(frozen=True, slots=True)
class Template:
    """A document that can be made. ``source`` is its text, ready to run; ``path`` tells its file."""

    id: str
    title: str
    instruction: str
    audience: str
    order: int
    source: Source
    path: Path
    place: Place
    when: str = ""
    because: str = ""
    form: bool = False
    contents: bool = True


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
        wrong += check(template.source, library.questions)
        if template.when:
            wrong += expression.check_condition(template.when, library.questions, template.place)
        found.append(template)
        problems.extend(wrong)
    return {template.id: template for template in sorted(found, key=lambda t: (t.order, t.id))}


def _read(path: Path, shared: Parts, problems: list[Problem]) -> Template:
    """The template in a file. Its text is empty when it cannot be used, which ``problems`` tell."""
    name = shown_path(path)
    raw = parts.bounded(path)
    opening, closing = b"---\n", b"\n---\n"
    end = raw.find(closing)
    if not raw.startswith(opening) or end < 0:
        raise KravgenError(
            Place(name, 1, 1).problem(
                "KG202",
                _("The template has no front matter."),
                _("Begin the file with --- and end the front matter with --- on a line of its own."),
            )
        )
    # A blank first line stands in for the opening mark, so that positions are the file's own.
    front = yamlfile.parse(b"\n" + raw[len(opening) : end], name)
    if wrong := schema.check(front, "document"):
        raise KravgenError(wrong)
    first_line = raw[: end + len(closing)].count(b"\n") + 1
    body = parts.text(raw[end + len(closing) :], name, first_line)
    return _template(front, path, shared.source(body, name, first_line, problems) or Source.empty(name))


def _template(front: YamlFile, path: Path, source: Source) -> Template:
    fields = {key: value for key, value in front.data.items() if key != "document"}
    return Template(
        id=str(front.data["document"]),
        source=source,
        path=path,
        place=front.key_place(["when"] if "when" in front.data else ["document"]),
        **fields,
    )
