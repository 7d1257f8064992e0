"""What a procurement file has answered and what is left to ask: the steps of the dialogue, read anew after each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import schema, system, yamlfile
from kravgen.content import Content
from kravgen.gaps.judged import read_term, shown_term
from kravgen.i18n import _
from kravgen.library import written
from kravgen.library.load import kind_of
from kravgen.library.model import Answer, Question
from kravgen.problems import Collector, KravgenError, Problem, shown_path
from kravgen.procurement.asking import asked_now, scope
from kravgen.procurement.buyers import Organisations, answered
from kravgen.procurement.case import not_a_procurement, wrong_profile
from kravgen.procurement.information import highest, read_information
from kravgen.procurement.questionnaire import placeholder_buyer, placeholder_title
from kravgen.procurement.stored import stored
from kravgen.procurement.value import read_value, value_fact
from kravgen.procurement.values import shown
from kravgen.record.beside import replace
from kravgen.yamledit import set_values
from kravgen.yamlfile import Key

Read = Callable[[str], Any]
_TERM: tuple[Key, ...] = ("term",)


@dataclass(frozen=True, slots=True)
class AskedStep:
    """One question of the dialogue. ``path`` is where its answer stands in the file; one of no role is about it all.

    ``current`` is what the file says, in words; ``wrong`` tells why that cannot be used. ``read`` makes an answer or an
    :class:`Unread` of what is typed.
    """

    id: str
    path: tuple[Key, ...]
    text: str
    help: tuple[str, ...]
    why: str
    role: str
    read: Read
    choices: tuple[str, ...] = ()
    current: str = ""
    wrong: str = ""
    board: str = ""
    """The board whose answer it is, where the file has no more than its name."""

    @property
    def answered(self) -> bool:
        """Whether there is an answer that can be used."""
        return bool(self.current) and not self.wrong


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The file as it stands, and its questions in order."""

    file: Path
    raw: bytes
    steps: tuple[AskedStep, ...]

    def step(self, name: str) -> AskedStep | None:
        """The question called so, if it is still asked."""
        return next((step for step in self.steps if step.id == name), None)

    def next(self, skipped: set[str]) -> AskedStep | None:
        """The first question that has no answer and is not skipped."""
        return next((step for step in self.steps if not step.answered and step.id not in skipped), None)

    def like(self, step: AskedStep) -> tuple[AskedStep, ...]:
        """The questions of the same kind: about the purchase as a whole, or those that the profile asks."""
        return tuple(other for other in self.steps if bool(other.role) == bool(step.role))

    @property
    def count(self) -> int:
        """How many questions the profile asks, as far as the answers tell."""
        return sum(bool(step.role) for step in self.steps)

    def put(self, step: AskedStep, value: Any) -> None:
        """Write the answer in the file; all else in it stays as it is."""
        kept: Any = list(value) if isinstance(value, tuple) else value
        path = step.path
        if step.board:
            *above, facts, question = path
            path, kept = tuple(above), {"name": step.board, facts: {question: kept}}
        term = kept.items() if step.path == _TERM else ()
        values = {(*path, key): part for key, part in term} or {path: kept}
        replace(self.file, self.raw, set_values(self.raw, shown_path(self.file), values))


def read_answers(file: Path, content: Content, skipped: set[str]) -> AnswerFile:
    """What the file says, judged as when documents are made. What is ``skipped`` is not known by the one who answers.

    Raises:
        KravgenError: it cannot be read, or is no procurement with a profile.
    """
    name = shown_path(file)
    try:
        raw = system.read(file, yamlfile.MAX_BYTES)
    except OSError as error:
        from kravgen.textfile import unreadable

        raise unreadable(name, error) from error
    read = yamlfile.parse(raw, name)
    if kind_of(read.data) != "procurement":
        raise not_a_procurement(read)
    if problems := schema.check(read, "procurement"):
        raise KravgenError(problems)
    profile = content.profiles.get(read.data["profile"])
    if profile is None or profile.abstract:
        raise KravgenError(wrong_profile(read, profile, content.profiles))
    found = Collector()
    as_stored = stored(read, content.library, content.library.items, found)
    told = {(problem.line, problem.column): problem for problem in found}
    facts: dict[str, Answer] = answered(as_stored.data.get("facts"))
    value = read_value(as_stored)
    if value.itemised and value.sum.complete:
        facts[value_fact(content.library)] = value.sum.total
    named = read.data["buyers"]
    known = content.organisations.get(named[0]["name"]) if len(named) == 1 else None
    if len(named) == 1:
        facts |= answered(as_stored.data["buyers"][0].get("facts"))
    by_kind = highest(read_information(as_stored.data), content.library)
    unknown: dict[str, Answer] = dict.fromkeys(skipped & content.library.questions.keys() - facts.keys())
    open_ = asked_now(scope(content.library, content.papers, profile), {**unknown, **by_kind, **facts})
    names = {each.question.id for each in open_} - (known.facts.keys() if known else set())
    names |= {*facts, *unknown}
    if value.itemised:
        names.discard(value_fact(content.library))
    steps = [*_general(read.data)]
    for question in content.library.questions.values():
        if question.id in names:
            for place in _places_of(question, read.data, content.organisations):
                steps.append(_step(question, place, read, as_stored, told))
    if facts.get("procedure", profile.facts.get("procedure")) != "rfi":
        steps.append(_term(read.data))
    return AnswerFile(file, raw, tuple(steps))


