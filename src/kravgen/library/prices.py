"""Price rows as the library describes them: what is priced, by what measure, and what its evaluated volume is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kravgen.problems import Place
from kravgen.yamlfile import YamlFile

Group = Literal["introduction", "running", "hours", "goods", "options", "exit", "other"]
"""Where in the price sheet a price stands."""

Measure = Literal["price", "discount", "consumption"]
"""What the bidder gives: kronor per unit, percent off a volume in kronor, or what a unit uses of something."""

Sign = Literal["cost", "income"]
"""Whether the buyer pays or is paid, as when equipment is bought back."""

_DIMENSION = re.compile(r"\{([a-z0-9_-]+)\}")

Factor = str | int | float
"""A part of an evaluated volume: a number, or the id of a question whose answer is one."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a row may stand once for each of: the condition of equipment that is bought back, the level of a consultant."""

    id: str
    label: str
    values: Mapping[str, str]
    """What each value is called, by its key."""
    place: Place


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price row. With ``each`` it stands once for each combination of the dimensions' values, or of chosen answers.

    ``name`` then names the dimensions: ``"Återköp, {goods_classes}, {condition}"``. ``quantity`` are the factors of the
    evaluated volume; without any it is the buyer's to set. ``rate`` is what a unit of a consumption costs; None is the
    buyer's to set too.
    """

    id: str
    name: str
    group: Group
    unit: str
    place: Place
    quantity: tuple[Factor, ...] = ()
    each: tuple[str, ...] = ()
    shared: bool = False
    """Whether the volume is that of all its rows together, divided equally among them."""
    suggested: bool = False
    """Whether the volume is no more than a suggestion of how much is usual: whoever buys is told to choose."""
    measure: Measure = "price"
    rate: float | None = None
    sign: Sign = "cost"
    option: bool = False
    adjusted: bool = False
    """Whether it follows the contract's adjustment of prices; else it is fixed."""
    sustainable: bool = False
    """Whether it is the more sustainable alternative of what another row prices."""
    when: str = ""
    """Which of the rows that an item asks for stand in the sheet; empty for all."""
    role: str = "upphandlare"
    """Who sets what the library leaves open."""

    @property
    def named(self) -> tuple[str, ...]:
        """The dimensions that its name tells, in the order that they stand."""
        return tuple(_DIMENSION.findall(self.name))

    @property
    def stray_braces(self) -> bool:
        """Whether its name has braces around something that can be no dimension."""
        return any(brace in _DIMENSION.sub("", self.name) for brace in "{}")

    def called(self, words: Mapping[str, str]) -> str:
        """Its name with the words for each dimension. Nothing else within braces means anything."""
        return _DIMENSION.sub(lambda found: words.get(found[1], found[0]), self.name)


def price_rows(file: YamlFile) -> Iterator[PriceRow]:
    """The price rows that a file of the library describes."""
    for number, data in enumerate(file.data.get("price_rows") or ()):
        content: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key != "allow"
        }
        yield PriceRow(**content, place=file.value_place(["price_rows", number, "id"]))


def dimensions(file: YamlFile) -> Iterator[Dimension]:
    """The dimensions that a file of the library describes."""
    for number, data in enumerate(file.data.get("price_dimensions") or ()):
        place = file.value_place(["price_dimensions", number, "id"])
        yield Dimension(data["id"], data["label"], data["values"], place)
