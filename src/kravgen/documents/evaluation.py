"""Runs a template that has been read and judged: plain data in, the text of a document out.

Nothing is compiled and nothing of Python can be reached: each kind of part that a template may hold has a few lines
here, and every step, text and row is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kravgen.documents import nodes
from kravgen.documents.budget import Budget, TooMuchError
from kravgen.documents.canvas import Canvas
from kravgen.documents.filters import FILTERS
from kravgen.documents.names import FUNCTIONS
from kravgen.documents.plain import Plain
from kravgen.documents.syntax import TemplateText
from kravgen.library.condition import OPERATORS
from kravgen.problems import Place

_Scope = dict[str, Plain]


class StoppedError(Exception):
    """A template takes more than a document may: where, and what is too much (an English source string)."""

    def __init__(self, place: Place, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(reason)


def run(source: TemplateText, names: Mapping[str, Plain], canvas: Canvas, budget: Budget) -> str:
    """The text of a document, with a mark for each ready block that the template placed on ``canvas``.

    Raises:
        StoppedError: it takes more than a document may.
    """
    running = _Running(source, canvas, budget)
    try:
        running.body(source.body, dict(names))
    except TooMuchError as error:
        raise StoppedError(running.place(), error.reason) from error
    return "".join(running.printed)


class _Running:
    def __init__(self, source: TemplateText, canvas: Canvas, budget: Budget) -> None:
        self._source = source
        self._canvas = canvas
        self._budget = budget
        self._line = 1
        self.printed: list[str] = []

    def place(self) -> Place:
        """Where the template is."""
        return self._source.place(self._line)

    def body(self, statements: Sequence[nodes.Node], scope: _Scope) -> None:
        """Run statements in order. ``scope`` gets the names that they set."""
        for statement in statements:
            self._line = statement.lineno
            _STATEMENTS[type(statement)](self, statement, scope)

    # --- statements ----------------------------------------------------------------------------------

    def _output(self, statement: nodes.Output, scope: _Scope) -> None:
        for part in statement.nodes:
            if isinstance(part, nodes.TemplateData):
                text = self._canvas.presence.shown(part.data)
            else:
                self._line = part.lineno
                text = str(self._value(part, scope))
            self._budget.step()
            self._budget.printed(text)
            self.printed.append(text)

    def _if(self, statement: nodes.If, scope: _Scope) -> None:
        for branch in (statement, *statement.elif_):
            if self._value(branch.test, scope):
                self.body(branch.body, scope)
                return
        self.body(statement.else_, scope)

    def _for(self, statement: nodes.For, scope: _Scope) -> None:
        turns = self._value(statement.iter, scope)
        if statement.test is not None:
            turns = [each for each in turns if self._holds(statement, each, scope)]
        for position, each in enumerate(turns):
            inner = self._inner(scope)
            self._bind(statement.target, each, inner)
            inner["loop"] = MappingProxyType(
                {
                    "index": position + 1,
                    "first": position == 0,
                    "last": position == len(turns) - 1,
                    "length": len(turns),
                }
            )
            self.body(statement.body, inner)
        if not turns:
            self.body(statement.else_, self._inner(scope))

    def _holds(self, statement: nodes.For, each: Plain, scope: _Scope) -> bool:
        assert statement.test is not None, "only loops with a condition ask"
        inner = self._inner(scope)
        self._bind(statement.target, each, inner)
        return bool(self._value(statement.test, inner))

    def _inner(self, scope: _Scope) -> _Scope:
        """The names inside a loop or a part: what is set there stays there."""
        self._budget.step(1 + len(scope) // 16)
        return dict(scope)

    def _bind(self, target: nodes.Name | nodes.LoopNames, value: Any, scope: _Scope) -> None:
        if isinstance(target, nodes.LoopNames):
            scope.update(zip((name.name for name in target.items), value, strict=True))
        else:
            scope[target.name] = value

    def _set(self, statement: nodes.Assign, scope: _Scope) -> None:
        scope[statement.target.name] = self._value(statement.node, scope)

    def _include(self, statement: nodes.Include, scope: _Scope) -> None:
        outside = self._source
        self._source = outside.parts[statement.template.value]
        self.body(self._source.body, self._inner(scope))
        self._source = outside

    # --- expressions ---------------------------------------------------------------------------------

    def _value(self, node: nodes.Node, scope: _Scope) -> Any:
        self._budget.step()
        return _EXPRESSIONS[type(node)](self, node, scope)

    def _name(self, node: nodes.Name, scope: _Scope) -> Plain:
        return scope[node.name]

    def _const(self, node: nodes.Const, _scope: _Scope) -> Plain:
        value: Plain = node.value
        return self._canvas.presence.plain(value) if isinstance(value, str) else value

    def _list(self, node: nodes.List | nodes.Tuple, scope: _Scope) -> Plain:
        return tuple(self._value(item, scope) for item in node.items)

    def _getattr(self, node: nodes.Getattr, scope: _Scope) -> Plain:
        return self._member(self._value(node.node, scope), node.attr)

    def _getitem(self, node: nodes.Getitem, scope: _Scope) -> Plain:
        value = self._value(node.node, scope)
        if isinstance(node.arg, nodes.Const):
            return self._member(value, node.arg.value)
        part: Plain = value[slice(_end(node.arg.start), _end(node.arg.stop))]
        self._made(part)
        return part

    def _member(self, value: Any, name: str) -> Plain:
        # Only a fact can be missing, and only where the template asks whether it is.
        return value.get(name)  # type: ignore[no-any-return]

    def _call(self, node: nodes.Call, scope: _Scope) -> Plain:
        arguments = [self._value(argument, scope) for argument in node.args]
        made = FUNCTIONS[node.node.name].run(self._canvas, *arguments)
        self._made(made)
        return made

    def _filter(self, node: nodes.Filtered, scope: _Scope) -> Plain:
        values = [self._value(node.node, scope), *(self._value(argument, scope) for argument in node.args)]
        filter_ = FILTERS[node.name]
        if filter_.longest:
            self._budget.characters(filter_.longest(*values))
        made: Plain = filter_.run(*values)
        self._made(made)
        if isinstance(values[0], tuple):
            self._budget.step(len(values[0]))
        return made

    def _made(self, value: Plain) -> None:
        """Count what has been made on the way."""
        if isinstance(value, str):
            self._budget.characters(len(value))
        elif isinstance(value, tuple):
            self._budget.step(len(value))

    def _concat(self, node: nodes.Concat, scope: _Scope) -> Plain:
        parts = [str(self._value(part, scope)) for part in node.nodes]
        self._budget.characters(sum(map(len, parts)))
        return "".join(parts)

    def _test(self, node: nodes.Test, scope: _Scope) -> Plain:
        missing = self._value(node.node, scope) is None
        return missing if node.name == "none" else not missing

    def _compare(self, node: nodes.Compare, scope: _Scope) -> Plain:
        left = self._value(node.expr, scope)
        right = self._value(node.right, scope)
        if isinstance(right, tuple | str):
            self._budget.step(1 + len(right) // 20)
        return OPERATORS[node.op](left, right)

    def _and(self, node: nodes.And, scope: _Scope) -> Any:
        return self._value(node.left, scope) and self._value(node.right, scope)

    def _or(self, node: nodes.Or, scope: _Scope) -> Any:
        return self._value(node.left, scope) or self._value(node.right, scope)

    def _not(self, node: nodes.Not, scope: _Scope) -> Plain:
        return not self._value(node.node, scope)

    def _condexpr(self, node: nodes.CondExpr, scope: _Scope) -> Any:
        if self._value(node.test, scope):
            return self._value(node.expr1, scope)
        return self._value(node.expr2, scope)


def _end(node: nodes.Expr | None) -> int | None:
    return node.value if isinstance(node, nodes.Const) else None


_STATEMENTS: Mapping[type[nodes.Node], Callable[[_Running, Any, _Scope], None]] = {
    nodes.Output: _Running._output,
    nodes.If: _Running._if,
    nodes.For: _Running._for,
    nodes.Assign: _Running._set,
    nodes.Include: _Running._include,
}
_EXPRESSIONS: Mapping[type[nodes.Node], Callable[[_Running, Any, _Scope], Plain]] = {
    nodes.Name: _Running._name,
    nodes.Const: _Running._const,
    nodes.List: _Running._list,
    nodes.Tuple: _Running._list,
    nodes.Getattr: _Running._getattr,
    nodes.Getitem: _Running._getitem,
    nodes.Call: _Running._call,
    nodes.Filtered: _Running._filter,
    nodes.Concat: _Running._concat,
    nodes.Test: _Running._test,
    nodes.Compare: _Running._compare,
    nodes.And: _Running._and,
    nodes.Or: _Running._or,
    nodes.Not: _Running._not,
    nodes.CondExpr: _Running._condexpr,
}
