"""The text of a template as a tree that holds only what templates may hold. Nothing runs here.

Jinja's own reader makes the tree. What is not in the short list below (macros, calculations, methods, other files'
code) is refused with its place, so what judges and runs a template has little to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from kravgen import textfile
from kravgen.i18n import _, _n
from kravgen.library.condition import AMONG
from kravgen.library.references import mentioned
from kravgen.problems import KravgenError, Place, Problem, did_you_mean

MAX_DEPTH = 60
MAX_TOLD = 50
"""How many problems of one template are told: nobody mends more at a time."""


@dataclass(frozen=True)
class TemplateText:
    """A template's text, or a part that templates include.

    ``first_line`` is where the text begins in its file; ``parts`` are the sources that it includes, by name.
    """

    file: str
    text: str
    first_line: int
    tree: nodes.Template
    every: tuple[nodes.Node, ...] = ()
    """All parts of its tree in the order that they stand in."""
    parts: Mapping[str, TemplateText] = field(default_factory=dict)

    @classmethod
    def empty(cls, file: str) -> TemplateText:
        """What stands for a text that cannot be used. Nothing is made of content with problems."""
        return cls(file, "", 1, nodes.Template([], lineno=1))

    def place(self, line: int, word: str = "") -> Place:
        """Where a line of the text stands in the file, with the column of ``word`` in its code."""
        return place(self.file, self._lines, self.first_line, line, word)

    @cached_property
    def height(self) -> int:
        """How deep its parts include each other; 0 when it includes none."""
        return max((1 + part.height for part in self.parts.values()), default=0)

    @property
    def files(self) -> Iterator[TemplateText]:
        """It and the parts that it includes, and theirs."""
        yield self
        for part in self.parts.values():
            yield from part.files

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that stand in it as they are: between the code, and in quotes within it."""
        between = (node.data for node in self.every if isinstance(node, nodes.TemplateData))
        quoted = (node.value for node in self.every if isinstance(node, nodes.Const))
        return (*between, *(text for text in quoted if isinstance(text, str)))

    @cached_property
    def asked(self) -> tuple[tuple[int, str, str], ...]:
        """What it asks about the package: the line, the id, and what that is to be among, such as "items"."""
        found = []
        for node in self.every:
            if not isinstance(node, nodes.Compare):
                continue
            (operand,) = node.ops
            among = operand.expr.name if isinstance(operand.expr, nodes.Name) else ""
            if among in AMONG and isinstance(node.expr, nodes.Const):
                found.append((node.lineno, str(node.expr.value), among))
        return tuple(found)

    @cached_property
    def mentions(self) -> frozenset[str]:
        """What it refers to and asks about, by id."""
        named = (name for file in self.files for text in file.texts for name in mentioned(text))
        return frozenset((*named, *(name for file in self.files for _line, name, _among in file.asked)))

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


def _children(node: nodes.Node) -> list[nodes.Node]:
    """The parts right beneath a part."""
    if type(node) in _LEAVES:
        return []
    found: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            found.append(value)
        elif isinstance(value, list):
            found += [each for each in value if isinstance(each, nodes.Node)]
    return found


def place(file: str, lines: list[str], first_line: int, line: int, word: str = "") -> Place:
    """Where something stands: the column of ``word`` after the mark where the code of the line begins.

    The tree knows lines and not columns, so the first of equal words is taken.
    """
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    code = _CODE.search(shown)
    column = code.start() if code else len(shown) - len(shown.lstrip())
    if word:
        # In an expression over several lines there may be no mark.
        found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(shown, column if code else 0)
        column = found.start() if found else column
    return Place(file, first_line + line - 1, column + 1)


def read(text: str, file: str, first_line: int) -> tuple[TemplateText | None, list[Problem]]:
    """A template's text without the parts that it includes, and what is wrong with it. None when it cannot be used."""
    lines = text.split("\n")
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        message, hint, word = _told(str(error.message))
        at = place(file, lines, first_line, error.lineno, word)
        return None, [at.problem("KG405", message, hint)]
    except RecursionError:
        return None, [Place(file, first_line, 1).problem("KG405", *_too_deep())]
    # A number of thousands of digits.
    except (ValueError, OverflowError):
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start()) + 1 if number else 1
        at = place(file, lines, first_line, line, number[0] if number else "")
        return None, [at.problem("KG405", _("A number is too long."), _("Write it shorter."))]
    every: list[nodes.Node] = []
    problems = [
        place(file, lines, first_line, line, word).problem("KG404", message, hint)
        for line, word, message, hint in islice(_refused(tree, every), MAX_TOLD)
    ]
    return (None if problems else TemplateText(file, text, first_line, tree, tuple(every))), problems


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # It reads and never runs anything, and what is printed is Markdown, not HTML.
    return Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701


_LONG_NUMBER = re.compile(r"[0-9_]{4000,}")
_CODE = re.compile(r"\{[{%]-?\s*")

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


def _refused(tree: nodes.Template, every: list[nodes.Node]) -> Iterator[_Refused]:
    """What the tree holds that no template may hold. ``every`` gets all parts beneath the tree itself, in order."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            yield node.lineno, "", *_too_deep()
            return
        if node is not tree:
            every.append(node)
        inner = _children(node)[::-1]
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
