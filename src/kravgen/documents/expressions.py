"""The kind of every expression in a template, and what is known where it is true or false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kravgen.documents import nodes
from kravgen.documents.filters import FILTERS, TESTS, WHERE
from kravgen.documents.kinds import (
    ERROR,
    NOTHING,
    NUMBER,
    TEXT,
    YES_NO,
    Kind,
    either,
    fits,
    for_example,
    joined,
    listed,
    of_question,
    row,
    surely,
    worded,
)
from kravgen.documents.known import NONE_KNOWN, Judged, Known, path_of
from kravgen.documents.names import FUNCTIONS
from kravgen.documents.records import RECORDS, field_of
from kravgen.documents.shapes import Argument
from kravgen.documents.syntax import MAX_TOLD, TemplateText
from kravgen.i18n import _, ngettext
from kravgen.library.model import Library, Question
from kravgen.problems import Problem, close_to, did_you_mean


class EnoughError(Exception):
    """So much is wrong that the rest need not be looked at."""


class Judge:
    """Judges expressions in one place of a template: the names that are set there, and what is known there."""

    def __init__(
        self,
        source: TemplateText,
        library: Library,
        scope: Mapping[str, Kind],
        problems: list[Problem],
    ) -> None:
        self._source = source
        self._questions, self._dated = library.questions, library.dated
        self._attached = {name: paper for name, paper in library.papers.items() if paper.attached}
        self._scope = scope
        self._problems = problems

    def judge(self, node: nodes.Node, known: Known) -> Judged:
        """What an expression is. What is wrong with it is told."""
        judge = getattr(self, f"_{type(node).__name__.lower()}")
        judged: Judged = judge(node, known)
        return judged

    def tell(self, node: nodes.Node, code: str, message: str, hint: str = "", word: str = "") -> Judged:
        """Tell what is wrong at a node.

        Raises:
            EnoughError: this was the last that is told.
        """
        self._problems.append(self._source.place(node.lineno, word).problem(code, message, hint))
        if len(self._problems) >= MAX_TOLD:
            raise EnoughError
        return Judged(ERROR)

    def unanswered(self, node: nodes.Node) -> Judged:
        """Tell that a value may be missing where it is used."""
        path = path_of(node) or "…"
        message = _('"{name}" may be missing, and the template does not say what holds then.').format(
            name=path
        )
        hint = _('Print it with answer({name}, "what", "role"), or ask first: {name} is not none.').format(
            name=path
        )
        return self.tell(node, "KG406", message, hint, path.rpartition(".")[2])

    # --- values --------------------------------------------------------------------------------------

    def _const(self, node: nodes.Const, _known: Known) -> Judged:
        value = node.value
        if value is None:
            return Judged(NOTHING)
        if isinstance(value, bool):
            return Judged(YES_NO)
        if isinstance(value, str):
            return Judged(Kind("text", words=frozenset((value,))))
        return Judged(NUMBER)

    def _name(self, node: nodes.Name, known: Known) -> Judged:
        kind = self._scope.get(node.name)
        if kind is None:
            if node.name in FUNCTIONS:
                example = FUNCTIONS[node.name].example
                message = _('"{name}" is a function and needs its values.').format(name=node.name)
                return self.tell(node, "KG405", message, for_example(example), node.name)
            message = _('The name "{name}" is unknown here.').format(name=node.name)
            return self.tell(node, "KG405", message, self._meant(node.name, self._scope), node.name)
        return self._asked(kind, node.name, known)

    def _getattr(self, node: nodes.Getattr, known: Known) -> Judged:
        return self._member(node, node.node, node.attr, known)

    def _getitem(self, node: nodes.Getitem, known: Known) -> Judged:
        if isinstance(node.arg, nodes.Const):
            return self._member(node, node.node, node.arg.value, known)
        kind = self.judge(node.node, known).kind
        if kind.sort == "error":
            return Judged(ERROR)
        if kind.optional or kind.sort not in ("list", "text"):
            return self._wrong_kind(node, _("Only a text or a list has parts."), kind)
        return Judged(Kind("text") if kind.sort == "text" else kind)

    def _member(self, node: nodes.Expr, of: nodes.Expr, name: str, known: Known) -> Judged:
        """A field of a record, or a fact."""
        kind = self.judge(of, known).kind
        path = path_of(node)
        if kind.sort == "facts":
            return self._fact(node, name, known)
        if kind.sort != "record":
            if kind.sort == "error":
                return Judged(ERROR)
            message = _('There is no "{name}" here: it is {kind}.').format(name=name, kind=worded(kind))
            return self.tell(node, "KG405", message, _("Use a filter: {{ text | trim }}."), name)
        if kind.optional:
            return self.unanswered(node)
        fields = RECORDS[kind.record]
        if name not in fields:
            return self._no_such(node, name, worded(kind), fields)
        return self._asked(fields[name].kind, path, known)

    def _no_such(self, node: nodes.Node, name: str, where: str, known: Mapping[str, object]) -> Judged:
        message = _('There is no "{name}" in {kind}.').format(name=name, kind=where)
        return self.tell(node, "KG405", message, self._meant(name, known), name)

    def _fact(self, node: nodes.Expr, name: str, known: Known) -> Judged:
        question = self._question(node, name)
        if question is None:
            return Judged(ERROR)
        if f"facts.{name}" not in known and question.required_when != "true":
            message = _(
                'The fact "{name}" may be unanswered, and the template does not say what holds then.'
            ).format(name=name)
            hint = _('Print it with fact("{name}"), or ask first: "{name}" in facts and …').format(name=name)
            return self.tell(node, "KG406", message, hint, name)
        return Judged(of_question(question))

    def _question(self, node: nodes.Node, name: str) -> Question | None:
        """The question that a template decides by; none, and told, when there is none for all buyers."""
        question = self._questions.get(name)
        if question is None:
            self._unknown_fact(node, name)
        elif question.own:
            message = _(
                '"{label}" ({name}) is answered by each buyer, and a condition is about all of them.'
            ).format(label=question.label, name=name)
            self.tell(node, "KG314", message, _("Print it with fact_of, for each buyer."), name)
            return None
        return question

    def _unknown_fact(self, node: nodes.Node, name: str) -> Judged:
        message = _('Unknown fact "{name}".').format(name=name)
        return self.tell(node, "KG302", message, did_you_mean(name, self._questions), name)

    def _asked(self, kind: Kind, path: str, known: Known) -> Judged:
        """A value that may be none, unless it is known not to be. To ask whether it is true tells that it is not."""
        if not kind.optional:
            return Judged(kind)
        return Judged(surely(kind)) if path in known else Judged(kind, true=frozenset((path,)) - {""})

    def _list(self, node: nodes.List, known: Known) -> Judged:
        kinds = [self.judge(item, known).kind for item in node.items]
        kind = kinds[0] if kinds else NOTHING
        for other in kinds[1:]:
            kind = joined(kind, other)
        if kind.sort == "mixed" or (kinds and (kind.optional or kind.sort == "nothing")):
            message = _("What stands in a list must be of one kind, with nothing missing.")
            return self.tell(node, "KG405", message)
        return Judged(ERROR if kind.sort == "error" else listed(kind))

    def _tuple(self, node: nodes.Tuple, known: Known) -> Judged:
        return Judged(row(*(self.judge(item, known).kind for item in node.items)))

    # --- choices -------------------------------------------------------------------------------------

    def _and(self, node: nodes.And, known: Known) -> Judged:
        left = self.judge(node.left, known)
        right = self.judge(node.right, known | left.true)
        kind = left.kind if left.kind == right.kind else joined(left.kind, right.kind)
        return Judged(kind, left.true | right.true, left.false & (left.true | right.false))

    def _or(self, node: nodes.Or, known: Known) -> Judged:
        left = self.judge(node.left, known)
        right = self.judge(node.right, known | left.false)
        return Judged(
            joined(surely(left.kind), right.kind),
            left.true & (left.false | right.true),
            left.false | right.false,
        )

    def _not(self, node: nodes.Not, known: Known) -> Judged:
        inner = self.judge(node.node, known)
        return Judged(YES_NO, inner.false, inner.true)

    def _condexpr(self, node: nodes.CondExpr, known: Known) -> Judged:
        test = self.judge(node.test, known)
        one = self.judge(node.expr1, known | test.true).kind
        return Judged(joined(one, self.judge(node.expr2, known | test.false).kind))

    def _test(self, node: nodes.Test, known: Known) -> Judged:
        if node.name not in TESTS:
            message = _('The test "{name}" is unknown.').format(name=node.name)
            return self.tell(node, "KG405", message, self._meant(node.name, TESTS), node.name)
        if node.args:
            message = _('"{name}" takes no values.').format(name=node.name)
            return self.tell(node, "KG405", message, "", node.name)
        return self._whether_missing(node.node, known, node.name == "none")

    def _whether_missing(self, node: nodes.Expr, known: Known, missing: bool) -> Judged:
        """Whether a value is none, or (when not ``missing``) whether it is there."""
        path = path_of(node)
        if path.startswith("facts."):
            if self._question(node, path.removeprefix("facts.")) is None:
                return Judged(ERROR)
        else:
            self.judge(node, known)
        there = frozenset((path,)) - {""}
        return Judged(YES_NO, false=there) if missing else Judged(YES_NO, true=there)

    def _compare(self, node: nodes.Compare, known: Known) -> Judged:
        right = node.right
        if node.op in ("eq", "ne"):
            for side, other in ((node.expr, right), (right, node.expr)):
                if isinstance(other, nodes.Const) and other.value is None:
                    return self._whether_missing(side, known, node.op == "eq")
        inside = node.op in ("in", "notin")
        if inside and isinstance(right, nodes.Name) and right.name == "facts":
            return self._answered(node, known, node.op == "in")
        kind, other_kind = self.judge(node.expr, known).kind, self.judge(right, known).kind
        for side, of in ((node.expr, kind), (right, other_kind)):
            if of.optional:
                return self.unanswered(side)
        if "error" not in (kind.sort, other_kind.sort):
            self._comparable(node, node.op, kind, other_kind)
        return Judged(YES_NO)

    def _answered(self, node: nodes.Compare, known: Known, inside: bool) -> Judged:
        """Whether a fact is answered: ``"users_count" in facts``."""
        names = self.judge(node.expr, known).kind.words
        if names is None:
            message = _("The name of a fact must stand in the template.")
            return self.tell(node, "KG405", message, _('Write: "users_count" in facts.'))
        if any(self._question(node, name) is None for name in sorted(names)):
            return Judged(ERROR)
        there = frozenset(f"facts.{name}" for name in names) if len(names) == 1 else NONE_KNOWN
        return Judged(YES_NO, true=there) if inside else Judged(YES_NO, false=there)

    def _comparable(self, node: nodes.Compare, op: str, kind: Kind, other: Kind) -> None:
        if op in ("in", "notin"):
            if other.sort == "row" or other.sort == "list":
                others = other.of
            elif other.sort == kind.sort == "text":
                return
            else:
                self._wrong_kind(node, _('After "in" stands a list or a text.'), other)
                return
        else:
            others = (other,)
            ordered = kind.sort == other.sort == "number" or nodes.compares_day(node)
            if op not in ("eq", "ne") and not ordered:
                self.tell(node, "KG405", _("Only numbers are larger or smaller than others."))
                return
        for each in others:
            if each.sort not in (kind.sort, "nothing", "error") or kind.sort not in (
                "text",
                "number",
                "yes_no",
            ):
                message = _("{one} is never equal to {other}.").format(one=worded(kind), other=worded(each))
                self.tell(node, "KG405", message[:1].upper() + message[1:])
                return
            self._possible(node, kind, each)

    def _possible(self, node: nodes.Compare, kind: Kind, other: Kind) -> None:
        """Tell a word that the other side can never be."""
        if kind.words is None or other.words is None:
            return
        sides = (kind.words, other.words)
        if len(sides[0]) < len(sides[1]):
            sides = sides[1], sides[0]
        for word in sides[1] - sides[0]:
            message = _('It can never be "{value}".').format(value=word)
            self.tell(node, "KG405", message, did_you_mean(word, sides[0]), word)

    def _call(self, node: nodes.Call, known: Known) -> Judged:
        name = node.node.name
        function = FUNCTIONS.get(name)
        if function is None:
            message = _('The function "{name}" is unknown.').format(name=name)
            return self.tell(node, "KG405", message, self._meant(name, FUNCTIONS), name)
        self._given(node, name, node.args, function.parameters, function.example, known)
        return Judged(function.gives)

    def _filtered(self, node: nodes.Filtered, known: Known) -> Judged:
        kind = self.judge(node.node, known).kind
        wanted = FILTERS.get(node.name)
        if wanted is None:
            message = _('The filter "{name}" is unknown.').format(name=node.name)
            return self.tell(node, "KG405", message, self._meant(node.name, FILTERS), node.name)
        self._given(node, node.name, node.args, wanted.parameters, wanted.example, known)
        if kind.optional and kind.sort != "error":
            return self.unanswered(node.node)
        if not any(fits(kind, taken) for taken in wanted.takes):
            message = _('"{name}" takes {wanted} and was given {given}.').format(
                name=node.name, wanted=either(wanted.takes), given=worded(kind)
            )
            return self.tell(node, "KG405", message, for_example(wanted.example), node.name)
        if kind.sort == "list" and wanted.parameters and wanted.parameters[-1].names == "column":
            self._columns(node, kind.of[0])
        return Judged(ERROR if kind.sort == "error" else wanted.gives(kind))

    def _columns(self, node: nodes.Filtered, kind: Kind) -> None:
        """Whether the names are those of fields that can stand in a cell."""
        words = (self.judge(argument, NONE_KNOWN).kind.words for argument in node.args)
        for path in (path for each in words for path in sorted(each or ())):
            if path and field_of(kind, path) is None:
                self._no_such(node, path, worded(kind), RECORDS.get(kind.record, {}))

    def _given(
        self,
        node: nodes.Expr,
        name: str,
        given: Sequence[nodes.Expr],
        parameters: Sequence[Argument],
        example: str,
        known: Known,
    ) -> None:
        """Whether a function or filter was given what it takes."""
        least = len(parameters) - any(parameter.repeated for parameter in parameters[-1:])
        if len(given) < least or (len(given) > least == len(parameters)):
            message = ngettext(
                '"{name}" takes {count} value and was given {given}.',
                '"{name}" takes {count} values and was given {given}.',
                least,
            ).format(name=name, count=least, given=len(given))
            self.tell(node, "KG405", message, for_example(example), name)
            return
        for position, argument in enumerate(given):
            parameter = parameters[min(position, len(parameters) - 1)]
            kind = self.judge(argument, known).kind
            if not any(fits(kind, wanted) for wanted in parameter.kinds):
                if kind.optional and any(fits(surely(kind), wanted) for wanted in parameter.kinds):
                    self.unanswered(argument)
                    continue
                message = _('"{name}" takes {wanted} and was given {given}.').format(
                    name=name, wanted=either(parameter.kinds), given=worded(kind)
                )
                self.tell(argument, "KG405", message, for_example(example), name)
            elif parameter.names and kind.sort != "error":
                self._named(argument, kind, parameter)

    def _named(self, node: nodes.Expr, kind: Kind, parameter: Argument) -> None:
        """Whether the name of a fact, or of a field of entries, stands in the template and exists."""
        if kind.words is None:
            self.tell(node, "KG405", _("The name must stand in the template."), _("Write it in quotes."))
            return
        for word in sorted(kind.words):
            if parameter.names == "fact" and word not in self._questions:
                self._unknown_fact(node, word)
            elif parameter.names == "dated" and word not in self._dated:
                self._no_such(node, word, _("the amounts and authorities"), self._dated)
            elif parameter.names == "attached" and word not in self._attached:
                self._no_such(node, word, _("the papers that a buyer attaches"), self._attached)
            elif parameter.names == "field" and word not in WHERE:
                self._no_such(node, word, _("an entry"), WHERE)

    def _concat(self, node: nodes.Concat, known: Known) -> Judged:
        for part in node.nodes:
            kind = self.judge(part, known).kind
            if kind.optional:
                self.unanswered(part)
            elif kind.sort not in ("text", "number", "error"):
                self._wrong_kind(part, _('Only texts and numbers are joined with "~".'), kind)
        return Judged(TEXT)

    def _wrong_kind(self, node: nodes.Node, message: str, kind: Kind) -> Judged:
        return self.tell(node, "KG405", message, _("This is {kind}.").format(kind=worded(kind)))

    def _meant(self, name: str, known: Mapping[str, object]) -> str:
        return close_to(name, known) or _("All names stand in docs/referens/mallar.md.")
