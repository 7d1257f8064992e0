"""Decisions about single items that a procurement, or a profile for its kind of procurements, has made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.library.model import Item
from kravgen.problems import Collector, Place, Problem, did_you_mean
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class Ruling:
    """An explicit decision about one item."""

    item: str
    decision: str
    place: Place
    because: str = ""
    by: str = ""
    kind: str = ""
    text: str = ""
    fingerprint: str = ""
    """The fingerprint of the item that was decided about; empty when the file does not tell."""
    of_profile: bool = False
    """Whether it stands in a profile: then it may have nothing to say about one of its procurements."""


def read_rulings(file: YamlFile, items: Mapping[str, Item], problems: Collector) -> dict[str, Ruling]:
    """The decisions of a procurement or a profile, by the item's id. What is wrong with them is added."""
    found: dict[str, Ruling] = {}
    for number, entry in enumerate(file.data.get("decisions", ())):
        place = file.value_place(["decisions", number, "item"])
        ruling = Ruling(place=place, of_profile="buyers" not in file.data, **entry)
        problems.extend(_check_ruling(ruling, items, found))
        found[ruling.item] = ruling
    return found


def _check_ruling(
    ruling: Ruling, items: Mapping[str, Item], earlier: Mapping[str, Ruling]
) -> Iterator[Problem]:
    item = items.get(ruling.item)
    if item is None:
        yield ruling.place.problem(
            "KG307", _('Unknown item "{name}".').format(name=ruling.item), did_you_mean(ruling.item, items)
        )
        return
    if ruling.fingerprint not in ("", item.fingerprint):
        yield ruling.place.problem(
            "KG688",
            _("{item} is not what it was when the decision was taken. It now reads: {text}").format(
                item=ruling.item, text=" ".join(item.text.split())
            ),
            _("See whether the decision still holds, and then: kravgen update FILE --accept {item}").format(
                item=ruling.item
            ),
            "warning",
        )
    if ruling.item in earlier:
        yield ruling.place.problem(
            "KG504",
            _("There is already a decision about {item}.").format(item=ruling.item),
            _("Keep one of them."),
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
            "KG504",
            _('"kind" and "text" belong to decision: change ({item}).').format(item=ruling.item),
            _("Write decision: change, or take the lines out."),
        )
