"""The data that templates see: texts, numbers, yes and no, none, and tuples and read-only records of these.

Nothing in it is the program's own: an entry here is made from the fields that ``names.py`` lists and has no others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Union

from kravgen.documents.kinds import Kind

Record = Mapping[str, "Plain"]
Plain = Union[str, int, float, bool, None, tuple["Plain", ...], Record]  # noqa: UP007  # names itself


class RecordField(NamedTuple):
    """A field of a record: its kind, what it gives (an English source string), an example, and how it is made."""

    kind: Kind
    meaning: str
    example: str
    of: Callable[[Any], Plain]


def made(fields: Mapping[str, RecordField], source: Any) -> Record:
    """The record of ``source``."""
    return MappingProxyType({name: field.of(source) for name, field in fields.items()})
