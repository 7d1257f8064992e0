"""The kinds of value that a template can hold, which are known before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from kravgen.i18n import _, ngettext
from kravgen.library.model import Question

Sort = Literal[
    "text", "number", "yes_no", "output", "nothing", "list", "row", "record", "facts", "mixed", "error"
]
"""``output`` is what can be printed and nothing else, ``row`` has a fixed number of parts, ``mixed`` can only be asked
whether it is true, and ``error`` is that of an expression whose problem has been told."""


class Kind(NamedTuple):
    """The kind of a value. ``optional`` values may be none.

    ``of`` are the kinds of a list's entries (one) or of a row's parts; ``record`` names the record; ``words`` are the
    texts that it can be, where they are known.
    """

    sort: Sort
    of: tuple[Kind, ...] = ()
    record: str = ""
    optional: bool = False
    words: frozenset[str] | None = None


TEXT = Kind("text")
NUMBER = Kind("number")
YES_NO = Kind("yes_no")
OUTPUT = Kind("output")
NOTHING = Kind("nothing")
FACTS = Kind("facts")
MIXED = Kind("mixed")
ERROR = Kind("error")

ANY_LIST = Kind("list")
"""A list of anything, as something that is wanted."""

_PRINTED = ("text", "number", "output")


def listed(kind: Kind) -> Kind:
    """A list of values of one kind."""
    return Kind("list", (kind,))


def record(name: str) -> Kind:
    """A record, such as an entry."""
    return Kind("record", record=name)


def row(*kinds: Kind) -> Kind:
    """A row with a fixed number of parts."""
    return Kind("row", kinds)


def maybe(kind: Kind) -> Kind:
    """The kind of a value that may be none."""
    return kind._replace(optional=True)


def surely(kind: Kind) -> Kind:
    """The kind of a value that is known not to be none."""
    return kind._replace(optional=False)


def joined(one: Kind, other: Kind) -> Kind:
    """The kind of a value that is one or the other."""
    if "error" in (one.sort, other.sort):
        return ERROR
    if one.sort == "nothing" or other.sort == "nothing":
        return one if one == other else maybe(other if one.sort == "nothing" else one)
    optional = one.optional or other.optional
    if one.sort == other.sort and one.record == other.record and len(one.of) == len(other.of):
        words = None if one.words is None or other.words is None else one.words | other.words
        if one.sort == "list" and NOTHING in (*one.of, *other.of):
            of = other.of if one.of == (NOTHING,) else one.of
            return Kind("list", of, one.record, optional, words)
        of = tuple(joined(*pair) for pair in zip(one.of, other.of, strict=True))
        return Kind(one.sort, of, one.record, optional, words)
    if one.sort in _PRINTED and other.sort in _PRINTED:
        return Kind("output", optional=optional)
    return MIXED


def fits(given: Kind, wanted: Kind) -> bool:
    """Whether a value of one kind can stand where another is wanted."""
    if given.sort == "error":
        return True
    if given.sort == "nothing":
        return wanted.optional
    if given.optional and not wanted.optional:
        return False
    if given.sort != wanted.sort or given.record != wanted.record:
        return False
    if given.sort == "list" and (wanted == ANY_LIST or given.of[0].sort == "nothing"):
        return True
    return len(given.of) == len(wanted.of) and all(map(fits, given.of, wanted.of))


def printable(kind: Kind) -> bool:
    """Whether a value of the kind can stand in a document."""
    return kind.sort == "error" or (kind.sort in _PRINTED and not kind.optional)


def worded(kind: Kind) -> str:
    """The kind in words, in the language in use."""
    if kind == ANY_LIST:
        return _("a list")
    if kind.sort == "list":
        return _("a list of {what}").format(what=_plural(kind.of[0]))
    words = _RECORDS[kind.record]() if kind.sort == "record" else _WORDS[kind.sort]()
    return _("{kind} that may be missing").format(kind=words) if kind.optional else words


def _plural(kind: Kind) -> str:
    if kind.record in _MANY:
        return _MANY[kind.record]()
    return {
        "text": _("texts"),
        "number": _("numbers"),
        "row": ngettext("rows with {count} part", "rows with {count} parts", len(kind.of)).format(
            count=len(kind.of)
        ),
    }.get(kind.sort, _("values"))


def either(kinds: Sequence[Kind]) -> str:
    """The kinds in words, as a choice."""
    return _(" or ").join(dict.fromkeys(worded(surely(kind)) for kind in kinds))


def for_example(example: str) -> str:
    """The hint that shows how something is written."""
    return _("Write for example: {example}").format(example=" ".join(example.split()))


def of_question(question: Question) -> Kind:
    """The kind of the answer to a question."""
    text = Kind("text", words=frozenset(question.choices) or None)
    return {"boolean": YES_NO, "integer": NUMBER, "choices": listed(text)}.get(question.type, text)


_WORDS: Mapping[str, Callable[[], str]] = {
    "text": lambda: _("a text"),
    "number": lambda: _("a number"),
    "yes_no": lambda: _("yes or no"),
    "output": lambda: _("text that is ready"),
    "nothing": lambda: _("nothing"),
    "row": lambda: _("a row"),
    "facts": lambda: _("all facts"),
    "mixed": lambda: _("now one kind of value and now another"),
    "error": lambda: _("a value"),
}
_RECORDS: Mapping[str, Callable[[], str]] = {
    "case": lambda: _("the procurement"),
    "buyer": lambda: _("a buyer"),
    "controller": lambda: _("a controller"),
    "information": lambda: _("a kind of information"),
    "entry": lambda: _("an entry"),
    "item": lambda: _("an item"),
    "chapter": lambda: _("a chapter"),
    "block": lambda: _("a block"),
    "decision": lambda: _("a decision"),
    "starting_point": lambda: _("a starting point"),
    "term": lambda: _("a word"),
    "evaluation": lambda: _("the evaluation"),
    "award_criterion": lambda: _("a criterion"),
    "loop": lambda: _("a loop"),
}
_MANY: Mapping[str, Callable[[], str]] = {
    "buyer": lambda: _("buyers"),
    "information": lambda: _("kinds of information"),
    "entry": lambda: _("entries"),
    "chapter": lambda: _("chapters"),
    "decision": lambda: _("decisions"),
    "starting_point": lambda: _("starting points"),
    "term": lambda: _("words"),
    "award_criterion": lambda: _("criteria"),
}
