"""Templates as nearly everybody writes them, read many times faster than by Jinja's own reader.

What it does not know it leaves to that, which tells what is wrong: it says neither yes nor no. The tree is the one that
Jinja's reader makes, with the same lines: a test compares the two.
"""

from __future__ import annotations

import re

from kravgen.documents import nodes
from kravgen.documents.nodes import Const, Expr, Output, Statement, TemplateData
from kravgen.documents.usual_code import DEEPEST, Code, UnusualError

_Body = tuple[Statement, ...]


def read(text: str) -> _Body | None:
    """The statements of a template in the usual form; None for any other, whether it is right or wrong."""
    # As Jinja has it, the last line end is not part of the text.
    text = text.removesuffix("\n")
    if "\r" in text or "{#" in text:
        return None
    try:
        return _Template(text).all()
    except UnusualError:
        return None


_BEGIN = re.compile(r"\{[{%]")
_INNER = r"""((?:[^%{}"']++|"[^"\\]*+"|'[^'\\]*+')*+)"""
_STATEMENT = re.compile(r"\{%" + _INNER + r"%\}\n?")
_PRINTED = re.compile(r"\{\{" + _INNER + r"\}\}")


class _Template:
    """Reads statements from left to right; a statement ends those that it is named after."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._begins_line = True
        self._depth = 0

    def all(self) -> _Body:
        body, end = self._body(())
        if end is not None:
            raise UnusualError
        return body

    def _body(self, ends: tuple[str, ...]) -> tuple[_Body, Code | None]:
        """The statements up to one of the ``ends``, with the code of that; None at the end of the text."""
        found: list[Statement] = []
        printed: list[TemplateData | Expr] = []
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnusualError
        while True:
            begin = _BEGIN.search(self._text, self._at)
            is_statement = begin is not None and begin[0] == "{%"
            self._data(begin.start() if begin else len(self._text), is_statement, printed)
            if begin is not None and not is_statement:
                printed.append(self._code(_PRINTED).whole())
                continue
            if printed:
                found.append(Output(tuple(printed), printed[0].lineno))
                printed = []
            code = self._code(_STATEMENT) if is_statement else None
            tag = code.next() if code else ""
            if code is None or tag in ends:
                self._depth -= 1
                return tuple(found), code
            found.append(self._statement(tag, code))

    def _data(self, end: int, before_statement: bool, printed: list[TemplateData | Expr]) -> None:
        """The text up to the next code. Before a statement, space that begins a line is no text."""
        data = self._text[self._at : end]
        line = self._line
        self._line += data.count("\n")
        if before_statement:
            last = data.rfind("\n") + 1
            if (last or self._begins_line) and data[last:].isspace():
                data = data[:last]
        if data:
            printed.append(TemplateData(data, line))
        self._at = end

    def _code(self, form: re.Pattern[str]) -> Code:
        found = form.match(self._text, self._at)
        if found is None:
            raise UnusualError
        code = Code(found[1], self._line)
        self._at = found.end()
        self._line += found[0].count("\n")
        self._begins_line = found[0].endswith("\n")
        return code

    def _statement(self, tag: str, code: Code) -> Statement:
        line = code.line_before
        if tag == "if":
            return self._if(code, line)
        if tag == "for":
            return self._for(code, line)
        if tag == "set":
            target = code.name()
            code.need("=")
            return nodes.Assign(target, code.whole(), line)
        if tag == "include" and isinstance(name := code.whole(), Const) and isinstance(name.value, str):
            return nodes.Include(name, line)
        raise UnusualError

    def _if(self, code: Code, line: int) -> nodes.If:
        test = code.whole(choice=False)
        body, end = self._body(("elif", "else", "endif"))
        more: list[nodes.If] = []
        while end is not None and end.taken == "elif":
            at = end.line
            other = end.whole(choice=False)
            inner, end = self._body(("elif", "else", "endif"))
            more.append(nodes.If(other, inner, (), (), at))
        return nodes.If(test, body, tuple(more), self._otherwise(end, "endif"), line)

    def _for(self, code: Code, line: int) -> nodes.For:
        names = [code.name()]
        at = line
        while code.take(","):
            at = code.line_before
            names.append(code.name())
        target = nodes.LoopNames(tuple(names), at) if len(names) > 1 else names[0]
        code.need("in")
        turns = code.either()
        test = code.chosen() if code.take("if") else None
        code.end()
        body, end = self._body(("endfor", "else"))
        return nodes.For(target, turns, body, self._otherwise(end, "endfor"), test, line)

    def _otherwise(self, end: Code | None, last: str) -> _Body:
        """What stands after an ``else``, up to the ``last`` tag; nothing when ``end`` is that tag."""
        if end is None:
            raise UnusualError
        end.end()
        if end.taken == last:
            return ()
        body, end = self._body((last,))
        if end is None:
            raise UnusualError
        end.end()
        return body
