"""What does not hang together in the library: references, conditions, limits and times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kravgen.i18n import _
from kravgen.law.dated import check_dated
from kravgen.law.register import check_source, fault
from kravgen.law.sources import Citation
from kravgen.library import expression, written
from kravgen.library.contradiction import Contradiction
from kravgen.library.gating import Gate, Limit
from kravgen.library.model import Answer, Item, Library, Question
from kravgen.library.times import check_times
from kravgen.library.unread import Unread
from kravgen.library.wording import TEXTS
from kravgen.problems import Place, Problem, did_you_mean
from kravgen.yamlfile import Key, YamlFile

_MENTIONED = re.compile(r"\[[^\[\]\n]*\]\(#([^()\s]+)\)")

_ASKED = re.compile(r"\{%-? *(?:el)?if ([^{}%]+?) *-?%\}")


def check_law(library: Library) -> Iterator[Problem]:
    """What is wrong with the register of sources and with the values that change with time."""
    for source in library.sources.values():
        yield from check_source(source, library.sources)
    for value in library.dated.values():
        yield from check_dated(value, library.sources)


def check_question(question: Question, library: Library) -> Iterator[Problem]:
    """What is wrong with a question's conditions and with the answers that it gives to others."""
    conditions = (question.required_when, question.asked_when, *(floor.when for floor in question.floors))
    for condition in filter(None, conditions):
        yield from expression.check_condition(condition, library.questions, question.place)
    if question.own and (
        question.required_when
        or question.floors
        or question.gives
        or question.narrows
        or question.otherwise is not None
    ):
        yield question.place.problem(
            "KG314",
            _('"{label}" ({name}) is answered by each buyer, and decides nothing for all of them.').format(
                label=question.label, name=question.id
            ),
            _("Take out required_when, floors, gives, narrows and otherwise, or per_buyer."),
        )
    if question.passed and question.type != "date":
        yield question.place.problem(
            "KG402",
            _('"{label}" is no day, so it cannot have passed.').format(label=question.label),
            _("Take out passed, or give the question the type date."),
        )
    for narrowing in question.narrows:
        if narrowing.answer not in question.choices:
            yield _no_answer(question, narrowing.answer)
    if question.otherwise is not None:
        read = written.answer(question, question.otherwise)
        yield from _not_as_stored(question.place, question.otherwise, read)
    if question.otherwise is not None and not question.asked_when:
        yield question.place.problem(
            "KG402",
            _('"{label}" is always asked, so no other answer follows.').format(label=question.label),
            _("Take out otherwise, or write when it is asked under asked_when."),
        )
    words = ("true", "false") if question.type == "boolean" else question.choices
    for answer, given in question.gives.items():
        if answer not in words:
            yield _no_answer(question, answer)
        for name, value in given.items():
            if name not in library.questions:
                hint = did_you_mean(name, library.questions)
                yield question.place.problem("KG302", _('Unknown fact "{name}".').format(name=name), hint)
            elif library.questions[name].per_buyer:
                yield question.place.problem(
                    "KG314",
                    _('"{label}" ({name}) is answered by each buyer, so no other answer can give it.').format(
                        label=library.questions[name].label, name=name
                    ),
                    _("Take it out of gives."),
                )
            else:
                read = written.answer(library.questions[name], value)
                yield from _not_as_stored(question.place, value, read)


def _not_as_stored(place: Place, value: Answer, read: Answer | Unread) -> Iterator[Problem]:
    """What is wrong with a value of the library, which is not only readable but has the form that is stored."""
    if isinstance(read, Unread):
        yield place.problem(read.code, read.reason, read.advice)
    elif read != value or isinstance(read, bool) != isinstance(value, bool):
        yield place.problem(
            "KG402",
            _('"{value}" is not written as it is stored.').format(value=value),
            _("In the library, write: {stored}.").format(stored=read),
        )


def _no_answer(question: Question, answer: str) -> Problem:
    return question.place.problem(
        "KG402",
        _('"{value}" is not an answer to "{label}".').format(value=answer, label=question.label),
        did_you_mean(answer, question.choices),
    )


