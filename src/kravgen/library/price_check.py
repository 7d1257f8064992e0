"""What does not hang together in the price rows of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Library
from kravgen.library.prices import PriceRow
from kravgen.problems import Place, Problem, did_you_mean


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


def unknown_rows(
    asked: Iterable[str], known: Iterable[str], place_of: Callable[[int], Place]
) -> Iterator[Problem]:
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
    if sorted(row.named) != sorted(row.each) or row.stray_braces:
        yield row.place.problem(
            "KG317",
            _('The name of the row "{name}" does not tell what it stands for each of.').format(name=row.id),
            _("Write each of {each} once within braces in the name.").format(
                each=", ".join(f"{{{name}}}" for name in row.each)
            )
            if row.each
            else _("Take the braces out, or name the dimensions under each."),
        )
