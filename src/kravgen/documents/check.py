"""What is wrong with a template before it runs: names, kinds, and facts that may be unanswered.

Every expression has a kind that is known here, so what passes cannot fail later, except by being too much. What an
``if`` has asked for is known inside it: a fact may be used where the template has said what holds without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from kravgen.documents import nodes
from kravgen.documents.each import EACH
from kravgen.documents.expressions import EnoughError, Judge
from kravgen.documents.kinds import ERROR, Kind, joined, printable, worded
from kravgen.documents.known import NONE_KNOWN, Known
from kravgen.documents.names import FUNCTIONS, LOOP, VALUES
from kravgen.documents.syntax import TemplateText
from kravgen.i18n import _
from kravgen.library.model import Library
from kravgen.problems import Problem

MAX_PARTS = 20_000
"""How many parts of a template are judged: parts that include parts can be many more than they look."""


def check(source: TemplateText, library: Library, for_each: str = "") -> list[Problem]:
    """What is wrong with a template and with what it includes. ``for_each`` is what a document is made for each of."""
    values = {**VALUES, **EACH[for_each]}
    checker = _Checker(source, library, {*values, *FUNCTIONS, "loop"})
    with suppress(EnoughError):
        checker.body(source.body, {name: value.kind for name, value in values.items()}, NONE_KNOWN)
    return sorted(set(checker.problems))


_Scope = dict[str, Kind]


class _Checker:
    """Goes through the statements; the names that are set and what is known go along."""

    def __init__(self, source: TemplateText, library: Library, taken: set[str]) -> None:
        self._source = source
        self._taken = taken
        self._library = library
        self._judged = 0
        self.problems: list[Problem] = []

    def body(self, statements: Sequence[nodes.Node], scope: _Scope, known: Known) -> None:
        """Check statements in order. ``scope`` gets the names that they set."""
        for statement in statements:
            self._judged += 1
            if self._judged > MAX_PARTS:
                self._tell(statement, _("The template is too long."), _("Write it simpler."))
                raise EnoughError
            if isinstance(statement, nodes.Output):
                self._output(statement, scope, known)
            elif isinstance(statement, nodes.If):
                known = self._if(statement, scope, known)
            elif isinstance(statement, nodes.For):
                self._for(statement, scope, known)
            elif isinstance(statement, nodes.Assign):
                known = self._set(statement, scope, known)
            elif isinstance(statement, nodes.Include):
                self._include(statement, scope, known)

    def _judge(self, scope: _Scope) -> Judge:
        return Judge(self._source, self._library, scope, self.problems)

    def _tell(self, node: nodes.Node, message: str, hint: str = "", word: str = "") -> None:
        self._judge({}).tell(node, "KG405", message, hint, word)

    def _output(self, statement: nodes.Output, scope: _Scope, known: Known) -> None:
        judge = self._judge(scope)
        for part in statement.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            self._judged += 1
            kind = judge.judge(part, known).kind
            if printable(kind):
                continue
            if kind.optional:
                judge.unanswered(part)
                continue
            message = _("Only texts and numbers can be printed, and this is {kind}.").format(
                kind=worded(kind)
            )
            hint = _("Print the entries of a list one by one, or in a table.")
            if kind.sort == "yes_no":
                hint = _('Say it in words: {{ "ja" if … else "nej" }}.')
            self._tell(part, message, hint, getattr(part, "name", ""))

    def _if(self, statement: nodes.If, scope: _Scope, known: Known) -> Known:
        """Check an ``if``; gives what is known after it. A name is set after it when every way through sets it."""
        ends: list[_Scope] = []
        otherwise = known
        for branch in (statement, *statement.elif_):
            judged = self._judge(scope).judge(branch.test, otherwise)
            ends.append(self._branch(branch.body, scope, otherwise | judged.true))
            otherwise |= judged.false
        ends.append(self._branch(statement.else_, scope, otherwise))
        names = set(_set_in([statement]))
        for name in names:
            kind = _one_of([end.get(name) for end in ends])
            if kind is None:
                scope.pop(name, None)
            else:
                scope[name] = kind
        return _without(known, names)

    def _branch(self, statements: Sequence[nodes.Node], scope: _Scope, known: Known) -> _Scope:
        inner = dict(scope)
        self.body(statements, inner, known)
        return inner

    def _for(self, statement: nodes.For, scope: _Scope, known: Known) -> None:
        judge = self._judge(scope)
        kind = judge.judge(statement.iter, known).kind
        if kind.optional:
            judge.unanswered(statement.iter)
            kind = ERROR
        elif kind.sort not in ("list", "error"):
            self._tell(
                statement.iter, _('After "in" stands a list.'), _("This is {kind}.").format(kind=worded(kind))
            )
            kind = ERROR
        inner = dict(scope)
        targets = (
            statement.target.items if isinstance(statement.target, nodes.LoopNames) else [statement.target]
        )
        # In an empty list there is nothing to judge.
        each = kind.of[0] if kind.sort == "list" and kind.of[0].sort != "nothing" else ERROR
        kinds: Sequence[Kind] = [each]
        if isinstance(statement.target, nodes.LoopNames):
            kinds = each.of if each.sort == "row" else [ERROR] * len(targets)
            if each.sort not in ("row", "error") or len(kinds) != len(targets):
                self._tell(
                    statement.target,
                    _('"for" has {count} names, and what the list holds is {kind}.').format(
                        count=len(targets), kind=worded(each)
                    ),
                )
                kinds = [ERROR] * len(targets)
        for target, of in zip(targets, kinds, strict=True):
            self._named(target, of, inner)
        known = _without(known, _loaded(targets))
        if statement.test is not None:
            known |= self._judge(inner).judge(statement.test, known).true
        inner["loop"] = LOOP.kind
        self.body(statement.body, inner, known)
        self.body(statement.else_, dict(scope), known)

    def _set(self, statement: nodes.Assign, scope: _Scope, known: Known) -> Known:
        kind = self._judge(scope).judge(statement.node, known).kind
        self._named(statement.target, kind, scope)
        return _without(known, _loaded([statement.target]))

    def _named(self, target: nodes.Name, kind: Kind, scope: _Scope) -> None:
        if target.name in self._taken:
            message = _('The name "{name}" is taken.').format(name=target.name)
            self._tell(target, message, _("Choose another name."), target.name)
        else:
            scope[target.name] = kind

    def _include(self, statement: nodes.Include, scope: _Scope, known: Known) -> None:
        outside = self._source
        self._source = outside.parts[statement.template.value]
        # What a part sets stays in it.
        self.body(self._source.body, dict(scope), known)
        self._source = outside


def _one_of(kinds: Sequence[Kind | None]) -> Kind | None:
    """The kind of a name that is set in different ways; none when some way does not set it."""
    found = kinds[0]
    for kind in kinds[1:]:
        if found is not None and kind != found:
            found = None if kind is None else joined(found, kind)
    return found


def _without(known: Known, names: set[str]) -> Known:
    """What is still known when the names stand for something else."""
    return frozenset(path for path in known if path.partition(".")[0] not in names) if names else known


def _set_in(statements: Sequence[nodes.Node]) -> Iterator[str]:
    """Every name that statements set, however deep in each other."""
    for statement in statements:
        if isinstance(statement, nodes.Assign):
            yield from _loaded([statement.target])
        elif isinstance(statement, nodes.For):
            target = statement.target
            yield from _loaded(target.items if isinstance(target, nodes.LoopNames) else [target])
            yield from _set_in([*statement.body, *statement.else_])
        elif isinstance(statement, nodes.If):
            yield from _set_in([*statement.body, *statement.elif_, *statement.else_])


def _loaded(targets: Sequence[nodes.Name]) -> set[str]:
    return {target.name for target in targets}
