"""Conditions over facts and texts with parameters: a small, checked part of Jinja.

Texts and conditions come from files that are not trusted. Before anything runs, the parsed form is compared
with a short list of what is allowed: names, constants, comparisons, and/or/not, and ``{% if %}`` in texts.
There are no calls, no attributes, no loops and no arithmetic, so nothing can reach out or run for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kravgen.i18n import _
from kravgen.library import condition as conditions
from kravgen.library.condition import AMONG, Part, Unknown
from kravgen.library.model import Answer, Question, Value
from kravgen.library.unusual import ForbiddenError, condition_of, environment, is_membership, is_simple
from kravgen.problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from jinja2 import nodes


class UnknownFactError(Exception):
    """A condition needs a fact that nobody has answered."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def holds(condition: str, facts: Mapping[str, Answer]) -> bool:
    """Whether the condition is true. An empty condition always is.

    A fact that nobody has answered counts only when the result depends on it: "a and b" is false when b is.

    Raises:
        UnknownFactError: the answer depends on a fact that is not in ``facts`` (or is None).
    """
    if not condition:
        return True
    tree = _shape(condition).tree
    assert tree is not None, "conditions are checked when they are read"
    result = conditions.value(tree, facts)
    if isinstance(result, Unknown):
        raise UnknownFactError(result.name)
    return result


def settled(condition: str, facts: Mapping[str, Answer], *, unknown: bool) -> bool:
    """As :func:`holds`, with ``unknown`` where the answer depends on what nobody has answered."""
    try:
        return holds(condition, facts)
    except UnknownFactError:
        return unknown


def pending(condition: str, facts: Mapping[str, Answer]) -> tuple[str, ...]:
    """The unanswered facts that a condition still depends on, in the order they stand."""
    tree = _shape(condition).tree if condition else None
    return tuple(dict.fromkeys(conditions.pending(tree, facts))) if tree is not None else ()


def names(condition: str) -> tuple[str, ...]:
    """The facts that a condition asks about, in the order they stand."""
    return _shape(condition).names if condition else ()


def tree_of(condition: str) -> Part | None:
    """The tree of a condition; None when it cannot be read or uses what is not allowed."""
    return _shape(condition).tree


def check_condition(
    condition: str, questions: Mapping[str, Question], place: Place, *, in_text: bool = False
) -> Iterator[Problem]:
    """What is wrong with a condition: its form, its facts, and answers that can never be given.

    One ``in_text`` may also ask what is in the package.
    """
    shape = _shape(condition)
    if shape.tree is None and not shape.forbidden:
        yield place.problem(
            "KG401",
            _('The condition "{condition}" cannot be read.').format(condition=condition),
            _("Write for example: {example}").format(example=_example(questions)),
        )
        return
    if shape.tree is None:
        yield place.problem(
            "KG401",
            _('The condition "{condition}" uses something that is not allowed.').format(condition=condition),
            _(
                'Compare a fact with a value: ==, !=, <, >, in ("a", "b"), or ask of several choices: "a" in fact.'
                " Join with and, or, not."
            ),
        )
        return
    if not in_text and conditions.asks_for_membership(shape.tree):
        yield place.problem(
            "KG401",
            _("What is in the package follows from the conditions, so none can ask about it."),
            _("Ask about a fact. In a text you can write {% if … in items %}."),
        )
    for name in shape.names:
        if name not in questions:
            yield place.problem(
                "KG302", _('Unknown fact "{name}".').format(name=name), did_you_mean(name, questions)
            )
        elif questions[name].own:
            yield place.problem(
                "KG314",
                _(
                    '"{label}" ({name}) is answered by each buyer, and a condition is about all of them.'
                ).format(label=questions[name].label, name=name),
                _("Ask about another fact."),
            )
    compared = [part for part in conditions.comparisons(shape.tree) if part.name in questions]
    for part in compared:
        if part.operator and (questions[part.name].type == "choices") != (part.operator in _CHOSEN):
            yield _wrong_way_round(questions[part.name], place)
    for name in (part.name for part in compared if not part.operator):
        if questions[name].type != "boolean":
            yield place.problem(
                "KG401",
                _('The fact "{name}" is not yes or no, and must be compared with a value.').format(name=name),
                _("Write for example: {example}").format(example=_example(questions)),
            )
    for part in compared:
        for value in part.values if part.operator else ():
            yield from _impossible(questions[part.name], value, place)


