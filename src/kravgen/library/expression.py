"""Conditions over facts and texts with parameters: a small, checked part of Jinja.

Texts and conditions come from files that are not trusted. Before anything runs, the parsed form is compared
with a short list of what is allowed: names, constants, comparisons, and/or/not, and ``{% if %}`` in texts.
There are no calls, no attributes, no loops and no arithmetic, so nothing can reach out or run for long.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kravgen.i18n import _
from kravgen.library.model import Question, Value
from kravgen.problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment


class UnknownFactError(Exception):
    """A condition needs a fact that nobody has answered."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def holds(condition: str, facts: Mapping[str, Value]) -> bool:
    """Whether the condition is true. An empty condition always is.

    A fact that nobody has answered counts only when the result depends on it: "a and b" is false when b is.

    Raises:
        UnknownFactError: the answer depends on a fact that is not in ``facts`` (or is None).
    """
    if not condition:
        return True
    result = _judged(_tree(condition), facts)
    if isinstance(result, _Unknown):
        raise UnknownFactError(result.name)
    return bool(result)


@dataclass(frozen=True, slots=True)
class _Unknown:
    """The value of a part of a condition that depends on an unanswered fact."""

    name: str


def _judged(node: nodes.Node, facts: Mapping[str, Value]) -> Any:
    """The value of a part of a condition."""
    from jinja2 import nodes

    if isinstance(node, nodes.And | nodes.Or):
        deciding = isinstance(node, nodes.Or)
        sides = [_judged(side, facts) for side in (node.left, node.right)]
        if any(not isinstance(side, _Unknown) and bool(side) is deciding for side in sides):
            return deciding
        return next((side for side in sides if isinstance(side, _Unknown)), not deciding)
    if isinstance(node, nodes.Not):
        inner = _judged(node.node, facts)
        return inner if isinstance(inner, _Unknown) else not inner
    if isinstance(node, nodes.Compare):
        return _compared(node, facts)
    if isinstance(node, nodes.Tuple | nodes.List):
        entries = [_judged(entry, facts) for entry in node.items]
        return next((entry for entry in entries if isinstance(entry, _Unknown)), entries)
    if isinstance(node, nodes.Const):
        return node.value
    assert isinstance(node, nodes.Name)
    value = facts.get(node.name)
    return _Unknown(node.name) if value is None else value


def _compared(node: nodes.Compare, facts: Mapping[str, Value]) -> Any:
    left = _judged(node.expr, facts)
    for operand in node.ops:
        right = _judged(operand.expr, facts)
        for side in (left, right):
            if isinstance(side, _Unknown):
                return side
        if not _OPERATORS[operand.op](left, right):
            return False
        left = right
    return True


_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


@lru_cache(maxsize=4096)
def _tree(condition: str) -> nodes.Node:
    """The condition's syntax tree, which :func:`check_condition` has found to hold nothing but what is judged here."""
    (output,) = _environment().parse("{{ (" + condition + ") }}").body
    (expression,) = output.nodes  # type: ignore[attr-defined]
    return expression  # type: ignore[no-any-return]


def names(condition: str) -> tuple[str, ...]:
    """The facts that a condition asks about, in the order they stand."""
    return _shape(condition).names if condition else ()