def check_gate(gate: Gate, library: Library) -> Iterator[Problem]:
    """What is wrong with a gate's condition, limit and sources, and with an id that something else has."""
    if gate.when:
        yield from expression.check_condition(gate.when, library.questions, gate.place)
    if gate.below:
        yield from _check_limit(gate, gate.below, library)
        other = gate.below.instead
        if other:
            yield from expression.check_condition(other.when, library.questions, gate.place)
        for name in (gate.below.value_of, other.value_of if other else ""):
            if name:
                yield from _check_dated(gate, name, library)
        if bool(gate.below.value_of) == bool(gate.below.at_most):
            yield gate.place.problem(
                "KG311",
                _("The limit of the gate {id} must be one thing.").format(id=gate.id),
                _("Write value_of or at_most."),
            )
    if gate.stricter:
        yield from expression.check_condition(gate.stricter.when, library.questions, gate.place)
    if (gate.duty or gate.stricter) and not gate.below:
        yield gate.place.problem(
            "KG311",
            _("The gate {id} has no number that has a limit.").format(id=gate.id),
            _("Write below, or take duty and stricter out."),
        )
    if gate.duty:
        yield from _check_dated(gate, gate.duty.value_of, library)
    for citation in gate.sources:
        if wrong := fault(citation, library.sources):
            yield wrong.at(gate.place)
    if gate.id in library.items or gate.id in library.groups:
        yield gate.place.problem(
            "KG204", _('The id "{id}" is already in use.').format(id=gate.id), _("Choose another id.")
        )


def check_contradiction(row: Contradiction, library: Library) -> Iterator[Problem]:
    """What is wrong with the condition of a contradiction: one answer cannot contradict itself."""
    yield from expression.check_condition(row.when, library.questions, row.place)
    if len(expression.names(row.when)) < 2:
        yield row.place.problem(
            "KG413",
            _("{id} is about one answer only, which contradicts nothing.").format(id=row.id),
            _("Name at least two facts in the condition."),
        )


def _check_limit(gate: Gate, limit: Limit, library: Library) -> Iterator[Problem]:
    for name in filter(None, (limit.fact, limit.at_most)):
        yield from _check_number(gate, name, library)


def _check_number(gate: Gate, name: str, library: Library) -> Iterator[Problem]:
    question = library.questions.get(name)
    if question is None:
        yield gate.place.problem(
            "KG302",
            _('Unknown fact "{name}".').format(name=name),
            did_you_mean(name, library.questions),
        )
    elif question.type != "integer" or question.own:
        yield gate.place.problem(
            "KG402",
            _('"{label}" ({name}) is no number that all buyers share, so it has no limit.').format(
                label=question.label, name=question.id
            ),
            _("Ask about another fact."),
        )


def _check_dated(gate: Gate, name: str, library: Library) -> Iterator[Problem]:
    dated = library.dated.get(name)
    if dated is None:
        yield gate.place.problem(
            "KG311",
            _('Unknown dated value "{name}".').format(name=name),
            did_you_mean(name, library.dated),
        )
    elif any(isinstance(row.value, str) for row in dated.rows):
        yield gate.place.problem(
            "KG311",
            _('The dated value "{name}" is words, but a limit is a number.').format(name=dated.id),
            _("Choose another dated value."),
        )


