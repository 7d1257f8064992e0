"""The catalogue of documents: each template's front matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kravgen import schema, textfile, yamlfile
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Library
from kravgen.problems import Collector, KravgenError, Place, shown_path
from kravgen.world import World
from kravgen.yamlfile import YamlFile

FOLDER = "templates/documents"
SUFFIX = ".md.jinja"
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Template:
    """A document that can be made. ``first_line`` is where the body begins in the file."""

    id: str
    title: str
    instruction: str
    audience: str
    order: int
    body: str
    path: Path
    place: Place
    first_line: int
    when: str = ""
    because: str = ""
    form: bool = False
    contents: bool = True


def load(world: World, library: Library, problems: Collector) -> dict[str, Template]:
    """Every document template by name, in the order of the package."""
    found: list[Template] = []
    for path in world.files(FOLDER, SUFFIX):
        try:
            template = _read(path)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        if template.when:
            problems.extend(expression.check_condition(template.when, library.questions, template.place))
        found.append(template)
    return {template.id: template for template in sorted(found, key=lambda t: (t.order, t.id))}


def _read(path: Path) -> Template:
    name = shown_path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise textfile.unreadable(name, error) from error
    if len(raw) > MAX_BYTES:
        raise KravgenError(
            Place(name, 1, 1).problem(
                "KG102",
                _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 1024 // 1024),
                _("Split it into several files."),
            )
        )
    opening, closing = b"---\n", b"\n---\n"
    raw = raw.replace(b"\r\n", b"\n")
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
    return _template(front, path, raw[end + len(closing) :], raw[: end + len(closing)].count(b"\n") + 1)


def _template(front: YamlFile, path: Path, body: bytes, first_line: int) -> Template:
    data: Mapping[str, object] = front.data
    fields = {key: value for key, value in data.items() if key != "document"}
    return Template(
        id=str(data["document"]),
        body=textfile.decode(body, front.file, first_line),
        path=path,
        place=front.key_place(["when"] if "when" in data else ["document"]),
        first_line=first_line,
        **fields,  # type: ignore[arg-type]
    )
