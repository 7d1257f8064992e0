"""The gaps of a procurement with their keys: from what its documents lack and what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kravgen.content import Content
from kravgen.documents.gaps import Gap, key_of
from kravgen.documents.wording import comparable
from kravgen.gaps.model import AskedGap, Kind
from kravgen.i18n import _, speaking
from kravgen.library import expression
from kravgen.library.model import Parameter, Question
from kravgen.package.outline import Outline, choose, outline
from kravgen.package.scaffold import scaffold
from kravgen.problems import Collector, KravgenError, Problem
from kravgen.procurement.case import Case
from kravgen.procurement.selection import Selection
from kravgen.procurement.stored import volume_unit
from kravgen.yamlfile import Key, YamlFile

LANGUAGE = "sv"
_BY_HAND = ("reference_number", "version", "purpose", "title")
_OWN_REQUIREMENTS = "verksamhetens-funktionella-krav"
"""The gap whose answer is the buyer's own requirements: numbered, answered and tested as all others."""
_TOLD_BY: Mapping[str, tuple[Key, ...]] = {"term": ("term",), "evaluation": ("evaluation", "model")}
"""Where the answer to a question stands that another part of the file tells."""


@dataclass(frozen=True)
class Register:
    """Everything of a procurement that a key can name, and the gaps among it.

    ``stopped`` is what keeps its documents from being made. Then what they would lack is not known, and only what
    the answers themselves lack is told.
    """

    content: Content
    case: Case
    file: YamlFile
    selection: Selection
    outline: Outline | None
    stopped: tuple[Problem, ...] = ()

    @cached_property
    def open(self) -> tuple[AskedGap, ...]:
        """The gaps that are the buyer's to fill, by role, each once with all places that it stands in."""
        places: dict[str, list[tuple[str, str]]] = {}
        found: dict[str, AskedGap] = {}
        for gap, title in ((self._of_item(gap), title) for gap, title in self._lacks()):
            asked = found.setdefault(gap.key, self._asked(gap))
            found[gap.key] = asked
            if title and (title, gap.heading) not in places.setdefault(gap.key, []):
                places[gap.key].append((title, gap.heading))
        told = [replace(asked, places=tuple(places.get(key, ()))) for key, asked in found.items()]
        return tuple(sorted(told, key=lambda asked: asked.role))

    def _of_item(self, gap: Gap) -> Gap:
        """The gap by the key of the parameter that it shows: a table of several items' values has only their words."""
        if gap.key in self._parameters or self._path(gap.key, gap.what):
            return gap
        shown_by = [key for key, (each, _title) in self._parameters.items() if each.label == gap.what]
        return replace(gap, key=shown_by[0]) if len(shown_by) == 1 else gap

    def find(self, key: str) -> AskedGap | None:
        """What a key names, open or not; None when it names nothing in this procurement."""
        if key in self._by_key:
            return self._by_key[key]
        name, _at, _party = key.partition("@")
        if name in self._questions:
            return self._of_question(key, self._questions[name])
        if key in self._parameters:
            return self._of_parameter(key, *self._parameters[key])
        if key in self._fills:
            return AskedGap(key, self._fills[key], _("procurement officer"), path=("filled", key))
        # What it asked for is not known when its answer is there already.
        answered = AskedGap(key, "", _("procurement officer"), path=self._path(key))
        return answered if answered.path and self.value(answered) is not None else None

    @cached_property
    def nameable(self) -> Mapping[str, AskedGap]:
        """All that a key can name, by key: the gaps, and what has been answered already."""
        keys = (*self._questions, *self._parameters, *self._fills)
        rest = {key: asked for key in keys if (asked := self.find(key)) is not None}
        return rest | {asked.key: asked for asked in self.open}

    @cached_property
    def by_words(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of all that can be asked, by the words that a file of gaps asks it with."""
        found: dict[str, tuple[str, ...]] = {}
        for key, asked in self.nameable.items():
            words = comparable(asked.asked)
            found[words] = (*found.get(words, ()), key)
        return found

    def named(self, what: str, item: str = "") -> str:
        """The key of a gap by the words that it shows, in the text of an item or of a document; empty when unknown."""
        own = [key for key, (each, _role) in self._parameters.items() if each.label == what]
        if mine := [key for key in own if item and key.startswith(f"{item}.")]:
            return mine[0]
        if key_of(what) in self._fills:
            return key_of(what)
        by_words = {gap.key for gap, _title in self._lacks() if gap.what == what}
        if by_words:
            # Gaps with the same words are not told apart by them.
            return by_words.pop() if len(by_words) == 1 else ""
        labels = {question.label: name for name, question in self._questions.items()}
        return labels.get(what) or (own[0] if len(own) == 1 else "")

    def value(self, asked: AskedGap) -> object:
        """What the file has at the answer's place; None when there is nothing."""
        found: object = self.file.data
        for key in asked.path:
            if isinstance(found, dict):
                found = found.get(key)
            elif isinstance(found, list) and isinstance(key, int) and key < len(found):
                found = found[key]
            else:
                return None
        return found

    def _lacks(self) -> Iterator[tuple[Gap, str]]:
        yield from ((gap, "") for gap in scaffold(self.case))
        for name in self._unanswered():
            question = self._questions[name]
            yield Gap(question.label, question.role, name), ""
        for rendered, _reason in self.outline.documents if self.outline else ():
            yield from ((gap, rendered.title) for gap in rendered.gaps if gap.of_buyer)
        for sheet, built, _reason in self.outline.sheets if self.outline else ():
            yield from ((gap, sheet.title) for gap in built.gaps if gap.of_buyer)

    def _unanswered(self) -> Iterator[str]:
        """The questions that conditions ask for, and those that must be answered before anything is made."""
        asked = dict.fromkeys(self.selection.open_questions)
        asked |= dict.fromkeys(
            name
            for standing in self.selection.gates
            if standing.state == "asked" and not standing.unverified
            for name in standing.facts[:1]
        )
        facts = self.case.facts
        must = [
            question.id
            for question in self._questions.values()
            if question.required_when and expression.settled(question.required_when, facts, unknown=False)
        ]
        yield from (name for name in dict.fromkeys([*must, *asked]) if name not in facts)

    def _asked(self, gap: Gap) -> AskedGap:
        name = gap.key.partition("@")[0]
        if name in self._questions:
            return self._of_question(gap.key, self._questions[name])
        if gap.key in self._parameters:
            return self._of_parameter(gap.key, *self._parameters[gap.key])
        path = self._path(gap.key, gap.what)
        if gap.key.startswith("prices."):
            return self._of_price(gap, path)
        if gap.key.startswith("attachments."):
            told = _("What it is called and who has issued it. You attach the paper itself when you send.")
            return AskedGap(gap.key, gap.what, gap.role, help=told, path=path)
        kinds: Mapping[object, Kind] = {"controllers": "names", "requirements": "requirements"}
        kind = kinds.get(path[-1], "text") if path else "text"
        return AskedGap(gap.key, gap.what, gap.role, kind, path=path)

    def _of_price(self, gap: Gap, path: tuple[Key, ...]) -> AskedGap:
        row, number = str(path[1]), path[2]
        said = (self.file.data.get("prices") or {}).get(row)
        unit = volume_unit(self.selection.library, row, said) if number == "quantity" else "kronor"
        return AskedGap(gap.key, gap.what, gap.role, "number", unit=unit, minimum=0, path=path)

    def _of_question(self, key: str, question: Question) -> AskedGap:
        return AskedGap(
            key,
            question.label if key == question.id else f"{question.label} ({key.partition('@')[2]})",
            question.role,
            "term" if question.told_by == "term" else question.type,  # type: ignore[arg-type]
            question.text,
            "" if question.told_by == "term" else question.unit,
            minimum=question.minimum,
            maximum=question.maximum,
            choices=question.choices,
            path=self._path(key),
        )

    def _of_parameter(self, key: str, parameter: Parameter, item_title: str) -> AskedGap:
        return AskedGap(
            key,
            parameter.label,
            parameter.role,
            parameter.type,  # type: ignore[arg-type]
            item_title,
            parameter.unit,
            parameter.default,
            parameter.minimum,
            parameter.maximum,
            path=self._path(key),
        )

    def _path(self, key: str, what: str = "") -> tuple[Key, ...]:
        """Where the file keeps the answer; nothing when no single place does."""
        name, _at, party = key.partition("@")
        if name in self._questions:
            return self._fact_path(self._questions[name], party)
        if key in self._parameters:
            item, _dot, parameter = key.rpartition(".")
            return ("parameters", item, parameter)
        if key.startswith("attachments."):
            return ("attachments", key.removeprefix("attachments."))
        if key.startswith("prices."):
            row, _dot, number = key.removeprefix("prices.").rpartition(".")
            return ("prices", row, number)
        if key == _OWN_REQUIREMENTS:
            return ("requirements",)
        if key in self._fills:
            return ("filled", key)
        if key in _BY_HAND:
            return (key,)
        if key.startswith("buyers."):
            number = key.split(".")[1]
            return ("buyers", int(number), "name") if number.isdecimal() else ()
        return self._told_elsewhere.get(what or key, ())

    def _fact_path(self, question: Question, party: str) -> tuple[Key, ...]:
        if question.told_by and question.told_by in _TOLD_BY:
            return _TOLD_BY[question.told_by]
        if question.told_by in self.file.data:
            # What it is made of stands there, in rows.
            return ()
        if not party:
            first = self.file.data["buyers"][0]
            within = len(self.case.buyers) == 1 and question.id in (first.get("facts") or {})
            return ("buyers", 0, "facts", question.id) if within else ("facts", question.id)
        for number, buyer in enumerate(self.case.buyers):
            for at, board in enumerate(buyer.controllers):
                names = (key_of(board), key_of(f"{board}, {buyer.name}"))
                if question.per_controller and party in names:
                    return ("buyers", number, "controllers", at, "facts", question.id)
            if party == key_of(buyer.name):
                return ("buyers", number, "facts", question.id)
        return ()

    @cached_property
    def _told_elsewhere(self) -> Mapping[str, tuple[Key, ...]]:
        """What templates ask for that has a place of its own at the top of the file."""
        with speaking(LANGUAGE):
            words: dict[str, tuple[Key, ...]] = {
                _("reference number"): ("reference_number",),
                _("version"): ("version",),
                "bakgrund och syfte": ("purpose",),
            }
        for number, buyer in enumerate(self.case.buyers):
            words[f"organisationsnummer för {buyer.name}"] = ("buyers", number, "organisation_number")
            if not buyer.controllers:
                words.setdefault(
                    "personuppgiftsansvarig nämnd eller bolag", ("buyers", number, "controllers")
                )
        return words | {key_of(what): path for what, path in words.items()}

    @cached_property
    def _by_key(self) -> Mapping[str, AskedGap]:
        return {asked.key: asked for asked in self.open}

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return self.selection.library.questions

    @cached_property
    def _parameters(self) -> Mapping[str, tuple[Parameter, str]]:
        return {
            f"{decision.item.id}.{parameter.name}": (parameter, decision.item.title)
            for decision in self.selection.taken()
            for parameter in decision.item.parameters
        }

    @cached_property
    def _fills(self) -> Mapping[str, str]:
        documents = self.outline.documents if self.outline else ()
        return {key: what for rendered, _reason in documents for key, what in rendered.fills.items()}


def register(content: Content, case: Case, file: YamlFile, numbers: Mapping[str, str]) -> Register:
    """The register of a procurement. ``file`` is its text as it has been read, ``numbers`` those that items have."""
    problems = Collector()
    selection = choose(content, case, problems)
    try:
        planned = outline(content, case, numbers)
    except KravgenError as error:
        return Register(content, case, file, selection, None, tuple(error.problems))
    return Register(content, case, file, planned.selection, planned)
