"""The code of a template between its marks, read as nearly everybody writes it. See :mod:`kravgen.documents.usual`."""

from __future__ import annotations

import re

from kravgen.documents import nodes
from kravgen.documents.nodes import Const, Expr, Name


class UnusualError(Exception):
    """The template is not in the usual form, which says neither that it is right nor that it is wrong."""


_ANY = (
    r"""[A-Za-z_][A-Za-z0-9_]*+(?!\w)|"[^"\\]*+"|'[^'\\]*+'|[=!<>]=|[][<>(),.:|~=]"""
    r"""|(?:0|[1-9][0-9]{0,14}+)(?![\w.])"""
)
_TOKEN = re.compile(_ANY)
_USUAL = re.compile(rf"(?:\s*+(?>{_ANY}))*+\s*+")
DEEPEST = 20
"""More statements or brackets in each other are left to Jinja, which tells when they are too many."""
_COMPARED = {"==": "eq", "!=": "ne", ">": "gt", ">=": "gteq", "<": "lt", "<=": "lteq", "in": "in"}
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}
_RESERVED = frozenset(("and", "or", "not", "in", "is", "if", "else", "recursive"))
_NO_VALUE = frozenset(("else", "or", "and"))
_END = ""


class Code:
    """Reads the words of one piece of code: "or" binds least, then "and", "not", comparisons, "~" and filters."""

    def __init__(self, inner: str, line: int) -> None:
        if not _USUAL.fullmatch(inner):
            raise UnusualError
        self._tokens: list[str] = [*_TOKEN.findall(inner), _END]
        self._lines = [line] * len(self._tokens)
        if "\n" in inner:
            starts = [*(found.start() for found in _TOKEN.finditer(inner)), len(inner)]
            self._lines = [line + inner.count("\n", 0, start) for start in starts]
        self._at = 0
        self._depth = 0

    @property
    def taken(self) -> str:
        """The token before the next one."""
        return self._tokens[self._at - 1]

    @property
    def line(self) -> int:
        """The line of the next token."""
        return self._lines[self._at]

    @property
    def line_before(self) -> int:
        """The line of the token that was taken last."""
        return self._lines[self._at - 1]

    def next(self) -> str:
        """The next token; there must be one."""
        token = self._tokens[self._at]
        if token == _END:
            raise UnusualError
        self._at += 1
        return token

    def take(self, token: str) -> bool:
        """Whether this is the next token; then it is taken."""
        if self._tokens[self._at] == token:
            self._at += 1
            return True
        return False

    def need(self, token: str) -> None:
        """Take this token, which must be the next one."""
        if not self.take(token):
            raise UnusualError

    def end(self) -> None:
        """There is no more."""
        if self._tokens[self._at] != _END:
            raise UnusualError

    def name(self) -> Name:
        """A name to read or to set."""
        token = self.next()
        if not _is_name(token) or token in _CONSTANTS:
            raise UnusualError
        return Name(token, self.line_before)

    def whole(self, choice: bool = True) -> Expr:
        """All that is left as one expression; a ``choice`` is one value if something holds, else another."""
        found = self.chosen() if choice else self.either()
        self.end()
        return found

    def chosen(self) -> Expr:
        """One value if something holds, else another; or an expression without a choice."""
        line = self.line
        found = self.either()
        while self.take("if"):
            test = self.either()
            self.need("else")
            self._deeper()
            found = nodes.CondExpr(test, found, self.chosen(), line)
            self._depth -= 1
            line = self.line
        return found

    def either(self) -> Expr:
        """An expression without a choice."""
        line = self.line
        found = self._both()
        while self.take("or"):
            found = nodes.Or(found, self._both(), line)
            line = self.line
        return found

    def _both(self) -> Expr:
        line = self.line
        found = self._not()
        while self.take("and"):
            found = nodes.And(found, self._not(), line)
            line = self.line
        return found

    def _not(self) -> Expr:
        if not self.take("not"):
            return self._compared()
        line = self.line_before
        self._deeper()
        found = nodes.Not(self._not(), line)
        self._depth -= 1
        return found

    def _compared(self) -> Expr:
        found = self._joined()
        sign = self._tokens[self._at]
        if sign == "not" and self._tokens[self._at + 1] == "in":
            self._at += 2
            op = "notin"
        elif sign in _COMPARED:
            self._at += 1
            op = _COMPARED[sign]
        else:
            return found
        other = self._joined()
        return nodes.Compare(found, op, other, self.line)

    def _joined(self) -> Expr:
        line = self.line
        found = self._filtered()
        if self._tokens[self._at] != "~":
            return found
        parts = [found]
        while self.take("~"):
            parts.append(self._filtered())
        return nodes.Concat(tuple(parts), line)

    def _filtered(self) -> Expr:
        found = self._with_fields(self._one())
        while True:
            if self.take("|"):
                name = self.name()
                found = nodes.Filtered(found, name.name, self._given(), name.lineno)
            elif self.take("is"):
                found = self._tested(found)
            else:
                return found

    def _tested(self, found: Expr) -> Expr:
        line = self.line_before
        absent = self.take("not")
        name = self.next()
        following = self._tokens[self._at]
        # Jinja takes a value that follows for what the test is given.
        is_value = following[:1].isalnum() or following[:1] in ("_", '"', "'", "(", "[", ".")
        if not _is_name(name) or (is_value and following not in _NO_VALUE):
            raise UnusualError
        test = nodes.Test(found, name, (), line)
        return nodes.Not(test, line) if absent else test

    def _with_fields(self, found: Expr) -> Expr:
        while True:
            if self.take("."):
                line = self.line_before
                attr = self.next()
                if not _is_word(attr):
                    raise UnusualError
                found = nodes.Getattr(found, attr, line)
            elif self.take("["):
                line = self.line_before
                found = nodes.Getitem(found, self._index(), line)
            elif self._tokens[self._at] == "(":
                if not isinstance(found, Name):
                    raise UnusualError
                line = self.line
                found = nodes.Call(found, self._given(), line)
            else:
                return found

    def _index(self) -> Const | nodes.Slice:
        line = self.line
        start = self._constant()
        if isinstance(start, Const) and isinstance(start.value, str):
            self.need("]")
            return start
        self.need(":")
        stop = self._constant()
        self.need("]")
        if any(end is not None and type(end.value) is not int for end in (start, stop)):
            raise UnusualError
        return nodes.Slice(start, stop, line)

    def _constant(self) -> Const | None:
        token = self._tokens[self._at]
        if token[:1].isdigit() or token[:1] in ('"', "'"):
            found = self._one()
            return found if isinstance(found, Const) else None
        return None

    def _given(self) -> tuple[Expr, ...]:
        """The values in the brackets that follow, if any do."""
        return self._until(")")[0] if self.take("(") else ()

    def _until(self, close: str) -> tuple[tuple[Expr, ...], bool]:
        """Expressions up to a closing bracket, and whether the last has a comma after it."""
        self._deeper()
        found: list[Expr] = []
        comma = False
        while not self.take(close):
            if found and not comma:
                raise UnusualError
            found.append(self.chosen())
            comma = self.take(",")
        self._depth -= 1
        return tuple(found), comma

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnusualError

    def _one(self) -> Expr:
        token = self.next()
        line = self.line_before
        sign = token[0]
        if sign in ('"', "'"):
            # Texts after each other are one to Jinja.
            if self._tokens[self._at][:1] in ('"', "'"):
                raise UnusualError
            return Const(token[1:-1], line)
        if sign.isdigit():
            return Const(int(token), line)
        if sign == "[":
            return nodes.List(self._until("]")[0], line)
        if sign == "(":
            return self._bracketed()
        if token in _CONSTANTS:
            return Const(_CONSTANTS[token], line)
        if not _is_name(token):
            raise UnusualError
        return Name(token, line)

    def _bracketed(self) -> Expr:
        """An expression in brackets, or a tuple: one value is one only with a comma after it."""
        line = self.line
        self._deeper()
        found: list[Expr] = []
        comma = False
        while not self.take(")"):
            if found and not comma:
                raise UnusualError
            found.append(self.chosen())
            if comma := self.take(","):
                line = self.line_before
        self._depth -= 1
        if len(found) == 1 and not comma:
            return found[0]
        return nodes.Tuple(tuple(found), line)


def _is_word(token: str) -> bool:
    return token[:1].isalpha() or token[:1] == "_"


def _is_name(token: str) -> bool:
    return _is_word(token) and token not in _RESERVED
