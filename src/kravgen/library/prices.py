"""Price rows as the library describes them: what is priced, by what measure, and what its evaluated volume is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.problems import Place, Problem, did_you_mean
from kravgen.yamlfile import YamlFile

if TYPE_CHECKING:
    from kravgen.library.model import Library

Group = Literal["introduction", "running", "hours", "goods", "options", "exit", "other"]
"""Where in the price sheet a price stands."""

Measure = Literal["price", "discount", "consumption"]
"""What the bidder gives: kronor per unit, percent off a volume in kronor, or what a unit uses of something."""

Sign = Literal["cost", "income"]
"""Whether the buyer pays or is paid, as when equipment is bought back."""

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


def check_prices(library: Library) -> Iterator[Problem]:
    """What does not hang together in the price rows: conditions, volumes, names, and rows that no item asks for."""
    asked = {row for item in library.items.values() for row in item.prices}
    for row in library.prices.values():
        if row.when:
            yield from expression.check_condition(row.when, library.questions, row.place)
        yield from _wrong_factors(row, library)
        yield from _wrong_dimensions(row, library)
        if row.id not in asked and not library.broken:
            yield row.place.problem(
                "KG317",
                _('No requirement or clause asks for the price row "{name}".').format(name=row.id),
                _("Name it under prices in the item that needs it, or take it out."),
            )
    for dimension in library.dimensions.values():
        if dimension.id in library.questions:
            yield dimension.place.problem(
                "KG204",
                _('The id "{id}" is already in use.').format(id=dimension.id),
                _("Choose another id."),
            )


def unknown_rows(asked: Iterable[str], known: Iterable[str], place_of: Any) -> Iterator[Problem]:
    """Price rows that an item asks for and nobody has described; ``place_of`` gives the place of the n-th."""
    rows = set(known)
    for number, name in enumerate(asked):
        if name not in rows:
            yield place_of(number).problem(
                "KG317", _('Unknown price row "{name}".').format(name=name), did_you_mean(name, rows)
            )


def _wrong_factors(row: PriceRow, library: Library) -> Iterator[Problem]:
    for factor in row.quantity:
        if not isinstance(factor, str):
            continue
        question = library.questions.get(factor)
        if question is None:
            yield row.place.problem(
                "KG302",
                _('Unknown fact "{name}".').format(name=factor),
                did_you_mean(factor, library.questions),
            )
        elif question.type not in ("integer", "number") or question.own:
            yield row.place.problem(
                "KG317",
                _('"{label}" ({name}) is no number that all buyers share, so it is no volume.').format(
                    label=question.label, name=factor
                ),
                _("Multiply numbers and the answers to questions of type integer or number."),
            )


def _wrong_dimensions(row: PriceRow, library: Library) -> Iterator[Problem]:
    chosen = [question.id for question in library.questions.values() if question.type == "choices"]
    for name in row.each:
        if name not in library.dimensions and name not in chosen:
            yield row.place.problem(
                "KG317",
                _('"{name}" is neither a dimension nor a question with several choices.').format(name=name),
                did_you_mean(name, [*library.dimensions, *chosen]),
            )
    named = [name for _text, name, _spec, _conversion in Formatter().parse(row.name) if name is not None]
    if sorted(named) != sorted(row.each):
        yield row.place.problem(
            "KG317",
            _('The name of the row "{name}" does not tell what it stands for each of.').format(name=row.id),
            _("Write each of {each} once within braces in the name.").format(
                each=", ".join(f"{{{name}}}" for name in row.each)
            )
            if row.each
            else _("Take the braces out, or name the dimensions under each."),
        )
