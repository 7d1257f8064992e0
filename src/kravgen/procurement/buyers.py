"""The organisations that buy, their boards, and what each of them answers for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kravgen.i18n import _
from kravgen.library.model import Answer, Library, Question
from kravgen.problems import Place, Problem, close_to
from kravgen.yamlfile import Key, YamlFile


@dataclass(frozen=True, slots=True)
class Buyer:
    """An organisation that buys. ``controllers`` are its boards that are responsible for personal data.

    ``facts`` are its own answers to the questions that each buyer answers, and ``controller_facts`` those of a board
    that answers for itself, by the board's name.
    """

    name: str
    organisation_number: str = ""
    controllers: tuple[str, ...] = ()
    facts: Mapping[str, Answer] = field(default_factory=dict)
    controller_facts: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)

    def answer(self, question: str, controller: str = "") -> Answer:
        """What one of its boards, or the organisation itself, answers; None when it has no answer of its own."""
        return self.controller_facts.get(controller, {}).get(question, self.facts.get(question))

    def own_answer(self, question: str, controller: str = "") -> Answer:
        """What a board answers itself; the organisation's answer holds only for a sole board."""
        if len(self.controllers) > 1:
            return self.controller_facts.get(controller, {}).get(question)
        return self.answer(question, controller)


Organisations = Mapping[str, Buyer]
"""What always holds for those who buy, by their names."""

NO_ORGANISATIONS: Organisations = {}
"""What is known of those who buy where no file of organisations is."""


def buyers(file: YamlFile, organisations: Organisations) -> tuple[Buyer, ...]:
    """The buyers of a procurement file that follows its schema, with what always holds for each of them."""
    said = [_buyer(data) for data in file.data["buyers"]]
    # What a procurement answers for its only buyer is that buyer's own answer.
    common = answered(file.data.get("facts")) if len(said) == 1 else {}
    return tuple(_always(buyer, organisations.get(buyer.name), common) for buyer in said)


def organisations(file: YamlFile) -> Organisations:
    """What a file of organisations that follows its schema says, by their names."""
    return {buyer.name: buyer for buyer in map(_buyer, file.data["organisations"])}


def _always(buyer: Buyer, known: Buyer | None, common: Mapping[str, Answer]) -> Buyer:
    """The buyer with what always holds for it, where the procurement does not say otherwise."""
    if known is None:
        return buyer
    always = {name: value for name, value in known.facts.items() if name not in common}
    boards = {
        name: {**known.controller_facts.get(name, {}), **buyer.controller_facts.get(name, {})}
        for name in buyer.controllers
    }
    return replace(
        buyer,
        organisation_number=buyer.organisation_number or known.organisation_number,
        facts={**always, **buyer.facts},
        controller_facts={name: facts for name, facts in boards.items() if facts},
    )


def check_organisations(file: YamlFile, library: Library) -> Iterator[Problem]:
    """What is wrong with what a file of organisations answers, besides what can be no answer."""
    yield from _check_own(file, library, "organisations")


def check_buyers(file: YamlFile, library: Library, organisations: Organisations) -> Iterator[Problem]:
    """What is wrong with what the buyers answer, and with common answers where each buyer should give its own."""
    yield from _check_own(file, library, "buyers")
    for number, buyer in enumerate(file.data["buyers"]):
        name = buyer["name"]
        if name not in organisations and (meant := close_to(name, organisations)):
            yield file.value_place(["buyers", number, "name"]).problem(
                "KG556",
                _("No organisation in the organisation file is called {name}.").format(name=name),
                meant,
                "warning",
            )
    for name, value in (file.data.get("facts") or {}).items():
        question = library.questions.get(name)
        if question is None or value is None:
            continue
        if question.per_controller and _boards(file, []) > 1:
            yield _for_each_board(file.key_place(["facts", name]), question)
        elif question.per_buyer and len(file.data["buyers"]) > 1:
            yield file.key_place(["facts", name]).problem(
                "KG314",
                _('"{label}" ({name}) is answered by each buyer, and here are several.').format(
                    label=question.label, name=name
                ),
                _(
                    "Move the answer to facts: under the buyer that it belongs to, and answer for the others too."
                ),
            )


def _check_own(file: YamlFile, library: Library, key: str) -> Iterator[Problem]:
    """What is wrong with what organisations listed under ``key`` answer for themselves."""
    yield from _twice(file, key)
    for path in _fact_paths(file.data[key], key):
        for name in _at(file, path) or ():
            question = library.questions.get(name)
            if question is not None and question.per_controller and _boards(file, path) > 1:
                yield _for_each_board(file.key_place([*path, name]), question)
            elif question is not None and not question.own:
                yield file.key_place([*path, name]).problem(
                    "KG314",
                    _('"{label}" ({name}) has one answer for all buyers.').format(
                        label=question.label, name=name
                    ),
                    _("Move it to facts: at the left edge of the file.")
                    if key == "buyers"
                    else _("Answer it in the procurement's file."),
                )


def _boards(file: YamlFile, path: list[Key]) -> int:
    """How many boards an answer at the place is for: those of a buyer, one for a board's own, otherwise all."""
    if "controllers" in path:
        return 1
    of = [_at(file, path[:2])] if path else file.data["buyers"]
    return sum(len(buyer.get("controllers", ())) or 1 for buyer in of)


def _for_each_board(place: Place, question: Question) -> Problem:
    return place.problem(
        "KG314",
        _('"{label}" ({name}) is answered by each board that is responsible, and here are several.').format(
            label=question.label, name=question.id
        ),
        _("Write each board with name: and facts:, and give each its own answer there."),
    )


def _twice(file: YamlFile, key: str) -> Iterator[Problem]:
    """Organisations of one name: what one of them answers could not be told from what the other does."""
    first: set[str] = set()
    for number, buyer in enumerate(file.data[key]):
        if buyer["name"] in first:
            yield file.value_place([key, number, "name"]).problem(
                "KG204", _("The buyer {name} stands twice.").format(name=buyer["name"]), _("Write it once.")
            )
        first.add(buyer["name"])


def _fact_paths(data: list[dict[str, Any]], key: str) -> Iterator[list[Key]]:
    """Where buyers and boards have answers of their own."""
    for number, buyer in enumerate(data):
        if "facts" in buyer:
            yield [key, number, "facts"]
        for at, controller in enumerate(buyer.get("controllers", ())):
            if isinstance(controller, dict) and "facts" in controller:
                yield [key, number, "controllers", at, "facts"]


def _at(file: YamlFile, path: list[Key]) -> Any:
    found = file.data
    for key in path:
        found = found[key]
    return found


def _buyer(data: dict[str, Any]) -> Buyer:
    boards = [board if isinstance(board, dict) else {"name": board} for board in data.get("controllers", ())]
    return Buyer(
        data["name"],
        data.get("organisation_number", ""),
        tuple(board["name"] for board in boards),
        answered(data.get("facts")),
        {board["name"]: facts for board in boards if (facts := answered(board.get("facts")))},
    )


def answered(facts: Mapping[str, Answer] | None) -> dict[str, Answer]:
    """The answers that are given: an empty value means that nobody has answered."""
    return {name: value for name, value in (facts or {}).items() if value is not None}
