"""What the files of a library that differ hold: its items, and everything else as rows with names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kravgen import schema, yamlfile
from kravgen.comparison.library.files import LIBRARY, PROFILES, TEMPLATES, LibraryFiles
from kravgen.folder import YAML
from kravgen.i18n import _
from kravgen.library.load import block, kind_of
from kravgen.library.model import Item
from kravgen.problems import Collector, KravgenError, Problem
from kravgen.yamlfile import YamlFile

_LISTS = (
    *("sources", "questions", "dated", "gates", "contradictions", "glossary", "starting_points"),
    *("papers", "price_rows", "price_dimensions", "changes"),
)
_NAMES = ("id", "item", "term", "name", "title")
TEMPLATE = "template"
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the library that is no item: a source, a question, a price. ``kind`` is the key that it stands under."""

    kind: str
    id: str
    label: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Entries:
    """What some files hold, by name, and which of them could not be read as today's kravgen reads."""

    items: dict[str, Item] = field(default_factory=dict)
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    reviews: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    """The reviews, by item and role."""
    not_compared: list[Problem] = field(default_factory=list)


def read(files: LibraryFiles, paths: Iterable[str]) -> Entries:
    """What the files at ``paths`` hold.

    Raises:
        KravgenError: one is no text or no YAML, with all that is wrong in all of them.
    """
    found, problems = Entries(), Collector()
    for path, content in files.contents(paths).items():
        top, *_between, name = path.split("/")
        try:
            if top in (LIBRARY, PROFILES, TEMPLATES) and name.lower().endswith((YAML, ".yml")):
                _read_yaml(files, path, content, found)
            elif top == TEMPLATES:
                text = (
                    content.decode("utf-8-sig", errors="replace")
                    if name.endswith(".jinja")
                    else files.ids[path]
                )
                found.rows[(TEMPLATE, path)] = Row(TEMPLATE, path, name, {"text": text})
        except KravgenError as error:
            problems.extend(error.problems)
    problems.stop(unreadable=True)
    return found


def _read_yaml(files: LibraryFiles, path: str, content: bytes, found: Entries) -> None:
    file = yamlfile.parse(content, files.shown(path))
    data = file.data
    if isinstance(data, dict) and isinstance(data.get("reviews"), dict):
        for item, rows in data["reviews"].items():
            found.reviews.update({(str(item), str(row.get("role"))): row for row in _mappings(rows)})
        return
    kind = kind_of(data)
    if kind is None and isinstance(data, dict) and "sheet" in data:
        kind = "sheet"
    if kind is None or (kind in _SCHEMAS and not schema.follows(kind, data)):
        found.not_compared.append(_other_shape(file, kind))
        return
    if kind == "block":
        found.items.update({item.id: item for item in block(file).items})
    else:
        found.rows.update({(row.kind, row.id): row for row in _rows(kind, data)})


_SCHEMAS = ("block", "sources", "questions", "dated", "profile", "changes", "price_rows", "gates")


def _other_shape(file: YamlFile, kind: str | None) -> Problem:
    where = schema.first_fault(kind, file.data) if kind else ""
    told = _(
        "The file has another form than this version of kravgen reads, so nothing in it has been compared."
    )
    if where:
        told = _(
            "The file has another form than this version of kravgen reads ({where}), so nothing in it has been compared."
        ).format(where=where)
    return file.key_place([]).problem(
        "KG685",
        told,
        _("Compare it with git diff, or with the version of kravgen that it was written for."),
        "warning",
    )


def _rows(kind: str, data: Mapping[str, Any]) -> Iterator[Row]:
    if kind in (PROFILE, "sheet"):
        yield Row(kind, str(data[kind]), str(data.get("title", data[kind])), data)
        return
    for key in _LISTS:
        for values in _mappings(data.get(key)):
            name = next((str(values[name]) for name in _NAMES if name in values), "")
            label = str(values.get("label") or values.get("name") or values.get("title") or name)
            yield Row(key, name, label, values)
    if isinstance(words := data.get("words"), dict):
        yield from (Row("words", str(name), str(name), {"words": listed}) for name, listed in words.items())


def _mappings(rows: Any) -> Iterator[Mapping[str, Any]]:
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else iter(())
