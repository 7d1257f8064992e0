"""Profiles: kinds of procurement. A profile adds to those it extends; it never takes away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kravgen.folder import YAML
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.load import read_checked
from kravgen.library.model import Answer, Library, Value
from kravgen.problems import Collector, Place, did_you_mean
from kravgen.procurement.ruling import Ruling, read_rulings
from kravgen.procurement.stored import stored
from kravgen.procurement.values import Parameters
from kravgen.world import World
from kravgen.yamlfile import YamlFile

FOLDER = "profiles"
KINDS = ("profile",)
"""What a file of the folder may hold."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile with everything it extends folded in. ``given_by`` tells which profile brought a block."""

    id: str
    title: str
    describes: str
    abstract: bool
    light: bool
    blocks: tuple[str, ...]
    documents: tuple[str, ...]
    given_by: Mapping[str, str]
    place: Place
    facts: Mapping[str, Answer] = field(default_factory=dict)
    parameters: Parameters = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    """Its decisions about items. A procurement's own decision about the same item wins."""
    suggested_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The answers to plain questions that it fits, by the question; those who extend it say it anew."""
    left_to_roles: Mapping[str, str] = field(default_factory=dict)
    """On what a question is not asked of who begins, by its id. What depends on it is a gap to the question's role."""


def load(world: World, library: Library, documents: set[str], problems: Collector) -> dict[str, Profile]:
    """Every profile by name. ``documents`` are the documents that exist."""
    read = (read_checked(path, problems, allowed=KINDS) for path in world.files(FOLDER, YAML))
    return assemble([file for file in read if file], library, documents, problems)


def assemble(
    read: Iterable[YamlFile], library: Library, documents: set[str], problems: Collector
) -> dict[str, Profile]:
    """The profiles that the files make, by name."""
    files: dict[str, YamlFile] = {}
    rulings: dict[str, Mapping[str, Ruling]] = {}
    for file in read:
        name = file.data["profile"]
        if name in files:
            place = file.value_place(["profile"])
            problems.add(
                place.problem(
                    "KG204",
                    _('The id "{id}" stands already in {file}, line {line}.').format(
                        id=name, file=files[name].file, line=files[name].value_place(["profile"]).line
                    ),
                    _("Give one of them another id."),
                )
            )
        files[name] = stored(file, library, library.items, problems)
        rulings[name] = read_rulings(file, library.items, problems)
        _check(file, library, documents, problems)
    found: dict[str, Profile] = {}
    for name in files:
        _resolve(name, files, rulings, found, (), problems)
    return found


def _check(file: YamlFile, library: Library, documents: set[str], problems: Collector) -> None:
    for key, known, code, message in (
        ("blocks", {*library.blocks, *library.broken}, "KG303", _('Unknown block "{name}".')),
        ("documents", documents, "KG305", _('Unknown document "{name}".')),
    ):
        for number, name in enumerate(file.data.get(key, ())):
            if name not in known:
                place = file.value_place([key, number])
                problems.add(place.problem(code, message.format(name=name), did_you_mean(name, known)))
    for name, when in file.data.get("left_to_roles", {}).items():
        place = file.value_place(["left_to_roles", name])
        if name not in library.questions:
            hint = did_you_mean(name, library.questions)
            problems.add(place.problem("KG302", _('Unknown fact "{name}".').format(name=name), hint))
        for problem in expression.check_condition(when, library.questions, place):
            problems.add(problem)


def _resolve(
    name: str,
    files: Mapping[str, YamlFile],
    rulings: Mapping[str, Mapping[str, Ruling]],
    found: dict[str, Profile],
    chain: tuple[str, ...],
    problems: Collector,
) -> Profile | None:
    if name in found:
        return found[name]
    file = files[name]
    data = file.data
    blocks: dict[str, str] = {}
    documents: dict[str, None] = {}
    facts: dict[str, Answer] = {}
    parameters: dict[str, Mapping[str, Value]] = {}
    decided: dict[str, Ruling] = {}
    later: dict[str, str] = {}
    light = bool(data.get("light", False))
    for number, base_name in enumerate(data.get("extends", ())):
        place = file.value_place(["extends", number])
        if base_name not in files:
            problems.add(
                place.problem(
                    "KG306",
                    _('Unknown profile "{name}".').format(name=base_name),
                    did_you_mean(base_name, files),
                )
            )
            continue
        if base_name in (*chain, name):
            circle = " → ".join((*chain, name, base_name))
            problems.add(
                place.problem(
                    "KG308",
                    _("The profiles extend each other: {circle}.").format(circle=circle),
                    _("Take one of the lines under extends out."),
                )
            )
            continue
        base = _resolve(base_name, files, rulings, found, (*chain, name), problems)
        if base is not None:
            blocks |= base.given_by
            documents |= dict.fromkeys(base.documents)
            facts |= base.facts
            decided |= base.rulings
            later |= base.left_to_roles
            parameters = _merged(parameters, base.parameters)
            light = light or base.light
    blocks = {**blocks, **{block: name for block in data.get("blocks", ()) if block not in blocks}}
    documents |= dict.fromkeys(data.get("documents", ()))
    profile = Profile(
        id=name,
        title=data["title"],
        describes=data["describes"],
        abstract=bool(data.get("abstract", False)),
        light=light,
        blocks=tuple(blocks),
        documents=tuple(documents),
        given_by=blocks,
        place=file.value_place(["profile"]),
        facts=facts | data.get("facts", {}),
        parameters=_merged(parameters, data.get("parameters", {})),
        rulings={**decided, **rulings[name]},
        suggested_when={plain: tuple(fits) for plain, fits in data.get("suggested_when", {}).items()},
        left_to_roles=later | data.get("left_to_roles", {}),
    )
    if not chain:
        found[name] = profile
    return profile


def _merged(below: Parameters, above: Parameters) -> dict[str, Mapping[str, Value]]:
    return {item: {**below.get(item, {}), **above.get(item, {})} for item in {**below, **above}}
