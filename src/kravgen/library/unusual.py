"""Conditions and texts as Jinja reads them: only what is not in the usual form, since it takes a hundred times longer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kravgen.library.condition import AMONG, Comparison, Joined, Membership, Negation, Part, Truth

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """What texts and conditions are read in: nothing of Python can be reached from it."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


class ForbiddenError(Exception):
    """The condition can be read, but it uses something that is not allowed."""


def condition_of(condition: str) -> Part:
    """The tree of a condition.

    Raises:
        TemplateSyntaxError: it cannot be read.
        ValueError: it is not one expression.
        ForbiddenError: it uses something that is not allowed.
    """
    return _part(_parsed(condition))


def _parsed(condition: str) -> nodes.Node:
    """Jinja's syntax tree of the one expression that the condition is."""
    (output,) = environment().parse("{{ (" + condition + ") }}").body
    (expression,) = output.nodes  # type: ignore[attr-defined]
    return expression  # type: ignore[no-any-return]


def _part(node: nodes.Node) -> Part:
    """The condition that Jinja's syntax tree is."""
    from jinja2 import nodes

    if isinstance(node, nodes.And | nodes.Or):
        return Joined(isinstance(node, nodes.Or), _part(node.left), _part(node.right))
    if isinstance(node, nodes.Not):
        return Negation(_part(node.node))
    if isinstance(node, nodes.Name):
        return Comparison(node.name)
    if isinstance(node, nodes.Const) and isinstance(node.value, bool):
        return Truth(node.value)
    if isinstance(node, nodes.Compare) and is_membership(node):
        (operand,) = node.ops
        return Membership(operand.expr.name, node.expr.as_const(), operand.op == "in")  # type: ignore[attr-defined]
    if isinstance(node, nodes.Compare) and is_simple(node):
        (operand,) = node.ops
        if isinstance(node.expr, nodes.Const):
            asked = "contains" if operand.op == "in" else "lacks"
            return Comparison(operand.expr.name, asked, node.expr.value)  # type: ignore[attr-defined]
        return Comparison(node.expr.name, operand.op, operand.expr.as_const())  # type: ignore[attr-defined]
    raise ForbiddenError


def is_membership(compare: nodes.Compare) -> bool:
    """Whether it asks if one id is in the package."""
    from jinja2 import nodes

    if not isinstance(compare.expr, nodes.Const) or len(compare.ops) != 1:
        return False
    (operand,) = compare.ops
    asked = operand.expr
    return operand.op in ("in", "notin") and isinstance(asked, nodes.Name) and asked.name in AMONG


def is_simple(compare: nodes.Compare) -> bool:
    """Whether one name is compared once, with a value or with a list of values, or asked whether it holds a word."""
    from jinja2 import nodes

    if len(compare.ops) != 1:
        return False
    (operand,) = compare.ops
    if isinstance(compare.expr, nodes.Const) and isinstance(compare.expr.value, str):
        return operand.op in ("in", "notin") and isinstance(operand.expr, nodes.Name)
    if not isinstance(compare.expr, nodes.Name):
        return False
    if operand.op in ("in", "notin"):
        listed = operand.expr
        return isinstance(listed, nodes.Tuple | nodes.List) and all(
            isinstance(entry, nodes.Const) for entry in listed.items
        )
    return isinstance(operand.expr, nodes.Const)
