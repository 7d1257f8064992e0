"""Local changes: a layer changes one item of the library beneath by its id, with a reason; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kravgen.i18n import _
from kravgen.library.check import check_item
from kravgen.library.fingerprint import Substance
from kravgen.library.local import Level, LocalChange
from kravgen.library.model import Item, Library, Parameter
from kravgen.library.worth import worth
from kravgen.problems import Collector, Place, Problem, did_you_mean
from kravgen.yamlfile import Key, YamlFile

_ANY = ("title", "text", "light", "parameters")
_KEYS = {
    "requirement": (*_ANY, "kind", "evidence", "test", "value", "worth"),
    "criterion": ("title", "text"),
    "clause": _ANY,
    "check": _ANY,
}
"""What may be changed in an item of each sort."""


def laid_over(
    library: Library, files: Iterable[YamlFile], layers: Mapping[str, int], problems: Collector
) -> Library:
    """The library with the changes of ``files`` made. What is wrong with them is added to ``problems``.

    ``layers`` tells the number of the layer that each file of the library lies in, by the file's name: a change is
    made in what the layers beneath it have come to.
    """
    items = dict(library.items)
    first: dict[tuple[int, str], Place] = {}
    made: list[tuple[YamlFile, list[Key], str]] = []
    for file in sorted(files, key=lambda file: layers[file.file]):
        for number, data in enumerate(file.data["changes"]):
            path: list[Key] = ["changes", number]
            place, name = file.value_place([*path, "item"]), data["item"]
            earlier = first.setdefault((layers[file.file], name), place)
            below = items.get(name)
            if below is None:
                # It may stand in a block that cannot be read, and then that is what is to be told.
                if not library.broken:
                    problems.add(_unknown(place, name, library))
            elif earlier is not place:
                problems.add(_twice(place, name, earlier))
            elif layers[below.place.file] >= layers[file.file]:
                problems.add(_at_home(place, below))
            else:
                wrong = [*_faults(file, path, data, below)]
                problems.extend(wrong)
                items[name] = changed_by(below, data, place)
                if not wrong and items[name].fingerprint == below.fingerprint:
                    problems.add(_without_effect(place, name))
                made.append((file, path, name))
    blocks = {
        block.id: replace(block, items=tuple(items[item.id] for item in block.items))
        for block in library.blocks.values()
    }
    library = replace(library, blocks=blocks)
    for file, path, name in made:
        problems.extend(check_item(file, path, library.items[name], library))
    return library


def changed_by(item: Item, data: Mapping[str, Any], place: Place) -> Item:
    """The item with one local change made, as its file tells it."""
    keys = [key for key in _KEYS[item.sort] if key in data]
    levels = data.get("parameters", {}) if "parameters" in keys else {}
    change = LocalChange(
        keys=("drop",) if data.get("drop") else tuple(key for key in keys if key != "parameters"),
        levels=tuple(
            Level(parameter.label, parameter.unit, bound, value, getattr(parameter, bound))
            for parameter in item.parameters
            for bound, value in levels.get(parameter.name, {}).items()
        ),
        because=data["because"].strip(),
        by=data["by"],
        place=place,
        upon=data["fingerprint"],
        beneath=item.fingerprint,
    )
    new = {key: data[key] for key in keys if key not in ("parameters", "test", "worth")}
    if "worth" in keys:
        new["worth"] = worth(data["worth"])
    if "test" in keys:
        new |= data["test"]
    if item.later and any(key in new for key in ("text", "evidence", "accept")):
        new["later"] = ()
    parameters = tuple(replace(p, **levels.get(p.name, {})) for p in item.parameters)
    changed = replace(item, **new, parameters=parameters)
    if changed == item and not change.drops:
        return item
    content = {
        "changed": item.fingerprint,
        "drop": change.drops,
        **{key: data[key] for key in keys if key not in ("parameters", "test")},
        **(data["test"] if "test" in keys else {}),
        "parameters": levels,
    }
    return replace(changed, local=(*item.local, change), substance=Substance(content))


def _faults(file: YamlFile, path: list[Key], data: Mapping[str, Any], item: Item) -> Iterator[Problem]:
    place = file.value_place([*path, "item"])
    given = [key for key in _KEYS["requirement"] if key in data]
    if data["fingerprint"] != item.fingerprint:
        yield file.value_place([*path, "fingerprint"]).problem(
            "KG312",
            _(
                "{item} is not what it was when it was changed: {was} is now {now}. It now reads: {text}"
            ).format(
                item=item.id,
                was=data["fingerprint"],
                now=item.fingerprint,
                text=" ".join(item.text.split()),
            ),
            _('See that the change still holds, and then write: fingerprint: "{now}"').format(
                now=item.fingerprint
            ),
        )
    if not given and not data.get("drop"):
        yield place.problem(
            "KG313",
            _("The change of {item} does not say what to change.").format(item=item.id),
            _("Add for example text, kind or parameters, or drop: true."),
        )
    if item.later and any(key in data for key in ("text", "evidence", "test")):
        yield place.problem(
            "KG326",
            _("{item} reads otherwise from {day}; the change holds instead, also then.").format(
                item=item.id, day=item.later[0].period.since
            ),
            _("See that the change follows the law that holds then."),
            "warning",
        )
    if given and data.get("drop"):
        yield file.key_place([*path, "drop"]).problem(
            "KG313",
            _("{item} is dropped, so nothing else of it can be changed.").format(item=item.id),
            _("Take out {keys}, or take out drop.").format(keys=", ".join(given)),
        )
    for key in given:
        if key not in _KEYS[item.sort]:
            yield file.key_place([*path, key]).problem(
                "KG313",
                _('{item} has no "{key}" to change.').format(item=item.id, key=key),
                _("This can be changed: {keys}.").format(keys=", ".join(_KEYS[item.sort])),
            )
    requirement = item.sort == "requirement"
    if (
        requirement
        and data.get("kind", "villkor") != "villkor"
        and not (item.evidence or data.get("evidence"))
    ):
        yield file.value_place([*path, "kind"]).problem(
            "KG202",
            _('{item} becomes "{kind}" and has no evidence.').format(item=item.id, kind=data["kind"]),
            _("Add evidence: … with what the bidder leaves to show it."),
        )
    for name, levels in data.get("parameters", {}).items():
        yield from _wrong_levels(file, [*path, "parameters", name], item, levels)


def _wrong_levels(
    file: YamlFile, path: list[Key], item: Item, levels: Mapping[str, Any]
) -> Iterator[Problem]:
    parameter = item.parameter(str(path[-1]))
    if parameter is None:
        yield file.key_place(path).problem(
            "KG304",
            _('{item} has no parameter "{name}".').format(item=item.id, name=path[-1]),
            did_you_mean(str(path[-1]), [p.name for p in item.parameters]),
        )
    elif parameter.value_of and "default" in levels:
        yield file.key_place([*path, "default"]).problem(
            "KG313",
            _("The value of {name} changes with time and stands in {dated}.").format(
                name=parameter.name, dated=parameter.value_of
            ),
            _("Give the value in the procurement or the profile, under parameters."),
        )
    elif wrong := _crossed(parameter, levels):
        yield file.key_place(path).problem("KG403", wrong, _("Let the lowest be less than the highest."))


def _crossed(parameter: Parameter, levels: Mapping[str, Any]) -> str:
    low = levels.get("minimum", parameter.minimum)
    high = levels.get("maximum", parameter.maximum)
    if low is None or high is None or low <= high:
        return ""
    return _("The lowest allowed value, {low}, is more than the highest, {high}.").format(low=low, high=high)


def _unknown(place: Place, name: str, library: Library) -> Problem:
    if name in library.groups:
        return place.problem(
            "KG307",
            _("{item} is a clause with variants.").format(item=name),
            _("Change one of them: {names}.").format(names=", ".join(i.id for i in library.groups[name])),
        )
    return place.problem(
        "KG307", _('Unknown item "{name}".').format(name=name), did_you_mean(name, library.items)
    )


def _twice(place: Place, name: str, first: Place) -> Problem:
    return place.problem(
        "KG204",
        _("{item} is already changed in {file}, line {line}.").format(
            item=name, file=first.file, line=first.line
        ),
        _("Write the two changes as one."),
    )


def _at_home(place: Place, item: Item) -> Problem:
    return place.problem(
        "KG313",
        _("{item} stands in your own file {file}, line {line}.").format(
            item=item.id, file=item.place.file, line=item.place.line
        ),
        _("Change it there, and take out the change."),
    )


def _without_effect(place: Place, name: str) -> Problem:
    return place.problem(
        "KG313", _("{item} already reads as the change says.").format(item=name), _("Take out the change.")
    )
