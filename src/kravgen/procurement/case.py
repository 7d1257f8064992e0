"""One real procurement, as its file tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kravgen import schema, yamlfile
from kravgen.i18n import _
from kravgen.library.load import kind_of, own_requirements
from kravgen.library.model import Item, Library, Value
from kravgen.problems import Collector, KravgenError, Place, Problem, did_you_mean
from kravgen.procurement.buyers import Buyer, answered, buyers, check_buyers
from kravgen.procurement.profile import Profile
from kravgen.procurement.values import Parameters, check_facts, check_parameters
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Ruling:
    """An explicit decision in the procurement file about one item."""

    item: str
    decision: str
    place: Place
    because: str = ""
    by: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lowering:
    """A level that is meant to be lower than the profile or the answers ask for, with the reason and the role."""

    fact: str
    because: str
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """A procurement. Empty texts and None mean that the file does not tell."""

    file: Path
    place: Place
    profile: Profile
    title: str
    buyers: tuple[Buyer, ...]
    facts: Mapping[str, Value]
    own_facts: frozenset[str]
    parameters: Parameters
    rulings: Mapping[str, Ruling]
    requirements: tuple[Item, ...]
    lowered: Mapping[str, Lowering] = field(default_factory=dict)
    reference_number: str = ""
    version: str = ""
    date: str = ""
    purpose: str = ""
    term_years: float | None = None
    extension_years: float | None = None
    fact_places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name without its ending: names the package and the lock."""
        return self.file.stem


def load(path: Path, library: Library, profiles: Mapping[str, Profile], problems: Collector) -> Case | None:
    """The procurement in ``path``. None when its profile cannot be found; problems are added.

    Raises:
        KravgenError: the file cannot be read, or is not a procurement.
    """
    file = yamlfile.read(path)
    if kind_of(file.data) != "procurement":
        raise KravgenError(
            file.key_place([]).problem(
                "KG205",
                _("This is not a procurement file."),
                _('It must have the keys "profile", "title" and "buyers". Make one with: kravgen new.'),
            )
        )
    if wrong := schema.check(file, "procurement"):
        problems.extend(wrong)
        return None
    data = file.data
    profile = profiles.get(data["profile"])
    if profile is None or profile.abstract:
        problems.add(_wrong_profile(file, profile, profiles))
        return None
    own = own_requirements(file, library, problems)
    items = {**library.items, **{item.id: item for item in own}}
    problems.extend(check_facts(file, library))
    problems.extend(check_buyers(file, library))
    problems.extend(check_parameters(file, items))
    rulings: dict[str, Ruling] = {}
    for number, entry in enumerate(data.get("decisions", ())):
        ruling = Ruling(place=file.value_place(["decisions", number, "item"]), **entry)
        problems.extend(_check_ruling(ruling, items, rulings))
        rulings[ruling.item] = ruling
    who = buyers(file)
    facts = answered(data.get("facts"))
    own_facts = frozenset(facts)
    facts = {**profile.facts, **facts}
    # One buyer's own answers are the procurement's. Of several, none has the answers of another.
    if len(who) == 1:
        facts |= who[0].facts
    else:
        facts = {name: value for name, value in facts.items() if name in library.common_facts}
    term = data.get("term", {})
    lowered = [
        Lowering(place=file.value_place(["lower_levels", number, "fact"]), **entry)
        for number, entry in enumerate(data.get("lower_levels", ()))
    ]
    return Case(
        file=path,
        place=file.value_place(["profile"]),
        profile=profile,
        title=data["title"],
        buyers=who,
        facts={**_given(facts, library), **facts},
        own_facts=own_facts,
        parameters={
            item: {**profile.parameters.get(item, {}), **(data.get("parameters") or {}).get(item, {})}
            for item in {**profile.parameters, **(data.get("parameters") or {})}
        },
        rulings=rulings,
        requirements=own,
        lowered={lowering.fact: lowering for lowering in lowered},
        reference_number=data.get("reference_number", ""),
        version=data.get("version", ""),
        date=data.get("date", ""),
        purpose=data.get("purpose", ""),
        term_years=term.get("years"),
        extension_years=term.get("extension_years"),
        fact_places={name: file.value_place(["facts", name]) for name in own_facts},
    )


def _given(facts: Mapping[str, Value], library: Library) -> dict[str, Value]:
    """What comes with the answers, for example the usual content of a kind of processing."""
    return {
        name: value
        for question in library.questions.values()
        for name, value in question.gives.get(str(facts.get(question.id)), {}).items()
    }


def _wrong_profile(file: YamlFile, profile: Profile | None, profiles: Mapping[str, Profile]) -> Problem:
    name, place = file.data["profile"], file.value_place(["profile"])
    usable = [p.id for p in profiles.values() if not p.abstract]
    if profile is not None:
        return place.problem(
            "KG506",
            _('The profile "{name}" is only a base for others.').format(name=name),
            _("Choose one of: {names}.").format(names=", ".join(usable)),
        )
    hint = did_you_mean(name, usable) or _("Choose one of: {names}.").format(names=", ".join(usable))
    return place.problem("KG306", _('Unknown profile "{name}".').format(name=name), hint)


def _check_ruling(
    ruling: Ruling, items: Mapping[str, Item], earlier: Mapping[str, Ruling]
) -> Iterator[Problem]:
    item = items.get(ruling.item)
    if item is None:
        yield ruling.place.problem(
            "KG307", _('Unknown item "{name}".').format(name=ruling.item), did_you_mean(ruling.item, items)
        )
        return
    if ruling.item in earlier:
        yield ruling.place.problem(
            "KG504", _("There is already a decision about {item}.").format(item=ruling.item)
        )
    if ruling.decision == "drop" and item.kind == "ska" and not ruling.because:
        yield ruling.place.problem(
            "KG502",
            _("The mandatory requirement {item} is dropped without a reason.").format(item=ruling.item),
            _("Add the line because: … with the reason."),
        )
    if ruling.decision == "change" and not (ruling.kind or ruling.text):
        yield ruling.place.problem(
            "KG504",
            _("The decision to change {item} does not say what to change.").format(item=ruling.item),
            _('Add "kind" or "text".'),
        )
    if ruling.decision != "change" and (ruling.kind or ruling.text):
        yield ruling.place.problem(
            "KG504", _('"kind" and "text" belong to decision: change ({item}).').format(item=ruling.item)
        )
