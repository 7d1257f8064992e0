"""One real procurement, as its file tells it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from pathlib import Path

from kravgen import schema, yamlfile
from kravgen.i18n import _
from kravgen.library.given import given
from kravgen.library.load import kind_of, own_requirements
from kravgen.library.model import Answer, Item, Library, Narrowing
from kravgen.problems import Collector, KravgenError, Place, Problem, close_to, did_you_mean, shown_path
from kravgen.procurement.buyers import (
    NO_ORGANISATIONS,
    Buyer,
    Organisations,
    answered,
    buyers,
    check_buyers,
)
from kravgen.procurement.information import Information, highest, read_information
from kravgen.procurement.lift import Lift, read_lifts
from kravgen.procurement.pricing import NO_PRICING, Pricing, check_pricing, read_pricing
from kravgen.procurement.profile import Profile
from kravgen.procurement.ruling import Ruling, read_rulings
from kravgen.procurement.siblings import Sibling, siblings
from kravgen.procurement.status import WORDS, Status
from kravgen.procurement.stored import check_answers, stored
from kravgen.procurement.value import NO_VALUE, PurchaseValue, check_value, read_value
from kravgen.procurement.values import Parameters
from kravgen.yamlfile import YamlFile


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
    status_place: Place
    profile: Profile
    title: str
    buyers: tuple[Buyer, ...]
    facts: Mapping[str, Answer]
    own_facts: frozenset[str]
    parameters: Parameters
    rulings: Mapping[str, Ruling]
    requirements: tuple[Item, ...]
    lowered: Mapping[str, Lowering] = field(default_factory=dict)
    lifts: Mapping[str, Lift] = field(default_factory=dict)
    reference_number: str = ""
    version: str = ""
    date: str = ""
    purpose: str = ""
    term_years: float | None = None
    extensions: tuple[float, ...] = ()
    """The years of each time that the contract can be extended, in order."""
    status: Status = "draft"
    filled: Mapping[str, str | int | float] = field(default_factory=dict)
    """What stands in the gaps that the file fills in, by their keys."""
    fact_places: Mapping[str, Place] = field(default_factory=dict)
    attachments: Mapping[str, str] = field(default_factory=dict)
    """The papers that the buyer attaches: the name of the file or its title, by the paper's id."""
    narrowings: tuple[Narrowing, ...] = ()
    """What its answers leave of the library and of the profile's documents."""
    filled_places: Mapping[str, Place] = field(default_factory=dict)
    pricing: Pricing = NO_PRICING
    information: tuple[Information, ...] = ()
    value: PurchaseValue = NO_VALUE
    siblings: tuple[Sibling, ...] = ()
    """The procurements in the same folder that may buy the same."""
    not_compared: tuple[Problem, ...] = ()
    """Warnings about files in the folder that could not be compared, or that tell another amount."""

    @property
    def last_day(self) -> str:
        """The contract's last day without extension (ISO 8601): what follows from its start and its term; else empty."""
        start, months = self.facts.get("contract_start"), (self.term_years or 0) * 12
        if not isinstance(start, str) or months < 1 or months != int(months):
            return ""
        begins = date.fromisoformat(start)
        years, month = divmod(begins.month - 1 + int(months), 12)
        if begins.year + years > MAXYEAR:
            return ""
        days = monthrange(begins.year + years, month + 1)[1]
        same_day = date(begins.year + years, month + 1, min(begins.day, days))
        return (same_day - timedelta(days=1 if begins.day <= days else 0)).isoformat()

    @property
    def extension_years(self) -> float | None:
        """How many years the contract can be extended in all; None when the file tells of no extension."""
        return sum(self.extensions) or None

    @property
    def name(self) -> str:
        """The file's name without its ending: names the package and the lock."""
        return self.file.stem


def load(
    path: Path,
    library: Library,
    profiles: Mapping[str, Profile],
    problems: Collector,
    organisations: Organisations = NO_ORGANISATIONS,
) -> Case | None:
    """The procurement in ``path``. None when its profile cannot be found; problems are added.

    ``organisations`` are what always holds for its buyers, where the procurement does not say otherwise.

    Raises:
        KravgenError: the file cannot be read, or is not a procurement.
    """
    if wrong_name := _wrong_name(path):
        raise KravgenError(wrong_name, unreadable=True)
    return from_file(yamlfile.read(path), path, library, profiles, problems, organisations, on_disk=True)


