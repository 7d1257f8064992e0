"""Templates read by Jinja, for those that are not in the usual form: what is wrong in them, or their tree.

What is not in the short list below (macros, calculations, methods, other files' code) is refused, so what judges and
runs a template has little to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from kravgen import textfile
from kravgen.documents import nodes as ours
from kravgen.i18n import _, _n
from kravgen.problems import KravgenError, did_you_mean

MAX_DEPTH = 60


class Wrong(NamedTuple):
    """What is wrong in a template: its code, the line in the text (0 for the whole), a word of it, and how to tell it."""

    code: str
    line: int
    word: str
    message: str
    hint: str


def read(text: str, most: int) -> tuple[tuple[ours.Statement, ...], list[Wrong]]:
    """The statements of a template, or what is wrong with it, at ``most`` so much."""
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        message, hint, word = _told(str(error.message))
        return (), [Wrong("KG405", error.lineno, word, message, hint)]
    except RecursionError:
        return (), [Wrong("KG405", 0, "", *_too_deep())]
    # A number of thousands of digits.
    except (ValueError, OverflowError):
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start()) + 1 if number else 1
        told = _("A number is too long."), _("Write it shorter.")
        return (), [Wrong("KG405", line, number[0] if number else "", *told)]
    refused = [Wrong("KG404", *each) for each in islice(_refused(tree), most)]
    return () if refused else _made(tree.body), refused


def _made(value: Any) -> Any:
    """A part of Jinja's tree that may stand in a template, as a part of ours."""
    if isinstance(value, list):
        return tuple(map(_made, value))
    if not isinstance(value, nodes.Node):
        return value
    if isinstance(value, nodes.For) and isinstance(value.target, nodes.Tuple):
        names = ours.LoopNames(_made(value.target.items), value.target.lineno)
        body, otherwise = _made(value.body), _made(value.else_)
        return ours.For(names, _made(value.iter), body, otherwise, _made(value.test), value.lineno)
    if isinstance(value, nodes.Compare):
        (operand,) = value.ops
        return ours.Compare(_made(value.expr), operand.op, _made(operand.expr), value.lineno)
    kind = ours.Filtered if isinstance(value, nodes.Filter) else getattr(ours, type(value).__name__)
    return kind(*(_made(getattr(value, field)) for field in kind._fields))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # It reads and never runs anything, and what is printed is Markdown, not HTML.
    return Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701


_LONG_NUMBER = re.compile(r"[0-9_]{4000,}")

_ALLOWED = frozenset(
    (
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.For,
        nodes.If,
        nodes.Include,
        nodes.Assign,
        nodes.Name,
        nodes.Const,
        nodes.List,
        nodes.Tuple,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Slice,
        nodes.Call,
        nodes.Filter,
        nodes.Test,
        nodes.Compare,
        nodes.Operand,
        nodes.And,
        nodes.Or,
        nodes.Not,
        nodes.CondExpr,
        nodes.Concat,
    )
)

_LEAVES = frozenset((nodes.TemplateData, nodes.Const, nodes.Name))
_JUDGED = frozenset(
    (
        *(nodes.Call, nodes.Filter, nodes.Test, nodes.For, nodes.Assign, nodes.Include),
        *(nodes.Compare, nodes.Getitem, nodes.CondExpr, nodes.Const),
    )
)
"""What may be wrong in itself; the rest is as it should be when its parts are."""

_WRITTEN: Mapping[str, str] = {
    "Macro": "macro",
    "CallBlock": "call",
    "Block": "block",
    "Extends": "extends",
    "Import": "import",
    "FromImport": "from",
    "FilterBlock": "filter",
    "AssignBlock": "set",
    "With": "with",
    "ScopedEvalContextModifier": "autoescape",
    "Add": "+",
    "Sub": "-",
    "Mul": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Pow": "**",
    "Neg": "-",
    "Pos": "+",
    "Dict": "{",
    "NSRef": ".",
}
"""How what is refused looks in a template."""

_Refused = tuple[int, str, str, str]
"""A line, the word that is refused, a message and a hint."""