def check_item(file: YamlFile, path: list[str | int], item: Item, library: Library) -> Iterator[Problem]:
    """What is wrong with an item's conditions, texts, references and parameters."""
    if item.when and item.when not in library.sound_conditions:
        place = file.value_place([*path, "when"])
        problems = list(expression.check_condition(item.when, library.questions, place))
        yield from problems
        if not problems:
            library.sound_conditions.add(item.when)
    known = {parameter.name for parameter in item.parameters} | library.questions.keys()
    texts = {key: getattr(item, key) for key in (*TEXTS, "value")}
    yield from _check_texts(file, path, texts, known, library)
    yield from _wrong_citations(file, [*path], item.sources, library)
    if item.since or item.until or item.later:
        yield from check_times(item)
    for wording in item.later:
        yield from _check_texts(file, wording.path, wording.changes, known, library)
        yield from _wrong_citations(file, wording.path, wording.sources, library)
    yield from _wrong_worth(file, path, item)
    for key, target in (("under", item.under), ("consequence", item.consequence)):
        if target and target not in library.items and target not in library.groups:
            yield file.value_place([*path, key]).problem(
                "KG307", _('Unknown item "{name}".').format(name=target), did_you_mean(target, library.ids())
            )
    for number, target in enumerate(item.replaces):
        lower = library.items.get(target)
        if lower is None or lower.sort != item.sort or target == item.id:
            yield file.value_place([*path, "replaces", number]).problem(
                "KG307",
                _('"{name}" is not another item of the same sort.').format(name=target),
                did_you_mean(
                    target, (i.id for i in library.items.values() if i.sort == item.sort and i is not item)
                ),
            )
    for parameter in item.parameters:
        if parameter.value_of and parameter.value_of not in library.dated:
            yield file.value_place([*path, "parameters", parameter.name, "value_of"]).problem(
                "KG311",
                _('Unknown dated value "{name}".').format(name=parameter.value_of),
                did_you_mean(parameter.value_of, library.dated),
            )
        if parameter.default is not None:
            place = file.key_place([*path, "parameters", parameter.name])
            yield from _not_as_stored(place, parameter.default, written.value(parameter, parameter.default))
        dated = library.dated.get(parameter.value_of)
        if (
            dated
            and parameter.type in ("integer", "number")
            and any(isinstance(r.value, str) for r in dated.rows)
        ):
            yield file.value_place([*path, "parameters", parameter.name, "value_of"]).problem(
                "KG311",
                _('The dated value "{name}" is words, but the parameter is a number.').format(name=dated.id),
                _("Write the value as a number, or give the parameter the type text."),
            )


def _check_texts(
    file: YamlFile, path: Sequence[Key], texts: Mapping[str, Any], known: set[str], library: Library
) -> Iterator[Problem]:
    """What is wrong with the names, links and conditions in an item's texts, or in those of a later wording."""
    for key in (*TEXTS, "value"):
        text = texts.get(key, "")
        # Most texts hold nothing to check, and looking up where each stands would take longer than the checks.
        if "{" in text or "](#" in text:
            place = file.value_place([*path, "test" if key == "accept" else key])
            yield from expression.check_text(text, known, place)
            yield from _check_links(text, place)
            yield from _check_choices(text, library, place)


def _wrong_citations(
    file: YamlFile, path: Sequence[Key], citations: Iterable[Citation], library: Library
) -> Iterator[Problem]:
    for number, citation in enumerate(citations):
        if wrong := fault(citation, library.sources):
            key = "source" if wrong.code == "KG301" else "at"
            yield wrong.at(file.value_place([*path, "sources", number, key]))


def _wrong_worth(file: YamlFile, path: list[str | int], item: Item) -> Iterator[Problem]:
    """A worth where there is none, and a deduction that no parameter in kronor holds."""
    misplaced = {"value": item.kind == "bör" and item.value, "worth": item.kind != "bör" and item.worth}
    for key in (key for key, wrong in misplaced.items() if wrong):
        yield file.key_place([*path, key]).problem(
            "KG203",
            _('"{key}" does not fit a requirement of kind "{kind}".').format(key=key, kind=item.kind),
            _('What a "bör" gives stands under worth, and how the answer to a question is used under value.'),
        )
    if item.worth is None or isinstance(item.worth.deduction, int):
        return
    parameter = item.parameter(item.worth.deduction)
    if parameter is None or parameter.unit != "kronor" or parameter.type != "integer":
        yield file.value_place([*path, "worth", "deduction"]).problem(
            "KG304",
            _('{item} has no parameter "{name}" in whole kronor.').format(
                item=item.id, name=item.worth.deduction
            ),
            did_you_mean(item.worth.deduction, [p.name for p in item.parameters if p.unit == "kronor"]),
        )


def _check_choices(text: str, library: Library, place: Place) -> Iterator[Problem]:
    """What is wrong with the conditions in a text, where they ask about facts only."""
    for condition in _ASKED.findall(text):
        asked = set(expression.names(condition))
        # What each buyer answers for itself may be told, but never asked about.
        if library.questions.keys() >= asked or (library.questions.keys() - library.common_facts) & asked:
            yield from expression.check_condition(condition, library.questions, place, in_text=True)


def _check_links(text: str, place: Place) -> Iterator[Problem]:
    for name in _MENTIONED.findall(text):
        yield place.problem(
            "KG320",
            _("An item is not referred to with a link."),
            _("Write [[{name}]], or [[{name}|words]].").format(name=name),
        )
