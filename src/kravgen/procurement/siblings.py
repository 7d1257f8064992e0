"""Procurements in the same folder that may buy the same as this one: a purchase must not be split in two files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen import schema, yamlfile
from kravgen.folder import YAML, named_files
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.load import kind_of
from kravgen.library.model import Answer, Library
from kravgen.problems import Collector, KravgenError, Place, Problem, shown_path
from kravgen.procurement.buyers import answered
from kravgen.procurement.profile import Profile
from kravgen.procurement.stored import stored
from kravgen.procurement.value import PurchaseValue, read_value, value_fact, within_a_year
from kravgen.procurement.values import number
from kravgen.yamlfile import YamlFile

_CPV_DIGITS = 5
"""So many digits of two CPV codes are the same when they are for goods or services of one kind."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A procurement beside this one, of the same buyer and within twelve months. ``amount`` is None when not told.

    ``sure``: its title or its CPV code is like this one's. Else only the profile is the same, which may mean nothing.
    """

    file: str
    title: str
    amount: int | None
    sure: bool
    facts: Mapping[str, Answer]


def siblings(
    path: Path,
    file: YamlFile,
    facts: Mapping[str, Answer],
    value: PurchaseValue,
    library: Library,
    profiles: Mapping[str, Profile],
    problems: Collector,
    warned: Collector,
) -> tuple[Sibling, ...]:
    """The procurements in the folder of ``path`` that may buy the same, in order of their names.

    Nothing is read when no limit is about the value of a purchase with these facts. Those that ``value`` names are
    left out: somebody has judged them. A file that cannot be read is told in ``warned``, as is one that tells a higher
    amount than the file does for it; one that ``value`` names and that is not there is one of the ``problems``.
    """
    name = value_fact(library)
    conditions = [gate.when for gate in library.gates.values() if gate.below and gate.below.fact == name]
    if not any(expression.settled(when, facts, unknown=True) for when in conditions):
        return ()
    judged = {*value.files, *(each.file for each in value.apart)}
    try:
        beside = {
            relative: other
            for relative, other in named_files(path.parent, YAML, deep=False).items()
            if relative not in judged and other.name not in judged and not _same(other, path)
        }
    except KravgenError as error:
        warned.extend(_unread(error.problems[0], shown_path(path.parent)))
        return ()
    problems.extend(_missing(judged, path, file))
    warned.extend(_told_higher(value, path, file, library, profiles))
    found = []
    for relative, other in beside.items():
        each = _sibling(relative, other, file, library, profiles, warned)
        if each and any(expression.settled(when, each.facts, unknown=True) for when in conditions):
            found.append(each)
    return tuple(found)


def _missing(names: set[str], path: Path, mine: YamlFile) -> Iterator[Problem]:
    """Files that ``value`` names and that do not lie beside the procurement."""
    there = {other.name for other in path.parent.iterdir()}
    for name in sorted(names - there):
        yield mine.key_place(["value"]).problem(
            "KG543",
            _('There is no file "{name}" in the folder.').format(name=name),
            _("Write the name of the file of the other purchase, or take the key out."),
        )


def _told_higher(
    value: PurchaseValue, path: Path, mine: YamlFile, library: Library, profiles: Mapping[str, Profile]
) -> Iterator[Problem]:
    """Files that are counted for less than they tell themselves."""
    there = {other.name for other in path.parent.iterdir()}
    for name, here in value.files.items():
        other = (
            _sibling(name, path.parent / name, mine, library, profiles, Collector())
            if name in there
            else None
        )
        if other and other.amount is not None and here is not None and here < other.amount:
            yield mine.key_place(["value"]).problem(
                "KG546",
                _("{file} tells a value of {there} kronor itself, and here it counts for {here}.").format(
                    file=name, there=number(other.amount), here=number(here)
                ),
                _("Write the amount that holds in both files."),
                "warning",
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _sibling(
    name: str,
    path: Path,
    mine: YamlFile,
    library: Library,
    profiles: Mapping[str, Profile],
    problems: Collector,
) -> Sibling | None:
    if not _may_be_alike(path, mine):
        return None
    try:
        file = yamlfile.read(path)
        if kind_of(file.data) != "procurement":
            return None
        wrong = [*schema.check(file, "procurement")]
    except KravgenError as error:
        wrong = [*error.problems]
    if wrong:
        problems.extend(_unread(wrong[0], name))
        return None
    # What is wrong in it is told when it is made itself.
    file = stored(file, library, library.items, Collector())
    data, profile = file.data, profiles.get(file.data["profile"])
    theirs, ours = _buyers(data), _buyers(mine.data)
    facts = {**(profile.facts if profile else {}), **answered(data.get("facts"))}
    if len(data["buyers"]) == 1:
        facts |= answered(data["buyers"][0].get("facts"))
    near = within_a_year(data.get("date") or "", mine.data.get("date") or "")
    sure = _same_code(data, mine.data) or titles_alike(data["title"], mine.data["title"])
    if not theirs & ours or not near or not (sure or _same_profile(data, mine.data, facts, library)):
        return None
    return Sibling(name, data["title"], _amount(file, facts, library), sure, facts)


def _may_be_alike(path: Path, mine: YamlFile) -> bool:
    """Whether it is worth while to read the file: its profile, its title or its code may be like this one's."""
    try:
        text = path.read_bytes().decode(errors="replace")
    except OSError:
        return True
    if "profile" not in text:
        return False
    profile, title = (
        re.search(rf"^{key}: *([^\s\"'>|&*!{{\[].*?) *(?:#.*)?$", text, re.MULTILINE)
        for key in ("profile", "title")
    )
    if not profile or not title or ("cpv" in mine.data and "cpv" in text):
        return True
    return profile[1] == mine.data["profile"] or titles_alike(title[1], mine.data["title"])


