"""What the tables of names are made of: a value, and what a function or a filter takes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from kravgen.documents.kinds import Kind

# Named tuples, since kravgen starts for every command and a dataclass takes four times as long to define.


class Value(NamedTuple):
    """A name that stands for data. ``meaning`` is an English source string, here as below."""

    kind: Kind
    meaning: str
    example: str


class Argument(NamedTuple):
    """What a function or a filter takes: a value of any of the kinds.

    A name of a ``fact``, of a ``dated`` value, of an ``attached`` paper, of a ``field`` of entries or of a ``column`` of
    the records that a filter takes must stand in the template, so that it can be checked. The last parameter may be
    ``repeated``: given any number of times.
    """

    kinds: tuple[Kind, ...]
    names: Literal["", "fact", "dated", "attached", "field", "column"] = ""
    repeated: bool = False
