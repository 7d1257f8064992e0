"""Checks a file against its published JSON Schema and tells what is wrong in the user's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kravgen.i18n import _
from kravgen.problems import Problem, did_you_mean, shortened
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
        problems.extend(_told(file, error))
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

    others = [(f"{other}.schema.json", load(other)) for other in _REFERRED]
    registry = jsonschema_rs.Registry(others)
    return jsonschema_rs.validator_for(load(name), registry=registry, validate_formats=True)


@cache
def _validator(name: str) -> Any:
    # jsonschema takes long to import and to run, so it is only asked for reasons.
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    def retrieve(uri: str) -> Resource[Any]:
        return Resource.from_contents(load(uri.removesuffix(".schema.json")))

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]
    return Draft202012Validator(load(name), registry=registry, format_checker=_formats())


def _formats() -> Any:
    from datetime import date

    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks("date", raises=ValueError)
    def is_date(value: object) -> bool:
        return not isinstance(value, str) or bool(date.fromisoformat(value))

    return checker


def _told(file: YamlFile, error: Any) -> Iterator[Problem]:
    path = list(error.absolute_path)
    value, limit = error.instance, error.validator_value
    where = file.value_place(path)
    match error.validator:
        case "additionalProperties" if isinstance(value, dict):
            known = list(error.schema.get("properties", {}))
            for key in value:
                if key not in known:
                    yield file.key_place([*path, key]).problem(
                        "KG201", _('Unknown key "{key}".').format(key=key), did_you_mean(key, known)
                    )
        case "required":
            for key in limit:
                if key not in value:
                    place = file.key_place(path) if path else where
                    yield place.problem(
                        "KG202",
                        _('The key "{key}" is missing.').format(key=key),
                        _description(error.schema, key),
                    )
        case "oneOf" if isinstance(value, dict):
            choices = ", ".join(f'"{key}"' for option in limit for key in option.get("required", []))
            yield where.problem("KG202", _("Exactly one of {keys} must stand here.").format(keys=choices))
        case "enum":
            choices = ", ".join(str(choice) for choice in limit)
            hint = did_you_mean(str(value), limit)
            yield where.problem(
                "KG203",
                _('"{value}" is not allowed. Allowed: {choices}.').format(
                    value=_short(value), choices=choices
                ),
                hint,
            )
        case "type":
            names = [limit] if isinstance(limit, str) else limit
            yield where.problem(
                "KG203",
                _("The value must be {type}.").format(type=_(" or ").join(_type_name(n) for n in names)),
                _description_of(error.schema),
            )
        case "pattern" | "format" | "propertyNames" | "const":
            yield where.problem(
                "KG203",
                _('"{value}" has the wrong form.').format(value=_short(value)),
                _description_of(error.schema),
            )
        case "minLength" | "minItems" | "minProperties":
            yield where.problem("KG203", _("Something must stand here."), _description_of(error.schema))
        case "maxLength" | "maxItems":
            yield where.problem("KG203", _("The value is longer than {limit}.").format(limit=limit))
        case "minimum":
            yield where.problem("KG203", _("The value must be at least {limit}.").format(limit=limit))
        case "maximum":
            yield where.problem("KG203", _("The value must be at most {limit}.").format(limit=limit))
        case "uniqueItems":
            yield where.problem("KG203", _("The list holds the same value twice."))
        case _:
            yield where.problem("KG203", _('"{value}" has the wrong form.').format(value=_short(value)))


def _short(value: object) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "…"


def _description(schema: dict[str, Any], key: str) -> str:
    return _description_of(schema.get("properties", {}).get(key, {}))


def _description_of(schema: dict[str, Any]) -> str:
    return str(schema.get("description", ""))


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