_CHOSEN = ("contains", "lacks")


def _wrong_way_round(question: Question, place: Place) -> Problem:
    several = question.type == "choices"
    message = (
        _('Several answers to "{name}" may be chosen, so it is no single value.')
        if several
        else _('Only one answer to "{name}" is given, so nothing is in it.')
    )
    word = next(iter(question.choices), "…")
    example = f'"{word}" in {question.id}' if several else f'{question.id} in ("{word}", …)'
    return place.problem(
        "KG401", message.format(name=question.id), _("Write for example: {example}").format(example=example)
    )


def _example(questions: Mapping[str, Question]) -> str:
    """A condition over facts that there are."""
    chosen = (f'{q.id} != "{next(iter(q.choices))}"' for q in questions.values() if q.type == "choice")
    counted = (f"{q.id} > 100" for q in questions.values() if q.type == "integer")
    return " and ".join(part for part in (next(chosen, ""), next(counted, "")) if part) or "true"


class _Shape(NamedTuple):
    """What a condition is made of: its tree, None when it cannot be read or is forbidden, and its facts."""

    tree: Part | None = None
    names: tuple[str, ...] = ()
    forbidden: bool = False


@lru_cache(maxsize=4096)
def _shape(condition: str) -> _Shape:
    # Many items have the same condition, and reading takes long.
    tree = conditions.read(condition)
    if tree is None:
        from jinja2 import TemplateSyntaxError

        try:
            tree = condition_of(condition)
        except ForbiddenError:
            return _Shape(forbidden=True)
        # A condition with hundreds of brackets is too deep for the parser.
        except (TemplateSyntaxError, RecursionError, ValueError):
            return _Shape()
    return _Shape(tree, tuple(dict.fromkeys(part.name for part in conditions.comparisons(tree))))


def check_text(text: str, known: set[str], place: Place, code: str = "KG304") -> Iterator[Problem]:
    """What is wrong with a text: template features that are not allowed, and names it does not know."""
    if "{" not in text:
        return
    if _is_plain(text):
        yield from _unknown_names(_PARAMETER.findall(text), known, place, code)
        return
    if (choices := _choices(text)) is not None:
        yield from _unknown_names(_names_in(choices), known, place, code)
        return
    if "{#" in text:
        yield place.problem(
            "KG404",
            _("What stands between {# and #} would be left out of the documents."),
            _("Take it out, or write the note in a comment of the file: # at the beginning of a line."),
        )
        return
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = environment().parse(text)
        feature = _forbidden(tree)
        if not feature:
            # Not before: compiling works out constants. What is nested too deep is found here.
            _template(text)
    except (TemplateSyntaxError, SyntaxError, RecursionError, ValueError, OverflowError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
        yield place.problem(
            "KG404",
            _("The text cannot be read as a template (line {line} of the text).").format(line=line),
            _("Write parameters as {{ name }}."),
        )
        return
    if feature:
        yield place.problem(
            "KG404",
            _("The text uses a template feature that is not allowed ({feature}).").format(feature=feature),
            _('Allowed: {{ name }} and {% if fact == "value" %} … {% endif %}.'),
        )
        return
    asked = sum(is_membership(node) for node in tree.find_all(nodes.Compare))
    names = [node.name for node in tree.find_all(nodes.Name)]
    # What is asked about as it may be is no name of a parameter.
    asks = len([name for name in names if name in AMONG]) == asked
    yield from _unknown_names(names, {*known, *AMONG} if asks else known, place, code)


def _forbidden(tree: nodes.Node) -> str:
    """The first template feature that is not allowed in a text; empty when there is none."""
    from jinja2 import nodes

    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If)
    logic = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Tuple, nodes.List)
    for node in _walk(tree):
        strange = isinstance(node, nodes.Compare) and not _is_worded(node)
        if strange or not isinstance(node, (*allowed, *logic)):
            return type(node).__name__
    return ""


def render(text: str, values: Mapping[str, Any]) -> str:
    """The text with its parameters filled in. The text must have passed :func:`check_text`."""
    if "{" not in text:
        return text
    if _is_plain(text):
        return _PARAMETER.sub(lambda found: str(values[found[1]]), text)
    if (choices := _choices(text)) is not None:
        return _filled(choices, values)
    return str(_template(text).render(values))


