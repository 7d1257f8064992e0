"""What a procurement says about its prices: evaluated volumes, rows of its own, lots, and how tenders are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from kravgen.i18n import _
from kravgen.library.model import Item, Library
from kravgen.library.prices import PriceRow
from kravgen.problems import Place, Problem, close_to
from kravgen.yamlfile import YamlFile

_OF_LIBRARY = ("quantity", "rate")
"""What may be said of a row that the library describes."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What the buyer has set for a row: its evaluated volume, and what a unit of a consumption costs. None is unset."""

    quantity: float | None
    rate: float | None
    place: Place
    by_lot: Mapping[str, float | None] | None = None
    """The volume in each lot, by the lot's id; None when one volume holds wherever the row stands."""

    @property
    def nothing(self) -> bool:
        """Whether nothing of it is bought, so that it has no row."""
        return self.quantity == 0 if self.by_lot is None else set(self.by_lot.values()) == {0}


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of the purchase that tenders may be for; ``prices`` are keys of price rows, or ids of rows of the library."""

    id: str
    name: str
    prices: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pricing:
    """What the file says of prices and of how tenders are compared."""

    volumes: Mapping[str, Volume] = field(default_factory=dict)
    own: Mapping[str, PriceRow] = field(default_factory=dict)
    """The procurement's own rows, by key."""
    lots: tuple[Lot, ...] = ()
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    """How tenders are compared, as the file has it; it follows the schema. Empty when the file does not say."""
    file: YamlFile | None = None
    """Where it stands; None when there is nothing."""


NO_PRICING = Pricing()
"""What a procurement has that says nothing of prices."""


def read_pricing(file: YamlFile, library: Library) -> Pricing:
    """What a procurement's file says. It follows the schema; :func:`check_pricing` tells what does not hang together."""
    data = file.data
    said = {key: row for key, row in (data.get("prices") or {}).items() if row}
    place = {key: file.key_place(["prices", key]) for key in said}
    own = {
        key: PriceRow(
            id=key,
            place=place[key],
            **{name: value for name, value in row.items() if name not in _OF_LIBRARY},
        )
        for key, row in said.items()
        if _is_own(key, library) and {"name", "group", "unit"} <= row.keys()
    }
    return Pricing(
        {key: _volume(row, place[key]) for key, row in said.items()},
        own,
        tuple(
            Lot(lot["id"], lot["name"], tuple(lot["prices"]), file.value_place(["lots", number, "id"]))
            for number, lot in enumerate(data.get("lots", ()))
        ),
        data.get("evaluation", {}),
        file,
    )


def _volume(row: Mapping[str, Any], place: Place) -> Volume:
    said = row.get("quantity")
    if isinstance(said, dict):
        return Volume(None, row.get("rate"), place, said)
    return Volume(said, row.get("rate"), place)


def check_pricing(file: YamlFile, library: Library, requirements: tuple[Item, ...]) -> Iterator[Problem]:
    """What does not hang together in what the file says of its prices, without knowing which rows are in."""
    asked = {row for item in requirements for row in item.prices}
    for key, row in (file.data.get("prices") or {}).items():
        place = file.key_place(["prices", key])
        described = row if _is_own(key, library) else {"measure": library.prices[key.split(".")[0]].measure}
        if row and row.get("rate") is not None and described.get("measure") != "consumption":
            yield file.value_place(["prices", key, "rate"]).problem(
                "KG318",
                _('"{key}" is no consumption, so its "rate" does nothing.').format(key=key),
                _("Take it out. What a unit costs is what the bidder gives."),
            )
        if not _is_own(key, library):
            for name in row or {}:
                if name not in _OF_LIBRARY:
                    yield file.key_place(["prices", key, name]).problem(
                        "KG318",
                        _('"{key}" is a row of the library, so its "{name}" is set there.').format(
                            key=key, name=name
                        ),
                        _("Here only {keys} can be set.").format(keys=", ".join(_OF_LIBRARY)),
                    )
        elif row and not {"name", "group", "unit"} <= row.keys():
            yield place.problem(
                "KG318",
                _('"{key}" is no row of the library.').format(key=key),
                close_to(key, library.prices) or _("A row of your own needs name, group and unit."),
            )
        elif row and any(brace in row["name"] for brace in "{}"):
            yield file.value_place(["prices", key, "name"]).problem(
                "KG318",
                _('The name of "{key}" has braces, and a row of your own stands once.').format(key=key),
                _("Write the name as the bidder is to read it, and one row for each thing."),
            )
        elif row and key not in asked:
            yield place.problem(
                "KG318",
                _('No requirement of the procurement asks for the price row "{name}".').format(name=key),
                _("Name it under prices in one of its requirements, or take it out."),
            )
        yield from _wrong_volumes(key, row or {}, file)
    yield from _wrong_lots(file, library)


