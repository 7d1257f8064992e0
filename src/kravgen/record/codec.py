"""Frozen data to JSON and back. What has its default value is left out of the file, and comes back as the default.

An exact number is a text, digit by digit: a number of JSON is read as one that is near it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

_Maker = Callable[[Any], Any]


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that do not have their default, by name."""
    told = {}
    for name, default in _defaults(value.__class__):
        inner = getattr(value, name)
        if inner is not default and inner != default:
            told[name] = inner
    return told


def plain(value: Any) -> dict[str, Any] | str:
    """A value that JSON has no kind for, as one that it has: what ``json.dumps`` takes as ``default``."""
    return f"{value:f}" if isinstance(value, Decimal) else fields_of(value)


def built(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` that the data holds. The data must follow the schema of its file."""
    maker = _maker(kind)
    return maker(data) if maker else data


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults.

    Raises:
        TypeError: the type is not one.
    """
    found = []
    for part in fields(kind):
        made = part.default_factory() if part.default_factory is not MISSING else part.default
        found.append((part.name, made))
    return tuple(found)


@cache
def _maker(kind: Any) -> _Maker | None:
    """What makes a value of the type from JSON; None when JSON holds it as it is."""
    if is_dataclass(kind):
        return _of_fields(kind)
    if kind is Decimal:
        return Decimal
    arguments = [argument for argument in get_args(kind) if argument is not NoneType]
    origin = get_origin(kind)
    if origin is tuple:
        each = _maker(arguments[0])
        return tuple if each is None else lambda data: tuple(map(each, data))
    if origin is Mapping:
        inner = _maker(arguments[1])
        return None if inner is None else lambda data: {key: inner(value) for key, value in data.items()}
    if origin is UnionType and len(arguments) == 1:
        known = _maker(arguments[0])
        return None if known is None else lambda data: None if data is None else known(data)
    if origin is UnionType and any(get_origin(argument) is tuple for argument in arguments):
        return lambda data: tuple(data) if isinstance(data, list) else data
    return None


def _of_fields(kind: Any) -> _Maker:
    makers: dict[str, _Maker] | None = None

    def make(data: Any) -> Any:
        nonlocal makers
        if makers is None:
            # Not before: a type may hold itself.
            hints = get_type_hints(kind)
            found = {name: _maker(hints[name]) for name, _ in _defaults(kind)}
            makers = {name: maker for name, maker in found.items() if maker}
        # Most fields are as JSON holds them.
        values = {name: makers[name](value) for name, value in data.items() if name in makers}
        return kind(**(data | values if values else data))

    return make
