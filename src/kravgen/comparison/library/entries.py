"""What the files of a library that differ hold: its items, and everything else as rows with names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kravgen import schema, yamlfile
from kravgen.comparison.library.files import LIBRARY, PROFILES, TEMPLATES, LibraryFiles
from kravgen.folder import YAML
from kravgen.i18n import _
from kravgen.library.load import KINDS, block, kind_of
from kravgen.library.model import Item
from kravgen.library.reviewed import Review, reviews
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
class LibraryRow:
    """A row of the library that is no item: a source, a question, a price. ``kind`` is the key that it stands under."""

    kind: str
    id: str
    label: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Entries:
    """What some files hold, by name, and which of them could not be read as today's kravgen reads."""

    items: dict[str, Item] = field(default_factory=dict)
    rows: dict[tuple[str, str], LibraryRow] = field(default_factory=dict)
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
                found.rows[(TEMPLATE, path)] = LibraryRow(TEMPLATE, path, name, {"text": text})
        except KravgenError as error:
            problems.extend(error.problems)
    problems.stop(unreadable=True)
    return found


def reviews_of(states: Iterable[LibraryFiles]) -> Iterator[Review]:
    """Every review that the states hold, whether its file differs or not. A file that cannot be read holds none."""
    for layer, state in enumerate(states):
        paths = [path for path in state.ids if path.startswith(f"{LIBRARY}/")]
        for path, content in state.contents(paths).items():
            if _REVIEWS.search(content):
                try:
                    file = yamlfile.parse(content, state.shown(path))
                except KravgenError:
                    continue
                if schema.follows("reviews", file.data):
                    yield from reviews(file, layer)


_REVIEWS = re.compile(rb"^reviews:", re.MULTILINE)


def _read_yaml(files: LibraryFiles, path: str, content: bytes, found: Entries) -> None:
    file = yamlfile.parse(content, files.shown(path))
    data = file.data
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


_SCHEMAS = (*KINDS, PROFILE, "sheet")
"""The kinds whose form there is a schema for."""


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


def _rows(kind: str, data: Mapping[str, Any]) -> Iterator[LibraryRow]:
    if kind in (PROFILE, "sheet"):
        yield LibraryRow(kind, str(data[kind]), str(data.get("title", data[kind])), data)
        return
    for key in _LISTS:
        for values in _mappings(data.get(key)):
            name = next((str(values[name]) for name in _NAMES if name in values), "")
            label = str(values.get("label") or values.get("name") or values.get("title") or name)
            yield LibraryRow(key, name, label, values)
    if kind == "reviews":
        for item, reviewed in (data["reviews"] or {}).items():
            yield from (LibraryRow(kind, f"{item}, {row['role']}", "", row) for row in reviewed)
    if isinstance(words := data.get("words"), dict):
        yield from (
            LibraryRow("words", str(name), str(name), {"words": listed}) for name, listed in words.items()
        )


def _mappings(rows: Any) -> Iterator[Mapping[str, Any]]:
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else iter(())