def _wrong_volumes(key: str, row: Mapping[str, Any], file: YamlFile) -> Iterator[Problem]:
    """Volumes by lot: of lots that there are none of, or where the row does not stand, and lots that are left out."""
    if not isinstance(row.get("quantity"), dict):
        return
    lots = {lot["id"]: lot["prices"] for lot in file.data.get("lots", ())}
    named = {name for prices in lots.values() for name in prices}
    own = {key, key.split(".")[0]}
    standing = [lot for lot, prices in lots.items() if own & set(prices) or not own & named]
    for lot in row["quantity"]:
        if lot not in standing:
            yield file.key_place(["prices", key, "quantity", lot]).problem(
                "KG318",
                _('"{key}" does not stand in a lot with the id "{lot}".').format(key=key, lot=lot),
                close_to(lot, standing)
                or (
                    _("It stands in: {lots}.").format(lots=", ".join(standing))
                    if standing
                    else _("The purchase has no lots: write one number.")
                ),
            )
    if left := [lot for lot in standing if lot not in row["quantity"]]:
        yield file.key_place(["prices", key, "quantity"]).problem(
            "KG318",
            _('The volume of "{key}" is not given for {lots}.').format(key=key, lots=", ".join(left)),
            _("Write a number for each lot. 0 means that nothing of it is bought there."),
        )


def row_meant(key: str, known: Iterable[str]) -> str:
    """What to do about a key that no price row has: the closest that one has, or where all of them stand."""
    return close_to(key, known) or _(
        "The keys of all rows stand under prices in manifest.json of the package."
    )


def _wrong_lots(file: YamlFile, library: Library) -> Iterator[Problem]:
    """Ids that stand twice, and rows that no answer to a question can bring."""
    seen: dict[str, Place] = {}
    for number, lot in enumerate(file.data.get("lots", ())):
        place = file.value_place(["lots", number, "id"])
        first = seen.setdefault(lot["id"], place)
        if first is not place:
            yield place.problem(
                "KG204", _('The id "{id}" is already in use.').format(id=lot["id"]), _("Choose another id.")
            )
        for at, name in enumerate(lot["prices"]):
            if not may_stand(name, file, library):
                yield file.value_place(["lots", number, "prices", at]).problem(
                    "KG318",
                    _('The price sheet has no row with the key "{key}".').format(key=name),
                    row_meant(name, _possible(name, file, library)),
                )


def may_stand(name: str, file: YamlFile, library: Library) -> bool:
    """Whether some answers bring a row with the key, or rows with the id, into the price sheet."""
    if _is_own(name, library):
        return name in (file.data.get("prices") or {})
    row, *values = name.split(".")
    each = library.prices[row].each
    return not values or (
        len(values) == len(each)
        and all(value in _values(dimension, library) for value, dimension in zip(values, each, strict=True))
    )


def _possible(name: str, file: YamlFile, library: Library) -> Iterable[str]:
    """The keys that may have been meant: of the row's own when the library has the row."""
    if _is_own(name, library):
        return (*library.prices, *(file.data.get("prices") or {}))
    row = name.split(".")[0]
    each = library.prices[row].each
    return [".".join((row, *values)) for values in product(*(_values(one, library) for one in each))]


def _values(dimension: str, library: Library) -> Iterable[str]:
    """The keys of the values that a row may stand once for each of."""
    described = library.dimensions.get(dimension)
    return described.values if described else library.questions[dimension].choices


def _is_own(key: str, library: Library) -> bool:
    """Whether the key is no row of the library. That of a row that stands once for each of something goes on after a dot."""
    return key.split(".")[0] not in library.prices
