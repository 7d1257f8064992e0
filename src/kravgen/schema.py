"""Checks a file against its published JSON Schema and tells what is wrong in the user's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kravgen.i18n import _
from kravgen.problems import Problem, close_to, did_you_mean, shortened

if TYPE_CHECKING:
    # JSON is checked too, and needs no reader of YAML.
    from kravgen.yamlfile import YamlFile

SCHEMAS = Path(__file__).parent / "schemas"

_REFERRED = ("block", "procurement")
"""The schemas that others refer to."""


def check(file: YamlFile, name: str) -> list[Problem]:
    """Every way in which ``file`` does not follow the schema ``name`` (for example "block")."""
    if follows(name, file.data):
        return []
    problems: list[Problem] = []
    for error in _validator(name).iter_errors(file.data):
        problems.extend(_told(file, name, error))
    return problems


def follows(name: str, data: Any) -> bool:
    """Whether the data follows the schema: the verdict alone, which is much faster than the reasons."""
    return bool(_verdict(name).is_valid(data))


def first_fault(name: str, data: Any) -> str:
    """Where the data first breaks the schema, as a path such as ``items.3.id``; empty when it follows it."""
    for error in _verdict(name).iter_errors(data):
        return shortened(".".join(str(step) for step in error.instance_path or error.schema_path[-1:]))
    return ""


@cache
def load(name: str) -> dict[str, Any]:
    """The schema ``name`` as data."""
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _verdict(name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(load(name), registry=_others(), validate_formats=True)


@cache
def _others() -> Any:
    """The schemas that others refer to, ready for all of them."""
    import jsonschema_rs

    return jsonschema_rs.Registry([(f"{other}.schema.json", load(other)) for other in _REFERRED])


@cache
def _validator(name: str) -> Any:
    # jsonschema takes long to import and to run, so it is only asked for reasons.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend
    from referencing import Registry, Resource

    def retrieve(uri: str) -> Resource[Any]:
        return Resource.from_contents(load(uri.removesuffix(".schema.json")))

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]
    made: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return made(load(name), registry=registry, format_checker=_formats())


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """The pattern as JSON Schema means it: its end is the end of the text, where Python's is also before a line end."""
    import re

    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _formats() -> Any:
    from datetime import date

    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks("date", raises=ValueError)
    def is_date(value: object) -> bool:
        return not isinstance(value, str) or bool(date.fromisoformat(value))

    return checker


def _told(file: YamlFile, name: str, error: Any) -> Iterator[Problem]:
    path = list(error.absolute_path)
    value, limit = error.instance, error.validator_value
    where = file.value_place(path)
    schemas = list(_schemas(name, error.absolute_schema_path))
    hint = _advice(schemas)
    match error.validator:
        case "additionalProperties" if isinstance(value, dict):
            known = list(error.schema.get("properties", {}))
            for key in value:
                if key not in known:
                    message = _('Unknown key "{key}".').format(key=_short(key))
                    yield file.key_place([*path, key]).problem("KG201", message, did_you_mean(key, known))
        case "required":
            # A key that is only misspelled is told where it stands, and once.
            closed = error.schema.get("additionalProperties") is False
            known = error.schema.get("properties", {})
            unknown = [key for key in value if key not in known] if closed else []
            for key in limit:
                if key not in value and not close_to(key, unknown):
                    place = file.key_place(path) if path else where
                    message = _('The key "{key}" is missing.').format(key=key)
                    yield place.problem(
                        "KG202", message, _advice([*_schemas(name, error.absolute_schema_path, key)])
                    )
        case "oneOf" if isinstance(value, dict):
            choices = ", ".join(f'"{key}"' for option in limit for key in option.get("required", []))
            yield where.problem(
                "KG202", _("Exactly one of {keys} must stand here.").format(keys=choices), hint
            )
        case "enum":
            choices = ", ".join(str(choice) for choice in limit)
            message = (
                _("Something must stand here. Allowed: {choices}.").format(choices=choices)
                if value is None
                else _('"{value}" is not allowed. Allowed: {choices}.').format(
                    value=_short(value), choices=choices
                )
            )
            yield where.problem("KG203", message, close_to(str(value), limit) or hint)
        case "type":
            names = [limit] if isinstance(limit, str) else limit
            kinds = _(" or ").join(_type_name(name) for name in names)
            yield where.problem("KG203", _("The value must be {type}.").format(type=kinds), hint)
        case "minLength" if value.strip():
            message = _("The text is too short: at least {limit} characters.").format(limit=limit)
            yield where.problem("KG203", message, hint)
        case "minItems" | "minProperties" if limit > 1:
            message = _("At least {limit} must stand here.").format(limit=limit)
            yield where.problem("KG203", message, hint)
        case "minLength" | "minItems" | "minProperties":
            yield where.problem("KG203", _("Something must stand here."), hint)
        case "maxLength" | "maxItems":
            yield where.problem("KG203", _("The value is longer than {limit}.").format(limit=limit), hint)
        case "minimum":
            yield where.problem("KG203", _("The value must be at least {limit}.").format(limit=limit), hint)
        case "maximum":
            yield where.problem("KG203", _("The value must be at most {limit}.").format(limit=limit), hint)
        case "uniqueItems":
            yield where.problem("KG203", _("The list holds the same value twice."), _("Keep one of them."))
        case _:
            if "propertyNames" in error.absolute_schema_path:
                where = file.key_place([*path, value])
            message = _('"{value}" has the wrong form.').format(value=_short(value))
            yield where.problem("KG203", message, hint)


def _short(value: object) -> str:
    # As it is written in YAML: false, not False.
    text = (str(value).lower() if isinstance(value, bool) else str(value))[:1000].replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "…"


def _schemas(name: str, path: Iterable[str | int], key: str = "") -> Iterator[dict[str, Any]]:
    """The parts of the schema that lead to a keyword, the outermost first. References are followed, as the path does.

    With a ``key``, what the innermost of them that knows the key says of it comes last.
    """
    document = load(name)
    part: Any = document
    known: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for step in path:
        while isinstance(part, dict):
            yield part
            if key in part.get("properties", {}):
                known.append((document, part["properties"][key]))
            if step in part or "$ref" not in part:
                break
            document, part = _referred(document, part)
        part = part[step]
    del known[:-1]
    while known:
        document, part = known.pop()
        yield part
        if "$ref" in part and "description" not in part:
            known.append(_referred(document, part))


def _referred(document: dict[str, Any], part: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a reference leads to, and the schema that it stands in."""
    file, _hash, inner = part["$ref"].partition("#")
    document = load(file.removesuffix(".schema.json")) if file else document
    found = document
    for key in filter(None, inner.split("/")):
        found = found[key]
    return document, found


def _advice(schemas: Sequence[dict[str, Any]]) -> str:
    """What the schemas say of the value, with an example of the right form: the innermost that says anything."""
    about = next((text for s in reversed(schemas) if (text := s.get("description"))), "")
    example = next((found[0] for s in reversed(schemas[-2:]) if (found := s.get("examples"))), None)
    told = _("For example: {example}.").format(example=example) if example is not None else ""
    return " ".join(part for part in (about, told) if part) or _("Compare with a file that passes.")


def _type_name(name: str) -> str:
    return {
        "object": _("a mapping (key: value)"),
        "array": _("a list (- item)"),
        "string": _("text"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
        "null": _("empty"),
    }[name]