def _unread(problem: Problem, name: str) -> Iterator[Problem]:
    yield Place(problem.file or name, problem.line, problem.column).problem(
        "KG548",
        _("The file could not be read, so nobody knows whether it buys the same: {why}").format(
            why=problem.message
        ),
        _("Mend it, or move it out of the folder."),
        "warning",
    )


def _amount(file: YamlFile, facts: Mapping[str, Answer], library: Library) -> int | None:
    value = read_value(file)
    if value.itemised:
        # What is listed as other purchases would be counted twice.
        return value.sum.own if value.sum.complete else None
    told = facts.get(value_fact(library))
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def _buyers(data: Mapping[str, Any]) -> set[str]:
    return {" ".join(buyer["name"].casefold().split()) for buyer in data["buyers"]}


def _same_code(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    codes, others = ({code[:_CPV_DIGITS] for code in data.get("cpv", ())} for data in (one, other))
    return bool(codes & others)


def _same_profile(
    data: Mapping[str, Any], mine: Mapping[str, Any], facts: Mapping[str, Answer], library: Library
) -> bool:
    """Whether both have one profile and no list of what is bought that tells them apart."""
    if data["profile"] != mine["profile"]:
        return False
    own = answered(mine.get("facts"))
    lists = [q.id for q in library.questions.values() if q.type == "choices"]
    pairs = [(facts.get(name), own.get(name)) for name in lists]
    return not any(
        one and other and isinstance(one, tuple) and isinstance(other, tuple) and not set(one) & set(other)
        for one, other in pairs
    )


_WORDS = re.compile(r"[^\W\d_]{4,}")
# fmt: off
_COMMON = frozenset((
    "delen", "etapp", "omgång", "köpet", "inköp", "upphandling", "direktupphandling", "avrop", "kommun",
    "kommunen", "kommunens", "förvaltning", "förvaltningen", "nämnd", "nämnden", "nämndens", "skola",
    "skolan", "skolor", "vård", "omsorg", "gymnasiet", "nytt", "från", "till", "med", "inom", "enligt",
    "första", "andra", "tredje", "system", "tjänst", "tjänster", "verktyg",
))
# fmt: on
"""Words that titles of quite different purchases share."""
_STEM = 6


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles name the same: equal, or half the words of the shorter stand in the longer in some form."""
    if one.casefold().split() == other.casefold().split():
        return True
    words, others = (_said(title) for title in (one, other))
    if not words or not others:
        return False
    few, many = sorted((words, others), key=len)
    shared = sum(any(_related(word, each) for each in many) for word in few)
    return 2 * shared >= len(few)


def _said(title: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(title.casefold())) - _COMMON


def _related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short[:_STEM] == long[:_STEM] if len(short) >= _STEM else long.startswith(short)
