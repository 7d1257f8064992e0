"""Reads the library: every file, every problem, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import __version__, schema, yamlfile
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.fingerprint import fingerprint
from kravgen.library.model import Block, Item, Library, Parameter, Question, Reference, Source
from kravgen.problems import Collector, KravgenError, Place, did_you_mean
from kravgen.workspace import Workspace
from kravgen.yamlfile import YamlFile

FOLDER = "requirements_library"

MENTION = re.compile(r"\[\]\(#([^()\s]+)\)")
"""A mention of another item in a text, ``[](#EXIT-08)``: documents show its number."""


@dataclass(frozen=True, slots=True)
class Files:
    """The library's files that follow their schemas, and the names of the blocks whose files do not."""

    files: tuple[YamlFile, ...]
    broken: frozenset[str]


def load(workspace: Workspace, problems: Collector) -> Library:
    """The library of a workspace. What is wrong in it is added to ``problems``; the rest is still read."""
    return assemble(read_files(workspace, problems), problems)


def read_files(workspace: Workspace, problems: Collector) -> Files:
    """Every file of the library that can be used, in a fixed order. Problems with the others are added."""
    broken: set[str] = set()
    read = (
        read_checked(path, problems, allowed=("block", "sources", "questions", "words"), broken=broken)
        for path in workspace.files(FOLDER, ".yaml")
    )
    return Files(tuple(file for file in read if file is not None), frozenset(broken))


def assemble(read: Files, problems: Collector) -> Library:
    """The library that the files make. What does not hang together is added to ``problems``."""
    files = read.files
    sources: dict[str, Source] = {}
    questions: dict[str, Question] = {}
    blocks: dict[str, Block] = {}
    for file in files:
        for number, data in enumerate(_list(file, "sources")):
            _keep(sources, _source(file, number, data), problems)
        for number, data in enumerate(_list(file, "questions")):
            _keep(questions, _question(file, number, data), problems)
    for file in files:
        if "block" in file.data:
            _keep(blocks, _block(file), problems)
    library = Library(__version__, blocks, sources, questions, read.broken)
    for question in questions.values():
        if question.required_when:
            problems.extend(expression.check_condition(question.required_when, questions, question.place))
    for file in files:
        if "block" in file.data and blocks.get(file.data["block"]):
            problems.extend(_check_references(file, library))
    _check_unique_items(files, problems)
    return library


def own_requirements(file: YamlFile, library: Library, problems: Collector) -> tuple[Item, ...]:
    """The requirements that a procurement file itself adds."""
    items: list[Item] = []
    for number, data in enumerate(_list(file, "requirements")):
        item = _item(file, ["requirements", number], data, "", "verksamheten", "requirement")
        if item.id in library.items or item.id in [other.id for other in items]:
            problems.add(
                file.value_place(["requirements", number, "id"]).problem(
                    "KG204", _('The id "{id}" is already in use.').format(id=item.id), _("Choose another id.")
                )
            )
        items.append(item)
        problems.extend(_check_item(file, ["requirements", number], item, library))
    return tuple(items)


def kind_of(data: Any) -> str | None:
    """Which sort of file the data is: "block", "sources", "questions", "words", "profile" or "procurement"."""
    if isinstance(data, dict):
        for key in ("block", "sources", "questions", "words"):
            if key in data:
                return key
        if "profile" in data:
            return "profile" if "describes" in data and "buyers" not in data else "procurement"
    return None


def read_checked(
    path: Path, problems: Collector, allowed: tuple[str, ...], broken: set[str] | None = None
) -> YamlFile | None:
    """The file, when it can be read and follows its schema; otherwise None, and the problems are added.

    The name of a block that does not follow its schema is added to ``broken``.
    """
    try:
        file = yamlfile.read(path)
    except KravgenError as error:
        problems.extend(error.problems)
        return None
    kind = kind_of(file.data)
    if kind not in allowed:
        keys = ", ".join(f'"{key}"' for key in allowed)
        problems.add(
            file.key_place([]).problem(
                "KG205",
                _("The file's kind is not known."),
                _("The file must begin with one of the keys {keys}.").format(keys=keys),
            )
        )
        return None
    wrong = schema.check(file, kind)
    problems.extend(wrong)
    if wrong and broken is not None and kind == "block":
        broken.add(str(file.data["block"]))
    return None if wrong else file


def _keep(entries: dict[str, Any], entry: Source | Question | Block, problems: Collector) -> None:
    first = entries.setdefault(entry.id, entry)
    if first is not entry:
        problems.add(_duplicate(entry.place, entry.id, first.place))


def _duplicate(place: Place, name: str, first: Place) -> Any:
    return place.problem(
        "KG204",
        _('The id "{id}" stands already in {file}, line {line}.').format(
            id=name, file=first.file, line=first.line
        ),
        _("Give one of them another id."),
    )


def _check_unique_items(files: Iterable[YamlFile], problems: Collector) -> None:
    first: dict[str, tuple[YamlFile, list[str | int]]] = {}
    for file in files:
        for path, data in entries(file):
            earlier = first.setdefault(data["id"], (file, path))
            if earlier[1] is not path:
                places = [where.value_place([*at, "id"]) for where, at in ((file, path), earlier)]
                problems.add(_duplicate(places[0], data["id"], places[1]))


def entries(file: YamlFile) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    """Every item of a block's file and every variant of one, with its path in the file."""
    for key in ("requirements", "criteria", "clauses", "checks"):
        if "block" not in file.data:
            return
        for number, data in enumerate(_list(file, key)):
            yield [key, number], data
            for at, variant in enumerate(data.get("variants", ())):
                yield [key, number, "variants", at], variant


def _list(file: YamlFile, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = file.data.get(key) or []
    return found


def _source(file: YamlFile, number: int, data: Mapping[str, Any]) -> Source:
    return Source(place=file.value_place(["sources", number, "id"]), **_content(data))


def _question(file: YamlFile, number: int, data: Mapping[str, Any]) -> Question:
    return Question(place=file.value_place(["questions", number, "id"]), **_content(data))


def _content(data: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without what it says to the lint and about coverage, which changes nothing that it means."""
    return {key: value for key, value in data.items() if key not in ("allow", "answers")}


def _block(file: YamlFile) -> Block:
    data = file.data
    items: list[Item] = []
    sorts = {"requirements": "requirement", "criteria": "criterion", "clauses": "clause", "checks": "check"}
    for key, sort in sorts.items():
        for number, entry in enumerate(_list(file, key)):
            path: list[str | int] = [key, number]
            if "variants" not in entry:
                items.append(_item(file, path, entry, data["block"], data["owner"], sort))
                continue
            shared = {
                k: v
                for k, v in entry.items()
                if k in ("parameters", "sources", "light", "tags", "answers", "when")
            }
            for at, variant in enumerate(entry["variants"]):
                merged = {**shared, **variant}
                if "when" in shared and "when" in variant:
                    merged["when"] = f"({shared['when']}) and ({variant['when']})"
                merged["group"], merged["group_title"] = entry["id"], entry["title"]
                merged["choose"] = entry.get("choose", "one")
                place_path = [*path, "variants", at]
                items.append(_item(file, place_path, merged, data["block"], data["owner"], sort))
    return Block(
        id=data["block"],
        title=data["title"],
        covers=data["covers"],
        does_not_cover=data["does_not_cover"],
        owner=data["owner"],
        review_by=data["review_by"],
        items=tuple(items),
        place=file.value_place(["block"]),
    )


_KINDS = {"criterion": "kriterium", "clause": "avtalsvillkor", "check": "kontrollpunkt"}


def _item(
    file: YamlFile, path: list[str | int], data: Mapping[str, Any], block: str, owner: str, sort: Any
) -> Item:
    test = data.get("test", {})
    plain = {
        key: data[key]
        for key in (
            *(
                "when",
                "phase",
                "motive",
                "evidence",
                "value",
                "consequence",
                "price_row",
                "role",
                "label",
                "level",
            ),
            *("clause", "under", "group", "group_title", "choose", "because", "stop", "lawyer_note", "light"),
        )
        if key in data
    }
    return Item(
        id=data["id"],
        sort=sort,
        kind=data.get("kind", _KINDS.get(sort, "")),
        title=data["title"],
        text=data.get("text", ""),
        block=block,
        place=file.value_place([*path, "id"]),
        fingerprint=fingerprint(_content(data)),
        method=test.get("method", "") if isinstance(test, dict) else "",
        accept=test.get("accept", "") if isinstance(test, dict) else test,
        tags=tuple(data.get("tags", ())),
        answers=tuple(data.get("answers", ())),
        replaces=tuple(data.get("replaces", ())),
        parameters=tuple(
            Parameter(**{"role": owner, **value}, name=name)
            for name, value in data.get("parameters", {}).items()
        ),
        sources=tuple(Reference(**reference) for reference in data.get("sources", ())),
        **plain,
    )


def _check_references(file: YamlFile, library: Library) -> Iterator[Any]:
    for path, data in entries(file):
        item = library.items.get(data["id"])
        if item is not None:
            yield from _check_item(file, path, item, library)
        elif "when" in data:
            place = file.value_place([*path, "when"])
            yield from expression.check_condition(data["when"], library.questions, place)


def _check_item(file: YamlFile, path: list[str | int], item: Item, library: Library) -> Iterator[Any]:
    if item.when:
        yield from expression.check_condition(item.when, library.questions, file.value_place([*path, "when"]))
    known = {parameter.name for parameter in item.parameters} | set(library.questions)
    for key in ("text", "motive", "evidence", "value", "stop", "accept"):
        text = getattr(item, key)
        # Most texts hold nothing to check, and looking up where each stands would take longer than the checks.
        if "{" in text or "[](#" in text:
            place = file.value_place([*path, "test" if key == "accept" else key])
            yield from expression.check_text(text, known, place)
            yield from _check_mentions(text, library, place)
    for number, reference in enumerate(item.sources):
        if reference.source not in library.sources:
            yield file.value_place([*path, "sources", number, "source"]).problem(
                "KG301",
                _('Unknown source "{name}".').format(name=reference.source),
                did_you_mean(reference.source, library.sources),
            )
    for key in ("under", "consequence"):
        target = getattr(item, key)
        if target and target not in library.items and target not in library.groups:
            yield file.value_place([*path, key]).problem(
                "KG307", _('Unknown item "{name}".').format(name=target), did_you_mean(target, library.ids())
            )
    for parameter in item.parameters:
        if parameter.default is not None and (wrong := wrong_value(parameter, parameter.default)):
            yield file.key_place([*path, "parameters", parameter.name]).problem("KG403", wrong)


def _check_mentions(text: str, library: Library, place: Place) -> Iterator[Any]:
    for name in MENTION.findall(text):
        if name not in library.items and name not in library.groups:
            yield place.problem(
                "KG307", _('Unknown item "{name}".').format(name=name), did_you_mean(name, library.ids())
            )


def wrong_value(parameter: Parameter, value: object) -> str:
    """Why the value does not fit the parameter, in one sentence; empty when it fits."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if parameter.type == "integer" and not (number and float(value) == int(value)):  # type: ignore[arg-type,call-overload]
        return _('"{value}" is not a whole number.').format(value=value)
    if parameter.type == "number" and not number:
        return _('"{value}" is not a number.').format(value=value)
    if parameter.type in ("text", "date") and not isinstance(value, str):
        return _('"{value}" is not text; put it in quotes.').format(value=value)
    if number and parameter.minimum is not None and value < parameter.minimum:  # type: ignore[operator]
        return _("{value} {unit} is less than the lowest allowed, {limit}.").format(
            value=value, unit=parameter.unit, limit=parameter.minimum
        )
    if number and parameter.maximum is not None and value > parameter.maximum:  # type: ignore[operator]
        return _("{value} {unit} is more than the highest allowed, {limit}.").format(
            value=value, unit=parameter.unit, limit=parameter.maximum
        )
    return ""