# Nearly every text holds nothing but names, and compiling a template takes a hundred times longer than filling in.
_PARAMETER = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}")
_CONSTANTS = frozenset(("true", "false", "none", "True", "False", "None"))


def _is_plain(text: str) -> bool:
    """Whether the text is words and ``{{ name }}`` and no other template feature."""
    return "{" not in _PARAMETER.sub("", text) and _CONSTANTS.isdisjoint(_PARAMETER.findall(text))


class _Choice(NamedTuple):
    """What a text says on a condition, and otherwise: words and names, and choices in turn."""

    condition: Part
    shown: _Pieces
    otherwise: _Pieces


_Pieces = tuple["str | _Choice", ...]


def _names_in(pieces: _Pieces) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield from _PARAMETER.findall(piece)
        else:
            yield from (part.name for part in conditions.comparisons(piece.condition))
            yield from _names_in((*piece.shown, *piece.otherwise))


def _filled(pieces: _Pieces, values: Mapping[str, Any]) -> str:
    found = []
    for piece in pieces:
        if isinstance(piece, str):
            found.append(_PARAMETER.sub(lambda name: str(values[name[1]]), piece))
        else:
            holds = conditions.value(piece.condition, values)
            found.append(_filled(piece.shown if holds else piece.otherwise, values))
    return "".join(found)


# Numbers are already words in a text, so they are not compared by size.
_COUNTING = frozenset(("gt", "gteq", "lt", "lteq"))
_TAG = re.compile(r"\{% (?:(if|elif) ([^{}%]+)|(else|endif)) %\}")
# More choices in each other are left to Jinja, which tells when they are too many.
_DEEPEST = 20


class _UnusualError(Exception):
    """The text is no words with choices between them."""


@lru_cache(maxsize=4096)
def _choices(text: str) -> _Pieces | None:
    """The words of a text and the choices between them; None for any other text."""
    # As Jinja has it, the last line end is not part of the text.
    found = _TAG.split(text.removesuffix("\n"))
    if len(found) == 1 or "\r" in text or not all(_is_plain(words) for words in found[::4]):
        return None
    try:
        pieces, ended, _condition = _until_end(iter(found), 0)
    except _UnusualError:
        return None
    return None if ended else pieces


def _until_end(found: Iterator[str | None], depth: int) -> tuple[_Pieces, str, str]:
    """The pieces up to what ends them: its tag, empty at the end of the text, and its condition."""
    pieces: list[str | _Choice] = []
    while True:
        pieces.append(next(found) or "")
        begins, condition, ends = next(found, None), next(found, None), next(found, None)
        if begins != "if":
            return tuple(pieces), begins or ends or "", condition or ""
        pieces.append(_choice(condition or "", found, depth + 1))


def _choice(condition: str, found: Iterator[str | None], depth: int) -> _Choice:
    part = conditions.read(condition)
    counts = part and any(compared.operator in _COUNTING for compared in conditions.comparisons(part))
    if part is None or counts or depth > _DEEPEST:
        raise _UnusualError
    shown, ended, other = _until_end(found, depth)
    otherwise: _Pieces = ()
    if ended == "elif":
        return _Choice(part, shown, (_choice(other, found, depth + 1),))
    if ended == "else":
        otherwise, ended, _condition = _until_end(found, depth)
    if ended != "endif":
        raise _UnusualError
    return _Choice(part, shown, otherwise)


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


@lru_cache(maxsize=4096)
def _template(text: str) -> Any:
    return environment().from_string(text)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _is_worded(compare: nodes.Compare) -> bool:
    """Whether the comparison can be made in a text, where numbers are already words."""
    return is_membership(compare) or (is_simple(compare) and compare.ops[0].op in ("eq", "ne", "in", "notin"))


def _impossible(question: Question, value: Value, place: Place) -> Iterator[Problem]:
    wrong = (
        (question.choices and value not in question.choices)
        or (question.type == "boolean" and not isinstance(value, bool))
        or (question.type == "integer" and (isinstance(value, bool) or not isinstance(value, int | float)))
        or (question.type in ("text", "date") and not isinstance(value, str))
    )
    if wrong:
        yield place.problem(
            "KG401",
            _('The fact "{name}" can never be "{value}".').format(name=question.id, value=value),
            did_you_mean(str(value), question.choices)
            if question.choices
            else _("Write for example: {example}").format(example=_example({question.id: question})),
        )