def _refused(tree: nodes.Template) -> Iterator[_Refused]:
    """What the tree holds that no template may hold."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            yield node.lineno, "", *_too_deep()
            return
        inner = [] if type(node) in _LEAVES else list(node.iter_child_nodes())[::-1]
        if isinstance(node, nodes.Scope):
            # It stands around what it is for, and has no line of its own.
            waiting += [(child, depth) for child in inner]
            continue
        if type(node) not in _ALLOWED:
            word = _WRITTEN.get(type(node).__name__, "")
            yield node.lineno, word, *_not_allowed(word)
            continue
        if type(node) in _JUDGED:
            for word, message, hint in _wrong(node):
                yield node.lineno, word, message, hint
        waiting += [(child, depth + 1) for child in inner]


def _not_allowed(word: str) -> tuple[str, str]:
    message = (
        _('"{feature}" is not among what a template may use.') if word else _("This is not for templates.")
    )
    return message.format(feature=word), _(
        "Allowed: text, {{ … }}, for, if, set and include. All names stand in docs/referens/mallar.md."
    )


def _wrong(node: nodes.Node) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one part: the word, a message and a hint."""
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test):
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield (
                "",
                _("Values are given in order and not by name."),
                _("Write only the values, with commas between."),
            )
        elif isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
            word = node.node.attr if isinstance(node.node, nodes.Getattr) else ""
            yield (
                word,
                _("Only the functions of templates can be called."),
                _("Use a filter: {{ text | trim }}."),
            )
    elif isinstance(node, nodes.For):
        if node.recursive:
            yield "recursive", *_not_allowed("recursive")
        yield from _wrong_target(node.target)
    elif isinstance(node, nodes.Assign):
        if not isinstance(node.target, nodes.Name):
            yield "", _('"set" takes one name.'), _("Write one line for each name.")
    elif isinstance(node, nodes.Include):
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            yield "include", _("The name of what is included must stand in the template."), _named()
        elif node.ignore_missing or not node.with_context:
            yield "include", _('"include" takes a name and nothing more.'), _named()
    elif isinstance(node, nodes.Compare):
        if len(node.ops) != 1:
            yield "", _("Compare two values at a time."), _("Join with and.")
    elif isinstance(node, nodes.Getitem):
        yield from _wrong_index(node.arg)
    elif isinstance(node, nodes.CondExpr):
        if node.expr2 is None:
            yield "if", _('What holds otherwise is missing after "if".'), _('Add: else "".')
    elif isinstance(node, nodes.Const):
        yield from _wrong_constant(node.value)


def _named() -> str:
    return _("Write: {example}.").format(example='{% include "delar/inledning.jinja" %}')


def _wrong_target(target: nodes.Node) -> Iterator[tuple[str, str, str]]:
    parts = target.items if isinstance(target, nodes.Tuple) else [target]
    if not all(isinstance(part, nodes.Name) for part in parts):
        yield (
            "",
            _('"for" takes a name, or names with commas between.'),
            _("Write: {example}.").format(example="{% for entry in requirements %}"),
        )


def _wrong_index(index: nodes.Expr) -> Iterator[tuple[str, str, str]]:
    if isinstance(index, nodes.Const) and isinstance(index.value, str):
        return
    if isinstance(index, nodes.Slice) and index.step is None:
        ends = [end for end in (index.start, index.stop) if end is not None]
        if all(isinstance(end, nodes.Const) and type(end.value) is int for end in ends):
            return
    yield (
        "",
        _("What stands in the brackets must be a name or a part such as 1:."),
        _("Use the filters first and last."),
    )


def _wrong_constant(value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, str):
        # An escape can make what the file itself does not hold.
        try:
            textfile.check_characters(value, "")
        except KravgenError as error:
            yield from (("", problem.message, problem.hint) for problem in error.problems)
    elif isinstance(value, int | float) and not abs(value) < 10**15:
        yield "", _("A number is too long."), _("Write it shorter.")


def _too_deep() -> tuple[str, str]:
    return _("The template is nested too deep."), _("Write it simpler.")


_CLOSED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_EXPECTED = re.compile(r"expected token '(.+?)', got '(.*)'", re.DOTALL)
_UNEXPECTED = re.compile(r"(?:unexpected|expression, got|[Ee]xpected an expression, got) '(.+?)'")
_TAGS = ("for", "if", "elif", "else", "endif", "endfor", "set", "include")


def _told(english: str) -> tuple[str, str, str]:
    """What the reader of Jinja complains about, in the language in use: a message, a hint and the word it is about."""
    if tag := _UNKNOWN_TAG.search(english):
        if closed := _CLOSED.search(english):
            return _not_closed(closed[1], tag[1])
        if tag[1] in _TAGS:
            message = _('"{tag}" closes or continues a part, and none has begun here.').format(tag=tag[1])
            return message, _("Take it out, or write the beginning before it."), tag[1]
        hint = did_you_mean(tag[1], _TAGS) or _not_allowed(tag[1])[1]
        return _('The tag "{name}" is unknown.').format(name=tag[1]), hint, tag[1]
    if closed := _CLOSED.search(english):
        return _not_closed(closed[1], "")
    if expected := _EXPECTED.search(english):
        wanted, got = (_TOKENS.get(word, f'"{word}"') for word in expected.groups())
        message = _("Here should be {wanted}, but {got} stands here.").format(wanted=_(wanted), got=_(got))
        word = expected[2] if expected[2].isidentifier() else ""
        return message, _("Look at brackets, quotes and commas just before."), word
    if unexpected := _UNEXPECTED.search(english):
        found = _TOKENS.get(unexpected[1], f'"{unexpected[1]}"')
        return _("{got} cannot stand here.").format(got=_(found)), _("Look at what stands just before."), ""
    return (
        _("The template cannot be read here."),
        _("Look at brackets, quotes, {{ … }} and {% … %} on the line and just before."),
        "",
    )


def _not_closed(tag: str, met: str) -> tuple[str, str, str]:
    message = _('The part that begins with "{tag}" is not closed.').format(tag=tag)
    return message, _("Add {% end{tag} %} where it ends.").replace("{tag}", tag), met


_TOKENS: Mapping[str, str] = {
    "end of print statement": _n("the end of {{ … }}"),
    "end of statement block": _n("the end of {% … %}"),
    "end of template": _n("the end of the template"),
    "name": _n("a name"),
    "string": _n("a text in quotes"),
    "integer": _n("a number"),
}
