"""What a draft comes to, as plain data for a page: what is in and why, what is left and for whom, what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kravgen.content import Content
from kravgen.documents.gaps import LATER
from kravgen.documents.needed import needed
from kravgen.i18n import _, _n
from kravgen.library.model import Library
from kravgen.package.outline import Outline, choose, outline
from kravgen.problems import Collector, KravgenError, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.explanation import Names, explained, names
from kravgen.procurement.selection import Decision, Selection
from kravgen.procurement.values import number
from kravgen.procurement.verdict import value_rows


@dataclass(frozen=True, slots=True)
class Included:
    """An item that is in: its id, what kind it is, what it is called and why it is in."""

    id: str
    kind: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The items of one block that are in."""

    title: str
    items: tuple[Included, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A document or a sheet of the package: whom it is for, why it is made, and how many things in it are left."""

    id: str
    title: str
    audience: str
    reason: str
    left: int = 0
    readable: bool = False
    """Whether it can be read on a page."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is left for a role, each thing once."""

    role: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem in words for a page. ``fact`` is the question it is about, where it is about one."""

    message: str
    hint: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A gate that holds or may hold: its id, what it asks for, and the roles that may lift it."""

    gate: str
    title: str
    asks: str
    roles: tuple[str, ...]
    severe: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A row of the value: what, how it is worked out, how much, and where the law says so."""

    what: str
    how: str
    amount: str
    at: str


_HERE = {
    "KG503": _n("Write in the overview what is done."),
    "KG509": _n("Write in the overview what is done."),
    "KG521": _n("Fill it in from the overview."),
    "KG522": _n("Choose Ready to be sent in the overview when nothing is left to do."),
}
"""What to do about problems in the form, where the hint tells what to write in the file."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in, all in all, and how many requirements of each block.

    Some documents are left out when they would be empty, which is known first when they are made.
    """

    requirements: int
    documents: int | None = None
    by_subject: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a page tells of a draft. ``stops`` are why no package can be made; ``hindrances`` why none can be sent."""

    counts: Counts
    subjects: tuple[Subject, ...]
    documents: tuple[Made, ...]
    todo: tuple[ToDo, ...]
    later: tuple[ToDo, ...]
    gates: tuple[Stop, ...]
    verdict: tuple[str, ...]
    """Whether the purchase may be made as it is, in sentences."""
    worth: tuple[ValueLine, ...]
    stops: tuple[Trouble, ...] = ()
    hindrances: tuple[Trouble, ...] = ()
    warnings: tuple[Trouble, ...] = ()


def counts(content: Content, case: Case) -> Counts:
    """How much is in, without making anything."""
    chosen = choose(content, case, Collector())
    requirements = [each for each in chosen.taken() if each.item.sort == "requirement"]
    subjects = Counter(_subject(each, content.library) for each in requirements)
    return Counts(len(requirements), by_subject=tuple(subjects.items()))


def overview(content: Content, case: Case) -> Overview:
    """What the draft comes to."""
    problems = Collector()
    chosen = choose(content, case, problems)
    among = names(case, content.library)
    planned: Outline | None = None
    try:
        # Asked for as if sent today: what is in the way of that is told, and does not stop the overview.
        planned = outline(content, case, {}, sent_on=content.world.today)
    except KravgenError as error:
        problems = Collector()
        problems.extend(error.problems)
    taken = chosen.taken()
    documents = tuple(_documents(content, case, planned, among))
    todo, later = _left(chosen, planned)
    return Overview(
        Counts(sum(each.item.sort == "requirement" for each in taken), len(documents)),
        tuple(_subjects(chosen, among)),
        documents,
        todo,
        later,
        tuple(_gates(chosen)),
        chosen.verdict,
        tuple(_worth(chosen)),
        stops=() if planned else tuple(remarks(problems, case)),
        hindrances=tuple(remarks(planned.hindrances, case)) if planned else (),
        warnings=tuple(remarks(planned.warnings, case)) if planned else (),
    )


def remarks(problems: Iterable[Problem], case: Case | None) -> Iterator[Trouble]:
    """Problems in words, each with the question whose answer it stands at."""
    lines = {place.line: fact for fact, place in case.fact_places.items()} if case else {}
    for problem in problems:
        here = _HERE.get(problem.code) if problem.hint != _("It cannot be lifted.") else None
        yield Trouble(problem.message, _(here) if here else problem.hint, lines.get(problem.line, ""))


def _subjects(chosen: Selection, among: Names) -> Iterator[Subject]:
    found: dict[str, list[Included]] = {}
    for decision in chosen.taken():
        item = decision.item
        told = Included(item.id, item.kind, item.title, explained(decision.reason, among))
        found.setdefault(_subject(decision, chosen.library), []).append(told)
    for title, items in found.items():
        yield Subject(title, tuple(items))


def _subject(decision: Decision, library: Library) -> str:
    block = library.blocks.get(decision.item.block)
    return block.title if block else _("The procurement's own requirements")


def _documents(content: Content, case: Case, planned: Outline | None, among: Names) -> Iterator[Made]:
    if planned is None:
        for paper, is_in, reason in needed(content.documents, case):
            if is_in:
                yield Made(paper.id, paper.title, paper.audience, explained(reason, among))
        return
    for rendered, reason in planned.documents:
        left = len({gap.what for gap in rendered.gaps if gap.of_buyer})
        why = explained(reason, among)
        yield Made(rendered.id, rendered.title, rendered.template.audience, why, left, readable=True)
    for sheet, built, reason in planned.sheets:
        left = len({gap.what for gap in built.gaps if gap.of_buyer})
        yield Made(sheet.id, sheet.title, sheet.audience, explained(reason, among), left)


def _left(chosen: Selection, planned: Outline | None) -> tuple[tuple[ToDo, ...], tuple[ToDo, ...]]:
    """What is left for the buyer's roles, and what others fill in later."""
    found: dict[str, dict[str, None]] = {}
    for name in chosen.open_questions:
        question = chosen.library.questions[name]
        found.setdefault(question.role, {})[question.label] = None
    gaps = [gap for rendered, _reason in planned.documents for gap in rendered.gaps] if planned else []
    gaps += [gap for _sheet, built, _reason in planned.sheets for gap in built.gaps] if planned else []
    for gap in gaps:
        found.setdefault(gap.role, {})[gap.what] = None
    every = [ToDo(role, tuple(what)) for role, what in sorted(found.items())]
    return tuple(each for each in every if each.role not in LATER), tuple(
        each for each in every if each.role in LATER
    )


def _gates(chosen: Selection) -> Iterator[Stop]:
    for standing in chosen.gates:
        if standing.open:
            gate = standing.gate
            severe, asked = gate.severity == "stop", standing.state == "asked"
            yield Stop(gate.id, gate.title, gate.asks.strip(), gate.lifted_by, severe, asked)


def _worth(chosen: Selection) -> Iterator[ValueLine]:
    """The rows of the value, where the file tells what it is made of."""
    for row in value_rows(chosen.case):
        amount = _("not answered") if row.amount is None else f"{number(row.amount)} kr"
        yield ValueLine(row.what, row.how, amount, row.at)
