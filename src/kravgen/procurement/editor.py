"""A schema of procurement files for editors: the published one, with each fact, profile, item and parameter by name.

It is made from the library in use, so that an editor completes them with Swedish words and marks those that are unknown. It
refers to no other file, so it works without a network, wherever it lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from kravgen import schema
from kravgen.library import written
from kravgen.library.model import Item, Library, Parameter, Question
from kravgen.procurement.profile import Profile

FILE = "kravgen.schema.json"
"""What the schema is called beside the procurement."""

LINE = f"# yaml-language-server: $schema={FILE}"
"""The first line of a procurement file: how editors find the schema. It is relative to the file."""

MARK = "kravgen schema"
"""What the schema says of how it was made, so that no file of somebody else's is taken for it."""


def editor_schema(library: Library, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) as data."""
    made = _whole(deepcopy(schema.load("procurement")), deepcopy(schema.load("block")))
    made["$comment"] = MARK
    properties, parts = made["properties"], made["$defs"]
    usable = [profile for profile in profiles.values() if not profile.abstract]
    properties["profile"] = {
        **_words({profile.id: profile.title for profile in usable}),
        "description": properties["profile"]["description"],
    }
    questions = [question for question in library.questions.values() if not question.only_told]
    properties["facts"] |= _named(questions)
    parts["buyer_facts"] |= _named(question for question in questions if question.own)
    levels = {question.id: question.label for question in questions if question.floors or question.levels}
    lowered = properties["lower_levels"]["items"]["properties"]["fact"]
    lowered |= _words(levels)
    gates = properties["lifted"]["items"]["properties"]["gate"]
    gates.pop("$ref", None)
    gates |= _words({gate.id: gate.title for gate in library.gates.values()})
    papers = {paper.id: paper.noun or paper.id for paper in library.papers.values() if not paper.made}
    properties["attachments"]["properties"] = {
        name: {"title": title, "type": "string"} for name, title in papers.items()
    }
    parts["parameter_values"]["properties"] = {
        item.id: _parameters(item) for item in library.items.values() if item.parameters
    }
    decided = parts["decisions"]["items"]["properties"]["item"]
    known = {item.id: item.title for item in library.items.values()}
    # An item of the procurement's own has an id that only the file itself knows.
    decided["anyOf"] = [_words(known), {"$ref": decided.pop("$ref")}]
    return made


def text(made: Mapping[str, Any]) -> bytes:
    """The schema as the file that an editor reads."""
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _whole(made: dict[str, Any], block: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to in the other one moved in, under names of its own."""
    moved = {
        f"block_{name}": _led(part, "#/$defs/", "#/$defs/block_") for name, part in block["$defs"].items()
    }
    whole: dict[str, Any] = _led(made, "block.schema.json#/$defs/", "#/$defs/block_")
    whole["$defs"] |= moved
    return whole


def _led(part: Any, old: str, new: str) -> Any:
    if isinstance(part, dict):
        return {
            key: value.replace(old, new, 1)
            if key == "$ref" and isinstance(value, str) and value.startswith(old)
            else _led(value, old, new)
            for key, value in part.items()
        }
    return [_led(value, old, new) for value in part] if isinstance(part, list) else part


def _words(titles: Mapping[str, str]) -> dict[str, Any]:
    return {"enum": [*titles], "enumDescriptions": [*titles.values()]}


def _named(questions: Iterable[Question]) -> dict[str, Any]:
    return {
        "properties": {question.id: _fact(question) for question in questions},
        "additionalProperties": False,
    }


def _fact(question: Question) -> dict[str, Any]:
    """What an editor knows of the question: its words, and the answers that can be completed."""
    told = " ".join(part for part in (question.text, question.help, written.form(question)) if part)
    about = {"title": question.label, "description": " ".join(told.split())}
    if question.type == "boolean":
        return {**about, "enum": ["ja", "nej", *_other_words(), True, False, None]}
    if question.type == "choice":
        return {**about, **_choices(question, empty=True)}
    if question.type == "choices":
        one = _choices(question, empty=False)
        return {**about, "type": ["array", "string", "null"], "items": one}
    return {**about, **_kind(question.type, question.minimum, question.maximum)}


def _other_words() -> list[str]:
    """The other ways to write yes and no, each in small letters and with a capital."""
    others = [word for word in (*written.YES, *written.NO) if word not in ("ja", "nej", "true", "false")]
    return [*others, "Ja", "Nej", *(word.capitalize() for word in others), "JA", "NEJ"]


def _choices(question: Question, *, empty: bool) -> dict[str, Any]:
    """The keys, completed with their words, and the words themselves."""
    choices = question.choices
    words = [label for label in dict.fromkeys(choices.values()) if label not in choices]
    return {
        "enum": [*choices, *words, *([None] if empty else [])],
        "enumDescriptions": [*choices.values(), *words, *([""] if empty else [])],
    }


def _kind(kind: str, minimum: float | None, maximum: float | None) -> dict[str, Any]:
    """What may stand there. A number or a day may also be written in words, which only kravgen reads."""
    if kind not in ("integer", "number"):
        return {"type": ["string", "number", "null"]}
    limits = {"minimum": minimum, "maximum": maximum}
    return {
        "type": ["number", "string", "null"],
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def _parameters(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "type": "object",
        "properties": {parameter.name: _parameter(parameter) for parameter in item.parameters},
        "additionalProperties": False,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    about = {
        "title": parameter.label,
        "description": f"{parameter.label} ({parameter.unit})" if parameter.unit else parameter.label,
    }
    usual = {} if parameter.default is None else {"default": parameter.default}
    return {**about, **_kind(parameter.type, parameter.minimum, parameter.maximum), **usual}