def check_condition(condition: str, questions: Mapping[str, Question], place: Place) -> Iterator[Problem]:
    """What is wrong with a condition: its form, its facts, and answers that can never be given."""
    shape = _shape(condition)
    if shape.unreadable:
        yield place.problem(
            "KG401",
            _('The condition "{condition}" cannot be read.').format(condition=condition),
            _('Write for example: personal_data != "none" and users_count > 100'),
        )
        return
    if shape.forbidden:
        yield place.problem(
            "KG401",
            _('The condition "{condition}" uses something that is not allowed.').format(condition=condition),
            _("Allowed: facts, values, ==, !=, <, >, in, and, or, not."),
        )
        return
    for name in shape.names:
        if name not in questions:
            yield place.problem(
                "KG302", _('Unknown fact "{name}".').format(name=name), did_you_mean(name, questions)
            )
    for name, value in shape.compared:
        if name in questions:
            yield from _impossible(questions[name], value, place)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a condition is made of. ``compared`` are facts with the values that they are compared with."""

    names: tuple[str, ...] = ()
    compared: tuple[tuple[str, Value], ...] = ()
    unreadable: bool = False
    forbidden: bool = False


@lru_cache(maxsize=4096)
def _shape(condition: str) -> _Shape:
    # Many items have the same condition, and parsing takes long.
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse("{{ (" + condition + ") }}")
    except TemplateSyntaxError:
        return _Shape(unreadable=True)
    allowed = (nodes.Name, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
    return _Shape(
        tuple(dict.fromkeys(node.name for node in tree.find_all(nodes.Name))),
        tuple(
            (compare.expr.name, value)
            for compare in tree.find_all(nodes.Compare)
            if isinstance(compare.expr, nodes.Name)
            for value in _constants(compare)
        ),
        forbidden=any(
            not isinstance(node, (*allowed, nodes.Tuple, nodes.List)) for node in tree.find_all(nodes.Expr)
        ),
    )


def check_text(text: str, known: set[str], place: Place, code: str = "KG304") -> Iterator[Problem]:
    """What is wrong with a text: template features that are not allowed, and names it does not know."""
    if "{" not in text:
        return
    if _is_plain(text):
        yield from _unknown_names(_PARAMETER.findall(text), known, place, code)
        return
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        yield Place(place.file, place.line, place.column).problem(
            "KG404",
            _("The text cannot be read as a template (line {line} of the text).").format(line=error.lineno),
            _("Write parameters as {{ name }}."),
        )
        return
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If)
    logic = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Tuple, nodes.List)
    for node in _walk(tree):
        if not isinstance(node, (*allowed, *logic)):
            yield place.problem(
                "KG404",
                _("The text uses a template feature that is not allowed ({feature}).").format(
                    feature=type(node).__name__
                ),
                _('Allowed: {{ name }} and {% if fact == "value" %} … {% endif %}.'),
            )
            return
    yield from _unknown_names([node.name for node in tree.find_all(nodes.Name)], known, place, code)


def render(text: str, values: Mapping[str, Any]) -> str:
    """The text with its parameters filled in. The text must have passed :func:`check_text`."""
    if "{" not in text:
        return text
    if _is_plain(text):
        return _PARAMETER.sub(lambda found: str(values[found[1]]), text)
    return str(_template(text).render(values))


# Nearly every text holds nothing but names, and compiling a template takes a hundred times longer than filling in.
_PARAMETER = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}")
_CONSTANTS = frozenset(("true", "false", "none", "True", "False", "None"))


def _is_plain(text: str) -> bool:
    """Whether the text is words and ``{{ name }}`` and no other template feature."""
    return "{" not in _PARAMETER.sub("", text) and _CONSTANTS.isdisjoint(_PARAMETER.findall(text))


def _unknown_names(names: Iterable[str], known: set[str], place: Place, code: str) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield place.problem(
                code,
                _('The text uses "{name}", which is neither a parameter of the item nor a fact.').format(
                    name=name
                ),
                did_you_mean(name, known),
            )


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Unanswered(Undefined):
        """Any use of an unanswered fact raises, so that a condition is never silently false."""

        def _unanswered(self, *_args: object) -> Any:
            raise UnknownFactError(self._undefined_name or "")

        __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _unanswered
        __bool__ = __contains__ = __str__ = __hash__ = __iter__ = __len__ = _unanswered

    return ImmutableSandboxedEnvironment(undefined=Unanswered, keep_trailing_newline=False)


@lru_cache(maxsize=4096)
def _template(text: str) -> Any:
    return _environment().from_string(text)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _constants(compare: nodes.Compare) -> Iterator[Value]:
    from jinja2 import nodes

    for operand in compare.ops:
        value = operand.expr
        if isinstance(value, nodes.Const):
            yield value.value
        elif isinstance(value, nodes.Tuple | nodes.List):
            for entry in value.items:
                if isinstance(entry, nodes.Const):
                    yield entry.value


def _impossible(question: Question, value: Value, place: Place) -> Iterator[Problem]:
    wrong = (
        (question.type == "choice" and value not in question.choices)
        or (question.type == "boolean" and not isinstance(value, bool))
        or (question.type == "integer" and (isinstance(value, bool) or not isinstance(value, int | float)))
        or (question.type == "text" and not isinstance(value, str))
    )
    if wrong:
        yield place.problem(
            "KG401",
            _('The fact "{name}" can never be "{value}".').format(name=question.id, value=value),
            did_you_mean(str(value), question.choices),
        )