@dataclass(frozen=True, slots=True)
class _StepPlace:
    """Where an answer stands, or shall stand. ``of`` is whose it is, where several answer under their own names.

    Where ``board`` is a name, the board stands in the file by that alone, and needs room for what it answers.
    """

    path: tuple[Key, ...]
    of: str = ""
    board: str = ""


def _places_of(
    question: Question, data: Mapping[str, Any], organisations: Organisations
) -> Iterator[_StepPlace]:
    """Where the question is answered: once, or by each buyer or board. What always holds for one is not asked."""
    if not question.own:
        yield _StepPlace(("facts", question.id))
        return
    several = len(data["buyers"]) > 1
    for number, buyer in enumerate(data["buyers"]):
        boards = buyer.get("controllers") or ()
        known = organisations.get(buyer["name"])
        if question.per_controller and len(boards) > 1:
            for at, board in enumerate(boards):
                name = board["name"] if isinstance(board, dict) else board
                path: tuple[Key, ...] = ("buyers", number, "controllers", at, "facts", question.id)
                if known is None or question.id not in known.controller_facts.get(name, {}):
                    of = f"{name}, {buyer['name']}" if several else name
                    yield _StepPlace(path, of, "" if isinstance(board, dict) else board)
        elif several:
            if known is None or question.id not in known.facts:
                yield _StepPlace(("buyers", number, "facts", question.id), buyer["name"])
        else:
            yield _StepPlace(_only_place(question, data))


def _only_place(question: Question, data: Mapping[str, Any]) -> tuple[Key, ...]:
    """Where the only buyer's answer stands, or shall stand."""
    common: tuple[Key, ...] = ("facts", question.id)
    boards = data["buyers"][0].get("controllers") or ()
    if question.per_controller and boards and _at(boards[0], common) is not None:
        return ("buyers", 0, "controllers", 0, *common)
    own: tuple[Key, ...] = ("buyers", 0, *common)
    # What is answered for the only buyer at the top of the file is its own answer, and is not asked for twice.
    if _at(data, own) is not None or (question.per_buyer and _at(data, common) is None):
        return own
    return common


def _general(data: Mapping[str, Any]) -> Iterator[AskedStep]:
    title, buyer = data["title"], data["buyers"][0]["name"]
    yield AskedStep(
        "title",
        ("title",),
        _("What is the procurement called?"),
        (_("A few words, such as: E-archive for the whole municipality."),),
        _("The name stands on the first page of every document."),
        "",
        lambda told: written.words(told, 2, 200),
        current="" if title == placeholder_title() else title,
    )
    yield AskedStep(
        "buyer",
        ("buyers", 0, "name"),
        _("Which municipality or organisation buys?"),
        (),
        _("The buyer is named in the documents, and is a party to the contract."),
        "",
        lambda told: written.words(told, 2, 200),
        current="" if buyer == placeholder_buyer() else buyer,
    )
    yield AskedStep(
        "purpose",
        ("purpose",),
        _("What is to be bought, and why?"),
        (_("A few sentences that a supplier understands."),),
        _("It is the first that a supplier reads. Without it there is a gap to fill in."),
        "",
        lambda told: written.words(told, 4, 20_000),
        current=str(data.get("purpose", "")),
    )


def _term(data: Mapping[str, Any]) -> AskedStep:
    return AskedStep(
        "term",
        _TERM,
        _("How long does the contract hold, and how can it be extended?"),
        (_("The years, and each extension after a plus, like this: 3 år + 1 år."),),
        _("The term stands in the contract, and the value is counted over all of it."),
        "",
        lambda told: read_term(told) if told.strip() else None,
        current=shown_term(data.get("term") or {}),
    )


def _step(
    question: Question,
    place: _StepPlace,
    read: yamlfile.YamlFile,
    as_stored: yamlfile.YamlFile,
    told: Mapping[tuple[int, int], Problem],
) -> AskedStep:
    path = place.path
    raw, value = _at(read.data, path), _at(as_stored.data, path)
    at = read.value_place(path)
    problem = told.get((at.line, at.column)) if raw is not None and value is None else None
    levels = [
        f"{number}: {words}" for number, words in enumerate(question.levels, start=int(question.minimum or 0))
    ]
    return AskedStep(
        ".".join(map(str, path)) if place.of else question.id,
        path,
        f"{place.of}: {question.text}" if place.of else question.text,
        tuple(filter(None, (question.help, *levels, *_form(question)))),
        f"{question.decides} {_('Who answers: {role}.').format(role=question.role)}",
        question.role,
        lambda typed: written.answer(question, _by_number(question, typed)),
        tuple(question.choices.values()),
        shown(question, value) if value is not None else str(raw) if problem else "",
        problem.message if problem else "",
        board=place.board,
    )


def _form(question: Question) -> Iterator[str]:
    """How to answer, where the choices do not tell."""
    if question.type == "choices":
        yield _("Several may be chosen. Write their numbers with commas between, or inga for none.")
    elif question.type not in ("choice", "text"):
        yield written.form(question)


def _by_number(question: Question, typed: str) -> str:
    """The choices whose numbers are typed, as their keys; anything else as it is."""
    numbers = typed.replace(",", " ").split()
    keys = [*question.choices]
    if not numbers or not all(n.isascii() and n.isdigit() and 1 <= int(n[:4]) <= len(keys) for n in numbers):
        return typed
    if any(key.isdigit() for key in keys) or (question.type == "choice" and len(numbers) > 1):
        return typed
    return ", ".join(keys[int(n[:4]) - 1] for n in numbers)


def _at(data: Any, path: tuple[Key, ...]) -> Any:
    for key in path:
        if isinstance(key, int):
            data = data[key] if isinstance(data, list | tuple) and key < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data
