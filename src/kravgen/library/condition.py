"""A condition as a tree: facts, alone or compared with values, joined by and, or, not.

:func:`read` reads conditions as nearly everybody writes them, many times faster than Jinja's own reader. What it does
not know it leaves to that: it says neither yes nor no.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kravgen.library.model import Answer, Value


class Comparison(NamedTuple):
    """A fact compared with a value or a list of them; without an operator it is itself yes or no.

    ``contains`` and ``lacks`` ask whether the value is among those that are chosen: ``"printer" in goods_classes``.
    """

    name: str
    operator: str = ""
    value: Any = None

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that it is compared with."""
        return tuple(self.value) if self.operator in ("in", "notin") else (self.value,)


class Membership(NamedTuple):
    """Whether an id is among the ``items`` or the ``documents`` of the package, which a text may ask."""

    among: str
    id: str
    inside: bool


class Truth(NamedTuple):
    """Always, or never."""

    value: bool


class Negation(NamedTuple):
    """What is true when its part is not."""

    part: Part


class Joined(NamedTuple):
    """Two parts. ``deciding`` is the value of one that settles the whole: True for "or", False for "and"."""

    deciding: bool
    left: Part
    right: Part


Part = Comparison | Membership | Truth | Negation | Joined


class Unknown(NamedTuple):
    """The value of a part that depends on an unanswered fact."""

    name: str


def value(part: Part, facts: Mapping[str, Answer]) -> bool | Unknown:
    """Whether a part is true. A fact that nobody has answered counts only when the result depends on it."""
    if isinstance(part, Comparison):
        found = facts.get(part.name)
        if found is None:
            return Unknown(part.name)
        return OPERATORS[part.operator](found, part.value) if part.operator else bool(found)
    if isinstance(part, Membership):
        return (part.id in facts[part.among]) is part.inside  # type: ignore[operator]
    if isinstance(part, Joined):
        left, right = value(part.left, facts), value(part.right, facts)
        if left is part.deciding or right is part.deciding:
            return part.deciding
        return next((side for side in (left, right) if isinstance(side, Unknown)), not part.deciding)
    if isinstance(part, Negation):
        inner = value(part.part, facts)
        return inner if isinstance(inner, Unknown) else not inner
    return part.value


def pending(part: Part, facts: Mapping[str, Answer]) -> Iterator[str]:
    """The unanswered facts that the value of a part still depends on, in the order they stand."""
    if isinstance(value(part, facts), bool):
        return
    if isinstance(part, Comparison):
        yield part.name
    elif isinstance(part, Joined):
        yield from pending(part.left, facts)
        yield from pending(part.right, facts)
    elif isinstance(part, Negation):
        yield from pending(part.part, facts)


def comparisons(part: Part) -> Iterator[Comparison]:
    """Every fact of a part with what it is compared with, in the order they stand."""
    if isinstance(part, Comparison):
        yield part
    elif isinstance(part, Joined):
        yield from comparisons(part.left)
        yield from comparisons(part.right)
    elif isinstance(part, Negation):
        yield from comparisons(part.part)


def asks_for_membership(part: Part) -> bool:
    """Whether a part asks what is in the package."""
    if isinstance(part, Joined):
        return asks_for_membership(part.left) or asks_for_membership(part.right)
    return isinstance(part, Membership) or (isinstance(part, Negation) and asks_for_membership(part.part))


def read(condition: str) -> Part | None:
    """The tree of a condition in the usual form; None for any other, whether it is right or wrong."""
    tokens = _TOKEN.findall(condition) if _USUAL.fullmatch(condition) else []
    if not tokens or len(tokens) > _MOST_TOKENS:
        return None
    reader = _Reader(tokens)
    try:
        part = reader.either()
    except (LookupError, _UnusualError):
        return None
    return part if reader.at == len(tokens) else None


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
    "contains": lambda left, right: right in left,
    "lacks": lambda left, right: right not in left,
}
"""The comparisons by the names that Jinja gives them. The last two are "in" and "not in" with the fact to the right."""

AMONG = ("items", "documents")
"""What a text may ask whether an id is among."""

_SIGNS = {"==": "eq", "!=": "ne", ">": "gt", ">=": "gteq", "<": "lt", "<=": "lteq"}
_TRUTHS = {"true": True, "True": True, "false": False, "False": False}
_RESERVED = frozenset(
    ("and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None")
)
_ANY = r"""[A-Za-z_][A-Za-z0-9_]*+|"[^"\\\n]*+"|'[^'\\\n]*+'|[=!<>]=(?!=)|[<>](?!=)|[(),]|(?:0|[1-9][0-9]*+)(?![\w.])"""
_TOKEN = re.compile(_ANY)
# Possessive, so that a word is never taken apart in search of another way to read it.
_USUAL = re.compile(rf"(?: *+(?>{_ANY}))*+ *+")
# A longer one might be nested too deep.
_MOST_TOKENS = 100


class _UnusualError(Exception):
    """The condition is not in the usual form."""


class _Reader:
    """Reads the words of a condition from left to right: "or" binds least, then "and", then "not"."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self.at = 0

    def either(self) -> Part:
        part = self._both()
        while self._take("or"):
            part = Joined(True, part, self._both())
        return part

    def _both(self) -> Part:
        part = self._one()
        while self._take("and"):
            part = Joined(False, part, self._one())
        return part

    def _one(self) -> Part:
        if self._take("not"):
            return Negation(self._one())
        if self._take("("):
            part = self.either()
            self._need(")")
            return part
        name = self._next()
        if name in _TRUTHS:
            return Truth(_TRUTHS[name])
        if name[0] in "\"'":
            return self._chosen(name[1:-1])
        self._need_name(name)
        sign = self._tokens[self.at] if self.at < len(self._tokens) else ""
        if sign in _SIGNS:
            self.at += 1
            return Comparison(name, _SIGNS[sign], self._constant())
        if sign in ("in", "not"):
            self.at += 1
            if sign == "not":
                self._need("in")
            return Comparison(name, "in" if sign == "in" else "notin", self._listed())
        return Comparison(name)

    def _chosen(self, word: str) -> Part:
        absent = self._take("not")
        self._need("in")
        name = self._next()
        if name in AMONG:
            return Membership(name, word, not absent)
        self._need_name(name)
        return Comparison(name, "lacks" if absent else "contains", word)

    def _need_name(self, token: str) -> None:
        if not (token[0].isalpha() or token[0] == "_") or token in _RESERVED:
            raise _UnusualError

    def _listed(self) -> tuple[Value, ...]:
        self._need("(")
        listed = [self._constant()]
        # One value in brackets is a list only with a comma after it.
        self._need(",")
        while not self._take(")"):
            listed.append(self._constant())
            if not self._take(","):
                self._need(")")
                break
        return tuple(listed)

    def _constant(self) -> Value:
        token = self._next()
        if token[0] in "\"'":
            return token[1:-1]
        if token[0].isdigit():
            return int(token)
        if token in _TRUTHS:
            return _TRUTHS[token]
        raise _UnusualError

    def _next(self) -> str:
        self.at += 1
        return self._tokens[self.at - 1]

    def _take(self, token: str) -> bool:
        if self.at < len(self._tokens) and self._tokens[self.at] == token:
            self.at += 1
            return True
        return False

    def _need(self, token: str) -> None:
        if not self._take(token):
            raise _UnusualError
