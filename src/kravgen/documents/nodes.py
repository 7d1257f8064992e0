"""The parts of a template as a tree, by the names that Jinja gives them. ``lineno`` is the line in the text, from 1.

There are no other parts than these, so what judges and runs a template knows them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias


class TemplateData(NamedTuple):
    """Text as it stands."""

    data: str
    lineno: int


class Output(NamedTuple):
    """What is printed: texts and expressions."""

    nodes: tuple[TemplateData | Expr, ...]
    lineno: int


class If(NamedTuple):
    """A choice. Those under ``elif_`` have a test and a body only."""

    test: Expr
    body: tuple[Statement, ...]
    elif_: tuple[If, ...]
    else_: tuple[Statement, ...]
    lineno: int


class For(NamedTuple):
    """A loop; ``test`` is what the turns are chosen by."""

    target: Name | LoopNames
    iter: Expr
    body: tuple[Statement, ...]
    else_: tuple[Statement, ...]
    test: Expr | None
    lineno: int


class Assign(NamedTuple):
    """A name that is set."""

    target: Name
    node: Expr
    lineno: int


class Include(NamedTuple):
    """A part of the name that stands there."""

    template: Const
    lineno: int


class Name(NamedTuple):
    """What a name stands for, or the name that is set."""

    name: str
    lineno: int


class LoopNames(NamedTuple):
    """The names of a loop over rows."""

    items: tuple[Name, ...]
    lineno: int


class Const(NamedTuple):
    """A text, a number, a truth value or none."""

    value: Any
    lineno: int


class List(NamedTuple):
    """Values of one kind."""

    items: tuple[Expr, ...]
    lineno: int


class Tuple(NamedTuple):
    """A row of values, each of its own kind."""

    items: tuple[Expr, ...]
    lineno: int


class Getattr(NamedTuple):
    """A field after a dot."""

    node: Expr
    attr: str
    lineno: int


class Getitem(NamedTuple):
    """A field in brackets, or a part."""

    node: Expr
    arg: Const | Slice
    lineno: int


class Slice(NamedTuple):
    """From one place to another, as whole numbers."""

    start: Const | None
    stop: Const | None
    lineno: int


class Call(NamedTuple):
    """A function with its values."""

    node: Name
    args: tuple[Expr, ...]
    lineno: int


class Filtered(NamedTuple):
    """A value that a filter has been put to, by its name."""

    node: Expr
    name: str
    args: tuple[Expr, ...]
    lineno: int


class Test(NamedTuple):
    """Whether a value is as a word says, such as none."""

    node: Expr
    name: str
    args: tuple[Expr, ...]
    lineno: int


class Compare(NamedTuple):
    """``op`` is eq, ne, gt, gteq, lt, lteq, in or notin."""

    expr: Expr
    op: str
    right: Expr
    lineno: int


class And(NamedTuple):
    """Both."""

    left: Expr
    right: Expr
    lineno: int


class Or(NamedTuple):
    """Either."""

    left: Expr
    right: Expr
    lineno: int


class Not(NamedTuple):
    """The contrary."""

    node: Expr
    lineno: int


class CondExpr(NamedTuple):
    """One value where the test holds, and another where it does not."""

    test: Expr
    expr1: Expr
    expr2: Expr
    lineno: int


class Concat(NamedTuple):
    """Texts joined with ~."""

    nodes: tuple[Expr, ...]
    lineno: int


Statement: TypeAlias = Output | If | For | Assign | Include
Expr: TypeAlias = (
    Name
    | Const
    | List
    | Tuple
    | Getattr
    | Getitem
    | Call
    | Filtered
    | Test
    | Compare
    | And
    | Or
    | Not
    | CondExpr
    | Concat
)
Node: TypeAlias = Statement | Expr | TemplateData | LoopNames | Slice

_LEAVES = frozenset((TemplateData, Name, Const))


def every(body: tuple[Statement, ...]) -> Iterator[tuple[Node, int]]:
    """All parts of a tree in the order that they stand in, and how deep each is, from 1."""
    waiting: list[tuple[Any, int]] = [(node, 1) for node in reversed(body)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        if type(node) not in _LEAVES:
            waiting += [(child, depth + 1) for child in _children(node)]


def _children(node: tuple[Any, ...]) -> Iterator[Any]:
    """The parts right beneath a part, the last first. A part itself is a tuple too, and a list of parts a bare one."""
    for value in reversed(node):
        if type(value) is tuple:
            yield from reversed(value)
        elif isinstance(value, tuple):
            yield value


def compares_day(node: Compare) -> bool:
    """Whether the day that the law is judged on is compared with a day (ISO 8601): such texts have the order of time."""
    right = node.right.value if isinstance(node.right, Const) else None
    if not (isinstance(node.expr, Name) and node.expr.name == "as_of" and isinstance(right, str)):
        return False
    try:
        return date.fromisoformat(right).isoformat() == right
    except ValueError:
        return False
