"""Reads a file with tenders to try an evaluation with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kravgen import schema, yamlfile
from kravgen.award.evaluate import possible_points, possible_price
from kravgen.award.figures import plain
from kravgen.award.model import Bid, Criterion, Evaluation, Price
from kravgen.i18n import _
from kravgen.problems import KravgenError, Problem, did_you_mean
from kravgen.procurement.pricing import row_meant
from kravgen.yamlfile import Key, YamlFile


def read(file: Path, evaluation: Evaluation, prices: Iterable[Price]) -> tuple[Bid, ...]:
    """The tenders of a file.

    Raises:
        KravgenError: the file cannot be read, or something in it cannot be used. All of it is told.
    """
    found = yamlfile.read(file)
    if wrong := schema.check(found, "bids"):
        raise KravgenError(wrong)
    rows = {price.key: price for price in prices}
    criteria = {criterion.id: criterion for criterion in evaluation.criteria}
    if problems := list(_problems(found, rows, criteria)):
        raise KravgenError(problems)
    return tuple(
        Bid(data["name"], _numbers(data["prices"]), _numbers(data.get("quality", {})))
        for data in found.data["bids"]
    )


def _problems(
    file: YamlFile, rows: Mapping[str, Price], criteria: Mapping[str, Criterion]
) -> Iterator[Problem]:
    yield from same_names(file)
    for at, data in enumerate(file.data["bids"]):
        yield from _unknown(file, ["bids", at, "prices"], data["prices"], rows, row_meant)
        yield from _unknown(file, ["bids", at, "quality"], data.get("quality", {}), criteria, did_you_mean)
        yield from _impossible(file, at, data, rows, criteria)


def same_names(file: YamlFile) -> Iterator[Problem]:
    """Tenders of a file that are called the same."""
    names: set[str] = set()
    for at, data in enumerate(file.data["bids"]):
        if data["name"] in names:
            yield file.value_place(["bids", at, "name"]).problem(
                "KG010",
                _('Two tenders are called "{name}".').format(name=data["name"]),
                _("Give each tender a name of its own."),
            )
        names.add(data["name"])


def _unknown(
    file: YamlFile,
    path: list[Key],
    given: Mapping[str, Any],
    known: Mapping[str, object],
    meant: Callable[[str, Iterable[str]], str],
) -> Iterator[Problem]:
    for key in given:
        if key not in known:
            message = _('Unknown key "{key}".').format(key=key)
            yield file.key_place([*path, key]).problem("KG201", message, meant(key, known))


def _impossible(
    file: YamlFile, at: int, data: Any, rows: Mapping[str, Price], criteria: Mapping[str, Criterion]
) -> Iterator[Problem]:
    for key, given in _numbers(data["prices"]).items():
        row = rows.get(key)
        if row and given is not None and not possible_price(row, given):
            yield file.value_place(["bids", at, "prices", key]).problem(
                "KG010",
                _("{given} cannot be given for {name}.").format(given=plain(given), name=row.name),
                _("Write a discount from 0 to 100 percent.")
                if row.measure == "discount"
                else _("Write a number that is not below zero. What the buyer is paid is no negative price."),
            )
    for key, given in _numbers(data.get("quality", {})).items():
        criterion = criteria.get(key)
        if criterion and given is not None and not possible_points(criterion, given):
            yield file.value_place(["bids", at, "quality", key]).problem(
                "KG010",
                _("{given} is not on the scale of {name}.").format(given=plain(given), name=criterion.title),
                scale(criterion),
            )


def scale(criterion: Criterion) -> str:
    """What may be given for a criterion, as advice."""
    if criterion.levels:
        levels = ", ".join(plain(level.points) for level in criterion.levels)
        return _("Choose one of: {names}.").format(names=levels)
    return _("Write a whole number from 0 to {full}.").format(full=plain(criterion.full))


def _numbers(given: Mapping[str, Any]) -> dict[str, Decimal | None]:
    # A float has no more digits than somebody wrote.
    return {key: None if value is None else Decimal(str(value)) for key, value in given.items()}