def from_file(
    file: YamlFile,
    path: Path,
    library: Library,
    profiles: Mapping[str, Profile],
    problems: Collector,
    organisations: Organisations = NO_ORGANISATIONS,
    *,
    on_disk: bool,
) -> Case | None:
    """The procurement in a file that has been read, called ``path``. See :func:`load`.

    When it is not ``on_disk`` its name leads nowhere: no folder is looked in for others that buy the same.

    Raises:
        KravgenError: it is not a procurement.
    """
    if kind_of(file.data) != "procurement":
        raise not_a_procurement(file)
    if wrong := schema.check(file, "procurement"):
        problems.extend(wrong)
        check_answers(file, library, problems)
        return None
    data = file.data
    profile = profiles.get(data["profile"])
    if profile is None or profile.abstract:
        problems.add(wrong_profile(file, profile, profiles))
        return None
    own = own_requirements(file, library, problems)
    items = {**library.items, **{item.id: item for item in own}}
    file = stored(file, library, items, problems)
    data = file.data
    problems.extend(check_buyers(file, library, organisations))
    problems.extend(check_pricing(file, library, own))
    problems.extend(check_value(file, library))
    problems.extend(_wrong_attachments(file, library))
    rulings = {**profile.rulings, **read_rulings(file, items, problems)}
    who = buyers(file, organisations)
    facts = answered(data.get("facts"))
    own_facts = frozenset(facts)
    information = read_information(data)
    facts = {**profile.facts, **highest(information, library), **facts}
    # One buyer's own answers are the procurement's. Of several, none has the answers of another.
    if len(who) == 1:
        facts |= who[0].facts
    else:
        facts = {name: value for name, value in facts.items() if name in library.common_facts}
    term = data.get("term", {})
    value = read_value(file)
    facts = {**given(library, facts), **facts, **_told(file, value, library)}
    warned = Collector()
    beside = siblings(path, file, facts, value, library, profiles, problems, warned) if on_disk else ()
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
        facts=facts,
        own_facts=own_facts,
        parameters={
            item: {**profile.parameters.get(item, {}), **(data.get("parameters") or {}).get(item, {})}
            for item in {**profile.parameters, **(data.get("parameters") or {})}
        },
        rulings=rulings,
        requirements=own,
        lowered={lowering.fact: lowering for lowering in lowered},
        lifts=read_lifts(file, library, problems),
        reference_number=data.get("reference_number", ""),
        version=data.get("version", ""),
        date=data.get("date") or "",
        purpose=data.get("purpose", ""),
        term_years=term.get("years"),
        extensions=tuple(term.get("extensions") or ()),
        status=WORDS[data.get("status", "utkast")],
        filled={what: value for what, value in (data.get("filled") or {}).items() if value is not None},
        fact_places=_fact_places(file, own_facts),
        narrowings=library.narrowings(facts),
        filled_places={what: file.key_place(["filled", what]) for what in data.get("filled") or {}},
        status_place=file.value_place(["status" if "status" in data else "profile"]),
        attachments=data.get("attachments", {}),
        pricing=read_pricing(file, library),
        value=value,
        siblings=beside,
        not_compared=tuple(warned),
        information=information,
    )


def _fact_places(file: yamlfile.YamlFile, answered: frozenset[str]) -> dict[str, Place]:
    """Where each answer stands, and where a question stands that the file asks and nobody has answered."""
    return {
        name: file.value_place(["facts", name]) if name in answered else file.key_place(["facts", name])
        for name in file.data.get("facts") or {}
    }


def _wrong_attachments(file: YamlFile, library: Library) -> Iterator[Problem]:
    """Papers that are attached and that no text can refer to, or that kravgen makes."""
    papers = {paper.id: paper for paper in library.papers.values() if not paper.made}
    for name in file.data.get("attachments", ()):
        if name not in papers:
            yield file.key_place(["attachments", name]).problem(
                "KG320",
                _('"{name}" is no paper that a buyer attaches.').format(name=name),
                did_you_mean(name, papers),
            )


def _wrong_name(path: Path) -> Problem | None:
    """The name stands in the package, so it must be text. An old program may have written it in another encoding."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return Place(shown_path(path), 1, 1).problem(
            "KG110",
            _("The name of the file has characters that are not UTF-8."),
            _("Give the file another name and run the command again."),
        )
    return None


def _told(file: YamlFile, value: PurchaseValue, library: Library) -> dict[str, Answer]:
    """The facts that other parts of the file tell: the term in years with the extension, how tenders are compared, and
    the value where it is known what all of it is made of."""
    term, told = file.data.get("term", {}), {}
    if term.get("years") is not None:
        told["term"] = term["years"] + sum(term.get("extensions") or ())
    if "evaluation" in file.data:
        told["evaluation"] = file.data["evaluation"]["model"]
    if value.itemised and value.sum.complete:
        told["value"] = value.sum.total
    return {
        question.id: told[question.told_by]
        for question in library.questions.values()
        if question.told_by in told
    }


def not_a_procurement(file: YamlFile) -> KravgenError:
    """The error for a file of another kind."""
    return KravgenError(
        file.key_place([]).problem(
            "KG205",
            _("This is not a procurement file."),
            _('It must have the keys "profile", "title" and "buyers". Make one with: kravgen new.'),
        )
    )


def wrong_profile(file: YamlFile, profile: Profile | None, profiles: Mapping[str, Profile]) -> Problem:
    """What is wrong with the profile that the file names: there is none (None), or it is a base for others."""
    name, place = file.data["profile"], file.value_place(["profile"])
    usable = [p.id for p in profiles.values() if not p.abstract]
    if profile is not None:
        return place.problem(
            "KG506",
            _('The profile "{name}" is only a base for others.').format(name=name),
            _("Choose one of: {names}.").format(names=", ".join(usable)),
        )
    hint = close_to(name, usable) or _("Choose one of: {names}.").format(names=", ".join(usable))
    return place.problem("KG306", _('Unknown profile "{name}".').format(name=name), hint)
